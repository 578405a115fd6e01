from datetime import date

import pytest
from django.db import IntegrityError

from fazhi.kernel.organisations import queries
from fazhi.kernel.organisations.errors import AmbiguousPost, UnknownPost
from fazhi.kernel.organisations.models import Office, Official, Post

DAY = date(2024, 6, 3)


@pytest.fixture
def second_post(city) -> Post:
    """E0001 is also a mediator in the other committee, through all of 2024."""
    official = Official.objects.get(code="E0001")
    post = Post(
        official=official,
        office=city.other_committee,
        role="mediator",
        from_date=date(2024, 1, 1),
        until_date=date(2024, 12, 31),
    )
    post.save()
    return post


def test_an_official_with_one_post_needs_no_more_words(city):
    assert queries.post_named("E0001", on=DAY) == city.clerk


def test_a_post_is_named_by_office_and_role(city, second_post: Post):
    assert queries.post_named("E0001@XM-HL-01:mediator", on=DAY) == second_post
    assert queries.post_named("E0001@XM-SM-01", on=DAY) == city.clerk


def test_two_posts_and_none_named_is_ambiguous_and_both_are_told(city, second_post: Post):
    with pytest.raises(AmbiguousPost) as caught:
        queries.post_named("E0001", on=DAY)

    assert set(caught.value.posts) == {"E0001@XM-SM-01:clerk", "E0001@XM-HL-01:mediator"}


@pytest.mark.parametrize("text", ["E9999", "E0001@XM", "E0001@XM-SM-01:head", "", "@XM-SM-01"])
def test_a_post_that_is_not_there_is_unknown(city, text: str):
    with pytest.raises(UnknownPost):
        queries.post_named(text, on=DAY)


@pytest.mark.parametrize(
    ("day", "held"),
    [
        pytest.param(date(2023, 12, 31), False, id="the day before"),
        pytest.param(date(2024, 1, 1), True, id="first day"),
        pytest.param(date(2024, 12, 31), True, id="last day"),
        pytest.param(date(2025, 1, 1), False, id="the day after"),
    ],
)
def test_a_post_is_held_from_its_first_day_to_its_last(city, second_post: Post, day: date, held: bool):
    assert second_post.holds_on(day) is held
    if held:
        assert queries.post_named("E0001@XM-HL-01", on=day) == second_post
    else:
        with pytest.raises(UnknownPost):
            queries.post_named("E0001@XM-HL-01", on=day)


def test_an_expired_post_makes_nothing_ambiguous(city, second_post: Post):
    assert queries.post_named("E0001", on=date(2025, 1, 1)) == city.clerk


def test_the_root_is_the_office_without_a_parent(city):
    assert queries.root() == city.bureau


def test_without_offices_there_is_no_root(db: None):
    assert queries.root() is None


def test_one_sample_office_marks_all_data(city):
    assert not queries.is_sample()

    Office.objects.system("a test").filter(code="XM-HL-01").update(is_sample=True)

    assert queries.is_sample()


def test_office_codes_are_those_of_the_kinds_asked_for(city):
    found = queries.office_codes(frozenset({"town_committee"}))

    assert found == [("XM-HL-01", city.other_committee.pk), ("XM-SM-01", city.committee.pk)]


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"role": "emperor"}, "post_role_known"),
        ({"until_date": date(2019, 12, 31)}, "post_dates_in_order"),
    ],
)
def test_the_database_refuses_a_wrong_post(city, changes: dict, constraint: str):
    values = {
        "official_id": city.clerk.official_id,
        "office": city.bureau,
        "role": "head",
        "from_date": date(2020, 1, 1),
    }
    with pytest.raises(IntegrityError, match=constraint):
        Post(**{**values, **changes}).save()


def test_the_same_post_is_entered_once(city):
    with pytest.raises(IntegrityError):
        Post(
            official_id=city.clerk.official_id, office=city.committee, role="clerk", from_date=city.clerk.from_date
        ).save()


@pytest.mark.parametrize(("day", "departed"), [(date(2024, 12, 31), False), (date(2025, 1, 1), True)])
def test_a_post_has_departed_the_day_after_its_last(city, second_post: Post, day: date, departed: bool):
    assert (second_post in queries.departed_on(day)) is departed
    assert city.clerk not in queries.departed_on(day)


def test_the_office_itself_is_nearest(city, appoint):
    second = appoint("E0000", city.committee, "mediator")
    appoint("E9", city.bureau, "mediator")

    assert queries.nearest_posts(city.committee, "mediator", DAY) == (second, city.mediator)


