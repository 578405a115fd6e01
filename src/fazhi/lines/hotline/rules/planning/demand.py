"""What the records say of callers: how many come, how long calls last, how long they wait, who dials again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from fazhi.engines import tide
from fazhi.engines.tide import CallFile, Kind, Tide
from fazhi.lines.hotline.errors import NobodyAnswered
from fazhi.lines.hotline.terms import DAY_MINUTES, Outcome
from fazhi.lines.hotline.terms.planning import SLOT_MINUTES, SLOTS, CallRow

Floats = NDArray[np.float64]

REST = frozenset({Kind.WEEKEND, Kind.HOLIDAY, Kind.SPRING_FESTIVAL})
REDIAL_MINUTES = 60.0
MOST_REDIALS = 3
LONGEST_PATIENCE = 60.0
"""Minutes, where nobody or hardly anybody gave up."""


@dataclass(frozen=True)
class Times:
    """
    talk, talk_cv  length of a call: minutes, and standard deviation ÷ mean
    patience       minutes until a waiting caller gives up, exponential
    redial         probability that one who was not answered dials again within the hour, beside those who would call anyway
    redial_after   minutes until then
    """

    talk: float
    talk_cv: float
    patience: float
    redial: float
    redial_after: float


@dataclass(frozen=True)
class Demand:
    """
    Calls by half hour of an average day worked (0) and of an average day of rest (1) of the month planned for: first attempts.

    mean, low, high  [2, slot]: the forecast, and the bounds of its 80 % band, averaged over the days
    spread           by which whole days differ from the forecast, beyond chance
    days             of each sort in the month
    wape             error with which the latest weeks would have been foretold; None where there are too few
    """

    mean: Floats
    low: Floats
    high: Floats
    spread: float
    days: tuple[int, int]
    wape: float | None


@dataclass(frozen=True)
class Learned:
    """What is learned of records once, whichever months are then foretold from them."""

    times: Times
    file: CallFile
    tide: Tide


def learned_from(rows: Sequence[CallRow], month: date, kinds: tide.Kinds) -> Learned:
    """
    Learn of calls in order of time, at least one, all before `month`.

    kinds  of every day from the first call's to the last's

    Raises NobodyAnswered and what the tide raises.
    """
    attempts = tide.first_attempts(_attempts(rows), window=REDIAL_MINUTES)
    times = times_of(rows, attempts, month)
    file = CallFile(_counts(rows, attempts), attempts, ())
    return Learned(times, file, tide.learn(file.counts, kinds))


def times_of(rows: Sequence[CallRow], attempts: tide.FirstAttempts, month: date) -> Times:
    """
    What the calls say of how long things last. Patience by its most likely value, answers being censored:
    all minutes spent waiting ÷ callers who gave up.

    Raises NobodyAnswered.
    """
    talks = np.array([row.talk_seconds for row in rows if row.outcome == Outcome.ANSWERED and row.talk_seconds]) / 60
    if not talks.size:
        raise NobodyAnswered(month)
    waited = sum(row.wait_seconds for row in rows) / 60
    gone = sum(row.outcome == Outcome.HUNG_UP for row in rows)
    patience = min(max(waited / gone, 1 / 60), LONGEST_PATIENCE) if gone else LONGEST_PATIENCE
    again = min(max(attempts.redial - attempts.background, 0.0), 0.95)
    return Times(float(talks.mean()), float(talks.std() / talks.mean()), patience, again, _redial_after(rows))


def _counts(rows: Sequence[CallRow], attempts: tide.FirstAttempts) -> tide.Counts:
    """First attempts by day and half hour; a day without any call of any kind is not known."""
    first = rows[0].day
    days = (rows[-1].day - first).days + 1
    counted, known = np.zeros((days, SLOTS)), np.zeros((days, SLOTS), dtype=np.bool_)
    for row, weight in zip(rows, attempts.weights.tolist(), strict=True):
        day = (row.day - first).days
        known[day] = True
        if row.outcome != Outcome.CLOSED:
            counted[day, row.minute // SLOT_MINUTES] += weight
    return tide.counts(first, SLOT_MINUTES, counted, known=known)


def demand_of(learned: Tide, found: tide.Forecast, kinds: tide.Kinds) -> Demand:
    """A forecast as its two average days."""
    places = [minute // SLOT_MINUTES for minute in found.minutes]
    rest = np.array([kinds[day] in REST for day in found.days])
    shown = []
    for values in (found.mean, found.quantile(0.1), found.quantile(0.9)):
        whole = np.zeros((2, SLOTS))
        for sort, chosen in enumerate((~rest, rest)):
            if chosen.any():
                whole[sort, places] = values[chosen].mean(axis=0)
        shown.append(whole)
    trial = learned.trial
    spread = trial.dispersion.day if trial and trial.dispersion else 0.0
    numbers = (int((~rest).sum()), int(rest.sum()))
    mean, low, high = shown
    return Demand(mean, low, high, float(spread), numbers, float(trial.wape) if trial else None)


def _attempts(rows: Sequence[CallRow]) -> list[tide.Attempt]:
    return [
        tide.Attempt(
            row.day.toordinal() * DAY_MINUTES + row.minute, row.caller or None, row.outcome == Outcome.ANSWERED
        )
        for row in rows
    ]


def _redial_after(rows: Sequence[CallRow]) -> float:
    """Mean minutes from a call that was not answered to the next of the same caller within the hour; five where none came."""
    latest: dict[str, float] = {}
    gaps = []
    for row in rows:
        if not row.caller:
            continue
        minute = row.day.toordinal() * DAY_MINUTES + row.minute
        if row.caller in latest and 0 < minute - latest[row.caller] <= REDIAL_MINUTES:
            gaps.append(minute - latest[row.caller])
        if row.outcome == Outcome.ANSWERED:
            latest.pop(row.caller, None)
        else:
            latest[row.caller] = minute
    return float(np.mean(gaps)) if gaps else 5.0
