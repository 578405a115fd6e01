"""
Quantiles (分位数) from tables of (value, number of rows), exact, in Python: databases answer them differently.

With n rows in ascending order and the share p, let h = n·p. If h is whole, the quantile lies halfway between the h-th
value and the next; else it is the value of the ⌈h⌉-th row. So the median (中位数) is the middle value, or the mean of the
two in the middle.

Source: Hyndman and Fan 1996, "Sample quantiles in statistical packages", definition 2.
"""

from collections.abc import Iterable
from fractions import Fraction
from math import ceil

from fazhi.engines.indicator.expressions import Exact
from fazhi.engines.indicator.terms import Count


def quantile(table: Iterable[tuple[int, int]], share: Fraction) -> Exact | None:
    """
    The quantile of the values in `table`, each counted so many times; a value may stand in several pairs.

    share    above 0 and below 1
    returns  an integer, or a fraction halfway between two; None for a table without rows

    >>> quantile([(1, 1), (3, 1), (7, 2)], Fraction(1, 2)), quantile([(1, 2), (4, 2)], Fraction(1, 2))
    (5, Fraction(5, 2))
    """
    ascending = sorted(table)
    place = sum(rows for _, rows in ascending) * share
    if place == 0:
        return None
    upper = place + 1 if place.denominator == 1 else place
    middle = Fraction(_at(ascending, ceil(place)) + _at(ascending, ceil(upper)), 2)
    return middle.numerator if middle.denominator == 1 else middle


def _at(ascending: list[tuple[int, int]], rank: int) -> int:
    """The value of the row at `rank`, from 1."""
    for value, rows in ascending:
        rank -= rows
        if rank <= 0:
            return value
    raise AssertionError("a share below 1 has its rank inside the table")


def method(count: Count) -> str:
    """How a quantile is taken, in the words printed with its definition; blank for other aggregates."""
    if count.share is None:
        return ""
    name = "中位数" if count.share == Fraction(1, 2) else f"{count.share} 分位数"
    return (
        f"{name}：有值的 n 行从小到大排列，n×{count.share} 不是整数的，取向上取整所指的一行；"
        f"是整数的，取该行与下一行的平均数。"
    )
