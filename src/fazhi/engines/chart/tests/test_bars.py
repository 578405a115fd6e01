import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.engines.chart import BarChart, NegativeValue, Series, UnevenSeries, bar_chart, cell_bar, row_chart
from fazhi.engines.chart.bars import BOTTOM, HEIGHT, LEFT, ROW, TOP, WIDTH
from fazhi.engines.chart.lettering import shortened, width_of

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


def test_the_pieces_of_a_cell_bar_take_the_classes_given():
    drawn = cell_bar([1, 2], 3, styles=("ra", "fr"))

    assert re.findall('class="([a-z0-9]+)"', drawn) == ["ra", "fr"]


def test_a_cell_bar_of_nothing_has_no_width():
    assert 'width="0"' in cell_bar([0], 0)


names = st.lists(st.text("市区局委会行政执法ab12", max_size=30), min_size=1, max_size=25)
OFFICES = BarChart(
    "各部门受理",
    "件",
    ("厦门市城市管理行政执法局", "厦门市公安局", "一个名称长得放不下的市级行政执法综合协调机构"),
    (Series("民商事", (1_000, 112_406, 0)), Series("行政", (12, 0, 0))),
)


def written(svg: str) -> list[tuple[float, float, float, str]]:
    """From, to, height and words of each text drawn."""
    found = []
    for element in ElementTree.fromstring(svg).iter():
        if element.tag.endswith("text"):
            text, x, y = element.text or "", float(element.get("x") or 0), float(element.get("y") or 0)
            anchor = element.get("text-anchor") or {"end": "end", "mid": "middle"}.get(element.get("class") or "", "")
            start = x - {"end": 1, "middle": 0.5}.get(anchor, 0) * width_of(text)
            found.append((start, start + width_of(text), y, text))
    return found


def overlaps(svg: str) -> list[tuple[str, str]]:
    texts = sorted(written(svg), key=lambda item: (item[2], item[0]))
    return [(a[3], b[3]) for a, b in zip(texts, texts[1:], strict=False) if a[2] == b[2] and b[0] < a[1] - 0.2]


def test_a_row_says_its_label_and_the_sum_of_its_bars():
    svg = row_chart(OFFICES, name="m")

    assert [text for *_, text in written(svg)][:4] == ["厦门市城市管理行政执法局", "1,012", "厦门市公安局", "112,406"]
    assert "厦门市公安局 民商事 112,406 件" in svg


def test_a_long_label_is_cut_and_stands_whole_in_the_bars_title():
    svg = row_chart(OFFICES, name="m")

    assert "一个名称长得放不下的市级行政…" in [text for *_, text in written(svg)]
    assert "一个名称长得放不下的市级行政执法综合协调机构 行政 0 件" in svg


def test_a_row_chart_alone_has_legend_and_grows_with_its_rows():
    svg = row_chart(OFFICES, name="m", standalone=True)

    assert "class=" not in svg
    assert {"单位：件", "民商事", "行政"} <= {text for *_, text in written(svg)}
    assert f'height="{3 * ROW + 8 + 20}"' in svg


@pytest.mark.parametrize("standalone", [True, False])
@given(labels=names, values=st.lists(st.integers(0, 10**9), min_size=25, max_size=25))
def test_nothing_written_in_rows_overlaps_or_leaves_the_picture(standalone: bool, labels: list[str], values: list[int]):
    series = (Series("调解成功", tuple(values[: len(labels)])), Series("不成", tuple(values[-len(labels) :])))
    svg = row_chart(BarChart("图", "件", tuple(labels), series), name="m", standalone=standalone)

    assert overlaps(svg) == []
    assert all(start >= 0 and end <= WIDTH + 0.1 for start, end, *_ in written(svg))
    assert all(bar["x"] + bar["width"] <= WIDTH for bar in bars(svg))


@given(values=st.lists(st.integers(0, 10**9), min_size=1, max_size=25))
def test_rows_are_in_proportion(values: list[int]):
    drawn = bars(row_chart(BarChart("图", "件", tuple(map(str, values)), (Series("a", tuple(values)),)), name="m"))
    longest = max(bar["width"] for bar in drawn)

    for bar, value in zip(drawn, values, strict=True):
        assert bar["width"] == pytest.approx(longest * value / max(*values, 1), abs=0.11)


@given(labels=names, largest=st.integers(0, 10**9))
def test_labels_under_columns_do_not_run_into_each_other(labels: list[str], largest: int):
    chart = BarChart("图", "件", tuple(labels), (Series("a", (largest,) * len(labels)),))

    assert overlaps(bar_chart(chart, name="m", standalone=True)) == []


@given(titles=st.lists(st.text("人民调解成功率", min_size=1, max_size=60), min_size=2, max_size=8))
def test_a_legend_takes_as_many_lines_as_it_needs(titles: list[str]):
    svg = bar_chart(BarChart("图", "件", ("1月",), tuple(Series(t, (1,)) for t in titles)), name="m", standalone=True)
    top = float(re.search(r'viewBox="0 (-?\d+)', svg)[1])

    assert overlaps(svg) == []
    assert all(end <= WIDTH and top < y for _, end, y, _ in written(svg))


def test_an_axis_of_large_numbers_has_room_for_them():
    svg = bar_chart(BarChart("图", "元", ("1月",), (Series("a", (987_654_321_000,)),)), name="m")

    assert min(start for start, *_ in written(svg)) >= 0


def test_a_hundred_labels_are_thinned_out():
    chart = BarChart("图", "件", tuple(f"第{n}个机构" for n in range(700)), (Series("a", (1,) * 700),))

    assert 0 < len([text for *_, text in written(bar_chart(chart, name="m")) if "机构" in text]) < 20


def test_no_rows_draw_an_empty_picture():
    assert bars(row_chart(BarChart("图", "件", (), (Series("a", ()),)), name="m")) == []


@given(st.text("市区局ab1", max_size=40), st.integers(24, 300))
def test_a_shortened_text_fits(text: str, room: int):
    assert width_of(shortened(text, room)) <= room


@pytest.mark.parametrize("draw", [bar_chart, row_chart])
def test_a_withheld_value_is_neither_drawn_nor_told(draw):
    chart = BarChart("图", "件", ("甲", "乙"), (Series("成", (7, None)), Series("败", (5, 3))))
    svg = draw(chart, name="w")

    assert re.findall(r"<title>(.*?)</title>", svg) == ["甲 成 7 件", "甲 败 5 件", "乙 败 3 件"]
    assert "部分数据不公开。" in svg
    assert len(bars(svg)) == 3


def test_a_row_with_something_withheld_has_a_dash_for_its_sum():
    svg = row_chart(BarChart("图", "件", ("甲", "乙"), (Series("成", (7, None)), Series("败", (5, 3)))), name="w")

    assert re.findall(r">([\d—]+)</text>", svg) == ["12", "—"]


def test_bars_on_top_of_each_other_leave_a_withheld_one_out():
    chart = BarChart("图", "件", ("甲",), (Series("成", (None,)), Series("败", (5,))))

    (bar,) = bars(bar_chart(chart, name="w", stacked=True))

    assert bar["y"] + bar["height"] == pytest.approx(HEIGHT - BOTTOM, abs=0.1)
