"""Promises of the calendar room: kinds of days, and the periods of the law on real holidays."""

from datetime import UTC, date, datetime

import pytest

from fazhi.engines.deadlines import DayKind, Pause
from fazhi.engines.deadlines.errors import NoFixedExtension
from fazhi.kernel.calendar.errors import ExtensionUnfit, UnpublishedYear
from fazhi.kernel.calendar.services import day_kinds, due, due_dates
from fazhi.kernel.law.local_periods import enter
from fazhi.kernel.law.periods import LocalBasis, PeriodNotInForce, UnknownPeriod

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("code", "start", "end"),
    [
        ("TJ-CONFIRM", date(2024, 1, 11), date(2024, 2, 18)),  # 10 February, 春节; Sunday the 18th is worked
        ("TJ-CONFIRM", date(2024, 1, 5), date(2024, 2, 4)),  # a worked Sunday
        ("TJ-CONFIRM", date(2024, 1, 10), date(2024, 2, 9)),  # 除夕 2024 is a working day
        ("TJ-CONFIRM", date(2020, 1, 2), date(2020, 2, 3)),  # 1 February 2020, in the extended 春节
        ("TJ-END", date(2024, 1, 31), date(2024, 2, 29)),
        ("TJ-END", date(2019, 4, 1), date(2019, 5, 5)),  # 劳动节 as rearranged; Sunday the 5th is worked
        ("TJ-TERM", date(2022, 10, 1), date(2025, 10, 1)),  # a term does not roll over
        ("TJ-OUTSIDER", date(2024, 10, 1), date(2025, 10, 9)),
        ("JT-END", date(2025, 9, 26), date(2025, 10, 16)),  # ten days are working days here
        ("FZ-REPORT", date(2024, 8, 1), date(2024, 2, 29)),
        ("FZ-PUBLISH", date(2024, 8, 1), date(2024, 3, 31)),  # a Sunday
    ],
)
def test_periods_of_mediation_end_where_counted_by_hand(code: str, start: date, end: date) -> None:
    assert due(code, start).due.last == end


def test_appraisal_time_does_not_count_in_mediation() -> None:
    plain = due("XZTJ-END", date(2025, 3, 3)).due.last
    paused = due("XZTJ-END", date(2025, 3, 3), [Pause(date(2025, 3, 10), date(2025, 3, 14))]).due.last

    assert (plain, paused) == (date(2025, 4, 2), date(2025, 4, 7))


def test_a_moment_counts_as_its_day_in_china() -> None:
    late_in_utc = datetime(2025, 9, 17, 20, tzinfo=UTC)

    assert due("SS-REPLY", late_in_utc).due == due("SS-REPLY", date(2025, 9, 18)).due


def test_a_period_before_its_law_is_refused() -> None:
    with pytest.raises(PeriodNotInForce):
        due("CF-DECIDE", date(2021, 7, 14))

    assert due("CF-DECIDE", date(2021, 7, 15)).due.last == date(2021, 10, 13)


@pytest.mark.parametrize(
    ("code", "units", "end"),
    [
        ("ST-WEIPAI", 15, date(2025, 4, 17)),  # by agreement: 30 and 15 days from 3 March
        ("GK-REPLY", 5, date(2025, 4, 8)),  # less than the law's 20 working days; 4 April is 清明节
        ("GK-REPLY", 20, date(2025, 4, 28)),  # Sunday 27 April is worked
        ("GK-REPLY", None, date(2025, 4, 28)),
    ],
)
def test_an_extension_is_as_long_as_was_decided(code: str, units: int | None, end: date) -> None:
    assert due(code, date(2025, 3, 3), extend=True, units=units).due.last == end


@pytest.mark.parametrize(("code", "units", "most"), [("GK-REPLY", 21, 20), ("GK-REPLY", 0, 20), ("ST-WEIPAI", 0, None)])
def test_an_extension_is_no_longer_than_the_law_allows(code: str, units: int, most: int | None) -> None:
    with pytest.raises(ExtensionUnfit) as refusal:
        due(code, date(2025, 3, 3), extend=True, units=units)

    assert (refusal.value.units, refusal.value.most) == (units, most)


@pytest.mark.parametrize(("code", "units"), [("SGS", None), ("SGS", 5), ("ST-WEIPAI", None)])
def test_without_an_extension_or_its_length_there_is_none(code: str, units: int | None) -> None:
    with pytest.raises(NoFixedExtension):
        due(code, date(2025, 3, 3), extend=True, units=units)


def test_in_bulk_nothing_runs_before_the_law() -> None:
    starts = [date(2021, 7, 14), date(2021, 7, 15), None]

    assert due_dates("CF-DECIDE", starts) == [None, date(2021, 10, 13), None]
    assert due_dates("CF-DECIDE", []) == []


def test_in_bulk_a_fixed_date_is_in_force_as_it_is_alone() -> None:
    """Before 1 March since 15 April 2019: the first one is that of 2020, whatever the day of 2019."""
    starts = [date(2019, 1, 1), date(2019, 12, 31), date(2020, 1, 1), date(2021, 6, 1)]

    assert due_dates("FZ-REPORT", starts) == [None, None, date(2020, 2, 29), date(2021, 2, 28)]
    with pytest.raises(PeriodNotInForce):
        due("FZ-REPORT", date(2019, 12, 31))
    assert due("FZ-REPORT", date(2020, 1, 1)).due.last == date(2020, 2, 29)


def test_in_bulk_each_start_runs_by_the_value_of_its_day(trail_key: None) -> None:
    how = {"basis": "b", "confirmed_by": "c", "by": "system", "at": datetime(2026, 1, 5, tzinfo=UTC)}
    enter("XZTJ-END", date(2025, 6, 1), length=45, **how)
    enter("XZTJ-END", date(2025, 9, 1), length=60, **how)
    starts = [date(2025, 5, 31), date(2025, 6, 1), date(2025, 8, 31), date(2025, 9, 1)]

    ends = due_dates("XZTJ-END", starts)

    assert ends == [date(2025, 6, 30), date(2025, 7, 16), date(2025, 10, 15), date(2025, 10, 31)]
    assert ends == [due("XZTJ-END", start).due.last for start in starts]
    assert due("XZTJ-END", starts[0]).local is None
    assert due("XZTJ-END", starts[1]).local == LocalBasis("b", "c")


def test_an_unknown_code_is_refused() -> None:
    with pytest.raises(UnknownPeriod):
        due("TJ-CONFRM", date(2025, 1, 1))


def test_day_kinds_keep_the_order_asked() -> None:
    days = day_kinds([date(2025, 10, 11), date(2025, 10, 12), date(2025, 10, 8), date(2025, 10, 9)])

    assert [day.kind for day in days] == [
        DayKind.MAKEUP_WORKDAY,
        DayKind.WEEKEND,
        DayKind.HOLIDAY,
        DayKind.WORKDAY,
    ]


def test_an_official_answer_needs_a_published_year() -> None:
    assert day_kinds([date(2003, 5, 1)])[0].provisional

    with pytest.raises(UnpublishedYear) as refusal:
        day_kinds([date(2003, 5, 1), date(2025, 5, 1), date(2002, 5, 1)], official=True)

    assert refusal.value.years == (2002, 2003)
    assert not day_kinds([date(2025, 5, 1)], official=True)[0].provisional
