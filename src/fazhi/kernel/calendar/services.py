"""
Working days, and when a period of the law ends.

    due("TJ-CONFIRM", date(2025, 9, 5)).due.last  →  2025-10-09
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from itertools import zip_longest
from zoneinfo import ZoneInfo

import polars as pl
from django.db import transaction

from fazhi.engines import deadlines
from fazhi.engines.deadlines import Calendar, Day, Due, Pause, Period, Start
from fazhi.engines.deadlines.bulk import due_days
from fazhi.engines.deadlines.errors import NoFixedExtension
from fazhi.kernel.audit import services as audit
from fazhi.kernel.calendar import notices
from fazhi.kernel.calendar.errors import ExtensionUnfit, UnpublishedYear
from fazhi.kernel.calendar.models import EnteredNotice
from fazhi.kernel.calendar.notices import DayChange, HolidayYear, calendar_of, packaged_years, parse_notice
from fazhi.kernel.calendar.starts import start_row
from fazhi.kernel.law.entered import entered, forget
from fazhi.kernel.law.periods import LocalBasis, PeriodRow, packaged_row, period_row

LOCAL_TIME = ZoneInfo("Asia/Shanghai")
Entries = tuple[tuple[int, str], ...]
"""Key and digest of entered notices: equal keys with another text, as after a rollback, are another calendar."""

__all__ = [
    "LOCAL_TIME",
    "Reckoning",
    "arranged_years",
    "day_changes",
    "day_kinds",
    "due",
    "due_dates",
    "enter_notice",
    "entered_notices",
    "packaged_calendar",
    "parse_notice",
    "start_event",
    "started",
    "with_notice",
    "working_calendar",
]


@dataclass(frozen=True)
class Reckoning:
    """
    Where the period of `row` ends.

    period  the value in force at the start, with the extension that was agreed
    due     the day-by-day explanation
    local   the basis of the value where the bureau has entered it itself; None for the package's
    """

    row: PeriodRow
    period: Period
    due: Due
    local: LocalBasis | None


def working_calendar() -> Calendar:
    """
    The working days of China, 2004 to the latest published year: the package's notices, and in their place those that
    the bureau has entered. What has been entered is looked up each time, so that another process's entry counts at once.
    """
    return _calendar(_latest())


def packaged_calendar() -> Calendar:
    """The working days of the package's notices alone, whatever has been entered: the same on every installation."""
    return _calendar(())


def _latest() -> Entries:
    """The entered notices that count, the latest of each year."""
    rows = entered(EnteredNotice.objects.order_by("pk").values_list("year", "pk", "sha256"))
    return tuple({year: (key, digest) for year, key, digest in rows}.values())


@lru_cache(maxsize=8)
def _calendar(latest: Entries) -> Calendar:
    return calendar_of(_years(latest).values())


def _years(latest: Entries) -> dict[int, HolidayYear]:
    mine = EnteredNotice.objects.filter(pk__in=[key for key, _ in latest]) if latest else ()
    read = [parse_notice(notice.text, notice.year) for notice in mine]
    return {year.year: year for year in (*packaged_years(), *read)}


def arranged_years() -> tuple[HolidayYear, ...]:
    """What stands for each year that has a notice, ascending: the latest entered, else the package's."""
    years = _years(_latest())
    return tuple(years[year] for year in sorted(years))


def entered_notices() -> tuple[EnteredNotice, ...]:
    """Every notice that the bureau has entered, the latest first; the first of a year is the one that counts."""
    return tuple(EnteredNotice.objects.order_by("-pk"))


def with_notice(notice: HolidayYear) -> Calendar:
    """The working calendar as it would be with `notice` in the place of what stands for its year."""
    return calendar_of({**_years(_latest()), notice.year: notice}.values())


def day_changes(notice: HolidayYear) -> tuple[DayChange, ...]:
    """The days whose kind `notice` would change, ascending; none if it arranges what is known already."""
    return notices.changes(notice.year, working_calendar(), with_notice(notice))


