"""Ledgers out: the same format as in, formulas neutralised, entered into the trail."""

from datetime import date

import polars as pl
import pytest

from fazhi.kernel.audit.models import Entry
from fazhi.kernel.exchange import export, sources
from fazhi.kernel.exchange.errors import UnknownKind, UnsupportedFile
from fazhi.kernel.exchange.formats import Column, Type

pytestmark = pytest.mark.django_db
START, END = date(2024, 1, 1), date(2024, 12, 31)


@pytest.fixture
def offices_file(tmp_path):
    path = tmp_path / "offices.csv"
    path.write_text(
        "机构代码,机构名称,机构类别,上级机构代码,行政区划代码,所在区,示例数据\n"
        "XM,厦门市司法局,市司法局,,350200,,是\nXM-A,思明区司法局,区司法局,XM,350203,思明区,是\n"
    )
    return path


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_what_is_exported_is_imported_unchanged(tmp_path, import_one, offices_file, at, suffix):
    import_one(offices_file)
    out = tmp_path / f"out{suffix}"

    rows = export.export("organisations.offices", START, END, out, by="system", at=at)
    report = import_one(out)

    # the city of the test cast is in the records as well, made by no import
    assert rows == report.read
    assert report.refused == 0
    assert report.unchanged == 2


def test_an_export_is_entered_into_the_trail(tmp_path, import_one, offices_file, at):
    import_one(offices_file)

    export.export("organisations.offices", START, END, tmp_path / "out.xlsx", by="E0005@XM:reporter", at=at)

    entry = Entry.objects.latest("number")
    assert (entry.action, entry.actor, entry.subject_id) == (
        "ledger.export",
        "E0005@XM:reporter",
        "organisations.offices",
    )


def test_only_rows_of_the_offices_asked_for_go_out(tmp_path, import_one, offices_file, at):
    import_one(offices_file)

    rows = export.export(
        "organisations.offices", START, END, tmp_path / "out.csv", by="system", at=at, offices=["XM-A"]
    )

    assert rows == 1


def test_a_kind_or_extension_that_is_not_known(tmp_path, at, city):
    with pytest.raises(UnknownKind):
        export.export("no.such", START, END, tmp_path / "a.xlsx", by="system", at=at)
    with pytest.raises(UnsupportedFile):
        export.export("organisations.offices", START, END, tmp_path / "a.pdf", by="system", at=at)


@pytest.mark.parametrize("text", ["=cmd|x", "+1", "-1", "@x", "\t=1"])
def test_formulas_in_csv_stand_after_an_apostrophe(text):
    frame = pl.DataFrame({"sender": [text, "好"]})

    cells = frame.select(export.csv_cell(Column("sender", "移送单位"))).to_series()

    assert cells.to_list() == [f"'{text}", "好"]


def test_money_in_csv_is_yuan():
    frame = pl.DataFrame({"fen": [123450, 5, -5, None]})

    cells = frame.select(export.csv_cell(Column("fen", "金额", Type.MONEY))).to_series()

    assert cells.to_list() == ["1234.50", "0.05", "-0.05", None]


def test_a_sample_is_marked(tmp_path, import_one, offices_file, at):
    import_one(offices_file)
    export.export("organisations.offices", START, END, tmp_path / "out.xlsx", by="system", at=at)

    (grid,) = (grid for grid in sources.grids(tmp_path / "out.xlsx") if grid.name == "机构")
    assert export.SAMPLE_NOTE in grid.cells.item(1, 0)
