"""Cohen's kappa with linear weights, exact, and its interval."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

from fazhi.engines.agreement.errors import LevelsTooFew, LevelUnknown

_NORMAL = 1.959963984540054
"""The 97.5 % point of the normal distribution."""
Cell = tuple[int, int]


@dataclass(frozen=True)
class Kappa:
    """
    pairs     how many were scored twice, `same` how many of them alike
    observed  weighted share of agreement, 0 … 1; expected: the share that the two scorers' own habits give by chance
    kappa     (observed − expected) ÷ (1 − expected), at most 1; None where there is no pair, or where chance alone agrees wholly
    low, high the 95 % interval, cut at −1 and 1; None where kappa is, or where the formula gives no spread
    """

    pairs: int
    same: int
    observed: Fraction | None
    expected: Fraction | None
    kappa: Fraction | None
    low: float | None
    high: float | None


def kappa(pairs: Iterable[Cell], levels: int) -> Kappa:
    """
    How far two scorers agree beyond chance, on a scale of `levels` ordered levels 0 … levels − 1; neighbours agree in part.

    pairs  the first and the second scorer's level of each thing scored; order is no matter

    With two levels it is Cohen's kappa without weights. Raises LevelsTooFew, LevelUnknown. Time O(n + levels⁴).
    Source: Cohen 1960; Cohen 1968 (weights); the interval: Fleiss, Cohen and Everitt 1969, formula for the spread where kappa
    is not zero.
    """
    if levels < 2:
        raise LevelsTooFew(levels)
    counts: Counter[Cell] = Counter()
    for place, pair in enumerate(pairs):
        if not all(0 <= level < levels for level in pair):
            raise LevelUnknown(place, pair, levels)
        counts[pair] += 1
    n = counts.total()
    same = sum(count for (first, second), count in counts.items() if first == second)
    if not n:
        return Kappa(0, 0, None, None, None, None, None)
    shares = {cell: Fraction(count, n) for cell, count in counts.items()}
    rows, columns = _margins(shares, levels)
    observed = sum((share * _weight(cell, levels) for cell, share in shares.items()), Fraction(0))
    by_row = [sum(columns[j] * _weight((i, j), levels) for j in range(levels)) for i in range(levels)]
    by_column = [sum(rows[i] * _weight((i, j), levels) for i in range(levels)) for j in range(levels)]
    expected = Fraction(sum(rows[i] * by_row[i] for i in range(levels)))
    if expected == 1:
        return Kappa(n, same, observed, expected, None, None, None)
    found = (observed - expected) / (1 - expected)
    spread = sum(
        share * (_weight((i, j), levels) * (1 - expected) - (by_row[i] + by_column[j]) * (1 - observed)) ** 2
        for (i, j), share in shares.items()
    )
    variance = (spread - (observed * expected - 2 * expected + observed) ** 2) / (n * (1 - expected) ** 4)
    if variance <= 0:
        return Kappa(n, same, observed, expected, found, None, None)
    half = _NORMAL * sqrt(variance)
    return Kappa(n, same, observed, expected, found, max(-1.0, float(found) - half), min(1.0, float(found) + half))


def _weight(cell: Cell, levels: int) -> Fraction:
    """1 for the same level, 0 for the two ends of the scale, in between in equal steps."""
    return 1 - Fraction(abs(cell[0] - cell[1]), levels - 1)


def _margins(shares: Mapping[Cell, Fraction], levels: int) -> tuple[list[Fraction], list[Fraction]]:
    rows, columns = [Fraction(0)] * levels, [Fraction(0)] * levels
    for (first, second), share in shares.items():
        rows[first] += share
        columns[second] += share
    return rows, columns
