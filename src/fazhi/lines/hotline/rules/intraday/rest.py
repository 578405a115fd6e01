"""The calls still to come of a day under way, and what given seats answer of a day's calls."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from fazhi.engines.tide import Attempt, DayAhead, first_attempts
from fazhi.engines.transient import day, exact
from fazhi.lines.hotline.rules.planning.demand import REDIAL_MINUTES, Floats, Times
from fazhi.lines.hotline.rules.planning.seats import Integers
from fazhi.lines.hotline.terms import Outcome
from fazhi.lines.hotline.terms.planning import SLOT_MINUTES, SLOTS, CallRow

Flags = NDArray[np.bool_]

NOT_BY_CHANCE = 7.0
"""Half hours without any call, in which so many usually come, are a feed that stood still: by chance e⁻⁷, one in a thousand."""

_ROUNDS = 8
_STILL = 1e-4
"""Calls of a half hour by which the last round may differ from the one before."""


@dataclass(frozen=True)
class Rest:
    """
    Calls of the day by half hour, first attempts: of those that are over as they came, of the others as they are foretold now.

    low, high  bounds of the 80 % band; of what is over, the calls themselves
    passed     how many half hours are over
    silent     those of them that are not counted on, because the feed stood still
    """

    mean: Floats
    low: Floats
    high: Floats
    passed: int
    silent: tuple[int, ...]


def attempts_by_slot(rows: Sequence[CallRow], weight: float) -> Floats:
    """
    [slot]: first attempts of one day; calls outside hours count nowhere.

    weight  of a call that follows an unanswered one of the same caller within the hour, as the long record has it
    """
    attempts = [Attempt(row.minute, row.caller or None, row.outcome == Outcome.ANSWERED) for row in rows]
    weights = first_attempts(attempts, window=REDIAL_MINUTES, weight=weight).weights
    counted = np.zeros(SLOTS)
    for row, each in zip(rows, weights.tolist(), strict=True):
        if row.outcome != Outcome.CLOSED:
            counted[row.minute // SLOT_MINUTES] += each
    return counted


def rest_of_day(ahead: DayAhead, foreseen: Floats, calls: Floats, now: int) -> Rest:
    """
    The day as it is foretold at the minute `now` of it.

    foreseen  [slot], the morning's forecast
    calls     [slot], first attempts so far; those of the half hour under way tell nothing yet
    """
    passed = min(now // SLOT_MINUTES, SLOTS)
    believed = _believed(calls[:passed], foreseen)
    found = ahead.after(calls[:passed], believed)
    places = np.array(found.minutes, dtype=np.int64) // SLOT_MINUTES
    over = np.where(believed, calls[:passed], foreseen[:passed])

    def whole(values: Floats) -> Floats:
        made = np.zeros(SLOTS)
        made[:passed], made[places] = over, values[0]
        return made

    silent = tuple(np.flatnonzero(~believed).tolist())
    if not places.size:
        return Rest(whole(found.mean), whole(found.mean), whole(found.mean), passed, silent)
    return Rest(whole(found.mean), whole(found.quantile(0.1)), whole(found.quantile(0.9)), passed, silent)


def answered(calls: Floats, times: Times, seats: Integers) -> tuple[Floats, Floats]:
    """
    Calls offered and answered in each half hour by the exact chain; who is not answered dials again, in the same half hour.

    calls  [slot], first attempts
    """
    offered = calls
    for _ in range(_ROUNDS):
        plan = day(
            offered, seats, slot_minutes=float(SLOT_MINUTES), aht=times.talk, patience=times.patience,
            begins=seats != np.roll(seats, 1),
        )  # fmt: skip
        found: Floats = np.asarray(exact(plan).answered)
        lost = 1.0 - np.divide(found, offered, out=np.ones(SLOTS), where=offered > 0)
        again = calls * (1.0 + lost * times.redial)
        if np.abs(again - offered).max() < _STILL:
            break
        offered = again
    return plan.rates, found


def runs(flags: Flags, first: int = 0) -> Iterator[tuple[int, int]]:
    """Start and end of each run of true flags, from `first` on."""
    place = first
    for flag, group in groupby(flags[first:].tolist()):
        length = len(list(group))
        if flag:
            yield place, place + length
        place += length


def _believed(calls: Floats, foreseen: Floats) -> Flags:
    """All but those that are silent where nobody would believe in silence."""
    believed = np.ones(calls.size, dtype=np.bool_)
    for start, end in runs(calls == 0):
        if foreseen[start:end].sum() >= NOT_BY_CHANCE:
            believed[start:end] = False
    return believed
