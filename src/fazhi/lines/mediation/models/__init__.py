"""The tables of mediation; one module for each kind of record."""

from fazhi.lines.mediation.models.administrative import AdministrativeMatter
from fazhi.lines.mediation.models.mediation import Mediation
from fazhi.lines.mediation.models.network import Committee, Election, Seal
from fazhi.lines.mediation.models.people import PeoplesMatter
from fazhi.lines.mediation.models.serving import PERSONAL, Mediator, Member, Serving, Training

__all__ = [
    "PERSONAL",
    "AdministrativeMatter",
    "Committee",
    "Election",
    "Mediation",
    "Mediator",
    "Member",
    "PeoplesMatter",
    "Seal",
    "Serving",
    "Training",
]
