"""Administrative mediation (行政调解案件)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from fazhi.lines.mediation.models.mediation import Mediation
from fazhi.lines.mediation.terms import Nature


class AdministrativeMatter(Mediation):
    """
    A dispute before an administrative department as mediator; `office` is the department.

    `closed_date` is the day on which figures count it out: of effect if settled, else of conclusion.
    """

    nature = models.CharField("纠纷性质", max_length=16)
    closed_date = models.DateField("统计终结日期", null=True)

    class Meta(Mediation.Meta):
        verbose_name = "行政调解案件"
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            *Mediation.Meta.constraints,
            models.CheckConstraint(condition=Q(nature__in=list(Nature)), name="administrativematter_nature_known"),
            models.CheckConstraint(
                condition=Q(concluded_date__isnull=True, closed_date__isnull=True)
                | Q(effective_date__isnull=False, closed_date=F("effective_date"))
                | Q(effective_date__isnull=True, closed_date=F("concluded_date")),
                name="administrativematter_closed",
            ),
        )
