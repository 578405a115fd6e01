"""Clocks: when they start, when they are due, what stops them. Dates were counted by hand on the 2024 calendar."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from fazhi.kernel.procedures.models import Clock
from fazhi.kernel.procedures.queries import clocks_of, open_acts
from fazhi.kernel.procedures.registry import procedure_named
from fazhi.kernel.procedures.services import restart, take
from fazhi.kernel.procedures.services.clocks import start_clocks
from fazhi.lines.mediation.models import PeoplesMatter
from fazhi.lines.mediation.procedure import ADMINISTRATIVE_MEDIATION, PEOPLES_MEDIATION


def accepted(day: date) -> dict[str, object]:
    quarter = (day.month + 2) // 3
    return {"accepted_date": day, "accepted_year": day.year, "accepted_quarter": quarter, "accepted_month": day.month}


def evening(day: date) -> datetime:
    """When what happened on `day` is written down."""
    return datetime(day.year, day.month, day.day, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "due"),
    [
        pytest.param(date(2024, 1, 31), date(2024, 2, 29), id="no 31st in a leap February: its last day"),
        pytest.param(date(2023, 1, 31), date(2023, 2, 28), id="no 31st in a common February"),
        pytest.param(date(2024, 1, 10), date(2024, 2, 18), id="over 春节 to the make-up Sunday"),
        pytest.param(date(2024, 1, 9), date(2024, 2, 9), id="除夕 2024 is a working day"),
        pytest.param(date(2024, 3, 4), date(2024, 4, 7), id="over 清明 to the make-up Sunday"),
        pytest.param(date(2024, 8, 15), date(2024, 9, 18), id="over 中秋"),
        pytest.param(date(2024, 8, 31), date(2024, 9, 30), id="the day before 国庆"),
        pytest.param(date(2024, 9, 1), date(2024, 10, 8), id="over 国庆"),
        pytest.param(date(2024, 5, 3), date(2024, 6, 3), id="an ordinary Monday"),
        pytest.param(date(2024, 12, 1), date(2025, 1, 2), id="over New Year's Day"),
    ],
)
def test_peoples_mediation_ends_within_a_month_of_acceptance(applied, city, clocks, day: date, due: date):
    matter = applied(on=day)

    take(matter, "accept", by=city.clerk, at=evening(day), on=day, changes=accepted(day))

    clock = clocks(matter)["TJ-END"]
    assert (clock.started_date, clock.due_date, clock.after) == (day, due, "accepted")


@pytest.mark.parametrize(
    ("day", "due"),
    [
        pytest.param(date(2024, 9, 5), date(2024, 10, 8), id="the 30th day is 5 October: over 国庆"),
        pytest.param(date(2024, 9, 8), date(2024, 10, 8), id="the 30th day is the first after 国庆"),
        pytest.param(date(2024, 4, 1), date(2024, 5, 6), id="in force from this day; over 劳动节"),
        pytest.param(date(2024, 4, 11), date(2024, 5, 11), id="the 30th day is a make-up Saturday"),
        pytest.param(date(2024, 11, 30), date(2024, 12, 30), id="an ordinary Monday"),
    ],
)
def test_administrative_mediation_ends_within_thirty_days(department_matter, city, clocks, day: date, due: date):
    take(department_matter, "accept", by=city.officer, at=evening(day), on=day, changes=accepted(day))

    assert clocks(department_matter)["XZTJ-END"].due_date == due


def test_a_limit_that_was_not_yet_in_force_starts_no_clock(department_matter, city, clocks):
    day = date(2024, 3, 31)

    take(department_matter, "accept", by=city.officer, at=evening(day), on=day, changes=accepted(day))

    assert clocks(department_matter) == {}


@pytest.mark.parametrize(
    ("day", "due"),
    [
        pytest.param(date(2024, 2, 8), date(2024, 2, 19), id="除夕 and the make-up Sunday count, 春节 does not"),
        pytest.param(date(2024, 6, 7), date(2024, 6, 13), id="over 端午"),
        pytest.param(date(2024, 9, 27), date(2024, 10, 8), id="the make-up Sunday before 国庆 counts"),
    ],
)
def test_an_application_is_answered_within_three_working_days(applied, clocks, day: date, due: date):
    assert clocks(applied(on=day))["TJ-ACCEPT"].due_date == due


def test_many_clocks_are_started_in_one_go_and_limits_not_in_force_left_out(city):
    matters = [(uuid4(), city.department.pk, day) for day in (date(2024, 3, 31), date(2024, 4, 1), date(2024, 9, 5))]

    start_clocks(ADMINISTRATIVE_MEDIATION, "accepted", matters)

    found = Clock.objects.system("a test").order_by("started_date").values_list("matter_id", "due_date", "procedure")
    assert list(found) == [
        (matters[1][0], date(2024, 5, 6), "mediation.administrative"),
        (matters[2][0], date(2024, 10, 8), "mediation.administrative"),
    ]


def test_one_clock_runs_per_period_and_state(matter):
    with pytest.raises(IntegrityError), transaction.atomic():
        start_clocks(PEOPLES_MEDIATION, "applied", [(matter.pk, matter.office_id, date(2024, 6, 4))])


def test_entering_the_state_again_starts_a_new_clock(matter, at: datetime):
    restart([matter.pk], at=at)

    start_clocks(PEOPLES_MEDIATION, "applied", [(matter.pk, matter.office_id, date(2024, 6, 4))])

    rows = Clock.objects.system("a test").filter(matter_id=matter.pk).order_by("id")
    assert list(rows.values_list("stopped_at", flat=True)) == [at, None]


def test_clocks_of_other_matters_run_on(applied, at: datetime, clocks):
    mine, other = applied("1号"), applied("2号")

    restart([mine.pk], at=at)

    assert clocks(mine)["TJ-ACCEPT"].stopped_at == at
    assert clocks(other)["TJ-ACCEPT"].stopped_at is None


def test_a_clock_is_not_stopped_twice(applied, at: datetime, clocks):
    matter = applied()
    restart([matter.pk], at=at)

    restart([matter.pk], at=datetime(2025, 1, 1, tzinfo=at.tzinfo))

    assert clocks(matter)["TJ-ACCEPT"].stopped_at == at


def test_the_limits_of_a_state_are_those_that_its_steps_keep():
    assert PEOPLES_MEDIATION.clocks_after("applied") == ("TJ-ACCEPT",)
    assert PEOPLES_MEDIATION.clocks_after("accepted") == ("TJ-END",)
    assert PEOPLES_MEDIATION.clocks_after("settled") == ()


def test_the_database_refuses_a_clock_that_is_due_before_it_starts(city):
    clock = Clock(
        procedure="mediation.people",
        matter_id=uuid4(),
        office=city.committee,
        period="TJ-END",
        after="accepted",
        started_date=date(2024, 6, 3),
        due_date=date(2024, 6, 2),
    )
    with pytest.raises(IntegrityError, match="clock_dates_in_order"):
        clock.save()


def test_a_stranger_sees_no_clock_of_the_matter(matter: PeoplesMatter, city):
    assert [clock.period for clock in clocks_of(matter.pk, city.head)] == ["TJ-ACCEPT"]
    assert list(clocks_of(matter.pk, city.stranger)) == []


def test_every_open_act_says_whether_this_post_may(matter: PeoplesMatter, city):
    def may(post) -> dict[str, bool]:
        return {act.step.name: act.may for act in open_acts(matter, post)}

    of_clerks = ("accept", "refuse", "settle_on_the_spot", "withdraw")
    assert may(city.clerk) == {**dict.fromkeys(of_clerks, True), "report_risk": False}
    assert may(city.head) == dict.fromkeys((*of_clerks, "report_risk"), False)


def test_a_conducted_matter_is_not_the_clerks_to_end(applied: Callable, city, at: datetime):
    matter = applied()
    take(matter, "accept", by=city.clerk, at=at, on=date(2024, 6, 3), changes=accepted(date(2024, 6, 3)))

    assert [act.step.name for act in open_acts(matter, city.clerk) if act.may] == [
        "appoint",
        "arrange",
        "notify_session",
    ]
    assert all(act.may for act in open_acts(matter, city.mediator))


def test_procedures_are_found_by_name():
    assert procedure_named("mediation.administrative") is ADMINISTRATIVE_MEDIATION
    with pytest.raises(KeyError):
        procedure_named("mediation.divine")
