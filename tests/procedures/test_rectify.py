"""Recorded acts corrected: old and new in the trail, clocks reckoned anew, frozen years flagged."""

import json
from datetime import date, datetime, timedelta

import pytest

from fazhi.kernel.audit.models import Entry
from fazhi.kernel.indicators.models import FrozenYear
from fazhi.kernel.organisations.errors import NotPermitted
from fazhi.kernel.procedures.errors import (
    ActOutOfOrder,
    FutureAct,
    MatterChanged,
    NothingToRectify,
    NotRectifiable,
    OutOfSight,
    UnknownStep,
)
from fazhi.kernel.procedures.services import rectify, take
from fazhi.lines.mediation.models import PeoplesMatter
from fazhi.lines.mediation.services.acts import parts

MONDAY, TUESDAY = date(2024, 6, 3), date(2024, 6, 4)


@pytest.fixture
def accepted(applied, city, at: datetime) -> PeoplesMatter:
    """Applied on Monday, accepted on Tuesday, and written down then."""
    matter = applied()
    take(matter, "accept", by=city.clerk, at=at + timedelta(days=1), on=TUESDAY, changes=parts("accepted", TUESDAY))
    return matter


@pytest.fixture
def later(at: datetime) -> datetime:
    return at + timedelta(days=10)


def stored(matter: PeoplesMatter) -> PeoplesMatter:
    return PeoplesMatter.objects.system("a test").get(pk=matter.pk)


def test_a_wrong_value_is_corrected_and_both_stand_in_the_trail(accepted, city, later):
    changed = rectify(
        accepted, by=city.head, at=later, reason="录入有误", changes={"category": "family", "parties_count": 2}
    )

    assert (changed.old, changed.new) == ({"category": "neighbour"}, {"category": "family"})
    assert (stored(accepted).category, accepted.category) == ("family", "family")
    entry = Entry.objects.order_by("-number").first()
    told = json.loads(entry.detail.content)
    assert entry.action == "mediation.people.rectify"
    assert (told["reason"], told["old"], told["new"]) == ("录入有误", changed.old, changed.new)


def test_the_right_day_of_an_act_moves_the_clocks_it_started_and_stopped(accepted, city, later, clocks):
    assert clocks(accepted)["TJ-END"].due_date == date(2024, 7, 4)

    changed = rectify(
        accepted,
        by=city.head,
        at=later,
        reason="补正受理日期",
        step="accept",
        on=MONDAY,
        changes=parts("accepted", MONDAY),
    )

    assert changed.moved == (("TJ-END", date(2024, 7, 4), date(2024, 7, 3)),)
    found = clocks(accepted)
    assert (found["TJ-END"].started_date, found["TJ-ACCEPT"].stopped_date) == (MONDAY, MONDAY)
    assert (stored(accepted).occurred_date, stored(accepted).accepted_date) == (MONDAY, MONDAY)
    assert stored(accepted).state == "accepted"


def test_the_right_day_lies_between_the_acts_before_and_after(accepted, city, at, later):
    wednesday = date(2024, 6, 5)
    ended = {**parts("concluded", wednesday), "is_concluded": 0}
    take(accepted, "withdraw", by=city.mediator, at=at + timedelta(days=2), on=wednesday, changes=ended)

    with pytest.raises(ActOutOfOrder) as early:
        rectify(accepted, by=city.head, at=later, reason="错", step="accept", on=date(2024, 6, 2))
    with pytest.raises(ActOutOfOrder) as late:
        rectify(accepted, by=city.head, at=later, reason="错", step="accept", on=date(2024, 6, 6))
    with pytest.raises(FutureAct):
        rectify(accepted, by=city.head, at=later, reason="错", step="withdraw", on=date(2024, 7, 1))

    assert (early.value.before, late.value.after) == (MONDAY, wednesday)


def test_the_day_of_an_act_that_others_followed_leaves_the_latest_day_alone(accepted, city, at, later):
    wednesday = date(2024, 6, 5)
    ended = {**parts("concluded", wednesday), "is_concluded": 0}
    take(accepted, "withdraw", by=city.mediator, at=at + timedelta(days=2), on=wednesday, changes=ended)

    rectify(accepted, by=city.head, at=later, reason="错", step="accept", on=MONDAY, changes=parts("accepted", MONDAY))

    assert stored(accepted).occurred_date == wednesday


def test_sealed_years_that_a_correction_touches_are_flagged(accepted, city, later):
    FrozenYear.objects.create(
        year=2024, version=1, digest="0" * 64, frozen_at=later, by="a test", folder="frozen/2024-v1"
    )

    changed = rectify(accepted, by=city.head, at=later, reason="错", changes=parts("accepted", MONDAY))

    assert changed.frozen_years == (2024,)


def test_a_value_that_is_no_date_touches_no_sealed_year(accepted, city, later):
    FrozenYear.objects.create(
        year=2024, version=1, digest="0" * 64, frozen_at=later, by="a test", folder="frozen/2024-v1"
    )

    assert rectify(accepted, by=city.head, at=later, reason="错", changes={"parties_count": 3}).frozen_years == ()


def test_nothing_to_correct_is_said_and_not_recorded(accepted, city, later):
    entries = Entry.objects.count()

    with pytest.raises(NothingToRectify):
        rectify(accepted, by=city.head, at=later, reason="错", changes={"category": "neighbour"})
    with pytest.raises(NothingToRectify):
        rectify(accepted, by=city.head, at=later, reason="错", step="accept", on=TUESDAY)

    assert Entry.objects.count() == entries


def test_a_correction_is_the_heads_and_of_ones_own_offices(accepted, city, later):
    with pytest.raises(NotPermitted):
        rectify(accepted, by=city.clerk, at=later, reason="错", changes={"category": "family"})
    city.stranger.role = "head"
    with pytest.raises(OutOfSight):
        rectify(accepted, by=city.stranger, at=later, reason="错", changes={"category": "family"})


def test_an_unknown_act_is_not_corrected(accepted, city, later):
    with pytest.raises(UnknownStep):
        rectify(accepted, by=city.head, at=later, reason="错", step="adjudicate", on=MONDAY)


def test_a_correction_of_what_somebody_just_changed_is_refused(accepted, city, later):
    mine, theirs = stored(accepted), stored(accepted)
    rectify(mine, by=city.head, at=later, reason="错", changes={"category": "family"})

    with pytest.raises(MatterChanged):
        rectify(theirs, by=city.head, at=later, reason="错", changes={"category": "labour"})


@pytest.mark.parametrize("field", ["state", "version", "office", "office_id", "occurred_date", "recorded_at", "id"])
def test_a_correction_moves_no_matter_past_its_procedure_or_out_of_its_office(accepted, city, later, field: str):
    with pytest.raises(NotRectifiable):
        rectify(accepted, by=city.head, at=later, reason="错", changes={field: "settled"})

    assert stored(accepted).state == "accepted"
