"""Numbers that follow the call: even, unrelated, and of the distribution asked for."""

import math
from statistics import NormalDist

import numpy as np
import pytest

from fazhi.engines.scenario import Duration, Kind
from fazhi.engines.simulate.chance import CELLS, OCTAVES, drawn, key_of, mixed, number_of, uniform
from fazhi.engines.simulate.quantiles import NO_VALUES, table_of

KINDS = [
    Duration(Kind.EXPONENTIAL, 1.5, 1.0),
    Duration(Kind.LOGNORMAL, 7.2, 1.2),
    Duration(Kind.LOGNORMAL, 7.2, 0.1),
    Duration(Kind.GAMMA, 7.2, 0.5),
    Duration(Kind.GAMMA, 1.0, 0.05),
    Duration(Kind.GAMMA, 1.0, 3.0),
]


def numbers_of(seed: int, calls: int, attempt: int = 0) -> np.ndarray:
    """Compiled functions answer whole numbers, and take them for 64 bits only where told."""
    with np.errstate(over="ignore"):
        key = np.uint64(key_of(np.uint64(seed), 1, 5))
        return np.array([number_of(key, call, attempt) for call in range(calls)], dtype=np.uint64)


def cells(duration: Duration) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Width in probability, and the values at both ends, of each cell of both sides."""
    octaves = np.arange(OCTAVES)[:, None]
    knots = np.append((2.0 ** (octaves - 1) * (1 + np.arange(CELLS) / CELLS)).reshape(-1), 2.0 ** (OCTAVES - 1))
    low, high = np.tile(knots[:-1], 2), np.tile(knots[1:], 2)
    table = table_of(duration).reshape(-1, 2)
    return (high - low) * 2.0**-53, table[:, 0] + table[:, 1] * low, table[:, 0] + table[:, 1] * high


@pytest.mark.parametrize("duration", KINDS, ids=lambda each: f"{each.kind}-{each.cv}")
def test_the_table_has_the_mean_and_the_spread_to_a_hundred_thousandth(duration):
    width, low, high = cells(duration)

    mean = float((width * (low + high) / 2).sum())
    square = float((width * (low**2 + low * high + high**2) / 3).sum())

    assert mean == pytest.approx(duration.mean, rel=1e-5)
    assert math.sqrt(square - mean**2) == pytest.approx(duration.mean * duration.cv, rel=1e-5)


def test_quantiles_of_the_gamma_distribution_are_the_known_ones():
    """Shape 1 is exponential, and χ² of one degree of freedom is a squared normal."""
    width, low, _ = cells(Duration(Kind.GAMMA, 1.5, 1.0))
    _, plain, _ = cells(Duration(Kind.EXPONENTIAL, 1.5, 1.0))
    assert low == pytest.approx(plain, rel=1e-9, abs=1e-12)

    _, squared, _ = cells(Duration(Kind.GAMMA, 1.0, math.sqrt(2)))
    half = width.size // 2
    p = np.cumsum(np.concatenate([[2.0**-54], width[: half - 1]]))
    known = [NormalDist().inv_cdf((1 + each) / 2) ** 2 for each in p[::500].tolist()]
    assert squared[:half:500][8:] == pytest.approx(known[8:], rel=1e-7)


def test_numbers_are_even_in_every_bit_and_unrelated_to_their_neighbours():
    numbers, again, other = numbers_of(7, 4000), numbers_of(7, 4000, attempt=1), numbers_of(8, 4000)

    for pair in (numbers[1:] ^ numbers[:-1], numbers ^ again, numbers ^ other):
        ones = np.unpackbits(pair.view(np.uint8)).reshape(-1, 64).mean(axis=0)
        assert np.abs(ones - 0.5).max() < 4.5 * 0.5 / math.sqrt(pair.size)


def test_the_mixer_is_splitmix64():
    """The first outputs of its reference implementation from the state 1234567."""
    with np.errstate(over="ignore"):
        states = [np.uint64(1234567) + np.uint64(0x9E3779B97F4A7C15) * np.uint64(k) for k in (1, 2, 3)]

        assert [int(mixed(state)) for state in states] == [
            6457827717110365317,
            3203168211198807973,
            9817491932198370423,
        ]


def test_values_of_records_come_out_equally_often():
    values = np.array([1.0, 2.0, 5.0])
    found = [drawn(number, np.zeros((2, 1, 2)), values) for number in numbers_of(1, 6000)]

    assert [found.count(value) for value in (1.0, 2.0, 5.0)] == pytest.approx([2000] * 3, abs=170)


def test_the_ends_of_the_numbers_are_in_the_table():
    table = table_of(Duration(Kind.EXPONENTIAL, 1.0, 1.0))

    with np.errstate(over="ignore"):
        ends = [drawn(np.uint64(number), table, NO_VALUES) for number in (0, 2**63 - 1, 2**63, 2**64 - 1)]
        assert (uniform(np.uint64(0)), uniform(np.uint64(2**64 - 1))) == (0.0, 1 - 2.0**-53)

    assert ends[0] == pytest.approx(2.0**-54, rel=1e-6)
    assert ends[1] == pytest.approx(math.log(2), rel=1e-6)
    assert ends[2] == pytest.approx(54 * math.log(2), rel=1e-6)
    assert ends[3] == pytest.approx(math.log(2), rel=1e-6)
