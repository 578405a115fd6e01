"""
Which topics rose in a week (咨询异常上升): each cell's count against its own weeks before, all cells together.

Counts of one cell, a topic in a district, are taken for negative binomial: in week j of exposure e_j (all consultations of
that week in other cells, which tells a busy week from a risen cell) X_j has shape r·e_j/ē and one success probability, so
its mean grows with e_j and its variance is μ + μ²/r in a week of average exposure. Given the sum n of the cell over the
weeks, the week's count is then beta-binomial with α = r·e/ē and β = r·Σe_j/ē, whatever the mean (the Pólya distribution;
binomial as r grows). The chance of so many or more is exact for the r given. r is one for all cells, by moments over the
weeks before alone. Of the cells those are told that Benjamini and Hochberg's procedure finds at the rate FALSE_SHARE.

Sources: Johnson, Kemp, Kotz, Univariate Discrete Distributions, 3rd ed., 5.8 and 6.2.2 (negative binomial, negative
hypergeometric); Benjamini and Hochberg 1995.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, inf, lgamma, log

WEEKS_BEFORE = 8
FALSE_SHARE = 0.1
"""Of the cells told as risen so many are false at most, in expectation."""
_SURE = 1e6
"""A shape above it is taken for this one: the binomial to every digit that is shown."""


@dataclass(frozen=True)
class Cell:
    """Counts of a topic in a district: `now` in the week, `before` in each of the weeks before it, the earliest first."""

    topic: str
    district: str
    now: int
    before: tuple[int, ...]


@dataclass(frozen=True)
class Rise:
    """
    A cell with what is unusual about it.

    expected  its count in the week had it kept its share of all consultations in the weeks before
    chance    of so many or more, given its sum over all these weeks
    is_risen  whether it is told as risen, among all cells at once
    """

    cell: Cell
    expected: float
    chance: float
    is_risen: bool


def rises(cells: Sequence[Cell], now: int, before: Sequence[int]) -> list[Rise]:
    """
    Every cell that has any count, the least chance first.

    now, before  all consultations of the week, and of each of the weeks before it

    Raises ValueError unless each cell has a count for each week before, and some week before has consultations.
    """
    if not before or sum(before) <= 0 or any(len(cell.before) != len(before) for cell in cells):
        raise ValueError("Each cell needs a count for each of the weeks before, and those some consultations.")
    shape = dispersion([cell.before for cell in cells], before)
    told = []
    for cell in cells:
        total = cell.now + sum(cell.before)
        if total == 0:
            continue
        here, *weeks = _others(cell, now, before)
        growth = here * len(weeks) / sum(weeks)
        chance = upper_tail(cell.now, total, shape * growth, shape * len(weeks))
        told.append((cell, growth * sum(cell.before) / len(weeks), chance))
    told.sort(key=lambda each: (each[2], each[0].topic, each[0].district))
    found = discoveries([chance for _, _, chance in told], FALSE_SHARE)
    return [Rise(cell, expected, chance, place < found) for place, (cell, expected, chance) in enumerate(told)]


def _others(cell: Cell, now: int, before: Sequence[int]) -> list[int]:
    """Consultations of the other cells, in the week and in those before; all alike where some week has none."""
    found = [now - cell.now, *(all_ - own for all_, own in zip(before, cell.before, strict=True))]
    return found if min(found) > 0 else [1] * len(found)


def dispersion(counts: Sequence[Sequence[int]], exposures: Sequence[int]) -> float:
    """
    The shape r shared by the cells, by moments: Var = μ + μ²/r, each count first brought to the average exposure.

    inf-like (1e6) where the counts vary no more than Poisson ones do.
    """
    weeks = [place for place, exposure in enumerate(exposures) if exposure > 0]
    mean_exposure = sum(exposures) / len(exposures)
    over = squares = 0.0
    for row in counts:
        scaled = [row[place] * mean_exposure / exposures[place] for place in weeks]
        if len(scaled) < 2 or not any(scaled):
            continue
        mean = sum(scaled) / len(scaled)
        variance = sum((value - mean) ** 2 for value in scaled) / (len(scaled) - 1)
        over += variance - mean * sum(mean_exposure / exposures[place] for place in weeks) / len(weeks)
        squares += mean * mean - variance / len(scaled)
    if over <= 0 or squares <= 0:
        return _SURE
    return min(squares / over, _SURE)


def upper_tail(count: int, total: int, alpha: float, beta: float) -> float:
    """
    P(X >= count) of a beta-binomial X of `total` trials with the parameters alpha, beta > 0; alpha 0 puts X at 0.

    The binomial's with alpha / (alpha + beta) as both grow. Time O(total - count).
    """
    if count <= 0:
        return 1.0
    if alpha <= 0:
        return 0.0
    whole = lgamma(total + 1) - _beta(alpha, beta)
    terms = [
        whole - lgamma(each + 1) - lgamma(total - each + 1) + _beta(alpha + each, beta + total - each)
        for each in range(count, total + 1)
    ]
    most = max(terms, default=-inf)
    return min(1.0, exp(most + log(sum(exp(term - most) for term in terms)))) if terms else 0.0


def _beta(first: float, second: float) -> float:
    return lgamma(first) + lgamma(second) - lgamma(first + second)


def discoveries(chances: Sequence[float], share: float) -> int:
    """How many of the ascending `chances` Benjamini and Hochberg's procedure tells at the rate `share`."""
    return max((place for place, each in enumerate(chances, 1) if each <= share * place / len(chances)), default=0)
