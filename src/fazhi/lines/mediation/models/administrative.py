"""Administrative mediation (行政调解案件)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from fazhi.lines.mediation.models.constraints import listed
from fazhi.lines.mediation.models.mediation import Mediation
from fazhi.lines.mediation.terms import Damage, Ending, Nature, NotAccepted, Sector

_ENDED = Q(concluded_date__isnull=False, closed_date__isnull=False)
_SMALL = models.PositiveSmallIntegerField


class AdministrativeMatter(Mediation):
    """
    A dispute before an administrative department as mediator; `office` is the department.

    procedure           its sector, which is the name of the procedure that moves it
    closed_date         the day on which figures count it out: of effect if settled, else of conclusion
    agency_name         the agency that is a party of an administrative dispute; "" where a ledger does not say it
    is_own_dispute      1 if that agency is the department itself: then `supervised_by` names the unit that watches over it,
                        for nobody mediates neutrally in a dispute of his own
    not_accepted        why it was not accepted, `ending` why it ended without agreement: of closed lists, "" in ledgers
    damage, damage_date  of a traffic accident: what it did, and the day that the law names for it (JT-START)
    """

    procedure = models.CharField("领域", max_length=64, default=Sector.GENERAL.value)
    nature = models.CharField("纠纷性质", max_length=16)
    closed_date = models.DateField("统计终结日期", null=True)
    agency_name = models.CharField("作为当事人的行政机关", max_length=120, blank=True)
    is_own_dispute = _SMALL("本机关是当事人", default=0)
    supervised_by = models.CharField("监督单位", max_length=120, blank=True)
    not_accepted = models.CharField("不予受理原因", max_length=24, blank=True)
    ending = models.CharField("终止原因", max_length=24, blank=True)
    damage = models.CharField("损害后果", max_length=16, blank=True)
    damage_date = models.DateField("损害后果确定日期", null=True)

    class Meta(Mediation.Meta):
        verbose_name = "行政调解案件"
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            *Mediation.Meta.constraints,
            models.CheckConstraint(condition=Q(nature__in=list(Nature)), name="administrativematter_nature_known"),
            models.CheckConstraint(
                condition=Q(concluded_date__isnull=True, closed_date__isnull=True)
                # Each day is asked for by itself: a comparison with null is neither true nor false, and a check lets that pass.
                | Q(_ENDED, effective_date__isnull=False, closed_date=F("effective_date"))
                | Q(_ENDED, effective_date__isnull=True, closed_date=F("concluded_date")),
                name="administrativematter_closed",
            ),
            models.CheckConstraint(condition=Q(procedure__in=list(Sector)), name="administrativematter_sector_known"),
            models.CheckConstraint(
                condition=Q(procedure=Sector.GENERAL) | Q(nature=Nature.CIVIL), name="administrativematter_sector_civil"
            ),
            models.CheckConstraint(
                condition=Q(nature=Nature.ADMINISTRATIVE) | Q(agency_name="", is_own_dispute=0),
                name="administrativematter_agency_of_dispute",
            ),
            models.CheckConstraint(
                condition=Q(is_own_dispute=0) | (Q(is_own_dispute=1) & ~Q(supervised_by="")),
                name="administrativematter_own_dispute_supervised",
            ),
            listed("not_accepted", NotAccepted, blank=True),
            listed("ending", Ending, blank=True),
            models.CheckConstraint(
                condition=Q(damage="", damage_date__isnull=True)
                | Q(damage__in=list(Damage), damage_date__isnull=False, procedure=Sector.TRAFFIC),
                name="administrativematter_damage_dated",
            ),
        )
