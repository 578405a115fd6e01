"""Promises of the day and the calendar."""

from datetime import date

import pytest

from fazhi.engines.deadlines import Calendar, DayKind

CALENDAR = Calendar(
    {date(2025, 10, 6): "国庆节", date(2025, 10, 4): "国庆节"}, {date(2025, 10, 11): "国庆节"}, frozenset({2025})
)


@pytest.mark.parametrize(
    ("day", "kind", "name", "worked"),
    [
        (date(2025, 10, 10), DayKind.WORKDAY, None, True),
        (date(2025, 10, 12), DayKind.WEEKEND, None, False),
        (date(2025, 10, 6), DayKind.HOLIDAY, "国庆节", False),
        (date(2025, 10, 4), DayKind.HOLIDAY, "国庆节", False),
        (date(2025, 10, 11), DayKind.MAKEUP_WORKDAY, "国庆节", True),
    ],
    ids=["friday", "sunday", "holiday_on_monday", "saturday_inside_a_holiday", "saturday_worked_in_exchange"],
)
def test_a_day_is_one_of_four_kinds(day: date, kind: DayKind, name: str | None, worked: bool) -> None:
    known = CALENDAR.day(day)

    assert (known.kind, known.name, known.is_worked) == (kind, name, worked)
    assert CALENDAR.is_worked(day) is worked


def test_a_year_without_notice_is_provisional() -> None:
    assert CALENDAR.day(date(2026, 1, 1)).provisional
    assert CALENDAR.day(date(2026, 1, 1)).kind is DayKind.WORKDAY
    assert not CALENDAR.day(date(2025, 12, 31)).provisional
