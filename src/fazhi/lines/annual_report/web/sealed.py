"""A sealed year on the desk: checked against the records; and what of it goes out, as a stranger will see it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from fazhi.kernel.indicators import queries as indicators
from fazhi.kernel.indicators.errors import ManifestNotReadable
from fazhi.kernel.indicators.manifest import Manifest, read_manifest
from fazhi.kernel.indicators.services import verify
from fazhi.kernel.indicators.terms import Difference, Verification
from fazhi.lines.annual_report.queries import report as report_of
from fazhi.lines.annual_report.queries.standing import files_of, versions_of_year
from fazhi.lines.annual_report.terms import WITHHELD, PrintedSection, Report
from fazhi.lines.annual_report.web.asking import SECTION, found_here, require_bureau, scope_of, way_to
from fazhi.surfaces.web.errors import NotHere
from fazhi.surfaces.web.matters.course import actor_text, names_by_code
from fazhi.surfaces.web.pages import DeskRequest, page

if TYPE_CHECKING:
    from fazhi.kernel.indicators.models import FrozenYear

SHOWN = 50
"""So many differences at most are listed; `fazhi year verify` has all of them."""

_DRIFT = {
    "none": gettext_noop("没有变动"),
    "explained": gettext_noop("有变动，留痕都能说明"),
    "unexplained": gettext_noop("有变动，留痕不能说明"),
    "unchecked": gettext_noop("没有核对"),
}
_PARTS = {"seal": gettext_noop("封条"), "recompute": gettext_noop("重算"), "drift": gettext_noop("变动")}


@dataclass(frozen=True)
class Checked:
    """What a check found; `lines` the first differences, `others` how many more there are."""

    found: Verification
    drift: str
    lines: tuple[tuple[str, Difference], ...]
    others: int


@dataclass(frozen=True)
class Withheld:
    """A table or chart some of whose cells are not published, and how many."""

    title: str
    cells: int


def seal(request: DeskRequest, year: int) -> HttpResponse:
    """The sealed year; with ?check=1 its files, its figures and today's records against each other."""
    require_bureau(request.post, year)
    frozen = indicators.newest_frozen(year).get(year)
    if frozen is None:
        raise NotHere(_("%s 年的封账") % year, way_to(year))
    context = {
        "year": year,
        "frozen": frozen,
        "by": actor_text(frozen.by, names_by_code([frozen.by])),
        "manifest": _manifest(frozen),
        "checked": _checked(frozen) if "check" in request.GET else None,
    }
    return page(request, "annual_report/seal.html", context, section=SECTION)


def _manifest(frozen: "FrozenYear") -> Manifest | None:
    """What the frozen year says of itself; None if that can't be read any more, which the check then tells."""
    try:
        return read_manifest(frozen.path)
    except ManifestNotReadable:
        return None


def _checked(frozen: "FrozenYear") -> Checked:
    found = verify(frozen.path)
    lines = tuple((_(_PARTS[each.part]), each) for each in found.differences[:SHOWN])
    return Checked(found, _(_DRIFT[found.drift]), lines, len(found.differences) - len(lines))


def preview(request: DeskRequest, year: int) -> HttpResponse:
    """What goes out of the sealed version: files with their digests, cells that are withheld, the text as a stranger reads it."""
    require_bureau(request.post, year)
    versions = versions_of_year(year, scope_of(request))
    if not versions or not versions[-1].seal:
        raise NotHere(_("%s 年的封账版本") % year, way_to(year))
    with found_here(year):
        report = report_of(year, engine="frozen", scope=scope_of(request))
    context = {
        "year": year,
        "version": versions[-1],
        "report": report,
        "files": files_of(versions[-1]),
        "withheld": tuple(withheld(report)),
        "plain": {figure.code: figure for figure in report.plain},
    }
    return page(request, "annual_report/preview.html", context, section=SECTION)


def withheld(report: Report) -> Iterator[Withheld]:
    """The report's tables, charts and plain breakdowns of which some cells are not published."""
    for _heading, sections in report.sections:
        for section in sections:
            yield from _of_section(section)
    titles = {figure.code: figure.title for figure in report.figures}
    for figure in report.plain:
        if figure.breakdown and figure.breakdown.withholds:
            rows = (*figure.breakdown.rows, figure.breakdown.total)
            yield Withheld(_("%s（通俗版）") % titles[figure.code], sum(row.count(WITHHELD) for row in rows))


def _of_section(section: PrintedSection) -> Iterator[Withheld]:
    whole = {table.title: table for table in section.whole_tables}
    for table in section.tables:
        if table.withholds:
            pairs = zip(whole[table.title].rows, table.rows, strict=True)
            cells = sum(was != now for before, after in pairs for was, now in zip(before, after, strict=True))
            yield Withheld(table.title, cells)
    for chart in section.charts:
        if chart.withholds:
            yield Withheld(chart.title, sum(value is None for _title, values in chart.series for value in values))
    shown = {chart.title for chart in section.charts}
    for chart in section.whole_charts:
        if chart.title not in shown:
            yield Withheld(chart.title, sum(len(values) for _title, values in chart.series))
