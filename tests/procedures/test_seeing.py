"""Questions about matters, clocks and tasks that a page asks, each within the post's offices."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import pytest

from fazhi.kernel.organisations.models import Official, Post
from fazhi.kernel.procedures import registry
from fazhi.kernel.procedures.models import Clock, ClockExtension, ClockPause
from fazhi.kernel.procedures.queries import (
    clock_numbered,
    clocks_of,
    halts_of,
    receivers_of,
    standing_clocks,
    task_of,
)
from fazhi.lines.mediation.models import PeoplesMatter

DAY = date(2024, 6, 3)
PEOPLE = ("mediation.people",)


def test_a_matter_is_seen_from_above_and_not_from_beside(matter: PeoplesMatter, city: Any) -> None:
    for post, is_seen in ((city.mediator, True), (city.head, True), (city.reporter, True), (city.stranger, False)):
        found = registry.matter_seen_by(post, matter.pk, PEOPLE)
        assert (found is not None) == is_seen
        assert bool(registry.chosen_matters(post, PEOPLE[0], [matter.pk])) == is_seen


def test_a_matter_is_seen_by_its_own_procedures_only(matter: PeoplesMatter, city: Any) -> None:
    assert registry.matter_seen_by(city.head, matter.pk, ("mediation.administrative",)) is None
    assert registry.matter_seen_by(city.head, UUID(int=0), PEOPLE) is None
    with pytest.raises(KeyError):
        registry.matter_seen_by(city.head, matter.pk, ("nonsense",))


def test_a_matter_of_a_shared_table_is_told_by_its_procedure(city: Any, at: datetime) -> None:
    from fazhi.kernel.referrals import services as referrals
    from fazhi.kernel.referrals.terms import Kind

    referral = referrals.send(
        Kind.POLICE,
        "公调1号",
        to=city.committee,
        sender="莲前派出所",
        category="neighbour",
        by=city.clerk,
        at=at,
        on=DAY,
    )

    assert registry.matter_seen_by(city.head, referral.pk, ("referral.police",)) == referral
    assert registry.matter_seen_by(city.head, referral.pk, ("referral.court",)) is None


def test_a_clock_tells_since_when_it_stands_still_and_what_was_done_to_it(
    matter: PeoplesMatter, city: Any, at: datetime
) -> None:
    (clock,) = clocks_of(matter.pk, city.head)
    assert [each.since for each in standing_clocks(matter.pk, city.head)] == [None]

    for first, until in ((date(2024, 6, 3), date(2024, 6, 4)), (DAY, None)):
        ClockPause.objects.create(
            clock=clock, first_date=first, until_date=until, reason="鉴定", by="x", recorded_at=at
        )
    ClockExtension.objects.create(
        clock=clock,
        units=3,
        approved_by="x",
        reason="疑难",
        decided_date=DAY,
        was_due_date=clock.due_date,
        recorded_at=at,
    )

    halts = halts_of([clock])[clock.pk]
    assert [each.since for each in standing_clocks(matter.pk, city.head)] == [DAY]
    assert standing_clocks(matter.pk, city.stranger) == ()
    assert [pause.until_date for pause in halts.pauses] == [date(2024, 6, 4), None]
    assert halts.standing is not None
    assert halts.extension is not None
    assert halts_of([]) == {}


def test_a_clock_is_found_by_its_number_within_sight(matter: PeoplesMatter, city: Any) -> None:
    number = Clock.objects.system("a test").get(matter_id=matter.pk).pk

    assert clock_numbered(number, city.mediator) is not None
    assert clock_numbered(number, city.stranger) is None
    assert clock_numbered(0, city.mediator) is None


def test_a_task_can_be_handed_to_those_who_may_go_on_and_are_seen(matter: PeoplesMatter, city: Any) -> None:
    official = Official.objects.create(code="E0009", name="周九")
    places = ((city.committee, None), (city.head.office, None), (city.other_committee, None), (city.bureau, DAY))
    made = [
        Post(official=official, office=office, role="mediator", from_date=date(2020, 1, 1), until_date=until)
        for office, until in places
    ]
    for post in made:
        post.save()
    task = task_of(matter.pk, city.head)
    assert task is not None

    def codes(post: Post, on: date) -> list[str]:
        return [each.code for each in receivers_of(task, post, on=on)]

    own = [city.clerk.code, city.mediator.code, made[0].code]
    assert codes(city.mediator, DAY) == own
    assert codes(city.head, DAY) == [*own, made[1].code]
    assert codes(city.reporter, DAY) == [*own, made[1].code, made[3].code]
    assert codes(city.reporter, date(2024, 6, 4)) == [*own, made[1].code]
