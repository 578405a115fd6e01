"""The procedures of mediation, each a table in a module of its own."""

from fazhi.lines.mediation.procedure.administrative import ADMINISTRATIVE_MEDIATION
from fazhi.lines.mediation.procedure.applications import APPLICATION_PROCEDURE, COMPLAINT_PROCEDURE
from fazhi.lines.mediation.procedure.consumer import CONSUMER_MEDIATION
from fazhi.lines.mediation.procedure.following import (
    FOLLOWING_UP,
    JUDICIAL_CONFIRMATION,
    OUTSIDERS_REQUEST,
    RISK_REPORT,
)
from fazhi.lines.mediation.procedure.labour import LABOUR_MEDIATION
from fazhi.lines.mediation.procedure.linkage import LINKAGE_PROCEDURE
from fazhi.lines.mediation.procedure.network import COMMITTEE_BY_ELECTION, COMMITTEE_ELECTION, ELECTIONS
from fazhi.lines.mediation.procedure.people import PEOPLES_MEDIATION
from fazhi.lines.mediation.procedure.public_security import PUBLIC_SECURITY_MEDIATION
from fazhi.lines.mediation.procedure.ruling import RULING_PROCEDURE
from fazhi.lines.mediation.procedure.traffic import TRAFFIC_MEDIATION
from fazhi.lines.mediation.terms import Sector

DEPARTMENTS = {
    Sector.GENERAL: ADMINISTRATIVE_MEDIATION,
    Sector.PUBLIC_SECURITY: PUBLIC_SECURITY_MEDIATION,
    Sector.TRAFFIC: TRAFFIC_MEDIATION,
    Sector.CONSUMER: CONSUMER_MEDIATION,
    Sector.LABOUR: LABOUR_MEDIATION,
}
"""Sector → its table."""

__all__ = [
    "ADMINISTRATIVE_MEDIATION",
    "APPLICATION_PROCEDURE",
    "COMMITTEE_BY_ELECTION",
    "COMMITTEE_ELECTION",
    "COMPLAINT_PROCEDURE",
    "DEPARTMENTS",
    "ELECTIONS",
    "FOLLOWING_UP",
    "JUDICIAL_CONFIRMATION",
    "LINKAGE_PROCEDURE",
    "OUTSIDERS_REQUEST",
    "PEOPLES_MEDIATION",
    "RISK_REPORT",
    "RULING_PROCEDURE",
]
