"""
Bar charts as SVG text, from data.

`bar_chart` draws columns side by side or stacked, `row_chart` lying bars, for a page (classes of its style sheet) or
standing alone (for Typst and Word); `cell_bar` is the small bar inside a table's cell. No styles inline, no script, no fonts: the same data give
the same text. See docs/algorithms/chart.md.
"""

from fazhi.engines.chart.bars import bar_chart, cell_bar, row_chart
from fazhi.engines.chart.errors import ChartError, NegativeValue, UnevenSeries
from fazhi.engines.chart.scale import Scale, scale_for
from fazhi.engines.chart.styles import style_of
from fazhi.engines.chart.terms import BarChart, Series

__all__ = [
    "BarChart",
    "ChartError",
    "NegativeValue",
    "Scale",
    "Series",
    "UnevenSeries",
    "bar_chart",
    "cell_bar",
    "row_chart",
    "scale_for",
    "style_of",
]
