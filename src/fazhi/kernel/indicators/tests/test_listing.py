"""Lists of a register over the records as they are: pages, counts within a page's price, what may be sorted by."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import DatabaseError, connection, transaction

from fazhi.engines.indicator import DIALECTS, Column, Compare, Contains, Kind, Order, Register, Rows, view_sql
from fazhi.kernel.indicators import hurry, listing
from fazhi.kernel.indicators.terms import Row, Scope
from fazhi.kernel.indicators.tests.conftest import POSTS
from fazhi.kernel.organisations.models import Official, Post

OFFICES = Register(
    name="offices_register",
    title="机构台账",
    line="probe",
    base="organisations_office",
    key="office_id",
    columns=(
        Column("office_id", "机构", Kind.INTEGER, "id"),
        Column("office_left", "左界", Kind.INTEGER, "base.left"),
        Column("office_right", "右界", Kind.INTEGER, "right"),
    ),
)
ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 500000000) SELECT COUNT(*) FROM n"


@pytest.fixture(autouse=True)
def no_sample_of_another_test() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def posts(city: Any) -> Scope:
    """Forty more posts of the committee in 思明区, on few days, a third of them without an end; the bureau's scope."""
    with connection.cursor() as cursor:
        cursor.execute(view_sql(POSTS, DIALECTS[connection.vendor]))
    for number in range(40):
        official = Official.objects.create(code=f"X{number:03d}", name="某某")
        begun = date(2021, 1, 1 + number * 7 % 4)
        until = None if number % 3 == 0 else begun + timedelta(days=number % 3)
        Post(official=official, office=city.committee, role="clerk", from_date=begun, until_date=until).save()
    return Scope(city.bureau.code, city.bureau.left, city.bureau.right)


def rows_in(scope: Scope, *where: Any, **more: Any) -> Rows:
    return listing.listed(POSTS, scope, tuple(where), **more)


def walked(rows: Rows, order: Order, limit: int) -> list[list[Row]]:
    """All pages, by going on from each to the next."""
    pages = [listing.page(rows, order, limit=limit)]
    while pages[-1].has_after:
        place = listing.place_of(pages[-1].rows[-1], POSTS, order)
        pages.append(listing.page(rows, order, after=place, limit=limit))
    return [list(page.rows) for page in pages]


@pytest.mark.parametrize("limit", [1, 3, 7, 50])
@pytest.mark.parametrize("descending", [True, False])
@pytest.mark.parametrize("column", [None, "from_date", "until_date"])
def test_pages_hold_each_row_once_and_lead_back_the_same_way(
    posts: Scope, column: str | None, descending: bool, limit: int
) -> None:
    rows, order = rows_in(posts), Order(column, descending=descending)

    pages = walked(rows, order, limit)

    keys = [row["post_id"] for page in pages for row in page]
    assert sorted(keys) == sorted(set(keys))
    assert len(keys) == listing.exactly(rows)
    back = pages[-1]
    while True:
        page = listing.page(rows, order, before=listing.place_of(back[0], POSTS, order), limit=limit)
        back = [*page.rows, *back]
        if not page.has_before:
            break
    assert [row["post_id"] for row in back] == keys


def test_few_rows_are_found_in_another_way_and_stand_in_the_same_order(posts: Scope) -> None:
    rows, order = rows_in(posts, Compare("role", "=", "clerk")), Order("until_date")
    known = listing.counted(rows, version=lambda: 0)
    second = listing.place_of(listing.page(rows, order, limit=5).rows[-1], POSTS, order)

    for more in ({}, {"after": second}, {"before": second}):
        sifted = listing.page(rows, order, limit=7, known=known, **more)
        assert sifted == listing.page(rows, order, limit=7, **more)


@pytest.mark.parametrize("descending", [True, False])
def test_blank_values_come_last_in_both_directions(posts: Scope, descending: bool) -> None:
    (page,) = walked(rows_in(posts), Order("until_date", descending=descending), 100)

    values = [row["until_date"] for row in page]
    filled = [value for value in values if value is not None]
    assert values == [*sorted(filled, reverse=descending), *[None] * (len(values) - len(filled))]
    assert None in values


def test_every_row_reads_the_same_in_parts(posts: Scope) -> None:
    rows, order = rows_in(posts), Order("until_date")

    in_parts = [row for part in listing.every_row(rows, order, at_once=4) for row in part]

    assert in_parts == list(listing.page(rows, order, limit=100).rows)


def test_a_scope_shows_its_own_rows_only_and_an_office_within_it_fewer(city: Any, posts: Scope) -> None:
    district = Scope(city.head.office.code, city.head.office.left, city.head.office.right)
    committee = Scope(city.committee.code, city.committee.left, city.committee.right)

    ours = listing.page(rows_in(district), Order(None), limit=100)
    theirs = listing.page(rows_in(posts, office=committee), Order(None), limit=100)

    assert {row["district"] for row in ours.rows} == {"思明区"}
    assert {row["office"] for row in theirs.rows} == {"XM-SM-01"}
    assert len(theirs.rows) == 42


