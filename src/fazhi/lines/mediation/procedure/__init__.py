"""The procedures of mediation, each a table in a module of its own."""

from fazhi.lines.mediation.procedure.administrative import ADMINISTRATIVE_MEDIATION
from fazhi.lines.mediation.procedure.network import COMMITTEE_BY_ELECTION, COMMITTEE_ELECTION, ELECTIONS
from fazhi.lines.mediation.procedure.people import PEOPLES_MEDIATION

__all__ = [
    "ADMINISTRATIVE_MEDIATION",
    "COMMITTEE_BY_ELECTION",
    "COMMITTEE_ELECTION",
    "ELECTIONS",
    "PEOPLES_MEDIATION",
]
