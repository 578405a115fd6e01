from django.db import models
from django.db.models import F, Q
from uuid_utils.compat import uuid7

from fazhi.kernel.organisations.scope import ScopedManager
from fazhi.kernel.referrals.terms import Channel, Outcome

_SIGNED = [f"signed_{part}__isnull" for part in ("date", "year", "quarter", "month")]


class Referral(models.Model):
    """
    A dispute handed by one body to another (对接/移送): the sender's side of it.

    The receiver's matter carries the same number; one dispute through many doors is joined by it, never by a key.
    `signed_date` is the day on which figures count it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    number = models.CharField("对接编号", max_length=64)
    channel = models.CharField("对接渠道", max_length=16, choices=Channel.choices)
    office = models.ForeignKey("organisations.Office", models.PROTECT, related_name="+", verbose_name="接收组织")
    sender = models.CharField("移送单位", max_length=120)
    sender_number = models.CharField("移送单位案号", max_length=64, blank=True)
    category = models.CharField("纠纷类别", max_length=32)
    sent_date = models.DateField("移送日期")
    signed_date = models.DateField("签收日期", null=True)
    signed_year = models.PositiveSmallIntegerField(null=True)
    signed_quarter = models.PositiveSmallIntegerField(null=True)
    signed_month = models.PositiveSmallIntegerField(null=True)
    outcome = models.CharField("结果", max_length=16, choices=Outcome.choices, blank=True)
    result_date = models.DateField("结果回传日期", null=True)
    days_to_result = models.PositiveIntegerField("办理天数", null=True)
    recorded_at = models.DateTimeField()

    objects = ScopedManager["Referral"]()

    class Meta:
        verbose_name = "对接"
        constraints = (
            models.UniqueConstraint(fields=["channel", "number"], name="referral_number_once"),
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="referral_channel_known"),
            models.CheckConstraint(
                condition=Q(outcome="") | Q(outcome__in=Outcome.values), name="referral_outcome_known"
            ),
            models.CheckConstraint(
                condition=Q(signed_date__isnull=True) | Q(signed_date__gte=F("sent_date")),
                name="referral_signed_after_sent",
            ),
            models.CheckConstraint(
                condition=Q(result_date__isnull=True) | Q(result_date__gte=F("sent_date")),
                name="referral_result_after_sent",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", result_date__isnull=True) | (~Q(outcome="") & Q(result_date__isnull=False)),
                name="referral_result_has_date",
            ),
            models.CheckConstraint(
                condition=Q(**dict.fromkeys(_SIGNED, True)) | Q(**dict.fromkeys(_SIGNED, False)),
                name="referral_signed_parts",
            ),
        )
