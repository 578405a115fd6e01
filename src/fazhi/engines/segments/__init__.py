"""
Cutting a day into duty segments 值守时段划分: the best K segments for a promise or for a budget of seats, exactly, and what each
further segment is worth.
"""

from fazhi.engines.segments.budget import for_budget
from fazhi.engines.segments.errors import NoSuchPlan, NotADemand, SegmentsError
from fazhi.engines.segments.polish import Judge, Polished, polished
from fazhi.engines.segments.promise import for_promise
from fazhi.engines.segments.stability import cut_shares
from fazhi.engines.segments.terms import BudgetPlan, Rules, Segments, lengths_of, rules, seats_by_slot

__all__ = [
    "BudgetPlan",
    "Judge",
    "NoSuchPlan",
    "NotADemand",
    "Polished",
    "Rules",
    "Segments",
    "SegmentsError",
    "cut_shares",
    "for_budget",
    "for_promise",
    "lengths_of",
    "polished",
    "rules",
    "seats_by_slot",
]
