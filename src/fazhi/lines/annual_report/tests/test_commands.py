"""`fazhi report`, `compare` and `lint` at the console; the records are referrals, of which the kernel has the table."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from fazhi.surfaces.cli.console import run

HEAD = "code,value,unit,precision"
POLICE, COURT = "mediation.referred.police", "mediation.referred.court"


@dataclass(frozen=True)
class Answer:
    code: int
    data: Any
    err: str


@pytest.fixture
def fazhi(capsys: pytest.CaptureFixture[str]) -> Callable[..., Answer]:
    def call(*words: str) -> Answer:
        capsys.readouterr()
        code = run([*words, "--json"])
        told = capsys.readouterr()
        return Answer(code, json.loads(told.out) if told.out else None, told.err)

    return call


@pytest.fixture
def table(tmp_path: Path) -> Callable[..., str]:
    """Writes a table of published figures; returns its path."""

    def write(*rows: str) -> str:
        path = tmp_path / "published.csv"
        path.write_text("\n".join((HEAD, *rows)), encoding="utf-8")
        return str(path)

    return write


def test_equal_figures_agree(fazhi, records, table):
    answer = fazhi("report", "compare", table(f"{POLICE},2,件,exact", f"{COURT},1,件,at_least"), "--year", "2024")

    assert answer.data == {"compared": 2, "equal": 2, "different": [], "missing": []}
    assert answer.code == 0


def test_a_figure_that_differs_is_named_with_both_values_and_exit_1(fazhi, records, table):
    answer = fazhi("report", "compare", table(f"{POLICE},3,件,exact", f"{COURT},1,件,exact"), "--year", "2024")

    assert answer.data["different"] == [{"code": POLICE, "published": "3", "computed": 2}]
    assert (answer.data["compared"], answer.data["equal"], answer.code) == (2, 1, 1)


def test_a_figure_without_indicator_is_missing_and_a_fault_only_if_asked(fazhi, records, table):
    path = table(f"{POLICE},2,件,exact", "disclosure.items_published,161160,件,exact")

    partly, complete = (fazhi("report", "compare", path, "--year", "2024", *more) for more in ((), ("--complete",)))

    assert partly.data == complete.data
    assert partly.data["missing"] == ["disclosure.items_published"]
    assert (partly.code, complete.code) == (0, 1)


def test_compared_is_equal_and_different_together(fazhi, records, table):
    data = fazhi(
        "report", "compare", table(f"{POLICE},3,件,exact", f"{COURT},1,件,exact", "x.y,1,件,exact"), "--year", "2024"
    ).data

    assert data["compared"] == data["equal"] + len(data["different"])


def test_the_last_day_of_the_year_belongs_to_it(fazhi, records, table):
    assert fazhi("report", "compare", table(f"{POLICE},0,件,exact"), "--year", "2025").code == 0


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"code,value\na,1\n", "第 1 行"),
        (f"{HEAD}\n{POLICE},two,件,exact\n".encode(), "第 2 行“value”列：读到“two”"),
        ("编码".encode("gb18030"), "UTF-8"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused_with_its_place(fazhi, city, tmp_path: Path, content: bytes, said: str):
    path = tmp_path / "bad.csv"
    path.write_bytes(content)

    answer = fazhi("report", "compare", str(path), "--year", "2024")

    assert (answer.code, answer.data) == (2, None)
    assert said in answer.err


def test_a_table_that_is_not_there_is_refused(fazhi, city, tmp_path: Path):
    answer = fazhi("report", "compare", str(tmp_path / "none.csv"), "--year", "2024")

    assert (answer.code, answer.data) == (2, None)
    assert "none.csv" in answer.err


def test_the_report_is_written_in_four_forms(fazhi, records, tmp_path: Path):
    answer = fazhi("report", "--year", "2024", "--out", str(tmp_path / "out"), "--on", "2025-02-28")

    assert answer.code == 0
    assert [Path(path).name for path in answer.data["files"]] == [
        "report.docx",
        "report.html",
        "report-plain.html",
        "report.pdf",
        "figures.json",
    ]
    assert all(Path(path).stat().st_size > 1000 for path in answer.data["files"])
    assert all(item["holds"] for item in answer.data["identities"])


def test_open_data_agree_with_the_figures_of_the_console(fazhi, records, tmp_path: Path):
    fazhi("report", "--year", "2024", "--out", str(tmp_path))
    written = json.loads((tmp_path / "figures.json").read_text(encoding="utf-8"))
    asked = fazhi("figures", "--year", "2024").data["figures"]

    assert [item["code"] for item in written["figures"]] == [item["code"] for item in asked]
    for mine, theirs in zip(written["figures"], asked, strict=True):
        assert mine["rows"] == (theirs["rows"] or 0)
        assert mine["value"] == ("—" if theirs["value"] is None else str(theirs["value"]))
        assert mine["unit"] == theirs["unit"]


def test_a_live_report_of_one_day_is_the_same_bytes_twice(fazhi, records, tmp_path: Path):
    for place in ("a", "b"):
        fazhi("report", "--year", "2024", "--out", str(tmp_path / place), "--on", "2025-02-28")

    for name in ("report.docx", "report.html", "report-plain.html", "report.pdf", "figures.json"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--year", "2023"), "没有 2023 年的记录"),
        (("--year", "2024", "--engine", "frozen"), "没有封账"),
        (("--year", "2024", "--on", "29 Feb"), "--on"),
        (("--year", "twenty"), "四位数字"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_reported_is_said_in_one_sentence(
    fazhi, records, tmp_path: Path, words: tuple[str, ...], said: str
):
    answer = fazhi("report", *words, "--out", str(tmp_path / "out"))

    assert (answer.code, answer.data) == (2, None)
    assert said in answer.err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("words", [("--year", "2024"), ("--out", "x")])
def test_year_and_place_are_needed(fazhi, city, words: tuple[str, ...]):
    assert fazhi("report", *words).code == 2


def test_a_published_text_that_adds_up_is_exit_0(fazhi, tmp_path: Path):
    path = tmp_path / "report.txt"
    path.write_text("受理行政调解案件15件，其中行政纠纷5件、民商事纠纷10件。", encoding="utf-8")

    answer = fazhi("report", "lint", str(path))

    assert (answer.code, [item["holds"] for item in answer.data["identities"]]) == (0, [True])
    assert [figure["value"] for figure in answer.data["figures"]] == ["15", "5", "10"]


def test_a_sum_that_does_not_hold_is_exit_1(fazhi, tmp_path: Path):
    path = tmp_path / "report.txt"
    path.write_text("受理行政调解案件15件，其中行政纠纷5件、民商事纠纷11件。", encoding="utf-8")

    answer = fazhi("report", "lint", str(path))

    assert (answer.code, [item["holds"] for item in answer.data["identities"]]) == (1, [False])
