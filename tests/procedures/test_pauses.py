"""
Clocks suspended, resumed, extended. The limit is 行政许可法 art. 42: 20 working days and 10 more, without what 听证、鉴定
take (art. 45). Dates were counted by hand on the 2024 calendar.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from fazhi.engines.deadlines.errors import ReversedPause
from fazhi.engines.procedure import Within
from fazhi.kernel.audit.models import Entry
from fazhi.kernel.organisations.errors import NotPermitted
from fazhi.kernel.procedures.errors import (
    ClockStopped,
    DayToCome,
    NoExtension,
    NoSuspension,
    NotPaused,
    OutOfSight,
    PausedAlready,
    TooLate,
)
from fazhi.kernel.procedures.models import Clock, ClockExtension, ClockPause
from fazhi.kernel.procedures.queries import work_of
from fazhi.kernel.procedures.services import extend, reckoning_of, restart, resume, suspend
from fazhi.kernel.procedures.services.clocks import start_clocks, stop_clocks
from fazhi.kernel.procedures.services.tasks import open_tasks
from fazhi.lines.mediation.procedure import PEOPLES_MEDIATION
from fazhi.surfaces.cli import wording  # noqa: F401  registers the sentences
from fazhi.surfaces.wording import sentence

ACCEPT, *OTHERS = PEOPLES_MEDIATION.steps
HEARD = datetime(2024, 6, 18, 10, tzinfo=UTC)
"""When the hearing of 12 to 18 June is over."""

DUE = date(2024, 7, 2)  # 20 working days from Monday, 3 June; 端午 is 10 June


@pytest.fixture
def clock(table, applied: Callable, clocks: Callable) -> Clock:
    """A limit that its law lets be suspended and extended, of an application of Monday, 3 June 2024."""
    changed = table(steps=(replace(ACCEPT, within=Within("XK-DECIDE", after="applied")), *OTHERS))
    matter = applied()
    restart([matter.pk], at=datetime(2024, 6, 3, 10, tzinfo=UTC))
    start_clocks(changed, "applied", [(matter.pk, matter.office_id, date(2024, 6, 3))])
    return clocks(matter)["XK-DECIDE"]


def due(clock: Clock) -> date:
    return Clock.objects.system("a test").get(pk=clock.pk).due_date


def test_the_limit_without_pause_or_extension(clock):
    assert clock.due_date == DUE


def test_what_the_hearing_took_does_not_count(clock, city, at):
    suspend(clock, by=city.clerk, at=HEARD, reason="听证", on=date(2024, 6, 12))
    assert due(clock) == DUE

    assert resume(clock, by=city.clerk, at=HEARD, on=date(2024, 6, 18)) == date(2024, 7, 9)  # five working days later

    assert due(clock) == date(2024, 7, 9)
    reasons = {line.day.date: line.why for line in reckoning_of(clock).due.lines}
    assert reasons[date(2024, 6, 14)] == "paused"
    assert [entry.action for entry in Entry.objects.all()] == ["procedures.suspend", "procedures.resume"]


def test_the_list_of_work_has_the_last_day_that_counts_now(clock, city, at):
    def shown() -> date | None:
        (work,) = work_of(city.clerk, on=date(2024, 6, 18))
        return work.due

    stop_clocks(Clock.objects.system("a test").exclude(pk=clock.pk), at=at, on=date(2024, 6, 3))
    open_tasks(PEOPLES_MEDIATION, "applied", [(clock.matter_id, clock.office_id)], [clock], at=at)
    assert shown() == DUE
    suspend(clock, by=city.clerk, at=HEARD, reason="听证", on=date(2024, 6, 12))
    assert shown() is None
    resume(clock, by=city.clerk, at=HEARD, on=date(2024, 6, 18))
    assert shown() == date(2024, 7, 9)
    extend(clock, by=city.head, at=HEARD, reason="案情复杂")
    assert shown() == date(2024, 7, 23)


def test_two_pauses_over_the_same_days_count_once(clock, city, at):
    for first, last in (((2024, 6, 12), (2024, 6, 14)), ((2024, 6, 13), (2024, 6, 18))):
        suspend(clock, by=city.clerk, at=HEARD, reason="鉴定", on=date(*first))
        resume(clock, by=city.clerk, at=HEARD, on=date(*last))

    assert due(clock) == date(2024, 7, 9)


def test_a_clock_that_stands_still_is_not_stopped_again_and_one_that_runs_not_resumed(clock, city, at):
    with pytest.raises(NotPaused):
        resume(clock, by=city.clerk, at=at)
    suspend(clock, by=city.clerk, at=at, reason="听证")

    with pytest.raises(PausedAlready) as caught:
        suspend(clock, by=city.clerk, at=at, reason="听证")

    assert "自 2024-06-03 起已经中止" in (sentence(caught.value) or "")


def test_a_pause_does_not_end_before_it_began(clock, city, at):
    suspend(clock, by=city.clerk, at=HEARD, reason="听证", on=date(2024, 6, 12))

    with pytest.raises(ReversedPause):
        resume(clock, by=city.clerk, at=HEARD, on=date(2024, 6, 11))

    assert ClockPause.objects.filter(clock=clock).get().until_date is None


def test_a_limit_whose_law_names_no_reason_cannot_be_suspended(applied, clocks, city, at):
    plain = clocks(applied())["TJ-ACCEPT"]

    with pytest.raises(NoSuspension) as caught:
        suspend(plain, by=city.clerk, at=at, reason="鉴定")

    assert "依法没有可以中止的事由" in (sentence(caught.value) or "")


def test_the_head_extends_before_the_limit_has_lapsed(clock, city, at):
    assert extend(clock, by=city.head, at=at, reason="疑难") == date(2024, 7, 16)

    extension = ClockExtension.objects.get(pk=clock.pk)
    assert (extension.approved_by, extension.was_due_date, extension.units) == (city.head.code, DUE, None)
    assert Entry.objects.get().action == "procedures.extend"


def test_a_shorter_extension_than_the_laws_may_be_decided(clock, city, at):
    assert extend(clock, by=city.head, at=at, reason="疑难", units=3) == date(2024, 7, 5)


def test_on_the_last_day_an_extension_is_in_time_and_on_the_next_it_is_none(clock, city):
    late = datetime(2024, 7, 3, 2, tzinfo=UTC)
    with pytest.raises(TooLate) as caught:
        extend(clock, by=city.head, at=late, reason="疑难")
    assert "已于 2024-07-02 届满" in (sentence(caught.value) or "")

    assert extend(clock, by=city.head, at=late, on=DUE, reason="疑难") == date(2024, 7, 16)


def test_the_database_too_refuses_an_extension_after_the_limit(clock, at):
    with pytest.raises(IntegrityError, match="clockextension_before_expiry"), transaction.atomic():
        ClockExtension.objects.create(
            clock=clock,
            approved_by="a test",
            reason="疑难",
            decided_date=DUE + timedelta(days=1),
            was_due_date=DUE,
            recorded_at=at,
        )


def test_a_limit_is_extended_once(clock, city, at):
    extend(clock, by=city.head, at=at, reason="疑难")

    with pytest.raises(NoExtension) as caught:
        extend(clock, by=city.head, at=at, reason="还是疑难")

    assert caught.value.extended


def test_a_limit_whose_law_knows_no_extension_is_not_extended(applied, clocks, city, at):
    with pytest.raises(NoExtension) as caught:
        extend(clocks(applied())["TJ-ACCEPT"], by=city.head, at=at, reason="疑难")

    assert "依法不能延长" in (sentence(caught.value) or "")


def test_a_pause_and_an_extension_add_up(clock, city, at):
    extend(clock, by=city.head, at=at, reason="疑难")
    suspend(clock, by=city.clerk, at=HEARD, reason="听证", on=date(2024, 6, 12))

    assert resume(clock, by=city.clerk, at=HEARD, on=date(2024, 6, 18)) == date(2024, 7, 23)


def test_who_may_not_and_who_sees_nothing(clock, city, at):
    with pytest.raises(NotPermitted):
        extend(clock, by=city.clerk, at=at, reason="疑难")
    with pytest.raises(NotPermitted):
        suspend(clock, by=city.reporter, at=at, reason="听证")
    with pytest.raises(OutOfSight):
        suspend(clock, by=city.stranger, at=at, reason="听证")
    assert Entry.objects.count() == 0


def test_a_stopped_clock_stays_as_it_is(clock, city, at):
    restart([clock.matter_id], at=at)

    for act in (
        lambda: suspend(clock, by=city.clerk, at=at, reason="听证"),
        lambda: resume(clock, by=city.clerk, at=at),
    ):
        with pytest.raises(ClockStopped):
            act()


def test_an_act_ends_the_pause_with_the_clock(clock, city, at):
    suspend(clock, by=city.clerk, at=at, reason="听证", on=date(2024, 6, 3))
    suspended_later = Clock.objects.system("a test").get(pk=clock.pk)

    restart([clock.matter_id], at=at + timedelta(days=2))

    assert ClockPause.objects.filter(clock=suspended_later).get().until_date == date(2024, 6, 5)


def test_a_pause_that_would_have_begun_after_the_act_is_gone(clock, city, at):
    suspend(clock, by=city.clerk, at=HEARD, reason="听证", on=date(2024, 6, 12))

    restart([clock.matter_id], at=at)  # on 3 June

    assert ClockPause.objects.filter(clock=clock).count() == 0


def test_nothing_is_recorded_of_a_day_that_has_not_come(clock, city, at):
    tomorrow = date(2024, 6, 4)
    with pytest.raises(DayToCome) as caught:
        suspend(clock, by=city.clerk, at=at, reason="听证", on=tomorrow)
    assert "尚未到来的 2024-06-04" in (sentence(caught.value) or "")

    suspend(clock, by=city.clerk, at=at, reason="听证")
    with pytest.raises(DayToCome):
        resume(clock, by=city.clerk, at=at, on=tomorrow)
    with pytest.raises(DayToCome):
        extend(clock, by=city.head, at=at, reason="疑难", on=tomorrow)

    assert (due(clock), ClockPause.objects.get(clock=clock).until_date) == (DUE, None)
