"""Writing ledgers: what is written is read back the same, the same rows give the same bytes, formulas stay text."""

import tempfile
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi.engines.identifiers import complete_identity_number
from fazhi.kernel.exchange import checking, columns, reading, templates, workbook
from fazhi.kernel.exchange.formats import Column, Type
from fazhi.kernel.exchange.layout import CODES_SHEET
from fazhi.kernel.exchange.tests import cases
from fazhi.kernel.exchange.tests.cases import FORMAT

TODAY = date(2025, 1, 1)
NAMES = [column.name for column in FORMAT.columns]


def read_back(path: Path) -> pl.DataFrame:
    table = reading.read(path, (FORMAT,))
    checked = checking.check(table, checking.type_cells(table, on=TODAY))
    assert checked.refused.is_empty(), checking.sentences(checked.findings, FORMAT)["sentence"].to_list()
    return checked.rows.select(NAMES)


# Signs that a cell can hold: no controls, no surrogates, no spaces at the ends, nothing that starts like a formula, and no
# ditto mark alone, which is read as the cell above it.
TEXT = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co", "Z")), min_size=1, max_size=12).filter(
    lambda text: (
        text[0] not in "=+-@/—－'"
        and "\ufffe" not in text
        and text == text.strip()
        and text not in {"同上", "〃", "″", '"'}
    )
)
DAYS = st.dates(date(2024, 1, 1), date(2024, 12, 31))
ROW = st.fixed_dictionaries(
    {
        "channel": st.sampled_from(["police", "court"]),
        "sender": TEXT,
        "sender_number": st.none() | TEXT,
        "category": st.sampled_from(["family", "neighbour"]),
        "sent_date": st.dates(date(2023, 1, 1), date(2023, 12, 31)),
        "signed_date": st.none() | DAYS,
        "outcome": st.none() | st.sampled_from(["settled", "failed"]),
        "result_date": st.none() | DAYS,
        "amount_fen": st.none() | st.integers(0, 10**12),
        "people": st.none() | st.integers(1, 100),
        "is_urgent": st.integers(0, 1),
        "phone": st.none() | st.just("13800000000"),
    }
)


@settings(max_examples=40, deadline=None)
@given(st.lists(ROW, min_size=1, max_size=20))
def test_what_is_written_is_read_back_the_same(rows):
    identity = complete_identity_number("35020319900101123")
    shared = {"office": cases.OFFICE, "document_type": "identity", "document_number": identity}
    data = [{**row, **shared, "number": f"D-{n}"} for n, row in enumerate(rows)]
    frame = pl.DataFrame(data, schema=cases.typed(1).schema).select(NAMES)
    # reading puts digits and letters into half width on purpose
    frame = frame.with_columns(pl.col("sender", "sender_number").str.replace_many(columns.HALF_WIDTH))

    with tempfile.TemporaryDirectory() as folder:
        workbook.write(Path(folder) / "a.xlsx", FORMAT, frame)
        assert read_back(Path(folder) / "a.xlsx").equals(frame.cast(read_back(Path(folder) / "a.xlsx").schema))


def test_the_same_rows_give_the_same_bytes(tmp_path):
    for name in ("a.xlsx", "b.xlsx"):
        workbook.write(tmp_path / name, FORMAT, cases.typed(100), note="说明")

    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_another_reader_sees_typed_cells(tmp_path):
    workbook.write(tmp_path / "a.xlsx", FORMAT, cases.typed(3), note="说明")

    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["台账"]

    values = [cell.value for cell in sheet[6]]
    assert sheet["A1"].value == "测试台账"
    assert values[0] == "D-2"
    assert values[1] == "公调对接"
    assert values[6].date() == date(2024, 2, 29)
    assert values[10] == 0.74
    assert values[11] == 3
    assert values[12] == "否"
    assert sheet.dimensions == "A1:P6"
    assert sheet["K6"].number_format == "#,##0.00"


def test_more_rows_than_one_block_are_all_written(tmp_path, monkeypatch):
    monkeypatch.setattr(workbook, "_ROWS_AT_ONCE", 7)
    workbook.write(tmp_path / "a.xlsx", FORMAT, cases.typed(20))

    assert read_back(tmp_path / "a.xlsx")["number"].to_list() == [f"D-{n}" for n in range(20)]


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@x", "\t=1"])
def test_text_that_begins_like_a_formula_is_quoted_text(tmp_path, start):
    workbook.write(tmp_path / "a.xlsx", FORMAT, cases.typed(1).with_columns(sender=pl.lit(start)))

    cell = openpyxl.load_workbook(tmp_path / "a.xlsx")["台账"]["C4"]
    assert cell.data_type == "s"
    assert cell.value == start
    assert cell.quotePrefix


def test_signs_that_xml_reserves_or_forbids(tmp_path):
    text = '甲<乙>&"丙" \x0b丁\x00'
    workbook.write(tmp_path / "a.xlsx", FORMAT, cases.typed(1).with_columns(sender=pl.lit(text)))

    assert openpyxl.load_workbook(tmp_path / "a.xlsx")["台账"]["C4"].value == '甲<乙>&"丙" 丁'


def test_cells_can_be_given_as_a_clerk_would_have_typed_them(tmp_path):
    frame = cases.typed(1).with_columns(sent_date=pl.lit("三月五日"), channel=pl.lit("公调"), amount_fen=pl.lit("一千"))
    extra = (Column("original_row", "原行号", Type.INTEGER),)
    workbook.write(tmp_path / "a.xlsx", FORMAT, frame.with_columns(original_row=9), extra=extra)

    values = [cell.value for cell in openpyxl.load_workbook(tmp_path / "a.xlsx")["台账"][4]]
    assert (values[1], values[6], values[10], values[16]) == ("公调", "三月五日", "一千", 9)


def test_a_column_that_is_not_the_formats_is_refused(tmp_path):
    with pytest.raises(KeyError, match="nonsense"):
        workbook.write(tmp_path / "a.xlsx", FORMAT, cases.typed(1).with_columns(nonsense=1))


def test_a_ledger_without_rows_is_a_template_with_a_title(tmp_path):
    workbook.write(tmp_path / "a.xlsx", FORMAT, cases.typed(0))

    assert openpyxl.load_workbook(tmp_path / "a.xlsx")["台账"].max_row == 3


def test_a_template_has_headings_drop_downs_and_hints(tmp_path):
    templates.write_template(FORMAT, tmp_path / "t.xlsx")

    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    assert [cell.value for cell in book["台账"][3]] == [column.heading for column in FORMAT.columns]
    rules = book["台账"].data_validations.dataValidation
    assert len([rule for rule in rules if rule.type == "list"]) == 5
    assert [cell.value for cell in book[CODES_SHEET]["A"]][:3] == ["对接渠道", "公调对接", "诉调对接"]
    assert book["台账"].freeze_panes == "A4"


def test_the_same_format_gives_the_same_template(tmp_path):
    for name in ("a.xlsx", "b.xlsx"):
        templates.write_template(FORMAT, tmp_path / name)

    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.xlsx") as book:
        assert {entry.date_time[0] for entry in book.infolist()} == {1980}
