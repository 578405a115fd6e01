"""When a period ends, told day by day."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import takewhile

from fazhi.engines.deadlines.days import ONE_DAY, Calendar, Day, days_after, days_before
from fazhi.engines.deadlines.errors import (
    DeadlineError,
    MomentRequired,
    NoFixedExtension,
    NothingToReckon,
    OutsideCalendar,
    PauseNotApplicable,
)
from fazhi.engines.deadlines.periods import PAUSABLE, Kind, Pause, Period, Unit, corresponding_day, in_months, merged


class Reason(StrEnum):
    """
    Why a day counted or did not.

    START          the day the period starts from, or the event counted back from: not counted (民法典 art. 201)
    COUNTED        one more unit
    REST           not a working day
    PAUSED         the period did not run
    CORRESPONDING  the day of the same number in the last month
    MONTH_END      that month has no such day, so its last one (art. 202)
    ENDED_LATER    the corresponding day, moved by the pauses
    ROLLED         a rest day at the end: not yet over (art. 203), or for a backward period already too late
    ROLLED_TO      the working day on which it ends instead
    BEFORE_DATE    the last day before the date of the law
    """

    START = "start"
    COUNTED = "counted"
    REST = "rest"
    PAUSED = "paused"
    CORRESPONDING = "corresponding"
    MONTH_END = "month_end"
    ENDED_LATER = "ended_later"
    ROLLED = "rolled"
    ROLLED_TO = "rolled_to"
    BEFORE_DATE = "before_date"


@dataclass(frozen=True, slots=True)
class Line:
    """One day of the reckoning."""

    day: Day
    counted: bool
    why: Reason


@dataclass(frozen=True, slots=True)
class Due:
    """
    Where a period ends, and why.

    last         the last day on which the act is in time; the first lawful day of a minimum; the last day kept
    moment       for hours only: the moment at which it ends, in the time zone of the start
    lines        the days looked at in the order of counting, the last one being `last`; of a period of months
                 or years only those that decide
    provisional  the years whose rest days decided and are not published yet
    """

    last: date
    moment: datetime | None
    lines: tuple[Line, ...]
    provisional: tuple[int, ...]


def due(
    period: Period, start: date, calendar: Calendar, *, pauses: Iterable[Pause] = (), extended: bool = False
) -> Due:
    """
    Reckon where `period` ends.

    start     the day it starts from, itself not counted; for backward the day of the event; for fixed any day of
              the year; for hours an aware datetime. A datetime for another unit stands for its day.
    pauses    in any order, overlapping or not; a pause never shortens the period
    extended  add the period's extension once

    Raises MomentRequired, NothingToReckon, NoFixedExtension, PauseNotApplicable, OutsideCalendar.
    Time O(days between start and end). Source: 民法典 art. 200–204; 民事诉讼法 art. 85.
    """
    paused = merged(pauses)
    if paused and period.kind not in PAUSABLE:
        raise PauseNotApplicable(period.kind)
    if extended and period.extension is None:
        raise NoFixedExtension
    try:
        return _reckon(period, start, calendar, paused, extended)
    except DeadlineError:
        raise
    except (OverflowError, ValueError) as error:
        raise OutsideCalendar(start) from error


def full_length(period: Period, *, extended: bool) -> int:
    """
    The length in units, with its extension, if it has one, when `extended`.

    Raises NothingToReckon for a condition and a fixed date.
    """
    if period.length is None:
        raise NothingToReckon
    return period.length + (period.extension or 0) * extended


def _reckon(period: Period, start: date, calendar: Calendar, pauses: tuple[Pause, ...], extended: bool) -> Due:
    if period.counts is Unit.HOURS:
        return _hours(full_length(period, extended=extended), start, calendar, pauses)
    day = start.date() if isinstance(start, datetime) else start
    if period.kind is Kind.FIXED:
        return _fixed(period, day, calendar)
    length = full_length(period, extended=extended)
    if period.kind is Kind.BACKWARD:
        return _backward(period, length, day, calendar)
    if period.kind is Kind.RETENTION:
        return _kept(period, length, day, calendar)
    return _forward(period, length, day, calendar, pauses)


def _forward(period: Period, length: int, start: date, calendar: Calendar, pauses: tuple[Pause, ...]) -> Due:
    lines = [Line(calendar.day(start), False, Reason.START)]
    if period.counts is Unit.WORKING_DAYS:
        lines += _counted_days(days_after(start), length, calendar, pauses, working=True)
        return _ended(lines, lines[1:])
    if period.counts is Unit.CALENDAR_DAYS:
        lines += _counted_days(days_after(start), length, calendar, pauses, working=False)
    else:
        lines += _months_on(start, in_months(period, length), calendar, pauses)
    if not period.rollover:
        return _ended(lines)
    rolled = list(_rolled(lines[-1].day, days_after(lines[-1].day.date), calendar, pauses))
    return _ended(lines + rolled, [lines[-1], *rolled])


def _backward(period: Period, length: int, event: date, calendar: Calendar) -> Due:
    lines = [Line(calendar.day(event), False, Reason.START)]
    if period.counts is Unit.WORKING_DAYS:
        lines += _counted_days(days_before(event), length, calendar, (), working=True)
        return _ended(lines, lines[1:])
    if period.counts is Unit.CALENDAR_DAYS:
        lines += _counted_days(days_before(event), length, calendar, (), working=False)
    else:
        lines.append(_corresponding_line(event, -in_months(period, length), calendar))
    if not period.rollover:
        return _ended(lines)
    rolled = list(_rolled(lines[-1].day, days_before(lines[-1].day.date), calendar, ()))
    return _ended(lines + rolled, [lines[-1], *rolled])


def _kept(period: Period, length: int, start: date, calendar: Calendar) -> Due:
    first = Line(calendar.day(start), False, Reason.START)
    if period.counts is Unit.WORKING_DAYS:
        lines = list(_counted_days(days_after(start), length, calendar, (), working=True))
        return _ended([first, *lines], lines)
    if period.counts is Unit.CALENDAR_DAYS:
        return _ended([first, Line(calendar.day(start + timedelta(days=length)), True, Reason.COUNTED)])
    return _ended([first, _corresponding_line(start, in_months(period, length), calendar)])


def _fixed(period: Period, start: date, calendar: Calendar) -> Due:
    return _ended([Line(calendar.day(last_day_before(period, start.year)), True, Reason.BEFORE_DATE)])


def last_day_before(period: Period, year: int) -> date:
    """The last day of `year` that is still before a fixed period's date; "before 1 March" ends with February."""
    if period.before is None:
        raise NothingToReckon
    return date(year, *period.before) - ONE_DAY


