"""How the score of a day follows from its kind, its weekday, its place in the month and the days before it."""

import calendar
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from fazhi.engines.tide.terms import Floats, Kind

FAMILIES: dict[Kind, tuple[str, ...]] = {
    Kind.WORKDAY: ("worked", "workday"),
    Kind.MAKEUP_WORKDAY: ("worked", "makeup"),
    Kind.WEEKEND: ("rest", "weekend"),
    Kind.HOLIDAY: ("rest", "holiday"),
    Kind.SPRING_FESTIVAL: ("rest", "holiday", "spring"),
}
"""What kinds have in common, from the general to the particular: a kind with few days borrows from its relatives."""

WITH_WEEKDAYS = frozenset({Kind.WORKDAY, Kind.WEEKEND})
"""Kinds whose weekday matters; the weekday of a holiday or of a make-up working day says nothing."""

MONTH_REACH = 0.75
"""How far a place in the month resembles its neighbours."""

LATEST = 400
"""Days from which the weights are learned; scores are predicted from all."""

SHARES = np.array([1.0, 0.3, 0.05, 0.3, 0.1])
"""Where nothing speaks for other weights: parts of how much days differ, in the order of `Weights`; the last is `own`."""

SPREAD = 2.0
"""How far the logarithm of a weight may be from there, as a standard deviation."""

NEAR_DAYS = 4.0
OWN = 4
HALVINGS, FINEST = 10, 0.3


@dataclass(frozen=True)
class Weights:
    """
    What the scores of a shape are made of: variances, in units of what is uncertain about a day's score by chance.

    level  of all days together: vague
    logs   logarithms of: kind, weekday, place in the month, what days share with those near them, what is each day's own;
           and of the days after which nearness has faded
    unit   that uncertainty, a variance
    """

    level: float
    logs: Floats
    unit: float


@dataclass(frozen=True)
class Traits:
    """What is known of days beforehand: [day] ordinal, weekday (−1 where it says nothing), phase of the month; family codes."""

    ordinal: Floats
    weekday: Floats
    phase: Floats
    families: Floats


@dataclass(frozen=True)
class _Relations:
    """Between all pairs of days: common families, same weekday, nearness of their places in the month, days apart."""

    kind: Floats
    weekday: Floats
    month: Floats
    apart: Floats

    def covariance(self, level: float, logs: Floats) -> Floats:
        kind, weekday, month, near, _, days = np.exp(logs)
        alike = level + kind * self.kind + weekday * self.weekday + month * self.month
        found: Floats = alike + near * np.exp(-self.apart / days)
        return found


def traits(days: Sequence[date], kinds: Sequence[Kind]) -> Traits:
    names = sorted({name for family in FAMILIES.values() for name in family})
    families = np.array([[name in FAMILIES[kind] for name in names] for kind in kinds], dtype=np.float64)
    return Traits(
        np.array([day.toordinal() for day in days], dtype=np.float64),
        np.array(
            [day.weekday() if kind in WITH_WEEKDAYS else -1 for day, kind in zip(days, kinds, strict=True)],
            dtype=np.float64,
        ),
        np.array([(day.day - 1) / calendar.monthrange(day.year, day.month)[1] for day in days]),
        families.reshape(len(days), len(names)),
    )


def learned(scores: Floats, noise: Floats, known: Traits) -> Weights:
    """
    The weights under which the scores are most probable, beside what is usual.

    noise  [day], variance of each score by chance and by what isn't known of its day

    Found by steps along one weight at a time, halved until fine. Time O(LATEST³) a step.
    """
    latest = slice(max(len(scores) - LATEST, 0), None)
    relations = _between(known, known, latest)
    unit = float(np.median(noise))
    some, chance = scores[latest] / np.sqrt(unit), noise[latest] / unit
    level = float(np.mean(some**2))
    differ = max(level - 1.0, 0.1)
    usual = np.log(np.append(SHARES * differ, NEAR_DAYS))

    def improbable(logs: Floats) -> float:
        own = relations.covariance(level, logs)
        own[np.diag_indices_from(own)] += chance + np.exp(logs[OWN])
        return _improbability(own, some) + 0.5 * float((((logs - usual) / SPREAD) ** 2).sum())

    return Weights(level, _stepped(usual, improbable), unit)


def predicted(scores: Floats, noise: Floats, known: Traits, asked: Traits, weights: Weights) -> tuple[Floats, Floats]:
    """Mean and variance of the scores of the days asked."""
    own = _between(known, known).covariance(weights.level, weights.logs)
    own[np.diag_indices_from(own)] += noise / weights.unit + np.exp(weights.logs[OWN])
    across = _between(known, asked).covariance(weights.level, weights.logs)
    solved = np.linalg.solve(own, np.column_stack([scores, across]))
    before = _between(asked, asked).covariance(weights.level, weights.logs).diagonal()
    variance = np.maximum(before - (across * solved[:, 1:]).sum(axis=0), 0.0) + np.exp(weights.logs[OWN])
    return across.T @ solved[:, 0], variance * weights.unit


def _stepped(start: Floats, cost: Callable[[Floats], float]) -> Floats:
    """Where `cost` is least, from `start` on."""
    logs, steps, best = start.copy(), np.ones(start.size), cost(start)
    for _ in range(HALVINGS):
        for place in range(start.size):
            for way in (steps[place], -steps[place]):
                tried = logs.copy()
                tried[place] += way
                value = cost(tried)
                if value < best - 1e-9:
                    best, logs = value, tried
                    break
            else:
                steps[place] /= 2.0
        if steps.max() < FINEST:
            break
    return logs


def _improbability(covariance: Floats, scores: Floats) -> float:
    """Minus the logarithm of the scores' density, but for a constant; the scores ride along as one more row."""
    size = len(scores)
    framed = np.empty((size + 1, size + 1))
    framed[:size, :size], framed[size, :size], framed[:size, size] = covariance, scores, scores
    framed[size, size] = 1.0 + 1e6 * float(scores @ scores)  # large enough for what is left to be positive; unused
    lower = np.linalg.cholesky(framed)
    solved = lower[size, :size]
    return 0.5 * float(solved @ solved) + float(np.log(lower.diagonal()[:size]).sum())


def _between(some: Traits, others: Traits, part: slice = slice(None)) -> _Relations:
    weekday = some.weekday[part, None]
    phase = np.sin(np.pi * (some.phase[part, None] - others.phase[None, part]))
    return _Relations(
        some.families[part] @ others.families[part].T,
        ((weekday == others.weekday[None, part]) & (weekday >= 0)).astype(np.float64),
        np.nan_to_num(np.exp(-2.0 * (phase / MONTH_REACH) ** 2)),
        np.abs(some.ordinal[part, None] - others.ordinal[None, part]),
    )
