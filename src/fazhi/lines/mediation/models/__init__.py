"""The tables of mediation; one module for each kind of record."""

from fazhi.lines.mediation.models.administrative import AdministrativeMatter
from fazhi.lines.mediation.models.mediation import Mediation
from fazhi.lines.mediation.models.people import PeoplesMatter

__all__ = ["AdministrativeMatter", "Mediation", "PeoplesMatter"]
