"""
Due days in bulk and explained, beside what a user would pick instead, in one run.

    python benchmarks/deadlines.py

The other ways are loops over `chinese_calendar` and `holidays` (dev packages), on fewer starts: they give the day alone,
without explanation. All ways are checked to agree first. Prints medians of five runs in turn as a Markdown table.
"""

import statistics
import time
from collections.abc import Callable
from datetime import date, timedelta

import chinese_calendar
import holidays
import polars as pl

from fazhi.engines.deadlines import Calendar, Kind, Pause, Period, Unit, due
from fazhi.engines.deadlines.bulk import due_days
from fazhi.kernel.calendar.notices import calendar_of, packaged_years

RUNS = 5
BULK, EXPLAINED, BY_LOOP = 2_000_000, 5_000, 2_000
FIRST, DAYS = date(2008, 1, 2), 17 * 365
ONE_DAY = timedelta(days=1)
WORKING = Period(Kind.DEADLINE, Unit.WORKING_DAYS, 20)
CALENDAR = Period(Kind.DEADLINE, Unit.CALENDAR_DAYS, 60)
MONTHS = Period(Kind.DEADLINE, Unit.MONTHS, 6)
BACKWARD = Period(Kind.BACKWARD, Unit.WORKING_DAYS, 7)


def main() -> None:
    calendar = calendar_of(packaged_years())
    require_agreement(calendar)
    report(measured(calendar))


def starts(count: int) -> list[date]:
    """`count` days over 17 years, scattered the same way each time."""
    return [FIRST + timedelta(days=number * 7_919 % DAYS) for number in range(count)]


def by_is_workday(start: date) -> date:
    """20 working days on, as one would write it with `chinese_calendar.is_workday`."""
    day, left = start, 20
    while left:
        day += ONE_DAY
        left -= chinese_calendar.is_workday(day)
    return day


def by_get_workdays(start: date) -> date:
    """The same with `chinese_calendar.get_workdays`, which lists those of a stretch."""
    return chinese_calendar.get_workdays(start + ONE_DAY, start + timedelta(days=45))[19]


def by_nth_working_day(china: holidays.HolidayBase) -> Callable[[date], date]:
    """The same with `holidays`."""
    return lambda start: china.get_nth_working_day(start, 20)


def rolled_by_is_workday(start: date) -> date:
    """60 calendar days on, over rest days, with `chinese_calendar.is_workday`."""
    day = start + timedelta(days=60)
    while not chinese_calendar.is_workday(day):
        day += ONE_DAY
    return day


def require_agreement(calendar: Calendar) -> None:
    """All ways give the same day; a benchmark of a wrong answer is none."""
    days = starts(400)
    china = holidays.CN(years=range(2007, 2027))
    working = [due(WORKING, day, calendar).last for day in days]
    assert due_days(WORKING, pl.Series(days), calendar).to_list() == working
    for other in (by_is_workday, by_get_workdays, by_nth_working_day(china)):
        assert [other(day) for day in days] == working, other
    assert [due(CALENDAR, day, calendar).last for day in days] == list(map(rolled_by_is_workday, days))


def measured(calendar: Calendar) -> dict[str, tuple[int, float]]:
    """What is timed → (results a run, median seconds)."""
    column, some, few = pl.Series(starts(BULK)), starts(EXPLAINED), starts(BY_LOOP)
    china = holidays.CN(years=range(2007, 2027))
    nth = by_nth_working_day(china)
    pauses = [Pause(FIRST + timedelta(days=n), FIRST + timedelta(days=n + 3)) for n in (5, 12, 20)]

    def in_bulk(period: Period) -> Callable[[], object]:
        return lambda: due_days(period, column, calendar)

    def explained(period: Period) -> Callable[[], object]:
        return lambda: [due(period, start, calendar) for start in some]

    jobs: dict[str, tuple[int, Callable[[], object]]] = {
        "20 working days, in bulk": (BULK, in_bulk(WORKING)),
        "60 calendar days, in bulk": (BULK, in_bulk(CALENDAR)),
        "6 months, in bulk": (BULK, in_bulk(MONTHS)),
        "7 working days back, in bulk": (BULK, in_bulk(BACKWARD)),
        "20 working days, explained": (EXPLAINED, explained(WORKING)),
        "60 calendar days, explained": (EXPLAINED, explained(CALENDAR)),
        "6 months, explained": (EXPLAINED, explained(MONTHS)),
        "20 working days with three pauses, explained": (
            EXPLAINED,
            lambda: [due(WORKING, FIRST, calendar, pauses=pauses) for _ in some],
        ),
        "20 working days, loop over chinese_calendar.is_workday": (BY_LOOP, lambda: list(map(by_is_workday, few))),
        "20 working days, chinese_calendar.get_workdays": (BY_LOOP, lambda: list(map(by_get_workdays, few))),
        "20 working days, holidays.get_nth_working_day": (BY_LOOP, lambda: list(map(nth, few))),
        "60 calendar days, loop over chinese_calendar.is_workday": (
            BY_LOOP,
            lambda: list(map(rolled_by_is_workday, few)),
        ),
    }
    times: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(RUNS + 1):  # alternating, so that a slow moment of the machine hits all alike
        for name, (_, job) in jobs.items():
            began = time.perf_counter()
            job()
            times[name].append(time.perf_counter() - began)
    return {name: (jobs[name][0], statistics.median(found[1:])) for name, found in times.items()}


def report(found: dict[str, tuple[int, float]]) -> None:
    base = "{}, in bulk"
    print("| what | results | median, s | results/s | the same in bulk |\n|---|---:|---:|---:|---:|")
    for name, (count, seconds) in found.items():
        beside = base.format(name.split(",")[0].removesuffix(" with three pauses"))
        bulk_count, bulk_seconds = found[beside]
        ratio = bulk_count / bulk_seconds / (count / seconds)
        print(f"| {name} | {count:,} | {seconds:.3f} | {count / seconds:,.0f} | {ratio:,.0f}× |")


if __name__ == "__main__":
    main()
