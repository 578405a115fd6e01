"""`fazhi mediation …` at the console, on real records and files."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from fazhi.kernel.audit.models import Entry
from fazhi.kernel.indicators.services import freeze
from fazhi.kernel.organisations.models import Post
from fazhi.lines.mediation.models import PeoplesMatter
from fazhi.surfaces.cli.console import run

from .test_imports import FAILED, ON_THE_SPOT, OPEN, SETTLED, Desk
from .test_prevention import MARCH

FINANCE = {"code": "finance", "title": "金融", "parent": "contract", "from_year": 2023, "basis": "厦司〔2023〕1号"}
ORAL = SETTLED | {
    "number": "〔2024〕莲前人调字第6号", "agreement_form": "oral", "amount_fen": None, "category": "contract",
    "is_difficult": 0, "local_category": "finance", "mediator": "王一",
}  # fmt: skip
YEAR = {
    "mediation.category": [FINANCE],
    "mediation.people": [OPEN, SETTLED | {"is_difficult": 0}, ORAL, FAILED, ON_THE_SPOT],
    "mediation.prevention": [MARCH],
}
"""Ledger by ledger: a settled matter in writing, an oral one, a failed and an open one, one on the spot, a month's report."""


@dataclass(frozen=True)
class Answer:
    code: int
    data: Any
    out: str
    err: str


@pytest.fixture
def fazhi(capsys: pytest.CaptureFixture[str]) -> Callable[..., Answer]:
    def call(*words: str, plain: bool = False) -> Answer:
        capsys.readouterr()
        code = run([*words] if plain else [*words, "--json"])
        told = capsys.readouterr()
        return Answer(code, None if plain or not told.out else json.loads(told.out), told.out, told.err)

    return call


@pytest.fixture
def year(city, tmp_path: Path, data_dir: Path, at: datetime) -> Path:
    """The city with the ledgers of `YEAR`, and a head of the bureau."""
    Post(official=city.head.official, office=city.bureau, role="head", from_date=date(2020, 1, 1)).save()
    desk = Desk(tmp_path, data_dir, at)
    for kind, rows in YEAR.items():
        desk.take_in(kind, rows, f"{kind}.xlsx")
    return tmp_path


def sheets(path: Path) -> dict[str, list[list[Any]]]:
    book = openpyxl.load_workbook(path)
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book.worksheets}


def row_of(rows: list[list[Any]], label: str) -> list[Any]:
    return next(row for row in rows if row[0] == label)


def test_the_form_is_written_and_cross_footed(fazhi, year: Path):
    answer = fazhi("mediation", "form", "--period", "2024", "--out", str(year / "表.xlsx"))

    assert answer.code == 0, [check for check in answer.data["checks"] if not check["holds"]]
    assert (answer.data["period"], answer.data["office"], answer.data["by"], answer.data["engine"]) == (
        "2024", "XM", "district", "live",
    )  # fmt: skip
    assert {"rule", "holds", "expression"} == set(answer.data["checks"][0])
    (cases,) = [table for table in answer.data["tables"] if table["code"] == "cases"]
    assert (cases["total"]["total"], cases["total"]["settled_rate"]) == ("4", "2/3")


def test_the_sheets_have_their_parts(fazhi, year: Path):
    fazhi("mediation", "form", "--period", "2024", "--out", str(year / "表.xlsx"))

    found = sheets(year / "表.xlsx")
    assert list(found) == [
        "案件情况", "调解主体和案件来源", "案件分类", "排查预防情况", "组织队伍情况", "行政调解情况", "对接情况", "本地类别", "校验",
    ]  # fmt: skip
    top = found["案件情况"]
    assert top[0][0] == "全国人民调解工作统计表（表一）　案件情况"
    assert all(word in top[1][0] for word in ("填报单位：厦门市司法局", "报告期：2024年", "制表日期：", "未封账"))
    assert row_of(top, "合计")[1:4] == [4, 8, 2]
    assert row_of(top, "思明区")[8] == 2_469.12  # the written agreement and the one on the spot
    assert row_of(top, "湖里区")[5] == "—"
    assert "成功率 = 调解成功 ÷（调解成功 + 调解不成）" in str(top)
    assert any("审核人" in str(row[0]) and "填表人" in str(row[0]) for row in top)
    assert "（待核）" in str(found["调解主体和案件来源"])
    assert "未登记" in str(found["组织队伍情况"])
    assert {row[2] for row in found["校验"][3:]} == {"成立"}


def test_the_sheets_print_on_a4_landscape_with_their_heads(fazhi, year: Path):
    fazhi("mediation", "form", "--period", "2024", "--by", "committee", "--out", str(year / "表.xlsx"))

    for sheet in openpyxl.load_workbook(year / "表.xlsx").worksheets:
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        assert (sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage) == (0, True)  # width: 1
        assert sheet.print_title_rows
        assert sheet.freeze_panes
        assert sheet.title == "校验" or len(sheet.merged_cells.ranges) > 2


