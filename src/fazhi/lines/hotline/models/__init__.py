"""
What the hotline keeps: calls, consultations with their recordings, firms, plans with their segments and drafts, rosters, the day under
way, quality checks.
"""

from fazhi.lines.hotline.models.calls import Call
from fazhi.lines.hotline.models.consultations import Consultation
from fazhi.lines.hotline.models.duty import Firm, Plan, Segment
from fazhi.lines.hotline.models.live import LineState, Outlook
from fazhi.lines.hotline.models.planning import Draft, Duty, Roster, Swap, Unavailability
from fazhi.lines.hotline.models.quality import QualityCheck, QualityRound, QualityScore, Recording

__all__ = [
    "Call",
    "Consultation",
    "Draft",
    "Duty",
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
    "Swap",
    "Unavailability",
]
