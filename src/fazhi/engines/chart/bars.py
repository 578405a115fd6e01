"""
The drawing. Lengths are user units of the view box; a page scales the whole by its own width.

Colours come from classes (`f1`, `f2`, `f3`, `ax`, `ax0`) on a page. A chart that stands alone carries the same as
presentation attributes: the renderer of a document knows no style sheet.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from fazhi.engines.chart.lettering import legend, legend_height, shortened, width_of
from fazhi.engines.chart.scale import Scale, scale_for
from fazhi.engines.chart.styles import FONT, SERIES_CLASSES, mark, style_of
from fazhi.engines.chart.terms import BarChart

WIDTH, HEIGHT = 640, 200
LEFT, TOP, BOTTOM = 56, 12, 28
FILL = 0.55
"""Share of a label's slot that bars take."""

ROW, BAR = 22, 14
"""Height of a label's row where bars lie, and of its bar."""
LONGEST = 15 * 12
"""Of a row's label; the rest of a longer one is cut, its whole stands in the bar's title."""


def bar_chart(chart: BarChart, *, name: str, stacked: bool = False, standalone: bool = False) -> str:
    """
    Draw a chart as one SVG element.

    name        unique in the document: the ids of title and description are made of it
    stacked     bars of a label on top of each other instead of side by side
    standalone  with namespace, legend, font family and presentation attributes; else with classes alone
    returns     XML text; equal input, equal text. Time linear in the number of values
    """
    plot = _Plot(chart, scale_for(_largest(chart, stacked)), stacked, standalone)
    return _drawn(chart, name, HEIGHT, standalone, [*plot.axis(), *plot.columns()])


def row_chart(chart: BarChart, *, name: str, standalone: bool = False) -> str:
    """
    Draw a chart of lying bars, one row for each label with its number at the end; for long labels, or many.

    Several series lie one after the other in a row, and the number is their sum. Arguments and result as of `bar_chart`.
    """
    rows = _Rows(chart, standalone)
    return _drawn(chart, name, rows.height, standalone, list(rows.rows()))


def _drawn(chart: BarChart, name: str, height: int, standalone: bool, shapes: Sequence[str]) -> str:
    """The element, with what is spoken of it, and above it the legend if it stands alone."""
    above = legend_height(chart, WIDTH) if standalone else 0
    parts = [
        f'<title id="{escape(name)}-title">{escape(chart.title)}</title>',
        f'<desc id="{escape(name)}-desc">{escape(described(chart))}</desc>',
        *shapes,
        *(legend(chart, WIDTH) if standalone else ()),
    ]
    return f"<svg {_head(name, height, above, standalone)}>{''.join(parts)}</svg>"


def described(chart: BarChart) -> str:
    """The chart in a sentence: where the least and the most lie, all series together, unless some are withheld."""
    if not chart.labels:
        return "没有数据。"
    totals = [total for total in chart.totals if total is not None]
    if len(totals) < len(chart.labels):
        return "部分数据不公开。"
    low, high = totals.index(min(totals)), totals.index(max(totals))
    least = f"{chart.labels[low]}最少，{totals[low]:,} {chart.unit}"
    return f"{least}；{chart.labels[high]}最多，{totals[high]:,} {chart.unit}。"


def cell_bar(parts: Sequence[int], largest: int, styles: Sequence[str] = SERIES_CLASSES) -> str:
    """
    A bar inside a table's cell, stacked from the left; the number stands beside it, so it is hidden from readers.

    parts    its pieces, zero or more each
    largest  the sum of pieces that fills the cell; zero draws nothing
    styles   classes of the pieces in turn
    """
    drawn, start = [], 0
    for place, part in enumerate(parts):
        width = round(1000 * part / largest) if largest else 0
        drawn.append(f'<rect class="{styles[place % len(styles)]}" x="{start}" width="{width}" height="12"/>')
        start += width
    return f'<svg viewBox="0 0 1000 12" preserveAspectRatio="none" aria-hidden="true">{"".join(drawn)}</svg>'


def _largest(chart: BarChart, stacked: bool) -> int:
    values = chart.drawn if stacked else [value or 0 for series in chart.series for value in series.values]
    return max(values, default=0)


