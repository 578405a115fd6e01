"""The report as a page: read, a figure opened in its place, the rows behind it."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from fazhi.engines.citation import Document as Cited
from fazhi.engines.indicator import Catalogue, Count, Indicator, Period, UnknownDimension, UnknownIndicator
from fazhi.kernel.indicators import queries as indicators
from fazhi.kernel.indicators.live import Live
from fazhi.kernel.indicators.terms import Engine, Figure, Scope, Sheet
from fazhi.lines.annual_report.errors import NothingToReport
from fazhi.lines.annual_report.models import Circulation, Contribution
from fazhi.lines.annual_report.permissions import COMMENT
from fazhi.lines.annual_report.queries.commenting import circulated, comments_on
from fazhi.lines.annual_report.queries.printing import Sources, for_the_desk, sources
from fazhi.lines.annual_report.queries.standing import asked_of
from fazhi.lines.annual_report.terms import Report, State
from fazhi.lines.annual_report.web.asking import SECTION, found_here, is_of_bureau, scope_of, way_to
from fazhi.lines.annual_report.web.beside import contents, mine, relations, steps
from fazhi.lines.annual_report.web.comments import commented, may_comment
from fazhi.lines.annual_report.web.document import lay_out
from fazhi.lines.annual_report.web.opened import chosen_dimension, figure_alone, grouped, open_figure, rows_url
from fazhi.lines.annual_report.web.rows import Group, group_of, rows_page
from fazhi.surfaces.web.citations import cited
from fazhi.surfaces.web.errors import NotHere, Way
from fazhi.surfaces.web.pages import DeskRequest, page
from fazhi.surfaces.web.tables import RowsTable

YEARS_BACK = 20
FIRST_RELATIONS = 6
"""So many relations stand open beside the report, and all that don't hold."""

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
    before a whole one; else the newest with any records. The latest three years are asked first.
    """
    live = Live()
    codes = _one_flow_a_register(live.catalogue)
    for month in (12, None):
        for first, last in ((0, 3), (3, YEARS_BACK)):
            periods = [Period(year, month=month) for year in range(this_year - first, this_year - last, -1)]
            if found := indicators.periods_with_rows(codes, periods, engine=live, scope=scope):
                return found[0].year
    return None


def _one_flow_a_register(catalogue: Catalogue) -> list[str]:
    """Enough to see whether a period has records: the first flow that each register declares."""
    found: dict[str, str] = {}
    for code, item in catalogue.indicators.items():
        if isinstance(item.measure, Count) and item.measure.on is not None:
            found.setdefault(item.measure.register, code)
    return list(found.values())


def report(request: DeskRequest, year: int) -> HttpResponse:
    """
    The report of a year, all its figures closed. An office that sees no records of the year, and was asked for a text, reads
    the draft that went round.
    """
    try:
        return _show(request, year, "")
    except NothingToReport as error:
        asked = asked_of(year, scope_of(request))
        draft = circulated(asked)
        if draft is None:
            raise NotHere(_(" %s 年的记录") % year) from error
    return _show_draft(request, *draft, asked)


def _show_draft(
    request: DeskRequest, draft: Report, circulation: Circulation, asked: tuple[Contribution, ...]
) -> HttpResponse:
    comments = comments_on(draft, request.post)
    context = {
        "year": draft.year,
        "report": draft,
        "circulation": circulation,
        "document": lay_out(draft, commented=commented(comments)),
        "mine": mine(asked, request.post),
        "comments": comments,
        "open_comments": sum(1 for each in comments if each.is_open),
        "may_comment": may_comment(request.post, (), asked),
        "is_draft": True,
    }
    return page(request, "annual_report/draft.html", context, section=SECTION)


def figure(request: DeskRequest, year: int, code: str) -> HttpResponse:
    """The report with one figure open in its place; for htmx the opened figure alone."""
    with found_here(year):
        answer = _opened_alone(request, year, code) if request_is_for_a_part(request) else _show(request, year, code)
    patch_vary_headers(answer, ["HX-Request"])
    return answer


def request_is_for_a_part(request: DeskRequest) -> bool:
    """Whether htmx asks for a piece of the page."""
    return bool(getattr(request, "htmx", False))


def _opened_alone(request: DeskRequest, year: int, code: str) -> HttpResponse:
    scope = scope_of(request)
    with _asked(request, year, code) as source:
        engine = source.engine
        chosen = chosen_dimension(code, request.GET.get("by"), engine)
        found = figure_alone(code, year, chosen, engine=engine, scope=scope)
        bases = cited(engine.catalogue.indicator(code).basis)
        opened = open_figure(found, year, chosen, engine=engine, scope=scope, bases=bases)
    return render(
        request,
        "annual_report/opened.html",
        {"opened": opened, "year": year, "may_comment": request.post.role in COMMENT.roles},
    )


def _show(request: DeskRequest, year: int, code: str) -> HttpResponse:
    scope, today = scope_of(request), timezone.localdate()
    with _asked(request, year, code) as source:
        engine = source.engine
        chosen = chosen_dimension(code, request.GET.get("by"), engine) if code else None
        asked = {chosen: [code]} if chosen else {}
        composed = for_the_desk(year, source, scope=scope, opened=asked, on=today)
        basis, *bases = cited([_CONTENTS, *(engine.catalogue.indicator(code).basis if code else ())])
        opened = None
        if code:
            figures = _figures_of(code, chosen, composed.sheet)
            opened = open_figure(figures, year, chosen, engine=engine, scope=scope, bases=bases)
    printed, versions = composed.report, composed.versions
    comments, lights = comments_on(printed, request.post), relations(printed)
    failing = sum(1 for light in lights if not light.is_on)
    first = max(failing, FIRST_RELATIONS)
    context = {
        "year": year,
        "report": printed,
        "document": lay_out(printed, code or None, commented(comments), beside="beside" in request.GET),
        "opened": opened,
        "shown_relations": lights[:first],
        "more_relations": lights[first:],
        "relation_count": len(lights),
        "failing": failing,
        "contents": contents(printed),
        "basis": basis,
        "version": versions[-1] if versions else None,
        "state": State(versions[-1].report.state) if versions else None,
        "steps": steps(versions[-1], composed.asked, today) if versions else (),
        "mine": mine(composed.asked, request.post),
        "comments": comments,
        "open_comments": sum(1 for each in comments if each.is_open),
        "may_comment": may_comment(request.post, versions, composed.asked),
        "is_of_bureau": is_of_bureau(request.post),
        "beside": "beside" in request.GET,
        "has_before": any(figure.previous for figure in printed.figures),
        "corrects": bool(versions) and versions[-1].report.state == State.CORRECTING,
    }
    return page(request, "annual_report/report.html", context, section=SECTION)


def _figures_of(code: str, dimension: str | None, sheet: Sheet) -> tuple[Figure, ...]:
    """The figure, broken down if it can be, and those that it is computed from."""
    whole = {figure.code: figure for figure in sheet.figures}
    figure = sheet.by[dimension][code] if dimension else whole[code]
    return (figure, *(whole[part] for part in figure.parts))


def rows(request: DeskRequest, year: int, code: str) -> HttpResponse:
    """The register rows behind a figure, or behind one line of its breakdown."""
    scope, by = scope_of(request), request.GET.get("by", "")
    with _asked(request, year, code) as source:
        engine = source.engine
        indicator = engine.catalogue.indicator(code)
        if not isinstance(indicator.measure, Count):
            raise NotHere(_("“%s”的明细（它由其他数据计算）") % _(indicator.title), way_to(year))
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
        raise NotHere(_("“%s”这一组") % key) from error


def _group_text(group: Group | None, label: str) -> str:
    if group is None:
        return ""
    title = _(group.column.title.removesuffix("代码"))
    return _("%(title)s：%(label)s") % {
        "title": title,
        "label": _(label) or (_("没有填写") if group.key is None else group.key),
    }


def _query(by: str, request: DeskRequest) -> dict[str, str]:
    return {"by": by, "key": request.GET.get("key", "")} if by else {}


def _next_url(year: int, code: str, by: str, request: DeskRequest, table: RowsTable) -> str:
    return rows_url(year, code, **_query(by, request), after=table.following) if table.following else ""


def _key(written: str, year: int) -> UUID | None:
    try:
        return UUID(written) if written else None
    except ValueError as error:
        raise NotHere(_("从“%s”开始的一页") % written, way_to(year)) from error


@contextmanager
def _asked(request: DeskRequest, year: int, code: str) -> Iterator[Sources]:
    """Where the year's figures come from, for questions about the one that the address names; `?data=live` asks the records."""
    try:
        with sources(year, "live" if request.GET.get("data") == "live" else None) as found:
            yield found
    except UnknownIndicator as error:
        raise NotHere(_("指标“%s”") % code, way_to(year)) from error
    except UnknownDimension as error:
        raise NotHere(
            _("这项数据按“%s”的分解") % error.dimension, Way(_("看这项数据"), reverse("figure", args=[year, code]))
        ) from error
