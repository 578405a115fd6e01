from django.db import models
from django.db.models import F, Q

from fazhi.kernel.procedures.models import Matter
from fazhi.kernel.referrals.terms import BACK, OPEN, RESULTS, Channel, Kind, Outcome, ReturnReason, State

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
