"""Personal data of ended matters past their retention: found, and erased where the period is settled."""

from datetime import date, datetime

import pytest

from fazhi.kernel.organisations.errors import NotPermitted
from fazhi.kernel.parties.models import Party
from fazhi.kernel.procedures.services import enter_local_period, erase_past_keeping, past_keeping, take

DAY = date(2024, 6, 3)
ENDED = {"concluded_date": DAY, "concluded_year": 2024, "concluded_quarter": 2, "concluded_month": 6}
THIRTY_YEARS_ON, THE_DAY_AFTER = date(2054, 6, 3), date(2054, 6, 4)


@pytest.fixture
def ended(matter, city, at):
    Party(
        procedure="mediation.people",
        matter_id=matter.pk,
        office=city.committee,
        position=1,
        name="王小明",
        kind="person",
    ).save()
    take(matter, "withdraw", by=city.clerk, at=at, on=DAY, changes=ENDED)
    return matter


def peoples(on: date):
    return next(found for found in past_keeping(on=on) if found.retention.procedure == "mediation.people")


def test_a_matter_is_kept_to_the_last_day_of_its_retention(ended):
    assert peoples(THIRTY_YEARS_ON).matters == ()
    assert peoples(THE_DAY_AFTER).matters == (ended.pk,)


def test_an_open_matter_is_kept_whatever_its_age(matter):
    assert peoples(date(2100, 1, 1)).matters == ()


def test_a_period_that_nobody_settled_erases_nothing(ended, at):
    assert peoples(THE_DAY_AFTER).is_open
    assert list(erase_past_keeping(by=None, at=at, on=THE_DAY_AFTER)) == []
    assert Party.objects.system("a test").get().name == "王小明"


def test_a_settled_period_erases_once(ended, at: datetime):
    value = {"since": date(2020, 1, 1), "length": 10, "basis": "厦门市调解档案保管期限表", "confirmed_by": "王科长"}
    enter_local_period("TJ-KEEP", by=None, at=at, **value)

    assert list(erase_past_keeping(by=None, at=at, on=date(2034, 6, 4))) == [("mediation.people", 1)]
    assert Party.objects.system("a test").get().name == ""
    assert list(erase_past_keeping(by=None, at=at, on=date(2034, 6, 4))) == [("mediation.people", 0)]


def test_erasing_is_for_the_bureaus_own_head(ended, city, at):
    with pytest.raises(NotPermitted):
        list(erase_past_keeping(by=city.reporter, at=at, on=THE_DAY_AFTER))


def test_a_matter_that_ended_before_the_period_was_in_force_is_kept(ended, at):
    type(ended).objects.system("a test").update(occurred_date=date(1999, 1, 1))

    assert peoples(THE_DAY_AFTER).matters == ()