@transaction.atomic
def enter_notice(notice: HolidayYear, *, by: str, at: datetime) -> EnteredNotice:
    """
    Enter the notice of a year; from now on it takes the place of the package's and of earlier entries. The same text
    again changes nothing.

    by  who enters it, as the trail writes it
    at  aware datetime of the entry

    Open clocks are not reckoned anew here: the caller asks `kernel.procedures` to.
    Source: 全国年节及纪念日放假办法 art. 7.
    """
    digest = hashlib.sha256(notice.text.encode()).hexdigest()
    latest = EnteredNotice.objects.filter(year=notice.year).order_by("-pk").first()
    if latest is not None and latest.sha256 == digest:
        return latest
    made = EnteredNotice.objects.create(year=notice.year, text=notice.text, sha256=digest, entered_by=by, entered_at=at)
    forget()
    payload = {"year": notice.year, "sha256": digest, "numbers": [each.number for each in notice.notices]}
    audit.record("calendar.enter_notice", by=by, at=at, subject=("calendar.year", str(notice.year)), payload=payload)
    return made


def day_kinds(dates: Iterable[date], *, official: bool = False) -> tuple[Day, ...]:
    """
    What kind of day each of `dates` is, in their order.

    official  refuse days of a year whose notice isn't published, instead of answering provisionally

    Raises UnpublishedYear.
    """
    days = tuple(map(working_calendar().day, dates))
    if official and (years := {day.date.year for day in days if day.provisional}):
        raise UnpublishedYear(tuple(sorted(years)))
    return days


def started(code: str, channel: str, events: Mapping[str, date]) -> Start:
    """
    The day that counts as receipt by the start rule `code`, as GK-RECEIPT: the start of the periods that run from it.

    channel  code of the way in which it came
    events   code of the event → its day

    Raises UnknownStartRule, UnknownChannel, EventMissing.
    """
    return deadlines.received(start_row(code).rule, channel, events)


def start_event(code: str, channel: str) -> str:
    """The code of the event whose day counts by the start rule `code`. Raises UnknownStartRule, UnknownChannel."""
    return start_row(code).rule.channel(channel).event


def due(
    code: str,
    start: date,
    pauses: Iterable[Pause] = (),
    *,
    extend: bool = False,
    units: int | None = None,
    calendar: Calendar | None = None,
    row: PeriodRow | None = None,
) -> Reckoning:
    """
    When the period `code` that starts from `start` ends, by the value in force at its start.

    start     a day, or an aware datetime: hours need one, other units take its day in China
    pauses    days that don't count; overlapping ones merge
    extend    with an extension, once
    units     how long it is, in the period's units: needed where the law leaves the length to those who agree, and
              at most the law's where it sets one; None for the law's
    calendar  another calendar than the one in force, for a preview
    row       the period's row as it would be, for a preview; None for the one in force

    Raises UnknownPeriod, PeriodNotInForce, ExtensionUnfit and the errors of `engines.deadlines`.
    """
    row = row or period_row(code)
    local = start.astimezone(LOCAL_TIME) if isinstance(start, datetime) and start.tzinfo else start
    value = row.value_for(local.date() if isinstance(local, datetime) else local)
    period = _extended(row, value.period, units) if extend else value.period
    end = deadlines.due(period, local, calendar or working_calendar(), pauses=pauses, extended=extend)
    return Reckoning(row, period, end, value.local)


def _extended(row: PeriodRow, period: Period, units: int | None) -> Period:
    """`period` with an extension of `units`. Raises NoFixedExtension, ExtensionUnfit."""
    if row.extension is None:
        raise NoFixedExtension
    if units is None:
        return period
    if units < 1 or units > (row.extension.length or units):
        raise ExtensionUnfit(row.code, units, row.extension.length)
    return replace(period, extension=units)


def due_dates(
    code: str,
    starts: Sequence[date],
    *,
    extended: bool = False,
    calendar: Calendar | None = None,
    packaged: bool = False,
    row: PeriodRow | None = None,
) -> list[date | None]:
    """
    The last day for every start, without explanation; None where no value was in force yet, so that nothing runs.

    extended  with the law's extension, once
    calendar  another calendar than the one in force, for a preview
    packaged  by the package's notices and values alone: the same on every installation, and without a database
    row       the period's row as it would be, for a preview; None for the one in force

    Raises UnknownPeriod and the errors of `engines.deadlines`.
    """
    row = row or (packaged_row(code) if packaged else period_row(code))
    working = calendar or (packaged_calendar() if packaged else working_calendar())
    days = pl.Series(starts, dtype=pl.Date)
    found = pl.Series([None] * len(starts), dtype=pl.Date)
    for value, following in zip_longest(row.values, row.values[1:]):
        covered = days >= value.first_start
        if following is not None:
            covered &= days < following.first_start
        ends = due_days(value.period, days.set(~covered, None), working, extended=extended)
        found = ends.zip_with(covered, found)
    return found.to_list()