def test_the_same_records_give_the_same_bytes(fazhi, year: Path):
    for name in ("一.xlsx", "二.xlsx"):
        fazhi("mediation", "form", "--period", "2024", "--out", str(year / name))

    assert (year / "一.xlsx").read_bytes() == (year / "二.xlsx").read_bytes()


def test_a_frozen_year_gives_equal_numbers(fazhi, year: Path, data_dir: Path, at: datetime):
    freeze(2024, by="system", at=at, folder=data_dir / "frozen")

    answers = [
        fazhi(
            "mediation",
            "form",
            "--period",
            period,
            "--engine",
            engine,
            "--by",
            "committee",
            "--out",
            str(year / "x.xlsx"),
        )
        for period in ("2024", "2024Q2", "2024-06")
        for engine in ("live", "frozen")
    ]

    for live, frozen in zip(answers[::2], answers[1::2], strict=True):
        assert (live.data["tables"], live.data["checks"]) == (frozen.data["tables"], frozen.data["checks"])


def test_a_broken_relation_is_told_with_its_sentence_and_exit_code(fazhi, year: Path):
    PeoplesMatter.objects.system("a test").filter(agreement_form="written").update(agreement_form="")

    answer = fazhi("mediation", "form", "--period", "2024", "--out", str(year / "表.xlsx"), plain=True)

    assert answer.code == 1
    assert "不成立：案件情况：调解成功 = 口头协议 + 书面协议" in answer.out
    assert (year / "表.xlsx").exists()
    wrong = [row for row in sheets(year / "表.xlsx")["校验"] if row[2] == "不成立"]
    assert [row[1] for row in wrong] == ["案件情况：调解成功 = 口头协议 + 书面协议"]


def test_synthetic_records_are_marked_on_every_sheet(fazhi, year: Path, city):
    type(city.bureau).objects.system("a test").filter(pk=city.bureau.pk).update(is_sample=True)

    fazhi("mediation", "form", "--period", "2024", "--out", str(year / "表.xlsx"))
    fazhi("mediation", "subsidy", "--period", "2024", "--out", str(year / "补.xlsx"))

    for name in ("表.xlsx", "补.xlsx"):
        for title, rows in sheets(year / name).items():
            assert "示例数据" in str(rows[2][0]), title


def test_the_form_of_an_office_and_of_a_post_is_theirs(fazhi, year: Path):
    named = fazhi("mediation", "form", "--period", "2024", "--office", "XM-HL", "--out", str(year / "x.xlsx"))
    acting = fazhi("--as", "E0004", "mediation", "form", "--period", "2024", "--out", str(year / "x.xlsx"))

    assert (named.data["office"], named.data["tables"][0]["total"]["total"]) == ("XM-HL", "0")
    assert acting.data["office"] == "XM-HL-01"


@pytest.mark.parametrize("code", ["XM-HL", "NOWHERE"])
def test_an_office_out_of_sight_is_refused_like_one_that_is_not_there(fazhi, year: Path, code: str):
    answer = fazhi(
        "--as", "E0002", "mediation", "form", "--period", "2024", "--office", code, "--out", str(year / "x.xlsx")
    )

    assert (answer.code, answer.out) == (2, "")
    assert code in answer.err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("form", "--period", "2024", "--out", "x.csv"), ".xlsx"),
        (("form", "--period", "2024年", "--out", "x.xlsx"), "2024年"),
        (("form", "--period", "2019", "--engine", "frozen", "--out", "x.xlsx"), "2019"),
        (("subsidy", "--out", "x.xlsx"), "--period"),
        (("subsidy", "--period", "2024"), "--out"),
        (("subsidy", "enter", "oral", "--since", "明天", "--yuan", "1", "--basis", "文"), "明天"),
        (("subsidy", "enter", "oral", "--since", "2024-01-01", "--yuan", "1.005", "--basis", "文"), "1.005"),
        (("subsidy", "enter", "oral", "--since", "2024-01-01", "--yuan", "五十", "--basis", "文"), "五十"),
        (("subsidy", "enter", "oral", "--since", "2024-01-01", "--yuan", "-1", "--basis", "文"), "不少于零"),
        (("subsidy", "enter", "oral", "--since", "2024-01-01", "--yuan", "1", "--basis", " "), "依据"),
        (("category", "end", "nothing", "--year", "2024"), "nothing"),
        (("category", "end", "finance", "--year", "2023"), "2024"),
        (("category", "end", "finance", "--year", "2020"), "停用年度"),
        (
            (
                "category",
                "add",
                "finance",
                "--title",
                "金融",
                "--parent",
                "contract",
                "--from-year",
                "2024",
                "--basis",
                "文",
            ),
            "finance",
        ),
        (
            ("category", "add", "x", "--title", "甲", "--parent", "contract", "--from-year", "2024", "--basis", " "),
            "依据",
        ),
    ],
)
def test_what_can_not_be_is_one_sentence_and_exit_code_2(fazhi, year: Path, words: tuple[str, ...], told: str):
    answer = fazhi("mediation", *words)

    assert (answer.code, answer.out) == (2, "")
    assert told in answer.err
    assert "Traceback" not in answer.err


