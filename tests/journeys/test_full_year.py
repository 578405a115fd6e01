"""The synthetic year at full size: the eighteen published figures come out of the records, each open down to its rows."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .accounting import accounts_for

MOST_ROWS = 20_000
CODE = "mediation.administrative.settled.administrative"
TABLE = Path(__file__).parents[2] / "src/fazhi/sample_city/published-2024.csv"


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory, console_at: Callable):
    place = tmp_path_factory.mktemp("full-year")
    console = console_at(place / "data")
    console.json("setup")
    console.json("sample", "ledgers", "--year", "2024", "--out", place / "ledgers")
    files = console.json("ledger", "import", place / "ledgers")["files"]
    assert all(file["error"] is None and file["refused"] == 0 for file in files)
    return console


@pytest.fixture(scope="module")
def figures(full) -> dict[str, dict[str, Any]]:
    return {figure["code"]: figure for figure in full.json("figures", "--year", "2024")["figures"]}


def test_the_package_own_table_agrees(full):
    answer = full("report", "compare", TABLE, "--year", "2024", "--json")

    assert (answer.code, answer.data["different"]) == (0, [])
    assert (answer.data["compared"], answer.data["equal"], len(answer.data["missing"])) == (18, 18, 12)


@pytest.mark.shared
def test_the_published_figures_come_out_of_the_records(full, shared: Path):
    answer = full("report", "compare", shared / "seed" / "figures-2024.csv", "--year", "2024", "--json")

    assert (answer.code, answer.data["compared"], answer.data["equal"], len(answer.data["missing"])) == (0, 18, 18, 12)


def test_eighty_eight_settled_disputes_with_an_agency_are_shown_row_by_row(full):
    data = full.json("figures", "rows", CODE, "--year", "2024")

    assert data["count"] == len(data["rows"]) == 88
    assert {(row["nature"], row["state"], row["effective_year"]) for row in data["rows"]} == {
        ("administrative", "settled", 2024)
    }


def test_every_published_figure_is_accounted_for_by_its_rows(full, figures: dict[str, dict[str, Any]]):
    """Those of some thousand rows at most; the small year does so for all figures (`test_main_job`)."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        published = [row["code"] for row in csv.DictReader(file) if row["code"] in figures]
    short = [code for code in published if figures[code]["rows"] <= MOST_ROWS]

    assert (len(published), len(short)) == (18, 10)
    assert [code for code in short if not accounts_for(full, figures[code])] == []


def test_every_identity_holds_at_full_size(full, tmp_path: Path):
    data = full.json("report", "--year", "2024", "--out", tmp_path)

    assert [item["rule"] for item in data["identities"] if not item["holds"]] == []
