"""The committees of the sample city: believable, with what goes wrong in a real network, and the same at every scale."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from fazhi.kernel.organisations.division_list import read_list
from fazhi.sample_city.divisions import LIST, UNCOVERED
from fazhi.sample_city.writing import write_year

Typed = Callable[[Path, str], pl.DataFrame]
END = date(2024, 12, 31)
FILES = {"03": 634, "04": 2_131, "05": 2_160, "06": 2_558}


@pytest.fixture(scope="module")
def committees(small_year: Path, typed: Typed) -> pl.DataFrame:
    return typed(small_year, "03-调解委员会")


@pytest.fixture(scope="module")
def members(small_year: Path, typed: Typed) -> pl.DataFrame:
    return typed(small_year, "04-委员")


@pytest.fixture(scope="module")
def mediators(small_year: Path, typed: Typed) -> pl.DataFrame:
    return typed(small_year, "05-调解员")


def in_office(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.filter(pl.col("until_date").is_null() | (pl.col("until_date") > END))


def test_the_network_does_not_grow_with_the_scale(small_year: Path, tmp_path: Path):
    files = write_year(2024, Decimal("0.01"), 1, tmp_path)

    rows = {file.path.name[:2]: file.rows for file in files if file.path.name[:2] in FILES}
    assert rows == FILES
    assert max(rows.values()) < 3_000
    for path in small_year.glob("0[3-6]-*.xlsx"):
        assert (tmp_path / path.name).read_bytes() == path.read_bytes()


def test_every_committee_of_the_offices_has_its_row(committees: pl.DataFrame, small_year: Path, typed: Typed):
    offices = typed(small_year, "01-机构").filter(pl.col("kind").str.ends_with("_committee"))

    assert set(committees["office"]) == set(offices["code"])


def test_every_mediator_that_a_matter_names_is_on_record(mediators: pl.DataFrame, small_year: Path, typed: Typed):
    named = typed(small_year, "人民调解").select("office", "mediator").unique()

    assert named.join(mediators, left_on=["office", "mediator"], right_on=["office", "name"], how="anti").is_empty()


def test_most_committees_are_lawful_and_some_are_left_with_two(members: pl.DataFrame):
    seats = (
        in_office(members)
        .group_by("office")
        .agg(pl.len(), directors=(pl.col("position") == "director").sum(), women=(pl.col("sex") == "female").sum())
    )

    assert seats.filter(pl.col("len") < 3).height == seats.filter(pl.col("directors") == 0).height == 17
    assert seats["directors"].max() == 1
    assert seats.filter(pl.col("women") == 0).height == 1  # its only woman was the head who left


def test_some_terms_have_run_out_and_a_few_elections_are_not_filed(committees: pl.DataFrame):
    ends = committees["elected_date"].dt.offset_by("36mo")

    assert 5 < (ends < END).sum() < 25
    assert 0 < committees["election_filed"].null_count() < 25
    assert committees.filter(pl.col("election_filed") > pl.col("elected_date").dt.offset_by("30d")).height > 5


def test_one_seal_is_out_of_use_and_one_is_lost(committees: pl.DataFrame):
    assert committees["seal_until"].drop_nulls().to_list() == [date(2024, 6, 30)]
    assert committees["seal_lost"].drop_nulls().to_list() == [date(2024, 10, 9)]


def test_some_persons_mediate_in_two_committees(mediators: pl.DataFrame):
    offices = mediators.group_by("official").agg(pl.col("office").n_unique())

    assert offices["office"].max() == 2
    assert offices.filter(pl.col("office") == 2).height == 30


def test_one_was_removed_for_a_ground_of_the_law(mediators: pl.DataFrame):
    assert mediators["removal_ground"].drop_nulls().to_list() == ["gain"]


def test_some_mediators_had_no_training(mediators: pl.DataFrame, small_year: Path, typed: Typed):
    trained = set(typed(small_year, "06-培训")["official"])
    serving = set(in_office(mediators)["official"])

    assert 0.04 < 1 - len(serving & trained) / len(serving) < 0.12


def test_one_village_has_no_committee_and_one_has_two(small_year: Path, typed: Typed):
    offices = typed(small_year, "01-机构").filter(kind="village_committee")
    villages = read_list(small_year / LIST).rows.filter(level=5)

    served = offices["division_code"]
    assert villages.filter(~pl.col("code").is_in(served.implode()))["name"].to_list() == [UNCOVERED]
    assert served.value_counts().filter(pl.col("count") > 1).height == 1
    assert set(served) <= set(villages["code"])


def test_the_list_of_divisions_is_read_without_refusal(small_year: Path):
    assert read_list(small_year / LIST).refused == ()
