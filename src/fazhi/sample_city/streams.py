"""
Seeded streams (可重复的随机数流): the n-th word of a stream depends on the seed, the stream's name and n alone.

So a column can be drawn in any order and in parts, and drawing one more column changes none of the others. The generator
is SplitMix64 by counter, on unsigned 64-bit columns, whose products wrap.
"""

from dataclasses import dataclass
from hashlib import blake2b

import polars as pl

WORD = 1 << 32
"""Words are integers from 0 to WORD − 1."""

_GAMMA = 0x9E3779B97F4A7C15
_FIRST_FACTOR = 0xBF58476D1CE4E5B9
_SECOND_FACTOR = 0x94D049BB133111EB


@dataclass(frozen=True)
class Streams:
    """All streams of one seed."""

    seed: int

    def words(self, name: str, count: int) -> pl.Series:
        """The first `count` words of the stream `name` (Int64)."""
        return self.at(name, pl.int_range(count, dtype=pl.UInt64, eager=True))

    def at(self, name: str, counters: pl.Series) -> pl.Series:
        """
        The words of the stream `name` at `counters` (integers ≥ 0), in their order (Int64).

        Source: Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators" (SplitMix64), read by counter.
        """
        key = int.from_bytes(blake2b(f"{self.seed}/{name}".encode(), digest_size=8).digest(), "big")
        state = (counters.cast(pl.UInt64) + 1) * _constant(_GAMMA) + _constant(key)
        mixed = pl.select(_mix(pl.lit(state))).to_series()
        return (mixed // WORD).cast(pl.Int64).alias(name)


def _mix(state: pl.Expr) -> pl.Expr:
    first = (state ^ (state // (1 << 30))) * pl.lit(_constant(_FIRST_FACTOR))
    second = (first ^ (first // (1 << 27))) * pl.lit(_constant(_SECOND_FACTOR))
    return second ^ (second // (1 << 31))


def _constant(value: int) -> pl.Series:
    return pl.Series([value], dtype=pl.UInt64)


def below(words: pl.Series, bound: int) -> pl.Series:
    """`words` mapped evenly onto 0 … `bound` − 1; `bound` at most 2³¹."""
    return words * bound // WORD


def chance(words: pl.Series, permille: int | pl.Series) -> pl.Series:
    """True with the probability `permille` / 1000, one for all or one for each."""
    return words * 1000 // WORD < permille
