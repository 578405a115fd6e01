"""Which ledger a file is, and which of its rows are data."""

import pytest
import xlsxwriter

from fazhi.kernel.exchange import reading
from fazhi.kernel.exchange.errors import (
    AmbiguousLedger,
    HeadingsMissing,
    HeadingsShifted,
    HeadingTwice,
    UnknownLedger,
)
from fazhi.kernel.exchange.organisation_ledgers import OFFICES, POSTS
from fazhi.kernel.exchange.tests import cases
from fazhi.kernel.exchange.tests.cases import FORMAT, HEADINGS

FORMATS = (FORMAT, OFFICES, POSTS)


def test_the_kind_is_found_from_the_headings(tmp_path):
    table = reading.read(cases.book(tmp_path / "a.xlsx", cases.rows(2)), FORMATS)

    assert table.format is FORMAT
    assert table.rows["number"].to_list() == ["D-1", "D-2"]
    assert table.rows["row"].to_list() == [3, 4]
    assert (table.skipped, table.ignored) == (1, ())


def test_title_rows_blank_rows_totals_and_notes_are_skipped_and_counted(tmp_path):
    data = [
        cases.rows(1)[0],
        {},
        {"number": "小计", "people": 2},
        {**cases.GOOD, "number": "D-2"},
        {"number": " "},
        {"number": "合　计", "people": 4},
        {"number": "填表人：王一"},
    ]

    table = reading.read(cases.book(tmp_path / "a.xlsx", data, above=("标题", "", "单位：厦门")), FORMATS)

    assert table.rows["number"].to_list() == ["D-1", "D-2"]
    assert table.rows["row"].to_list() == [5, 8]
    assert table.skipped == 3 + 5


def test_headings_are_compared_without_spaces_breaks_width_and_units(tmp_path):
    headings = [f"{heading[:1]} {heading[1:]}" for heading in HEADINGS.values()]
    headings[0], headings[10], headings[11] = "编号", "涉及金额\n(元)", "*人数（人）"

    table = reading.read(cases.book(tmp_path / "a.xlsx", cases.rows(1), headings=headings), FORMATS)

    assert table.rows["number"].item() == "D-1"
    assert table.headings["amount_fen"] == "涉及金额\n(元)"


def test_columns_may_stand_in_any_order_with_others_between(tmp_path):
    path = tmp_path / "a.csv"
    names = ["序号", *reversed(HEADINGS), "备注"]
    cells = {**cases.GOOD, "序号": "1", "备注": "无"}
    lines = [",".join(HEADINGS.get(name, name) for name in names), ",".join(str(cells.get(name, "")) for name in names)]
    path.write_text("\n".join(lines), encoding="utf-8")

    table = reading.read(path, FORMATS)

    assert table.rows["sender"].item() == "思明分局"
    assert table.ignored == ("序号", "备注")


def test_missing_headings_are_named_with_what_may_be_meant(tmp_path):
    headings = [{"移送日期": "移送的日期", "紧急": "备用"}.get(heading, heading) for heading in HEADINGS.values()]

    with pytest.raises(HeadingsMissing) as caught:
        reading.read(cases.book(tmp_path / "a.xlsx", cases.rows(1), headings=headings), FORMATS)

    assert caught.value.missing == ("移送日期", "紧急")
    assert caught.value.near == {"移送日期": "移送的日期"}
    assert "对接编号" in caught.value.found


def test_a_heading_that_stands_twice(tmp_path):
    headings = [*HEADINGS.values(), "移送日期"]

    with pytest.raises(HeadingTwice) as caught:
        reading.read(cases.book(tmp_path / "a.xlsx", cases.rows(1), headings=headings), FORMATS)

    assert caught.value.heading == "移送日期"


@pytest.mark.parametrize("step", [1, -1])
def test_headings_beside_their_data(tmp_path, step):
    path = tmp_path / "a.csv"
    heads, cells = list(HEADINGS.values()), [str(cases.GOOD.get(name, "")) for name in HEADINGS]
    lines = [[*heads, ""], ["", *cells]] if step == 1 else [["", *heads], [*cells, ""]]
    path.write_text("\n".join(",".join(line) for line in lines), encoding="utf-8")

    with pytest.raises(HeadingsShifted) as caught:
        reading.read(path, FORMATS)

    assert caught.value.step == step


def test_a_file_without_a_known_ledger_says_what_it_found(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("姓名,分数\n王一,5\n", encoding="utf-8")

    with pytest.raises(UnknownLedger) as caught:
        reading.read(path, FORMATS)

    assert caught.value.sheets == (("a", ("姓名", "分数")),)
    assert "测试台账" in caught.value.kinds


def sheets(path, *pages):
    book = xlsxwriter.Workbook(str(path))
    for name, lines in pages:
        page = book.add_worksheet(name)
        for row, line in enumerate(lines):
            page.write_row(row, 0, line)
    book.close()
    return path


def ours(number):
    return [list(HEADINGS.values()), [str({**cases.GOOD, "number": number}.get(name, "")) for name in HEADINGS]]


def test_sheets_of_one_kind_are_read_together(tmp_path):
    path = sheets(tmp_path / "a.xlsx", ("一月", ours("D-1")), ("说明", [["随便"]]), ("二月", ours("D-2")))

    table = reading.read(path, FORMATS)

    assert table.sheets == ("一月", "二月")
    assert table.rows.select("number", "sheet", "row").rows() == [("D-1", 0, 2), ("D-2", 1, 2)]
    assert table.ignored == ("工作表“说明”",)


def test_a_sheet_of_the_kind_with_a_broken_heading_is_not_passed_over(tmp_path):
    broken = ours("D-2")
    broken[0][6] = "日期"

    with pytest.raises(HeadingsMissing) as caught:
        reading.read(sheets(tmp_path / "a.xlsx", ("一月", ours("D-1")), ("二月", broken)), FORMATS)

    assert caught.value.sheet == "二月"


def test_sheets_of_two_kinds_are_refused(tmp_path):
    offices = [[column.heading for column in OFFICES.columns], ["XM", "市司法局", "市司法局"]]

    with pytest.raises(AmbiguousLedger):
        reading.read(sheets(tmp_path / "a.xlsx", ("一", ours("D-1")), ("二", offices)), FORMATS)


def test_the_right_headings_on_a_sheet_of_another_kind_need_the_kind_asked_for(tmp_path):
    path = sheets(tmp_path / "a.xlsx", ("一", ours("D-1")))

    with pytest.raises(UnknownLedger):
        reading.read(path, (OFFICES,))
