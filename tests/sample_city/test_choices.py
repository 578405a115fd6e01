import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.sample_city.choices import Choice, Curves, apportion
from fazhi.sample_city.streams import WORD, Streams

WEIGHTS = st.lists(st.integers(0, 10**6), min_size=1, max_size=30).filter(any)


@given(st.integers(0, 10**9), WEIGHTS)
def test_apportioned_parts_add_up_and_stay_within_one_of_their_share(total, weights):
    parts = apportion(total, weights)

    assert sum(parts) == total
    assert all(
        abs(part * sum(weights) - total * weight) < sum(weights) for part, weight in zip(parts, weights, strict=True)
    )


def test_equal_remainders_go_to_the_earlier_part():
    assert apportion(10, [1, 1, 1]) == [4, 3, 3]


def test_items_come_as_often_as_they_weigh():
    choice = Choice.of({"other": {"x": 5}, "table": {"a": 1, "b": 0, "c": 3}})

    picked = choice.pick("table", Streams(1).words("t", 40_000)).value_counts().sort("").rows()

    assert [item for item, _ in picked] == ["a", "c"]
    assert abs(picked[0][1] - 10_000) < 300


@given(WEIGHTS, st.data())
def test_a_choice_between_bounds_stays_within_them_and_never_takes_what_weighs_nothing(weights, data):
    low = data.draw(st.integers(0, len(weights) - 1))
    high = data.draw(st.integers(low, len(weights) - 1))
    word = data.draw(st.integers(0, WORD - 1))
    choice = Choice.of({"before": {99: 7}, "table": dict(enumerate(weights)), "after": {98: 7}})
    bounds = (pl.Series([low]), pl.Series([high]), pl.Series([word]))

    if sum(weights[low : high + 1]) == 0:
        with pytest.raises(ValueError, match="without weight"):
            choice.pick_between(pl.Series(["table"]), *bounds)
    else:
        item = choice.pick_between(pl.Series(["table"]), *bounds).item()
        assert low <= item <= high
        assert weights[item] > 0


def test_each_row_may_pick_from_a_table_of_its_own():
    choice = Choice.of({"a": {1: 1, 2: 1}, "b": {3: 1}})

    assert choice.pick(pl.Series(["b", "a", "a"]), pl.Series([WORD - 1, 0, WORD - 1])).to_list() == [3, 1, 2]


def test_a_curve_passes_through_its_points_and_rises():
    curves = Curves.of({"flat": ((0, 7), (10000, 7)), "bent": ((0, 0), (5000, 10), (10000, 1000))})

    values = curves.at("bent", pl.Series([0, WORD // 4, WORD // 2, WORD * 3 // 4, WORD - 1])).to_list()

    assert values == [0, 5, 10, 505, 999]
    assert curves.at(pl.Series(["flat", "bent"]), pl.Series([0, WORD // 2])).to_list() == [7, 10]


@given(st.lists(st.integers(0, WORD - 1), min_size=2, max_size=50))
def test_a_curve_never_falls(words):
    curves = Curves.of({"c": ((0, 0), (3000, 4), (9999, 90), (10000, 4000))})

    values = curves.at("c", pl.Series(sorted(words))).to_list()

    assert values == sorted(values)
