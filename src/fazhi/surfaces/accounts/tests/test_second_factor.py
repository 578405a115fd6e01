"""Authenticator and backup codes: set up by a code, good once each, slowed down after wrong ones."""

from datetime import datetime
from typing import Any

import pytest
from django_otp.plugins.otp_static.models import StaticToken

from fazhi.kernel.audit.models import Entry
from fazhi.kernel.organisations.models import Post
from fazhi.surfaces.accounts import queries, services
from fazhi.surfaces.accounts.errors import CodesTooFast, CodeWrong, HasSecondFactor, NoSecondFactor
from fazhi.surfaces.accounts.models import Account, SignIn
from fazhi.surfaces.accounts.terms import How
from fazhi.surfaces.accounts.tests.conftest import HERE
from fazhi.surfaces.accounts.tests.phone import Phone


@pytest.fixture
def phone(monkeypatch: pytest.MonkeyPatch, at: datetime) -> Phone:
    return Phone(monkeypatch, at)


@pytest.fixture
def here(account: Account, at: datetime) -> SignIn:
    return services.begin(account, how=How.PASSWORD, come=HERE, at=at)


def confirmed(account: Account, phone: Phone, here: SignIn) -> tuple[str, ...]:
    services.begin_second_factor(account)
    code = phone.shows(account)
    return services.confirm_second_factor(account, code=code, sign_in=here, at=phone.now, come=HERE)


def verify(account: Account, phone: Phone, code: str) -> bool:
    return services.verify_code(account, code=code, at=phone.now, come=HERE)


def test_a_code_of_the_authenticator_puts_it_in_force(account: Account, phone: Phone, here: SignIn):
    assert not queries.has_second_factor(account)

    codes = confirmed(account, phone, here)

    assert queries.has_second_factor(account)
    assert len(set(codes)) == 10
    here.refresh_from_db()
    assert here.how == How.CODE
    assert Entry.objects.filter(action="accounts.second_factor.set", actor="E0001").exists()


def test_a_key_is_not_in_force_before_a_code_of_it_was_seen(account: Account, phone: Phone, here: SignIn):
    services.begin_second_factor(account)

    with pytest.raises(CodeWrong):
        services.confirm_second_factor(account, code="000000x", sign_in=here, at=phone.now, come=HERE)

    assert not queries.has_second_factor(account)
    assert queries.codes_left(account) == 0


def test_beginning_twice_leaves_one_key(account: Account):
    first = services.begin_second_factor(account)

    second = services.begin_second_factor(account)

    assert queries.pending_device(account) == second
    assert first.key != second.key


def test_a_second_factor_in_force_is_not_replaced_by_beginning(account: Account, phone: Phone, here: SignIn):
    confirmed(account, phone, here)

    with pytest.raises(HasSecondFactor):
        services.begin_second_factor(account)


def test_a_code_is_good_once(account: Account, phone: Phone, here: SignIn):
    confirmed(account, phone, here)
    phone.wait(seconds=60)
    code = phone.shows(account)

    assert verify(account, phone, code) is False

    with pytest.raises(CodeWrong):
        verify(account, phone, code)


def test_the_code_that_set_it_up_does_not_sign_in(account: Account, phone: Phone, here: SignIn):
    services.begin_second_factor(account)
    code = phone.shows(account)
    services.confirm_second_factor(account, code=code, sign_in=here, at=phone.now, come=HERE)

    with pytest.raises(CodeWrong):
        verify(account, phone, code)


def test_a_code_of_minutes_ago_is_good_no_more(account: Account, phone: Phone, here: SignIn):
    confirmed(account, phone, here)
    phone.wait(seconds=60)
    code = phone.shows(account)
    phone.wait(minutes=3)

    with pytest.raises(CodeWrong):
        verify(account, phone, code)


def test_after_wrong_codes_even_a_right_one_waits(account: Account, phone: Phone, here: SignIn):
    confirmed(account, phone, here)
    phone.wait(minutes=1)
    for _ in range(3):
        with pytest.raises(CodeWrong):
            verify(account, phone, phone.does_not_show(account))
        phone.wait(seconds=8)
    with pytest.raises(CodeWrong):
        verify(account, phone, phone.does_not_show(account))

    with pytest.raises(CodesTooFast) as caught:
        verify(account, phone, phone.shows(account))

    assert caught.value.until > phone.now
    phone.wait(minutes=2)
    assert verify(account, phone, phone.shows(account)) is False


