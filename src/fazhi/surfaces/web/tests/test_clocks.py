from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from fazhi.kernel.procedures.models import Clock
from fazhi.kernel.procedures.queries import StandingClock
from fazhi.surfaces.web.matters.clocks import ShownClock, explained, shown_clocks

pytestmark = pytest.mark.django_db


def clock(period: str, started: date, due: date, stopped_at: datetime | None = None) -> Clock:
    return Clock(
        id=1, procedure="mediation.people", matter_id=uuid4(), period=period, after="accepted",
        started_date=started, due_date=due, stopped_at=stopped_at, stopped_date=stopped_at and stopped_at.date(),
    )  # fmt: skip


def one(clock: Clock, today: date) -> ShownClock:
    (shown,) = shown_clocks([StandingClock(clock, None)], today)
    return shown


MAY = date(2024, 5, 20)
END = clock("XZTJ-END", MAY, date(2024, 6, 19))


@pytest.mark.parametrize(
    ("today", "left", "late"),
    [
        (date(2024, 6, 18), "剩 1 日", False),
        (date(2024, 6, 19), "今天到期", False),
        (date(2024, 6, 20), "逾期 1 日", True),
    ],
)
def test_a_due_day_says_what_is_left(today, left, late):
    shown = one(END, today)

    assert (shown.left, shown.is_late) == (left, late)


def test_a_limit_of_working_days_says_how_many_are_left():
    """From Wednesday 30 April 2025 three working days: the holiday is 1 to 5 May."""
    accept = clock("TJ-ACCEPT", date(2025, 4, 30), date(2025, 5, 8))

    assert one(accept, date(2025, 5, 2)).left == "剩 3 个工作日"
    assert one(accept, date(2025, 5, 7)).left == "剩 1 个工作日"


def test_a_stopped_clock_is_not_late():
    stopped = clock("XZTJ-END", MAY, date(2024, 6, 19), datetime(2024, 6, 3, 2, 0, tzinfo=UTC))

    shown = one(stopped, date(2026, 1, 1))

    assert (shown.left, shown.is_late) == ("已停止（2024-06-03）", False)


def test_an_uncertain_length_marks_its_source():
    assert [each.mark for each in one(END, MAY).basis] == ["待核"]


def test_a_count_of_days_is_shown_week_by_week_with_every_day_numbered():
    weeks = explained(END, MAY).weeks
    days = [day for week in weeks for day in week]

    assert all(len(week) == 7 for week in weeks)
    assert (days[0].date, days[0].told, days[0].style) == ("5月20日", "起算日", "from today")
    assert [day.told for day in days if day.style == "c"] == [f"第{number}日" for number in range(1, 30)]
    assert [(day.date, day.told) for day in days if day.style == "due"] == [("19日", "第30日 到期")]


def test_working_days_say_why_a_day_does_not_count():
    """三个工作日 from Wednesday 30 April 2025: the holiday is 1 to 5 May."""
    weeks = explained(clock("TJ-ACCEPT", date(2025, 4, 30), date(2025, 5, 8)), MAY).weeks
    told = {day.date: (day.told, day.style) for week in weeks for day in week}

    assert told["5月1日"] == ("劳动节", "n")
    assert told["6日"] == ("第1日", "c")
    assert told["8日"] == ("第3日 到期", "due")


def test_months_tell_only_the_days_that_decide():
    """One month from 31 January 2024 ends on the last of February, a Thursday."""
    months = explained(clock("TJ-END", date(2024, 1, 31), date(2024, 2, 29)), MAY)

    assert months.weeks == ()
    assert months.decisive[-1] == "2024-02-29 周四：期满月没有对应日，以月末日为准"
