"""Absence cover: who records it, who may stand in, what holds on which day, what the trail says."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from fazhi.kernel.audit.models import Detail, Entry
from fazhi.kernel.organisations import queries, services
from fazhi.kernel.organisations.errors import (
    AbsenceBegun,
    AbsenceDatesWrong,
    AbsenceTwice,
    CoverImpossible,
    NotPermitted,
    UnknownAbsence,
)
from fazhi.kernel.organisations.models import Absence, Post
from fazhi.kernel.organisations.terms import AbsenceReason

FIRST, LAST = date(2024, 6, 10), date(2024, 6, 14)


@pytest.fixture
def record(city, at: datetime):
    """Record that the mediator is away for a week in June and the clerk stands in, unless told otherwise."""

    def act(**more: Any) -> Absence:
        told = {
            "post": city.mediator,
            "cover": city.clerk,
            "first": FIRST,
            "last": LAST,
            "reason": AbsenceReason.SICK_LEAVE,
            "by": city.head,
            "at": at,
            **more,
        }
        return services.record_absence(
            told.pop("post"), told.pop("cover"), told.pop("first"), told.pop("last"), told.pop("reason"), **told
        )

    return act


@pytest.mark.parametrize(
    ("day", "covers"),
    [
        (FIRST - timedelta(1), False),
        (FIRST, True),
        (LAST, True),
        (LAST + timedelta(1), False),
    ],
)
def test_the_cover_stands_in_from_the_first_day_to_the_last(city, record, day: date, covers: bool):
    record()

    assert queries.covered_by(city.clerk, day) == ((city.mediator,) if covers else ())
    assert queries.stands_in(city.clerk, city.mediator, day) is covers
    assert queries.stands_in(city.mediator, city.clerk, day) is False


def test_one_post_covers_several_in_the_order_of_the_tree(city, record, appoint):
    second = appoint("E0000", city.committee, "mediator")
    record(cover=city.head)
    record(post=second, cover=city.head)

    assert queries.covered_by(city.head, FIRST) == (second, city.mediator)


def test_cover_is_not_passed_on(city, record):
    record()
    record(post=city.clerk, cover=city.head, first=FIRST, last=LAST)

    assert queries.covered_by(city.head, FIRST) == (city.clerk,)
    assert not queries.stands_in(city.head, city.mediator, FIRST)


@pytest.mark.parametrize("who", ["mediator", "clerk"])
def test_nobody_stands_in_with_a_post_that_has_ended(city, record, who: str):
    record()

    Post.objects.system("a test").filter(pk=getattr(city, who).pk).update(until_date=FIRST)

    assert queries.stands_in(city.clerk, city.mediator, FIRST)
    assert not queries.stands_in(city.clerk, city.mediator, FIRST + timedelta(1))


def test_officials_record_their_own_absence(city, record, appoint):
    record(by=city.mediator)
    record(post=city.clerk, cover=city.head, by=appoint("E0001", city.other_committee, "mediator"))


@pytest.mark.parametrize("who", ["clerk", "stranger", "reporter"])
def test_others_do_not(city, record, who: str):
    with pytest.raises(NotPermitted):
        record(by=getattr(city, who))

    assert not Absence.objects.system("a test").exists()


def test_a_head_does_not_record_for_another_district(city, record, appoint):
    with pytest.raises(NotPermitted):
        record(by=appoint("E9", city.other_committee, "head"))


def test_an_absence_does_not_end_before_it_begins(record):
    with pytest.raises(AbsenceDatesWrong):
        record(last=FIRST - timedelta(1))


@pytest.mark.parametrize(
    ("cover", "why"),
    [("stranger", "not_above"), ("officer", "not_above"), ("mediator", "same_official")],
)
def test_not_everybody_can_stand_in(city, record, cover: str, why: str):
    with pytest.raises(CoverImpossible) as caught:
        record(cover=getattr(city, cover))

    assert caught.value.why == why


def test_no_other_role_stands_in_for_an_administrator(city, record, appoint):
    chief = appoint("E8", city.bureau, "head")

    with pytest.raises(CoverImpossible) as caught:
        record(post=appoint("E9", city.bureau, "audit_administrator"), cover=chief, by=chief)

    assert caught.value.why == "administrator"


@pytest.mark.parametrize(
    ("first", "last"),
    [(date(2024, 6, 11), None), (date(2020, 1, 1), date(2024, 6, 13))],
)
def test_the_cover_is_in_office_all_the_time(city, record, appoint, first: date, last: date | None):
    with pytest.raises(CoverImpossible) as caught:
        record(cover=appoint("E9", city.committee, "mediator", first, last))

    assert caught.value.why == "not_held"


def test_who_is_away_does_not_stand_in(city, record):
    record(post=city.clerk, cover=city.head, first=LAST, last=LAST)

    with pytest.raises(CoverImpossible) as caught:
        record()

    assert caught.value.why == "absent"


def test_a_second_absence_in_the_same_days_is_told_of_the_first(record):
    record()

    with pytest.raises(AbsenceTwice) as caught:
        record(first=LAST, last=LAST + timedelta(3))

    assert (caught.value.first, caught.value.last) == (FIRST, LAST)


def test_an_absence_ends_early(city, record, at: datetime):
    absence = services.end_absence(record(), last=FIRST, by=city.mediator, at=at)

    assert absence.until_date == FIRST
    assert not queries.stands_in(city.clerk, city.mediator, FIRST + timedelta(1))
    record(first=FIRST + timedelta(1))


@pytest.mark.parametrize("last", [FIRST - timedelta(1), LAST + timedelta(1)])
def test_an_absence_ends_on_a_day_of_its_own(city, record, at: datetime, last: date):
    with pytest.raises(AbsenceDatesWrong):
        services.end_absence(record(), last=last, by=city.head, at=at)


def test_an_absence_ends_although_its_office_has_moved(city, record, at: datetime):
    absence = record(cover=city.head)
    city.committee.parent = city.other_committee
    city.committee.save()
    services.rebuild_bounds()

    services.end_absence(absence, last=FIRST, by=city.mediator, at=at)

    assert not queries.stands_in(city.head, city.mediator, LAST)


def test_an_absence_that_has_not_begun_is_withdrawn_and_twice_is_once(city, record, at: datetime):
    absence = services.withdraw_absence(record(), by=city.head, at=at)

    assert not queries.stands_in(city.clerk, city.mediator, FIRST)
    assert services.withdraw_absence(absence, by=city.head, at=at).withdrawn_at == at
    assert Entry.objects.filter(action="organisations.absence.withdraw").count() == 1
    with pytest.raises(AbsenceDatesWrong):
        services.end_absence(absence, last=FIRST, by=city.head, at=at)


def test_an_absence_that_has_begun_is_not_withdrawn(city, record, at: datetime):
    absence = record(first=date(2024, 6, 3))

    with pytest.raises(AbsenceBegun):
        services.withdraw_absence(absence, by=city.head, at=at)


def test_a_stranger_changes_no_absence(city, record, at: datetime):
    absence = record()

    with pytest.raises(NotPermitted):
        services.end_absence(absence, last=FIRST, by=city.stranger, at=at)
    with pytest.raises(NotPermitted):
        services.withdraw_absence(absence, by=city.stranger, at=at)


def test_each_act_leaves_its_entry(city, record, at: datetime):
    absence = record()
    services.end_absence(absence, last=FIRST, by=city.mediator, at=at)

    entries = Entry.objects.order_by("number")
    assert [(entry.action, entry.actor, entry.subject_id) for entry in entries] == [
        ("organisations.absence.record", city.head.code, str(absence.pk)),
        ("organisations.absence.end", city.mediator.code, str(absence.pk)),
    ]
    assert {entry.basis for entry in entries} == {"个人信息保护法 第五十一条第一款第（四）项"}


def test_the_reason_lies_in_the_erasable_detail(record):
    record()

    assert "sick_leave" in Detail.objects.get().content


def test_absences_are_seen_by_the_office_of_the_covered_post_and_above(city, record):
    absence = record()

    seen = {
        who: set(Absence.objects.visible_to(getattr(city, who))) for who in ("clerk", "head", "reporter", "stranger")
    }

    assert seen == {"clerk": {absence}, "head": {absence}, "reporter": {absence}, "stranger": set()}


def test_absences_are_listed_from_a_day_on_as_far_as_one_sees(city, record, at: datetime):
    later = record(first=LAST + timedelta(1), last=LAST + timedelta(2))
    first = record()
    services.withdraw_absence(record(post=city.clerk, cover=city.head), by=city.head, at=at)

    assert list(queries.absences_from(LAST, seen_by=city.head)) == [first, later]
    assert list(queries.absences_from(LAST + timedelta(1), seen_by=None)) == [later]
    assert list(queries.absences_from(FIRST, seen_by=city.stranger)) == []


def test_an_absence_is_found_by_those_above_and_by_the_official(city, record, appoint):
    absence = record()

    for post in (city.head, city.mediator, appoint("E0002", city.department, "clerk")):
        assert queries.absence_seen_by(post, absence.pk) == absence
    with pytest.raises(UnknownAbsence):
        queries.absence_seen_by(city.stranger, absence.pk)
