"""The tables of mediation; one module for each kind of record."""

from fazhi.lines.mediation.models.administrative import AdministrativeMatter
from fazhi.lines.mediation.models.disputes import Dispute, DisputeMember, LinkProposal
from fazhi.lines.mediation.models.mediation import Mediation
from fazhi.lines.mediation.models.people import PeoplesMatter
from fazhi.lines.mediation.models.ruling import AdministrativeRuling

__all__ = [
    "AdministrativeMatter",
    "AdministrativeRuling",
    "Dispute",
    "DisputeMember",
    "LinkProposal",
    "Mediation",
    "PeoplesMatter",
]