def test_the_subsidy_is_computed_written_and_digested_in_the_trail(fazhi, year: Path):
    answer = fazhi("mediation", "subsidy", "--period", "2024", "--out", str(year / "补.xlsx"))

    assert answer.code == 0
    assert (answer.data["matters"], answer.data["paid"], answer.data["amount_fen"]) == (
        4,
        4,
        15_000 + 5_000 + 2_000 + 2_000,
    )
    entry = Entry.objects.filter(action="mediation.subsidy.write").latest("number")
    assert entry.subject_id == "2024"
    again = fazhi("mediation", "subsidy", "--period", "2024", "--out", str(year / "再.xlsx"))
    assert again.data["digest"] == answer.data["digest"]
    found = sheets(year / "补.xlsx")
    assert list(found) == ["按调解委员会", "按调解员", "逐案", "补贴标准"]
    assert row_of(found["按调解委员会"], "合计")[1:3] == [4, 240]
    assert "（待核）" in str(found["补贴标准"])
    assert answer.data["digest"] in str(found["补贴标准"])


def test_an_unpaid_matter_stands_in_the_ledger_with_its_reason(fazhi, year: Path):
    PeoplesMatter.objects.system("a test").filter(form="on_the_spot").update(mediator="")

    answer = fazhi("mediation", "subsidy", "--period", "2024", "--out", str(year / "补.xlsx"))

    assert answer.data["unpaid"] == {"no_mediator": 1}
    assert "不计发：缺调解员" in str(sheets(year / "补.xlsx")["逐案"])


def test_a_rate_and_a_category_are_set_by_the_bureau(fazhi, year: Path):
    rate = (
        "mediation",
        "subsidy",
        "enter",
        "oral",
        "--since",
        "2024-01-01",
        "--yuan",
        "80.50",
        "--basis",
        "厦司〔2024〕3号",
    )
    category = (
        "mediation", "category", "add", "chamber", "--title", "商会", "--parent", "business", "--from-year", "2024",
        "--basis", "厦司〔2024〕4号",
    )  # fmt: skip

    assert fazhi("--as", "E0003@XM:head", *rate).data["amount_fen"] == 8_050
    assert fazhi("--as", "E0003@XM:head", *category).data["parent"] == "business"
    assert fazhi("mediation", "category", "end", "chamber", "--year", "2025").data["until_year"] == 2025
    assert [row["code"] for row in fazhi("mediation", "category", "list").data["categories"]] == ["chamber", "finance"]
    assert "商会" in fazhi("mediation", "category", "list", plain=True).out
    with_own = fazhi("mediation", "subsidy", "--period", "2024", "--out", str(year / "补.xlsx")).data
    assert with_own["amount_fen"] == 15_000 + 8_050 + 2_000 + 2_000


@pytest.mark.parametrize(
    "words",
    [
        ("subsidy", "enter", "oral", "--since", "2024-01-01", "--yuan", "80", "--basis", "文"),
        ("category", "add", "x", "--title", "甲", "--parent", "contract", "--from-year", "2024", "--basis", "文"),
        ("category", "end", "finance", "--year", "2030"),
    ],
)
@pytest.mark.parametrize("post", ["E0002", "E0003@XM-SM:head"])
def test_a_mediator_and_a_district_set_neither(fazhi, year: Path, words: tuple[str, ...], post: str):
    assert fazhi("--as", post, "mediation", *words).code == 2


def test_a_mediator_computes_no_subsidy_and_a_district_its_own(fazhi, year: Path):
    words = ("mediation", "subsidy", "--period", "2024", "--out", str(year / "补.xlsx"))

    assert fazhi("--as", "E0002", *words).code == 2
    assert fazhi("--as", "E0003@XM-SM:head", *words).data["office"] == "XM-SM"


def test_both_papers_are_in_the_trail_and_anchored(fazhi, year: Path, data_dir: Path):
    fazhi("mediation", "form", "--period", "2024", "--out", str(year / "表.xlsx"))

    entry = Entry.objects.latest("number")
    assert (entry.action, entry.actor) == ("mediation.form.write", "system")


def test_nothing_is_written_where_the_records_are_empty_but_zeros(fazhi, city, tmp_path: Path):
    answer = fazhi("mediation", "form", "--period", "2024", "--out", str(tmp_path / "表.xlsx"))

    assert answer.code == 0
    assert answer.data["tables"][0]["total"]["total"] == "0"
