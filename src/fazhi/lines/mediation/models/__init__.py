"""The tables of mediation; one module for each kind of record."""

from fazhi.lines.mediation.models.administrative import AdministrativeMatter
from fazhi.lines.mediation.models.agreement import Agreement
from fazhi.lines.mediation.models.applications import Application, Complaint
from fazhi.lines.mediation.models.appointment import Appointment
from fazhi.lines.mediation.models.casefile import CaseFile
from fazhi.lines.mediation.models.confirmation import Confirmation, OutsiderRequest
from fazhi.lines.mediation.models.disputes import Dispute, DisputeMember, LinkProposal
from fazhi.lines.mediation.models.local_category import LocalCategory
from fazhi.lines.mediation.models.mediation import Mediation
from fazhi.lines.mediation.models.network import Committee, Election, Seal
from fazhi.lines.mediation.models.people import PeoplesMatter
from fazhi.lines.mediation.models.performance import Performance, Visit
from fazhi.lines.mediation.models.prevention import PreventionMonth
from fazhi.lines.mediation.models.records import RiskReport, WorkRecord
from fazhi.lines.mediation.models.ruling import AdministrativeRuling
from fazhi.lines.mediation.models.serving import PERSONAL, Mediator, Member, Serving, Training
from fazhi.lines.mediation.models.subsidy import SubsidyRate

__all__ = [
    "AdministrativeMatter",
    "AdministrativeRuling",
    "Agreement",
    "Application",
    "Appointment",
    "CaseFile",
    "Committee",
    "Complaint",
    "Confirmation",
    "Dispute",
    "DisputeMember",
    "Election",
    "LinkProposal",
    "LocalCategory",
    "Mediation",
    "Mediator",
    "Member",
    "OutsiderRequest",
    "PERSONAL",
    "PeoplesMatter",
    "Performance",
    "PreventionMonth",
    "RiskReport",
    "Seal",
    "Serving",
    "SubsidyRate",
    "Training",
    "Visit",
    "WorkRecord",
]
