"""Screening and prevention (排查预防), counted by committee and month."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from uuid_utils.compat import uuid7

from fazhi.kernel.organisations.scope import ScopedManager
from fazhi.lines.mediation.rules.prevention import COUNTED

_SMALL = models.PositiveSmallIntegerField


def _counted(name: str) -> models.CheckConstraint:
    """At least one person to each case, and nobody without a case; persons may be untold (`rules.prevention`)."""
    cases, persons = f"{name}_cases", f"{name}_persons"
    together = Q(**{cases: 0, persons: 0}) | Q(**{f"{cases}__gte": 1, f"{persons}__gte": F(cases)})
    return models.CheckConstraint(
        condition=together | Q(**{f"{persons}__isnull": True, f"{cases}__gte": 0}), name=f"preventionmonth_{name}"
    )


class PreventionMonth(models.Model):
    """
    What a committee screened and prevented in one month: six pairs of cases (件) and persons (人).

    Counters, not matters: a dispute that is mediated, or settled on the spot, is a row of the people's ledger, and is
    counted there alone. `period_date` is the first day of the month.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(
        "organisations.Office", models.PROTECT, db_index=False, related_name="+", verbose_name="机构"
    )
    period_date = models.DateField("报告期起日")
    period_year = _SMALL("年")
    period_quarter = _SMALL("季度")
    period_month = _SMALL("月")
    recorded_at = models.DateTimeField()

    screened_cases = models.PositiveIntegerField("排查纠纷（件）")
    screened_persons = models.PositiveIntegerField("排查纠纷涉及（人）", null=True)
    averted_cases = models.PositiveIntegerField("预防纠纷（件）")
    averted_persons = models.PositiveIntegerField("预防纠纷涉及（人）", null=True)
    suicide_cases = models.PositiveIntegerField("防止民间纠纷引起自杀（件）")
    suicide_persons = models.PositiveIntegerField("防止民间纠纷引起自杀（人）")
    crime_cases = models.PositiveIntegerField("防止民间纠纷转化为刑事案件（件）")
    crime_persons = models.PositiveIntegerField("防止民间纠纷转化为刑事案件（人）")
    petition_cases = models.PositiveIntegerField("防止群体性上访（件）")
    petition_persons = models.PositiveIntegerField("防止群体性上访（人）")
    fight_cases = models.PositiveIntegerField("防止群体性械斗（件）")
    fight_persons = models.PositiveIntegerField("防止群体性械斗（人）")

    objects: ClassVar[ScopedManager[Any]] = ScopedManager["PreventionMonth"]()

    class Meta:
        verbose_name = "排查预防月报"
        indexes = (models.Index(fields=["period_date", "id"], name="preventionmonth_period"),)
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.UniqueConstraint(fields=["office", "period_year", "period_month"], name="preventionmonth_once"),
            models.CheckConstraint(condition=Q(period_month__range=(1, 12)), name="preventionmonth_month"),
            models.CheckConstraint(
                condition=Q(period_month__gt=F("period_quarter") * 3 - 3, period_month__lte=F("period_quarter") * 3),
                name="preventionmonth_quarter",
            ),
            *(_counted(name) for name in COUNTED),
        )

    def __str__(self) -> str:
        return f"{self.office_id} {self.period_year}-{self.period_month:02d}"
