"""What the synthetic year says of screening and prevention, and of its local categories."""

import polars as pl
import pytest

from fazhi.sample_city.city import offices
from fazhi.sample_city.prevention import LOCAL_CATEGORIES, categories, local_category, reports
from fazhi.sample_city.streams import Streams


@pytest.fixture(scope="module")
def told() -> pl.DataFrame:
    return reports(2024, offices(), Streams(1))


def test_it_is_a_ledger_of_less_than_five_thousand_rows(told: pl.DataFrame):
    assert 3_000 < told.height < 5_000
    assert not told.select(pl.struct("office", "year", "month").is_duplicated().any()).item()


def test_streets_report_every_month_and_villages_most(told: pl.DataFrame):
    months = told.group_by("office").len().join(offices(), left_on="office", right_on="code")

    assert months.filter(kind="town_committee")["len"].to_list() == [12] * 40
    villages = months.filter(kind="village_committee")["len"]
    assert 6 < villages.mean() < 9
    assert set(months["kind"]) == {"town_committee", "village_committee"}


def test_nobody_is_counted_without_a_case_and_each_case_has_somebody(told: pl.DataFrame):
    for name in ("screened", "averted", "suicide", "crime", "petition", "fight"):
        cases, persons = told[f"{name}_cases"], told[f"{name}_persons"]
        assert ((cases == 0) == (persons == 0)).all()
        assert (persons >= cases).all()


def test_what_is_grave_is_rare_and_does_happen(told: pl.DataFrame):
    for name in ("suicide", "crime", "petition", "fight"):
        assert 0 < (told[f"{name}_cases"] > 0).mean() < 0.02
    assert told["averted_cases"].sum() < told["screened_cases"].sum() / 2


def test_each_local_category_is_used_under_its_own_parent_and_by_few():
    matters = pl.Series(["contract", "business", "labour", "family"] * 2_500)

    found = pl.DataFrame({"category": matters, "local": local_category(matters, Streams(1))})

    known = {code: parent for code, _, parent in LOCAL_CATEGORIES}
    used = found.drop_nulls("local")
    assert set(used["local"]) == set(known)
    assert used.select((pl.col("local").replace_strict(known) == pl.col("category")).all()).item()
    assert 0.05 < used.height / found.height < 0.25


def test_the_same_seed_says_the_same(told: pl.DataFrame):
    assert reports(2024, offices(), Streams(1)).equals(told)
    assert not reports(2024, offices(), Streams(2)).equals(told)


def test_each_local_category_says_that_it_is_an_example():
    assert all("示例" in basis for basis in categories()["basis"])
