"""Passwords: the first one, handed over by the security administrator, and the official's own."""

import secrets
from datetime import datetime

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.db import transaction

from fazhi.surfaces.accounts import rules
from fazhi.surfaces.accounts.errors import PasswordRefused, PasswordsDiffer, PasswordWrong
from fazhi.surfaces.accounts.models import Account, SignIn
from fazhi.surfaces.accounts.permissions import PROTECTION
from fazhi.surfaces.accounts.services.signing_in import end_others
from fazhi.surfaces.accounts.services.trail import enter
from fazhi.surfaces.accounts.terms import Ending, FirstPassword


@transaction.atomic
def change_password(
    account: Account, *, present: str, new: str, again: str, sign_in: SignIn | None, at: datetime
) -> Account:
    """
    The official's own act: a password that nobody else knows. Other times of being signed in end.

    sign_in  the one that goes on
    Raises PasswordWrong, PasswordsDiffer, PasswordRefused.
    Source: 网络安全法 art. 23(2).
    """
    account = Account.objects.select_for_update(of=("self",)).select_related("official").get(pk=account.pk)
    if not account.check_password(present):
        raise PasswordWrong(account.name)
    if new != again:
        raise PasswordsDiffer
    if faults := _faults(account, new):
        raise PasswordRefused(faults)
    account.set_password(new)
    account.must_change_password, account.first_password_at, account.password_changed_at = False, None, at
    account.save(update_fields=["password", "must_change_password", "first_password_at", "password_changed_at"])
    end_others(account, keep=sign_in, ending=Ending.PASSWORD, at=at)
    enter("password.change", account, by=account.official.code, at=at, basis=PROTECTION)
    return account


def _faults(account: Account, new: str) -> tuple[str, ...]:
    official = account.official
    return rules.password_faults(
        new,
        names=(account.name, official.code, official.name, official.name_pinyin),
        is_common=_is_common(new),
        is_same=account.check_password(new),
    )


def _is_common(password: str) -> bool:
    """Whether Django's list of 20,000 leaked passwords has it."""
    try:
        CommonPasswordValidator().validate(password)
    except ValidationError:
        return True
    return False


def give_first_password(account: Account, *, at: datetime) -> FirstPassword:
    """Set a password by chance, to be changed at the first signing in; the caller saves the account."""
    groups = (
        "".join(secrets.choice(rules.FIRST_PASSWORD_LETTERS) for _ in range(rules.FIRST_PASSWORD_GROUP))
        for _ in range(rules.FIRST_PASSWORD_GROUPS)
    )
    text = "-".join(groups)
    account.set_password(text)
    account.must_change_password, account.first_password_at, account.password_changed_at = True, at, None
    return FirstPassword(text, rules.first_password_until(at))
