"""A new holiday notice, or a local value of a period, moves the clocks that run; what would move is seen before."""

from collections.abc import Callable
from datetime import date

import pytest

from fazhi.kernel.audit.models import Entry
from fazhi.kernel.calendar.notices import HolidayYear
from fazhi.kernel.calendar.services import parse_notice
from fazhi.kernel.organisations.errors import NotPermitted
from fazhi.kernel.procedures.models import Clock, ClockPause
from fazhi.kernel.procedures.services import enter_local_period, enter_notice, moves, preview_notice, recompute
from fazhi.kernel.procedures.services.clocks import stopping_on

STORM = """
[[notices]]
title = "关于2024年部分节假日安排的通知（补充）"
number = "国办发明电〔2023〕7号"
issued = 2024-06-03
verified = false

[[holidays]]
name = "防台"
rest = ["2024-06-05..2024-06-06"]
"""


@pytest.fixture
def notice() -> HolidayYear:
    """A notice that makes Wednesday and Thursday, 5 and 6 June 2024, days of rest (and knows no other holiday)."""
    return parse_notice(STORM, 2024)


def dues() -> dict[str, date]:
    rows = Clock.objects.system("a test").filter(stopped_at=None)
    return dict(rows.values_list("period", "due_date"))


def test_the_preview_says_what_would_move_and_changes_nothing(matter, notice):
    (move,) = preview_notice(notice)

    # three working days from Monday, 3 June: 4, 7 and then 10 June, no longer 端午 in this notice
    assert (move.period, move.was, move.becomes) == ("TJ-ACCEPT", date(2024, 6, 6), date(2024, 6, 10))
    assert dues() == {"TJ-ACCEPT": date(2024, 6, 6)}
    assert moves() == ()


def test_entering_it_moves_the_clocks_and_says_so_in_the_trail(matter, notice, at):
    moved = enter_notice(notice, by=None, at=at)

    assert [move.becomes for move in moved] == [date(2024, 6, 10)]
    assert dues() == {"TJ-ACCEPT": date(2024, 6, 10)}
    assert [entry.action for entry in Entry.objects.all()] == ["calendar.enter_notice", "procedures.recompute"]


def test_the_same_notice_again_moves_nothing(matter, notice, at):
    enter_notice(notice, by=None, at=at)

    assert enter_notice(notice, by=None, at=at) == ()
    assert Entry.objects.count() == 2


def test_a_stopped_clock_keeps_its_day(matter, notice, at):
    Clock.objects.system("a test").update(stopped_at=at, **stopping_on(at.date()))

    assert enter_notice(notice, by=None, at=at) == ()


def test_a_clock_that_stands_still_is_reckoned_when_it_resumes(matter, notice, at, clocks: Callable):
    ClockPause.objects.create(
        clock=clocks(matter)["TJ-ACCEPT"], first_date=date(2024, 6, 4), reason="鉴定", by="a test", recorded_at=at
    )

    assert preview_notice(notice) == ()


def test_a_clock_with_an_ended_pause_is_reckoned_with_it(matter, notice, at, clocks: Callable):
    ClockPause.objects.create(
        clock=clocks(matter)["TJ-ACCEPT"],
        first_date=date(2024, 6, 4),
        until_date=date(2024, 6, 4),
        reason="鉴定",
        by="a test",
        recorded_at=at,
    )

    (move,) = preview_notice(notice)

    assert move.becomes == date(2024, 6, 11)  # 7, 10 and 11 June count


def test_only_whoever_enters_the_law_for_the_whole_bureau_may(matter, notice, at, city):
    with pytest.raises(NotPermitted):
        enter_notice(notice, by=city.reporter, at=at)
    assert Entry.objects.count() == 0


def test_clocks_of_one_period_are_reckoned_alone(matter, notice, at, department_matter):
    enter_notice(notice, by=None, at=at)
    Clock.objects.system("a test").update(due_date=date(2024, 6, 30))

    assert recompute(by="system", at=at, reason="a test", period="TJ-END") == ()
    assert [move.becomes for move in recompute(by="system", at=at, reason="a test", period="TJ-ACCEPT")] == [
        date(2024, 6, 10)
    ]


def test_a_local_value_moves_the_clocks_of_its_period(matter, at, city):
    city.reporter.role = "system_administrator"
    value = {"since": date(2024, 1, 1), "length": 5, "basis": "厦门市人民调解办案规程第八条", "confirmed_by": "王科长"}

    (move,) = enter_local_period("TJ-ACCEPT", by=city.reporter, at=at, **value)

    assert (move.was, move.becomes) == (date(2024, 6, 6), date(2024, 6, 11))  # 4 to 7 June, and the day after 端午
    assert dues() == {"TJ-ACCEPT": date(2024, 6, 11)}


def test_a_local_value_is_entered_by_whoever_enters_the_law(matter, at, city):
    with pytest.raises(NotPermitted):
        enter_local_period("TJ-ACCEPT", by=city.head, at=at, since=date(2024, 1, 1), length=5)
