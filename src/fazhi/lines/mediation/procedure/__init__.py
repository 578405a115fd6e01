"""The procedures of mediation, each a table of its own."""

from fazhi.lines.mediation.procedure.administrative import ADMINISTRATIVE_MEDIATION
from fazhi.lines.mediation.procedure.following import (
    FOLLOWING_UP,
    JUDICIAL_CONFIRMATION,
    OUTSIDERS_REQUEST,
    RISK_REPORT,
)
from fazhi.lines.mediation.procedure.people import PEOPLES_MEDIATION

__all__ = [
    "ADMINISTRATIVE_MEDIATION",
    "FOLLOWING_UP",
    "JUDICIAL_CONFIRMATION",
    "OUTSIDERS_REQUEST",
    "PEOPLES_MEDIATION",
    "RISK_REPORT",
]
