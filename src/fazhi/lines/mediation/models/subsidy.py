"""Rates of the subsidy by case (以案定补) that the bureau has entered itself."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from fazhi.lines.mediation.rules.subsidy import Rate


class SubsidyRate(models.Model):
    """
    A rate from a day on, as a local document has it; it takes the place of the package's for matters ended since.

    Never changed: a later row for the same day takes its place.
    """

    rate = models.CharField("补贴项目", max_length=16)
    since_date = models.DateField("起始日期")
    amount_fen = models.BigIntegerField("金额（分）")
    basis = models.CharField("依据", max_length=200)
    entered_by = models.CharField("登记人", max_length=120)
    entered_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "以案定补标准"
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.CheckConstraint(condition=Q(rate__in=list(Rate)), name="subsidyrate_rate_known"),
            models.CheckConstraint(condition=Q(amount_fen__gte=0) & ~Q(basis=""), name="subsidyrate_told"),
        )

    def __str__(self) -> str:
        return f"{self.rate} {self.since_date}"
