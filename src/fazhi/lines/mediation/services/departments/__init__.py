"""Acts of mediation by departments, each sector by its own table: opened, conducted, ended."""

from fazhi.lines.mediation.services.acts import accept, withdraw
from fazhi.lines.mediation.services.departments.conducting import (
    appoint,
    extend,
    mediate_again,
    start,
)
from fazhi.lines.mediation.services.departments.ending import (
    fail,
    lapse,
    refuse,
    settle,
    settle_at_once,
    tell,
)
from fazhi.lines.mediation.services.departments.opening import apply, apply_traffic
from fazhi.lines.mediation.services.departments.sessions import hold_session

__all__ = [
    "accept",
    "appoint",
    "apply",
    "apply_traffic",
    "extend",
    "fail",
    "hold_session",
    "lapse",
    "mediate_again",
    "refuse",
    "settle",
    "settle_at_once",
    "start",
    "tell",
    "withdraw",
]
