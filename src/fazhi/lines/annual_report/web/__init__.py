"""The living report: the year's report as text, every figure a link that opens it down to its records."""

from django.urls import register_converter
from django.urls.converters import IntConverter

from fazhi.lines.annual_report.web import views
from fazhi.surfaces.web.access import STAFF, address
from fazhi.surfaces.web.pages import Item, Pages


class YearConverter(IntConverter):
    """A year from 2000 to 2999, four digits."""

    regex = "2[0-9]{3}"


register_converter(YearConverter, "year")

PAGES = Pages(
    urls=(
        address("reports/", views.start, name="start", access=STAFF),
        address("reports/<year:year>/", views.report, name="report", access=STAFF),
        address("reports/<year:year>/report.docx", views.word, name="report-word", access=STAFF),
        address("reports/<year:year>/figures/<str:code>/", views.figure, name="figure", access=STAFF),
        address("reports/<year:year>/figures/<str:code>/rows/", views.rows, name="figure-rows", access=STAFF),
    ),
    items=(Item("年度报告", section=views.SECTION, url_name="start", order=10),),
)
