"""
Decisions about passwords, sessions, lock-out and second factor: facts in, answer out; the numbers stand here as data.

Source for passwords: NIST SP 800-63B (length, common ones and names refused; no forced change, no classes of characters); the
number 12 is ours, its fourth revision asks for 15 of who has no second factor.
"""

import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from fazhi.kernel.organisations.terms import OfficeKind, Role
from fazhi.surfaces.accounts.terms import AccountState, Ending, Limits

FIRST_PASSWORD_DAYS = 7
FIRST_PASSWORD_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # noqa: S105  what is read aloud without doubt: no 0 1 i l o
FIRST_PASSWORD_GROUPS, FIRST_PASSWORD_GROUP = 4, 4
"""16 of 31 letters: 79 bits."""


@dataclass(frozen=True)
class PasswordPolicy:
    """
    shortest, longest  in characters
    distinct           how many different characters at least
    """

    shortest: int = 12
    longest: int = 128
    distinct: int = 5


POLICY = PasswordPolicy()


def normalised(text: str) -> str:
    """A name as typed without what an input method adds: full-width forms, spaces around, NUL."""
    return unicodedata.normalize("NFKC", text).replace("\0", "").strip()


def password_faults(password: str, *, names: Iterable[str], is_common: bool, is_same: bool) -> tuple[str, ...]:
    """
    What is wrong with a new password: of "short", "long", "common", "name", "monotonous", "same"; empty if nothing.

    names      of the account, its official and the official's name in letters
    is_common  whether the list of common passwords has it
    is_same    whether it is the present one
    """
    policy, plain = POLICY, password.lower()
    judged = {
        "short": len(password) < policy.shortest,
        "long": len(password) > policy.longest,
        "common": is_common,
        "name": any(name in plain for name in _spellings(names)),
        "monotonous": len(set(plain)) < policy.distinct,
        "same": is_same,
    }
    return tuple(fault for fault, found in judged.items() if found)


def _spellings(names: Iterable[str]) -> set[str]:
    """Each name in small letters and without spaces; one Latin letter or two would be found in anything."""
    plain = {name.lower().replace(" ", "") for name in names}
    return {name for name in plain if len(name) >= (3 if name.isascii() else 2)}


def first_password_until(given_at: datetime) -> datetime:
    """When a first password stops to open anything."""
    return given_at + timedelta(days=FIRST_PASSWORD_DAYS)


def state_of(
    *, is_active: bool, must_change_password: bool, first_password_at: datetime | None, at: datetime
) -> AccountState:
    """How an account stands at a moment."""
    if not is_active:
        return AccountState.CLOSED
    if not must_change_password:
        return AccountState.IN_USE
    is_over = first_password_at is None or at >= first_password_until(first_password_at)
    return AccountState.EXPIRED if is_over else AccountState.FIRST_PASSWORD


def ending_of(started_at: datetime, seen_at: datetime, *, limits: Limits, at: datetime) -> Ending | None:
    """Whether a time of being signed in is over at a moment, and by which limit."""
    if at - started_at >= timedelta(hours=limits.hours):
        return Ending.TOO_LONG
    return Ending.IDLE if at - seen_at >= timedelta(minutes=limits.idle_minutes) else None


@dataclass(frozen=True)
class Failures:
    """
    Failed attempts of the last minutes.

    here     under this name from this address
    name     under this name from all addresses
    address  from this address under all names
    """

    here: int
    name: int
    address: int


LOCK_HERE, LOCK_NAME, SUSPECT_ADDRESS, LOCK_SUSPECT = 5, 50, 30, 2
LOCK_MINUTES = 15


def is_locked(failures: Failures) -> bool:
    """
    Whether a name may not be tried any more from an address.

    An address alone is never locked, for a whole office has one: where many names fail, each of them gets fewer attempts.
    """
    allowed = LOCK_SUSPECT if failures.address >= SUSPECT_ADDRESS else LOCK_HERE
    return failures.here >= allowed or failures.name >= LOCK_NAME


@dataclass(frozen=True)
class Holder:
    """Posts of a role, in offices of a kind or, with None, wherever."""

    role: Role
    kind: OfficeKind | None = None


SECOND_FACTOR_FOR = (
    Holder(Role.HEAD, OfficeKind.BUREAU),
    Holder(Role.SYSTEM_ADMINISTRATOR),
    Holder(Role.SECURITY_ADMINISTRATOR),
    Holder(Role.AUDIT_ADMINISTRATOR),
)
"""Who can't do without: whoever decides for all, or could undo what keeps the others apart."""


def needs_second_factor(posts: Collection[tuple[str, str]], *, is_for_all: bool) -> bool:
    """
    Whether a code must be shown beside the password.

    posts       role and kind of office of each post held
    is_for_all  the setting that demands it of everybody
    """
    return is_for_all or any(
        role == holder.role and holder.kind in (None, kind) for role, kind in posts for holder in SECOND_FACTOR_FOR
    )


CODES, CODE_LETTERS, CODE_LENGTH = 10, "23456789abcdefghjkmnpqrstuvwxyz", 10
"""Backup codes: 49 bits each."""

CODE_TRIES, CODE_MINUTES = 5, 5
"""Wrong codes and minutes until the password is asked for again."""


def code_typed(text: str) -> str:
    """A code without what people put between its characters."""
    return "".join(char for char in normalised(text).lower() if char.isalnum())
