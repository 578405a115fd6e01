"""What people's and administrative mediation have in common (调解案件)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from fazhi.kernel.procedures.models import Matter
from fazhi.lines.mediation.models.constraints import order, parts
from fazhi.lines.mediation.terms import OPEN, Category, State

_SMALL = models.PositiveSmallIntegerField


class Mediation(Matter):
    """
    What people's and administrative mediation have in common.

    Each date that an indicator counts on stands with its year, quarter and month, written with it: not every database
    can take a date apart. `effective_date` is the day the agreement took effect, on which a matter counts as settled;
    `concluded_date` is the day it ended, however it ended. `days_to_conclude` counts from acceptance, 0 on the same day.
    """

    category = models.CharField("纠纷类别", max_length=32)
    accepted_date = models.DateField("受理日期", null=True)
    accepted_year = _SMALL(null=True)
    accepted_quarter = _SMALL(null=True)
    accepted_month = _SMALL(null=True)
    concluded_date = models.DateField("办结日期", null=True)
    concluded_year = _SMALL(null=True)
    concluded_quarter = _SMALL(null=True)
    concluded_month = _SMALL(null=True)
    effective_date = models.DateField("协议生效日期", null=True)
    effective_year = _SMALL(null=True)
    effective_quarter = _SMALL(null=True)
    effective_month = _SMALL(null=True)
    days_to_conclude = models.PositiveIntegerField("办理天数", null=True)
    amount_fen = models.BigIntegerField("协议涉及金额（分）", null=True)
    mediator = models.CharField("调解员", max_length=60, blank=True)

    class Meta:
        abstract = True
        # What lists are sorted by, the key after it for rows of one day (docs/desk/registers.md).
        indexes: ClassVar[tuple[models.Index, ...]] = (
            models.Index(fields=["accepted_date", "id"], name="%(class)s_accepted"),
            models.Index(fields=["concluded_date", "id"], name="%(class)s_concluded"),
        )
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.UniqueConstraint(fields=["office", "number"], name="%(class)s_number_once"),
            models.CheckConstraint(condition=Q(state__in=list(State)), name="%(class)s_state_known"),
            models.CheckConstraint(condition=Q(category__in=list(Category)), name="%(class)s_category_known"),
            parts("accepted"),
            parts("concluded"),
            parts("effective"),
            order("concluded", "accepted"),
            order("effective", "accepted"),
            models.CheckConstraint(
                condition=Q(state__in=list(OPEN), concluded_date__isnull=True)
                | (~Q(state__in=list(OPEN)) & Q(concluded_date__isnull=False)),
                name="%(class)s_ended_has_date",
            ),
            models.CheckConstraint(
                condition=Q(state=State.SETTLED, effective_date__isnull=False)
                | (~Q(state=State.SETTLED) & Q(effective_date__isnull=True)),
                name="%(class)s_settled_has_effect",
            ),
            models.CheckConstraint(
                condition=Q(amount_fen__isnull=True) | Q(amount_fen__gte=0, state=State.SETTLED),
                name="%(class)s_amount_of_agreement",
            ),
        )
