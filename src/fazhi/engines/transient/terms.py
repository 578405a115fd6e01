from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


class Fall(StrEnum):
    """
    What becomes of calls under way when the plan has fewer seats from then on, or another team takes over.

    DRAIN        they are finished; each such seat retires when its call ends. A later rise first keeps those that are left
    CUT_REQUEUE  those that came last are cut off and wait again, before all others
    OVERLAP      the new team takes seats of its own, all of them, while the old one finishes: capacity out of nothing, only
                 where the seats are really there
    """

    DRAIN = "drain"
    CUT_REQUEUE = "cut_requeue"
    OVERLAP = "overlap"


@dataclass(frozen=True)
class Day:
    """
    A day that repeats itself, slot by slot.

    rates         calls in each slot, on average
    seats         seats in each slot
    slot_minutes  length of a slot
    aht           mean length of a call, minutes, exponential
    patience      mean patience, minutes, exponential
    begins        slots at which a segment of the plan begins; only OVERLAP asks. Wherever seats change one does
    """

    rates: Floats
    seats: Integers
    slot_minutes: float
    aht: float
    patience: float
    begins: NDArray[np.bool_]


@dataclass(frozen=True)
class DayResult:
    """
    What becomes of the calls of each slot, in expectation; a call counts in the slot in which it arrives.

    offered, answered, abandoned  calls; offered = answered + abandoned
    answered_within               calls answered within the time asked
    busy_minutes                  seat-minutes spent on calls during the slot, whenever they came
    occupancy                     busy_minutes ÷ seat-minutes there, retiring seats included
    left_out                      upper bound of the probability that more callers wait at once than were reckoned with
    """

    offered: Floats
    answered: Floats
    abandoned: Floats
    answered_within: Floats
    busy_minutes: Floats
    occupancy: Floats
    left_out: float

    @property
    def pickup(self) -> float:
        """Answered ÷ offered over the day; 1 where nobody calls."""
        offered = float(self.offered.sum())
        return float(self.answered.sum()) / offered if offered else 1.0
