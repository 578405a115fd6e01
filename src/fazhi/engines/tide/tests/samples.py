"""A hotline whose truth is known: 441 calls a day, two peaks, quieter weekends, drawn from one seed."""

from datetime import date, timedelta

import numpy as np

from fazhi.engines.tide import Counts, Kind, Kinds, counts

FIRST = date(2024, 1, 1)  # a Monday
SLOTS = 48
WEEKDAYS = (1.1, 1.05, 1.0, 0.97, 0.9)
KINDS_FACTOR = {Kind.HOLIDAY: 0.6, Kind.SPRING_FESTIVAL: 0.3, Kind.MAKEUP_WORKDAY: 0.9, Kind.WEEKEND: 1.0}


def kinds(days: int, others: Kinds | None = None) -> dict[date, Kind]:
    """Weekdays worked, weekends not, but for the `others`."""
    dates = [FIRST + timedelta(days=number) for number in range(days)]
    plain = {day: Kind.WORKDAY if day.weekday() < 5 else Kind.WEEKEND for day in dates}
    return plain | dict(others or {})


def truth(told: dict[date, Kind], total: float = 441.0) -> np.ndarray:
    """[day, slot]: calls on average. Make-up working days are worked days at nine tenths, holidays weekends at a part."""
    hours = (np.arange(SLOTS) + 0.5) / SLOTS * 24

    def shape(morning: float, afternoon: float) -> np.ndarray:
        peaks = morning * np.exp(-0.5 * ((hours - 10) / 1.7) ** 2) + afternoon * np.exp(
            -0.5 * ((hours - 15.5) / 2) ** 2
        )
        whole = 0.15 + peaks + 0.25 * np.exp(-0.5 * ((hours - 20) / 2) ** 2)
        return whole / whole.sum()

    worked, rest = total * 1.12 * shape(3.0, 2.5), total * 0.7 * shape(1.5, 1.8)
    return np.array(
        [
            WEEKDAYS[day.weekday()] * worked
            if kind is Kind.WORKDAY
            else KINDS_FACTOR[kind] * (worked if kind is Kind.MAKEUP_WORKDAY else rest)
            for day, kind in sorted(told.items())
        ]
    )


def drawn(rates: np.ndarray, seed: int, day_cv: float = 0.0, slot_cv: float = 0.0) -> np.ndarray:
    """Calls by chance around the rates, times a factor of the day and one of the slot."""
    stream = np.random.default_rng(seed)
    factors = np.ones(rates.shape)
    if day_cv:
        factors *= stream.gamma(day_cv**-2, day_cv**2, (len(rates), 1))
    if slot_cv:
        factors *= stream.gamma(slot_cv**-2, slot_cv**2, rates.shape)
    return stream.poisson(rates * factors).astype(float)


def hotline(days: int, seed: int = 1, **dispersion: float) -> tuple[Counts, dict[date, Kind], np.ndarray, np.ndarray]:
    """Counts of the first `days`, kinds of those and four weeks more, and of all: rates and calls."""
    told = kinds(days + 28)
    rates = truth(told)
    calls = drawn(rates, seed, **dispersion)
    return counts(FIRST, 1440 // SLOTS, calls[:days]), told, rates, calls
