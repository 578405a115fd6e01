"""The same ends for whole columns of starts, without the explanation."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from datetime import date

import polars as pl

from fazhi.engines.deadlines.days import Calendar
from fazhi.engines.deadlines.errors import MomentRequired, NoFixedExtension, OutsideCalendar
from fazhi.engines.deadlines.periods import Kind, Period, Unit, corresponding_day, in_months
from fazhi.engines.deadlines.reckoning import full_length, last_day_before

SEARCH_STEP = 400  # days by which the searched stretch grows


class Workdays:
    """
    The working days around a stretch of days, sorted, for look-up by bisection; grows as a look-up needs it.

    Days are proleptic Gregorian ordinals (`date.toordinal`). A look-up is O(log days).
    """

    def __init__(self, calendar: Calendar, first: int, last: int) -> None:
        self._calendar = calendar
        self._first, self._last = first, last
        self._days = self._worked(first, last + 1)

    def nth_after(self, day: int, n: int) -> int:
        """The n-th working day after `day`, n at least 1."""
        while (at := bisect_right(self._days, day) + n - 1) >= len(self._days):
            self._days += self._worked(self._last + 1, self._last + 1 + SEARCH_STEP)
            self._last += SEARCH_STEP
        return self._days[at]

    def nth_before(self, day: int, n: int) -> int:
        """The n-th working day before `day`, n at least 1."""
        while (at := bisect_left(self._days, day) - n) < 0:
            self._days = self._worked(self._first - SEARCH_STEP, self._first) + self._days
            self._first -= SEARCH_STEP
        return self._days[at]

    def _worked(self, first: int, end: int) -> list[int]:
        return [day for day in range(first, end) if self._calendar.is_worked(date.fromordinal(day))]


def due_days(period: Period, starts: pl.Series, calendar: Calendar, *, extended: bool = False) -> pl.Series:
    """
    The last day of `period` for every start, equal to `due(...).last`.

    starts   Date, any length; null stays null
    returns  Date, as long as `starts`

    Time O(N + D log D) for N starts on D distinct days. Raises MomentRequired for hours, NothingToReckon,
    NoFixedExtension, OutsideCalendar. Pauses belong to single matters: use `due` for those.
    """
    if starts.dtype != pl.Date:
        raise TypeError(f"starts are a Date series; got {starts.dtype}")
    if extended and period.extension is None:
        raise NoFixedExtension
    distinct = starts.drop_nulls().unique().sort()
    days: list[date] = distinct.to_list()
    ends = _ends(period, days, calendar, extended=extended)
    return starts.replace_strict(distinct, pl.Series(ends, dtype=pl.Date), default=None, return_dtype=pl.Date)


def _ends(period: Period, days: list[date], calendar: Calendar, *, extended: bool) -> list[date]:
    if not days:
        return []
    if period.counts is Unit.HOURS:
        raise MomentRequired(days[0])
    if period.kind is Kind.FIXED:
        return [last_day_before(period, day.year) for day in days]
    workdays = Workdays(calendar, days[0].toordinal(), days[-1].toordinal())
    end = _rule(period, full_length(period, extended=extended), workdays)
    try:
        return [date.fromordinal(end(day)) for day in days]
    except (OverflowError, ValueError) as error:
        raise OutsideCalendar(days[-1]) from error


def _rule(period: Period, length: int, workdays: Workdays) -> Callable[[date], int]:
    """From a start to the ordinal of its end."""
    backward = period.kind is Kind.BACKWARD
    if period.counts is Unit.WORKING_DAYS:
        nth = workdays.nth_before if backward else workdays.nth_after
        return lambda day: nth(day.toordinal(), length)
    raw = _raw(period, -length if backward else length)
    if not period.rollover or period.kind is Kind.RETENTION:
        return raw
    if backward:
        return lambda day: workdays.nth_before(raw(day) + 1, 1)
    return lambda day: workdays.nth_after(raw(day) - 1, 1)


def _raw(period: Period, length: int) -> Callable[[date], int]:
    if period.counts is Unit.CALENDAR_DAYS:
        return lambda day: day.toordinal() + length
    months = in_months(period, length)
    return lambda day: corresponding_day(day, months).toordinal()
