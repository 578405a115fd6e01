"""Kappa: by hand, as a textbook has it, by property, and nothing where nothing can be said."""

from fractions import Fraction
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.engines.agreement import LevelsTooFew, LevelUnknown, kappa

PAIRS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=40)


def table(*rows: tuple[int, ...]) -> list[tuple[int, int]]:
    """Pairs from a table of counts: rows are the first scorer's levels, columns the second's."""
    return [(i, j) for i, row in enumerate(rows) for j, count in enumerate(row) for _ in range(count)]


def test_two_levels_by_hand():
    """observed (20 + 15) / 50; expected 25/50 · 30/50 + 25/50 · 20/50 = 1/2; kappa (7/10 − 1/2) / (1/2)."""
    found = kappa(table((20, 5), (10, 15)), levels=2)

    assert (found.pairs, found.same) == (50, 35)
    assert (found.observed, found.expected, found.kappa) == (Fraction(7, 10), Fraction(1, 2), Fraction(2, 5))


def test_the_interval_by_hand():
    """
    Of that table: the means of weights are .6, .4 by row and .5, .5 by column, so the cells' terms are
    (1·.5 − 1.1·.3)² = .0289, (0 − 1.1·.3)² = .1089, (0 − .9·.3)² = .0729, (.5 − .9·.3)² = .0529;
    .4·.0289 + .1·.1089 + .2·.0729 + .3·.0529 = .0529; less (.35 − 1 + .7)² = .0025; over 50 · .5⁴.
    """
    found = kappa(table((20, 5), (10, 15)), levels=2)

    half = 1.959964 * sqrt((0.0529 - 0.0025) / (50 * 0.5**4))
    assert found.low == pytest.approx(0.4 - half, abs=1e-6)
    assert found.high == pytest.approx(0.4 + half, abs=1e-6)


def test_linear_weights_by_hand():
    """
    Weights 1, 1/2, 0. Three alike, three a step apart, of 6: observed 4.5/6. Margins 2, 2, 2 and 2, 3, 1 of 6:
    expected [2·(2 + 3/2) + 2·(1 + 3 + 1/2) + 2·(3/2 + 1)] / 36 = 21/36; kappa (27 − 21) / (36 − 21) = 2/5.
    """
    found = kappa(table((1, 1, 0), (1, 1, 0), (0, 1, 1)), levels=3)

    assert (found.pairs, found.same) == (6, 3)
    assert (found.observed, found.expected, found.kappa) == (Fraction(3, 4), Fraction(21, 36), Fraction(2, 5))


def test_the_interval_is_about_what_leaving_out_each_pair_in_turn_gives():
    """The delete-one jackknife knows nothing of the formula."""
    rows = ((61, 14, 5, 0), (18, 72, 12, 3), (4, 15, 80, 21), (1, 2, 24, 68))
    found = kappa(table(*rows), levels=4)
    assert found.low is not None
    assert found.high is not None
    without = [
        (float(one.kappa or 0), count)
        for i, row in enumerate(rows)
        for j, count in enumerate(row)
        if count
        for one in [kappa(table(*_less(rows, i, j)), levels=4)]
    ]

    n = found.pairs
    mean = sum(value * count for value, count in without) / n
    spread = sqrt((n - 1) / n * sum(count * (value - mean) ** 2 for value, count in without))

    assert (found.high - found.low) / 2 == pytest.approx(1.959964 * spread, rel=0.02)


def _less(rows: tuple[tuple[int, ...], ...], i: int, j: int) -> list[tuple[int, ...]]:
    return [tuple(count - ((i, j) == (a, b)) for b, count in enumerate(row)) for a, row in enumerate(rows)]


@pytest.mark.parametrize("pairs", [[], [(1, 1)] * 9], ids=["nobody scored", "everything the same level"])
def test_where_nothing_can_be_said_there_is_nothing(pairs: list[tuple[int, int]]):
    found = kappa(pairs, levels=3)

    assert (found.kappa, found.low, found.high) == (None, None, None)


def test_agreement_without_an_exception_and_a_scorer_of_one_level_have_no_interval():
    """The formula's spread is 0 then, which would claim to know more than it does."""
    found = kappa([(0, 0), (1, 1)], levels=2)
    of_one_mind = kappa([(0, 0), (0, 1), (0, 2)], levels=3)

    assert (found.kappa, found.low, found.high) == (1, None, None)
    assert (of_one_mind.kappa, of_one_mind.low, of_one_mind.high) == (0, None, None)


def test_levels_outside_the_scale_are_refused():
    with pytest.raises(LevelUnknown) as refused:
        kappa([(0, 1), (0, 2)], levels=2)
    assert refused.value.place == 1
    with pytest.raises(LevelsTooFew):
        kappa([], levels=1)


@given(PAIRS)
def test_scorers_and_the_ends_of_the_scale_can_be_exchanged(pairs: list[tuple[int, int]]):
    found = kappa(pairs, levels=4)

    assert kappa([(second, first) for first, second in pairs], levels=4) == found
    assert kappa([(3 - first, 3 - second) for first, second in pairs], levels=4) == found
    assert found.kappa is None or -1 <= found.kappa <= 1
    assert (found.kappa == 1) == (found.kappa is not None and found.same == found.pairs)
