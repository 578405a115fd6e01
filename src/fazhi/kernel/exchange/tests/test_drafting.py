"""Drafts of mappings: what is known is filled in, what is guessed is marked, nothing passes unread."""

import tomllib

import pytest
import xlsxwriter

from fazhi.kernel.exchange import drafting
from fazhi.kernel.exchange.errors import EmptyFile, UnknownKind
from fazhi.kernel.exchange.mappings import judge, read_mapping
from fazhi.kernel.exchange.tests.cases import FORMAT

LINES = [
    ["思明分局移交情况"],
    ["编号", "渠道", "派出所", "类型", "移交时间", "收到时间", "涉案人数", "电话"],
    *(
        [
            f"D-{n}",
            "公调对接",
            "莲前所",
            ("邻里", "家事")[n % 2],
            f"2024-03-{n:02}",
            f"2024.3.{n + 1}",
            str(n),
            "0592-2660000",
        ]
        for n in range(1, 20)
    ),
]


@pytest.fixture
def draft(tmp_path, format):
    def make(lines=LINES):
        path = tmp_path / "a.csv"
        path.write_text("\n".join(",".join(line) for line in lines), encoding="utf-8")
        return drafting.draft(path, "test.cases", "思明分局")

    return make


@pytest.fixture
def said(draft):
    return tomllib.loads(draft())


def test_known_headings_are_filled_in_and_others_marked(said):
    assert said["headings"]["编号"] == "number"
    assert said["headings"]["派出所"] == "?"
    assert (said["kind"], said["sender"], said["skip_rows"]) == ("test.cases", "思明分局", 0)


def test_a_guess_by_the_cells_ends_in_a_question_mark(said):
    assert said["headings"]["移交时间"] == "sent_date?"
    assert said["headings"]["收到时间"] == "signed_date?"
    assert said["headings"]["电话"] == "phone?"
    assert said["headings"]["渠道"] == "channel?"
    assert said["headings"]["涉案人数"] == "people?"


def test_the_guess_says_how_well_it_understands_the_cells(draft):
    assert "像是“移送日期”：19 种写法中看得懂 19 种" in draft()


def test_required_columns_without_a_heading_are_open(said):
    assert said["fixed"] == {"sender": "?", "office": "?", "category": "?"}


def test_words_we_do_not_know_are_open(draft):
    lines = [[cell if cell != "类型" else "纠纷类别" for cell in row] for row in LINES]

    said = tomllib.loads(draft(lines))

    assert said["headings"]["纠纷类别"] == "category"
    assert said["values"] == {"category": {"家事": "?"}}


def test_a_draft_is_never_a_mapping_before_a_person_has_decided(draft):
    codes = {fault.code for fault in judge(read_mapping(draft()), FORMAT)}

    assert "open" in codes


def test_a_decided_draft_is_a_mapping(draft):
    text = draft()
    for asked, decided in (
        ('"派出所" = "?"', '"派出所" = "sender"'), ('"类型" = "?"', '"类型" = "category"'), ("?\"  #", '"  #'),
        ('"sender" = "?"\n', ""), ('"category" = "?"\n', '[values.category]\n"家事" = "婚姻家庭"\n'),
        ('"office" = "?"', '"office" = "XM-SM-01"'),
    ):  # fmt: skip
        text = text.replace(asked, decided)

    assert list(judge(read_mapping(text), FORMAT)) == []


def test_headings_without_a_single_one_of_ours_stand_in_the_fullest_row(draft):
    said = tomllib.loads(draft([["标题"], ["甲", "乙", "丙"], ["1", "2024-03-05", "x"], ["2", "2024-03-06", "-"]]))

    assert list(said["headings"]) == ["甲", "乙", "丙"]
    assert said["headings"]["乙"].endswith("_date?")


def test_a_column_without_a_cell_is_open(draft):
    assert tomllib.loads(draft([["甲", "乙"], ["1", ""]]))["headings"]["乙"] == "?"


def test_a_kind_that_does_not_exist(tmp_path):
    with pytest.raises(UnknownKind):
        drafting.draft(tmp_path / "a.csv", "no.such", "x")


def test_a_workbook_with_our_guide_only(tmp_path, format):
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    book.add_worksheet("填写说明").write(0, 0, "栏目")
    book.close()

    with pytest.raises(EmptyFile):
        drafting.draft(tmp_path / "a.xlsx", "test.cases", "x")
