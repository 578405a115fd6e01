"""What real ledgers do : each habit of clerks and their programs, read as it is meant or refused aloud."""

import zipfile
from datetime import date, datetime

import openpyxl
import polars as pl
import pytest
import xlsxwriter
import xlwt

from fazhi.kernel.exchange import reading, sources
from fazhi.kernel.exchange.checking import check, type_cells
from fazhi.kernel.exchange.tests import cases
from fazhi.kernel.exchange.tests.cases import FORMAT, GOOD, HEADINGS

ON = date(2024, 6, 3)
DAY = date(2024, 3, 5)


def typed(path):
    """The typed rows of a file, and its findings as (index, column, code)."""
    table = reading.read(path, [FORMAT])
    cells = type_cells(table, on=ON)
    return cells.rows, cells.findings.select("index", "column", "code").rows()


@pytest.fixture
def sheet(tmp_path):
    """A workbook whose page a test writes on, below the headings; `made` closes it and gives its path."""

    class Sheet:
        def __init__(self, left=0, **options):
            self.path = tmp_path / "a.xlsx"
            self.book = xlsxwriter.Workbook(str(self.path), options)
            self.page = self.book.add_worksheet("台账")
            self.left = left
            self.page.write_row(0, left, list(HEADINGS.values()))
            self.day = self.book.add_format({"num_format": "yyyy-mm-dd"})

        def place(self, name):
            return self.left + list(HEADINGS).index(name)

        def row(self, row, **changes):
            for name, value in {**GOOD, "number": f"D-{row}", **changes}.items():
                if value is not None:
                    self.page.write(row, self.place(name), value)

        def made(self):
            self.book.close()
            return self.path

    return Sheet


@pytest.mark.parametrize("text", ["2024年3月5日", "2024.3.5", "20240305", "2024-03-05 ", "２０２４/３/５", "45356"])
def test_days_as_text(tmp_path, text):
    rows, found = typed(cases.book(tmp_path / "a.xlsx", [{**GOOD, "sent_date": text}]))

    assert (rows["sent_date"].item(), found) == (DAY, [])


def test_a_day_as_a_number_without_a_format(sheet):
    made = sheet()
    made.row(1, sent_date=45356)

    assert typed(made.made())[0]["sent_date"].item() == DAY


def test_a_workbook_that_counts_from_1904(sheet):
    made = sheet(date_1904=True)
    made.row(1, sent_date=43894, signed_date="43895")
    made.row(2, sent_date="2024-03-05", signed_date=None)
    made.page.write_datetime(3, made.place("sent_date"), datetime(2024, 3, 5), made.day)
    made.row(3, sent_date=None, signed_date=43894.5)

    rows, found = typed(made.made())

    assert rows["sent_date"].to_list() == [DAY] * 3
    assert rows["signed_date"].to_list() == [date(2024, 3, 6), None, DAY]
    assert found == []


def test_spaces_at_the_end_and_full_width_digits(tmp_path):
    row = {
        **GOOD,
        "number": "Ｄ－１ ",
        "channel": " 公调对接　",
        "people": "１２",
        "sender": "思明分局  ",
        "phone": "０５９２－２６６００００",
    }

    rows, found = typed(cases.book(tmp_path / "a.xlsx", [row]))

    assert rows.select("channel", "people", "sender", "phone").row(0) == ("police", 12, "思明分局", "0592-2660000")
    assert found == []


def test_cells_merged_over_rows(sheet):
    made = sheet()
    for row in (1, 2, 3):
        made.row(row, sender=None)
    made.page.merge_range(1, made.place("sender"), 3, made.place("sender"), "思明分局")

    assert typed(made.made())[0]["sender"].to_list() == ["思明分局"] * 3


def test_blank_columns_at_the_left_do_not_shift_what_is_merged(sheet):
    made = sheet(left=3)
    for row in (1, 2):
        made.row(row, sender=None)
    made.page.merge_range(1, made.place("sender"), 2, made.place("sender"), "思明分局")

    rows, found = typed(made.made())

    assert (rows["sender"].to_list(), found) == (["思明分局"] * 2, [])


@pytest.mark.parametrize("mark", ["同上", "〃", "″", " 同上 ", '"'])
def test_ditto_marks_say_what_stands_above(tmp_path, mark):
    data = cases.rows(4)
    data[0]["sender_number"] = "甲1"
    data[1] |= {"sender": mark, "channel": mark, "sent_date": mark, "sender_number": mark}
    data[2] |= {"sender": mark, "sender_number": None}
    data[3] |= {"sender_number": mark}

    rows, found = typed(cases.book(tmp_path / "a.xlsx", data))

    assert rows["sender"].to_list() == ["思明分局"] * 4
    assert rows.select("channel", "sent_date").row(1) == ("police", DAY)
    assert rows["sender_number"].to_list() == ["甲1", "甲1", None, None]
    assert found == []


def test_a_ditto_mark_with_nothing_above_is_a_finding(tmp_path):
    rows, found = typed(cases.book(tmp_path / "a.xlsx", [{**GOOD, "sender": "同上", "category": "同上"}]))

    assert found == [(0, "sender", "ditto"), (0, "category", "code")]


