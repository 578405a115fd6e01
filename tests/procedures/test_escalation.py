"""Limits that near their end or lapse are reported, once, to the role that the procedure names."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from fazhi.kernel.audit.models import Entry
from fazhi.kernel.procedures.models import Alert, ClockPause
from fazhi.kernel.procedures.queries import alerts_for
from fazhi.kernel.procedures.services import restart, run

DUE = datetime(2024, 6, 6, 2, tzinfo=UTC)  # the last day of an application of Monday, 3 June


def fired() -> set[tuple[int, str, str]]:
    rows = Alert.objects.system("a test").values_list("days", "role", "office__code")
    return set(rows)


def test_three_days_before_the_mediators_of_the_office_are_told(matter, city):
    assert run(at=DUE - timedelta(days=4)).escalated == {}

    assert run(at=DUE - timedelta(days=3)).escalated == {("mediation.people", "mediator"): 1}
    assert fired() == {(-3, "mediator", "XM-SM-01")}
    assert [alert.clock.period for alert in alerts_for(city.mediator)] == ["TJ-ACCEPT"]


def test_the_day_after_the_head_above_the_office_is_told(matter, city):
    run(at=DUE)
    assert (1, "head", "XM-SM") not in fired()

    ran = run(at=DUE + timedelta(days=1))

    assert ran.escalated == {("mediation.people", "head"): 1}
    assert (1, "head", "XM-SM") in fired()
    assert len(alerts_for(city.head)) == 1


def test_nothing_is_reported_twice(matter):
    late = DUE + timedelta(days=30)
    run(at=late)
    entries, alerts = Entry.objects.count(), fired()

    assert run(at=late + timedelta(days=1)).escalated == {}
    assert (Entry.objects.count(), fired()) == (entries, alerts)


def test_a_limit_that_was_kept_is_no_longer_reported(matter, at, city):
    run(at=DUE)
    restart([matter.pk], at=at)

    assert run(at=DUE + timedelta(days=9)).escalated == {}
    assert list(alerts_for(city.mediator)) == []


def test_a_limit_that_stands_still_is_not_reported(matter, clocks: Callable, at):
    ClockPause.objects.create(
        clock=clocks(matter)["TJ-ACCEPT"], first_date=at.date(), reason="鉴定", by="a test", recorded_at=at
    )

    assert run(at=DUE + timedelta(days=9)).escalated == {}


def test_a_stranger_is_told_nothing(matter, city):
    run(at=DUE + timedelta(days=1))

    assert list(alerts_for(city.stranger)) == []


def test_where_nobody_holds_the_role_the_bureau_has_it_marked(matter, city):
    type(city.head).objects.system("a test").filter(role="head").update(role="reporter")

    run(at=DUE + timedelta(days=1))

    (alert,) = Alert.objects.system("a test").filter(role="head")
    assert (alert.office.code, alert.has_recipient) == ("XM", False)


@pytest.mark.parametrize("matters", [3])
def test_the_reports_of_one_rule_are_one_entry_in_the_trail(applied: Callable, matters: int):
    for number in range(matters):
        applied(f"{number}号")

    ran = run(at=DUE + timedelta(days=1))

    assert ran.escalated == {("mediation.people", "mediator"): matters, ("mediation.people", "head"): matters}
    assert Entry.objects.filter(action="procedures.escalate").count() == 2
