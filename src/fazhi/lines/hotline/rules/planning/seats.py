"""What seats a demand takes, how the day is best cut into segments, and what each further segment is worth."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fazhi.engines.erlang import seats_to_answer
from fazhi.engines.scenario import Duration, Kind, Overdispersion, Redial, Scenario, Segment
from fazhi.engines.segments import Segments, cut_shares, for_budget, for_promise, rules, seats_by_slot
from fazhi.engines.simulate import Run, contrast, simulate
from fazhi.engines.simulate.terms import IN_TIME
from fazhi.engines.staffing import staff
from fazhi.engines.transient import DayResult, day, exact
from fazhi.lines.hotline.rules.planning.causes import Cause, between, causes, gains_of
from fazhi.lines.hotline.rules.planning.demand import MOST_REDIALS, Floats, Times
from fazhi.lines.hotline.terms.planning import MOST_SEGMENTS, SLOT_MINUTES, SLOTS, Shift

Integers = NDArray[np.int64]

SAMPLES = 200
SEED = 12348
DAYS = 300


@dataclass(frozen=True)
class Point:
    """
    What so many segments buy.

    hours      seat-hours of a day worked that keep the promise, None where the rules leave no way
    low, high  the bounds of the 80 % band, days resampled
    pickup     by the exact chain, for as many seat-hours as the plan in force has; None without one
    """

    segments: int
    hours: float
    low: float
    high: float
    pickup: float | None


@dataclass(frozen=True)
class Side:
    """One plan in the simulation: shares of calls, seat-hours a day."""

    pickup: float
    in_time: float
    hours: float


@dataclass(frozen=True)
class Difference:
    """
    `low`, `high` bound the 95 % confidence interval of `change`, the pick-up after less before, paired on the same calls;
    `causes` is what it comes from, and adds up to it.
    """

    before: Side
    after: Side
    change: float
    low: float
    high: float
    causes: list[Cause]


def required(calls: Floats, times: Times, target: float) -> Integers:
    """Seats by half hour with which each keeps the target, calls dialled again included, by the exact chain."""
    return np.asarray(staff(scenario(_offered(calls, times, target), times, ()), target).required, dtype=np.int64)


def scenario(calls: Floats, times: Times, shifts: Sequence[Shift], *, spread: float | None = None) -> Scenario:
    """A day of these calls under these shifts; with `spread` as the simulator has it, without as the exact chain takes it."""
    plan = tuple(Segment(each.start_minute, each.end_minute, each.seats) for each in shifts)
    exponential = Duration(Kind.EXPONENTIAL, times.talk, 1.0)
    patience = Duration(Kind.EXPONENTIAL, times.patience, 1.0)
    rates = tuple(float(each) for each in calls)
    if spread is None:
        return Scenario(SLOT_MINUTES, rates, exponential, patience, plan)
    service = Duration(Kind.LOGNORMAL, times.talk, times.talk_cv) if times.talk_cv > 0 else exponential
    redial = Redial(times.redial, times.redial_after, MOST_REDIALS) if times.redial else None
    return Scenario(
        SLOT_MINUTES, rates, service, patience, plan, redial=redial,
        overdispersion=Overdispersion(day=spread) if spread else None,
    )  # fmt: skip


def curve(
    needs: Integers,
    calls: Floats,
    times: Times,
    target: float,
    budget: int | None,
    shares: Floats,
    tell: Callable[[float], None],
) -> tuple[list[Point], list[Integers]]:
    """
    The worth of 1, 2, … segments, and the demands resampled, for how firmly cuts stand.

    shares  [sample, slot]: calls of a resampled day ÷ those expected
    budget  seat-slots of the plan in force
    """
    offered = _offered(calls, times, target)
    closed = _closed(offered, times, target)
    # How far the exact chain is from the closed form does not change with a few calls more or less.
    samples = [np.maximum(_closed(offered * share, times, target) + needs - closed, 0) for share in shares]
    costs = np.array([for_promise(sample, MOST_SEGMENTS).curve for sample in samples], dtype=np.float64) / 2
    low, high = np.quantile(costs, 0.1, axis=0), np.quantile(costs, 0.9, axis=0)
    best = for_promise(needs, MOST_SEGMENTS).curve
    gains = None if budget is None else gains_of(offered, times, budget)
    points = []
    for place, cost in enumerate(best):
        assert cost is not None
        pickup = None
        if gains is not None and budget is not None:
            found = for_budget(gains, place + 1, budget)
            pickup = answered_of(offered, times, seats_by_slot(found.cuts, found.seats, SLOTS))
        points.append(Point(place + 1, cost / 2, float(low[place]), float(high[place]), pickup))
        tell((place + 1) / MOST_SEGMENTS)
    return points, samples


def cut(needs: Integers, rest_needs: Integers, count: int) -> tuple[Shift, ...]:
    """The cheapest `count` segments for days worked; on days of rest each has the seats that its busiest half hour needs."""
    found: Segments = for_promise(needs, count)
    ends = (*found.cuts[1:], SLOTS)
    return tuple(
        Shift(start * SLOT_MINUTES, end * SLOT_MINUTES, seats, int(rest_needs[start:end].max()))
        for start, end, seats in zip(found.cuts, ends, found.seats, strict=True)
    )


def firm_cuts(samples: Sequence[Integers], shifts: Sequence[Shift]) -> list[float]:
    """Of each segment, the share of resampled demands whose best plan begins one there too."""
    shares = cut_shares(samples, len(shifts), by=rules(SLOTS))
    return [float(shares[each.start_minute // SLOT_MINUTES]) for each in shifts]


def difference(
    calls: Floats, times: Times, spread: float, before: Sequence[Shift], after: Sequence[Shift], *, rest: bool
) -> Difference:
    """Both plans on the same simulated calls, and those between, which say what the change comes from."""
    seats = [slot_seats(shifts, rest=rest) for shifts in (before, after)]
    cuts = [[-(-each.start_minute // SLOT_MINUTES) for each in shifts] for shifts in (before, after)]
    plans = between(calls, times, cuts, [int(each.sum()) for each in seats])
    first, second = (_followed(calls, times, spread, each) for each in seats)
    runs = {place: _followed(calls, times, spread, each) for place, each in plans.items()}
    found = contrast((first, second), (-1.0, 1.0))
    width = found.half_width or 0.0
    return Difference(
        _side(first, seats[0]), _side(second, seats[1]), found.value, max(found.value - width, -1.0),
        min(found.value + width, 1.0), causes(first, second, runs),
    )  # fmt: skip


def _followed(calls: Floats, times: Times, spread: float, seats: Integers) -> Run:
    """The days of a plan of seats by half hour; equal seats in neighbouring slots go on as one segment."""
    starts = [0, *(slot for slot in range(1, SLOTS) if seats[slot] != seats[slot - 1])]
    shifts = [
        Shift(start * SLOT_MINUTES, end * SLOT_MINUTES, int(seats[start]), int(seats[start]))
        for start, end in zip(starts, [*starts[1:], SLOTS], strict=True)
    ]
    return simulate(scenario(calls, times, shifts, spread=spread), days=DAYS, seed=SEED)


def slot_seats(shifts: Sequence[Shift], *, rest: bool = False) -> Integers:
    seats = np.zeros(SLOTS, dtype=np.int64)
    for each in shifts:
        # A shift of a plan that was imported may begin within a half hour: the slot has what it has at its start.
        seats[-(-each.start_minute // SLOT_MINUTES) : -(-each.end_minute // SLOT_MINUTES)] = (
            each.rest_seats if rest else each.seats
        )
    return seats


def by_slot(calls: Floats, times: Times, target: float, seats: Integers) -> tuple[Floats, Floats]:
    """Calls offered and answered in each half hour, by the exact chain."""
    offered = _offered(calls, times, target)
    return offered, np.asarray(_exact(offered, times, seats).answered)


def answered_of(offered: Floats, times: Times, seats: Integers) -> float:
    """Share of calls answered, by the exact chain."""
    return float(_exact(offered, times, seats).pickup)


def _exact(offered: Floats, times: Times, seats: Integers) -> DayResult:
    plan = day(
        offered, seats, slot_minutes=float(SLOT_MINUTES), aht=times.talk, patience=times.patience,
        begins=seats != np.roll(seats, 1),
    )  # fmt: skip
    return exact(plan, within=1 / 3)


def _offered(calls: Floats, times: Times, target: float) -> Floats:
    """First attempts and, while the target is just kept, those who were not answered and dial again."""
    return calls * (1.0 + (1.0 - target) * times.redial)


def _closed(offered: Floats, times: Times, target: float) -> Integers:
    return np.asarray(seats_to_answer(offered / SLOT_MINUTES, times.talk, times.patience, target), dtype=np.int64)


def _side(run: Run, seats: Integers) -> Side:
    in_time = int(run.by_day[:, IN_TIME].sum()) / run.offered if run.offered else 1.0
    return Side(run.pickup, in_time, float(seats.sum()) / 2)