def _counted_days(
    days: Iterator[date], length: int, calendar: Calendar, pauses: Sequence[Pause], *, working: bool
) -> Iterator[Line]:
    """The lines of `days` up to the one that is number `length`; `working` counts working days only."""
    left = length
    while left:
        day = calendar.day(next(days))
        reason = _reason(day, pauses, working=working)
        left -= reason is Reason.COUNTED
        yield Line(day, reason is Reason.COUNTED, reason)


def _reason(day: Day, pauses: Sequence[Pause], *, working: bool) -> Reason:
    if pauses and any(day.date in pause for pause in pauses):
        return Reason.PAUSED
    return Reason.REST if working and not day.is_worked else Reason.COUNTED


def _months_on(start: date, months: int, calendar: Calendar, pauses: Sequence[Pause]) -> list[Line]:
    """The corresponding day, moved by as many days as the pauses took out of the period, and those days."""
    end = _corresponding_line(start, months, calendar)
    if not pauses:
        return [end]
    walked = _counted_days(days_after(start), (end.day.date - start).days, calendar, pauses, working=False)
    *before, last = walked
    stopped = [line for line in before if line.why is Reason.PAUSED]
    return [*stopped, Line(last.day, True, Reason.ENDED_LATER)] if stopped else [end]


def _corresponding_line(start: date, months: int, calendar: Calendar) -> Line:
    end = corresponding_day(start, months)
    return Line(calendar.day(end), True, Reason.CORRESPONDING if end.day == start.day else Reason.MONTH_END)


def _rolled(end: Day, onward: Iterator[date], calendar: Calendar, pauses: Sequence[Pause]) -> Iterator[Line]:
    """The days from an end that is a rest day to the working day that takes its place (民法典 art. 203)."""
    if end.is_worked:
        return
    for day in map(calendar.day, onward):
        if any(day.date in pause for pause in pauses):
            yield Line(day, False, Reason.PAUSED)
        elif day.is_worked:
            yield Line(day, False, Reason.ROLLED_TO)
            return
        else:
            yield Line(day, False, Reason.ROLLED)


def _hours(length: int, start: date, calendar: Calendar, pauses: tuple[Pause, ...]) -> Due:
    """Hours run day and night from their moment (民法典 art. 201); a pause takes out whole days."""
    if not isinstance(start, datetime) or start.utcoffset() is None:
        raise MomentRequired(start)
    end = start + timedelta(hours=length)
    for pause in pauses:
        opens = datetime.combine(pause.first, datetime.min.time(), start.tzinfo)
        closes = datetime.combine(pause.last + ONE_DAY, datetime.min.time(), start.tzinfo)
        if opens < end and closes > start:
            end += closes - max(opens, start)
    touched = takewhile(lambda day: day <= end.date(), days_after(start.date() - ONE_DAY))
    return Due(end.date(), end, tuple(_hour_line(calendar.day(day), pauses) for day in touched), ())


def _hour_line(day: Day, pauses: Sequence[Pause]) -> Line:
    reason = _reason(day, pauses, working=False)
    return Line(day, reason is Reason.COUNTED, reason)


def _ended(lines: Sequence[Line], decided: Sequence[Line] = ()) -> Due:
    """The result on the last of `lines`; `decided` are those on which it mattered whether offices were open."""
    years = {line.day.date.year for line in decided if line.day.provisional}
    return Due(lines[-1].day.date, None, tuple(lines), tuple(sorted(years)))
