"""
Chance that follows the call, not the order of events: a number for each (seed, kind, day, call, attempt), whatever the plan.

The numbers are SplitMix64's: the finaliser of a counter. A value of a distribution is read off a table of its quantiles.
"""

import numpy as np

from fazhi.engines.compiled import kernel

GAMMA = np.uint64(0x9E3779B97F4A7C15)
_FIRST, _SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_30, _27, _31, _11, _45, _63 = (np.uint64(shift) for shift in (30, 27, 31, 11, 45, 63))
_MANTISSA = np.uint64(2**52 - 1)

CELLS = 128
"""Cells of the table to each octave of probability."""

OCTAVES = 53
_BASE = 1022 * CELLS
"""Index of the first cell, 2⁻¹ in the bits of a float, less the cells before it."""

ARRIVAL, SERVICE, PATIENCE, AGAIN, DELAY, DAY_FACTOR, SLOT_FACTOR, PRESENT, CUT_PATIENCE = range(9)
"""Kinds of chance."""


@kernel
def mixed(counter: np.uint64) -> np.uint64:
    """64 bits that depend on all 64 of the counter. Source: Steele, Lea and Flood 2014, SplitMix64."""
    counter = (counter ^ (counter >> _30)) * _FIRST
    counter = (counter ^ (counter >> _27)) * _SECOND
    return counter ^ (counter >> _31)


@kernel
def key_of(seed: np.uint64, kind: int, day: int) -> np.uint64:
    """The counter from which a day's numbers of one kind begin."""
    return mixed(mixed(seed + GAMMA * np.uint64(kind + 1)) + GAMMA * np.uint64(day))


@kernel
def number_of(key: np.uint64, call: int, attempt: int) -> np.uint64:
    """Of a day's call, the number of its attempt; 0 is the first."""
    first = mixed(key + GAMMA * np.uint64(call))
    return first if attempt == 0 else mixed(first + GAMMA * np.uint64(attempt))


@kernel
def uniform(number: np.uint64) -> float:
    """From 0 to below 1, of 53 bits."""
    return np.float64(np.int64(number >> _11)) * 2.0**-53


@kernel
def drawn(number: np.uint64, table: np.ndarray, values: np.ndarray) -> float:
    """
    A value of a distribution: one of `values` where there are any, else from the table of `quantiles`.

    The first bit chooses the half, 52 more a probability v below ½ on that side. Its leading bits as a float are the cell,
    so that cells get finer by the octave towards both ends; within one the quantile is a line.
    """
    if values.size > 0:
        return values[int(uniform(number) * values.size)]
    side = np.int64(number >> _63)
    v = np.float64(np.int64((number >> _11) & _MANTISSA)) + 0.5
    cell = np.int64(np.float64(v).view(np.uint64) >> _45) - _BASE
    return table[side, cell, 0] + table[side, cell, 1] * v
