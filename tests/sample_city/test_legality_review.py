"""The legality reviews of the sample year: 167 opinions since the unified review, each in its time; documents in validity."""

from datetime import date, timedelta

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
    assert set(documents["state"]) == {"in_force", "amending", "expired", "abolished", "declared_invalid"}
    expired = documents.filter(pl.col("state") == "expired")
    assert (expired["ended_date"] - expired["expires_date"]).dt.total_days().unique().to_list() == [1]
    assert set(found["filing"]["document"]) >= set(joined["number"])


def test_a_campaign_lists_what_was_in_force_and_its_outcomes_are_what_became_of_the_documents(found):
    items = found["cleaned_document"].join(found["campaign"], left_on="campaign", right_on="number")
    joined = items.join(found["document"].select("number", "state", "published_date", "ended_date", "title"), left_on="document",
                        right_on="number", suffix="_of")  # fmt: skip
    decided = joined.filter(pl.col("decided_date").is_not_null())
    ended = decided.filter(pl.col("reviewed").is_in(["abolish", "invalid"]))

    assert joined.filter(
        (pl.col("published_date_of") > pl.coalesce("published_until_date", "opened_date"))
        | (pl.col("ended_date") <= pl.col("opened_date"))
        | ~pl.col("title_of").str.contains(pl.col("title_words").fill_null(""))
    ).is_empty()
    assert ended.height > 1
    assert (ended["ended_date"] == ended["decided_date"]).all()
    # What has no outcome ended by itself before the decision; what is to be amended waits for it, unless its time ran out.
    assert (decided.filter(pl.col("reviewed").is_null())["ended_date"] < decided["decided_date"].max()).all()
    assert set(decided.filter(pl.col("reviewed") == "amend")["state"]) <= {"amending", "expired"}
    assert set(items["campaign"]) == set(found["campaign"]["number"])
    assert found["campaign"].filter(pl.col("decided_date").is_null()).height == 1


def test_each_filing_that_came_in_is_judged_by_its_flaws(found):
    filings, flaws = found["received"], found["flaw"]

    for number in filings["number"]:
        require_number(number)
    assert all(read_basis(number, basis) for number, basis in flaws.select("filing", "basis").iter_rows())
    assert set(flaws["filing"]) == set(filings.filter(pl.col("opined_date").is_not_null())["number"])
    assert set(filings["state"]) == {"received", "supplement", "examining", "suggested", "closed", "refused"}
    assert filings.filter(pl.col("closed_date") > date(2025, 2, 28)).is_empty()
    quoted = flaws.join(filings, left_on="filing", right_on="number")
    assert quoted["body"].str.contains(quoted["clause"]).all()
