"""What the database refuses of posts and absences, by whatever way the rows come."""

import threading
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from fazhi.kernel.organisations.models import Absence, Official, Post
from fazhi.kernel.organisations.terms import ADMINISTRATORS, Role

ADMINISTRATOR_ROLES = sorted(ADMINISTRATORS)
OTHERS = sorted(set(Role.values) - ADMINISTRATORS)
NOW = datetime(2024, 6, 3, tzinfo=UTC)


def refused(act: Callable[[], Any], by: str) -> bool:
    """Whether the database refuses `act`, and by the trigger or constraint named."""
    try:
        with transaction.atomic():
            act()
    except IntegrityError as error:
        return by in str(error)
    return False


@pytest.mark.parametrize("first", ADMINISTRATOR_ROLES)
@pytest.mark.parametrize("second", Role.values)
def test_an_administrator_holds_no_other_role_on_the_same_day(city, appoint, first: str, second: str):
    appoint("E1", city.bureau, first)

    assert refused(lambda: appoint("E1", city.department, second), "post_roles_apart") is (first != second)


@pytest.mark.parametrize("second", ADMINISTRATOR_ROLES)
@pytest.mark.parametrize("first", OTHERS)
def test_who_works_on_matters_becomes_no_administrator(city, appoint, first: str, second: str):
    appoint("E1", city.bureau, first)

    assert refused(lambda: appoint("E1", city.bureau, second), "post_roles_apart")


def test_other_roles_go_together(city, appoint):
    for role in OTHERS:
        appoint("E1", city.bureau, role)


def test_three_people_administer(city, appoint):
    for number, role in enumerate(ADMINISTRATOR_ROLES):
        appoint(f"E{number}", city.bureau, role)


@pytest.mark.parametrize(
    ("first", "last", "clashes"),
    [
        pytest.param(date(2024, 1, 1), date(2024, 2, 29), False, id="ends the day before"),
        pytest.param(date(2024, 1, 1), date(2024, 3, 1), True, id="ends on the first day"),
        pytest.param(date(2024, 3, 31), None, True, id="begins on the last day"),
        pytest.param(date(2024, 4, 1), None, False, id="begins the day after"),
        pytest.param(date(2024, 3, 10), date(2024, 3, 11), True, id="lies within"),
        pytest.param(date(2020, 1, 1), None, True, id="lies around"),
    ],
)
def test_roles_are_apart_day_by_day(city, appoint, first: date, last: date | None, clashes: bool):
    appoint("E1", city.bureau, "audit_administrator", date(2024, 3, 1), date(2024, 3, 31))

    assert refused(lambda: appoint("E1", city.bureau, "clerk", first, last), "post_roles_apart") is clashes


def test_an_open_end_lasts_for_ever(city, appoint):
    appoint("E1", city.bureau, "clerk")

    assert refused(lambda: appoint("E1", city.bureau, "audit_administrator", date(2999, 1, 1)), "post_roles_apart")


def test_a_bulk_insert_is_judged_row_by_row(city):
    official = Official.objects.create(code="E1", name="王一")
    rows = [
        (official.pk, city.bureau.pk, role, date(2024, 1, 1))
        for role in ("system_administrator", "audit_administrator")
    ]

    def insert_both() -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO organisations_post (official_id, office_id, role, from_date) "
                "VALUES (%s, %s, %s, %s), (%s, %s, %s, %s)",
                [*rows[0], *rows[1]],
            )

    assert refused(insert_both, "post_roles_apart")
    assert not Post.objects.system("a test").filter(official=official).exists()


def test_an_insert_from_a_select_is_judged_row_by_row(city, appoint):
    first = appoint("E1", city.bureau, "clerk", date(2020, 1, 1), date(2020, 12, 31))

    def copy_as_administrators() -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO organisations_post (official_id, office_id, role, from_date) "
                "SELECT official_id, office_id, 'audit_administrator', from_date FROM organisations_post WHERE id = %s",
                [first.pk],
            )

    assert refused(copy_as_administrators, "post_roles_apart")


@pytest.mark.parametrize("changes", [{"role": "clerk"}, {"from_date": date(2019, 1, 1)}, {"until_date": None}])
def test_an_update_is_judged_too(city, appoint, changes: dict[str, Any]):
    appoint("E1", city.bureau, "audit_administrator", date(2020, 1, 1), date(2020, 12, 31))
    appoint("E1", city.bureau, "clerk", date(2019, 1, 1), date(2019, 12, 31))
    appoint("E1", city.bureau, "clerk", date(2021, 1, 1), date(2021, 12, 31))
    administrator = Post.objects.system("a test").filter(official__code="E1", role="audit_administrator")

    def change() -> None:
        administrator.update(**changes)
        if "role" in changes:
            appoint("E1", city.bureau, "system_administrator", date(2020, 6, 1), date(2020, 6, 2))

    assert refused(change, "post_roles_")


