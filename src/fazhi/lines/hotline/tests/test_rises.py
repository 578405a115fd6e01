"""Which cells rose: chances reckoned by hand, the limits of the distribution, and what is told of many cells at once."""

from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.lines.hotline.rules.rises import Cell, discoveries, dispersion, rises, upper_tail


def test_the_chance_is_that_of_the_polya_distribution_by_hand():
    # α = β = 1 makes every count from 0 to n equally likely: 3 or more of 4 is 2/5.
    assert upper_tail(3, 4, 1, 1) == pytest.approx(2 / 5)
    # α = 1, β = 8: P(2 of 2) = 1·2/(9·10).
    assert upper_tail(2, 2, 1, 8) == pytest.approx(2 / 90)
    # α = 2, β = 16, n = 3: P(3) = 2·3·4/(18·19·20), P(2) = 3·(2·3)·16/(18·19·20).
    assert upper_tail(2, 3, 2, 16) == pytest.approx((24 + 288) / 6840)


def test_without_over_dispersion_it_is_the_exact_binomial():
    share = Fraction(1, 9)
    exact = sum(comb(20, k) * share**k * (1 - share) ** (20 - k) for k in range(7, 21))
    assert upper_tail(7, 20, 1e6, 8e6) == pytest.approx(float(exact), rel=1e-3)


@given(st.integers(0, 60), st.floats(0.05, 500), st.floats(0.05, 500))
def test_chances_fall_from_one_and_add_up(total, alpha, beta):
    tail = [upper_tail(count, total, alpha, beta) for count in range(total + 2)]

    assert tail[0] == 1.0
    assert tail[-1] == 0.0
    assert all(later <= earlier + 1e-9 for earlier, later in zip(tail, tail[1:], strict=False))
    # The mean is n·α/(α+β); the tails from 1 on add up to it.
    assert sum(tail[1:]) == pytest.approx(total * alpha / (alpha + beta), rel=1e-6, abs=1e-9)


def test_the_dispersion_is_found_by_moments():
    # Mean 10; variance of (4, 16, 10) is 36: over = 36 − 10, squares = 100 − 36/3, r = 88/26.
    assert dispersion([(4, 16, 10)], (50, 50, 50)) == pytest.approx(88 / 26)
    # No more than Poisson: the binomial.
    assert dispersion([(10, 10, 10)], (50, 50, 50)) == 1e6
    assert dispersion([(0, 0, 0)], (50, 50, 50)) == 1e6


def test_benjamini_and_hochberg_take_all_up_to_the_last_that_keeps_the_line():
    # 0.1·i/5 is 0.02, 0.04, 0.06, 0.08, 0.1: the third misses, the fourth keeps the line and takes it along.
    assert discoveries([0.01, 0.03, 0.061, 0.08, 0.5], 0.1) == 4
    assert discoveries([0.03, 0.5], 0.1) == 1
    assert discoveries([0.06, 0.5], 0.1) == 0
    assert discoveries([], 0.1) == 0


def test_a_cell_that_trebles_is_told_and_a_busy_week_of_all_is_not():
    usual = (20, 19, 21, 20, 22, 18, 20, 20)
    cells = [Cell("labour", district, 20, usual) for district in ("甲", "乙", "丙", "丁")]
    risen = [*cells[1:], Cell("labour", "甲", 60, usual)]
    before = [4 * count for count in usual]

    found = rises(risen, 120, before)
    assert [(each.cell.district, each.is_risen) for each in found][:1] == [("甲", True)]
    assert sum(each.is_risen for each in found) == 1
    # All of them twice as many: shares are what they were.
    doubled = [Cell(each.topic, each.district, 40, usual) for each in cells]
    assert not any(each.is_risen for each in rises(doubled, 160, before))
    assert rises(doubled, 160, before)[0].expected == pytest.approx(40)


def test_a_cell_without_any_count_is_left_out_and_one_with_too_few_weeks_refused():
    assert rises([Cell("tort", "甲", 0, (0, 0))], 5, (5, 5)) == []
    with pytest.raises(ValueError, match="each of the weeks"):
        rises([Cell("tort", "甲", 1, (1,))], 5, (5, 5))
    with pytest.raises(ValueError, match="some consultations"):
        rises([Cell("tort", "甲", 1, (0, 0))], 5, (0, 0))
