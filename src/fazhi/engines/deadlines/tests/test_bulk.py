"""Promises of `due_days`: whole columns give what `due` gives."""

from datetime import date, datetime, timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi.engines.deadlines import Calendar, Kind, Period, Unit, due
from fazhi.engines.deadlines.bulk import due_days
from fazhi.engines.deadlines.errors import MomentRequired, NoFixedExtension, NothingToReckon, OutsideCalendar

DAYS = st.dates(date(2023, 11, 1), date(2026, 3, 1))
DAY_UNITS = st.sampled_from([Unit.CALENDAR_DAYS, Unit.WORKING_DAYS, Unit.MONTHS, Unit.YEARS])
MEASURED = st.builds(
    lambda kind, counts, length, rollover: Period(kind, counts, length, rollover=rollover),
    st.sampled_from([Kind.DEADLINE, Kind.MINIMUM, Kind.BACKWARD, Kind.RETENTION]),
    DAY_UNITS,
    st.integers(1, 60),
    st.booleans(),
)
FIXED = st.builds(lambda month, day: Period(Kind.FIXED, before=(month, day)), st.integers(1, 12), st.integers(1, 28))


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    """Any days off and any weekend days worked, so that no rule of ours about holidays is presumed."""
    rest = draw(st.sets(DAYS, max_size=60))
    makeup = {day for day in draw(st.sets(DAYS, max_size=20)) if day.weekday() >= 5} - rest
    return Calendar(dict.fromkeys(rest, "节"), dict.fromkeys(makeup, "节"), frozenset({2024, 2025}))


@settings(max_examples=300, deadline=None)
@given(MEASURED | FIXED, calendars(), st.lists(DAYS, min_size=1, max_size=8))
def test_columns_end_where_single_periods_end(period: Period, calendar: Calendar, starts: list[date]) -> None:
    ends = due_days(period, pl.Series(starts, dtype=pl.Date), calendar)

    assert ends.to_list() == [due(period, start, calendar).last for start in starts]


def test_a_long_holiday_is_searched_past() -> None:
    days = [date(2024, 1, 1) + timedelta(days=n) for n in range(1500)]
    closed = Calendar(dict.fromkeys(days, "节"), {}, frozenset())
    start = date(2026, 5, 5)

    for kind in (Kind.DEADLINE, Kind.BACKWARD):
        period = Period(kind, Unit.WORKING_DAYS, 3)
        assert due_days(period, pl.Series([start]), closed).to_list() == [due(period, start, closed).last]


@pytest.mark.parametrize("kind", [Kind.DEADLINE, Kind.BACKWARD])
def test_the_searched_stretch_grows_without_losing_a_day(kind: Kind) -> None:
    """1,000 working days are four years: the stretch grows three times, from each weekday."""
    plain = Calendar({}, {}, frozenset())
    period = Period(kind, Unit.WORKING_DAYS, 1000)

    for start in [date(2025, 6, 2) + timedelta(days=n) for n in range(7)]:
        assert due_days(period, pl.Series([start]), plain).to_list() == [due(period, start, plain).last]


@settings(max_examples=100, deadline=None)
@given(
    DAY_UNITS,
    st.integers(1, 60),
    st.integers(1, 30),
    st.booleans(),
    calendars(),
    st.lists(DAYS, min_size=1, max_size=8),
)
def test_extended_columns_end_where_extended_periods_end(
    counts: Unit, length: int, extension: int, rollover: bool, calendar: Calendar, starts: list[date]
) -> None:
    period = Period(Kind.DEADLINE, counts, length, rollover=rollover, extension=extension)

    ends = due_days(period, pl.Series(starts, dtype=pl.Date), calendar, extended=True)

    assert ends.to_list() == [due(period, start, calendar, extended=True).last for start in starts]


def test_an_extension_counts_in_columns_too() -> None:
    period = Period(Kind.DEADLINE, Unit.CALENDAR_DAYS, 60, extension=30)
    plain = Calendar({}, {}, frozenset())

    assert due_days(period, pl.Series([date(2025, 1, 1)]), plain, extended=True).to_list() == [date(2025, 4, 1)]


def test_missing_starts_stay_missing() -> None:
    period = Period(Kind.DEADLINE, Unit.CALENDAR_DAYS, 1)
    plain = Calendar({}, {}, frozenset())

    ends = due_days(period, pl.Series([None, date(2025, 6, 2), None], dtype=pl.Date), plain)

    assert ends.to_list() == [None, date(2025, 6, 3), None]
    assert due_days(period, pl.Series([], dtype=pl.Date), plain).to_list() == []
    assert due_days(period, pl.Series([None], dtype=pl.Date), plain).to_list() == [None]


@pytest.mark.parametrize(
    ("error", "period", "start"),
    [
        (MomentRequired, Period(Kind.DEADLINE, Unit.HOURS, 24), date(2025, 1, 1)),
        (NothingToReckon, Period(Kind.CONDITION), date(2025, 1, 1)),
        (OutsideCalendar, Period(Kind.DEADLINE, Unit.YEARS, 1), date(9999, 1, 1)),
        (OutsideCalendar, Period(Kind.BACKWARD, Unit.CALENDAR_DAYS, 9), date(1, 1, 5)),
    ],
)
def test_what_has_no_answer_is_refused_in_columns_too(error: type[Exception], period: Period, start: date) -> None:
    with pytest.raises(error):
        due_days(period, pl.Series([start]), Calendar({}, {}, frozenset()))


@pytest.mark.parametrize("period", [Period(Kind.DEADLINE, Unit.YEARS, 1), Period(Kind.FIXED, before=(3, 1))])
def test_an_extension_that_is_not_there_is_refused(period: Period) -> None:
    plain = Calendar({}, {}, frozenset())

    with pytest.raises(NoFixedExtension):
        due_days(period, pl.Series([date(2025, 1, 1)]), plain, extended=True)
    with pytest.raises(NoFixedExtension):
        due(period, date(2025, 1, 1), plain, extended=True)


def test_starts_are_days() -> None:
    with pytest.raises(TypeError):
        due_days(Period(Kind.DEADLINE, Unit.YEARS, 1), pl.Series([datetime(2025, 1, 1)]), Calendar({}, {}, frozenset()))
