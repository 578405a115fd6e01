"""
The report as open data: every figure with its definition and what is published of its breakdown, and the text with its tables.

It holds nothing that the report and its plain version don't print; small cells are withheld in it as they are there.
"""

from collections.abc import Iterator
from typing import Any

from fazhi.lines.annual_report.papers.charts import data_rows
from fazhi.lines.annual_report.papers.documents import remarks
from fazhi.lines.annual_report.queries import figures_document
from fazhi.lines.annual_report.terms import (
    PlainFigure,
    PrintedChart,
    PrintedFigure,
    PrintedSection,
    PrintedTable,
    Report,
)


def open_data(report: Report) -> dict[str, Any]:
    """`figures_document` with a definition at each figure, and the text under `text`."""
    document: dict[str, Any] = figures_document(report)
    explained = {figure.code: _definition(figure) for figure in report.plain}
    for figure in document["figures"]:
        if figure["code"] in explained:
            figure["definition"] = explained[figure["code"]]
    document["text"] = [
        {
            "title": heading.titled(report.year),
            "remarks": list(remarks(report, heading)),
            "sections": [_section(section) for section in sections],
        }
        for heading, sections in report.sections
    ]
    return document


def _definition(figure: PlainFigure) -> dict[str, Any]:
    table = figure.breakdown
    return {
        "counted": list(figure.counted),
        "left_out": list(figure.left_out),
        "source": figure.source,
        "version": figure.version,
        "shown_with": figure.shown_with,
        "breakdown": table
        and {"heads": list(table.heads), "rows": [list(row) for row in table.rows], "total": list(table.total)},
    }


def _section(section: PrintedSection) -> dict[str, Any]:
    pieces = [
        [{"code": piece.code, "text": piece.text} if isinstance(piece, PrintedFigure) else piece for piece in paragraph]
        for paragraph in section.paragraphs
    ]
    plain = [
        [{"code": piece.code, "text": piece.text} if isinstance(piece, PrintedFigure) else piece for piece in paragraph]
        for paragraph in section.plain
    ]
    tables = [*map(_table, section.tables), *_charts(section.charts)]
    return {"line": section.line, "title": section.title, "paragraphs": pieces, "plain": plain, "tables": tables}


def _table(table: PrintedTable) -> dict[str, Any]:
    return {
        "title": table.title,
        "heads": list(table.heads),
        "codes": list(table.codes),
        "rows": [list(row) for row in table.rows],
        "total": list(table.total),
        "withholds": table.withholds,
    }


def _charts(charts: tuple[PrintedChart, ...]) -> Iterator[dict[str, Any]]:
    """The numbers of the charts that no table has."""
    for chart in charts:
        if not chart.is_tabled:
            heads = (chart.name, *(f"{title}（{chart.unit}）" for title, _ in chart.series))
            yield _table(PrintedTable(chart.title, heads, (), tuple(data_rows(chart)), (), chart.withholds))
