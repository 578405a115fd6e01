from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from uuid_utils.compat import uuid7

from fazhi.kernel.organisations.scope import ScopedManager


class Matter(models.Model):
    """
    What a procedure moves (案/事项). Lines inherit; clocks, parties and the trail point to it by
    (procedure name, matter id) without foreign key.

    state        code of a state of the line's procedure
    version      rises with every act, so that of two officials acting at once one wins and the other is told
    recorded_at  when the latest act was written; when it occurred stands in the line's date columns
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    number = models.CharField("编号", max_length=64)
    # Lines make (office, number) unique: that index serves the office as well.
    office = models.ForeignKey(
        "organisations.Office", models.PROTECT, related_name="+", verbose_name="机构", db_index=False
    )
    state = models.CharField("状态", max_length=24)
    version = models.PositiveIntegerField(default=1)
    recorded_at = models.DateTimeField()

    objects: ClassVar[ScopedManager[Self]] = ScopedManager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.number


class Clock(models.Model):
    """
    A running time limit (期限): one per period, state and matter.

    due_date    the last lawful day as computed by the calendar at `started_date`, extension and pauses included
    stopped_at  when a step that names the period stopped it; null while it runs
    """

    id = models.BigAutoField(primary_key=True)
    procedure = models.CharField(max_length=64)
    matter_id = models.UUIDField()
    office = models.ForeignKey("organisations.Office", models.PROTECT, related_name="+", db_index=False)
    period = models.CharField("期限代码", max_length=24)
    after = models.CharField("起算状态", max_length=24)
    started_date = models.DateField("起算日")
    due_date = models.DateField("届满日")
    stopped_at = models.DateTimeField(null=True)

    objects = ScopedManager["Clock"]()

    class Meta:
        verbose_name = "期限"
        constraints = (
            models.UniqueConstraint(
                fields=["matter_id", "period", "after"], condition=Q(stopped_at__isnull=True), name="clock_one_running"
            ),
            models.CheckConstraint(condition=Q(due_date__gte=F("started_date")), name="clock_dates_in_order"),
        )
        indexes = (models.Index(fields=["due_date"], condition=Q(stopped_at__isnull=True), name="clock_running"),)
