"""The legality reviews of the sample year: 167 opinions since the unified review, each in its time; documents in validity."""

from datetime import timedelta

import polars as pl
import pytest

from fazhi.kernel.calendar.services import packaged_calendar
from fazhi.lines.legality_review.rules import read_basis, require_number
from fazhi.lines.legality_review.terms import UNIFIED_SINCE
from fazhi.sample_city.city import offices
from fazhi.sample_city.legality_review import legality_review
from fazhi.sample_city.officials import posts
from fazhi.sample_city.published import published_values
from fazhi.sample_city.streams import Streams


def made(seed: int = 1) -> dict[str, pl.DataFrame]:
    rows = legality_review(posts(offices(), Streams(seed), 2024), Streams(seed), 2024)
    return {code.removeprefix("legality_review."): frame for code, frame in rows.items()}


@pytest.fixture(scope="module")
def found() -> dict[str, pl.DataFrame]:
    return made()


@pytest.mark.parametrize("seed", [1, 2, 7])
def test_the_year_comes_to_the_published_figure_whatever_the_seed(seed: int):
    day = pl.col("concluded_date")
    since = made(seed)["review"].filter(day >= UNIFIED_SINCE, day.dt.year() == 2024)

    assert since.height == published_values()["normative.opinions_since_unified_review"] == 167


def test_an_opinion_takes_seven_to_fifteen_working_days(found):
    calendar = packaged_calendar()

    def taken(accepted, concluded) -> int:
        days = (accepted + timedelta(days=step) for step in range(1, (concluded - accepted).days + 1))
        return sum(calendar.is_worked(day) for day in days)

    lengths = {taken(*row) for row in found["review"].select("accepted_date", "concluded_date").iter_rows()}
    assert 7 <= min(lengths) <= max(lengths) <= 15


def test_points_and_conclusions_agree_and_each_point_rests_on_an_article(found):
    against = set(found["point"]["review"])

    assert {
        number: conclusion == "lawful"
        for number, conclusion in found["review"].select("number", "conclusion").iter_rows()
    } == {number: number not in against for number in found["review"]["number"]}
    assert all(read_basis(number, basis) for number, basis in found["point"].select("review", "basis").iter_rows())


def test_documents_are_numbered_reviewed_before_they_are_published_and_end_on_their_day(found):
    documents, reviews = found["document"], found["review"]
    joined = documents.join(reviews, left_on="review", right_on="number")

    for number in documents["number"]:
        require_number(number)
    assert joined.height > 10
    assert joined.filter(
        (pl.col("concluded_date") > pl.col("published_date")) | (pl.col("kind") != "normative")
    ).is_empty()
    assert set(documents["state"]) == {"in_force", "expired", "abolished", "declared_invalid"}
    expired = documents.filter(pl.col("state") == "expired")
    assert (expired["ended_date"] - expired["expires_date"]).dt.total_days().unique().to_list() == [1]
    assert set(found["filing"]["document"]) >= set(joined["number"])
