"""
节假日安排: which days are off, by year, and a new notice.

Before a notice is entered the page shows which days change and which running clocks move; what is then done is what was
shown, or it is shown anew.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from fazhi.kernel.audit import services as audit
from fazhi.kernel.calendar import services as calendar
from fazhi.kernel.calendar.errors import MalformedNotice
from fazhi.kernel.calendar.notices import DayChange, HolidayYear, parse_notice
from fazhi.kernel.procedures.permissions import ENTER_LAW
from fazhi.kernel.procedures.services import enter_notice, preview_notice
from fazhi.surfaces.cli.calendar import DAY_KINDS, WEEKDAYS
from fazhi.surfaces.web.administration.effects import Effect, effect_of
from fazhi.surfaces.web.administration.notice_form import (
    Unreadable,
    WrittenHoliday,
    WrittenNotice,
    blank,
    text_of,
    written,
    written_of,
)
from fazhi.surfaces.web.administration.room import may_for_the_whole, show
from fazhi.surfaces.web.citations import cited
from fazhi.surfaces.web.errors import NotHere, Way
from fazhi.surfaces.web.handlers import forbidden
from fazhi.surfaces.web.pages import DeskRequest
from fazhi.surfaces.wording import sentence

if TYPE_CHECKING:
    from fazhi.kernel.calendar.models import EnteredNotice

_FIRST, _AHEAD = 2004, 2
"""The years that can be entered: from the first one known to two after this one."""


@dataclass(frozen=True)
class YearRow:
    """
    One year of the list.

    held     what stands for it, None where nothing is known and weekends alone are counted
    entered  the entry of ours that it rests on, None for the package's
    """

    year: int
    held: HolidayYear | None
    entered: "EnteredNotice | None"

    @property
    def is_official(self) -> bool:
        return self.held is not None and all(notice.verified for notice in self.held.notices)

    @property
    def days_off(self) -> int:
        return sum(len(holiday.rest) for holiday in self.held.holidays) if self.held else 0

    @property
    def days_worked(self) -> int:
        return sum(len(holiday.work) for holiday in self.held.holidays) if self.held else 0


@dataclass(frozen=True)
class ShownChange:
    day: str
    was: str
    becomes: str


class _ChangedSince(Exception):
    """What would move is no longer what was looked at; nothing was entered."""


def rows() -> tuple[YearRow, ...]:
    """All years with a notice and the next one, the latest first."""
    held = {each.year: each for each in calendar.arranged_years()}
    latest: dict[int, EnteredNotice] = {}
    for notice in calendar.entered_notices():
        latest.setdefault(notice.year, notice)
    years = sorted({*held, timezone.localdate().year, timezone.localdate().year + 1}, reverse=True)
    return tuple(YearRow(year, held.get(year), latest.get(year)) for year in years)


def holidays(request: DeskRequest) -> HttpResponse:
    """The years, and from where each is known."""
    context = {"rows": rows(), "may_enter": may_for_the_whole(request, ENTER_LAW), "basis": cited([ENTER_LAW.basis])[0]}
    return show(request, "holidays", context)


def holiday_year(request: DeskRequest, year: int) -> HttpResponse:
    """The arrangement of a year; entering another one, with its effect shown first."""
    row = next((each for each in rows() if each.year == year), YearRow(year, None, None))
    if row.held is None and not _FIRST <= year <= timezone.localdate().year + _AHEAD:
        raise NotHere(_("%s 年的节假日安排") % year, Way(_("节假日安排"), "/administration/holidays/"))
    if request.method != "POST":
        return _show(request, row, written_of(row.held) if row.held else blank(year))
    if not may_for_the_whole(request, ENTER_LAW):
        return forbidden(request, PermissionError("enters no law"))
    filled = written(request.POST.dict())
    try:
        notice = parse_notice(text_of(filled, year), year)
    except Unreadable as error:
        return _show(request, row, filled, faults={error.field: error.told}, status=400)
    except MalformedNotice as error:
        return _show(request, row, filled, faults={"": sentence(error) or str(error)}, status=400)
    if "seen" not in request.POST:
        return _show(request, row, filled, notice)
    return _enter(request, row, filled, notice)


def _enter(request: DeskRequest, row: YearRow, filled: WrittenNotice, notice: HolidayYear) -> HttpResponse:
    try:
        with transaction.atomic(), audit.done_at(audit.Place.DESK):
            moved = enter_notice(notice, by=request.post, at=timezone.now())
            if effect_of(moved).seen != request.POST["seen"]:
                raise _ChangedSince
    except _ChangedSince:
        fault = _("您看过以后，正在计算的期限有变动，没有登记。请看过新的影响再登记。")
        return _show(request, row, filled, notice, faults={"": fault}, status=409)
    told = {"year": notice.year, "count": len(moved)}
    messages.success(request, _("已登记 %(year)s 年的放假安排，重算了 %(count)s 个期限。") % told)
    return redirect("holidays")


def _show(
    request: DeskRequest,
    row: YearRow,
    filled: WrittenNotice,
    notice: HolidayYear | None = None,
    *,
    faults: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of a year; with `notice`, what entering it would do."""
    effect: Effect | None = effect_of(preview_notice(notice)) if notice else None
    context = {
        "row": row,
        "filled": filled,
        "numbered": [_row(n, each, faults or {}) for n, each in enumerate(filled.holidays, 1)],
        "notice": notice,
        "changes": [_change(each) for each in calendar.day_changes(notice)] if notice else (),
        "effect": effect,
        "faults": faults or {},
        "may_enter": may_for_the_whole(request, ENTER_LAW),
        "basis": cited([ENTER_LAW.basis])[0],
        "history": [each for each in calendar.entered_notices() if each.year == row.year],
    }
    return show(request, "holiday_year", context, status=status)


def _row(n: int, holiday: WrittenHoliday, faults: dict[str, str]) -> tuple[int, WrittenHoliday, str]:
    """A row of the form with its number and what is wrong in it."""
    return n, holiday, next((faults[key] for key in (f"name-{n}", f"rest-{n}", f"work-{n}") if key in faults), "")


def _change(change: DayChange) -> ShownChange:
    day = f"{change.day}　周{WEEKDAYS[change.day.weekday()]}"
    return ShownChange(day, DAY_KINDS[change.was], DAY_KINDS[change.will])
