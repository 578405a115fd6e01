"""The hotline of the sample city: a tide, a plan of nine segments and then of fifteen, the published consultations."""

from collections.abc import Mapping
from decimal import Decimal

import polars as pl
import pytest

from fazhi.sample_city.days import Days
from fazhi.sample_city.hotline import hotline
from fazhi.sample_city.published import published_values, targets
from fazhi.sample_city.streams import Streams

Frames = Mapping[str, pl.DataFrame]


def made(scale: str, seed: int = 1) -> Frames:
    size = Decimal(scale)
    return hotline(Streams(seed), 2024, size, targets(2024, size).consultations, Days.around(2024))


@pytest.fixture(scope="module")
def whole() -> Frames:
    return made("1")


def in_2024(column: str) -> pl.Expr:
    return pl.col(column).dt.year() == 2024


def test_the_whole_year_comes_to_the_published_figures(whole: Frames):
    goal, segments = published_values(), whole["hotline.segment"]

    assert whole["hotline.consultation"].filter(in_2024("received_date")).height == goal["hotline.consultations"]
    counts = segments["plan"].value_counts()["count"].sort().to_list()
    assert counts == [goal["hotline.segments.before"], goal["hotline.segments.after"]] == [9, 15]
    assert whole["hotline.firm"].height == 30


@pytest.mark.parametrize(("scale", "seed"), [("0.01", 1), ("0.05", 2)])
def test_a_part_of_the_year_has_its_part_of_the_consultations_whatever_the_seed(scale: str, seed: int):
    rows = made(scale, seed)["hotline.consultation"]

    assert rows.filter(in_2024("received_date")).height == targets(2024, Decimal(scale)).consultations


def test_every_call_that_was_answered_is_one_consultation(whole: Frames):
    answered = whole["hotline.call"].filter(outcome="answered")
    asked = whole["hotline.consultation"].filter(channel="phone")

    keys = {"called_date": "received_date", "number": "call_number"}
    assert answered.height == asked.height
    assert answered.join(asked, left_on=list(keys), right_on=list(keys.values()), how="anti").is_empty()


def test_equal_arguments_give_equal_rows_and_another_seed_others():
    assert made("0.01")["hotline.call"].equals(made("0.01")["hotline.call"])
    assert not made("0.01")["hotline.call"].equals(made("0.01", 2)["hotline.call"])


def test_the_tide_has_two_peaks_a_quiet_night_and_a_quiet_spring_festival(whole: Frames):
    calls = whole["hotline.call"]
    hours = dict(calls.group_by(pl.col("called").str.slice(0, 2).cast(pl.Int64)).len().rows())
    days = dict(calls.group_by("called_date").len().rows())
    festival = [count for day, count in days.items() if (day.month, day.day) in {(2, 12), (2, 13), (2, 14)}]
    ordinary = [count for day, count in days.items() if (day.month, day.day) in {(3, 12), (3, 13), (3, 14)}]

    assert hours[10] > 2 * hours[12] < hours[15]
    assert hours[10] > 20 * hours[3]
    assert sum(ordinary) > 4 * sum(festival)


def test_who_hung_up_often_dials_again_and_days_differ_by_more_than_chance(whole: Frames):
    calls = whole["hotline.call"]
    again = calls.drop_nulls("caller").with_columns(next=pl.col("outcome").shift(-1).over("called_date", "caller"))
    hung = again.filter(outcome="hung_up")["next"].is_not_null().mean()
    answered = again.filter(outcome="answered")["next"].is_not_null().mean()
    mondays = calls.filter(pl.col("called_date").dt.weekday() == 2).group_by("called_date").len()["len"]

    assert hung > 5 * answered
    assert mondays.var() > 3 * mondays.mean()


def test_more_calls_are_picked_up_under_the_plan_of_fifteen_segments(whole: Frames):
    half = (
        whole["hotline.call"]
        .group_by(pl.col("called_date").dt.month() > 6)
        .agg((pl.col("outcome") == "answered").mean())
    )
    before, after = half.sort("called_date")["outcome"]

    assert 0.7 < before < after < 0.95
