"""Weighted choices and quantile curves over columns of words, in integers throughout: equal on every machine."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TypeVar

import numpy as np
import polars as pl
from numpy.typing import NDArray

from fazhi.sample_city.streams import WORD

Item = TypeVar("Item", bound=str | int)

_STEPS = 4096
"""A curve is tabulated at this many steps and linear between them."""


@dataclass(frozen=True)
class Choice:
    """
    Tables of items with integer weights, all in one array, so that a column may pick from a table of its own in each row.

    starts  name of a table → where it begins in `items`
    bounds  running total of the weights before each item, and the grand total at the end
    """

    starts: Mapping[str, int]
    lengths: Mapping[str, int]
    items: pl.Series
    bounds: pl.Series

    @classmethod
    def of(cls, tables: Mapping[str, Mapping[Item, int]]) -> "Choice":
        """From table name → item → weight."""
        lengths = {name: len(table) for name, table in tables.items()}
        starts = dict(zip(lengths, accumulate(lengths.values(), initial=0), strict=False))
        items = [item for table in tables.values() for item in table]
        weights = [weight for table in tables.values() for weight in table.values()]
        return cls(starts, lengths, pl.Series(items), pl.Series([0, *accumulate(weights)], dtype=pl.Int64))

    def pick(self, table: str | pl.Series, words: pl.Series) -> pl.Series:
        """One item for each word, from one table or from the table named in each row."""
        first, past = self._ends(table, len(words))
        return self._picked(first, past, words)

    def pick_between(self, table: pl.Series, low: pl.Series, high: pl.Series, words: pl.Series) -> pl.Series:
        """
        As `pick`, among the items numbered `low` to `high` of the table only (both included, from 0).

        Raises ValueError if such a stretch has no weight.
        """
        first, _ = self._ends(table, len(words))
        return self._picked(first + low, first + high + 1, words)

    def _ends(self, table: str | pl.Series, count: int) -> tuple[pl.Series, pl.Series]:
        if isinstance(table, str):
            first = pl.repeat(self.starts[table], count, dtype=pl.Int64, eager=True)
            return first, first + self.lengths[table]
        first = table.replace_strict(self.starts, return_dtype=pl.Int64)
        return first, first + table.replace_strict(self.lengths, return_dtype=pl.Int64)

    def _picked(self, first: pl.Series, past: pl.Series, words: pl.Series) -> pl.Series:
        below, above = self.bounds.gather(first), self.bounds.gather(past)
        if not (above > below).all():
            raise ValueError("A choice among items without weight.")
        target = below + words * (above - below) // WORD
        places = self.bounds.search_sorted(target, side="right").cast(pl.Int64) - 1
        return self.items.gather(places)


@dataclass(frozen=True)
class Curves:
    """Quantile curves: table name → value at each of 4096 steps and at the end, all in one array."""

    starts: Mapping[str, int]
    values: pl.Series

    @classmethod
    def of(cls, curves: Mapping[str, Sequence[tuple[int, int]]]) -> "Curves":
        """
        From name → points (share of the population in 1/10000, value), ascending, the first at 0 and the last at 10000;
        straight lines between.
        """
        starts = {name: number * (_STEPS + 1) for number, name in enumerate(curves)}
        values = [_at_each_step(points) for points in curves.values()]
        return cls(starts, pl.Series(np.concatenate(values)))

    def at(self, curve: str | pl.Series, words: pl.Series) -> pl.Series:
        """The value of the curve (one for all, or named in each row) at each word."""
        start: int | pl.Series = (
            self.starts[curve] if isinstance(curve, str) else curve.replace_strict(self.starts, return_dtype=pl.Int64)
        )
        step = WORD // _STEPS
        places = words // step + start
        low, high = self.values.gather(places), self.values.gather(places + 1)
        return low + (high - low) * (words % step) // step


def _at_each_step(points: Sequence[tuple[int, int]]) -> NDArray[np.int64]:
    """The curve at each of 4096 steps and at the end, whole numbers throughout."""
    shares, values = np.array(points, np.int64).T
    shares, steps = shares * _STEPS, np.arange(_STEPS + 1) * 10_000
    after = np.minimum(np.searchsorted(shares, steps, side="right"), len(points) - 1)
    rise, run = values[after] - values[after - 1], shares[after] - shares[after - 1]
    at_each_step: NDArray[np.int64] = values[after - 1] + rise * (steps - shares[after - 1]) // run
    return at_each_step


def apportion(total: int, weights: Sequence[int]) -> list[int]:
    """
    `total` split in proportion to `weights` into integers that add up to it (largest remainders, earlier ones first).

    apportion(10, [1, 1, 1]) == [4, 3, 3]
    """
    whole = sum(weights)
    parts = [total * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda place: -(total * weights[place] % whole))
    for place in by_remainder[: total - sum(parts)]:
        parts[place] += 1
    return parts
