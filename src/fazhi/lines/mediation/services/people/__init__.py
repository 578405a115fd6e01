"""Acts of people's mediation: how a dispute comes in, what is done with it, how it ends, danger on the way."""

from fazhi.lines.mediation.services.people.arranging import arrange, notify_session
from fazhi.lines.mediation.services.people.at_once import register_at_once
from fazhi.lines.mediation.services.people.conducting import (
    appoint,
    explain,
    hold_session,
    investigate,
    notify_rights,
)
from fazhi.lines.mediation.services.people.danger import open_report, register_receipt, report_risk
from fazhi.lines.mediation.services.people.ending import fail, settle, settle_on_the_spot, withdraw
from fazhi.lines.mediation.services.people.opening import accept, refuse, register, register_on_the_spot

__all__ = [
    "accept",
    "appoint",
    "arrange",
    "explain",
    "fail",
    "hold_session",
    "investigate",
    "notify_rights",
    "notify_session",
    "open_report",
    "refuse",
    "register",
    "register_at_once",
    "register_on_the_spot",
    "register_receipt",
    "report_risk",
    "settle",
    "settle_on_the_spot",
    "withdraw",
]
