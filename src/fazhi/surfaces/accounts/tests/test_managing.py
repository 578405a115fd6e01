"""Opening, resetting, closing and reopening accounts: by whom, what comes of it, and what the trail says."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError

from fazhi.kernel.audit.models import Detail, Entry
from fazhi.kernel.organisations.errors import NotPermitted, NotTheWhole
from fazhi.kernel.organisations.models import Office, Official, Post
from fazhi.surfaces.accounts import queries, services
from fazhi.surfaces.accounts.errors import (
    AccountClosed,
    AccountOpen,
    HasAccount,
    NameImpossible,
    NameTaken,
    NoSecondFactor,
    OwnAccount,
    UnknownAccount,
    UnknownOfficial,
)
from fazhi.surfaces.accounts.models import Account, SignIn
from fazhi.surfaces.accounts.permissions import MANAGE
from fazhi.surfaces.accounts.terms import AccountState, How
from fazhi.surfaces.accounts.tests.conftest import HERE, PASSWORD

ON = date(2025, 2, 19)


def acts() -> list[tuple[str, str, str]]:
    return list(Entry.objects.order_by("number").values_list("action", "actor", "basis"))


def row(account: Account, at: datetime) -> Any:
    (found,) = queries.rows_of([account], seen_by=None, at=at, on=ON, is_for_all=False)
    return found


def test_an_account_opens_with_a_first_password_told_once(city: Any, guard: Post, at: datetime):
    account, first = services.open_account("E0001", by=guard, at=at)

    assert account.name == "E0001"
    assert account.must_change_password
    assert account.check_password(first.text)
    assert first.text not in account.password
    assert first.until == at + timedelta(days=7)
    assert row(account, at).state is AccountState.FIRST_PASSWORD


def test_first_passwords_are_different_and_readable(city: Any, guard: Post, at: datetime):
    texts = {services.open_account(code, by=guard, at=at)[1].text for code in ("E0001", "E0002", "E0003")}

    assert len(texts) == 3
    assert all(len(text) == 19 and not set(text) & set("01ilo") for text in texts)


def test_the_trail_says_who_opened_whose_account_and_no_password(city: Any, guard: Post, at: datetime):
    account, first = services.open_account("E0001", by=guard, at=at)

    assert acts() == [("accounts.open", "E0100@XM:security_administrator", MANAGE.basis.source)]
    assert Entry.objects.get().subject_id == str(account.pk)
    assert not Detail.objects.filter(content__contains=first.text).exists()


def test_the_console_opens_the_first_account_without_a_post(city: Any, at: datetime):
    services.open_account("E0001", by=None, at=at)

    assert acts()[0][1] == "system"


def test_a_name_of_ones_own_is_taken_as_typed_without_full_width(city: Any, guard: Post, at: datetime):
    account, _ = services.open_account("E0001", name=" ｗａｎｇ１ ", by=guard, at=at)

    assert account.name == "wang1"


@pytest.mark.parametrize("who", ["head", "mediator", "reporter"])
def test_only_the_security_administrator_opens_accounts(city: Any, at: datetime, who: str):
    with pytest.raises(NotPermitted):
        services.open_account("E0001", by=getattr(city, who), at=at)
    assert not Account.objects.exists()


def test_a_security_administrator_of_a_part_does_not_speak_for_the_whole(city: Any, at: datetime):
    person = Official(code="E0101", name="区安全员")
    person.save()
    office = Office.objects.system("the test").get(code="XM-SM")
    post = Post(official=person, office=office, role="security_administrator", from_date=date(2020, 1, 1))
    post.save()

    with pytest.raises(NotTheWhole):
        services.open_account("E0001", by=post, at=at)


def test_an_account_needs_an_official(city: Any, guard: Post, at: datetime):
    with pytest.raises(UnknownOfficial):
        services.open_account("E9999", by=guard, at=at)


def test_an_official_has_one_account(city: Any, guard: Post, at: datetime):
    services.open_account("E0001", by=guard, at=at)

    with pytest.raises(HasAccount):
        services.open_account("E0001", name="another", by=guard, at=at)


def test_a_name_is_given_once(city: Any, guard: Post, at: datetime):
    services.open_account("E0001", by=guard, at=at)

    with pytest.raises(NameTaken):
        services.open_account("E0002", name="E0001", by=guard, at=at)


@pytest.mark.parametrize("name", ["two words", "x" * 65, "　 \t"])
def test_a_name_without_sense_is_refused(city: Any, guard: Post, at: datetime, name: str):
    with pytest.raises(NameImpossible):
        services.open_account("E0001", name=name, by=guard, at=at)


def test_a_reset_gives_a_new_first_password_and_ends_what_runs(account: Account, guard: Post, at: datetime):
    signed_in = services.begin(account, how=How.PASSWORD, come=HERE, at=at)

    first = services.reset_password(account, by=guard, at=at)

    account.refresh_from_db()
    assert not account.check_password(PASSWORD)
    assert account.check_password(first.text)
    assert account.must_change_password
    signed_in.refresh_from_db()
    assert signed_in.ending == "reset"


def test_a_closed_account_ends_at_once_and_opens_again_with_a_new_password(account: Account, guard: Post, at: datetime):
    signed_in = services.begin(account, how=How.PASSWORD, come=HERE, at=at)

    closed = services.close_account(account, by=guard, at=at)

    signed_in.refresh_from_db()
    assert signed_in.ending == "closed"
    assert row(closed, at).state is AccountState.CLOSED
    first = services.reopen_account(closed, by=guard, at=at)
    account.refresh_from_db()
    assert account.is_active
    assert account.check_password(first.text)
    assert not account.check_password(PASSWORD)


def test_a_closed_account_is_not_closed_again_or_reset(account: Account, guard: Post, at: datetime):
    services.close_account(account, by=guard, at=at)

    for act in (services.close_account, services.reset_password):
        with pytest.raises(AccountClosed):
            act(account, by=guard, at=at)


def test_an_open_account_is_not_reopened(account: Account, guard: Post, at: datetime):
    with pytest.raises(AccountOpen):
        services.reopen_account(account, by=guard, at=at)


def test_administrators_leave_their_own_account_to_another(guard: Post, at: datetime):
    own, _ = services.open_account("E0100", by=None, at=at)

    for act in (services.close_account, services.clear_second_factor):
        with pytest.raises(OwnAccount):
            act(own, by=guard, at=at)


def test_there_must_be_a_second_factor_to_clear_one(account: Account, guard: Post, at: datetime):
    with pytest.raises(NoSecondFactor):
        services.clear_second_factor(account, by=guard, at=at)


@pytest.mark.parametrize(
    "act", [services.reset_password, services.close_account, services.reopen_account, services.clear_second_factor]
)
def test_nobody_else_manages_accounts(account: Account, city: Any, at: datetime, act: Any):
    with pytest.raises(NotPermitted):
        act(account, by=city.head, at=at)


def test_an_account_is_found_by_its_name(account: Account):
    assert queries.account_named(" Ｅ０００１") == account
    with pytest.raises(UnknownAccount):
        queries.account_named("E0002")


def test_the_list_goes_on_after_a_name(city: Any, guard: Post, at: datetime, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(queries, "PAGE", 2)
    for code in ("E0001", "E0002", "E0003"):
        services.open_account(code, by=guard, at=at)

    first = queries.page_of_accounts(seen_by=None, at=at, on=ON, is_for_all=False)
    second = queries.page_of_accounts(after=first.after, seen_by=None, at=at, on=ON, is_for_all=False)

    assert [each.account.name for each in first.rows] == ["E0001", "E0002"]
    assert [each.account.name for each in second.rows] == ["E0003"]
    assert second.after == ""


@pytest.mark.parametrize(("asked", "found"), [("李", ["E0002"]), ("E000", ["E0001", "E0002"]), ("赵", [])])
def test_the_list_is_searched_by_name_and_number(city: Any, guard: Post, at: datetime, asked: str, found: list[str]):
    for code in ("E0001", "E0002"):
        services.open_account(code, by=guard, at=at)

    page = queries.page_of_accounts(asked, seen_by=None, at=at, on=ON, is_for_all=False)

    assert [each.account.name for each in page.rows] == found


def test_the_list_asks_as_often_for_many_as_for_one(
    city: Any, guard: Post, at: datetime, django_assert_num_queries: Any
):
    for code in ("E0001", "E0002", "E0003"):
        services.open_account(code, by=guard, at=at)

    with django_assert_num_queries(4):
        rows = queries.all_accounts(seen_by=None, at=at, on=ON, is_for_all=False)

    assert [each.posts[0].role for each in rows] == ["clerk", "mediator", "head"]


def test_the_latest_signing_in_is_told(account: Account, at: datetime):
    for hours in (0, 2, 1):
        services.begin(account, how=How.PASSWORD, come=HERE, at=at + timedelta(hours=hours))

    assert row(account, at).latest_at == at + timedelta(hours=2)


def test_who_has_no_account_is_found_with_the_posts_held(account: Account, city: Any):
    found = queries.officials_without_account("E000", seen_by=None, on=ON)

    assert [official.code for official, _ in found] == ["E0002", "E0003", "E0004", "E0005", "E0006"]
    assert found[0][1][0].role == "mediator"


def test_a_first_password_has_its_day(city: Any):
    with pytest.raises(IntegrityError, match="account_first_password_dated"):
        Account.objects.create(
            name="x",
            official=city.clerk.official,
            must_change_password=True,
            created_at=datetime(2025, 1, 1, tzinfo=UTC),
        )


def test_a_time_of_being_signed_in_ends_for_a_reason(account: Account, at: datetime):
    with pytest.raises(IntegrityError, match="signin_ended_for_a_reason"):
        SignIn.objects.create(account=account, how="password", started_at=at, seen_at=at, ended_at=at)
