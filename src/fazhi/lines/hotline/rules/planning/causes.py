"""What a change of the pick-up comes from: where the seats stand, where the day is cut, how many seat-hours there are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fazhi.engines.erlang import erlang_a
from fazhi.engines.segments import for_budget, rules, seats_by_slot
from fazhi.engines.simulate import Run, contrast
from fazhi.lines.hotline.rules.planning.demand import Floats, Times
from fazhi.lines.hotline.terms.planning import SLOT_MINUTES, SLOTS

Integers = NDArray[np.int64]

PLACING, CUTS, HOURS = "placing", "cuts", "hours"
CAUSES = (PLACING, CUTS, HOURS)

_SPARE_SEATS = 10

Pair = tuple[int, int]


@dataclass(frozen=True)
class Cause:
    """`change`: points of the pick-up that come from `cause`; `low`, `high` bound its 95 % interval, paired on the same calls."""

    cause: str
    change: float
    low: float
    high: float


def between(calls: Floats, times: Times, cuts: Sequence[Sequence[int]], budgets: Sequence[int]) -> dict[Pair, Integers]:
    """
    The four plans between: (cuts of, seat-hours of) → seats by half hour, before 0 and after 1, so placed that by gains that
    add up they answer most.

    calls  by half hour; cuts: first half hour of each segment, of both plans; budgets: their seat-slots
    """
    gains = gains_of(calls, times, max(*budgets, 1))
    best = {}
    for place, starts in enumerate(cuts):
        allowed = rules(SLOTS, allowed_cuts=starts)
        for hours, budget in enumerate(budgets):
            found = for_budget(gains, int(allowed.allowed.sum()), budget, by=allowed)
            best[place, hours] = seats_by_slot(found.cuts, found.seats, SLOTS)
    return best


def causes(before: Run, after: Run, best: Mapping[Pair, Run]) -> list[Cause]:
    """
    The change from `before` to `after` as a sum: placing, cuts, hours. Runs of the same callers, `best` by (cuts, hours).

    Placing is what each of the two plans is short of the best for its own cuts and seat-hours. Cuts and hours share the rest as
    Shapley has it: the mean of changing the one first and the other first. The changes add up to after − before exactly.
    Source: Shapley, "A value for n-person games", 1953.
    """
    runs = [before, after, best[0, 0], best[0, 1], best[1, 0], best[1, 1]]
    weights = {
        PLACING: (-1.0, 1.0, 1.0, 0.0, 0.0, -1.0),
        CUTS: (0.0, 0.0, -0.5, -0.5, 0.5, 0.5),
        HOURS: (0.0, 0.0, -0.5, 0.5, -0.5, 0.5),
    }
    return [_cause(name, runs, weights[name]) for name in CAUSES]


def _cause(name: str, runs: Sequence[Run], weights: Sequence[float]) -> Cause:
    found = contrast(runs, weights)
    width = found.half_width or 0.0
    return Cause(name, found.value, found.value - width, found.value + width)


def gains_of(offered: Floats, times: Times, budget: int) -> Floats:
    """[seats, slot]: calls answered, as if the slot lasted for ever: what adds up."""
    most = min(budget, int(np.ceil(offered.max() / SLOT_MINUTES * times.talk * 2.0)) + _SPARE_SEATS)
    seats = np.arange(most + 1)[:, None]
    lost = erlang_a(offered / SLOT_MINUTES, times.talk, times.patience, seats).p_abandon
    return np.asarray(offered * (1.0 - lost), dtype=np.float64)
