"""Call-backs by half hours with a capacity, and complaints about consultations."""

from fazhi.engines.codes import Labelled

COMPLAINT = "hotline.complaint"
SLOT_MINUTES = 30
SLOTS_A_DAY = 48

USUAL_CAPACITY = dict.fromkeys([*range(18, 23), *range(29, 34)], 2)
"""
Half hour of the day → call-backs that it holds, where the office has declared nothing: 09:00–11:30 and 14:30–17:00, two in
each. 待核: no source has a number; a default of ours, replaced by `services.callbacks.declare`.
"""

OFFERED = 8
"""So many free slots are offered while a consultation is taken down."""
NEAREST = 3
"""So many are named where the one asked for is full."""
HORIZON_DAYS = 14
"""Slots are offered so many days ahead."""


def slot_text(slot: int) -> str:
    """Slot 18 is 09:00."""
    return f"{slot // 2:02}:{slot % 2 * SLOT_MINUTES:02}"


def slot_of(text: str) -> int | None:
    """The slot that begins at `HH:MM`, None of anything else."""
    hour, _, minute = text.strip().partition(":")
    if not (hour.isdecimal() and minute in ("00", "30") and int(hour) < 24):
        return None
    return int(hour) * 2 + int(minute) // SLOT_MINUTES


class ComplaintState(Labelled):
    """Where a complaint about a consultation stands."""

    REGISTERED = "registered", "已登记待交办"
    ASSIGNED = "assigned", "已交办待答复"
    ANSWERED = "answered", "已答复待办结"
    CLOSED = "closed", "投诉办结"


class ComplaintSubject(Labelled):
    """What it is about (投诉事项)."""

    MANNER = "manner", "服务态度"
    ADVICE = "advice", "答复内容"
    CALL_BACK = "call_back", "没有按约回拨"
    OTHER = "other", "其他投诉"


class ComplaintFinding(Labelled):
    """What was found (认定结果)."""

    UPHELD = "upheld", "投诉属实"
    PARTLY = "partly", "部分属实"
    NOT_UPHELD = "not_upheld", "不属实"


COMPLAINT_GROUNDS = {
    "hotline_complaint_subject": "投诉事项",
    "hotline_complaint_text": "投诉内容",
    "hotline_complaint_handler": "承办人",
    "hotline_complaint_finding": "认定结果",
    "answer": "答复意见",
}
