"""Two plans on the same callers."""

from dataclasses import dataclass

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
    width = half_width(deviations(after) - deviations(before))
    return Comparison(before, after, after.pickup - before.pickup, width)
