"""Following an agreement up (履行回访): supervision of performance, visit by visit."""

from datetime import date, datetime
from typing import ClassVar

from django.db import models

from fazhi.kernel.organisations.scope import ScopedManager
from fazhi.kernel.procedures.models import Matter
from fazhi.lines.mediation.models.constraints import listed
from fazhi.lines.mediation.terms import PerformanceState, VisitManner, VisitResult


class Performance(Matter):
    """
    The performance of one agreement as the committee supervises it (人民调解法 art. 31(2)); `number` is the mediation's.

    procedure, matter_id  the mediation, without foreign key
    counted_from_date     the day of effect, or the agreed last day of performance where it lies later: visits are due
                          by days counted from here
    """

    procedure = models.CharField(max_length=64)
    matter_id = models.UUIDField(unique=True)
    counted_from_date = models.DateField("回访起算日")

    class Meta:
        verbose_name = "履行回访"
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.UniqueConstraint(fields=["office", "number"], name="performance_number_once"),
            listed("state", PerformanceState),
        )

    def counts_from(self, entered: date | datetime) -> date | datetime:
        """Visits are due by days from effect or from the agreed day, whenever following up began."""
        return self.counted_from_date


class Visit(models.Model):
    """One visit, and what it found (回访记录); `recorded_at` is when it was written down."""

    id = models.BigAutoField(primary_key=True)
    performance = models.ForeignKey(Performance, models.PROTECT, related_name="+")
    office = models.ForeignKey("organisations.Office", models.PROTECT, related_name="+", db_index=False)
    visited_date = models.DateField("回访日期")
    manner = models.CharField("回访方式", max_length=16, choices=VisitManner.labels())
    result = models.CharField("回访结果", max_length=16, choices=VisitResult.labels())
    note = models.TextField("回访情况", blank=True)
    recorded_at = models.DateTimeField()

    objects = ScopedManager["Visit"]()

    class Meta:
        verbose_name = "回访记录"
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            listed("manner", VisitManner),
            listed("result", VisitResult),
        )
