"""
What a token is: `fazhi_PUBLIC_SECRET`. The public part finds the row, the secret one of 256 random bits is compared by its
keyed digest in constant time.
"""

import re
import secrets
from dataclasses import dataclass
from datetime import datetime
from hmac import compare_digest
from typing import TYPE_CHECKING

from django.utils import timezone

from fazhi.surfaces.api import keys
from fazhi.surfaces.api.errors import NotAuthenticated
from fazhi.surfaces.api.models import Token

if TYPE_CHECKING:
    from fazhi.surfaces.api.models import System

_WRITTEN = re.compile(r"fazhi_([0-9a-f]{12})_([A-Za-z0-9_-]{43})")
_NOBODY = "0" * 64


@dataclass(frozen=True)
class Made:
    """A new token; `text` is told once and kept nowhere."""

    public: str
    digest: str
    text: str


def make() -> Made:
    """A token that nobody has yet."""
    public, secret = secrets.token_hex(6), secrets.token_urlsafe(32)
    return Made(public, _digest(public, secret), f"fazhi_{public}_{secret}")


def token_shown(header: str) -> Token:
    """
    The token of an Authorization header, with system, post, office and official; whether it is still good is not asked here.

    Raises NotAuthenticated.
    """
    scheme, _, text = header.partition(" ")
    if scheme.lower() != "bearer":
        raise NotAuthenticated("absent")
    found = _WRITTEN.fullmatch(text.strip())
    if found is None:
        raise NotAuthenticated("malformed")
    public, secret = found.groups()
    rows = Token.objects.select_related("system__post__office", "system__post__official")
    token = rows.filter(public=public).first()
    # Compared all the same where there is none: how long it takes tells nobody which public parts there are.
    is_right = compare_digest(token.digest if token else _NOBODY, _digest(public, secret))
    if token is None or not is_right:
        raise NotAuthenticated("unknown" if token is None else "wrong")
    return token


def why_over(token: Token, *, at: datetime) -> str:
    """Why a token opens nothing any more, "" while it does."""
    system: System = token.system
    if token.revoked_at is not None:
        return "revoked"
    if system.closed_at is not None:
        return "closed"
    if at >= token.expires_at:
        return "expired"
    return "" if system.post.holds_on(timezone.localdate(at)) else "post"


def _digest(public: str, secret: str) -> str:
    return keys.digest("token", public, secret).hex()
