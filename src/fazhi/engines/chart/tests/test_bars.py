import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.engines.chart import BarChart, NegativeValue, Series, UnevenSeries, bar_chart, cell_bar
from fazhi.engines.chart.bars import BOTTOM, HEIGHT, LEFT, TOP, WIDTH

MONTHS = tuple(f"{month}月" for month in range(1, 13))
RESOLVED = BarChart(
    "2024年各月办结件数",
    "件",
    MONTHS,
    (Series("办结", (2986, 2104, 3377, 3421, 3512, 3604, 3688, 3561, 3655, 3402, 3817, 3853)),),
)
columns = st.lists(st.tuples(st.integers(0, 10**9), st.integers(0, 10**9)), min_size=1, max_size=30)


def bars(svg: str) -> list[dict[str, float]]:
    found = ElementTree.fromstring(svg).iter()
    return [
        {name: float(element.get(name) or 0) for name in ("x", "y", "width", "height")}
        for element in found
        if element.tag.endswith("rect")
    ]


def chart_of(values: list[tuple[int, int]]) -> BarChart:
    labels = tuple(str(place) for place in range(len(values)))
    return BarChart("图", "件", labels, tuple(Series(str(n), tuple(v[n] for v in values)) for n in range(2)))


def test_the_least_and_the_most_are_told_in_words():
    assert "2月最少，2,104 件；12月最多，3,853 件。" in bar_chart(RESOLVED, name="m")


def test_each_bar_says_its_number():
    svg = bar_chart(RESOLVED, name="m")

    assert re.findall(r"<title>(.*?)</title>", svg)[:2] == ["1月 2,986 件", "2月 2,104 件"]


def test_a_page_chart_is_styled_by_class_alone():
    svg = bar_chart(RESOLVED, name="m")

    assert not re.search(r"\b(style|fill|stroke|font-family)=", svg)
    assert 'aria-labelledby="m-title m-desc"' in svg


def test_a_chart_alone_carries_its_colours_font_and_unit():
    svg = bar_chart(RESOLVED, name="m", standalone=True)

    assert "class=" not in svg
    assert "style=" not in svg
    assert 'xmlns="http://www.w3.org/2000/svg"' in svg
    assert 'font-family="Noto Sans SC"' in svg
    assert "单位：件" in svg
    assert len(bars(svg)) == 12


def test_a_chart_alone_names_its_series():
    svg = bar_chart(chart_of([(1, 2)]), name="m", standalone=True)

    assert len(bars(svg)) == 2 + 2  # two bars, two legend fields


@pytest.mark.parametrize("stacked", [True, False])
@given(values=columns)
def test_bars_stay_inside_the_plot(stacked, values):
    for bar in bars(bar_chart(chart_of(values), name="m", stacked=stacked)):
        assert bar["x"] >= LEFT - 0.1
        assert bar["x"] + bar["width"] <= WIDTH + 0.2
        assert bar["y"] >= TOP - 0.1
        assert bar["y"] + bar["height"] <= HEIGHT - BOTTOM + 0.2


@given(values=columns)
def test_heights_are_in_proportion(values):
    drawn = bars(bar_chart(chart_of(values), name="m"))
    largest = max(max(pair) for pair in values)
    tallest = max(bar["height"] for bar in drawn)

    for bar, value in zip(drawn, (v for pair in values for v in pair), strict=True):
        assert bar["height"] == pytest.approx(tallest * value / max(largest, 1), abs=0.11)


@given(values=columns)
def test_a_stack_is_as_high_as_its_sum(values):
    drawn = bars(bar_chart(chart_of(values), name="m", stacked=True))

    for lower, upper in zip(drawn[::2], drawn[1::2], strict=True):
        assert upper["y"] + upper["height"] == pytest.approx(lower["y"], abs=0.11)


def test_titles_from_data_cannot_write_markup():
    hostile = BarChart("<script>", '"&', ("<b>",), (Series("<i>", (1,)),))

    svg = bar_chart(hostile, name='"x', standalone=True)

    ElementTree.fromstring(svg)
    assert "<script>" not in svg
    assert "<b>" not in svg


def test_no_labels_draws_an_empty_plot():
    assert bars(bar_chart(BarChart("图", "件", (), (Series("a", ()),)), name="m")) == []


def test_series_and_labels_must_match():
    with pytest.raises(UnevenSeries):
        BarChart("图", "件", ("1月", "2月"), (Series("a", (1,)),))


def test_a_negative_value_is_refused():
    with pytest.raises(NegativeValue):
        BarChart("图", "件", ("1月",), (Series("a", (-1,)),))


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=4))
def test_a_cell_bar_of_the_largest_row_fills_the_cell(parts):
    widths = [bar["width"] for bar in bars(cell_bar(parts, sum(parts)))]

    assert sum(widths) == pytest.approx(1000 if sum(parts) else 0, abs=len(parts))


def test_a_cell_bar_of_nothing_has_no_width():
    assert 'width="0"' in cell_bar([0], 0)
