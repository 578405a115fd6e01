"""Leaving, appointing, sealing, cancelling: facts about committees, each in the trail with its article."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError

from fazhi.kernel.audit.models import Entry
from fazhi.kernel.organisations.errors import NotPermitted
from fazhi.kernel.procedures.errors import OutOfSight
from fazhi.kernel.procedures.models import Clock, Task
from fazhi.kernel.procedures.registry import act_title
from fazhi.lines.mediation.errors import (
    CommitteeCancelled,
    CommitteeUnregistered,
    NotServing,
    RemovalGroundWrong,
    Underage,
    UnknownServant,
)
from fazhi.lines.mediation.models import Committee, Election, Mediator, Member, PeoplesMatter, Seal
from fazhi.lines.mediation.queries.network import members_of, seal_valid_on, terms_on
from fazhi.lines.mediation.rules.network import SealFault
from fazhi.lines.mediation.services import elections as election_acts
from fazhi.lines.mediation.services import network as acts
from fazhi.lines.mediation.services.calling import call_elections
from fazhi.lines.mediation.terms import Leaving, RemovalGround, SealState, Sex

from .network import at_noon, build, by_elections, elections, mediator, official, seal

ON = date(2024, 6, 3)
AT = at_noon(ON)
FACTS = acts.Facts(Sex.FEMALE, date(1990, 1, 1))


def rows(model: type) -> list:
    return list(model.objects.system("a test").all())


# Leaving


def test_a_resignation_that_leaves_two_is_recorded_and_opens_a_by_election(city):
    members = build(city.committee).members

    opened = acts.leave(members[2], by=city.clerk, at=AT, on=ON, reason=Leaving.RESIGNED)

    assert opened is not None
    assert Member.objects.system("a test").get(pk=members[2].pk).until_date == ON
    (clock,) = Clock.objects.system("a test").filter(matter_id=opened.pk, stopped_at=None)
    assert (clock.period, clock.due_date) == ("TJ-BYELECT", date(2024, 7, 3))
    assert Task.objects.system("a test").filter(matter_id=opened.pk, done_at=None).exists()
    actions = list(Entry.objects.order_by("number").values_list("action", "basis"))
    assert [action for action, _ in actions] == ["mediation.member.leave", "mediation.by_election.begin"]


def test_a_second_resignation_opens_no_second_by_election(city):
    members = build(city.committee).members
    acts.leave(members[2], by=city.clerk, at=AT, on=ON, reason=Leaving.RESIGNED)

    assert acts.leave(members[1], by=city.clerk, at=AT, on=ON, reason=Leaving.RESIGNED) is None
    assert len(by_elections(city.committee)) == 1


def test_a_committee_that_stays_lawful_needs_no_by_election(city):
    members = build(city.committee).members
    spare = Member(
        office=city.committee, official=official("M4"), position="member", sex="male", birth_date=date(1980, 1, 1),
        elected_date=date(2024, 2, 29), from_date=date(2024, 2, 29),
    )  # fmt: skip
    spare.save()

    assert acts.leave(members[2], by=city.clerk, at=AT, on=ON, reason=Leaving.DECEASED) is None
    assert by_elections(city.committee) == []


@pytest.mark.parametrize("place", [pytest.param(0, id="the director"), pytest.param(1, id="the only woman")])
def test_the_last_woman_or_the_director_is_missed_too(city, place: int):
    """Four members, one woman, so that nothing but the one rule is broken."""
    members = build(city.committee).members
    Member.objects.system("a test").filter(pk=members[2].pk).update(sex="male")
    Member(
        office=city.committee, official=official("M4"), position="member", sex="male", birth_date=date(1980, 1, 1),
        elected_date=date(2024, 2, 29), from_date=date(2024, 2, 29),
    ).save()  # fmt: skip

    assert acts.leave(members[place], by=city.clerk, at=AT, on=ON, reason=Leaving.RESIGNED) is not None


@pytest.mark.parametrize(
    ("reason", "ground", "given"),
    [(Leaving.REMOVED, None, False), (Leaving.RESIGNED, RemovalGround.LEAK, True)],
)
def test_a_removal_has_one_of_the_four_grounds_and_nothing_else_has(city, reason, ground, given: bool):
    member = build(city.committee).members[0]

    with pytest.raises(RemovalGroundWrong) as caught:
        acts.leave(member, by=city.clerk, at=AT, on=ON, reason=reason, ground=ground)

    assert (caught.value.given, caught.value.basis.text) == (given, "《人民调解法》第十五条")


def test_a_mediator_is_removed_for_a_ground_of_article_15(city):
    found = mediator(city.committee, "T1")

    acts.leave(found, by=city.head, at=AT, on=ON, reason=Leaving.REMOVED, ground=RemovalGround.GAIN)

    (kept,) = rows(Mediator)
    assert (kept.until_date, kept.end_reason, kept.removal_ground) == (ON, "removed", "gain")
    entry = Entry.objects.latest("number")
    assert (entry.action, entry.subject_id) == ("mediation.mediator.leave", found.pk.hex)
    assert act_title(entry.action) == "调解员离任"


def test_who_has_left_does_not_leave_again(city):
    found = mediator(city.committee, "T1")
    acts.leave(found, by=city.head, at=AT, on=ON, reason=Leaving.RESIGNED)

    with pytest.raises(NotServing) as caught:
        acts.leave(found, by=city.head, at=AT, on=ON, reason=Leaving.RESIGNED)

    assert caught.value.until == ON


def test_who_has_not_begun_does_not_leave(city):
    found = mediator(city.committee, "T1", from_date=date(2024, 7, 1))

    with pytest.raises(NotServing) as caught:
        acts.leave(found, by=city.head, at=AT, on=ON, reason=Leaving.RESIGNED)

    assert caught.value.until is None


def test_a_stranger_and_a_mediator_record_nothing(city):
    found = mediator(city.committee, "T1")

    with pytest.raises(OutOfSight):
        acts.leave(found, by=city.stranger, at=AT, on=ON, reason=Leaving.RESIGNED)
    with pytest.raises(NotPermitted):
        acts.leave(found, by=city.mediator, at=AT, on=ON, reason=Leaving.RESIGNED)


# Appointing


def test_an_adult_is_appointed(city):
    build(city.committee)
    official("T1")

    made = acts.appoint(city.committee, "T1", FACTS, by=city.head, at=AT, on=ON)

    assert (made.from_date, made.is_full_time, rows(Mediator)) == (ON, 0, [made])


def test_a_minor_is_no_mediator_by_article_14(city):
    build(city.committee)
    official("T1", "林小")
    minor = acts.Facts(Sex.FEMALE, date(2006, 6, 4))

    with pytest.raises(Underage) as caught:
        acts.appoint(city.committee, "T1", minor, by=city.head, at=AT, on=ON)

    assert (caught.value.name, caught.value.basis.text) == ("林小", "《人民调解法》第十四条第一款")
    assert rows(Mediator) == []


def test_an_unknown_person_is_not_appointed(city):
    build(city.committee)

    with pytest.raises(UnknownServant):
        acts.appoint(city.committee, "T9", FACTS, by=city.head, at=AT, on=ON)


def test_a_committee_that_is_not_registered_appoints_nobody(city):
    official("T1")

    with pytest.raises(CommitteeUnregistered):
        acts.appoint(city.committee, "T1", FACTS, by=city.head, at=AT, on=ON)


# Seals


def test_a_new_seal_ends_the_one_before_on_the_day_before(city):
    build(city.committee)
    seal(city.committee)

    acts.issue_seal(city.committee, "印2", by=city.head, at=AT, on=ON)

    assert Seal.objects.system("a test").get(number="印1").until_date == date(2024, 6, 2)
    assert seal_valid_on(city.committee, date(2024, 6, 2)) is True
    assert seal_valid_on(city.committee, ON) is True


def test_what_is_sealed_with_an_expired_seal_is_not(city):
    build(city.committee)
    seal(city.committee, until_date=date(2024, 5, 31))

    fault = seal_valid_on(city.committee, date(2024, 6, 1))

    assert isinstance(fault, SealFault)
    assert (fault.state, fault.number, fault.day) == (SealState.EXPIRED, "印1", date(2024, 5, 31))
    assert not fault


def test_a_lost_seal_is_good_no_more_and_is_lost_once(city):
    build(city.committee)
    found = seal(city.committee)

    acts.lose_seal(found, by=city.head, at=AT, on=ON)

    fault = seal_valid_on(city.committee, ON)
    assert isinstance(fault, SealFault)
    assert fault.state == SealState.LOST
    with pytest.raises(NotServing) as caught:
        acts.lose_seal(found, by=city.head, at=AT, on=ON)
    assert caught.value.until == ON


def test_one_committees_seal_is_not_anothers(city):
    seal(city.other_committee, until_date=date(2020, 1, 1))

    assert seal_valid_on(city.committee, ON) is True


# Cancelling


def test_a_cancelled_committee_keeps_its_cases_and_their_numbers(city, peoples: Callable[..., PeoplesMatter]):
    found = build(city.committee).committee
    peoples(number="〔2023〕莲前人调字第7号").save()

    acts.cancel(found, by=city.head, at=AT, on=ON, reason="并入邻近调委会")

    (matter,) = PeoplesMatter.objects.system("a test").filter(office=city.committee)
    assert matter.number == "〔2023〕莲前人调字第7号"
    with pytest.raises(IntegrityError):
        peoples(number="〔2023〕莲前人调字第7号").save()


def test_with_a_committee_end_its_term_its_members_its_mediators_and_its_seal(city):
    found = build(city.committee).committee
    mediator(city.committee, "T1")
    seal(city.committee)

    acts.cancel(found, by=city.head, at=AT, on=ON, reason="并入邻近调委会")

    assert {member.until_date for member in rows(Member)} == {date(2024, 6, 2)}
    assert {(one.until_date, one.end_reason) for one in rows(Mediator)} == {(date(2024, 6, 2), "cancelled")}
    assert not terms_on(ON).exists()
    assert not seal_valid_on(city.committee, ON)
    assert members_of(city.committee, city.head, on=ON) == ()


def test_an_election_that_is_due_ends_with_its_committee(city):
    found = build(city.committee).committee
    day = date(2027, 1, 4)
    call_elections(at_noon(day))

    acts.cancel(found, by=city.head, at=at_noon(day), on=day, reason="并入邻近调委会")

    assert [election.state for election in elections(city.committee)] == ["filed", "ended"]
    assert not Task.objects.system("a test").filter(done_at=None).exists()
    assert not Clock.objects.system("a test").filter(stopped_at=None).exists()


def test_an_election_held_and_not_filed_ends_with_its_committee(city):
    found = build(city.committee).committee
    Election.objects.system("a test").update(state="held", filed_date=None)

    acts.cancel(found, by=city.head, at=AT, on=ON, reason="并入邻近调委会")

    (election,) = elections(city.committee)
    assert (election.state, election.elected_date, election.until_date) == (
        "ended",
        date(2024, 2, 29),
        date(2024, 6, 2),
    )


def test_a_cancelled_committee_does_nothing_more(city):
    found = build(city.committee).committee
    official("T1")
    acts.cancel(found, by=city.head, at=AT, on=ON, reason="并入邻近调委会")

    with pytest.raises(CommitteeCancelled):
        acts.cancel(Committee.objects.system("a test").get(), by=city.head, at=AT, on=ON, reason="再次")
    with pytest.raises(CommitteeCancelled):
        acts.appoint(city.committee, "T1", FACTS, by=city.head, at=AT, on=ON)
    with pytest.raises(CommitteeCancelled):
        acts.issue_seal(city.committee, "印2", by=city.head, at=AT, on=ON)


def test_the_act_that_fails_leaves_no_entry(city):
    build(city.committee)

    with pytest.raises(UnknownServant):
        acts.appoint(city.committee, "T9", FACTS, by=city.head, at=AT, on=ON)

    assert not Entry.objects.exists()


def test_a_by_election_opened_by_a_late_resignation_says_why_it_is_late(city):
    member = build(city.committee).members[2]
    day = date(2024, 5, 6)

    opened = acts.leave(member, by=city.clerk, at=AT, on=day, reason=Leaving.RESIGNED, late_reason="材料后到")

    assert opened is not None
    assert opened.occurred_date == day
    with pytest.raises(OutOfSight):
        election_acts.hold(opened, by=city.stranger, at=AT, on=ON, elected=[])
