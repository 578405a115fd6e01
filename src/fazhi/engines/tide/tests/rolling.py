"""
Forecasts from a rolling origin: at each origin everything is learned anew from the days before it, and nothing else.

Days are those with counts; the origin is before the first of the `horizon` days foretold.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from fazhi.engines.tide import Counts, Kind, Kinds, counts, learn


@dataclass(frozen=True)
class Rolling:
    """
    days          foretold
    wape          Σ|error| ÷ Σ calls
    wape_of_four  the same of the mean of the last four same weekdays
    wape_naive    the same of the last same weekday
    covered       share of slots whose calls lie from p10 to p90, both included
    """

    days: int
    wape: float
    wape_of_four: float
    wape_naive: float
    covered: float


def weekday_kinds(of: Counts) -> dict[date, Kind]:
    """By weekday alone, no holidays: nothing is told that the counts don't tell."""
    days = [of.first + timedelta(days=number) for number in range(len(of.calls) + 31)]
    return {day: Kind.WORKDAY if day.weekday() < 5 else Kind.WEEKEND for day in days}


def coarser(of: Counts, minutes: int) -> Counts:
    """Slots of `minutes`, known where all their parts are."""
    parts = minutes // of.slot_minutes
    shape = (len(of.calls), -1, parts)
    return counts(of.first, minutes, of.calls.reshape(shape).sum(axis=2), known=of.known.reshape(shape).all(axis=2))


def foretold(of: Counts, kinds: Kinds, *, minutes: int, horizon: int, start: int, step: int) -> Rolling:
    """From the `start`th day with counts on, an origin every `step` such days."""
    of = coarser(of, minutes)
    days = [day for day, known in zip(of.days, of.known, strict=True) if known.any()]
    errors, held, total, number = np.zeros(3), [], 0.0, 0
    for place in range(start, len(days) - horizon + 1, step):
        asked = days[place : place + horizon]
        before = of.until(asked[0])
        forecast = learn(before, kinds).forecast(asked[0], asked[-1], kinds)
        slots = [minute // minutes for minute in forecast.minutes]
        low, high = forecast.quantile(0.1), forecast.quantile(0.9)
        for day in asked:
            row, seen = (day - asked[0]).days, of.calls[(day - of.first).days, slots]
            same = _same_weekdays(before, day)[:, slots]
            guesses = forecast.mean[row], same.mean(axis=0), same[0]
            errors += [np.abs(guess - seen).sum() for guess in guesses]
            held.append((low[row] <= seen) & (seen <= high[row]))
            total += seen.sum()
            number += 1
    wape, of_four, naive = errors / total
    return Rolling(number, float(wape), float(of_four), float(naive), float(np.mean(held)))


def _same_weekdays(before: Counts, day: date) -> np.ndarray:
    """Calls of the last four days of the same weekday that have counts, the latest first."""
    places = np.arange((day - before.first).days - 7, -1, -7)
    places = [place for place in places if place < len(before.calls) and before.known[place].any()]
    return before.calls[places[:4]]
