from django.db import models
from django.db.models import F, Q

from fazhi.kernel.procedures.models import Matter
from fazhi.kernel.referrals.terms import (
    BACK,
    OPEN,
    RESULTS,
    TRANSFER_OPEN,
    Channel,
    Kind,
    Outcome,
    ReturnReason,
    State,
    TransferOutcome,
    TransferReturn,
    TransferState,
)

_SMALL = models.PositiveSmallIntegerField
_DUE = Q(result_date__isnull=False, result_due_date__isnull=False)


def _parts(name: str) -> models.CheckConstraint:
    """Year, quarter and month of a date are there exactly when the date is."""
    columns = [f"{name}_{part}__isnull" for part in ("date", "year", "quarter", "month")]
    absent, present = Q(**dict.fromkeys(columns, True)), Q(**dict.fromkeys(columns, False))
    return models.CheckConstraint(condition=absent | present, name=f"referral_{name}_parts")


def _order(later: str, earlier: str) -> models.CheckConstraint:
    columns = [f"{name}_date__isnull" for name in (later, earlier) if name != "sent"]
    absent = Q(**dict.fromkeys(columns, True), _connector=Q.OR)
    return models.CheckConstraint(
        condition=absent | Q(**{f"{later}_date__gte": F(f"{earlier}_date")}), name=f"referral_{later}_after_{earlier}"
    )


def _kinds(channel: Channel) -> Q:
    return Q(channel=channel, procedure__in=[kind.value for kind in Kind if kind.channel == channel])


class Referral(Matter):
    """
    A dispute handed by one body to another (对接/移送): the sender's side of it, which moves by its own procedure.

    The receiver's matter carries the same number; one dispute through many doors is joined by it, never by a key.
    `office` is the receiver. `signed_date` is the day on which figures count it, `days_to_result` runs from there.

    procedure           its kind, which is the name of the procedure that moves it
    result_due_date     the last day for the result to go back, reckoned on signing; as it stood at the end, once it went back
    is_on_time          whether the result, or the return, went back by that day; null until it did
    consent_date        the day by which both parties had agreed, where acceptance needs it
    consent_evidence    the attachment that shows it
    return_reason       "" unless the receiver returned it; of the returns of a ledger without that column no reason is known
    result_signed_date  the day the sender signed for the result; null where only a ledger tells the end
    """

    procedure = models.CharField("移送种类", max_length=64, choices=Kind.choices)
    channel = models.CharField("对接渠道", max_length=16, choices=Channel.choices)
    sender = models.CharField("移送单位", max_length=120)
    sender_number = models.CharField("移送单位案号", max_length=64, blank=True)
    category = models.CharField("纠纷类别", max_length=32)
    sent_date = models.DateField("移送日期")
    signed_date = models.DateField("签收日期", null=True)
    signed_year = _SMALL(null=True)
    signed_quarter = _SMALL(null=True)
    signed_month = _SMALL(null=True)
    result_due_date = models.DateField("结果回传期限", null=True)
    consent_date = models.DateField("双方同意日期", null=True)
    consent_evidence = models.ForeignKey(
        "papers.Attachment", models.PROTECT, null=True, related_name="+", verbose_name="双方同意的证明", db_index=False
    )
    outcome = models.CharField("结果", max_length=16, choices=Outcome.choices, blank=True)
    return_reason = models.CharField("退回原因", max_length=24, choices=ReturnReason.choices, blank=True)
    result_date = models.DateField("结果回传日期", null=True)
    result_year = _SMALL(null=True)
    result_quarter = _SMALL(null=True)
    result_month = _SMALL(null=True)
    days_to_result = models.PositiveIntegerField("办理天数", null=True)
    is_on_time = _SMALL("按期回传", null=True)
    result_signed_date = models.DateField("结果签收日期", null=True)

    class Meta:
        verbose_name = "对接"
        indexes = (
            models.Index(fields=["office", "number"], name="referral_by_office"),
            models.Index(fields=["signed_date", "id"], name="referral_signed"),
            models.Index(fields=["result_due_date", "id"], name="referral_due"),
            models.Index(fields=["sender", "sender_number"], condition=Q(state__in=OPEN), name="referral_open"),
        )
        constraints = (
            models.UniqueConstraint(fields=["channel", "number"], name="referral_number_once"),
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="referral_channel_known"),
            models.CheckConstraint(
                condition=_kinds(Channel.POLICE) | _kinds(Channel.COURT) | _kinds(Channel.PETITION),
                name="referral_kind_of_channel",
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="referral_state_known"),
            models.CheckConstraint(
                condition=Q(outcome="") | Q(outcome__in=Outcome.values), name="referral_outcome_known"
            ),
            models.CheckConstraint(
                condition=Q(return_reason="") | Q(return_reason__in=ReturnReason.values, state=State.RETURNED),
                name="referral_reason_of_return",
            ),
            _order("signed", "sent"),
            _order("result", "sent"),
            _order("result", "signed"),
            _order("result_signed", "result"),
            models.CheckConstraint(
                condition=Q(outcome="", result_date__isnull=True) | (~Q(outcome="") & Q(result_date__isnull=False)),
                name="referral_result_has_date",
            ),
            _parts("signed"),
            _parts("result"),
            models.CheckConstraint(
                condition=Q(result_due_date__isnull=True) | Q(signed_date__isnull=False),
                name="referral_due_once_signed",
            ),
            models.CheckConstraint(
                condition=Q(is_on_time__isnull=True)
                | Q(_DUE, is_on_time=1, result_date__lte=F("result_due_date"))
                | Q(_DUE, is_on_time=0, result_date__gt=F("result_due_date")),
                name="referral_on_time_proven",
            ),
            models.CheckConstraint(
                condition=Q(consent_evidence__isnull=True) | Q(consent_date__isnull=False),
                name="referral_evidence_of_consent",
            ),
            models.CheckConstraint(
                condition=Q(state=State.SENT, signed_date__isnull=True, outcome="")
                | Q(state__in=OPEN[1:], signed_date__isnull=False, outcome="")
                | Q(state__in=[State.RESULT_REPORTED, State.CLOSED], outcome__in=RESULTS)
                | Q(state__in=BACK, outcome=Outcome.RETURNED),
                name="referral_state_proven",
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=[Outcome.SETTLED, Outcome.FAILED]) | Q(signed_date__isnull=False),
                name="referral_mediated_was_signed",
            ),
            models.CheckConstraint(
                condition=Q(result_signed_date__isnull=True) | Q(result_date__isnull=False, state=State.CLOSED),
                name="referral_result_signed_at_end",
            ),
        )


