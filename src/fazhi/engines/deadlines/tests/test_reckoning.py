"""Promises of `due`: hand-reckoned cases around the holidays of 2024 to 2026, and properties."""

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.engines.deadlines import Calendar, Kind, Pause, Period, Reason, Unit, due, last_day_before
from fazhi.engines.deadlines.errors import (
    MomentRequired,
    NoFixedExtension,
    NothingToReckon,
    OutsideCalendar,
    PauseNotApplicable,
)

CHINA = timezone(timedelta(hours=8))


def _span(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


HOLIDAYS = {
    **dict.fromkeys(_span(date(2025, 1, 1), date(2025, 1, 1)), "元旦"),
    **dict.fromkeys(_span(date(2025, 1, 28), date(2025, 2, 4)), "春节"),
    **dict.fromkeys(_span(date(2025, 5, 1), date(2025, 5, 5)), "劳动节"),
    **dict.fromkeys(_span(date(2025, 10, 1), date(2025, 10, 8)), "国庆节、中秋节"),
    **dict.fromkeys(_span(date(2026, 1, 1), date(2026, 1, 3)), "元旦"),
    **dict.fromkeys(_span(date(2026, 2, 15), date(2026, 2, 23)), "春节"),
}
MAKEUP = {
    date(2025, 1, 26): "春节",
    date(2025, 2, 8): "春节",
    date(2025, 4, 27): "劳动节",
    date(2025, 9, 28): "国庆节、中秋节",
    date(2025, 10, 11): "国庆节、中秋节",
    date(2026, 1, 4): "元旦",
    date(2026, 2, 14): "春节",
    date(2026, 2, 28): "春节",
}
CALENDAR = Calendar(HOLIDAYS, MAKEUP, frozenset({2025, 2026}))


def _days(length: int, **more: object) -> Period:
    return Period(Kind.DEADLINE, Unit.CALENDAR_DAYS, length, **more)


def _workdays(length: int, **more: object) -> Period:
    return Period(Kind.DEADLINE, Unit.WORKING_DAYS, length, **more)


@pytest.mark.parametrize(
    ("period", "start", "end"),
    [
        (_days(15), date(2025, 9, 18), date(2025, 10, 9)),  # ends 3 October, in the holiday
        (_days(12), date(2025, 9, 18), date(2025, 9, 30)),  # ends the day before it
        (_days(21), date(2025, 9, 18), date(2025, 10, 9)),  # ends the day after it
        (_days(20), date(2025, 9, 18), date(2025, 10, 9)),  # ends on its last day
        (_days(10), date(2025, 9, 18), date(2025, 9, 28)),  # a Sunday that is worked
        (_days(9), date(2025, 9, 18), date(2025, 9, 28)),  # a Saturday; the Sunday after is worked
        (_days(24), date(2025, 9, 18), date(2025, 10, 13)),  # Sunday 12 October
        (_days(23), date(2025, 9, 18), date(2025, 10, 11)),  # a worked Saturday
        (_days(30), date(2025, 4, 3), date(2025, 5, 6)),
        (_days(1), date(2024, 12, 31), date(2025, 1, 2)),
        (_days(7), date(2025, 12, 27), date(2026, 1, 4)),  # Saturday 3 January, off; the Sunday after is worked
        (_days(5), date(2026, 2, 23), date(2026, 2, 28)),
        (_days(8), date(2026, 2, 6), date(2026, 2, 14)),
        (_days(9), date(2026, 2, 6), date(2026, 2, 24)),
        (_days(1), date(2025, 6, 6), date(2025, 6, 9)),  # an ordinary weekend
        (_days(15, rollover=False), date(2025, 9, 18), date(2025, 10, 3)),
        (Period(Kind.DEADLINE, Unit.MONTHS, 6), date(2025, 8, 31), date(2026, 2, 28)),
        (Period(Kind.DEADLINE, Unit.MONTHS, 1), date(2025, 9, 4), date(2025, 10, 9)),
        (Period(Kind.DEADLINE, Unit.MONTHS, 1, rollover=False), date(2025, 9, 4), date(2025, 10, 4)),
        (Period(Kind.DEADLINE, Unit.YEARS, 1), date(2025, 2, 20), date(2026, 2, 24)),
        (Period(Kind.DEADLINE, Unit.YEARS, 1), date(2024, 2, 29), date(2025, 2, 28)),
    ],
)
def test_a_deadline_on_a_rest_day_ends_on_the_next_working_day(period: Period, start: date, end: date) -> None:
    assert due(period, start, CALENDAR).last == end


@pytest.mark.parametrize(
    ("length", "start", "end"),
    [
        (1, date(2025, 9, 26), date(2025, 9, 28)),  # Friday; the Sunday is worked
        (4, date(2025, 9, 26), date(2025, 10, 9)),
        (6, date(2025, 9, 26), date(2025, 10, 11)),
        (7, date(2025, 9, 26), date(2025, 10, 13)),
        (1, date(2025, 10, 1), date(2025, 10, 9)),  # starts inside the holiday
        (2, date(2025, 1, 24), date(2025, 1, 27)),
        (3, date(2025, 1, 24), date(2025, 2, 5)),
    ],
)
def test_working_days_skip_rest_days_and_count_makeup_days(length: int, start: date, end: date) -> None:
    assert due(_workdays(length), start, CALENDAR).last == end


@pytest.mark.parametrize(
    ("period", "event", "end"),
    [
        (Period(Kind.BACKWARD, Unit.WORKING_DAYS, 7), date(2025, 10, 15), date(2025, 9, 29)),
        (Period(Kind.BACKWARD, Unit.WORKING_DAYS, 1), date(2025, 10, 9), date(2025, 9, 30)),
        (Period(Kind.BACKWARD, Unit.CALENDAR_DAYS, 3), date(2025, 10, 9), date(2025, 9, 30)),  # raw 6 October
        (Period(Kind.BACKWARD, Unit.CALENDAR_DAYS, 10), date(2025, 10, 10), date(2025, 9, 30)),
        (Period(Kind.BACKWARD, Unit.CALENDAR_DAYS, 3), date(2025, 10, 14), date(2025, 10, 11)),  # a worked Saturday
        (Period(Kind.BACKWARD, Unit.CALENDAR_DAYS, 2), date(2025, 10, 14), date(2025, 10, 11)),  # Sunday
        (Period(Kind.BACKWARD, Unit.CALENDAR_DAYS, 3, rollover=False), date(2025, 10, 9), date(2025, 10, 6)),
        (Period(Kind.BACKWARD, Unit.MONTHS, 1), date(2025, 11, 5), date(2025, 9, 30)),
        (Period(Kind.BACKWARD, Unit.MONTHS, 1, rollover=False), date(2025, 3, 31), date(2025, 2, 28)),
    ],
)
def test_a_backward_period_never_moves_towards_its_event(period: Period, event: date, end: date) -> None:
    assert due(period, event, CALENDAR).last == end


@pytest.mark.parametrize(
    ("before", "day", "end"),
    [
        ((3, 1), date(2024, 7, 9), date(2024, 2, 29)),
        ((3, 1), date(2025, 1, 1), date(2025, 2, 28)),
        ((4, 1), date(2024, 12, 31), date(2024, 3, 31)),  # a Sunday: fixed dates stay
        ((1, 1), date(2024, 5, 5), date(2023, 12, 31)),
    ],
)
def test_before_a_date_ends_the_day_before_it(before: tuple[int, int], day: date, end: date) -> None:
    assert due(Period(Kind.FIXED, before=before), day, CALENDAR).last == end


@pytest.mark.parametrize(
    ("counts", "length", "start", "end"),
    [
        (Unit.MONTHS, 6, date(2025, 4, 4), date(2025, 10, 4)),  # in the holiday, and stays there
        (Unit.YEARS, 20, date(2024, 2, 29), date(2044, 2, 29)),
        (Unit.CALENDAR_DAYS, 15, date(2025, 9, 18), date(2025, 10, 3)),
        (Unit.WORKING_DAYS, 4, date(2025, 9, 26), date(2025, 10, 9)),
    ],
)
def test_what_is_kept_is_kept_to_the_day(counts: Unit, length: int, start: date, end: date) -> None:
    assert due(Period(Kind.RETENTION, counts, length), start, CALENDAR).last == end


def test_a_minimum_is_lawful_from_its_last_day() -> None:
    assert due(Period(Kind.MINIMUM, Unit.WORKING_DAYS, 5), date(2025, 9, 26), CALENDAR).last == date(2025, 10, 10)
    assert due(Period(Kind.MINIMUM, Unit.CALENDAR_DAYS, 30), date(2025, 3, 3), CALENDAR).last == date(2025, 4, 2)


def test_an_extension_is_added_once() -> None:
    period = _workdays(20, extension=10)

    assert due(period, date(2025, 9, 22), CALENDAR).last == date(2025, 10, 24)
    assert due(period, date(2025, 9, 22), CALENDAR, extended=True).last == date(2025, 11, 7)


@pytest.mark.parametrize(
    ("period", "start", "pauses", "end"),
    [
        (_days(10), date(2025, 6, 2), [Pause(date(2025, 6, 4), date(2025, 6, 6))], date(2025, 6, 16)),  # raw Sunday 15
        (_days(10), date(2025, 6, 2), [Pause(date(2025, 6, 1), date(2025, 6, 3))], date(2025, 6, 13)),
        (_days(10), date(2025, 6, 2), [Pause(date(2025, 6, 12), date(2025, 6, 12))], date(2025, 6, 13)),
        (_days(10), date(2025, 6, 2), [Pause(date(2025, 6, 13), date(2025, 6, 30))], date(2025, 6, 12)),
        (
            _days(10),
            date(2025, 6, 2),
            [Pause(date(2025, 6, 5), date(2025, 6, 6)), Pause(date(2025, 6, 4), date(2025, 6, 5))],
            date(2025, 6, 16),
        ),
        # The last day is Saturday the 7th; the Monday to which it rolls is paused to Wednesday.
        (_days(5), date(2025, 6, 2), [Pause(date(2025, 6, 9), date(2025, 6, 11))], date(2025, 6, 12)),
        (_workdays(5), date(2025, 6, 2), [Pause(date(2025, 6, 5), date(2025, 6, 8))], date(2025, 6, 11)),
        (_workdays(5), date(2025, 6, 2), [Pause(date(2025, 6, 7), date(2025, 6, 8))], date(2025, 6, 9)),
        (
            Period(Kind.DEADLINE, Unit.MONTHS, 1),
            date(2025, 6, 2),
            [Pause(date(2025, 6, 10), date(2025, 6, 12))],
            date(2025, 7, 7),
        ),  # 2 July, three days on is Saturday the 5th
        (
            Period(Kind.DEADLINE, Unit.MONTHS, 1),
            date(2025, 6, 2),
            [Pause(date(2025, 7, 3), date(2025, 7, 9))],
            date(2025, 7, 2),
        ),
    ],
)
def test_paused_days_do_not_count(period: Period, start: date, pauses: list[Pause], end: date) -> None:
    assert due(period, start, CALENDAR, pauses=pauses).last == end


def test_hours_run_day_and_night_from_their_moment() -> None:
    start = datetime(2025, 9, 30, 16, 30, tzinfo=CHINA)

    end = due(Period(Kind.DEADLINE, Unit.HOURS, 24), start, CALENDAR)

    assert end.moment == datetime(2025, 10, 1, 16, 30, tzinfo=CHINA)
    assert [(line.day.date.day, line.counted) for line in end.lines] == [(30, True), (1, True)]
    assert end.last == date(2025, 10, 1)


@pytest.mark.parametrize(
    ("pause", "end"),
    [
        (Pause(date(2025, 6, 3), date(2025, 6, 4)), datetime(2025, 6, 5, 16, tzinfo=CHINA)),
        (Pause(date(2025, 6, 1), date(2025, 6, 2)), datetime(2025, 6, 4, 0, tzinfo=CHINA)),
        (Pause(date(2025, 6, 4), date(2025, 6, 9)), datetime(2025, 6, 3, 16, tzinfo=CHINA)),
        (Pause(date(2025, 5, 1), date(2025, 6, 1)), datetime(2025, 6, 3, 16, tzinfo=CHINA)),
    ],
    ids=["inside", "from_before_the_start", "after_the_end", "before_the_start"],
)
def test_paused_days_stop_the_hours(pause: Pause, end: datetime) -> None:
    start = datetime(2025, 6, 2, 16, tzinfo=CHINA)

    assert due(Period(Kind.DEADLINE, Unit.HOURS, 24), start, CALENDAR, pauses=[pause]).moment == end


def test_hours_that_are_over_at_midnight_know_no_pause_of_the_day_that_begins() -> None:
    midnight = datetime(2025, 6, 2, 0, tzinfo=CHINA)
    pause = Pause(date(2025, 6, 3), date(2025, 6, 4))

    end = due(Period(Kind.DEADLINE, Unit.HOURS, 24), midnight, CALENDAR, pauses=[pause])

    assert end.moment == datetime(2025, 6, 3, 0, tzinfo=CHINA)


def test_a_moment_stands_for_its_day_where_days_are_counted() -> None:
    assert due(_days(15), datetime(2025, 9, 18, 23, 59, tzinfo=CHINA), CALENDAR).last == date(2025, 10, 9)


def test_every_day_is_explained() -> None:
    end = due(_days(8), date(2025, 9, 25), CALENDAR, pauses=[Pause(date(2025, 9, 26), date(2025, 9, 26))])

    told = [(line.day.date.isoformat()[5:], line.counted, line.why) for line in end.lines]

    assert told == [
        ("09-25", False, Reason.START),
        ("09-26", False, Reason.PAUSED),
        ("09-27", True, Reason.COUNTED),
        ("09-28", True, Reason.COUNTED),
        ("09-29", True, Reason.COUNTED),
        ("09-30", True, Reason.COUNTED),
        ("10-01", True, Reason.COUNTED),
        ("10-02", True, Reason.COUNTED),
        ("10-03", True, Reason.COUNTED),
        ("10-04", True, Reason.COUNTED),
        ("10-05", False, Reason.ROLLED),
        ("10-06", False, Reason.ROLLED),
        ("10-07", False, Reason.ROLLED),
        ("10-08", False, Reason.ROLLED),
        ("10-09", False, Reason.ROLLED_TO),
    ]


def test_months_explain_only_the_days_that_decide() -> None:
    period = Period(Kind.DEADLINE, Unit.MONTHS, 1)

    plain = due(period, date(2025, 1, 31), CALENDAR)
    paused = due(period, date(2025, 6, 2), CALENDAR, pauses=[Pause(date(2025, 6, 10), date(2025, 6, 10))])
    untouched = due(period, date(2025, 6, 2), CALENDAR, pauses=[Pause(date(2025, 8, 1), date(2025, 8, 1))])

    assert [line.why for line in plain.lines] == [Reason.START, Reason.MONTH_END]
    assert [line.why for line in paused.lines] == [Reason.START, Reason.PAUSED, Reason.ENDED_LATER]
    assert [line.why for line in untouched.lines] == [Reason.START, Reason.CORRESPONDING]


def test_a_result_names_the_provisional_years_that_decided_it() -> None:
    start = date(2026, 12, 28)

    assert due(_workdays(5), start, CALENDAR).provisional == (2027,)
    assert due(_workdays(3), start, CALENDAR).provisional == ()
    assert due(_days(4), start, CALENDAR).provisional == (2027,)
    assert due(_days(4, rollover=False), start, CALENDAR).provisional == ()
    assert due(Period(Kind.RETENTION, Unit.YEARS, 3), start, CALENDAR).provisional == ()
    assert due(Period(Kind.BACKWARD, Unit.WORKING_DAYS, 1), date(2027, 1, 4), CALENDAR).provisional == (2027,)
    assert due(Period(Kind.BACKWARD, Unit.WORKING_DAYS, 1), date(2027, 1, 1), CALENDAR).provisional == ()


def test_only_a_fixed_period_has_a_date_of_the_year() -> None:
    with pytest.raises(NothingToReckon):
        last_day_before(_days(5), 2025)


@pytest.mark.parametrize(
    ("error", "reckon"),
    [
        (MomentRequired, lambda: due(Period(Kind.DEADLINE, Unit.HOURS, 24), date(2025, 1, 1), CALENDAR)),
        (MomentRequired, lambda: due(Period(Kind.DEADLINE, Unit.HOURS, 24), datetime(2025, 1, 1, 9), CALENDAR)),
        (NothingToReckon, lambda: due(Period(Kind.CONDITION), date(2025, 1, 1), CALENDAR)),
        (NoFixedExtension, lambda: due(_days(5), date(2025, 1, 1), CALENDAR, extended=True)),
        (OutsideCalendar, lambda: due(_days(5), date(9999, 12, 30), CALENDAR)),
        (OutsideCalendar, lambda: due(_workdays(5), date(9999, 12, 30), CALENDAR)),
        (OutsideCalendar, lambda: due(Period(Kind.RETENTION, Unit.YEARS, 1), date(9999, 1, 1), CALENDAR)),
        (OutsideCalendar, lambda: due(Period(Kind.BACKWARD, Unit.CALENDAR_DAYS, 5), date(1, 1, 2), CALENDAR)),
        (
            PauseNotApplicable,
            lambda: due(
                Period(Kind.FIXED, before=(3, 1)),
                date(2025, 1, 1),
                CALENDAR,
                pauses=[Pause(date(2025, 1, 1), date(2025, 1, 2))],
            ),
        ),
    ],
)
def test_what_has_no_answer_is_refused(error: type[Exception], reckon: object) -> None:
    with pytest.raises(error):
        reckon()


STARTS = st.dates(date(2024, 6, 1), date(2026, 12, 31))
PAUSES = st.lists(
    st.builds(lambda first, n: Pause(first, first + timedelta(days=n)), STARTS, st.integers(0, 30)), max_size=4
)
DEADLINES = st.builds(
    lambda counts, length, rollover: Period(Kind.DEADLINE, counts, length, rollover=rollover, extension=3),
    st.sampled_from([Unit.CALENDAR_DAYS, Unit.WORKING_DAYS, Unit.MONTHS]),
    st.integers(1, 40),
    st.booleans(),
)


@given(DEADLINES, STARTS, PAUSES, PAUSES)
def test_a_pause_never_shortens(period: Period, start: date, pauses: list[Pause], more: list[Pause]) -> None:
    assert due(period, start, CALENDAR, pauses=pauses + more).last >= due(period, start, CALENDAR, pauses=pauses).last


@given(DEADLINES, STARTS, PAUSES)
def test_pauses_in_any_order_and_twice_over_are_the_same(period: Period, start: date, pauses: list[Pause]) -> None:
    assert due(period, start, CALENDAR, pauses=[*reversed(pauses), *pauses]) == due(
        period, start, CALENDAR, pauses=pauses
    )


@given(DEADLINES, STARTS, PAUSES, st.booleans())
def test_the_explanation_adds_up(period: Period, start: date, pauses: list[Pause], extended: bool) -> None:
    end = due(period, start, CALENDAR, pauses=pauses, extended=extended)

    counted = [line.day.date for line in end.lines if line.counted]
    assert end.lines[-1].day.date == end.last
    assert [line.day.date for line in end.lines] == sorted({line.day.date for line in end.lines})
    assert not any(day in pause for day in counted for pause in pauses)
    assert start not in counted
    if period.counts is not Unit.MONTHS:
        assert len(counted) == period.length + (3 if extended else 0)


@given(DEADLINES, STARTS, PAUSES)
def test_a_deadline_ends_on_a_day_when_the_act_can_be_done(period: Period, start: date, pauses: list[Pause]) -> None:
    end = due(period, start, CALENDAR, pauses=pauses)

    assert end.last > start
    assert not any(end.last in pause for pause in pauses)
    assert CALENDAR.is_worked(end.last) or not period.rollover


@given(st.integers(1, 40), STARTS.filter(CALENDAR.is_worked))
def test_counting_working_days_back_undoes_counting_them_forward(length: int, start: date) -> None:
    end = due(_workdays(length), start, CALENDAR).last

    assert due(Period(Kind.BACKWARD, Unit.WORKING_DAYS, length), end, CALENDAR).last == start
