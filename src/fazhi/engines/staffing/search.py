"""Seats for a target: a first guess by the closed form, then the exact chain says where seats are missing, and where one can go."""

from dataclasses import dataclass

import numpy as np

from fazhi.engines.erlang import seats_to_answer
from fazhi.engines.scenario import DAY, Scenario, exact_day, grid_of
from fazhi.engines.staffing.errors import NoSuchTarget
from fazhi.engines.staffing.terms import Floats, Integers, Span, Staffing, Unit
from fazhi.engines.transient import day as day_of
from fazhi.engines.transient import exact

KEPT = 1e-9
"""A target missed by less is kept: what is missing is rounding."""

NOBODY = 1e-6
"""Calls of a unit: of fewer the chain knows too few digits to say what share is answered, and they need no seat."""


def staff(scenario: Scenario, target: float, *, by: Unit = Unit.SLOT) -> Staffing:
    """
    The seats with which each unit's calls are answered to the share `target`, as few as can be.

    by      slots; segments, from each change of the scenario's plan to the next; or the day as a whole, one number throughout
    target  from 0 to below 1; of the calls that come in the unit, whenever they are answered

    The seats of the plan itself are not asked for. Fewest means that none can be spared: with one seat less in any one unit some
    unit misses the target, as the exact chain tells. Slots with no more calls than `NOBODY` have no seats.

    Raises NoSuchTarget, NotForTheChain, QueueTooLong, NotSettled. Source: docs/algorithms/staffing.md.
    """
    if not 0.0 <= target < 1.0:
        raise NoSuchTarget(target, "0 到 1 之间的比例，不含 1")
    return _Search(scenario, target, by).result()


def units(scenario: Scenario, by: Unit) -> tuple[Span, ...]:
    """The units of a day in order."""
    if by is Unit.DAY:
        return (Span(0, DAY),)
    if by is Unit.SLOT:
        return tuple(Span(at, at + scenario.slot_minutes) for at in range(0, DAY, scenario.slot_minutes))
    cuts = sorted({moment % DAY for segment in scenario.plan for moment in (segment.start, segment.end)})
    if not cuts:
        return (Span(0, DAY),)
    # The last goes on to the first of the next day: over midnight, unless a cut is there.
    return tuple(Span(at, to if to else DAY) for at, to in zip(cuts, [*cuts[1:], cuts[0]], strict=True))


@dataclass(frozen=True)
class _Judged:
    pickup: Floats
    day: float


class _Search:
    def __init__(self, scenario: Scenario, target: float, by: Unit) -> None:
        self._target, self._fall = target, scenario.fall
        self._spans = units(scenario, by)
        self._grid = grid_of(scenario)
        self._plan = exact_day(scenario, self._grid)
        minutes, pieces = self._grid.minutes, self._grid.rates.size
        self._unit_of = np.zeros(pieces, dtype=np.int64)
        for unit, span in enumerate(self._spans):
            length = (span.end - span.start - 1) % DAY + 1
            self._unit_of[np.arange(span.start // minutes, (span.start + length) // minutes) % pieces] = unit
        self._begins = self._unit_of != np.roll(self._unit_of, 1)
        self._offered: Floats = np.bincount(self._unit_of, self._plan.rates).astype(np.float64)
        self._seen: dict[bytes, _Judged] = {}

    def result(self) -> Staffing:
        first = self._first()
        seats = self._spared(self._enough(first))
        judged = self._judged(seats)
        return Staffing(
            spans=self._spans,
            required=seats,
            offered=self._offered,
            pickup=judged.pickup,
            day=judged.day,
            first=first,
            first_pickup=self._judged(first).pickup,
            judged=len(self._seen),
        )

    def _first(self) -> Integers:
        """By the closed form, for the mean rate of each unit."""
        lengths = np.bincount(self._unit_of) * self._plan.slot_minutes
        rates = np.where(self._offered > NOBODY, self._offered, 0.0) / lengths
        return seats_to_answer(rates, self._plan.aht, self._plan.patience, self._target)

    def _enough(self, seats: Integers) -> Integers:
        """A seat more, again and again, wherever the target is missed; of units that miss it one after another, in the first."""
        while True:
            missed = self._judged(seats).pickup < self._target - KEPT
            if not missed.any():
                return seats
            # One that misses it may only be waiting for those before it: they are helped first.
            starts = missed & ~np.roll(missed, 1)
            seats = seats + (starts if starts.any() else missed)

    def _spared(self, seats: Integers) -> Integers:
        """Without each seat that isn't needed, until none is left that can go; those of the quietest units are tried last."""
        order = np.argsort(self._judged(seats).pickup, kind="stable")[::-1]
        while True:
            before = seats
            for unit in order:
                while seats[unit] > 0:
                    fewer = seats.copy()
                    fewer[unit] -= 1
                    if not self._keeps(fewer):
                        break
                    seats = fewer
            if (before == seats).all():
                return seats

    def _keeps(self, seats: Integers) -> bool:
        return bool((self._judged(seats).pickup >= self._target - KEPT).all())

    def _judged(self, seats: Integers) -> _Judged:
        key = seats.tobytes()
        if key not in self._seen:
            plan = day_of(
                self._plan.rates,
                seats[self._unit_of],
                slot_minutes=self._plan.slot_minutes,
                aht=self._plan.aht,
                patience=self._plan.patience,
                begins=self._begins,
            )
            found = exact(plan, fall=self._fall, within=min(1 / 3, plan.slot_minutes))
            answered = np.bincount(self._unit_of, found.answered)
            some = self._offered > NOBODY
            share = np.where(some, answered / np.where(some, self._offered, 1.0), 1.0)
            self._seen[key] = _Judged(share.clip(0.0, 1.0), found.pickup)
        return self._seen[key]
