"""The pages of the living report: each address is one question, its answer in the frame."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from fazhi.engines.citation import Document as Cited
from fazhi.engines.indicator import Catalogue, Count, Indicator, Period, UnknownDimension, UnknownIndicator
from fazhi.kernel.indicators import queries as indicators
from fazhi.kernel.indicators.terms import Engine, Scope
from fazhi.lines.annual_report import papers
from fazhi.lines.annual_report.errors import NothingToReport
from fazhi.lines.annual_report.queries import chosen_engine
from fazhi.lines.annual_report.queries import report as report_of
from fazhi.lines.annual_report.terms import Report
from fazhi.lines.annual_report.web.document import broken, lay_out
from fazhi.lines.annual_report.web.opened import Opened, grouped, open_figure, rows_url
from fazhi.lines.annual_report.web.rows import Group, group_of, rows_page
from fazhi.surfaces.web.citations import cited
from fazhi.surfaces.web.errors import NotHere, Way
from fazhi.surfaces.web.pages import DeskRequest, page
from fazhi.surfaces.web.tables import RowsTable

SECTION = "reports"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
YEARS_BACK = 20
_CONTENTS = Cited("督察工作规定", "厅字〔2019〕28号")


def start(request: DeskRequest) -> HttpResponse:
    """The newest report; without any, what to do next."""
    year = newest_year(scope_of(request), timezone.localdate().year)
    if year is None:
        return page(request, "web/empty.html", {})
    return redirect("report", year=year)


def newest_year(scope: Scope, this_year: int) -> int | None:
    """
    The newest year that has records in its December, so that a year of which only a few weeks are in does not come
    before a whole one; else the newest with any records.
    """
    years = range(this_year, this_year - YEARS_BACK, -1)
    return next((year for year in years if _has_records(Period(year, month=12), scope)), None) or next(
        (year for year in years if _has_records(Period(year), scope)), None
    )


def _has_records(period: Period, scope: Scope) -> bool:
    with chosen_engine(period.year, None) as engine:
        codes = _one_flow_a_register(engine.catalogue)
        return any(indicators.figures(period, engine=engine, codes=(code,), scope=scope)[0].rows for code in codes)


def _one_flow_a_register(catalogue: Catalogue) -> list[str]:
    """Enough to see whether a period has records: the first flow that each register declares."""
    found: dict[str, str] = {}
    for code, item in catalogue.indicators.items():
        if isinstance(item.measure, Count) and item.measure.on is not None:
            found.setdefault(item.measure.register, code)
    return list(found.values())


def report(request: DeskRequest, year: int) -> HttpResponse:
    """The report of a year, all its figures closed."""
    return _show(request, _report(year, scope_of(request)), None)


def figure(request: DeskRequest, year: int, code: str) -> HttpResponse:
    """The report with one figure open in its place."""
    scope = scope_of(request)
    printed = _report(year, scope)
    with _asked(year, code) as engine:
        opened = open_figure(code, year, request.GET.get("by"), engine=engine, scope=scope)
    return _show(request, printed, opened)


def _show(request: DeskRequest, report: Report, opened: Opened | None) -> HttpResponse:
    context = {
        "report": report,
        "document": lay_out(report, opened.indicator.code if opened else None),
        "opened": opened,
        "broken": broken(report),
        "contents": cited([_CONTENTS])[0],
    }
    return page(request, "annual_report/report.html", context, section=SECTION)


def rows(request: DeskRequest, year: int, code: str) -> HttpResponse:
    """The register rows behind a figure, or behind one line of its breakdown."""
    scope, by = scope_of(request), request.GET.get("by", "")
    with _asked(year, code) as engine:
        indicator = engine.catalogue.indicator(code)
        if not isinstance(indicator.measure, Count):
            raise NotHere(f"{indicator.title}的明细：它由其他数据计算", _way_to(year))
        group = _group(engine, indicator, by, request.GET.get("key", "")) if by else None
        (figure,) = indicators.figures(Period(year), engine=engine, codes=(code,), by=by or None, scope=scope)
        after = _key(request.GET.get("after", ""), year)
        shown = rows_page(indicator, Period(year), engine=engine, scope=scope, group=group, after=after)
    counted = next((each for each in figure.by or () if group and each.key == group.key), None)
    context = {
        "year": year,
        "figure": figure,
        "value": grouped(figure.value),
        "group": _group_text(group, counted.label if counted else ""),
        "count": ((counted.rows if counted else 0) if group else figure.rows) or 0,
        "table": shown,
        "is_first": after is None,
        "first_url": rows_url(year, code, **_query(by, request)),
        "next_url": _next_url(year, code, by, request, shown),
    }
    return page(request, "annual_report/rows.html", context, section=SECTION)


def _group(engine: Engine, indicator: Indicator, by: str, key: str) -> Group:
    if by not in indicator.dimensions:
        raise UnknownDimension(indicator.code, by, indicator.dimensions)
    assert isinstance(indicator.measure, Count)
    try:
        return group_of(engine.catalogue.registers[indicator.measure.register], by, key)
    except ValueError as error:
        raise NotHere(f"“{key}”这一组") from error


def _group_text(group: Group | None, label: str) -> str:
    if group is None:
        return ""
    title = group.column.title.removesuffix("代码")
    return f"{title}：{label or ('没有填写' if group.key is None else group.key)}"


def _query(by: str, request: DeskRequest) -> dict[str, str]:
    return {"by": by, "key": request.GET.get("key", "")} if by else {}


def _next_url(year: int, code: str, by: str, request: DeskRequest, table: RowsTable) -> str:
    return rows_url(year, code, **_query(by, request), after=table.following) if table.following else ""


def _key(written: str, year: int) -> UUID | None:
    try:
        return UUID(written) if written else None
    except ValueError as error:
        raise NotHere(f"从“{written}”开始的一页", _way_to(year)) from error


def word(request: DeskRequest, year: int) -> HttpResponse:
    """The report as a Word file, made on the spot."""
    printed = _report(year, scope_of(request))
    response = HttpResponse(papers.word(printed), content_type=WORD)
    response["Content-Disposition"] = f'attachment; filename="report-{year}.docx"'
    return response


def scope_of(request: DeskRequest) -> Scope:
    """The offices whose rows the reader sees."""
    office = request.post.office
    return Scope(office.code, office.left, office.right, office.name)


def _report(year: int, scope: Scope) -> Report:
    try:
        return report_of(year, scope=scope)
    except NothingToReport as error:
        raise NotHere(f" {year} 年的记录") from error


@contextmanager
def _asked(year: int, code: str) -> Iterator[Engine]:
    """The year's engine, for questions about one figure that the address names."""
    try:
        with chosen_engine(year, None) as engine:
            yield engine
    except UnknownIndicator as error:
        raise NotHere(f"指标“{code}”", _way_to(year)) from error
    except UnknownDimension as error:
        raise NotHere(
            f"这项数据按“{error.dimension}”的分解", Way("看这项数据", reverse("figure", args=[year, code]))
        ) from error


def _way_to(year: int) -> Way:
    return Way(f"{year} 年的报告", reverse("report", kwargs={"year": year}))
