"""The subsidy of duty (值班补贴台账): rates of the bureau's own, and months with their lines, which never change."""

from django.db import models
from django.db.models import Q
from uuid_utils.compat import uuid7

from fazhi.kernel.organisations.scope import ScopedManager
from fazhi.lines.hotline.models.constraints import in_order, listed
from fazhi.lines.hotline.models.duty import Firm
from fazhi.lines.hotline.models.planning import Duty
from fazhi.lines.hotline.terms.attendance import DaySort, LineSort, Rate, Unpaid

_SMALL = models.PositiveSmallIntegerField


class DutyRate(models.Model):
    """A rate from a day on, as a local document has it. Never changed: a later row of the same day takes its place."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey("organisations.Office", models.PROTECT, related_name="+", verbose_name="机构")
    rate = models.CharField("标准", max_length=16)
    since_date = models.DateField("起始日期")
    value = models.PositiveIntegerField("数值")
    basis = models.CharField("依据", max_length=200)
    by = models.CharField("登记岗位", max_length=120)
    entered_at = models.DateTimeField("登记时间")

    objects = ScopedManager["DutyRate"]()

    class Meta:
        verbose_name = "值班补贴标准"
        constraints = (
            listed("dutyrate", "rate", Rate.labels()),
            models.CheckConstraint(condition=~Q(basis=""), name="dutyrate_basis_filled"),
        )


class Subsidy(models.Model):
    """
    A month's ledger: drawn up, reviewed, fixed (编制、复核、审定). Drawn up again, it is another row; of a month one is fixed.

    digest  of its lines, by which anyone sees that they are those that were fixed
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey("organisations.Office", models.PROTECT, related_name="+", verbose_name="机构")
    month_date = models.DateField("月份")
    amount_fen = models.BigIntegerField("合计（分）")
    digest = models.CharField("摘要", max_length=64)
    drawn_by = models.CharField("编制岗位", max_length=120)
    drawn_at = models.DateTimeField("编制时间")
    reviewed_by = models.CharField("复核岗位", max_length=120, blank=True)
    reviewed_at = models.DateTimeField("复核时间", null=True)
    fixed_by = models.CharField("审定岗位", max_length=120, blank=True)
    fixed_at = models.DateTimeField("审定时间", null=True)

    objects = ScopedManager["Subsidy"]()

    class Meta:
        verbose_name = "值班补贴"
        constraints = (
            models.UniqueConstraint(
                fields=["office", "month_date"], condition=Q(fixed_at__isnull=False), name="subsidy_one_a_month"
            ),
            models.CheckConstraint(
                condition=Q(fixed_at=None) | Q(reviewed_at__isnull=False), name="subsidy_fixed_reviewed"
            ),
            models.CheckConstraint(
                condition=Q(reviewed_at=None, reviewed_by="") | (Q(reviewed_at__isnull=False) & ~Q(reviewed_by="")),
                name="subsidy_reviewed_whole",
            ),
            models.CheckConstraint(
                condition=Q(fixed_at=None, fixed_by="") | (Q(fixed_at__isnull=False) & ~Q(fixed_by="")),
                name="subsidy_fixed_whole",
            ),
            in_order("subsidy", "reviewed_at", "drawn_at"),
            in_order("subsidy", "fixed_at", "reviewed_at"),
        )


class SubsidyLine(models.Model):
    """
    What one duty is paid, with all that it follows from; of a correction, the difference to what was fixed before.

    came_minute, went_minute  from midnight of the duty's day, on which it is counted
    minutes                   that are paid, of each of the lawyers
    hour_fen, percent         the rate of an hour of one seat, and by which the day's sort multiplies it
    unpaid                    why nothing is paid
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey("organisations.Office", models.PROTECT, related_name="+", verbose_name="机构")
    subsidy = models.ForeignKey(Subsidy, models.PROTECT, related_name="+", verbose_name="值班补贴")
    duty = models.ForeignKey(Duty, models.PROTECT, related_name="+", verbose_name="值班")
    firm = models.ForeignKey(Firm, models.PROTECT, related_name="+", verbose_name="值班团队")
    sort = models.CharField("类别", max_length=16)
    day_sort = models.CharField("日期类别", max_length=16)
    came_minute = models.SmallIntegerField("签到", null=True)
    went_minute = models.SmallIntegerField("签退", null=True)
    lawyers = _SMALL("人数")
    minutes = _SMALL("计发分钟")
    hour_fen = models.PositiveIntegerField("每座席小时（分）")
    percent = _SMALL("倍率（%）")
    amount_fen = models.BigIntegerField("金额（分）")
    unpaid = models.CharField("不计发的原因", max_length=16, blank=True)

    objects = ScopedManager["SubsidyLine"]()

    class Meta:
        verbose_name = "值班补贴明细"
        constraints = (
            models.UniqueConstraint(fields=["subsidy", "duty"], name="subsidyline_once"),
            listed("subsidyline", "sort", LineSort.labels()),
            listed("subsidyline", "day_sort", DaySort.labels()),
            listed("subsidyline", "unpaid", Unpaid.labels(), blank=True),
            models.CheckConstraint(
                condition=Q(amount_fen__gte=0) | Q(sort=LineSort.CORRECTION.value), name="subsidyline_not_below_nothing"
            ),
        )
