"""
How well the same method would have foretold the latest weeks, each from what was known before it.

From that come three things that can't be had from the fit itself: how wide bands must be, how much days and slots differ from
what is foretold beyond chance, and the error to expect.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from fazhi.engines.tide.days import Weights
from fazhi.engines.tide.discrete import inside
from fazhi.engines.tide.foretold import stretched
from fazhi.engines.tide.model import fitted, told
from fazhi.engines.tide.shapes import complete_enough
from fazhi.engines.tide.terms import Counts, Flags, Floats, Kinds

WEEK = timedelta(days=7)
WEEKS = 8
LEAST_DAYS = 14
"""Complete days that a fit needs."""

SHARE = 0.8
"""Of the band that is shown, from the first to the ninth tenth."""

FIRM_DAYS = 10.0
"""A trial of so many days is trusted as much as the fit."""

WIDEST = 4.0


@dataclass(frozen=True)
class Dispersion:
    """
    How much calls differ from what is foretold a week ahead, beyond chance, as coefficients of variation.

    day               of a factor that all slots of a day share
    slot              of a factor of each slot
    variance_to_mean  of the calls of a slot; 1 by chance alone
    """

    day: float
    slot: float
    variance_to_mean: float


@dataclass(frozen=True)
class Trial:
    """
    The latest weeks foretold, each from the days before it.

    days, first      how many days were foretold, and the first of them
    wape             sum of the errors without sign ÷ sum of the calls
    wape_of_four     the same of the mean of the last four same weekdays, over the slots for which there is one
    wape_there       of our own forecast over those slots
    covered          share of the calls' probability that lay between p10 and p90 before bands were widened or narrowed
    stretch          factor by which the variance beyond chance was then multiplied
    """

    days: int
    first: date
    wape: float
    wape_of_four: float | None
    wape_there: float | None
    covered: float
    stretch: float
    dispersion: Dispersion


@dataclass(frozen=True)
class _Foretold:
    """[day, slot] of all weeks, one below the other."""

    mean: Floats
    variance: Floats
    seen: Floats
    known: Flags
    four: Floats


def tried(of: Counts, kinds: Kinds, weights: tuple[Weights, ...]) -> Trial | None:
    """
    Foretell up to eight latest weeks; None where too few days come before even the last week, or nobody called.

    weights  of the fit to all days, kept for each week: what a week looked like is not in them, how alike days are is
    """
    weeks = []
    end = of.days[-1] + timedelta(days=1)
    for _ in range(WEEKS):
        start = end - WEEK
        before = of.until(start)
        if complete_enough(before.known).sum() < LEAST_DAYS:
            break
        weeks.append(_week(of, before, start, kinds, weights))
        first, end = start, start
    weeks = [week for week in weeks if week.known.any()]
    seen = sum(float(week.seen[week.known].sum()) for week in weeks)
    if not seen:
        return None
    all_weeks = _Foretold(*(np.concatenate(parts) for parts in zip(*map(_parts, weeks), strict=True)))
    return _judged(all_weeks, first)


def _week(of: Counts, before: Counts, start: date, kinds: Kinds, weights: tuple[Weights, ...]) -> _Foretold:
    model = fitted(before, kinds, weights)
    days = [start + timedelta(days=number) for number in range(WEEK.days)]
    mean, variance = model.expected(model.prior(told(days, kinds)))
    place = (start - of.first).days
    here = slice(place, place + WEEK.days)
    full = (WEEK.days, of.calls.shape[1])
    means, variances, open_then = np.zeros(full), np.zeros(full), np.zeros(full, dtype=np.bool_)
    means[:, model.slots], variances[:, model.slots], open_then[:, model.slots] = mean, variance, True
    four = np.stack([_of_four(before, place + number) for number in range(WEEK.days)])
    return _Foretold(means, variances, of.calls[here], of.known[here] & open_then, four)


def _of_four(before: Counts, place: int) -> Floats:
    """[slot]: mean of the last four same weekdays on which it was known; NaN without any, kept inside this module."""
    days = np.arange(place - WEEK.days, -1, -WEEK.days)
    days = days[days < len(before.calls)]
    known = before.known[days]
    latest = known & (np.cumsum(known, axis=0) <= 4)
    count = latest.sum(axis=0)
    return np.where(count > 0, (before.calls[days] * latest).sum(axis=0) / np.maximum(count, 1), np.nan)


def _parts(week: _Foretold) -> tuple[Floats, Floats, Floats, Flags, Floats]:
    return week.mean, week.variance, week.seen, week.known, week.four


def _judged(weeks: _Foretold, first: date) -> Trial:
    known = weeks.known
    mean, variance, seen = weeks.mean[known], weeks.variance[known], weeks.seen[known]
    days = int(known.any(axis=1).sum())
    four = weeks.four[known]
    both = np.isfinite(four)
    beside = float(seen[both].sum())
    return Trial(
        days=days,
        first=first,
        wape=float(np.abs(seen - mean).sum() / seen.sum()),
        wape_of_four=float(np.abs(seen - four)[both].sum()) / beside if beside else None,
        wape_there=float(np.abs(seen - mean)[both].sum()) / beside if beside else None,
        covered=float(inside(mean, np.maximum(variance, mean), seen, SHARE).mean()),
        stretch=_stretch(mean, variance, seen, days),
        dispersion=_dispersion(weeks),
    )


def _stretch(mean: Floats, variance: Floats, seen: Floats, days: int) -> float:
    """The factor under which the band holds its share, halved in until fine, and trusted by the number of days."""
    low, high = -np.log(WIDEST), np.log(WIDEST)
    for _ in range(6):
        middle = (low + high) / 2.0
        covered = inside(mean, stretched(mean, variance, float(np.exp(middle))), seen, SHARE).mean()
        low, high = (middle, high) if covered < SHARE else (low, middle)
    return float(np.exp((low + high) / 2.0 * days / (days + FIRM_DAYS)))


def _dispersion(weeks: _Foretold) -> Dispersion:
    """By moments: chance has the variance of the mean, a slot's factor adds slot²·m², a day's day²·M², M the day's sum."""
    mean, seen = np.where(weeks.known, weeks.mean, 0.0), np.where(weeks.known, weeks.seen, 0.0)
    whole = mean.sum(axis=1)
    some = whole > 0
    mean, seen, whole = mean[some], seen[some], whole[some]
    if not whole.size:
        return Dispersion(0.0, 0.0, 1.0)
    total = seen.sum(axis=1)
    own = mean * (total / whole)[:, None]
    by_slot = ((seen - own) ** 2 - own * (1.0 - mean / whole[:, None])).sum() / max((own**2).sum(), 1e-12)
    slot = max(float(by_slot), 0.0)
    by_day = ((total - whole) ** 2 - whole - slot * (mean**2).sum(axis=1)).sum() / (whole**2).sum()
    ratio = float(((seen - mean) ** 2).sum() / mean.sum())
    return Dispersion(float(np.sqrt(max(float(by_day), 0.0))), float(np.sqrt(slot)), ratio)
