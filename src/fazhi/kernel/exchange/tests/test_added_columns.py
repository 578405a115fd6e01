"""A ledger that got a column later: the files from before it are read, and say what they always said."""

from dataclasses import replace

import polars as pl
import pytest

from fazhi.kernel.exchange import comparing, reading
from fazhi.kernel.exchange.errors import HeadingsMissing
from fazhi.kernel.exchange.formats import Column, Format
from fazhi.kernel.exchange.organisation_ledgers import OFFICES
from fazhi.kernel.exchange.tests import cases
from fazhi.kernel.exchange.tests.cases import FORMAT, HEADINGS

ONE, TWO = Column("remark", "备注", added=True), Column("grade", "等级", added=True)
LATER: Format = replace(FORMAT, columns=(*FORMAT.columns, ONE, TWO))


def digests(format: Format, **cells: list[str | None]) -> list[str]:
    rows = cases.typed(2).with_columns(pl.Series(name, values, pl.String) for name, values in cells.items())
    return comparing._with_key_and_digest(format, rows)["digest"].to_list()


def test_a_file_without_the_heading_is_complete_and_its_cells_are_blank(tmp_path):
    table = reading.read(cases.book(tmp_path / "a.xlsx", cases.rows(2)), (LATER, OFFICES))

    assert table.format is LATER
    assert table.rows["remark"].to_list() == [None, None]
    assert "remark" not in table.headings


def test_the_columns_stand_in_the_order_of_the_format_whatever_the_file_has(tmp_path):
    path = tmp_path / "a.csv"
    names = ["remark", *reversed(HEADINGS)]
    row = {**cases.GOOD, "remark": "加急"}
    cells = [
        ",".join(["备注", *(HEADINGS[name] for name in names[1:])]),
        ",".join(str(row.get(name, "")) for name in names),
    ]
    path.write_text("\n".join(cells), encoding="utf-8")

    table = reading.read(path, (LATER,))

    assert table.rows["remark"].item() == "加急"
    assert table.rows.columns == [*(column.name for column in LATER.columns), "sheet", "row"]


def test_a_heading_that_was_there_from_the_beginning_is_missed_and_the_added_one_is_not(tmp_path):
    without = [heading for heading in HEADINGS.values() if heading != "移送日期"]

    with pytest.raises(HeadingsMissing) as caught:
        reading.read(cases.book(tmp_path / "a.xlsx", cases.rows(1), headings=without), (LATER,))

    assert caught.value.missing == ("移送日期",)


def test_a_row_is_the_same_row_while_its_added_cells_are_blank():
    assert digests(LATER, remark=[None, None], grade=[None, None]) == digests(FORMAT)


def test_a_filled_added_cell_is_a_change_and_each_column_its_own():
    blank = digests(FORMAT)
    remark = digests(LATER, remark=["甲", None], grade=[None, None])
    grade = digests(LATER, remark=[None, None], grade=["甲", None])

    assert remark[0] != blank[0]
    assert grade[0] not in {blank[0], remark[0]}
    assert remark[1] == grade[1] == blank[1]