def _head(name: str, height: int, above: int, standalone: bool) -> str:
    labelled = f'role="img" aria-labelledby="{escape(name)}-title {escape(name)}-desc"'
    if not standalone:
        return f'class="chart" viewBox="0 0 {WIDTH} {height}" {labelled}'
    size = f'width="{WIDTH}" height="{height + above}" viewBox="0 {-above} {WIDTH} {height + above}"'
    return f'xmlns="http://www.w3.org/2000/svg" {size} font-family="{FONT}" font-size="12" {labelled}'


@dataclass(frozen=True)
class _Plot:
    chart: BarChart
    scale: Scale
    stacked: bool
    standalone: bool

    @property
    def left(self) -> int:
        """Where the plot begins: right of the longest number of the axis."""
        return max(LEFT, width_of(f"{self.scale.top:,}") + 12)

    def axis(self) -> Iterator[str]:
        for value in self.scale.marks:
            y = self._level(value)
            line = self._mark("ax" if value else "ax0")
            yield f'<line {line} x1="{self.left}" x2="{WIDTH}" y1="{y:.1f}" y2="{y:.1f}"/>'
            yield f'<text {self._mark("end")} x="{self.left - 8}" y="{y + 4:.1f}">{value:,}</text>'

    def columns(self) -> Iterator[str]:
        slot = (WIDTH - self.left) / max(1, len(self.chart.labels))
        # Labels wider than their slot would run into each other: then only each second, third … is written.
        widest = max((width_of(label) for label in self.chart.labels), default=0)
        every = max(1, -(-(widest + 4) // max(1, int(slot))))
        for place, label in enumerate(self.chart.labels):
            middle = self.left + slot * (place + 0.5)
            yield from self._column(place, middle - slot * FILL / 2, slot * FILL)
            if place % every == 0:
                yield f'<text {self._mark("mid")} x="{middle:.1f}" y="{HEIGHT - 10}">{escape(label)}</text>'

    def _column(self, place: int, x: float, room: float) -> Iterator[str]:
        """The bars of one label, from the left or from the bottom."""
        width = room if self.stacked else room / max(1, len(self.chart.series))
        below = 0
        for number, series in enumerate(self.chart.series):
            value = series.values[place]
            if value is None:
                continue
            left = x if self.stacked else x + number * width
            top, foot = self._level(below + value), self._level(below)
            title = _spoken(self.chart, place, series.title, value)
            yield (
                f'<rect {self._mark(style_of(number))} x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" '
                f'height="{foot - top:.1f}"><title>{escape(title)}</title></rect>'
            )
            below += value if self.stacked else 0

    def _level(self, value: int) -> float:
        return HEIGHT - BOTTOM - value / self.scale.top * (HEIGHT - TOP - BOTTOM)

    def _mark(self, style: str) -> str:
        return mark(style, self.standalone)


@dataclass(frozen=True)
class _Rows:
    chart: BarChart
    standalone: bool

    @property
    def height(self) -> int:
        return max(1, len(self.chart.labels)) * ROW + 8

    def rows(self) -> Iterator[str]:
        drawn = self.chart.drawn or (0,)
        totals = ["—" if total is None else f"{total:,}" for total in self.chart.totals]
        labels = [shortened(label, LONGEST) for label in self.chart.labels]
        left = max((width_of(label) for label in labels), default=0) + 10
        room = WIDTH - left - max((width_of(total) for total in totals), default=0) - 10
        top = max(*drawn, 1)
        for place, label in enumerate(labels):
            y = 4 + place * ROW
            yield f'<text {mark("end", self.standalone)} x="{left - 8}" y="{y + BAR - 2}">{escape(label)}</text>'
            x = float(left)
            for number, series in enumerate(self.chart.series):
                value = series.values[place]
                if value is None:
                    continue
                width = value / top * room
                title = _spoken(self.chart, place, series.title, value)
                yield (
                    f'<rect {mark(style_of(number), self.standalone)} x="{x:.1f}" y="{y}" width="{width:.1f}" '
                    f'height="{BAR}"><title>{escape(title)}</title></rect>'
                )
                x += width
            yield f'<text {mark("start", self.standalone)} x="{x + 6:.1f}" y="{y + BAR - 2}">{totals[place]}</text>'
        foot = 2 + len(labels) * ROW
        yield f'<line {mark("ax0", self.standalone)} x1="{left}" x2="{left}" y1="0" y2="{foot}"/>'


def _spoken(chart: BarChart, place: int, series: str, value: int) -> str:
    """A bar's number in words: its label, its series if there are several, value and unit."""
    named = f"{series} " if len(chart.series) > 1 else ""
    return f"{chart.labels[place]} {named}{value:,} {chart.unit}"
