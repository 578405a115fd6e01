"""What the hotline keeps: calls, consultations, firms, plans with their segments and drafts, rosters, the day under way."""

from fazhi.lines.hotline.models.calls import Call
from fazhi.lines.hotline.models.consultations import Consultation
from fazhi.lines.hotline.models.duty import Firm, Plan, Segment
from fazhi.lines.hotline.models.live import LineState, Outlook
from fazhi.lines.hotline.models.planning import Draft, Duty, Roster, Swap, Unavailability

__all__ = [
    "Call",
    "Consultation",
    "Draft",
    "Duty",
    "Firm",
    "LineState",
    "Outlook",
    "Plan",
    "Roster",
    "Segment",
    "Swap",
    "Unavailability",
]
