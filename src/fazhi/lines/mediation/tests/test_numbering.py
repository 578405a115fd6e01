"""The next case number of an office."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.lines.mediation.rules.numbering import Series, count_in, first_series, series_of


@pytest.mark.parametrize(
    ("number", "after"),
    [
        ("〔2024〕莲前人调字第12号", "〔2024〕莲前人调字第13号"),
        ("〔2024〕莲前人调字第99号", "〔2024〕莲前人调字第100号"),
        ("〔2024〕思人调字第0213号", "〔2024〕思人调字第0214号"),
        ("〔2024〕思人调字第9号之2", "〔2024〕思人调字第9号之3"),
        ("莲前〔2024〕第1号", "莲前〔2024〕第2号"),
    ],
)
def test_the_number_after_another(number, after):
    series = series_of(number, 2024)

    assert series is not None
    assert series.number(count_in(series, number) + 1) == after


def test_a_new_year_begins_a_new_series():
    series = series_of("〔2024〕莲前人调字第0012号", 2025)

    assert series == Series("〔2025〕莲前人调字第", "号", 4)
    assert count_in(series, "〔2024〕莲前人调字第0012号") is None


@pytest.mark.parametrize("number", ["", "思1", "〔2024〕莲前人调字", "2024莲前1号"])
def test_a_number_without_year_or_count_is_of_no_series(number):
    assert series_of(number, 2024) is None


def test_an_office_without_a_series_has_one_by_its_name():
    assert first_series("莲前街道人民调解委员会", 2025).number(1) == "〔2025〕莲前街道人调字第1号"


@given(st.integers(min_value=1, max_value=999_999_999), st.integers(min_value=1, max_value=6))
def test_a_count_is_read_back(count, width):
    series = Series("〔2024〕莲前人调字第", "号", width)

    assert count_in(series, series.number(count)) == count
    assert count_in(series, f"x{series.number(count)}") is None
