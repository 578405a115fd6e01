"""Promises of the calendar room: kinds of days, and the periods of the law on real holidays."""

from datetime import UTC, date, datetime

import pytest

from fazhi.engines.deadlines import DayKind, Pause
from fazhi.kernel.calendar.errors import UnpublishedYear
from fazhi.kernel.calendar.services import day_kinds, due
from fazhi.kernel.law.periods import PeriodNotInForce, UnknownPeriod


@pytest.mark.parametrize(
    ("code", "extend", "start", "end"),
    [
        ("XK-DECIDE", False, date(2025, 9, 22), date(2025, 10, 24)),
        ("XK-DECIDE", True, date(2025, 9, 22), date(2025, 11, 7)),
        ("XK-SUPPLEMENT", False, date(2025, 9, 26), date(2025, 10, 10)),
        ("GK-REPLY", False, date(2025, 1, 20), date(2025, 2, 21)),
        ("GK-REPLY", True, date(2025, 1, 20), date(2025, 3, 21)),
        ("GK-SUPP-NOTICE", False, date(2025, 1, 24), date(2025, 2, 10)),
        ("FY-REPLY", False, date(2025, 4, 25), date(2025, 5, 13)),
        ("FY-REPLY-S", False, date(2025, 4, 25), date(2025, 5, 6)),
        ("SS-REPLY", False, date(2025, 9, 18), date(2025, 10, 9)),
        ("TJ-CONFIRM", False, date(2025, 9, 5), date(2025, 10, 9)),
        ("TJ-CONFIRM", False, date(2025, 4, 3), date(2025, 5, 6)),
        ("SGS", False, date(2025, 9, 29), date(2025, 10, 15)),
        ("FY-DECIDE", False, date(2025, 8, 4), date(2025, 10, 9)),
        ("CF-DECIDE", False, date(2025, 7, 4), date(2025, 10, 9)),
        ("SS-SUE", False, date(2025, 8, 31), date(2026, 2, 28)),
    ],
)
def test_the_vectors_of_the_legal_basis_hold(code: str, extend: bool, start: date, end: date) -> None:
    assert due(code, start, extend=extend).due.last == end


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
