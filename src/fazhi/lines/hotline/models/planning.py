"""Drafts of plans, and monthly rosters with what was changed in them."""

from django.db import models
from django.db.models import F, Q
from uuid_utils.compat import uuid7

from fazhi.kernel.organisations.scope import ScopedManager
from fazhi.lines.hotline.models.constraints import in_order
from fazhi.lines.hotline.models.duty import Firm, Plan
from fazhi.lines.hotline.terms import DAY_MINUTES

_SMALL = models.PositiveSmallIntegerField


class Draft(models.Model):
    """
    A draft of a plan (值守方案草案), drawn up once by a background job and kept.

    month_date first day of the month planned for
    target     per cent of each half hour's calls that shall be answered; segments: into how many the day is cut
    job        the background job that draws it up
    drawn_at   when that was done, and `result` what it says (rules.planning)
    plan       which it was published as
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey("organisations.Office", models.PROTECT, related_name="+", verbose_name="机构")
    month_date = models.DateField("月份")
    target = _SMALL("接通率目标")
    segments = _SMALL("段数")
    current = models.ForeignKey(Plan, models.PROTECT, null=True, related_name="+", verbose_name="比较的方案")
    by = models.CharField("拟订岗位", max_length=120)
    asked_at = models.DateTimeField("提出时间")
    job = models.UUIDField("后台任务", null=True)
    drawn_at = models.DateTimeField("拟订时间", null=True)
    result = models.JSONField("内容", null=True)
    plan = models.OneToOneField(Plan, models.PROTECT, null=True, related_name="+", verbose_name="公布的方案")

    objects = ScopedManager["Draft"]()

    class Meta:
        verbose_name = "值守方案草案"
        constraints = (
            models.CheckConstraint(condition=Q(target__gte=50, target__lte=99), name="draft_target_possible"),
            models.CheckConstraint(condition=Q(segments__gte=1, segments__lte=24), name="draft_segments_possible"),
            models.CheckConstraint(
                condition=Q(drawn_at=None, result__isnull=True) | Q(drawn_at__isnull=False, result__isnull=False),
                name="draft_drawn_whole",
            ),
            models.CheckConstraint(condition=Q(plan=None) | Q(drawn_at__isnull=False), name="draft_published_drawn"),
        )


class Unavailability(models.Model):
    """A day on which a team can't serve (不能值班), told before the roster is made."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey("organisations.Office", models.PROTECT, related_name="+", verbose_name="机构")
    firm = models.ForeignKey(Firm, models.PROTECT, related_name="+", verbose_name="值班团队")
    away_date = models.DateField("日期")

    objects = ScopedManager["Unavailability"]()

    class Meta:
        verbose_name = "不能值班"
        constraints = (models.UniqueConstraint(fields=["firm", "away_date"], name="unavailability_once"),)


class Roster(models.Model):
    """
    A month's roster (值班表); it counts from the moment that it is published, and is then changed by swaps alone.

    rules         the rules by which it was made, and swaps are checked: {max_per_day, max_per_week, rest_hours}
    deviation_minutes  largest distance of a team from its share when it was made, in seat-minutes
    is_proven          whether no roster is more even
    rest_hundredths    the same of duties on days of rest over the year, in hundredths of a duty; none without such duties
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey("organisations.Office", models.PROTECT, related_name="+", verbose_name="机构")
    month_date = models.DateField("月份")
    rules = models.JSONField("排班规则")
    by = models.CharField("排班岗位", max_length=120)
    made_at = models.DateTimeField("排成时间")
    deviation_minutes = models.PositiveIntegerField("最大偏差（座席分钟）")
    is_proven = models.BooleanField("已证明最均衡")
    rest_hundredths = models.PositiveIntegerField("休息日班最大偏差（百分之一班）", null=True)
    is_rest_proven = models.BooleanField("休息日班已证明最均衡", default=False)
    published_at = models.DateTimeField("公布时间", null=True)

    objects = ScopedManager["Roster"]()

    class Meta:
        verbose_name = "值班表"
        constraints = (
            models.UniqueConstraint(
                fields=["office", "month_date"], condition=Q(published_at__isnull=False), name="roster_one_a_month"
            ),
            in_order("roster", "published_at", "made_at"),
        )


class Duty(models.Model):
    """One segment of one day, served by one team (值班): minutes from midnight, `seats` lawyers."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey("organisations.Office", models.PROTECT, related_name="+", verbose_name="机构")
    roster = models.ForeignKey(Roster, models.PROTECT, related_name="+", verbose_name="值班表")
    served_date = models.DateField("日期")
    start_minute = _SMALL("起始分钟")
    end_minute = _SMALL("截止分钟")
    seats = _SMALL("座席")
    firm = models.ForeignKey(Firm, models.PROTECT, related_name="+", verbose_name="值班团队")

    objects = ScopedManager["Duty"]()

    class Meta:
        verbose_name = "值班"
        constraints = (
            models.UniqueConstraint(fields=["roster", "served_date", "start_minute"], name="duty_once"),
            models.CheckConstraint(
                condition=Q(end_minute__gt=F("start_minute"), end_minute__lte=DAY_MINUTES), name="duty_within_day"
            ),
        )


class Swap(models.Model):
    """A change in a published roster (换班): `duty` went from one team to another; two rows where two teams exchanged duties."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey("organisations.Office", models.PROTECT, related_name="+", verbose_name="机构")
    duty = models.ForeignKey(Duty, models.PROTECT, related_name="+", verbose_name="值班")
    before = models.ForeignKey(Firm, models.PROTECT, related_name="+", verbose_name="原团队")
    after = models.ForeignKey(Firm, models.PROTECT, related_name="+", verbose_name="现团队")
    reason = models.CharField("理由", max_length=200)
    by = models.CharField("登记岗位", max_length=120)
    recorded_at = models.DateTimeField("登记时间")

    objects = ScopedManager["Swap"]()

    class Meta:
        verbose_name = "换班"
        constraints = (
            models.CheckConstraint(condition=~Q(before=F("after")), name="swap_changes_team"),
            models.CheckConstraint(condition=~Q(reason=""), name="swap_reason_filled"),
        )
