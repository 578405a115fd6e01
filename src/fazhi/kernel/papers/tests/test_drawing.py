import pytest

from fazhi.engines.chart import BarChart, Series, bar_chart
from fazhi.kernel.papers.drawing import png_of
from fazhi.kernel.papers.errors import FaceMissing

PNG = b"\x89PNG\r\n\x1a\n"


def svg(face: str) -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="40" viewBox="0 0 200 40">'
        f'<text x="4" y="24" font-family="{face}" font-size="14">受理 12 件</text></svg>'
    )


@pytest.fixture
def chart() -> str:
    series = (Series("受理", tuple(range(1, 13))),)
    return bar_chart(
        BarChart("行政调解受理（按月）", "件", tuple(str(month) for month in range(1, 13)), series),
        name="chart",
        standalone=True,
    )


def test_a_chart_becomes_a_png(chart: str):
    png = png_of(chart)

    assert png.startswith(PNG)
    width, height = (int.from_bytes(png[start : start + 4]) for start in (16, 20))
    assert width > height > 100


def test_resolution_is_what_was_asked_for(chart: str):
    def width(ppi: int) -> int:
        return int.from_bytes(png_of(chart, width_points=360, ppi=ppi)[16:20])

    assert (width(72), width(144)) == (360, 720)


def test_the_same_drawing_gives_the_same_bytes(chart: str):
    assert png_of(chart) == png_of(chart)


def test_a_face_that_is_not_shipped_is_refused_rather_than_printed_as_boxes():
    with pytest.raises(FaceMissing):
        png_of(svg("No Such Face"))
