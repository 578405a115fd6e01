"""What happened in the synthetic year, told from its files: long matters, second doors, an employer, a mediator as party."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from fazhi.sample_city.days import Days
from fazhi.sample_city.names import INDUSTRIES
from fazhi.sample_city.parties import COMPANIES_EACH, Parties
from fazhi.sample_city.stories import MEDIATORS_AS_PARTY, mediators_as_party, through_two_doors, unpaid
from fazhi.sample_city.streams import Streams

Typed = Callable[[Path, str], pl.DataFrame]
YEAR_END = date(2024, 12, 31)
PARTIES = ("party1_name", "party2_name")


@pytest.fixture(scope="module")
def people(small_year: Path, typed: Typed) -> pl.DataFrame:
    return typed(small_year, "人民调解")


@pytest.fixture(scope="module")
def administrative(small_year: Path, typed: Typed) -> pl.DataFrame:
    return typed(small_year, "行政调解")


@pytest.fixture(scope="module")
def second_doors(people: pl.DataFrame) -> pl.DataFrame:
    """Pairs of matters with the same parties, category and day before two committees; the settled one is `_first`."""
    same = ("category", "accepted_date", *PARTIES)
    columns = (*same, "office", "source", "result", "concluded_date")
    withdrawn, settled = (people.filter(result=result).select(columns) for result in ("withdrawn", "settled"))
    pairs = withdrawn.join(settled, on=same, suffix="_first")
    return pairs.filter(pl.col("office") != pl.col("office_first"))


def test_some_are_open_past_their_month_at_the_end_of_the_year(people: pl.DataFrame, administrative: pl.DataFrame):
    for rows in (people, administrative):
        open_then = rows.filter(
            pl.col("accepted_date") <= YEAR_END,
            pl.col("concluded_date").is_null() | (pl.col("concluded_date") > YEAR_END),
        )
        overdue = open_then.filter(pl.col("accepted_date") < date(2024, 12, 1))

        assert 0.05 < overdue.height / open_then.height < 0.7


def test_some_are_settled_late_and_most_are_not(people: pl.DataFrame, administrative: pl.DataFrame):
    for rows in (people, administrative):
        settled = rows.filter(pl.col("accepted_date").is_not_null(), result="settled")
        late = settled.filter((pl.col("concluded_date") - pl.col("accepted_date")).dt.total_days() > 31)

        assert 0.02 < late.height / settled.height < 0.25


def test_a_dispute_comes_through_two_doors_and_is_settled_once(second_doors: pl.DataFrame):
    assert second_doors.height >= 3
    assert second_doors.filter(pl.col("source") == pl.col("source_first")).is_empty()
    assert second_doors.filter(pl.col("concluded_date") > pl.col("accepted_date") + pl.duration(days=16)).is_empty()
    assert set(second_doors["source"]) <= {"police", "court", "petition", "application"}


def test_an_employer_owes_wages_to_many_before_the_spring_festival(people: pl.DataFrame, administrative: pl.DataFrame):
    columns = ("category", "accepted_date", *PARTIES, "party1_document_type", "party2_document_number")
    claims = pl.concat([rows.select(columns) for rows in (people, administrative)])
    wages = claims.filter(
        pl.col("accepted_date").is_between(date(2024, 1, 15), date(2024, 2, 8)), category="migrant_wages"
    )
    (name, claimants), *_ = (
        wages.drop_nulls("party2_name").group_by("party2_name").len().sort("len", descending=True).iter_rows()
    )

    theirs = wages.filter(party2_name=name)
    assert name.endswith(INDUSTRIES["building"])
    assert claimants >= 3
    assert theirs["party1_name"].n_unique() == claimants
    assert theirs["party2_document_number"].n_unique() == 1
    assert "credit_code" not in theirs["party1_document_type"].to_list()


def test_a_few_mediators_are_named_as_parties_of_their_own_matter(people: pl.DataFrame):
    conflicts = people.filter(pl.col("mediator") == pl.col("party1_name"), form="mediation")

    assert MEDIATORS_AS_PARTY <= conflicts.height <= MEDIATORS_AS_PARTY + 2  # a namesake or two by chance


def test_children_are_parties_where_they_can_be(people: pl.DataFrame, administrative: pl.DataFrame):
    columns = ("category", "party1_document_type", "party1_document_number")
    rows = pl.concat([rows.select(columns) for rows in (people, administrative)])
    born = pl.col("party1_document_number").str.slice(6, 4).cast(pl.Int32)
    minors = rows.filter(party1_document_type="identity").filter(born >= 2008)

    assert minors.height > 0
    assert set(minors["category"]) <= {"family", "neighbour", "damages", "traffic", "medical"}


# The tellers by themselves


@pytest.fixture(scope="module")
def days() -> Days:
    return Days.around(2024)


def matters(*rows: dict[str, object]) -> pl.DataFrame:
    usual = {"fate": "within", "district": "思明区", "category": "property", "concluded": 260, "accepted": 250}
    cells = ("name", "document_type", "document_number", "phone")
    parties = {f"party{side}_{cell}": None for side in (1, 2) for cell in cells}
    strings = dict.fromkeys(parties, pl.String)
    return pl.DataFrame([{**parties, **usual, **row} for row in rows], schema_overrides=strings)


def test_without_a_settled_matter_of_its_kind_a_withdrawn_one_stays_as_it_is(days: Days):
    alone = matters(
        {"result": "withdrawn", "source": "police", "office": "A", "party1_name": "陈"},
        {"result": "settled", "source": "police", "office": "B", "party1_name": "林"},
        {"result": "settled", "source": "court", "office": "A", "party1_name": "黄"},
        {"result": "settled", "source": "court", "office": "C", "party1_name": "张", "district": "湖里区"},
    )

    assert through_two_doors(alone, Streams(1), days).equals(alone)


def test_a_settled_matter_has_one_second_door_at_most(days: Days):
    withdrawn = [{"result": "withdrawn", "source": "police", "office": "A", "party1_name": str(n)} for n in range(40)]
    rows = matters(
        *withdrawn, {"result": "settled", "source": "court", "office": "B", "party1_name": "林", "accepted": 300}
    )

    told = through_two_doors(rows, Streams(1), days)

    second = told.filter(party1_name="林", result="withdrawn")
    assert second.height == 1
    assert (second["accepted"].item(), second["concluded"].item() <= 300 + 16) == (300, True)


def test_only_persons_are_owed_wages(days: Days):
    rows = matters(
        {"category": "migrant_wages", "accepted": days.new_year + 20, "party1_document_type": "credit_code"},
        {"category": "migrant_wages", "accepted": days.new_year + 20, "party1_document_type": "identity"},
        {"category": "migrant_wages", "accepted": days.new_year + 60, "party1_document_type": "identity"},
        {"category": "labour", "accepted": days.new_year + 20, "party1_document_type": "identity"},
    )

    told = unpaid(rows, Parties.of(Streams(1), 5_000), days, "t", permille=1_000)

    builder = Parties.of(Streams(1), 1).companies["name"][list(INDUSTRIES).index("building") * COMPANIES_EACH + 150]
    assert told["party2_name"].to_list() == [None, builder, None, None]


def test_where_nobody_fits_no_mediator_is_a_party():
    rows = matters({"form": "on_the_spot", "result": "settled", "mediator": "王一", "party1_document_type": "identity"})

    assert mediators_as_party(rows).equals(rows)
