"""
The drawing. Lengths are user units of the view box; a page scales the whole by its own width.

Colours come from classes (`f1`, `f2`, `f3`, `ax`, `ax0`) on a page. A chart that stands alone carries the same as
presentation attributes: the renderer of a document knows no style sheet.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from fazhi.engines.chart.scale import Scale, scale_for
from fazhi.engines.chart.terms import BarChart

WIDTH, HEIGHT = 640, 200
LEFT, TOP, BOTTOM = 56, 12, 28
FILL = 0.55
"""Share of a label's slot that bars take."""

SERIES_CLASSES = ("f1", "f3", "f2")
_FONT = "Noto Sans SC"
_ALONE = {
    "f1": 'fill="#0d5a6c"',
    "f2": 'fill="#7f8b90"',
    "f3": 'fill="#bcd6da" stroke="#428492"',
    "ax": 'stroke="#dbe0e1" stroke-width="1"',
    "ax0": 'stroke="#6f7b80" stroke-width="1"',
    "mid": 'text-anchor="middle" fill="#4c585d"',
    "end": 'text-anchor="end" fill="#4c585d"',
    "start": 'fill="#4c585d"',
}


def bar_chart(chart: BarChart, *, name: str, stacked: bool = False, standalone: bool = False) -> str:
    """
    Draw a chart as one SVG element.

    name        unique in the document: the ids of title and description are made of it
    stacked     bars of a label on top of each other instead of side by side
    standalone  with namespace, legend, font family and presentation attributes; else with classes alone
    returns     XML text; equal input, equal text. Time linear in the number of values
    """
    plot = _Plot(chart, scale_for(_largest(chart, stacked)), stacked, standalone)
    parts = [
        f'<title id="{escape(name)}-title">{escape(chart.title)}</title>',
        f'<desc id="{escape(name)}-desc">{escape(described(chart))}</desc>',
        *plot.axis(),
        *plot.columns(),
        *(plot.legend() if standalone else ()),
    ]
    return f"<svg {_head(name, standalone)}>{''.join(parts)}</svg>"


def described(chart: BarChart) -> str:
    """The chart in a sentence: where the least and the most lie, all series together."""
    if not chart.labels:
        return "没有数据。"
    totals = chart.totals
    low, high = totals.index(min(totals)), totals.index(max(totals))
    least = f"{chart.labels[low]}最少，{totals[low]:,} {chart.unit}"
    return f"{least}；{chart.labels[high]}最多，{totals[high]:,} {chart.unit}。"


def cell_bar(parts: Sequence[int], largest: int) -> str:
    """
    A bar inside a table's cell, stacked from the left; the number stands beside it, so it is hidden from readers.

    parts    its pieces, zero or more each
    largest  the sum of pieces that fills the cell; zero draws nothing
    """
    drawn, start = [], 0
    for place, part in enumerate(parts):
        width = round(1000 * part / largest) if largest else 0
        drawn.append(f'<rect class="{_style(place)}" x="{start}" width="{width}" height="12"/>')
        start += width
    return f'<svg viewBox="0 0 1000 12" preserveAspectRatio="none" aria-hidden="true">{"".join(drawn)}</svg>'


def _largest(chart: BarChart, stacked: bool) -> int:
    values = chart.totals if stacked else [value for series in chart.series for value in series.values]
    return max(values, default=0)


def _style(place: int) -> str:
    return SERIES_CLASSES[place % len(SERIES_CLASSES)]


def _head(name: str, standalone: bool) -> str:
    labelled = f'role="img" aria-labelledby="{escape(name)}-title {escape(name)}-desc"'
    if not standalone:
        return f'class="chart" viewBox="0 0 {WIDTH} {HEIGHT}" {labelled}'
    size = f'width="{WIDTH}" height="{HEIGHT + 20}" viewBox="0 -20 {WIDTH} {HEIGHT + 20}"'
    return f'xmlns="http://www.w3.org/2000/svg" {size} font-family="{_FONT}" font-size="12" {labelled}'


@dataclass(frozen=True)
class _Plot:
    chart: BarChart
    scale: Scale
    stacked: bool
    standalone: bool

    def axis(self) -> Iterator[str]:
        for value in self.scale.marks:
            y = self._level(value)
            line = self._mark("ax" if value else "ax0")
            yield f'<line {line} x1="{LEFT}" x2="{WIDTH}" y1="{y:.1f}" y2="{y:.1f}"/>'
            yield f'<text {self._mark("end")} x="{LEFT - 8}" y="{y + 4:.1f}">{value:,}</text>'

    def columns(self) -> Iterator[str]:
        slot = (WIDTH - LEFT) / max(1, len(self.chart.labels))
        for place, label in enumerate(self.chart.labels):
            middle = LEFT + slot * (place + 0.5)
            yield from self._column(place, middle - slot * FILL / 2, slot * FILL)
            yield f'<text {self._mark("mid")} x="{middle:.1f}" y="{HEIGHT - 10}">{escape(label)}</text>'

    def _column(self, place: int, x: float, room: float) -> Iterator[str]:
        """The bars of one label, from the left or from the bottom."""
        width = room if self.stacked else room / max(1, len(self.chart.series))
        below = 0
        for number, series in enumerate(self.chart.series):
            value = series.values[place]
            left = x if self.stacked else x + number * width
            top, foot = self._level(below + value), self._level(below)
            title = self._spoken(place, series.title, value)
            yield (
                f'<rect {self._mark(_style(number))} x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" '
                f'height="{foot - top:.1f}"><title>{escape(title)}</title></rect>'
            )
            below += value if self.stacked else 0

    def legend(self) -> Iterator[str]:
        """Above the plot: the unit, and with several series the colour of each. A page writes its own."""
        yield f'<text {self._mark("start")} x="0" y="-6">单位：{escape(self.chart.unit)}</text>'
        if len(self.chart.series) < 2:
            return
        x = LEFT + 60
        for number, series in enumerate(self.chart.series):
            yield f'<rect {self._mark(_style(number))} x="{x}" y="-15" width="16" height="10"/>'
            yield f'<text {self._mark("start")} x="{x + 22}" y="-6">{escape(series.title)}</text>'
            x += 22 + 13 * len(series.title) + 16

    def _level(self, value: int) -> float:
        return HEIGHT - BOTTOM - value / self.scale.top * (HEIGHT - TOP - BOTTOM)

    def _mark(self, style: str) -> str:
        return _ALONE[style] if self.standalone else f'class="{style}"'

    def _spoken(self, place: int, series: str, value: int) -> str:
        named = f"{series} " if len(self.chart.series) > 1 else ""
        return f"{self.chart.labels[place]} {named}{value:,} {self.chart.unit}"