def test_wrong_codes_stand_in_the_trail_without_the_code(account: Account, phone: Phone, here: SignIn):
    confirmed(account, phone, here)
    phone.wait(minutes=1)

    with pytest.raises(CodeWrong):
        verify(account, phone, "31415926")

    entry = Entry.objects.order_by("number").last()
    assert entry.action == "accounts.second_factor.fail"
    assert "31415926" not in entry.detail.content
    assert HERE.address in entry.detail.content


def test_a_backup_code_signs_in_once(account: Account, phone: Phone, here: SignIn):
    codes = confirmed(account, phone, here)

    assert verify(account, phone, f"{codes[3][:5].upper()}-{codes[3][5:]} ") is True
    assert queries.codes_left(account) == 9

    with pytest.raises(CodeWrong):
        verify(account, phone, codes[3])


def test_the_table_of_backup_codes_gives_none_away(account: Account, phone: Phone, here: SignIn):
    codes = confirmed(account, phone, here)
    stored = list(StaticToken.objects.values_list("token", flat=True))

    assert not set(codes) & set(stored)
    for token in stored[:1]:
        with pytest.raises(CodeWrong):
            verify(account, phone, token)


def test_a_backup_code_of_somebody_else_is_wrong(
    account: Account, phone: Phone, here: SignIn, guard: Post, at: datetime
):
    codes = confirmed(account, phone, here)
    other, _ = services.open_account("E0002", by=guard, at=at)
    confirmed(other, phone, services.begin(other, how=How.PASSWORD, come=HERE, at=at))

    with pytest.raises(CodeWrong):
        verify(other, phone, codes[0])


def test_new_backup_codes_make_the_old_ones_worthless(account: Account, phone: Phone, here: SignIn):
    old = confirmed(account, phone, here)

    new = services.renew_codes(account, code=old[0], at=phone.now, come=HERE)

    assert not set(old) & set(new)
    with pytest.raises(CodeWrong):
        verify(account, phone, old[1])
    phone.wait(seconds=5)
    assert verify(account, phone, new[0]) is True


def test_new_backup_codes_are_for_who_shows_a_code(account: Account, phone: Phone, here: SignIn):
    old = confirmed(account, phone, here)

    with pytest.raises(CodeWrong):
        services.renew_codes(account, code="wrongwrong", at=phone.now, come=HERE)

    phone.wait(seconds=5)
    assert verify(account, phone, old[1]) is True


def test_a_removed_second_factor_leaves_nothing_that_signs_in(account: Account, phone: Phone, here: SignIn):
    codes = confirmed(account, phone, here)

    services.remove_second_factor(account, code=codes[0], sign_in=here, at=phone.now, come=HERE)

    assert not queries.has_second_factor(account)
    here.refresh_from_db()
    assert here.how == How.PASSWORD
    with pytest.raises(NoSecondFactor):
        verify(account, phone, codes[1])


def test_the_security_administrator_clears_a_lost_one_and_signs_its_owner_out(
    account: Account, phone: Phone, here: SignIn, guard: Post
):
    confirmed(account, phone, here)

    services.clear_second_factor(account, by=guard, at=phone.now)

    assert not queries.has_second_factor(account)
    assert StaticToken.objects.count() == 0
    here.refresh_from_db()
    assert here.ending == "reset"


def test_nothing_is_confirmed_that_was_not_begun(account: Account, phone: Phone, here: SignIn):
    with pytest.raises(NoSecondFactor):
        services.confirm_second_factor(account, code="123456", sign_in=here, at=phone.now, come=HERE)


def test_who_needs_one_is_seen_in_the_list(account: Account, guard: Post, at: datetime, city: Any):
    other, _ = services.open_account("E0100", by=None, at=at)

    rows = queries.all_accounts(seen_by=None, at=at, on=at.date(), is_for_all=False)

    assert [(row.account.name, row.needs_second_factor) for row in rows] == [("E0001", False), ("E0100", True)]
