"""
Working days, and when a period of the law ends.

    due("TJ-CONFIRM", date(2025, 9, 5)).due.last  →  2025-10-09
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from itertools import zip_longest
from zoneinfo import ZoneInfo

import polars as pl

from fazhi.engines import deadlines
from fazhi.engines.deadlines import Calendar, Day, Due, Pause, Period
from fazhi.engines.deadlines.bulk import due_days
from fazhi.kernel.calendar.errors import UnpublishedYear
from fazhi.kernel.calendar.notices import calendar_of, read_years
from fazhi.kernel.law.periods import PeriodRow, period_row

LOCAL_TIME = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True)
class Reckoning:
    """Where the period of `row` ends, with the value in force (`period`) and the day-by-day explanation (`due`)."""

    row: PeriodRow
    period: Period
    due: Due


@cache
def working_calendar() -> Calendar:
    """The working days of China, 2004 to the latest published year; read once per process."""
    return calendar_of(read_years())


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


def due(code: str, start: date, pauses: Iterable[Pause] = (), *, extend: bool = False) -> Reckoning:
    """
    When the period `code` that starts from `start` ends, by the value in force at its start.

    start   a day, or an aware datetime: hours need one, other units take its day in China
    pauses  days that don't count; overlapping ones merge
    extend  with the extension of the law, once

    Raises UnknownPeriod, PeriodNotInForce and the errors of `engines.deadlines`.
    """
    row = period_row(code)
    started = start.astimezone(LOCAL_TIME) if isinstance(start, datetime) and start.tzinfo else start
    period = row.period_for(started.date() if isinstance(started, datetime) else started)
    return Reckoning(row, period, deadlines.due(period, started, working_calendar(), pauses=pauses, extended=extend))


def due_dates(code: str, starts: Sequence[date]) -> list[date | None]:
    """
    The last day for every start, without explanation; None where no value was in force yet, so that nothing runs.

    Raises UnknownPeriod and the errors of `engines.deadlines`.
    """
    row = period_row(code)
    days = pl.Series(starts, dtype=pl.Date)
    found = pl.Series([None] * len(starts), dtype=pl.Date)
    for value, following in zip_longest(row.values, row.values[1:]):
        covered = days >= value.since
        if following is not None:
            covered &= days < following.since
        ends = due_days(value.period, days.set(~covered, None), working_calendar())
        found = ends.zip_with(covered, found)
    return found.to_list()
