"""What follows an agreement: its performance, its judicial confirmation, an outsider's request against that."""

from fazhi.lines.mediation.services.following.confirmation import (
    court_accepts,
    court_confirms,
    court_does_not_accept,
    court_refuses,
    request_confirmation,
    withdraw_request,
)
from fazhi.lines.mediation.services.following.outsider import dismiss, register_outsider, revoke, withdraw_outsider
from fazhi.lines.mediation.services.following.performance import (
    begin_following,
    find_not_performed,
    find_performed,
    follow_up,
    visit,
)

__all__ = [
    "begin_following",
    "court_accepts",
    "court_confirms",
    "court_does_not_accept",
    "court_refuses",
    "dismiss",
    "find_not_performed",
    "find_performed",
    "follow_up",
    "register_outsider",
    "request_confirmation",
    "revoke",
    "visit",
    "withdraw_outsider",
    "withdraw_request",
]
