"""Consultations: what was asked, what became of it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from fazhi.kernel.procedures.models import Matter
from fazhi.lines.hotline.models.constraints import in_order, listed, parts
from fazhi.lines.hotline.models.duty import Firm
from fazhi.lines.hotline.terms import (
    MATTERS,
    VERSION,
    Channel,
    ConsultationState,
    Destination,
    Satisfaction,
    Topic,
)

_SMALL = models.PositiveSmallIntegerField
_SENT_ON = (ConsultationState.PASSED, ConsultationState.REFERRED)
_ENDS = (ConsultationState.REFERRED, ConsultationState.CLOSED)


class Consultation(Matter):
    """
    A consultation (咨询), the work order of the hotline. Who asked is not kept: advice needs no name.

    call_number    number of the call, of the day `received_date`; "" for none
    topic, matter  first and second level, of the version `topics_version` of the list
    need, answer   what was asked and told
    promised_slot  half hour of the day promised, 18 is 09:00; null where a ledger tells the day alone
    ended_date     the day on which it was closed or referred
    """

    shown_with = ("firm",)

    received_date = models.DateField("受理日期")
    received_year = _SMALL()
    received_quarter = _SMALL()
    received_month = _SMALL()
    channel = models.CharField("咨询渠道", max_length=8, choices=Channel.labels())
    call_number = models.CharField("呼叫流水号", max_length=40, blank=True)
    topic = models.CharField("咨询类别", max_length=16, choices=Topic.labels())
    matter = models.CharField("咨询事项", max_length=32, choices=MATTERS)
    topics_version = _SMALL("类别表版本", default=VERSION)
    district = models.CharField("所在区", max_length=16, blank=True)
    firm = models.ForeignKey(Firm, models.PROTECT, null=True, related_name="+", verbose_name="值班团队", db_index=False)
    need = models.TextField("咨询内容", blank=True)
    answer = models.TextField("答复意见", blank=True)
    promised_date = models.DateField("约定回拨日期", null=True)
    promised_slot = _SMALL("约定回拨时段", null=True)
    answered_date = models.DateField("答复日期", null=True)
    destination = models.CharField("转办去向", max_length=16, blank=True, choices=Destination.labels())
    satisfaction = models.CharField("评价", max_length=16, blank=True, choices=Satisfaction.labels())
    ended_date = models.DateField("办结日期", null=True)
    ended_year = _SMALL(null=True)
    ended_quarter = _SMALL(null=True)
    ended_month = _SMALL(null=True)

    class Meta:
        verbose_name = "咨询"
        indexes = (
            models.Index(fields=["received_date", "call_number"], name="consultation_of_call"),
            models.Index(
                fields=["promised_date", "promised_slot"], condition=Q(state="promised"), name="consultation_promised"
            ),
        )
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.UniqueConstraint(fields=["office", "number"], name="consultation_number_once"),
            models.UniqueConstraint(
                fields=["office", "received_date", "call_number"], condition=~Q(call_number=""),
                name="consultation_one_a_call",
            ),
            listed("consultation", "state", ConsultationState),
            listed("consultation", "channel", Channel),
            listed("consultation", "topic", Topic),
            listed("consultation", "matter", MATTERS),
            listed("consultation", "destination", Destination, blank=True),
            listed("consultation", "satisfaction", Satisfaction, blank=True),
            parts("consultation", "received"),
            parts("consultation", "ended"),
            in_order("consultation", "ended_date", "received_date"),
            models.CheckConstraint(
                condition=Q(state__in=_ENDS, ended_date__isnull=False) | (~Q(state__in=_ENDS) & Q(ended_date=None)),
                name="consultation_ended_closed",
            ),
            models.CheckConstraint(
                condition=Q(state__in=_SENT_ON) & ~Q(destination="") | ~Q(state__in=_SENT_ON) & Q(destination=""),
                name="consultation_referred_somewhere",
            ),
        )  # fmt: skip
