"""What holds for every period, every calendar and every pause."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta, timezone

from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi.engines.deadlines import Calendar, Kind, Pause, Period, Unit, due, merged

CHINA = timezone(timedelta(hours=8))
DAYS = st.dates(date(2024, 6, 1), date(2026, 6, 30))
DAY_UNITS = st.sampled_from([Unit.CALENDAR_DAYS, Unit.WORKING_DAYS, Unit.MONTHS, Unit.YEARS])
LENGTHS = st.integers(1, 40)
PAUSES = st.lists(
    st.builds(lambda first, n: Pause(first, first + timedelta(days=n)), DAYS, st.integers(0, 30)), max_size=4
)
MOMENTS = st.datetimes(datetime(2024, 6, 1), datetime(2026, 6, 30), timezones=st.just(CHINA))


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    """Any days off and any weekend days worked, so that no rule of ours about holidays is presumed."""
    rest = draw(st.sets(DAYS, max_size=60))
    makeup = {day for day in draw(st.sets(DAYS, max_size=20)) if day.weekday() >= 5} - rest
    return Calendar(dict.fromkeys(rest, "节"), dict.fromkeys(makeup, "节"), frozenset({2024, 2025}))


def _longer(kind: Kind, counts: Unit, length: int, more: int, *, rollover: bool) -> tuple[Period, Period]:
    return (
        Period(kind, counts, length, rollover=rollover),
        Period(kind, counts, length + more, rollover=rollover),
    )


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from([Kind.DEADLINE, Kind.MINIMUM]),
    DAY_UNITS,
    LENGTHS,
    LENGTHS,
    st.booleans(),
    calendars(),
    DAYS,
    PAUSES,
)
def test_a_longer_period_never_ends_earlier(
    kind: Kind,
    counts: Unit,
    length: int,
    more: int,
    rollover: bool,
    calendar: Calendar,
    start: date,
    pauses: list[Pause],
) -> None:
    short, long = _longer(kind, counts, length, more, rollover=rollover)

    assert due(long, start, calendar, pauses=pauses).last >= due(short, start, calendar, pauses=pauses).last


@settings(max_examples=100, deadline=None)
@given(DAY_UNITS, LENGTHS, LENGTHS, st.booleans(), calendars(), DAYS)
def test_a_longer_backward_period_never_ends_later(
    counts: Unit, length: int, more: int, rollover: bool, calendar: Calendar, event: date
) -> None:
    short, long = _longer(Kind.BACKWARD, counts, length, more, rollover=rollover)

    assert due(long, event, calendar).last <= due(short, event, calendar).last


@settings(max_examples=100, deadline=None)
@given(DAY_UNITS, LENGTHS, calendars(), DAYS)
def test_a_backward_period_ends_on_a_working_day_and_never_nearer_to_its_event(
    counts: Unit, length: int, calendar: Calendar, event: date
) -> None:
    end = due(Period(Kind.BACKWARD, counts, length), event, calendar).last

    assert calendar.is_worked(end)
    assert end < event
    if counts is not Unit.WORKING_DAYS:
        assert end <= due(Period(Kind.BACKWARD, counts, length, rollover=False), event, calendar).last


@settings(max_examples=100, deadline=None)
@given(DAY_UNITS, LENGTHS, st.booleans(), calendars(), DAYS, DAYS)
def test_a_later_start_never_ends_earlier(
    counts: Unit, length: int, rollover: bool, calendar: Calendar, one: date, other: date
) -> None:
    period = Period(Kind.DEADLINE, counts, length, rollover=rollover)
    early, late = sorted((one, other))

    assert due(period, early, calendar).last <= due(period, late, calendar).last


@settings(max_examples=100, deadline=None)
@given(DAY_UNITS, LENGTHS, st.booleans(), calendars(), DAYS, PAUSES, PAUSES)
def test_a_pause_never_shortens(
    counts: Unit,
    length: int,
    rollover: bool,
    calendar: Calendar,
    start: date,
    pauses: list[Pause],
    more: list[Pause],
) -> None:
    period = Period(Kind.DEADLINE, counts, length, rollover=rollover)

    with_more = due(period, start, calendar, pauses=[*pauses, *more])

    assert with_more.last >= due(period, start, calendar, pauses=pauses).last
    assert not any(with_more.last in pause for pause in (*pauses, *more))


@settings(max_examples=100, deadline=None)
@given(DAY_UNITS, LENGTHS, calendars(), DAYS, PAUSES, st.randoms(use_true_random=False))
def test_pauses_in_any_order_cut_up_or_merged_are_the_same(
    counts: Unit, length: int, calendar: Calendar, start: date, pauses: list[Pause], chance: object
) -> None:
    period = Period(Kind.DEADLINE, counts, length)
    shuffled = [*pauses]
    chance.shuffle(shuffled)
    single_days = [Pause(day, day) for day in _days(pauses)]

    expected = due(period, start, calendar, pauses=pauses)

    assert due(period, start, calendar, pauses=shuffled) == expected
    assert due(period, start, calendar, pauses=merged(pauses)) == expected
    assert due(period, start, calendar, pauses=single_days) == expected


@settings(max_examples=100, deadline=None)
@given(DAY_UNITS, LENGTHS, st.booleans(), calendars(), DAYS, st.integers(1, 50), st.integers(0, 50))
def test_a_pause_after_the_end_changes_nothing(
    counts: Unit, length: int, rollover: bool, calendar: Calendar, start: date, later: int, days: int
) -> None:
    period = Period(Kind.DEADLINE, counts, length, rollover=rollover)
    end = due(period, start, calendar)
    first = end.last + timedelta(days=later)

    assert due(period, start, calendar, pauses=[Pause(first, first + timedelta(days=days))]) == end


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 200), st.integers(1, 200), MOMENTS, PAUSES, PAUSES)
def test_hours_neither_shrink_by_pauses_nor_by_more_hours(
    length: int, more: int, start: datetime, pauses: list[Pause], others: list[Pause]
) -> None:
    plain = Calendar({}, {}, frozenset())
    short, long = (Period(Kind.DEADLINE, Unit.HOURS, hours) for hours in (length, length + more))

    end = due(short, start, plain, pauses=pauses).moment

    assert end <= due(long, start, plain, pauses=pauses).moment
    assert end <= due(short, start, plain, pauses=[*pauses, *others]).moment
    assert end == due(short, start, plain, pauses=[*reversed(pauses), *pauses]).moment


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 200), MOMENTS, PAUSES)
def test_exactly_the_hours_of_unpaused_days_run(length: int, start: datetime, pauses: list[Pause]) -> None:
    end = due(Period(Kind.DEADLINE, Unit.HOURS, length), start, Calendar({}, {}, frozenset()), pauses=pauses).moment

    midnight = start.replace(hour=0, minute=0, second=0, microsecond=0)
    days = [midnight + timedelta(days=n) for n in range((end.date() - start.date()).days + 1)]
    run = [
        min(end, day + timedelta(days=1)) - max(start, day)
        for day in days
        if not any(day.date() in pause for pause in pauses)
    ]
    assert sum(run, timedelta()) == timedelta(hours=length)


def _days(pauses: Iterable[Pause]) -> list[date]:
    return [pause.first + timedelta(days=n) for pause in pauses for n in range((pause.last - pause.first).days + 1)]
