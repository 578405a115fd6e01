"""
期限表: every time limit with its basis and its mark; and for those that are 待核 a local value, with its effect shown first.

The package's values are read-only: a change of law comes with a release.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from fazhi.engines.citation import parse_citations
from fazhi.engines.deadlines import Kind, Period
from fazhi.kernel.audit import services as audit
from fazhi.kernel.law import local_periods
from fazhi.kernel.law.periods import LocalValueUnfit, Mark, PeriodRow, UnknownPeriod, period_row, period_rows
from fazhi.kernel.procedures.permissions import ENTER_LAW
from fazhi.kernel.procedures.services import enter_local_period, preview_local_period
from fazhi.surfaces.cli.calendar import MARKS
from fazhi.surfaces.cli.calendar_wording import PERIOD_KINDS, UNITS
from fazhi.surfaces.web.administration.effects import effect_of
from fazhi.surfaces.web.administration.room import day_of, may_for_the_whole, show
from fazhi.surfaces.web.citations import Cited, cited
from fazhi.surfaces.web.errors import NotHere, Way
from fazhi.surfaces.web.handlers import forbidden
from fazhi.surfaces.web.pages import DeskRequest
from fazhi.surfaces.wording import sentence


@dataclass(frozen=True)
class PeriodLine:
    """
    A time limit as the table shows it.

    length  as it is in force for a start today: 15 个工作日
    basis   its articles and documents, each with its own mark
    mark    of the row: 已核对原文, 文件已确定，未收原文, 待核
    """

    row: PeriodRow
    kind: str
    length: str
    basis: tuple[Cited, ...]
    mark: str
    is_open: bool
    is_local: bool


@dataclass(frozen=True)
class WrittenValue:
    """The form of a local value as it was filled in."""

    since: str = ""
    length: str = ""
    before: str = ""
    basis: str = ""
    confirmed_by: str = ""


def length_of(period: Period) -> str:
    """15 个工作日; 3月1日之前; — where nothing is counted."""
    if period.kind is Kind.FIXED and period.before:
        return _("%(month)s月%(day)s日之前") % {"month": period.before[0], "day": period.before[1]}
    if period.length is None or period.counts is None:
        return "—"
    return f"{period.length} {UNITS[period.counts]}"


def periods(request: DeskRequest) -> HttpResponse:
    """All time limits in the order of the table; `which=open` those that are 待核."""
    which = request.GET.get("which", "")
    chosen = [row for row in period_rows().values() if which != "open" or row.mark is Mark.UNVERIFIED]
    local = local_periods.entries_by_code()
    lines = lines_of([local_periods.merged(row, local.get(row.code, ())) for row in chosen])
    context = {
        "lines": lines,
        "which": which,
        "total": len(period_rows()),
        "open": sum(row.mark is Mark.UNVERIFIED for row in period_rows().values()),
        "may_enter": may_for_the_whole(request, ENTER_LAW),
    }
    return show(request, "periods", context)


def lines_of(rows: Sequence[PeriodRow]) -> tuple[PeriodLine, ...]:
    """The rows as shown, with all that they cite asked for at once."""
    bases = {row.code: parse_citations(row.source) for row in rows}
    asked = tuple(dict.fromkeys(each for basis in bases.values() for each in basis))
    marks = dict(zip(asked, cited(asked), strict=True))
    return tuple(_line(row, tuple(marks[each] for each in bases[row.code])) for row in rows)


def _line(row: PeriodRow, basis: tuple[Cited, ...]) -> PeriodLine:
    value = row.values[-1]
    return PeriodLine(
        row,
        PERIOD_KINDS[value.period.kind],
        length_of(value.period),
        basis,
        MARKS[row.mark],
        row.mark is Mark.UNVERIFIED,
        value.local is not None,
    )


def period(request: DeskRequest, code: str) -> HttpResponse:
    """One time limit: its values over time; for one that is 待核 a form for a local value."""
    try:
        row = period_row(code)
    except UnknownPeriod as error:
        raise NotHere(_("期限 %s") % code, Way(_("期限表"), "/administration/periods/")) from error
    if request.method != "POST":
        return _show(request, row, WrittenValue(since=timezone.localdate().isoformat()))
    if not may_for_the_whole(request, ENTER_LAW):
        return forbidden(request, PermissionError("enters no law"))
    filled = WrittenValue(**{name: request.POST.get(name, "").strip() for name in WrittenValue.__dataclass_fields__})
    value, faults = _read(row, filled)
    if faults:
        return _show(request, row, filled, faults=faults, status=400)
    try:
        if "seen" not in request.POST:
            return _show(request, row, filled, value)
        return _enter(request, row, filled, value)
    except LocalValueUnfit as error:
        return _show(request, row, filled, faults={error.fault: sentence(error) or str(error)}, status=400)


Value = dict[str, object]


def _read(row: PeriodRow, filled: WrittenValue) -> tuple[Value, dict[str, str]]:
    """What the form says, as `local_periods.enter` takes it; and what can't be read, by field."""
    faults: dict[str, str] = {}
    since = day_of(filled.since)
    if since is None:
        faults["since"] = _("应为日期，如 2025-02-19、20250219 或者 2025年2月19日。")
    is_fixed = row.values[-1].period.kind is Kind.FIXED
    length = None if is_fixed else int(filled.length) if filled.length.isdecimal() else 0
    if length is not None and not 1 <= length <= 32767:
        faults["length"] = _("长度应是 1 以上的整数。")
    if row.mark is not Mark.UNVERIFIED:
        faults[""] = _("这个期限的依据已经核对，数值以法规为准，不能登记本地值。")
    for name, most in (("basis", 400), ("confirmed_by", 120)):
        if len(getattr(filled, name)) > most:
            faults[name] = _("太长了，最多 %s 个字。") % most
    value: Value = {
        "since": since,
        "length": length,
        "before": filled.before if is_fixed else "",
        "basis": filled.basis,
        "confirmed_by": filled.confirmed_by,
    }
    return value, faults


