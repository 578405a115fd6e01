"""Questions about accounts: who has one, how it stands, who is signed in."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Max, Q
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from fazhi.kernel.organisations import queries as organisations
from fazhi.surfaces.accounts import rules
from fazhi.surfaces.accounts.errors import UnknownAccount
from fazhi.surfaces.accounts.models import Account, SignIn
from fazhi.surfaces.accounts.terms import AccountState

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Official, Post

PAGE, FOUND = 50, 20
"""Accounts on one page of the list; officials that a search shows."""


@dataclass(frozen=True)
class AccountRow:
    """
    An account as the list shows it.

    posts              those held on the day, the highest office first
    has_second_factor  and whether a post asks for one
    latest_at          when it was signed in with for the last time
    """

    account: Account
    state: AccountState
    posts: "tuple[Post, ...]"
    has_second_factor: bool
    needs_second_factor: bool
    latest_at: datetime | None


@dataclass(frozen=True)
class AccountPage:
    """Some accounts in the order of their names, and the name after which the next page begins, "" at the end."""

    rows: tuple[AccountRow, ...]
    after: str


def account_named(name: str) -> Account:
    """The account that signs in with `name`, with its official. Raises UnknownAccount."""
    account = Account.objects.select_related("official").filter(name=rules.normalised(name)).first()
    if account is None:
        raise UnknownAccount(name)
    return account


def account_with(key: int) -> Account | None:
    """The account of that id, with its official."""
    return Account.objects.select_related("official").filter(pk=key).first()


def account_of_official(official_id: int) -> Account | None:
    """The account of an official, None before one is opened."""
    return Account.objects.filter(official=official_id).first()


def page_of_accounts(
    asked: str = "", *, after: str = "", seen_by: "Post | None", at: datetime, on: date, is_for_all: bool
) -> AccountPage:
    """
    One page of accounts.

    asked       a part of the official's name, or the beginning of 工号 or of the name to sign in with; "" for all
    after       the name after which the page begins
    seen_by     whose scope bounds the posts that are told
    is_for_all  the setting that demands a second factor of everybody
    """
    accounts = Account.objects.select_related("official").filter(_asked(asked), name__gt=after).order_by("name")
    found = list(accounts[: PAGE + 1])
    rows = rows_of(found[:PAGE], seen_by=seen_by, at=at, on=on, is_for_all=is_for_all)
    return AccountPage(rows, found[PAGE - 1].name if len(found) > PAGE else "")


def all_accounts(*, seen_by: "Post | None", at: datetime, on: date, is_for_all: bool) -> tuple[AccountRow, ...]:
    """Every account, by name."""
    accounts = list(Account.objects.select_related("official").order_by("name"))
    return rows_of(accounts, seen_by=seen_by, at=at, on=on, is_for_all=is_for_all)


def rows_of(
    accounts: Collection[Account], *, seen_by: "Post | None", at: datetime, on: date, is_for_all: bool
) -> tuple[AccountRow, ...]:
    """How these accounts stand; three queries however many they are."""
    posts = organisations.posts_of({account.official_id for account in accounts}, on=on, seen_by=seen_by)
    keys = [account.pk for account in accounts]
    with_device = set(TOTPDevice.objects.filter(user__in=keys, confirmed=True).values_list("user_id", flat=True))
    times = SignIn.objects.filter(account__in=keys).values_list("account").annotate(Max("started_at"))
    latest = dict(times.order_by())
    return tuple(
        AccountRow(
            account,
            state_of(account, at=at),
            posts.get(account.official_id, ()),
            account.pk in with_device,
            asks_second_factor(posts.get(account.official_id, ()), is_for_all=is_for_all),
            latest.get(account.pk),
        )
        for account in accounts
    )


def officials_without_account(
    asked: str, *, seen_by: "Post | None", on: date
) -> "tuple[tuple[Official, tuple[Post, ...]], ...]":
    """The first officials, by 工号, that a few characters may mean and who have no account; each with the posts held."""
    known = Account.objects.values("official_id")
    named = Q(name__contains=asked) | Q(code__startswith=asked)
    found = tuple(organisations.officials().filter(named).exclude(pk__in=known)[:FOUND])
    posts = organisations.posts_of({official.pk for official in found}, on=on, seen_by=seen_by)
    return tuple((official, posts.get(official.pk, ())) for official in found)


def _asked(text: str) -> Q:
    if not text:
        return Q()
    return Q(official__name__contains=text) | Q(official__code__startswith=text) | Q(name__startswith=text)


def state_of(account: Account, *, at: datetime) -> AccountState:
    """How an account stands at a moment."""
    return rules.state_of(
        is_active=account.is_active,
        must_change_password=account.must_change_password,
        first_password_at=account.first_password_at,
        at=at,
    )


def asks_second_factor(posts: "Collection[Post]", *, is_for_all: bool) -> bool:
    """Whether one of these posts, with their offices, can't be held without a second factor."""
    return rules.needs_second_factor([(post.role, post.office.kind) for post in posts], is_for_all=is_for_all)


def device(account: Account) -> TOTPDevice | None:
    """The authenticator in force."""
    return TOTPDevice.objects.filter(user=account, confirmed=True).first()


def pending_device(account: Account) -> TOTPDevice | None:
    """An authenticator that was begun, and of which no code was seen yet."""
    return TOTPDevice.objects.filter(user=account, confirmed=False).first()


def has_second_factor(account: Account) -> bool:
    """Whether signing in takes a code."""
    return TOTPDevice.objects.filter(user=account, confirmed=True).exists()


def codes_left(account: Account) -> int:
    """How many backup codes are still good."""
    return StaticToken.objects.filter(device__user=account).count()


def running(account: Account) -> tuple[SignIn, ...]:
    """Times of being signed in that hold, the latest first; those that nobody has looked at since they expired too."""
    return tuple(SignIn.objects.filter(account=account, ended_at__isnull=True).order_by("-seen_at", "-pk"))


def past(account: Account, *, limit: int = 10) -> tuple[SignIn, ...]:
    """The latest times of being signed in that have ended."""
    return tuple(SignIn.objects.filter(account=account, ended_at__isnull=False).order_by("-started_at", "-pk")[:limit])


def sign_in_of(account: Account, number: int | None) -> SignIn | None:
    """A time of being signed in by its number, whether or not it has ended; None if it is another account's."""
    return SignIn.objects.filter(account=account, pk=number).first() if number is not None else None


def running_one(account: Account, number: int | None) -> SignIn | None:
    """The same, None too if it has ended."""
    row = sign_in_of(account, number)
    return row if row is not None and row.ended_at is None else None
