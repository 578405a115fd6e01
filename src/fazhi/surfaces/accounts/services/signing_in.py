"""Times of being signed in: begun, looked at with each request, ended; and attempts that failed."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction
from django.db.models import Q

from fazhi.surfaces.accounts import queries, rules
from fazhi.surfaces.accounts.models import Account, SignIn
from fazhi.surfaces.accounts.permissions import LOG, PROTECTION
from fazhi.surfaces.accounts.services.trail import NOBODY, enter
from fazhi.surfaces.accounts.terms import Ending, From, How, Limits, Standing

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post

_SEEN_EVERY = timedelta(minutes=1)
"""A request within it writes nothing; so "idle" is exact to the minute."""


def limits() -> Limits:
    """The limits that this installation sets."""
    return Limits(settings.FAZHI_SESSION_IDLE_MINUTES, settings.FAZHI_SESSION_HOURS, settings.FAZHI_SESSIONS_AT_ONCE)


@transaction.atomic
def begin(account: Account, *, how: How, come: From, at: datetime) -> SignIn:
    """
    Begin a time of being signed in; the oldest ends if there are too many.

    Source: 网络安全法 art. 23(3).
    """
    account = Account.objects.select_for_update(of=("self",)).select_related("official").get(pk=account.pk)
    running = list(SignIn.objects.filter(account=account, ended_at__isnull=True).order_by("-started_at", "-pk"))
    _end_all(running[limits().at_once - 1 :], account, Ending.TOO_MANY, at=at)
    row = SignIn(account=account, how=how, address=come.address, agent=come.agent, started_at=at, seen_at=at)
    row.save(force_insert=True)
    enter("sign_in", account, by=account.official.code, at=at, basis=LOG, payload={"how": how.value}, come=come)
    return row


def standing(number: int | None, account: Account, *, at: datetime) -> Standing:
    """Whether the time of being signed in that a session names still holds; ends it if it is over its limit."""
    row = queries.sign_in_of(account, number)
    if row is None:
        return Standing()
    if row.ended_at is not None:
        return Standing(ending=Ending(row.ending))
    if ending := rules.ending_of(row.started_at, row.seen_at, limits=limits(), at=at):
        end(row, ending=ending, at=at)
        return Standing(ending=ending)
    if at - row.seen_at >= _SEEN_EVERY:
        SignIn.objects.filter(pk=row.pk, ended_at__isnull=True).update(seen_at=at)
    return Standing(sign_in=row)


@transaction.atomic
def end(row: SignIn, *, ending: Ending, at: datetime) -> None:
    """End one time of being signed in; ending it twice is once."""
    account = Account.objects.select_related("official").get(pk=row.account.pk)
    _end_all([row], account, ending, at=at)


@transaction.atomic
def end_others(account: Account, *, keep: SignIn | None, ending: Ending, at: datetime) -> int:
    """End all times of being signed in of an account but one; returns how many."""
    running = SignIn.objects.filter(account=account, ended_at__isnull=True)
    return _end_all([row for row in running if row != keep], account, ending, at=at)


def _end_all(rows: Iterable[SignIn], account: Account, ending: Ending, *, at: datetime) -> int:
    ended = 0
    for row in rows:
        if SignIn.objects.filter(pk=row.pk, ended_at__isnull=True).update(ended_at=at, ending=ending):
            payload = {"sign_in": row.pk, "ending": ending.value}
            enter("sign_out", account, by=account.official.code, at=at, basis=LOG, payload=payload)
            ended += 1
    return ended


@transaction.atomic
def note_failure(name: str, *, has_locked: bool, come: From, at: datetime) -> None:
    """
    Tell the trail of a wrong name or password, and of the lock-out that it brought; the same for names that nobody has.

    Source: 网络安全法 art. 23(2) and (3).
    """
    account = Account.objects.filter(name=name).first()
    enter("sign_in.fail", account, by=NOBODY, at=at, basis=LOG, come=come)
    if has_locked:
        enter("lock_out", account, by=NOBODY, at=at, basis=PROTECTION, come=come)


@transaction.atomic
def clear_expired(*, at: datetime) -> int:
    """End what is over its limit and forget sessions that have expired; returns how many times of being signed in ended."""
    held = limits()
    over = Q(started_at__lte=at - timedelta(hours=held.hours)) | Q(
        seen_at__lte=at - timedelta(minutes=held.idle_minutes)
    )
    rows = SignIn.objects.filter(over, ended_at__isnull=True).select_related("account__official")
    ended = 0
    for row in list(rows):
        why = rules.ending_of(row.started_at, row.seen_at, limits=held, at=at) or Ending.IDLE
        ended += _end_all([row], row.account, why, at=at)
    SessionStore.clear_expired()
    return ended


def demo_account(post: "Post", *, at: datetime) -> Account:
    """The account of one of the cast, opened at the first click; it has no password that opens it."""
    account, made = Account.objects.get_or_create(
        official=post.official,
        defaults={"name": post.official.code, "must_change_password": False, "created_at": at},
    )
    if made:
        account.set_unusable_password()
        account.save(update_fields=["password"])
    return account