class _ChangedSince(Exception):
    """What would move is no longer what was looked at; nothing was entered."""


def _enter(request: DeskRequest, row: PeriodRow, filled: WrittenValue, value: Value) -> HttpResponse:
    try:
        with transaction.atomic(), audit.done_at(audit.Place.DESK):
            moved = enter_local_period(row.code, by=request.post, at=timezone.now(), **value)
            if effect_of(moved).seen != request.POST["seen"]:
                raise _ChangedSince
    except _ChangedSince:
        fault = _("您看过以后，正在计算的期限有变动，没有登记。请看过新的影响再登记。")
        return _show(request, row, filled, value, faults={"": fault}, status=409)
    told = {"title": row.title, "count": len(moved)}
    messages.success(request, _("已登记“%(title)s”的本地值，重算了 %(count)s 个期限。") % told)
    return redirect("period", code=row.code)


def _show(
    request: DeskRequest,
    row: PeriodRow,
    filled: WrittenValue,
    value: Value | None = None,
    *,
    faults: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of a time limit; with `value`, what entering it would do."""
    effect = effect_of(preview_local_period(row.code, **value)) if value else None
    units = row.values[-1].period.counts
    context = {
        "line": lines_of([row])[0],
        "values": [(each.since, length_of(each.period), each.local) for each in reversed(row.values)],
        "history": local_periods.entries_of(row.code)[::-1],
        "is_fixed": row.values[-1].period.kind is Kind.FIXED,
        "unit": UNITS[units] if units else "",
        "filled": filled,
        "faults": faults or {},
        "effect": effect,
        "may_enter": may_for_the_whole(request, ENTER_LAW),
        "entering": cited([ENTER_LAW.basis])[0],
    }
    return show(request, "period", context, status=status)
