"""
What the security administrator does: entering systems, changing what they may, closing them; issuing and revoking tokens.

Each act is one entry in the trail, never with a token's secret.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from fazhi.kernel.audit import services as audit
from fazhi.kernel.organisations import granting
from fazhi.kernel.organisations.services import require_whole
from fazhi.kernel.organisations.terms import ADMINISTRATORS, Role
from fazhi.surfaces.api import tokens
from fazhi.surfaces.api.errors import (
    ExpiryWrong,
    RightsImpossible,
    RoleImpossible,
    SystemClosed,
    SystemCodeWrong,
    SystemKnown,
    TokenUnknown,
)
from fazhi.surfaces.api.limits import MOST_PER_MINUTE, USUAL_PER_MINUTE
from fazhi.surfaces.api.models import System, Token
from fazhi.surfaces.api.operations import grantable
from fazhi.surfaces.api.permissions import MANAGE
from fazhi.surfaces.api.terms import SYSTEM, TOKEN

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Office, Post

USUAL_DAYS, MOST_DAYS = 365, 730
"""How long a token lasts unless said otherwise, and at the most."""

_CODE = re.compile(r"[A-Z][A-Z0-9-]{1,19}")
_ONE_ENTRY_FOR = timedelta(hours=1)


@dataclass(frozen=True)
class NewToken:
    """A token that was issued; `text` is told once and kept nowhere."""

    token: Token
    text: str


@transaction.atomic
def enter_system(
    code: str,
    name: str,
    *,
    office: "Office",
    role: Role,
    rights: Collection[str],
    by: "Post",
    at: datetime,
    sender: str = "",
    per_minute: int = USUAL_PER_MINUTE,
) -> System:
    """
    Enter another body's system, with a post of its own in `office`: that bounds what it reads and does.

    rights      codes of permissions (`operations.grantable`); no more than its role has
    sender      the body in whose name it hands over disputes, "" for none
    per_minute  calls that one of its tokens may make in a minute, from 1 to `MOST_PER_MINUTE`

    Raises NotPermitted, NotTheWhole, SystemCodeWrong, SystemKnown, OfficialKnown, RoleImpossible, RightsImpossible.
    Source: 个人信息保护法 art. 51 (4).
    """
    require_whole(by, MANAGE)
    if not _CODE.fullmatch(code):
        raise SystemCodeWrong(code)
    if System.objects.filter(code=code).exists():
        raise SystemKnown(code)
    if role in ADMINISTRATORS:
        raise RoleImpossible(code, role)
    given = _require_rights(code, rights, role)
    held = granting.enter_system(code, name, by=by, at=at)
    post = granting.give_post(held, office, role, timezone.localdate(at), by=by, at=at)
    most = min(max(per_minute, 1), MOST_PER_MINUTE)
    system = System(code=code, name=name, post=post, sender=sender, rights=given, per_minute=most, entered_at=at)
    system.save(force_insert=True)
    _enter("enter", system, by, at, {"post": post.code, "sender": sender, "rights": given, "per_minute": most})
    return system


@transaction.atomic
def change_rights(system: System, rights: Collection[str], *, by: "Post", at: datetime) -> System:
    """Give the system these rights instead of those that it had. Raises NotPermitted, NotTheWhole, SystemClosed, RightsImpossible."""
    system = _locked(system, by)
    given = _require_rights(system.code, rights, Role(system.post.role))
    old, system.rights = system.rights, given
    system.save(update_fields=["rights"])
    _enter("change", system, by, at, {"rights": given, "was": old})
    return system


@transaction.atomic
def close_system(system: System, *, by: "Post", at: datetime) -> System:
    """
    Close a system: none of its tokens opens anything from the next call on, and its post ends today.

    Raises NotPermitted, NotTheWhole, SystemClosed.
    """
    system = _locked(system, by)
    system.closed_at = at
    system.save(update_fields=["closed_at"])
    granting.end_post(system.post, last=timezone.localdate(at), by=by, at=at)
    _enter("close", system, by, at, {})
    return system


@transaction.atomic
def issue_token(system: System, *, by: "Post", at: datetime, days: int = USUAL_DAYS) -> NewToken:
    """
    Issue a token that lasts `days`; an earlier one goes on until it is revoked, so that nothing stands still meanwhile.

    Raises NotPermitted, NotTheWhole, SystemClosed, ExpiryWrong.
    """
    system = _locked(system, by)
    if not 1 <= days <= MOST_DAYS:
        today = timezone.localdate(at)
        raise ExpiryWrong(
            system.code,
            today + timedelta(days=max(-MOST_DAYS, min(days, 10 * MOST_DAYS))),
            today + timedelta(days=MOST_DAYS),
        )
    made = tokens.make()
    token = Token(
        system=system, public=made.public, digest=made.digest, issued_at=at, expires_at=at + timedelta(days=days)
    )
    token.save(force_insert=True)
    _enter_token("issue", token, by.code, at, {"expires_at": token.expires_at.isoformat()})
    return NewToken(token, made.text)


@transaction.atomic
def revoke_token(system: System, public: str, *, by: "Post", at: datetime) -> Token:
    """Revoke a token: it opens nothing from the next call on. Raises NotPermitted, NotTheWhole, TokenUnknown."""
    require_whole(by, MANAGE)
    token = Token.objects.select_related("system").filter(system=system, public=public, revoked_at=None).first()
    if token is None or not Token.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=at):
        raise TokenUnknown(system.code, public)
    token.revoked_at = at
    _enter_token("revoke", token, by.code, at, {})
    return token


@transaction.atomic
def tell_abuse(token: Token, why: str, *, at: datetime, address: str) -> None:
    """
    Tell the trail that a right token was used after its end: it may have been stolen. Once an hour, so that nobody fills the
    trail with it.
    """
    recent = Token.objects.filter(pk=token.pk, abused_at__gt=at - _ONE_ENTRY_FOR)
    if recent.exists() or not Token.objects.filter(pk=token.pk).update(abused_at=at):
        return
    _enter_token("abuse", token, token.system.post.code, at, {"why": why}, detail={"address": address})


def _require_rights(code: str, rights: Collection[str], role: Role) -> list[str]:
    known = {right.code for right in grantable(role)}
    wrong = sorted(set(rights) - known)
    if wrong or not rights:
        raise RightsImpossible(code, wrong, role)
    return sorted(set(rights))


def _locked(system: System, by: "Post") -> System:
    """The system as it is now, locked, if `by` may change it. Raises NotPermitted, NotTheWhole, SystemClosed."""
    require_whole(by, MANAGE)
    rows = System.objects.select_related("post__office", "post__official").select_for_update(of=("self",))
    found = rows.get(pk=system.pk)
    if found.closed_at is not None:
        raise SystemClosed(found.code)
    return found


def _enter(act: str, system: System, by: "Post", at: datetime, payload: Mapping[str, Any]) -> None:
    subject, told = (SYSTEM, system.code), {"system": system.code, **payload}
    audit.record(f"{SYSTEM}.{act}", by=by.code, at=at, subject=subject, basis=MANAGE.basis.source, payload=told)


def _enter_token(
    act: str,
    token: Token,
    by: str,
    at: datetime,
    payload: Mapping[str, Any],
    *,
    detail: Mapping[str, Any] | None = None,
) -> None:
    told = {"system": token.system.code, "token": token.public, **payload}
    audit.record(
        f"{TOKEN}.{act}",
        by=by,
        at=at,
        subject=(TOKEN, token.public),
        basis=MANAGE.basis.source,
        payload=told,
        detail=detail,
    )
