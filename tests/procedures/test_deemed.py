"""Results that the law draws itself when a time limit lapses (视为). TJ-ACCEPT is three working days."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from fazhi.engines.procedure import THE_CLOCK
from fazhi.kernel.audit.models import Entry
from fazhi.kernel.procedures import registry
from fazhi.kernel.procedures.errors import NotDeemed
from fazhi.kernel.procedures.models import Clock, ClockPause
from fazhi.kernel.procedures.services import run, take_deemed
from fazhi.lines.mediation.models import PeoplesMatter

FRIDAY = datetime(2024, 6, 7, 2, tzinfo=UTC)  # the day after the limit of an application of Monday, 3 June


def stored(matter: PeoplesMatter) -> PeoplesMatter:
    return PeoplesMatter.objects.system("a test").get(pk=matter.pk)


def accept_by_law(matter: PeoplesMatter, at: datetime, on: date):
    parts = {"accepted_date": on, "accepted_year": on.year, "accepted_quarter": 2, "accepted_month": on.month}
    return take_deemed(matter, "lapse", at=at, on=on, changes=parts)


@pytest.fixture
def by_law(deemed_accepted, monkeypatch: pytest.MonkeyPatch) -> None:
    """The line's own service writes the result."""
    monkeypatch.setitem(registry._deemed, ("mediation.people", "lapse"), accept_by_law)


def test_when_the_limit_has_lapsed_the_law_draws_its_result(matter, by_law, clocks: Callable):
    ran = run(at=FRIDAY)

    found = stored(matter)
    assert ran.deemed == (("mediation.people", "〔2024〕1号", "视为受理"),)
    assert (found.state, found.accepted_date) == ("accepted", date(2024, 6, 7))
    assert clocks(matter)["TJ-ACCEPT"].stopped_date == date(2024, 6, 7)
    assert clocks(matter)["TJ-END"].started_date == date(2024, 6, 7)


def test_the_trail_says_that_nobody_did_it_and_by_what_article(matter, by_law):
    run(at=FRIDAY)

    entry = Entry.objects.get(action="mediation.people.lapse")
    assert (entry.actor, entry.place, entry.basis) == ("system", "system", "人民调解法 第十七条")


def test_on_the_last_day_it_is_not_too_late(matter, by_law):
    last_moment = datetime(2024, 6, 6, 15, 59, tzinfo=UTC)  # 23:59 in Xiamen

    assert run(at=last_moment).deemed == ()
    assert stored(matter).state == "applied"


def test_twice_is_once(matter, by_law):
    run(at=FRIDAY)
    entries = Entry.objects.count()

    assert run(at=FRIDAY).deemed == ()
    assert Entry.objects.count() == entries


def test_a_result_found_late_came_about_when_the_limit_lapsed(matter, by_law):
    run(at=datetime(2024, 7, 1, 2, tzinfo=UTC))

    assert stored(matter).accepted_date == date(2024, 6, 7)


def test_a_limit_that_stands_still_does_not_lapse(matter, by_law, clocks: Callable):
    ClockPause.objects.create(
        clock=clocks(matter)["TJ-ACCEPT"], first_date=date(2024, 6, 4), reason="鉴定", by="a test", recorded_at=FRIDAY
    )

    assert run(at=FRIDAY).deemed == ()


def test_a_matter_that_has_moved_on_is_left_alone(matter, by_law):
    PeoplesMatter.objects.system("a test").filter(pk=matter.pk).update(
        state="withdrawn", concluded_date=date(2024, 6, 5), concluded_year=2024, concluded_quarter=2, concluded_month=6
    )

    assert run(at=FRIDAY).deemed == ()


def test_a_matter_somebody_is_just_acting_on_is_left_for_the_next_run(matter, deemed_accepted, monkeypatch):
    def while_somebody_acts(matter: PeoplesMatter, at: datetime, on: date):
        PeoplesMatter.objects.system("a test").filter(pk=matter.pk).update(version=9)
        return accept_by_law(matter, at, on)

    monkeypatch.setitem(registry._deemed, ("mediation.people", "lapse"), while_somebody_acts)

    ran = run(at=FRIDAY)

    assert (ran.deemed, ran.left) == ((), ("〔2024〕1号",))
    assert stored(matter).state == "applied"


def test_a_line_without_a_service_of_its_own_gets_the_state_alone(matter, table):
    accept, refuse, *rest = registry.procedure_named("mediation.people").steps
    moved = replace(accept, name="lapse", title="视为受理", by=THE_CLOCK)
    table(steps=(accept, refuse, moved, *rest))

    run(at=FRIDAY)

    assert (stored(matter).state, stored(matter).occurred_date) == ("accepted", date(2024, 6, 7))


def test_hours_lapse_at_their_moment(matter, by_law, clocks: Callable):
    noon = datetime(2024, 6, 4, 4, tzinfo=UTC)
    Clock.objects.system("a test").filter(matter_id=matter.pk).update(
        started_at=datetime(2024, 6, 3, 4, tzinfo=UTC), due_at=noon, due_date=date(2024, 6, 4)
    )

    assert run(at=noon).deemed == ()
    assert len(run(at=datetime(2024, 6, 4, 4, 1, tzinfo=UTC)).deemed) == 1
    assert stored(matter).accepted_date == date(2024, 6, 4)


def test_the_clock_takes_no_step_that_is_a_persons(matter):
    with pytest.raises(NotDeemed):
        take_deemed(matter, "accept", at=FRIDAY, on=date(2024, 6, 7))

    assert stored(matter).state == "applied"
