"""A draft, from the records of calls to what the planner's page shows; the same records give the same draft."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import numpy as np

from fazhi.engines.tide import Counts, Kind
from fazhi.lines.hotline.rules.planning import seats
from fazhi.lines.hotline.rules.planning.demand import (
    REST,
    Demand,
    Floats,
    Times,
    demand_of,
    learned_from,
)
from fazhi.lines.hotline.terms.planning import SLOT_MINUTES, CallRow, Shift, Wish, seat_hours

_LATEST_DAYS = 60
"""Days worked that are resampled."""

Tell = Callable[[str, float], None]
"""Told the stage and the share of the whole that is done."""


@dataclass(frozen=True)
class Drafting:
    """
    What a draft is drawn up from.

    rows     calls in order of time, at least one, all that the switch recorded
    month    the days to plan for
    kinds    of every day from the first call's to the month's last
    current  the plan in force, none where there is none
    """

    wish: Wish
    rows: Sequence[CallRow]
    month: Sequence[date]
    kinds: Mapping[date, Kind]
    current: Sequence[Shift]


def drafted(given: Drafting, tell: Tell) -> dict[str, Any]:
    """
    The draft as plain values: `calls times forecast required curve shifts firmness compared`.

    Raises NobodyAnswered and what the engines raise: too few days, a month with all calls in one slot.
    """
    target = given.wish.target / 100
    tell("读取来电规律", 0.0)
    learned = learned_from(given.rows, given.wish.month, given.kinds)
    times, counts = learned.times, learned.file.counts
    demand = demand_of(learned.tide, learned.tide.forecast(given.month[0], given.month[-1], given.kinds), given.kinds)
    tell("计算各时段所需座席", 0.1)
    needs = [seats.required(calls, times, target) for calls in demand.mean]
    tell("划分时段", 0.3)
    budget = int(seats.slot_seats(given.current).sum()) if given.current else None
    shares = _resampled(counts.calls[_worked(counts, given.kinds)])
    points, samples = seats.curve(
        needs[0], demand.mean[0], times, target, budget, shares, lambda share: tell("比较段数", 0.3 + 0.5 * share)
    )
    shifts = seats.cut(needs[0], needs[1], given.wish.segments)
    tell("模拟改前和改后", 0.85)
    return {
        "calls": len(given.rows),
        "times": asdict(times),
        "forecast": _forecast(demand),
        "required": [each.tolist() for each in needs],
        "curve": [asdict(point) for point in points],
        "shifts": _shifts(shifts, demand, times, target),
        "firmness": seats.firm_cuts(samples, shifts),
        "hours": [seat_hours(shifts), seat_hours(shifts, rest=True)],
        "least_hours": float(needs[0].sum()) / 2,
        "compared": _compared(demand, times, given.current, shifts),
        "simulated_days": seats.DAYS,
    }


def _worked(counts: Counts, kinds: Mapping[date, Kind]) -> np.ndarray:
    """Places of the latest days worked that are on record as a whole."""
    found = [place for place, day in enumerate(counts.days) if kinds[day] not in REST and counts.known[place].all()]
    return np.array(found[-_LATEST_DAYS:], dtype=np.int64)


def _resampled(calls: Floats) -> Floats:
    """[sample, slot]: mean of as many days drawn from these with replacement ÷ the mean of all; the same draws every time."""
    chance = np.random.default_rng(seats.SEED)
    drawn = chance.integers(0, len(calls), size=(seats.SAMPLES, len(calls)))
    usual = calls.mean(axis=0)
    found: Floats = np.where(usual > 0, calls[drawn].mean(axis=1) / np.where(usual > 0, usual, 1.0), 1.0)
    return found


def _forecast(demand: Demand) -> dict[str, Any]:
    return {
        "mean": demand.mean.round(3).tolist(),
        "low": demand.low.round(3).tolist(),
        "high": demand.high.round(3).tolist(),
        "days": list(demand.days),
        "wape": demand.wape,
        "spread": demand.spread,
    }


def _shifts(shifts: Sequence[Shift], demand: Demand, times: Times, target: float) -> list[dict[str, Any]]:
    """Each segment with its calls and what the exact chain says of them, on a day worked."""
    offered, answered = seats.by_slot(demand.mean[0], times, target, seats.slot_seats(shifts))
    made = []
    for shift in shifts:
        part = slice(shift.start_minute // SLOT_MINUTES, shift.end_minute // SLOT_MINUTES)
        calls = float(offered[part].sum())
        pickup = float(answered[part].sum()) / calls if calls > 0 else 1.0
        made.append({**asdict(shift), "calls": round(calls, 3), "pickup": min(pickup, 1.0)})
    return made


def _compared(
    demand: Demand, times: Times, before: Sequence[Shift], after: Sequence[Shift]
) -> list[dict[str, Any] | None]:
    """For a day worked and a day of rest; None of a sort of which the month has none, or without a plan to compare with."""
    if not before:
        return [None, None]
    return [
        asdict(seats.difference(demand.mean[sort], times, demand.spread, before, after, rest=bool(sort)))
        if demand.days[sort]
        else None
        for sort in (0, 1)
    ]
