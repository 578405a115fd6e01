"""Where to open seats in the rest of a day: whole seats, an hour at least, and only where they are worth it."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from fazhi.lines.hotline.rules.intraday.morning import Morning
from fazhi.lines.hotline.rules.intraday.rest import Flags, Rest, answered, runs
from fazhi.lines.hotline.rules.planning import seats as planning
from fazhi.lines.hotline.rules.planning.demand import Floats
from fazhi.lines.hotline.rules.planning.seats import Integers
from fazhi.lines.hotline.terms.planning import SLOT_MINUTES, SLOTS

LEAST_SLOTS = 2
"""Half hours of the shortest advice: for less nobody is fetched."""

LEAD_MINUTES = 15
"""From the advice to the half hour in which it can begin."""

LEAST_GAIN = 0.01
"""Share of the calls of its hours that an opening must bring."""


@dataclass(frozen=True)
class Opening:
    """
    Seats to open beside those of the plan, from a minute of the day to another.

    calls, foreseen  first attempts in these hours: as foretold now, and in the morning
    without, having  shares answered in these hours without these seats and with them, those of openings before it there both times
    """

    start_minute: int
    end_minute: int
    seats: int
    calls: float
    foreseen: float
    without: float
    having: float


@dataclass(frozen=True)
class Advice:
    """
    openings         in the order in which one rests upon the other; none where the plan does
    start_minute     of the first half hour that can still be changed; what follows is of the time from then to midnight
    calls, foreseen  first attempts, as foretold now and in the morning
    without, having  shares answered by the plan, and with all openings
    """

    openings: tuple[Opening, ...]
    start_minute: int
    calls: float
    foreseen: float
    without: float
    having: float


def advise(rest: Rest, morning: Morning, now: int) -> Advice:
    """
    Where to open seats so that half hours still to come keep the promise.

    now  minute of the day; the first half hour that can be changed begins `LEAD_MINUTES` later or more
    """
    times, foreseen = morning.times, morning.mean
    first = min(-(-(now + LEAD_MINUTES) // SLOT_MINUTES), SLOTS)
    needs = planning.required(rest.mean, times, morning.target)
    seats, openings = morning.seats, []
    plain = so_far = answered(rest.mean, times, seats)
    for start, end, more in layers(needs - seats, first, rest.mean):
        hours, tried = slice(start, end), seats.copy()
        tried[hours] += more
        then = answered(rest.mean, times, tried)
        without, having = _share(so_far, hours), _share(then, hours)
        if having - without < LEAST_GAIN:
            continue
        calls = float(rest.mean[hours].sum()), float(foreseen[hours].sum())
        openings.append(Opening(start * SLOT_MINUTES, end * SLOT_MINUTES, more, *calls, without, having))
        seats, so_far = tried, then
    to_come = slice(first, SLOTS)
    calls = float(rest.mean[to_come].sum()), float(foreseen[to_come].sum())
    return Advice(tuple(openings), first * SLOT_MINUTES, *calls, _share(plain, to_come), _share(so_far, to_come))


def layers(short: Integers, first: int, calls: Floats) -> list[tuple[int, int, int]]:
    """
    Whole seats that are missing as stretches of `LEAST_SLOTS` or more: start slot, end slot, seats; one upon the other.

    short  [slot], seats missing, none where it is not above 0; what lies before `first` is past help
    calls  [slot]; a stretch that is too short grows to the side where more come
    """
    found: dict[tuple[int, int], int] = {}
    for level in range(1, int(short[first:].max(initial=0)) + 1):
        for stretch in _stretches(short >= level, first, calls):
            found[stretch] = found.get(stretch, 0) + 1
    return [(start, end, seats) for (start, end), seats in found.items()]


def _stretches(flags: Flags, first: int, calls: Floats) -> Iterator[tuple[int, int]]:
    """Runs of flags as long as an advice must be; those that lie closer together than that are one."""
    grown: list[tuple[int, int]] = []
    for run in runs(flags, first):
        start, end = _grown(*run, first, calls)
        if grown and start - grown[-1][1] < LEAST_SLOTS:
            start, end = grown[-1][0], max(end, grown.pop()[1])
        grown.append((start, end))
    yield from ((start, end) for start, end in grown if end - start >= LEAST_SLOTS)


def _grown(start: int, end: int, first: int, calls: Floats) -> tuple[int, int]:
    """Longer by a half hour at a time; as long as it may be where the day leaves no room."""
    while end - start < LEAST_SLOTS and (start > first or end < SLOTS):
        before = calls[start - 1] if start > first else -np.inf
        after = calls[end] if end < SLOTS else -np.inf
        start, end = (start - 1, end) if before > after else (start, end + 1)
    return start, end


def _share(both: tuple[Floats, Floats], hours: slice) -> float:
    """Answered ÷ offered of these half hours; 1 where nobody calls."""
    offered, found = (float(each[hours].sum()) for each in both)
    return min(found / offered, 1.0) if offered > 0 else 1.0
