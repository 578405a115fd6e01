"""
Seats for a promise 席位需求: how many each slot, segment or day takes so that the share promised is answered, by the exact chain.

Slots are not taken one by one: calls go on past a boundary, and who waits there is the next one's. docs/algorithms/staffing.md has
the method and how far the closed forms are off.
"""

from fazhi.engines.staffing.answers import staffed_answer
from fazhi.engines.staffing.covering import Cover, Shift, cover
from fazhi.engines.staffing.errors import NoSuchTarget, NotCovered, NotShifts, StaffingError
from fazhi.engines.staffing.search import staff, units
from fazhi.engines.staffing.terms import Span, Staffing, Unit

__all__ = [
    "Cover",
    "NoSuchTarget",
    "NotCovered",
    "NotShifts",
    "Shift",
    "Span",
    "Staffing",
    "StaffingError",
    "Unit",
    "cover",
    "staff",
    "staffed_answer",
    "units",
]
