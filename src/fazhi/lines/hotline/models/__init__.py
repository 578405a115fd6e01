"""
What the hotline keeps: calls, consultations with their recordings, call-backs and complaints, firms, plans with their segments and
drafts, rosters, duty served and paid, the day under way, quality checks, weeks of topics handed over.
"""

from fazhi.lines.hotline.models.attendance import Sign
from fazhi.lines.hotline.models.callbacks import CallBack, Capacity
from fazhi.lines.hotline.models.calls import Call
from fazhi.lines.hotline.models.complaints import Complaint
from fazhi.lines.hotline.models.consultations import Consultation
from fazhi.lines.hotline.models.duty import Firm, Plan, Segment
from fazhi.lines.hotline.models.handovers import TopicHandover
from fazhi.lines.hotline.models.live import LineState, Outlook
from fazhi.lines.hotline.models.planning import Draft, Duty, Roster, Swap, Unavailability
from fazhi.lines.hotline.models.quality import QualityCheck, QualityRound, QualityScore, Recording
from fazhi.lines.hotline.models.subsidy import DutyRate, Subsidy, SubsidyLine

__all__ = [
    "Call",
    "CallBack",
    "Capacity",
    "Complaint",
    "Consultation",
    "Draft",
    "Duty",
    "DutyRate",
    "Firm",
    "LineState",
    "Outlook",
    "Plan",
    "QualityCheck",
    "QualityRound",
    "QualityScore",
    "Recording",
    "Roster",
    "Segment",
    "Sign",
    "Subsidy",
    "SubsidyLine",
    "Swap",
    "TopicHandover",
    "Unavailability",
]
