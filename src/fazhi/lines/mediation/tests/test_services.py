from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from fazhi.kernel.audit.models import Entry
from fazhi.kernel.procedures.errors import MissingGround, StepNotOpen
from fazhi.kernel.procedures.models import Clock
from fazhi.lines.mediation.models import AdministrativeMatter, PeoplesMatter
from fazhi.lines.mediation.services import accept, acts, departments, fail, refuse, withdraw
from fazhi.lines.mediation.services.acts import parts

ACCEPTED, ENDED = date(2024, 5, 31), date(2024, 7, 1)
AT_ITS_END = datetime(2024, 7, 1, 10, tzinfo=UTC)


@pytest.fixture
def applied(peoples: Callable[..., PeoplesMatter]) -> PeoplesMatter:
    matter = peoples()
    matter.save()
    return matter


@pytest.fixture
def accepted(applied: PeoplesMatter, city, at: datetime) -> PeoplesMatter:
    accept(applied, by=city.clerk, at=at, on=ACCEPTED)
    return applied


def stored(matter: PeoplesMatter) -> PeoplesMatter:
    return type(matter).objects.system("a test").get(pk=matter.pk)


def dated(matter: PeoplesMatter, name: str) -> tuple[object, ...]:
    return tuple(getattr(matter, f"{name}_{part}") for part in ("date", "year", "quarter", "month"))


@pytest.mark.parametrize(
    ("day", "quarter"),
    [
        (date(2024, 1, 1), 1),
        (date(2024, 3, 31), 1),
        (date(2024, 4, 1), 2),
        (date(2024, 9, 30), 3),
        (date(2024, 10, 1), 4),
        (date(2024, 12, 31), 4),
    ],
)
def test_a_date_is_written_with_its_year_quarter_and_month(day: date, quarter: int):
    assert parts("accepted", day) == {
        "accepted_date": day,
        "accepted_year": 2024,
        "accepted_quarter": quarter,
        "accepted_month": day.month,
    }


def test_acceptance_starts_the_months_clock(accepted: PeoplesMatter):
    found = stored(accepted)

    assert found.state == "accepted"
    assert dated(found, "accepted") == (ACCEPTED, 2024, 2, 5)
    assert dated(found, "concluded") == (None, None, None, None)
    (clock,) = Clock.objects.system("a test").filter(matter_id=accepted.pk)
    assert (clock.period, clock.due_date) == ("TJ-END", date(2024, 7, 1))


def test_a_failed_matter_is_concluded_and_told_its_other_routes(accepted: PeoplesMatter, city, at: datetime):
    fail(accepted, by=city.mediator, at=AT_ITS_END, on=ENDED, routes_told="court")

    found = stored(accepted)
    assert (found.state, found.is_concluded, found.days_to_conclude, found.amount_fen) == ("failed", 1, 31, None)


def test_a_matter_does_not_fail_before_the_routes_were_told(accepted: PeoplesMatter, city, at: datetime):
    with pytest.raises(MissingGround):
        fail(accepted, by=city.mediator, at=AT_ITS_END, on=ENDED, routes_told=" ")


def test_a_withdrawn_matter_has_ended_and_is_not_concluded(accepted: PeoplesMatter, city, at: datetime):
    withdraw(accepted, by=city.mediator, at=at, on=ACCEPTED)

    found = stored(accepted)
    assert (found.state, found.is_concluded, found.days_to_conclude) == ("withdrawn", 0, 0)


def test_an_application_withdrawn_was_never_accepted_and_took_no_days(applied: PeoplesMatter, city, at: datetime):
    withdraw(applied, by=city.clerk, at=AT_ITS_END, on=ENDED)

    found = stored(applied)
    assert (found.state, found.accepted_date, found.days_to_conclude) == ("withdrawn", None, None)


def test_a_refusal_gives_its_reason_and_ends_the_matter(applied: PeoplesMatter, city, at: datetime):
    refuse(applied, by=city.clerk, at=AT_ITS_END, on=ENDED, reason="in_court")

    found = stored(applied)
    assert (found.state, found.is_concluded) == ("refused", 0)
    assert dated(found, "concluded") == (ENDED, 2024, 3, 7)


def test_what_has_ended_stays_ended(accepted: PeoplesMatter, city, at: datetime):
    withdraw(accepted, by=city.mediator, at=AT_ITS_END, on=ENDED)

    with pytest.raises(StepNotOpen) as caught:
        fail(accepted, by=city.mediator, at=AT_ITS_END, on=ENDED, routes_told="court")

    assert caught.value.open == ()


def test_a_department_settles_without_a_form_of_agreement(
    administrative: Callable[..., AdministrativeMatter], city, at: datetime
):
    matter = administrative()
    matter.save()
    acts.accept(matter, by=city.officer, at=at, on=ACCEPTED)

    departments.settle(matter, by=city.officer, at=AT_ITS_END, on=ENDED, effective=date(2024, 6, 30), amount_fen=100)

    found = stored(matter)
    assert (found.state, found.effective_date, found.amount_fen) == ("settled", date(2024, 6, 30), 100)
    assert (found.concluded_date, found.closed_date) == (ENDED, date(2024, 6, 30))


def test_a_department_matter_that_failed_is_counted_out_on_the_day_it_ended(
    administrative: Callable[..., AdministrativeMatter], city, at: datetime
):
    matter = administrative()
    matter.save()
    acts.accept(matter, by=city.officer, at=at, on=ACCEPTED)

    acts.fail(matter, by=city.officer, at=AT_ITS_END, on=ENDED, routes_told="诉讼")

    assert stored(matter).closed_date == ENDED


def test_each_act_leaves_its_entry(accepted: PeoplesMatter, city, at: datetime):
    fail(accepted, by=city.mediator, at=AT_ITS_END, on=ENDED, routes_told="arbitration")

    assert [(entry.action, entry.actor) for entry in Entry.objects.all()] == [
        ("mediation.people.accept", city.clerk.code),
        ("mediation.people.fail", city.mediator.code),
    ]
