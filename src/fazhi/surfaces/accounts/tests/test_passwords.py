"""The official's own password."""

from datetime import datetime
from typing import Any

import pytest

from fazhi.kernel.audit.models import Entry
from fazhi.kernel.organisations.models import Post
from fazhi.surfaces.accounts import services
from fazhi.surfaces.accounts.errors import PasswordRefused, PasswordsDiffer, PasswordWrong
from fazhi.surfaces.accounts.models import Account
from fazhi.surfaces.accounts.terms import How
from fazhi.surfaces.accounts.tests.conftest import HERE, PASSWORD
from fazhi.surfaces.wording import sentence

NEW = "筼筜湖边的白鹭在春天飞起来"


def change(account: Account, at: datetime, **more: Any) -> Account:
    given = {"present": PASSWORD, "new": NEW, "again": NEW, "sign_in": None, **more}
    return services.change_password(account, **given, at=at)


def test_a_password_is_changed_and_the_trail_says_that_it_was(account: Account, at: datetime):
    changed = change(account, at)

    assert changed.check_password(NEW)
    assert not changed.must_change_password
    assert changed.password_changed_at == at
    latest = Entry.objects.order_by("number").last()
    assert (latest.action, latest.actor) == ("accounts.password.change", "E0001")


def test_the_first_change_makes_the_account_ones_own(city: Any, guard: Post, at: datetime):
    account, first = services.open_account("E0002", by=guard, at=at)

    changed = change(account, at, present=first.text)

    assert (changed.must_change_password, changed.first_password_at) == (False, None)


def test_other_places_are_signed_out_and_this_one_is_not(account: Account, at: datetime):
    here, there = (services.begin(account, how=How.PASSWORD, come=HERE, at=at) for _ in range(2))

    change(account, at, sign_in=here)

    here.refresh_from_db()
    there.refresh_from_db()
    assert (here.ending, there.ending) == ("", "password")


def test_the_present_password_is_asked_for(account: Account, at: datetime):
    with pytest.raises(PasswordWrong):
        change(account, at, present="something else")


def test_the_new_password_is_typed_twice(account: Account, at: datetime):
    with pytest.raises(PasswordsDiffer):
        change(account, at, again=NEW + "。")


@pytest.mark.parametrize(
    ("new", "faults"),
    [
        ("短", {"short", "monotonous"}),
        ("password1234", {"common"}),
        ("E0001 and some more words", {"name"}),
        (PASSWORD, {"same"}),
    ],
)
def test_a_weak_password_is_refused_with_all_that_is_wrong(account: Account, at: datetime, new: str, faults: set[str]):
    with pytest.raises(PasswordRefused) as caught:
        change(account, at, new=new, again=new)

    assert set(caught.value.faults) == faults
    assert sentence(caught.value)
    account.refresh_from_db()
    assert account.check_password(PASSWORD)
