from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.engines.indicator import Count, method, quantile
from fazhi.engines.indicator.tests.reference import _quantile
from fazhi.engines.indicator.tests.samples import SHARES

HALF = Fraction(1, 2)


@pytest.mark.parametrize(
    ("table", "share", "expected"),
    [
        ([], HALF, None),
        ([(7, 1)], HALF, 7),
        ([(7, 1)], Fraction(1, 10), 7),
        ([(1, 1), (2, 1)], HALF, Fraction(3, 2)),
        ([(1, 1), (3, 1)], HALF, 2),
        ([(1, 1), (2, 1), (9, 1)], HALF, 2),
        ([(5, 4)], HALF, 5),
        ([(1, 9), (100, 1)], Fraction(9, 10), Fraction(101, 2)),
        ([(1, 9), (100, 1)], Fraction(91, 100), 100),
        ([(1, 9), (100, 2)], Fraction(9, 10), 100),
        ([(-4, 1), (-1, 1)], HALF, Fraction(-5, 2)),
        ([(3, 1), (1, 1), (2, 1)], HALF, 2),
        ([(2, 1), (1, 1), (2, 1)], HALF, 2),
        ([(2**62, 1), (2**62 + 1, 1)], HALF, Fraction(2**63 + 1, 2)),
    ],
)
def test_quantiles_by_hand(table: list[tuple[int, int]], share: Fraction, expected: int | Fraction | None) -> None:
    found = quantile(table, share)

    assert found == expected
    assert type(found) is type(expected)


@given(st.lists(st.tuples(st.integers(-50, 50), st.integers(1, 6)), max_size=12), SHARES)
def test_a_table_gives_what_its_rows_give(table: list[tuple[int, int]], share: Fraction) -> None:
    rows = sorted(value for value, count in table for _ in range(count))

    assert quantile(table, share) == _quantile(rows, share)


@given(st.lists(st.tuples(st.integers(-50, 50), st.integers(1, 6)), min_size=1, max_size=12), SHARES)
def test_the_other_share_is_the_mirror_image(table: list[tuple[int, int]], share: Fraction) -> None:
    mirrored = [(-value, rows) for value, rows in table]

    assert quantile(mirrored, 1 - share) == -quantile(table, share)


def test_its_method_is_printed_and_that_of_other_aggregates_is_blank() -> None:
    assert method(Count("r", "quantile", "days", on="day", share=HALF)).startswith("中位数：")
    assert "9/10 分位数" in method(Count("r", "quantile", "days", on="day", share=Fraction(9, 10)))
    assert method(Count("r", on="day")) == ""
