"""Posts are given and ended by the security administrator; what the database would refuse is found first."""

from datetime import date
from typing import Any

import pytest

from fazhi.kernel.audit.models import Entry
from fazhi.kernel.organisations.errors import (
    NotPermitted,
    NotTheWhole,
    OfficialKnown,
    OwnPost,
    PostDatesWrong,
    PostTwice,
    RolesApart,
)
from fazhi.kernel.organisations.granting import end_post, enter_system, give_post
from fazhi.kernel.organisations.models import Office, Official, Post
from fazhi.kernel.organisations.serving import official_seen_by, page_of_officials, post_seen_by, posts_over_time
from fazhi.kernel.organisations.terms import Role

JUNE, JULY = date(2024, 6, 1), date(2024, 7, 31)


def security(city: Any, office: Office | None = None) -> Post:
    person = Official.objects.create(code="E0900", name="安全员")
    post = Post(official=person, office=office or city.bureau, role=Role.SECURITY_ADMINISTRATOR, from_date=JUNE)
    post.save()
    return post


def test_a_post_is_given_and_told(city: Any, at: Any) -> None:
    by = security(city)

    post = give_post(city.clerk.official, city.other_committee, Role.MEDIATOR, JUNE, JULY, by=by, at=at)

    assert (post.role, post.from_date, post.until_date) == ("mediator", JUNE, JULY)
    entry = Entry.objects.get()
    assert (entry.action, entry.actor, entry.subject_id) == ("organisations.post.give", by.code, str(post.pk))
    assert entry.basis == "个人信息保护法 第五十一条第一款第（四）项"


def test_only_the_security_administrator_gives_posts(city: Any, at: Any) -> None:
    for post in (city.head, city.clerk, city.reporter):
        with pytest.raises(NotPermitted):
            give_post(city.clerk.official, city.committee, Role.HEAD, JUNE, by=post, at=at)


def test_one_of_a_part_gives_none(city: Any, at: Any) -> None:
    with pytest.raises(NotTheWhole):
        give_post(city.clerk.official, city.committee, Role.HEAD, JUNE, by=security(city, city.head.office), at=at)


def test_a_post_that_ends_before_it_begins_is_refused(city: Any, at: Any) -> None:
    with pytest.raises(PostDatesWrong):
        give_post(city.clerk.official, city.committee, Role.HEAD, JULY, JUNE, by=security(city), at=at)


def test_the_same_post_twice_on_a_day_is_refused(city: Any, at: Any) -> None:
    with pytest.raises(PostTwice) as refused:
        give_post(city.clerk.official, city.committee, Role.CLERK, JUNE, by=security(city), at=at)

    assert refused.value.first == date(2020, 1, 1)


@pytest.mark.parametrize("role", [Role.MEDIATOR, Role.HEAD, Role.AUDIT_ADMINISTRATOR, Role.SYSTEM_ADMINISTRATOR])
def test_an_administrator_gives_himself_no_other_role(city: Any, at: Any, role: Role) -> None:
    by = security(city)

    with pytest.raises(RolesApart) as refused:
        give_post(by.official, city.committee, role, JUNE, by=by, at=at)

    assert (refused.value.role, refused.value.other) == (role, Role.SECURITY_ADMINISTRATOR)
    assert not Entry.objects.exists()


def test_who_works_on_matters_becomes_no_administrator_meanwhile(city: Any, at: Any) -> None:
    by = security(city)
    with pytest.raises(RolesApart):
        give_post(city.clerk.official, city.bureau, Role.AUDIT_ADMINISTRATOR, JUNE, by=by, at=at)

    end_post(city.clerk, last=date(2024, 5, 31), by=by, at=at)

    assert give_post(city.clerk.official, city.bureau, Role.AUDIT_ADMINISTRATOR, JUNE, by=by, at=at).pk


def test_a_post_ends_on_a_day_of_it(city: Any, at: Any) -> None:
    by = security(city)

    ended = end_post(city.clerk, last=JUNE, by=by, at=at)

    assert Post.objects.system("a test").get(pk=ended.pk).until_date == JUNE
    assert Entry.objects.get().action == "organisations.post.end"
    for wrong in (date(2019, 12, 31), JULY):
        with pytest.raises(PostDatesWrong):
            end_post(ended, last=wrong, by=by, at=at)


def test_nobody_ends_a_post_of_their_own(city: Any, at: Any) -> None:
    by = security(city)
    with pytest.raises(OwnPost):
        end_post(by, last=JULY, by=by, at=at)


def test_only_the_security_administrator_ends_posts(city: Any, at: Any) -> None:
    with pytest.raises(NotPermitted):
        end_post(city.clerk, last=JUNE, by=city.head, at=at)


def test_officials_are_seen_where_they_serve(city: Any) -> None:
    Official.objects.create(code="E0999", name="新人")

    of_the_district = [person.code for person, _ in page_of_officials("", seen_by=city.head, on=JUNE).rows]
    of_all = [person.code for person, _ in page_of_officials("", seen_by=city.reporter, on=JUNE).rows]

    assert of_the_district == ["E0001", "E0002", "E0003"]
    assert {"E0004", "E0999"} < set(of_all)
    assert official_seen_by(city.head, "E0004") is None
    assert post_seen_by(city.head, city.stranger.pk) is None
    assert posts_over_time(city.stranger.official, seen_by=city.head) == ()
    assert posts_over_time(city.clerk.official, seen_by=city.head) == (city.clerk,)


def test_a_system_is_entered_beside_the_officials_under_a_code_of_its_own(city: Any, at: Any) -> None:
    by = security(city)

    system = enter_system("COURT", "法院立案系统", by=by, at=at)

    assert (system.code, system.name_pinyin) == ("SYS-COURT", "fa yuan li an xi tong")
    entry = Entry.objects.get()
    assert (entry.action, entry.subject_id, entry.actor) == ("organisations.system.enter", "SYS-COURT", by.code)


def test_a_system_is_entered_once_and_by_the_security_administrator_of_the_bureau(city: Any, at: Any) -> None:
    by = security(city)
    enter_system("COURT", "法院立案系统", by=by, at=at)

    with pytest.raises(OfficialKnown):
        enter_system("COURT", "另一个", by=by, at=at)
    with pytest.raises(NotPermitted):
        enter_system("POLICE", "派出所系统", by=city.head, at=at)