def test_an_office_without_asks_the_one_above(city, appoint):
    assert queries.nearest_posts(city.committee, "head", DAY) == (city.head,)
    assert queries.nearest_posts(city.committee, "reporter", DAY) == (city.reporter,)


def test_neither_beside_nor_below_is_near(city):
    assert queries.nearest_posts(city.other_committee, "head", DAY) == ()
    assert queries.nearest_posts(city.bureau, "mediator", DAY) == ()


def test_a_post_that_has_ended_is_near_nobody(city, appoint):
    chief = appoint("E9", city.bureau, "head")
    Post.objects.system("a test").filter(pk=city.head.pk).update(until_date=date(2024, 6, 2))

    assert queries.nearest_posts(city.committee, "head", DAY) == (chief,)
    assert queries.nearest_posts(city.committee, "head", date(2024, 6, 2)) == (city.head,)


def test_nearest_posts_are_found_in_one_query_and_of_many_offices_in_two(city, django_assert_num_queries):
    with django_assert_num_queries(1):
        [post.code for post in queries.nearest_posts(city.committee, "head", DAY)]
    with django_assert_num_queries(2):
        queries.nearest_posts_of([city.committee.pk, city.bureau.pk], "head", DAY)


@pytest.mark.parametrize("role", ["head", "mediator", "reporter", "audit_administrator"])
def test_many_offices_are_answered_as_one_by_one(city, appoint, role: str):
    appoint("E9", city.bureau, "head", date(2024, 6, 3), date(2024, 6, 3))
    appoint("E0000", city.committee, "mediator")
    offices = list(Office.objects.system("a test"))

    found = queries.nearest_posts_of([office.pk for office in offices], role, DAY)

    assert found == {office.pk: queries.nearest_posts(office, role, DAY) for office in offices}
    assert queries.nearest_posts_of([], role, DAY) == {}
    assert queries.nearest_posts_of([0], role, DAY) == {}


def test_offices_of_some_kinds_are_listed_in_the_order_of_the_tree_and_within_bounds(city):
    kinds = frozenset({"town_committee", "department"})
    huli = Office.objects.system("a test").get(code="XM-HL")

    assert [office.code for office in queries.offices_of(kinds)] == ["XM-HL-01", "XM-RS", "XM-SM-01"]
    assert [office.code for office in queries.offices_of(kinds, within=(huli.left, huli.right))] == ["XM-HL-01"]


def test_an_office_is_found_by_its_code_or_is_not_there(city):
    assert queries.office_with("XM-RS") == city.department
    assert queries.office_with("XM-XX") is None


def test_holders_are_those_who_hold_the_post_on_any_day_of_the_period(city, second_post: Post):
    mediators = frozenset({"mediator"})

    held = {(office, name) for office, name, _, _ in queries.holders(mediators, date(2024, 12, 31), date(2025, 6, 30))}
    later = {(office, name) for office, name, _, _ in queries.holders(mediators, date(2025, 1, 1), date(2025, 6, 30))}

    assert held - later == {("XM-HL-01", "王一")}
    assert ("XM-SM-01", "李二") in later
    assert queries.holders(frozenset(), DAY, DAY) == ()


def test_the_nearest_office_above_two_sees_both(city):
    assert queries.nearest_above(city.committee.pk, city.other_committee.pk) == city.bureau
    assert queries.nearest_above(city.committee.pk, city.committee.pk) == city.committee
    assert queries.nearest_above(city.bureau.pk, city.committee.pk) == city.bureau


def test_posts_of_some_officials_are_those_in_sight(city, second_post: Post):
    officials = {city.clerk.official_id, city.stranger.official_id}

    everywhere = queries.posts_of(officials, on=DAY, seen_by=None)
    in_siming = queries.posts_of(officials, on=DAY, seen_by=city.head)

    assert everywhere == {
        city.clerk.official_id: (second_post, city.clerk),
        city.stranger.official_id: (city.stranger,),
    }
    assert in_siming == {city.clerk.official_id: (city.clerk,)}


def test_the_cast_has_one_of_each_kind_role_and_district(city):
    Office.objects.system("the test makes it synthetic").update(is_sample=True)
    twin = Official(code="E0090", name="孙九")
    twin.save()
    second = Post(official=twin, office=city.committee, role="mediator", from_date=date(2020, 1, 1))
    second.save()

    cast = queries.cast_of_the_sample(on=DAY)

    assert {city.mediator, city.stranger, city.reporter} <= set(cast)
    assert second not in cast


def test_real_records_have_no_cast(city):
    assert queries.cast_of_the_sample(on=DAY) == ()
