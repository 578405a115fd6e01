"""How much room words take, and the legend, which is words."""

import unicodedata
from collections.abc import Iterator
from html import escape

from fazhi.engines.chart.styles import mark, style_of
from fazhi.engines.chart.terms import BarChart

_WIDE, _NARROW = 12, 7
_LINE = 18
_FIELD = 22
"""Of a legend's colour field and the space after it."""


def width_of(text: str) -> int:
    """The width of `text` in user units, rather too much than too little: Chinese signs are square, others are narrower."""
    return sum(_WIDE if unicodedata.east_asian_width(sign) in "WFA" else _NARROW for sign in text)


def shortened(text: str, room: int) -> str:
    """`text` if it fits into `room`, else so much of it that it fits with an ellipsis."""
    if width_of(text) <= room:
        return text
    while text and width_of(text) > room - _WIDE:
        text = text[:-1]
    return f"{text}…"


def legend_height(chart: BarChart, width: int) -> int:
    """The room that the legend takes above the plot."""
    lines = {line for line, _, _ in _fields(chart, width)}
    return 20 + _LINE * max(lines, default=0)


def legend(chart: BarChart, width: int) -> Iterator[str]:
    """The unit, and with several series the colour of each, on as many lines as they need. A page writes its own."""
    top = -legend_height(chart, width)
    yield f'<text {mark("start", True)} x="0" y="{top + 14}">单位：{escape(chart.unit)}</text>'
    for number, (line, x, title) in enumerate(_fields(chart, width)):
        y = top + line * _LINE
        yield f'<rect {mark(style_of(number), True)} x="{x}" y="{y + 5}" width="16" height="10"/>'
        yield f'<text {mark("start", True)} x="{x + _FIELD}" y="{y + 14}">{escape(title)}</text>'


def _fields(chart: BarChart, width: int) -> list[tuple[int, int, str]]:
    """Line, place and title of each series; none for a single one."""
    if len(chart.series) < 2:
        return []
    start = width_of(f"单位：{chart.unit}") + 24
    line, x, found = 0, start, []
    for series in chart.series:
        title = shortened(series.title, width - start - _FIELD)
        room = _FIELD + width_of(title) + 16
        if x > start and x + room > width:
            line, x = line + 1, start
        found.append((line, x, title))
        x += room
    return found