def test_a_post_does_not_clash_with_itself(city, appoint):
    post = appoint("E1", city.bureau, "audit_administrator")

    post.until_date = date(2024, 1, 1)
    post.save()
    post.role = "system_administrator"
    post.save()


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer at a time")
def test_two_at_once_do_not_slip_past_each_other(transactional_db, city, appoint):
    Official.objects.create(code="E1", name="王一")
    outcomes: list[str] = []

    def appoint_audit() -> None:
        try:
            appoint("E1", city.bureau, "audit_administrator")
            outcomes.append("done")
        except IntegrityError:
            outcomes.append("refused")
        finally:
            connection.close()

    with transaction.atomic():
        appoint("E1", city.bureau, "clerk")
        second = threading.Thread(target=appoint_audit)
        second.start()
        second.join(timeout=0.5)
        waited = second.is_alive()
    second.join(timeout=20)

    assert waited
    assert outcomes == ["refused"]


def absence(post: Post, cover: Post, first: int, last: int, **more: Any) -> Absence:
    """From `first` to `last` June 2024."""
    return Absence(
        **{
            "post": post,
            "cover": cover,
            "from_date": date(2024, 6, first),
            "until_date": date(2024, 6, last),
            "reason": "training",
            "recorded_at": NOW,
            **more,
        }
    )


@pytest.mark.parametrize(
    ("first", "last", "clashes"),
    [(1, 9, False), (9, 10, True), (12, 13, True), (1, 30, True), (20, 21, True), (21, 22, False)],
)
def test_a_post_is_absent_once_at_a_time(city, first: int, last: int, clashes: bool):
    absence(city.mediator, city.clerk, 10, 20).save()

    assert refused(absence(city.mediator, city.clerk, first, last).save, "absence_once") is clashes


def test_a_bulk_insert_of_absences_is_judged_row_by_row(city):
    both = [absence(city.mediator, city.clerk, 1, 5), absence(city.mediator, city.head, 5, 6)]
    columns = ("post_id", "cover_id", "from_date", "until_date", "reason", "recorded_at")

    def insert_both() -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO organisations_absence ({', '.join(columns)}) "
                "VALUES (%s, %s, %s, %s, %s, %s), (%s, %s, %s, %s, %s, %s)",
                [getattr(row, name) for row in both for name in columns],
            )

    assert refused(insert_both, "absence_once")


def test_a_withdrawn_absence_stands_in_nobodys_way(city):
    absence(city.mediator, city.clerk, 10, 20, withdrawn_at=NOW).save()

    absence(city.mediator, city.clerk, 10, 20).save()


def test_a_withdrawn_absence_does_not_come_back_beside_another(city):
    withdrawn = absence(city.mediator, city.clerk, 10, 20, withdrawn_at=NOW)
    withdrawn.save()
    absence(city.mediator, city.clerk, 20, 21).save()

    withdrawn.withdrawn_at = None

    assert refused(withdrawn.save, "absence_stays_once")


def test_an_absence_does_not_grow_into_the_next(city):
    first = absence(city.mediator, city.clerk, 1, 5)
    first.save()
    absence(city.mediator, city.clerk, 6, 7).save()

    first.until_date = date(2024, 6, 6)

    assert refused(first.save, "absence_stays_once")


@pytest.mark.parametrize("field", ["post", "cover"])
def test_an_absence_keeps_its_posts(city, appoint, field: str):
    known = absence(city.mediator, city.clerk, 1, 5)
    known.save()

    setattr(known, field, appoint("E9", city.committee, "mediator"))

    assert refused(known.save, "absence_stays_once")


def test_cover_comes_from_the_office_or_from_above(city, appoint):
    above = appoint("E9", city.bureau, "head")
    for number, cover in enumerate((city.clerk, city.head, above)):
        absence(city.mediator, cover, number + 1, number + 1).save()

    assert refused(absence(city.mediator, city.stranger, 9, 9).save, "absence_cover_possible")
    assert refused(absence(city.head, city.mediator, 9, 9).save, "absence_cover_possible")


def test_an_official_does_not_cover_a_post_of_their_own(city, appoint):
    own = appoint("E0002", city.committee, "clerk")

    assert refused(absence(city.mediator, own, 1, 1).save, "absence_cover_possible")


@pytest.mark.parametrize(
    ("absent", "cover", "possible"),
    [
        ("audit_administrator", "audit_administrator", True),
        ("audit_administrator", "system_administrator", False),
        ("audit_administrator", "head", False),
        ("head", "audit_administrator", False),
    ],
)
def test_administrators_are_covered_by_their_like(city, appoint, absent: str, cover: str, possible: bool):
    row = absence(appoint("E7", city.bureau, absent), appoint("E8", city.bureau, cover), 1, 1)

    assert refused(row.save, "absence_cover_possible") is not possible


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"until_date": date(2024, 5, 31)}, "absence_dates_in_order"),
        ({"reason": "holiday"}, "absence_reason_known"),
        ({"reason": ""}, "absence_reason_known"),
    ],
)
def test_the_database_refuses_a_wrong_absence(city, changes: dict[str, Any], constraint: str):
    assert refused(absence(city.mediator, city.clerk, 1, 1, **changes).save, constraint)


def test_nobody_covers_themselves(city):
    """By the trigger before the row, by the constraint if ever without it."""
    names = {item.name for item in Absence._meta.constraints}

    assert "absence_cover_is_another" in names
    assert refused(absence(city.mediator, city.mediator, 1, 1).save, "absence_cover")
