"""Blank templates: one for each kind, filled in by a clerk and read back as that kind."""

import openpyxl

from fazhi.kernel.exchange import reading, templates
from fazhi.kernel.exchange.formats import registered
from fazhi.kernel.exchange.headings import best_match
from fazhi.kernel.exchange.sources import grids
from fazhi.kernel.exchange.tests.cases import FORMAT, GOOD, HEADINGS


def test_every_kind_has_its_template_with_all_its_headings(tmp_path):
    paths = templates.write_templates(tmp_path / "new")

    assert [path.name for path in paths] == [f"{format.title}（模板）.xlsx" for format in registered()]
    for path, format in zip(paths, registered(), strict=True):
        assert best_match(grids(path)[0], [format]).is_complete


def test_the_same_format_gives_the_same_bytes(tmp_path):
    templates.write_template(FORMAT, tmp_path / "a.xlsx")
    templates.write_template(FORMAT, tmp_path / "b.xlsx")

    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_a_template_that_was_filled_in_is_read(tmp_path):
    templates.write_template(FORMAT, tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    page = book[FORMAT.sheet]
    for place, name in enumerate(HEADINGS, start=1):
        page.cell(4, place, GOOD.get(name))
    book.save(tmp_path / "b.xlsx")

    table = reading.read(tmp_path / "b.xlsx", [FORMAT])

    assert table.rows.select("number", "row").rows() == [("D-1", 4)]
    assert table.ignored == ()
