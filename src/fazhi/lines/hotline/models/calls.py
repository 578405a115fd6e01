"""Calls as the switch recorded them."""

from django.db import models
from django.db.models import Q
from uuid_utils.compat import uuid7

from fazhi.kernel.organisations.scope import ScopedManager
from fazhi.lines.hotline.models.constraints import listed
from fazhi.lines.hotline.models.duty import Firm
from fazhi.lines.hotline.terms import DAY_MINUTES, Outcome

_SMALL = models.PositiveSmallIntegerField


class Call(models.Model):
    """
    A call (来电), one row whatever became of it; a caller who dials again is a row again.

    number        the switch's own; unique within a day only, because a switch may begin to count anew
    minute        of the day in which it came, `called_hour` the hour
    wait_seconds  in the queue; talk_seconds is 0 unless answered
    caller        keyed digest of the telephone number, by which re-dials are known; "" where it was withheld. The number
                  itself is not kept, and can't be had from it without the key, which lies outside the database
    firm          whose lawyer answered
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    # (office, called_date, number) is unique: that index serves the office as well.
    office = models.ForeignKey(
        "organisations.Office", models.PROTECT, related_name="+", verbose_name="机构", db_index=False
    )
    number = models.CharField("呼叫流水号", max_length=40)
    called_date = models.DateField("来电日期")
    called_year = _SMALL()
    called_quarter = _SMALL()
    called_month = _SMALL()
    called_hour = _SMALL("来电时")
    minute = _SMALL("来电分钟")
    outcome = models.CharField("接听结果", max_length=8, choices=Outcome.labels())
    wait_seconds = models.PositiveIntegerField("排队时长（秒）")
    talk_seconds = models.PositiveIntegerField("通话时长（秒）")
    caller = models.CharField("来电标识", max_length=16, blank=True)
    firm = models.ForeignKey(Firm, models.PROTECT, null=True, related_name="+", verbose_name="值班团队", db_index=False)

    objects = ScopedManager["Call"]()

    class Meta:
        verbose_name = "来电"
        constraints = (
            models.UniqueConstraint(fields=["office", "called_date", "number"], name="call_once_a_day"),
            listed("call", "outcome", Outcome),
            models.CheckConstraint(condition=Q(minute__lt=DAY_MINUTES, called_hour__lte=23), name="call_within_day"),
            models.CheckConstraint(
                condition=Q(outcome="answered") | Q(talk_seconds=0, firm=None), name="call_talk_answered"
            ),
        )
        indexes = (models.Index(fields=["called_date", "outcome"], name="call_by_day"),)
