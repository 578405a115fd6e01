"""The tables of mediation; one module for each kind of record."""

from fazhi.lines.mediation.models.administrative import AdministrativeMatter
from fazhi.lines.mediation.models.agreement import Agreement
from fazhi.lines.mediation.models.casefile import CaseFile
from fazhi.lines.mediation.models.confirmation import Confirmation, OutsiderRequest
from fazhi.lines.mediation.models.disputes import Dispute, DisputeMember, LinkProposal
from fazhi.lines.mediation.models.mediation import Mediation
from fazhi.lines.mediation.models.people import PeoplesMatter
from fazhi.lines.mediation.models.performance import Performance, Visit
from fazhi.lines.mediation.models.records import RiskReport, WorkRecord
from fazhi.lines.mediation.models.ruling import AdministrativeRuling

__all__ = [
    "AdministrativeRuling",
    "Dispute",
    "DisputeMember",
    "LinkProposal",
    "AdministrativeMatter",
    "Agreement",
    "CaseFile",
    "Confirmation",
    "Mediation",
    "OutsiderRequest",
    "PeoplesMatter",
    "Performance",
    "RiskReport",
    "Visit",
    "WorkRecord",
]