def test_a_natural_key_by_ditto_mark_is_a_repeated_key(tmp_path):
    data = cases.rows(2)
    data[1]["number"] = "同上"
    table = reading.read(cases.book(tmp_path / "a.xlsx", data), [FORMAT])

    checked = check(table, type_cells(table, on=ON))

    assert checked.findings.select("index", "code").rows() == [(0, "duplicate"), (1, "duplicate")]


def test_formulas_are_read_by_their_values(sheet):
    made = sheet()
    made.row(1, sender=None, people=None, sent_date=None)
    made.page.write_formula(1, made.place("sender"), '="思明"&"分局"', None, "思明分局")
    made.page.write_formula(1, made.place("people"), "=1+1", None, 2)
    made.page.write_formula(1, made.place("sent_date"), "=A9+1", made.day, 45356)

    rows, found = typed(made.made())

    assert rows.select("sender", "people", "sent_date").row(0) == ("思明分局", 2, DAY)
    assert found == []


def test_a_formula_that_failed_is_a_finding_not_a_blank(sheet):
    made = sheet()
    made.row(1, sender_number=None, signed_date=None, people=None, phone=None)
    for name, error in (
        ("sender_number", "#N/A"),
        ("signed_date", "#VALUE!"),
        ("people", "#DIV/0!"),
        ("phone", "#REF!"),
    ):
        made.page.write_formula(1, made.place(name), "=X", None, error)

    found = typed(made.made())[1]

    assert sorted(found) == [
        (0, "people", "integer"), (0, "phone", "phone"), (0, "sender_number", "failed"), (0, "signed_date", "date"),
    ]  # fmt: skip


def test_a_formula_never_computed_is_a_finding_not_a_blank(tmp_path):
    book = openpyxl.Workbook()
    page = book.active
    page.append(list(HEADINGS.values()))
    page.append([GOOD.get(name) for name in HEADINGS])
    places = {name: place for place, name in enumerate(HEADINGS, start=1)}
    page.cell(2, places["sender_number"], '="x"')
    page.cell(2, places["signed_date"], "=TODAY()")
    page.merge_cells(start_row=2, end_row=3, start_column=places["phone"], end_column=places["phone"])
    page.cell(2, places["phone"], "=1")
    book.save(tmp_path / "a.xlsx")

    found = typed(tmp_path / "a.xlsx")[1]

    assert sorted(found) == [(0, "phone", "phone"), (0, "sender_number", "failed"), (0, "signed_date", "date")]


def test_a_formula_whose_text_is_empty_is_blank(sheet, tmp_path):
    made = sheet()
    made.row(1, sender_number=None)
    made.page.write_formula(1, made.place("sender_number"), '=""', None, "")
    path = tmp_path / "as Excel writes it.xlsx"
    with zipfile.ZipFile(made.made()) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'<c r="D2"><f>', b'<c r="D2" t="str"><f>'))
    with zipfile.ZipFile(path) as book:
        assert b't="str"><f>""</f><v></v>' in book.read("xl/worksheets/sheet1.xml")

    rows, found = typed(path)

    assert (rows["sender_number"].item(), found) == (None, [])


def test_the_old_format_with_its_title_dates_and_totals(tmp_path):
    book = xlwt.Workbook()
    page = book.add_sheet("台账")
    page.write(0, 0, "测试台账")
    for place, (name, heading) in enumerate(HEADINGS.items()):
        page.write(1, place, heading)
        if name in GOOD and name != "sent_date":
            page.write(2, place, GOOD[name])
    page.write(2, list(HEADINGS).index("sent_date"), datetime(2024, 3, 5), xlwt.easyxf(num_format_str="YYYY-MM-DD"))
    page.write(3, 0, "合计")
    page.write(3, list(HEADINGS).index("people"), 2)
    book.save(str(tmp_path / "a.xls"))

    rows, found = typed(tmp_path / "a.xls")

    assert rows.select("number", "sent_date", "people").rows() == [("D-1", DAY, 2)]
    assert found == []


def test_a_sheet_longer_than_a_chunk_is_looked_through_to_its_end(tmp_path, monkeypatch):
    monkeypatch.setattr(sources, "_CHUNK", 512)
    made = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    page = made.add_worksheet()
    for row in range(40):
        page.write(row, 0, row)
    page.write_formula(40, 0, "=X", None, "#N/A")
    for row in range(50, 70, 2):
        page.merge_range(row, 1, row + 1, 1, f"{row}")
    page.write(70, 0, "end")
    made.close()

    (grid,) = sources.grids(tmp_path / "a.xlsx")

    assert grid.cells.item(40, 0) == "#N/A"
    assert grid.cells.to_series(1).drop_nulls().to_list() == [str(row) for row in range(50, 70, 2) for _ in (0, 1)]


def test_columns_beyond_z_have_their_place(tmp_path):
    made = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    page = made.add_worksheet()
    page.write_row(0, 0, list(range(30)))
    page.merge_range(1, 28, 2, 28, "AC")
    page.write(2, 0, "end")
    made.close()

    (grid,) = sources.grids(tmp_path / "a.xlsx")

    assert grid.cells.to_series(28).to_list() == ["28", "AC", "AC"]


def test_the_row_above_is_looked_for_among_data_rows_of_the_same_sheet():
    rows = pl.DataFrame({"a": ["x", "同上", None, "同上"], "row": [1, 2, 3, 4]})

    assert reading._like_the_row_above(rows)["a"].to_list() == ["x", "x", None, None]
