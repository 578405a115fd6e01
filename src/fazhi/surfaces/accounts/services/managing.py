"""
What the security administrator does: opening, resetting, closing accounts, clearing a second factor.

`by` is a post, or None for the system account of the console, which opens the first account of all.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from fazhi.kernel.organisations import queries as organisations
from fazhi.kernel.organisations.services import require_whole
from fazhi.kernel.organisations.terms import SYSTEM_PREFIX
from fazhi.surfaces.accounts import queries, rules
from fazhi.surfaces.accounts.errors import (
    AccountClosed,
    AccountOpen,
    HasAccount,
    NameImpossible,
    NameTaken,
    NoSecondFactor,
    OwnAccount,
    UnknownOfficial,
)
from fazhi.surfaces.accounts.locking import unlock
from fazhi.surfaces.accounts.models import Account
from fazhi.surfaces.accounts.permissions import MANAGE
from fazhi.surfaces.accounts.services.passwords import give_first_password
from fazhi.surfaces.accounts.services.second_factor import drop_devices
from fazhi.surfaces.accounts.services.signing_in import end_others
from fazhi.surfaces.accounts.services.trail import enter
from fazhi.surfaces.accounts.terms import Ending, FirstPassword

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post

LONGEST_NAME = 64


@transaction.atomic
def open_account(official: str, *, by: "Post | None", at: datetime, name: str = "") -> tuple[Account, FirstPassword]:
    """
    Open the account of an official, with a first password that is told once.

    official  the 工号
    name      to sign in with, the 工号 if not given
    Raises NotPermitted, NotTheWhole, UnknownOfficial, HasAccount, NameImpossible, NameTaken.
    Source: 个人信息保护法 art. 51(4).
    """
    _require(by)
    found = organisations.officials().filter(code=rules.normalised(official)).first()
    if found is None or found.code.startswith(
        SYSTEM_PREFIX
    ):  # another body's system comes with a token, and never signs in
        raise UnknownOfficial(official)
    if known := Account.objects.filter(official=found).first():
        raise HasAccount(found.code, known.name)
    account = Account(name=_name(name or found.code), official=found, created_at=at)
    first = give_first_password(account, at=at)
    try:
        with transaction.atomic():
            account.save(force_insert=True)
    except IntegrityError:
        raise NameTaken(account.name) from None
    enter("open", account, by=_code(by), at=at, basis=MANAGE.basis, payload={"official": found.code})
    return account, first


@transaction.atomic
def reset_password(account: Account, *, by: "Post | None", at: datetime) -> FirstPassword:
    """
    Give an account a new first password; whoever is signed in with it is so no more, and its name is unlocked.

    Raises NotPermitted, NotTheWhole, AccountClosed.
    """
    account = _locked(account, by)
    _require_open(account)
    first = give_first_password(account, at=at)
    account.save(update_fields=["password", "must_change_password", "first_password_at", "password_changed_at"])
    end_others(account, keep=None, ending=Ending.RESET, at=at)
    unlock(account.name)
    enter("reset", account, by=_code(by), at=at, basis=MANAGE.basis)
    return first


@transaction.atomic
def close_account(account: Account, *, by: "Post | None", at: datetime) -> Account:
    """
    Close an account: it opens nothing from the next request on.

    Raises NotPermitted, NotTheWhole, OwnAccount, AccountClosed.
    """
    account = _locked(account, by)
    _require_open(account)
    if by is not None and by.official_id == account.official_id:
        raise OwnAccount(account.name)
    account.is_active = False
    account.save(update_fields=["is_active"])
    end_others(account, keep=None, ending=Ending.CLOSED, at=at)
    enter("close", account, by=_code(by), at=at, basis=MANAGE.basis)
    return account


@transaction.atomic
def reopen_account(account: Account, *, by: "Post | None", at: datetime) -> FirstPassword:
    """
    Reopen a closed account, with a new first password: nobody signs in with what was known before.

    Raises NotPermitted, NotTheWhole, AccountOpen.
    """
    account = _locked(account, by)
    if account.is_active:
        raise AccountOpen(account.name)
    account.is_active = True
    first = give_first_password(account, at=at)
    account.save()
    unlock(account.name)
    enter("reopen", account, by=_code(by), at=at, basis=MANAGE.basis)
    return first


@transaction.atomic
def clear_second_factor(account: Account, *, by: "Post | None", at: datetime) -> None:
    """
    Take away the second factor of somebody who lost it; a post that asks for one asks for a new one at once.

    Raises NotPermitted, NotTheWhole, OwnAccount, NoSecondFactor.
    """
    account = _locked(account, by)
    if by is not None and by.official_id == account.official_id:
        raise OwnAccount(account.name)
    if not queries.has_second_factor(account):
        raise NoSecondFactor(account.name)
    drop_devices(account)
    end_others(account, keep=None, ending=Ending.RESET, at=at)
    enter("second_factor.clear", account, by=_code(by), at=at, basis=MANAGE.basis)


def _require(by: "Post | None") -> None:
    if by is not None:
        require_whole(by, MANAGE)


def _locked(account: Account, by: "Post | None") -> Account:
    _require(by)
    return Account.objects.select_for_update(of=("self",)).select_related("official").get(pk=account.pk)


def _require_open(account: Account) -> None:
    if not account.is_active:
        raise AccountClosed(account.name)


def _code(by: "Post | None") -> str:
    return by.code if by is not None else "system"


def _name(typed: str) -> str:
    name = rules.normalised(typed)
    if not name or len(name) > LONGEST_NAME or any(char.isspace() for char in name):
        raise NameImpossible(typed, LONGEST_NAME)
    return name
