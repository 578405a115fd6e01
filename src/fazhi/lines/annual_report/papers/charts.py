"""The report's charts: drawn, said in words, and their numbers beside them."""

from collections.abc import Iterator
from itertools import zip_longest

from fazhi.engines.chart import BarChart, Series, bar_chart, row_chart
from fazhi.kernel.papers.pdf import PdfPaper
from fazhi.kernel.papers.word import Paper
from fazhi.lines.annual_report.terms import DASH, PrintedChart

WITHHOLDING = "小于3的数以及据此可以推算出的数不公开，以“—”表示。"
"""Stands under a table some of whose cells are withheld."""

ABREAST = 12
"""Columns of numbers that a page of paper has room for beside each other."""


def drawing(chart: PrintedChart, name: str, *, standalone: bool) -> str:
    """The chart as SVG, for the page or standing alone."""
    series = tuple(Series(title, values) for title, values in chart.series)
    drawn = BarChart(chart.title, chart.unit, chart.labels, series)
    if chart.form == "rows":
        return row_chart(drawn, name=name, standalone=standalone)
    return bar_chart(drawn, name=name, stacked=chart.stacked, standalone=standalone)


def in_words(chart: PrintedChart) -> str:
    """The chart for those who can't see it."""
    told = (
        f"{title}：" + "，".join(f"{label} {_number(value)}" for label, value in zip(chart.labels, values, strict=True))
        for title, values in chart.series
    )
    return f"{chart.title}（{chart.unit}）。" + "；".join(told)


def numbers(paper: Paper | PdfPaper, chart: PrintedChart) -> None:
    """The chart's numbers: a year's columns under their labels; rows, and more columns than that, in two halves beside each other."""
    note = WITHHOLDING if chart.withholds else ""
    titles = [title if len(chart.series) > 1 else chart.unit for title, _ in chart.series]
    if chart.form == "columns" and len(chart.labels) <= ABREAST:
        lines = [(title, *map(_number, values)) for title, (_, values) in zip(titles, chart.series, strict=True)]
        paper.small_table((chart.name, *chart.labels), lines, shares=(2, *[1] * len(chart.labels)), note=note)
        return
    heads, rows = (chart.name, *titles), list(data_rows(chart))
    half = -(-len(rows) // 2)
    pairs = zip_longest(rows[:half], rows[half:], fillvalue=("",) * len(heads))
    shares = (3, *[2] * len(titles))
    paper.small_table(
        heads * 2, [left + right for left, right in pairs], left=(0, len(heads)), shares=shares * 2, note=note
    )


def data_rows(chart: PrintedChart) -> Iterator[tuple[str, ...]]:
    """The chart's numbers, a row for each label."""
    for place, label in enumerate(chart.labels):
        yield (label, *(_number(values[place]) for _, values in chart.series))


def _number(value: int | None) -> str:
    return DASH if value is None else f"{value:,}"
