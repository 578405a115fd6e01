"""
The living report: the year's report as text, every figure a link that opens it down to its records.

    report         the page, a figure opened in it, its rows
    beside         relations, contents, steps beside the text
    comments       what readers of the draft say
    contributions  what offices write
    approval       how far it is, and the acts
    sealed         the frozen year checked; what goes out
    files          downloads
    checking       an edited report checked
"""

from functools import partial

from django.urls import register_converter
from django.urls.converters import IntConverter
from django.utils.translation import gettext_noop

from fazhi.lines.annual_report.web import approval, checking, comments, contributions, files, report, sealed
from fazhi.lines.annual_report.web.asking import SECTION
from fazhi.lines.annual_report.web.faces import CONTRIBUTION_FACE, REPORT_FACE
from fazhi.surfaces.web.access import STAFF, address
from fazhi.surfaces.web.matters import views as matters
from fazhi.surfaces.web.pages import Item, Pages


class YearConverter(IntConverter):
    """A year from 2000 to 2999, four digits."""

    regex = "2[0-9]{3}"


register_converter(YearConverter, "year")

_YEAR = "reports/<year:year>/"
_REPORT, _CONTRIBUTION = "reports/matters/<uuid:key>/", "reports/contributions/<uuid:key>/"

PAGES = Pages(
    urls=(
        address("reports/", report.start, name="start", access=STAFF),
        address(_YEAR, report.report, name="report", access=STAFF),
        address(f"{_YEAR}figures/<str:code>/", report.figure, name="figure", access=STAFF),
        address(f"{_YEAR}figures/<str:code>/rows/", report.rows, name="figure-rows", access=STAFF),
        address(f"{_YEAR}comments/", comments.comments, name="report-comments", access=STAFF),
        address(f"{_YEAR}comments/<int:number>/answer/", comments.answer, name="report-comment-answer", access=STAFF),
        address(f"{_YEAR}contributions/", contributions.contributions, name="contributions", access=STAFF),
        address(_CONTRIBUTION, contributions.contribution, name="contribution", access=STAFF),
        address(
            f"{_CONTRIBUTION}acts/<str:act>/",
            partial(matters.act, face=CONTRIBUTION_FACE),
            name="contribution-act",
            access=STAFF,
        ),
        address(f"{_YEAR}approval/", approval.approving, name="report-approval", access=STAFF),
        address(_REPORT, approval.matter, name="report-matter", access=STAFF),
        address(
            f"{_REPORT}acts/<str:act>/", partial(matters.act, face=REPORT_FACE), name="report-matter-act", access=STAFF
        ),
        address(f"{_YEAR}seal/", sealed.seal, name="report-seal", access=STAFF),
        address(f"{_YEAR}preview/", sealed.preview, name="report-preview", access=STAFF),
        address(f"{_YEAR}check/", checking.check, name="report-check", access=STAFF),
        address(f"{_YEAR}files/<str:name>", files.made, name="report-file", access=STAFF),
        address(f"{_YEAR}versions/<int:number>/<str:name>", files.kept, name="report-kept-file", access=STAFF),
    ),
    items=(Item(gettext_noop("年度报告"), section=SECTION, url_name="start", order=10),),
    matters=(REPORT_FACE, CONTRIBUTION_FACE),
)
