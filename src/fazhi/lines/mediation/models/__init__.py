"""The tables of mediation; one module for each kind of record."""

from fazhi.lines.mediation.models.administrative import AdministrativeMatter
from fazhi.lines.mediation.models.local_category import LocalCategory
from fazhi.lines.mediation.models.mediation import Mediation
from fazhi.lines.mediation.models.people import PeoplesMatter
from fazhi.lines.mediation.models.prevention import PreventionMonth
from fazhi.lines.mediation.models.subsidy import SubsidyRate

__all__ = ["AdministrativeMatter", "LocalCategory", "Mediation", "PeoplesMatter", "PreventionMonth", "SubsidyRate"]
