from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fazhi.engines.segments.errors import NotADemand

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Rules:
    """
    How a day of slots may be cut.

    min_slots, max_slots  shortest and longest segment
    allowed               slots at which a segment may begin
    wrap                  whether the day is a circle, so that a segment may pass midnight and the first may begin anywhere
    """

    min_slots: int
    max_slots: int
    allowed: Flags
    wrap: bool

    @property
    def slots(self) -> int:
        return self.allowed.size


@dataclass(frozen=True)
class Segments:
    """
    A day cut into segments.

    cuts   the first slot of each, ascending; the first is 0 unless the day is a circle
    seats  of each
    cost   seat-slots
    curve  least cost with 1, 2, … segments, None where the rules leave no way: what a further segment is worth
    """

    cuts: tuple[int, ...]
    seats: tuple[int, ...]
    cost: int
    curve: tuple[int | None, ...]


@dataclass(frozen=True)
class BudgetPlan:
    """
    The best a budget of seat-slots buys with so many segments.

    cuts, seats  as of `Segments`
    cost         seat-slots used, at most the budget
    gain         what the slots add up to by the gains given
    curve        the most that 1, 2, … segments gain with the same budget, None where there is no way
    """

    cuts: tuple[int, ...]
    seats: tuple[int, ...]
    cost: int
    gain: float
    curve: tuple[float | None, ...]


def rules(
    slots: int,
    *,
    min_slots: int = 1,
    max_slots: int | None = None,
    allowed_cuts: ArrayLike | None = None,
    wrap: bool = False,
) -> Rules:
    """
    Rules for a day of `slots`, checked.

    allowed_cuts  slots at which a segment may begin, all without it; a day that is no circle always begins one at 0

    Raises NotADemand.
    """
    if slots < 1:
        raise NotADemand("slots", slots, None, "至少一个时段")
    longest = slots if max_slots is None else max_slots
    if not 1 <= min_slots <= longest:
        raise NotADemand("min_slots", min_slots, None, f"1 到 {longest} 之间的整数")
    allowed = np.ones(slots, dtype=np.bool_)
    if allowed_cuts is not None:
        cuts = np.asarray(allowed_cuts, dtype=np.int64).reshape(-1)
        if cuts.size and (cuts.min() < 0 or cuts.max() >= slots):
            raise NotADemand("allowed_cuts", cuts.tolist(), None, f"0 到 {slots - 1} 之间的整数")
        allowed[:] = False
        allowed[cuts] = True
    if not wrap:
        allowed[0] = True
    return Rules(min_slots, min(longest, slots), allowed, wrap)


def lengths_of(cuts: tuple[int, ...], slots: int) -> tuple[int, ...]:
    """Slots of each segment; the last goes on to the first cut of the next day."""
    return tuple(later - earlier for earlier, later in pairwise((*cuts, cuts[0] + slots)))


def seats_by_slot(cuts: tuple[int, ...], seats: tuple[int, ...], slots: int) -> Integers:
    """Seats in each slot."""
    found = np.empty(slots, dtype=np.int64)
    for cut, length, group in zip(cuts, lengths_of(cuts, slots), seats, strict=True):
        found[np.arange(cut, cut + length) % slots] = group
    return found