class Transfer(Matter):
    """
    A matter that one office of this system passes on to another (转办); `office` is the receiver.

    It is no dispute that a body outside hands over, and no figure of referrals counts it. Who asked is a party of it, and
    lies with the sender until the receiver accepts (`transferring.accept`).

    sender         the office that passed it on
    origin_*       procedure, id and number of the matter that it comes of; null and "" where it comes of none
    purpose        what for, in the sender's words: 法律援助, 人民调解
    subject        what it is about, in a few words without personal data
    facts          what the receiver has to know; its page masks it until it is accepted
    ended_date     the day on which it was answered, returned or taken back
    """

    shown_with = ("sender",)

    sender = models.ForeignKey(
        "organisations.Office", models.PROTECT, related_name="+", verbose_name="转出机构", db_index=False
    )
    origin_procedure = models.CharField("来源事项种类", max_length=64, blank=True)
    origin_id = models.UUIDField("来源事项", null=True)
    origin_number = models.CharField("来源编号", max_length=64, blank=True)
    purpose = models.CharField("转办用途", max_length=40)
    subject = models.CharField("事项", max_length=80)
    facts = models.TextField("转办事由")
    sent_date = models.DateField("转出日期")
    accepted_date = models.DateField("受理日期", null=True)
    return_reason = models.CharField("退回原因", max_length=16, choices=TransferReturn.choices, blank=True)
    outcome = models.CharField("办理结果", max_length=16, choices=TransferOutcome.choices, blank=True)
    answer = models.TextField("反馈意见", blank=True)
    ended_date = models.DateField("办结日期", null=True)

    class Meta:
        verbose_name = "转办"
        constraints = (
            models.UniqueConstraint(fields=["office", "number"], name="transfer_number_once"),
            models.UniqueConstraint(
                fields=["origin_id"], condition=Q(state__in=TRANSFER_OPEN), name="transfer_one_open"
            ),
            models.CheckConstraint(condition=Q(state__in=TransferState.values), name="transfer_state_known"),
            models.CheckConstraint(
                condition=Q(state=TransferState.RETURNED, return_reason__in=TransferReturn.values)
                | ~Q(state=TransferState.RETURNED) & Q(return_reason=""),
                name="transfer_reason_of_return",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=TransferState.ANSWERED, outcome__in=TransferOutcome.values, accepted_date__isnull=False
                )
                | ~Q(state=TransferState.ANSWERED) & Q(outcome="", answer=""),
                name="transfer_answer_proven",
            ),
            models.CheckConstraint(
                condition=Q(state__in=TRANSFER_OPEN, ended_date__isnull=True)
                | ~Q(state__in=TRANSFER_OPEN) & Q(ended_date__isnull=False),
                name="transfer_ended_closed",
            ),
            models.CheckConstraint(
                condition=Q(accepted_date__isnull=True) | Q(accepted_date__gte=F("sent_date")),
                name="transfer_accepted_after_sent",
            ),
        )
        indexes = (models.Index(fields=["origin_id"], name="transfer_of_matter"),)
