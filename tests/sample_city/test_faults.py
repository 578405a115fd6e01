import csv
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from fazhi.kernel.exchange import checking, reading
from fazhi.kernel.exchange.errors import HeadingsMissing
from fazhi.kernel.exchange.services import import_files
from fazhi.kernel.organisations.queries import office_codes
from fazhi.sample_city.faults import LIST, SPOILT
from fazhi.sample_city.writing import write_year

from .conftest import FORMATS, SMALL

KINDS = {
    "04-委员": "mediation.member",
    "人民调解": "mediation.people",
    "行政调解": "mediation.administrative",
    "对接移送": "mediation.referral",
    "排查预防": "mediation.prevention",
}
Checked = Callable[[Path], checking.Checked]


@pytest.fixture(scope="module")
def faulty_year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("faulty")
    write_year(2024, SMALL, 1, folder, faulty=True)
    return folder


@pytest.fixture(scope="module")
def planted(faulty_year: Path) -> pl.DataFrame:
    return pl.read_csv(faulty_year / LIST, schema_overrides={"cell": pl.String})


def test_each_planted_fault_is_found_where_it_stands(faulty_year: Path, planted: pl.DataFrame, checked: Checked):
    for file in planted.filter(outcome="refused")["file"].unique():
        expected = planted.filter(file=file, outcome="refused").select("row", "heading", "finding").rows()
        assert set(expected) <= found_in(checked(faulty_year / file), file), file


def found_in(result: checking.Checked, file: str) -> set[tuple[int, str, str]]:
    """Row, heading and code of each finding."""
    code = next(code for beginning, code in KINDS.items() if file.startswith(beginning))
    headings = {column.name: column.heading for format in FORMATS if format.code == code for column in format.columns}
    placed = result.findings.join(result.rows.select("index", pl.col("row").cast(pl.Int64)), on="index")
    return set(placed.select("row", pl.col("column").replace_strict(headings), "code").rows())


@pytest.mark.parametrize(
    ("beginning", "finding"),
    [
        ("人民调解", "agreement-form-missing"),
        ("人民调解", "effective-order"),
        ("人民调解", "amount-without"),
        ("行政调解", "effective-order"),
        ("行政调解", "amount-without"),
        ("对接移送", "duplicate"),
    ],
)
def test_what_the_law_or_the_other_cells_forbid_is_refused_by_name(
    faulty_year: Path, planted: pl.DataFrame, checked: Checked, beginning: str, finding: str
):
    [file] = planted.filter(pl.col("file").str.starts_with(beginning), outcome="refused")["file"].unique()

    wanted = planted.filter(file=file, finding=finding)["row"].to_list()
    assert wanted
    assert {(row, code) for row, _, code in found_in(checked(faulty_year / file), file)} >= {
        (row, finding) for row in wanted
    }


def test_two_referrals_of_one_number_are_both_refused_whatever_else_they_say(
    faulty_year: Path, planted: pl.DataFrame, checked: Checked
):
    twice = planted.filter(pl.col("file").str.starts_with("对接移送"), finding="duplicate")
    rows = checked(faulty_year / twice["file"][0]).rows.filter(pl.col("row").is_in(twice["row"].to_list()))

    pairs = (
        rows.drop("index", "row").group_by("number").agg(rows=pl.len(), told=pl.struct(pl.exclude("number")).n_unique())
    )
    assert sorted(pairs.select("rows", "told").rows()) == [
        (2, 1),
        (2, 2),
    ]  # the last row again, and another of its number


