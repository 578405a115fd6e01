from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from fazhi.lines.annual_report.terms import (
    Heading,
    PrintedChart,
    PrintedFigure,
    PrintedIdentity,
    PrintedSection,
    PrintedTable,
    Report,
)
from fazhi.lines.annual_report.web.document import lay_out
from fazhi.lines.annual_report.web.opened import grouped


def figure(code: str) -> PrintedFigure:
    return PrintedFigure(code, code, "5件", "5", "件", Fraction(5), 5)


def report(*identities: PrintedIdentity) -> Report:
    section = PrintedSection(
        "mediation",
        "矛盾纠纷调解",
        (("化解", figure("a"), "其中", figure("b"), "。"), ("又", figure("a"), "。")),
        tables=(),
        charts=(),
        whole_tables=(PrintedTable("各区", ("区", "受理（件）"), ("c",), (("思明区", "5"),), ("合计", "5")),),
        whole_charts=(PrintedChart("按月", "件", ("1月",), (("办结", (5,)),)),),
    )
    sections = tuple((heading, (section,) if heading is Heading.RESULTS else ()) for heading in Heading)
    return Report(2024, "厦门市司法局", "live", date(2025, 1, 9), "", True, sections, identities, ())


def blocks(opened: str | None = None):
    return lay_out(report(), opened).parts[0].sections[0].blocks


def test_parts_and_sections_are_numbered_in_chinese():
    document = lay_out(report())

    assert [part.number for part in document.parts] == list("一二三四五")
    assert document.parts[0].sections[0].number == "（一）"
    assert [part.is_present for part in document.parts] == [True, False, False, False, False]


@pytest.mark.parametrize(("code", "place"), [("a", 0), ("b", 0), ("c", 2)])
def test_a_figure_opens_once_after_the_block_where_it_first_stands(code, place):
    assert [number for number, block in enumerate(blocks(code)) if block.opens] == [place]
    assert lay_out(report(), code).opens_first is False


def test_a_figure_that_stands_nowhere_opens_before_the_text():
    document = lay_out(report(), "z")

    assert document.opens_first is True
    assert not any(block.opens for part in document.parts for section in part.sections for block in section.blocks)


def test_nothing_opens_unless_asked_for():
    assert not any(block.opens for block in blocks())
    assert lay_out(report()).opens_first is False


def test_each_figure_has_one_anchor():
    assert [block.anchors for block in blocks()] == [("a", "b"), (), ("c",), ()]


def test_the_total_row_opens_the_figure_of_its_column():
    total = blocks()[2].total

    assert [(cell.text, cell.code) for cell in total] == [("合计", ""), ("5", "c")]


def test_charts_are_drawn_with_ids_of_their_own():
    assert 'aria-labelledby="chart-1-title chart-1-desc"' in blocks()[3].drawing


def test_a_chart_of_several_series_has_a_legend_and_its_numbers():
    chart = PrintedChart("各区", "件", ("东", "西"), (("成功", (5, 1)), ("不成", (0, 2))), name="区", form="rows")
    made = report()
    (section,) = made.sections[0][1]
    changed = replace(
        made, sections=((Heading.RESULTS, (replace(section, whole_charts=(chart,)),)), *made.sections[1:])
    )

    block = lay_out(changed).parts[0].sections[0].blocks[-1]

    assert block.legend == (("f1", "成功"), ("f3", "不成"))
    assert block.rows == (("东", "5", "0"), ("西", "1", "2"))
    assert blocks()[3].legend == ()


def test_a_table_without_totals_opens_nothing():
    made = report()
    (section,) = made.sections[0][1]
    table = PrintedTable("与2023年比较", ("指标", "2023年"), (), (("受理", "4件"),), ())
    changed = replace(
        made, sections=((Heading.RESULTS, (replace(section, whole_tables=(table,)),)), *made.sections[1:])
    )

    assert lay_out(changed).parts[0].sections[0].blocks[2].total == ()


@pytest.mark.parametrize(
    ("value", "text"), [(40980, "40,980"), ("5.6", "5.6"), ("1234.50", "1,234.50"), (0, "0"), (None, "—")]
)
def test_large_figures_are_grouped(value, text):
    assert grouped(value) == text
