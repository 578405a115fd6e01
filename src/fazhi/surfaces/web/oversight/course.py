"""The year so far, month by month beside the year before: the monthly charts that the lines have declared."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from fazhi.engines.chart import BarChart, Series, bar_chart, style_of
from fazhi.engines.indicator import Chart, Period
from fazhi.kernel.indicators import queries as indicators
from fazhi.kernel.indicators import registry
from fazhi.kernel.indicators.live import Live
from fazhi.kernel.indicators.terms import Figure, Scope
from fazhi.kernel.procedures.oversight import Sight
from fazhi.surfaces.web.access import reachable
from fazhi.surfaces.web.oversight.asked import read
from fazhi.surfaces.web.pages import DeskRequest, page

MONTHS = range(1, 13)


@dataclass(frozen=True)
class Course:
    """
    One chart: its drawing, and the numbers it draws.

    parts   title of an indicator, address of its figure, its value of each month, and their sum
    now, before  the sums of the parts, month by month: this year's and the year before's
    """

    drawing: SafeString
    unit: str
    parts: tuple[tuple[str, str, tuple[int, ...], int], ...]
    now: tuple[int, ...]
    before: tuple[int, ...]


def course(request: DeskRequest) -> HttpResponse:
    """A page of its own, or what the page of oversight fetches into its sheet."""
    asked = read(request, timezone.now())
    declared = charts()
    written = request.GET.get("chart", "")
    place = int(written) if written.isascii() and written.isdigit() and int(written) < len(declared) else 0
    year = asked.sight.period.year
    context = {
        "asked": asked,
        "office": asked.sight.office,
        "year": year,
        "title": declared[place].title if declared else "",
        "tabs": [
            (each.title, asked.url("oversight-course", chart=str(number)), number == place)
            for number, each in enumerate(declared)
        ],
        "course": course_of(declared[place], asked.sight, request) if declared else None,
        "months": [_("%s月") % month for month in MONTHS],
        "legend": ((style_of(0), _("%s年") % year), (style_of(1), _("%s年") % (year - 1))),
        "back": asked.url("oversight"),
    }
    if request.headers.get("HX-Request"):
        answer = render(request, "web/oversight/course_part.html", context)
    else:
        answer = page(request, "web/oversight/course.html", context, section="oversight")
    patch_vary_headers(answer, ["HX-Request"])
    return answer


def charts() -> tuple[Chart, ...]:
    """The lines' charts by month; of several indicators only where they are parts of one whole, so that they add up."""
    return tuple(
        chart
        for section in registry.sections()
        for chart in section.charts
        if chart.by.endswith("_month") and (chart.stacked or len(chart.codes) == 1)
    )


def course_of(chart: Chart, sight: Sight, request: DeskRequest) -> Course:
    """This year's and the year before's numbers, within the office's bounds, from the records as they are."""
    office, year = sight.office, sight.period.year
    scope = Scope(office.code, office.left, office.right, office.name)
    figures = {
        each: indicators.figures(Period(each), engine=Live(), codes=chart.codes, by=chart.by, scope=scope)
        for each in (year, year - 1)
    }
    titles = chart.heads or tuple(figure.title for figure in figures[year])
    parts = tuple(
        (title, reachable("figure", request.post, year=year, code=figure.code), _months(figure), sum(_months(figure)))
        for title, figure in zip(titles, figures[year], strict=True)
    )
    now, before = _sums(figures[year]), _sums(figures[year - 1])
    unit = figures[year][0].unit
    drawn = BarChart(
        chart.title,
        unit,
        tuple(_("%s月") % month for month in MONTHS),
        (Series(_("%s年") % year, now), Series(_("%s年") % (year - 1), before)),
    )
    return Course(mark_safe(bar_chart(drawn, name="course-chart")), unit, parts, now, before)  # noqa: S308  our own drawing


def _months(figure: Figure) -> tuple[int, ...]:
    by_month = {group.key: int(group.exact or 0) for group in figure.by or ()}
    return tuple(by_month.get(month, 0) for month in MONTHS)


def _sums(figures: tuple[Figure, ...]) -> tuple[int, ...]:
    return tuple(sum(month) for month in zip(*(_months(figure) for figure in figures), strict=True))