def test_a_row_of_another_department_is_refused_to_the_departments_own_post(
    db: None, faulty_year: Path, planted: pl.DataFrame, tmp_path: Path
):
    [(file, cell)] = planted.filter(outcome="out_of_scope").select("file", "cell").rows()
    how = {"by": "system", "at": datetime(2025, 3, 1, tzinfo=UTC), "data_dir": tmp_path}
    import_files([faulty_year / "01-机构.xlsx"], **how)
    own = dict(office_codes(frozenset({"department"})))["350200HJ"]

    (alone,) = import_files([faulty_year / file], **how, dry_run=True, within=frozenset({own})).files
    (seen,) = import_files([faulty_year / file], **how, dry_run=True).files

    assert cell == "350200GA"
    assert alone.codes["scope"] == 1
    assert "scope" not in seen.codes
    assert (alone.refused, seen.accepted) == (seen.refused + 1, alone.accepted + 1)


def test_no_other_row_is_refused(faulty_year: Path, planted: pl.DataFrame, checked: Checked):
    for file in planted.filter(outcome="refused")["file"].unique():
        result = checked(faulty_year / file)
        refused = set(result.rows.filter(pl.col("index").is_in(result.refused.to_list()))["row"])

        assert refused == set(planted.filter(file=file, outcome="refused")["row"])


def test_nothing_of_the_list_is_left_unplanted_at_this_scale(planted: pl.DataFrame):
    counts = (
        planted.filter(
            ~pl.col("finding").fill_null("").is_in(["duplicate", "headings"]), pl.col("outcome") != "skipped"
        )
        .group_by("file")
        .len()
    )

    assert sorted(counts["len"]) == sorted(len(plants) for plants in SPOILT.values())


def test_what_clerks_may_write_is_read(faulty_year: Path, planted: pl.DataFrame, checked: Checked):
    accepted = planted.filter(outcome="accepted")

    for file, row in accepted.select("file", "row").iter_rows():
        result = checked(faulty_year / file)
        place = result.rows.filter(pl.col("row") == row)["index"].item()
        assert result.findings.filter(~pl.col("warning"), index=place).is_empty()
    assert accepted.height >= 6


def test_the_totals_row_is_skipped(faulty_year: Path, planted: pl.DataFrame, checked: Checked):
    for file, row in planted.filter(outcome="skipped").select("file", "row").iter_rows():
        assert row not in checked(faulty_year / file).rows["row"].to_list()


def test_the_ledger_that_lost_a_column_is_refused_as_a_whole(faulty_year: Path, planted: pl.DataFrame):
    [file] = planted.filter(outcome="file_refused")["file"]

    with pytest.raises(HeadingsMissing):
        reading.read(faulty_year / file, FORMATS)


def test_the_other_ledgers_are_those_without_faults(faulty_year: Path, small_year: Path, planted: pl.DataFrame):
    names = [path.relative_to(small_year) for path in small_year.rglob("*.xlsx")]
    untouched = [name for name in names if name.name not in set(planted["file"])]

    assert len(untouched) == 45 + 2
    assert all((faulty_year / name).read_bytes() == (small_year / name).read_bytes() for name in untouched)


def test_the_list_runs_no_formula(planted: pl.DataFrame):
    assert planted["cell"].str.contains("cmd").any()
    assert not planted["cell"].str.contains(r"^[=+\-@]").filter(planted["finding"] == "formula").any()


def test_the_list_is_a_plain_table_and_the_same_each_time(faulty_year: Path, tmp_path: Path):
    write_year(2024, SMALL, 1, tmp_path, faulty=True)

    assert (tmp_path / LIST).read_bytes() == (faulty_year / LIST).read_bytes()
    with (tmp_path / LIST).open(encoding="utf-8") as file:
        assert next(csv.reader(file)) == ["file", "row", "heading", "cell", "finding", "outcome"]


def test_the_answer_counts_the_files_as_they_are(tmp_path: Path):
    files = write_year(2024, SMALL, 1, tmp_path, faulty=True)

    assert {file.path for file in files} == set(tmp_path.rglob("*.xlsx"))
    rows = {file.path.name: file.rows for file in files}
    [twice] = [name for name in rows if name.startswith("人民调解-海沧区")]
    assert rows[twice] == reading.read(tmp_path / twice, FORMATS).rows.height
