"""Plans on the same callers: two compared, and what a change is made of."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from fazhi.engines.scenario import Scenario
from fazhi.engines.simulate.runs import simulate
from fazhi.engines.simulate.terms import Run, deviations, half_width


@dataclass(frozen=True)
class Comparison:
    """
    first, second  the two runs
    difference     pick-up of the second less that of the first
    half_width     half of the 95 % confidence interval of the difference, paired day by day; None for few days
    """

    first: Run
    second: Run
    difference: float
    half_width: float | None


def compare(first: Scenario, second: Scenario, *, days: int, seed: int, threads: int = 1) -> Comparison:
    """
    Simulate both on the same calls, where their rates are the same: the same moments, patience and things to say.

    Parameters and errors as of `simulate`. A scenario compared with itself differs by exactly 0.
    """
    before, after = (simulate(each, days=days, seed=seed, threads=threads) for each in (first, second))
    found = contrast((before, after), (-1.0, 1.0))
    return Comparison(before, after, found.value, found.half_width)


@dataclass(frozen=True)
class Contrast:
    """`value`, a sum of pick-ups with weights; half of its 95 % confidence interval, paired day by day, None for few days."""

    value: float
    half_width: float | None


def contrast(runs: Sequence[Run], weights: Sequence[float]) -> Contrast:
    """
    Σ weight × pick-up of runs of as many days with one seed, so that all met the same callers.

    Contrasts whose weights add up to those of another add up to it too, in value; their intervals are each one's own.
    """
    value = math.fsum(weight * run.pickup for run, weight in zip(runs, weights, strict=True))
    each = np.sum([weight * deviations(run) for run, weight in zip(runs, weights, strict=True)], axis=0)
    return Contrast(value, half_width(each))
