"""Who is on duty, and when: firms, and plans of segments in versions."""

from django.db import models
from django.db.models import F, Q
from uuid_utils.compat import uuid7

from fazhi.kernel.organisations.scope import ScopedManager
from fazhi.lines.hotline.models.constraints import in_order
from fazhi.lines.hotline.terms import DAY_MINUTES

_SMALL = models.PositiveSmallIntegerField


class Firm(models.Model):
    """
    A duty team (值班团队), mostly a law firm; `office` runs the hotline.

    code         统一社会信用代码
    share        of all duty, in proportion to the others' shares
    until_date   the first day on which it no longer serves
    specialisms  topics on which it advises: their codes, with blanks between
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey("organisations.Office", models.PROTECT, related_name="+", verbose_name="机构")
    code = models.CharField("统一社会信用代码", max_length=32, unique=True)
    name = models.CharField("名称", max_length=120)
    share = _SMALL("值班份额")
    from_date = models.DateField("参加值班日期")
    until_date = models.DateField("退出值班日期", null=True)
    specialisms = models.CharField("专长", max_length=200, blank=True, default="")

    objects = ScopedManager["Firm"]()

    class Meta:
        verbose_name = "值班团队"
        constraints = (
            in_order("firm", "until_date", "from_date"),
            models.CheckConstraint(condition=Q(share__gte=1), name="firm_has_share"),
            models.CheckConstraint(condition=~Q(code=""), name="firm_code_filled"),
        )

    def __str__(self) -> str:
        return self.name


class Plan(models.Model):
    """
    A version of the plan of seats (值守方案), in force from `from_date` until the day before `until_date`.

    A plan is never edited: the next one is a row of its own, and of each day exactly one is in force.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey("organisations.Office", models.PROTECT, related_name="+", verbose_name="机构")
    code = models.CharField("方案编号", max_length=64, unique=True)
    from_date = models.DateField("施行日期")
    until_date = models.DateField("停止施行日期", null=True)

    objects = ScopedManager["Plan"]()

    class Meta:
        verbose_name = "值守方案"
        constraints = (
            in_order("plan", "until_date", "from_date"),
            models.UniqueConstraint(fields=["office", "from_date"], name="plan_one_from_a_day"),
            models.UniqueConstraint(fields=["office"], condition=Q(until_date=None), name="plan_one_in_force"),
            models.CheckConstraint(condition=~Q(code=""), name="plan_code_filled"),
        )

    def __str__(self) -> str:
        return self.code


class Segment(models.Model):
    """
    A stretch of the day with one number of seats (值守时段): minutes from midnight, the end not included.

    seats, rest_seats  on days worked, and on weekends and public holidays
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey("organisations.Office", models.PROTECT, related_name="+", verbose_name="机构")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="+", verbose_name="值守方案")
    start_minute = _SMALL("起始分钟")
    end_minute = _SMALL("截止分钟")
    seats = _SMALL("工作日座席")
    rest_seats = _SMALL("休息日座席")

    objects = ScopedManager["Segment"]()

    class Meta:
        verbose_name = "值守时段"
        constraints = (
            models.UniqueConstraint(fields=["plan", "start_minute"], name="segment_once"),
            models.CheckConstraint(
                condition=Q(end_minute__gt=F("start_minute"), end_minute__lte=DAY_MINUTES), name="segment_within_day"
            ),
        )
