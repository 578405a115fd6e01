"""The day under way: how the lines stand, and what is expected of the day."""

from django.db import models
from django.db.models import Q
from uuid_utils.compat import uuid7

from fazhi.kernel.organisations.scope import ScopedManager
from fazhi.lines.hotline.models.duty import Plan

_SMALL = models.PositiveSmallIntegerField


class LineState(models.Model):
    """
    How the lines of a hotline stand (话务状态), as its switch told last; one row an office, the next message takes its place.

    told_at               moment of which the switch speaks
    seats_in, waiting     seats signed in, callers in the queue
    is_simulated          told by a simulation, of a sample office only
    job                   the latest background job that reckoned the advice
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.OneToOneField("organisations.Office", models.PROTECT, related_name="+", verbose_name="机构")
    told_at = models.DateTimeField("时刻")
    seats_in = _SMALL("在席座席")
    waiting = _SMALL("排队来电")
    longest_wait_seconds = models.PositiveIntegerField("最长等待（秒）")
    is_simulated = models.BooleanField("模拟")
    job = models.UUIDField("后台任务", null=True)

    objects = ScopedManager["LineState"]()

    class Meta:
        verbose_name = "话务状态"
        constraints = (
            models.CheckConstraint(
                condition=Q(waiting__gt=0) | Q(longest_wait_seconds=0), name="linestate_waits_if_waiting"
            ),
        )


class Outlook(models.Model):
    """
    What is expected of one day (当日预测): the morning's forecast, kept as it was, and the latest advice.

    plan         in force on the day
    first_date, last_date, calls  the records that it was learned from
    content      rules.intraday.Morning as plain values
    advised_at   moment up to which calls were taken into `advice`: rules.intraday, plain values
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey("organisations.Office", models.PROTECT, related_name="+", verbose_name="机构")
    day_date = models.DateField("日期")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="+", verbose_name="值守方案")
    made_at = models.DateTimeField("预测时间")
    first_date = models.DateField("记录起")
    last_date = models.DateField("记录止")
    calls = models.PositiveIntegerField("来电记录")
    content = models.JSONField("预测")
    advised_at = models.DateTimeField("建议所据时刻", null=True)
    advice = models.JSONField("建议", null=True)

    objects = ScopedManager["Outlook"]()

    class Meta:
        verbose_name = "当日预测"
        constraints = (
            models.UniqueConstraint(fields=["office", "day_date"], name="outlook_one_a_day"),
            models.CheckConstraint(
                condition=Q(advised_at=None, advice__isnull=True) | Q(advised_at__isnull=False, advice__isnull=False),
                name="outlook_advised_whole",
            ),
        )
