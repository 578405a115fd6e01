"""The double-random inspections of the sample year: real draws, 57 institutions, four orders to rectify."""

import polars as pl
import pytest

from fazhi.engines.draw import verify, verify_chain
from fazhi.sample_city.city import offices
from fazhi.sample_city.inspections import Inspections, inspections, texts
from fazhi.sample_city.officials import posts
from fazhi.sample_city.published import published_values
from fazhi.sample_city.streams import Streams


def made(seed: int = 1) -> Inspections:
    return inspections(posts(offices(), Streams(seed), 2024), Streams(seed), 2024)


@pytest.fixture(scope="module")
def found() -> Inspections:
    return made()


def in_2024(column: str) -> pl.Expr:
    return pl.col(column).dt.year() == 2024


@pytest.mark.parametrize("seed", [1, 2, 7])
def test_the_year_comes_to_the_published_figures_whatever_the_seed(seed: int):
    rows, goal = made(seed).frames["inspections.inspection"], published_values()

    inspected = rows.filter(in_2024("inspected_date"))
    assert inspected["institution"].n_unique() == inspected.height == goal["inspections.institutions_inspected"]
    ordered = rows.filter(in_2024("ordered_date"))
    assert ordered["institution"].n_unique() == goal["inspections.ordered_to_rectify"]


def test_every_draw_can_be_repeated_and_they_are_chained(found: Inspections):
    for each in found.draws:
        assert verify(each.transcript.text(), each.commitment.text()).holds
        assert not verify(each.transcript.text(), each.commitment.text()).unchecked
    assert verify_chain([each.transcript.text() for each in found.draws]).holds
    assert len(list(texts(found.draws))) == 2 * len(found.draws) == 8


def test_the_inspections_are_those_that_the_draws_drew_and_of_the_annulled_one_all_are_void(found: Inspections):
    rows = found.frames["inspections.inspection"]
    drawn = [target for each in found.draws for target in each.transcript.objects]
    (annulled,) = [each for each in found.draws if each.annulled]

    assert rows["institution"].to_list() == drawn
    assert rows["void_date"].count() == len(annulled.transcript.objects) == 35


def test_nobody_is_inspected_again_within_the_time_that_the_task_excludes(found: Inspections):
    rows = found.frames["inspections.inspection"].filter(pl.col("void_date").is_null())

    assert rows["institution"].n_unique() == rows.height


def test_every_result_is_public_in_time_and_every_order_inspected_again(found: Inspections):
    rows = found.frames["inspections.inspection"].filter(pl.col("inspected_date").is_not_null())

    assert (rows["published_date"] - rows["inspected_date"]).dt.total_days().max() <= 28  # 20 working days at the least
    assert rows.filter(pl.col("ordered_date").is_not_null())["reinspected_date"].null_count() == 0
    assert rows["handed_date"].count() == 1


def test_each_item_of_a_visit_has_its_result(found: Inspections):
    rows = found.frames["inspections.inspection"].filter(pl.col("inspected_date").is_not_null())
    items = sum(len(text.split("、")) for text in rows["items"])

    assert found.frames["inspections.result"].height == items


def test_equal_arguments_give_equal_rows(found: Inspections):
    again = made()

    assert all(frame.equals(again.frames[code]) for code, frame in found.frames.items())
    assert list(texts(again.draws)) == list(texts(found.draws))
