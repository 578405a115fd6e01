"""What the hotline keeps: calls, consultations, call-backs, complaints, firms, plans with their segments and drafts, rosters,
and weeks of topics handed over."""

from fazhi.lines.hotline.models.callbacks import CallBack, Capacity
from fazhi.lines.hotline.models.calls import Call
from fazhi.lines.hotline.models.complaints import Complaint
from fazhi.lines.hotline.models.consultations import Consultation
from fazhi.lines.hotline.models.duty import Firm, Plan, Segment
from fazhi.lines.hotline.models.handovers import TopicHandover
from fazhi.lines.hotline.models.planning import Draft, Duty, Roster, Swap, Unavailability

__all__ = [
    "Call",
    "CallBack",
    "Capacity",
    "Complaint",
    "Consultation",
    "Draft",
    "Duty",
    "Firm",
    "Plan",
    "Roster",
    "Segment",
    "Swap",
    "TopicHandover",
    "Unavailability",
]