def test_an_office_outside_the_scope_adds_nothing(city: Any, posts: Scope) -> None:
    committee = Scope(city.committee.code, city.committee.left, city.committee.right)
    other = Scope(city.other_committee.code, city.other_committee.left, city.other_committee.right)

    assert listing.exactly(rows_in(other, office=committee)) == 0


def test_a_short_list_is_counted_exactly(posts: Scope) -> None:
    found = listing.counted(rows_in(posts, Compare("role", "=", "clerk")), version=lambda: 0)

    assert found == listing.Counted(41, is_exact=True)


def test_a_long_list_is_estimated_from_the_sample(posts: Scope, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "COUNTED", 10)
    monkeypatch.setattr(listing, "SAMPLED", 23)
    monkeypatch.setattr(listing, "_TELLING", 5)

    found = listing.counted(rows_in(posts), version=lambda: 0)

    assert not found.is_exact
    assert not found.is_below
    assert found.number == 46  # of 46 rows every second is sampled


def test_too_few_of_the_sample_tell_only_that_there_are_fewer(posts: Scope, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "COUNTED", 3)
    monkeypatch.setattr(listing, "SAMPLED", 23)

    found = listing.counted(rows_in(posts, Compare("role", "=", "mediator")), version=lambda: 0)
    exact = listing.counted(rows_in(posts, Contains("district", "湖里")), version=lambda: 0)

    assert not found.is_exact or found.number == 3
    assert exact == listing.Counted(1, is_exact=True)


def test_a_sample_of_everything_counts_exactly(posts: Scope, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "COUNTED", 10)

    assert listing.counted(rows_in(posts), version=lambda: 0) == listing.Counted(46, is_exact=True)


def test_a_sample_is_kept_and_taken_anew_when_rows_came_in(
    posts: Scope, monkeypatch: pytest.MonkeyPatch, django_assert_max_num_queries: Any
) -> None:
    monkeypatch.setattr(listing, "COUNTED", 10)
    monkeypatch.setattr(listing, "SAMPLED", 23)
    rows = rows_in(posts)
    listing.counted(rows, version=lambda: 1)

    Post(official=Official.objects.first(), office_id=Post.objects.system("test").first().office_id, role="clerk",
         from_date=date(2022, 1, 1)).save()  # fmt: skip

    most = 2 if connection.vendor == "sqlite" else 6
    with django_assert_max_num_queries(most):
        kept = listing.counted(rows, version=lambda: 1)
    assert kept.number == 46
    monkeypatch.setattr(listing, "SAMPLED", 47)
    assert listing.counted(rows, version=lambda: 2).number == 47


def test_a_question_of_too_much_work_is_given_up_and_the_next_one_answered(db: None) -> None:
    assert hurry.ask_within("default", ENDLESS) is None
    assert hurry.ask_within("default", "SELECT 1") == [(1,)]


def test_the_limit_is_gone_after_the_question(db: None) -> None:
    hurry.ask_within("default", "SELECT 1")

    with connection.cursor() as cursor:
        cursor.execute(ENDLESS.replace("500000000", "3000000"))
        assert cursor.fetchone() == (3_000_000,)


def test_another_failure_of_the_database_is_not_taken_for_it(db: None) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        hurry.ask_within("default", "SELECT nothing FROM nowhere")


def test_a_count_that_is_given_up_becomes_an_estimate(posts: Scope, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "ask_within", lambda alias, query: None)

    assert listing.counted(rows_in(posts), version=lambda: 0) == listing.Counted(46, is_exact=True)


def test_many_rows_are_walked_by_the_order_and_few_by_their_offices(
    posts: Scope, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = rows_in(posts)
    monkeypatch.setattr(listing, "_FEW", 10)

    assert not few.walked
    assert rows_in(posts).walked == (connection.vendor == "sqlite")


def test_registers_are_counted_together_up_to_a_bound(posts: Scope, city: Any) -> None:
    assert listing.counts_up_to((POSTS, POSTS), posts) == {"posts_register": 46}
    assert listing.counts_up_to((POSTS,), posts, most=5) == {"posts_register": 6}
    assert listing.counts_up_to((), posts) == {}


def test_a_list_can_be_sorted_by_what_an_index_begins_with() -> None:
    assert [column.name for column in listing.sortable(OFFICES)] == ["office_left"]
    assert listing.sortable(POSTS) == ()


def test_a_register_of_no_table_of_ours_is_sorted_by_its_key_only() -> None:
    assert listing.sortable(replace(POSTS, base="elsewhere")) == ()


@pytest.mark.parametrize(("number", "near", "up"), [(7, 7, 7), (99, 99, 99), (104, 100, 110), (98_765, 99_000, 99_000)])
def test_estimates_say_no_more_digits_than_they_know(number: int, near: int, up: int) -> None:
    assert (listing._near(number), listing._up(number)) == (near, up)


def test_a_list_has_any_row_or_none(posts: Scope) -> None:
    assert listing.has_any(rows_in(posts))
    assert not listing.has_any(rows_in(posts, Compare("district", "=", "无此区")))
