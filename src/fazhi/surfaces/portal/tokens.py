"""
What a page hands to the browser and takes back: when a form was opened, and for a while which receipt is open.

Everything is signed (django.core.signing), nothing of it is kept here; the browser's own secrets stay in its own cookies.
"""

import secrets
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from fazhi.surfaces.portal.errors import FormStale, FormTooFast

FIELD = "form"
HONEYPOT = "website"
"""A field that people don't see and programs fill."""

LEAST_SECONDS = 3
MOST_SECONDS = 6 * 60 * 60
OPEN_SECONDS = 20 * 60
"""How long a receipt stays open after number and code were given."""

_FORM, _OPEN, _SLIP = "fazhi.portal.form", "fazhi.portal.open", "fazhi.portal.slip"
_OPEN_COOKIE, _SLIP_COOKIE = "following", "slip"


def form_token() -> str:
    """A token for a form that is being opened: random, dated, signed."""
    return signing.TimestampSigner(salt=_FORM).sign(secrets.token_urlsafe(18))


def require_form(request: HttpRequest, *, least: int = LEAST_SECONDS) -> str:
    """
    The random part of the form's token, once nothing speaks against a person having filled it.

    Raises FormStale, FormTooFast; a filled honeypot counts as too fast.
    """
    signer = signing.TimestampSigner(salt=_FORM)
    sent = request.POST.get(FIELD, "")
    try:
        token = signer.unsign(sent, max_age=MOST_SECONDS)
    except signing.BadSignature as error:
        raise FormStale from error
    if request.POST.get(HONEYPOT) or not _is_older(signer, sent, least):
        raise FormTooFast(least)
    return token


def _is_older(signer: signing.TimestampSigner, sent: str, seconds: int) -> bool:
    try:
        signer.unsign(sent, max_age=seconds)
    except signing.SignatureExpired:
        return True
    return seconds == 0


def remember_open(response: HttpResponse, request: HttpRequest, receipt: int, path: str) -> None:
    """Let this browser go on with a receipt for a while, below `path` only."""
    _set(response, request, _OPEN_COOKIE, str(receipt), salt=_OPEN, seconds=OPEN_SECONDS, path=path)


def open_receipt(request: HttpRequest) -> int | None:
    """Which receipt this browser has open; None if none, or not any more."""
    found = request.get_signed_cookie(_named(_OPEN_COOKIE), default=None, salt=_OPEN, max_age=OPEN_SECONDS)
    return int(found) if found else None


def forget_open(response: HttpResponse, path: str) -> None:
    response.delete_cookie(_named(_OPEN_COOKIE), path=path, samesite="Strict")


def remember_slip(response: HttpResponse, request: HttpRequest, number: str, code: str, path: str) -> None:
    """Let this browser show a slip for a while: the code stands in its own cookie and nowhere of ours."""
    _set(response, request, _SLIP_COOKIE, f"{number}/{code}", salt=_SLIP, seconds=OPEN_SECONDS, path=path)


def slip(request: HttpRequest) -> tuple[str, str] | None:
    """Number and code of the slip that this browser may show."""
    found = request.get_signed_cookie(_named(_SLIP_COOKIE), default=None, salt=_SLIP, max_age=OPEN_SECONDS)
    number, _, code = (found or "").partition("/")
    return (number, code) if code else None


def forget_slip(response: HttpResponse, path: str) -> None:
    response.delete_cookie(_named(_SLIP_COOKIE), path=path, samesite="Strict")


def _set(
    response: HttpResponse, request: HttpRequest, name: str, value: str, *, salt: str, seconds: int, path: str
) -> None:
    options: dict[str, Any] = {
        "httponly": True,
        "samesite": "Strict",
        "secure": request.is_secure() or settings.SESSION_COOKIE_SECURE,
    }
    response.set_signed_cookie(_named(name), value, salt=salt, max_age=seconds, path=path, **options)


def _named(name: str) -> str:
    """Under a name that begins so, browsers take a cookie through TLS only."""
    return f"__Secure-{name}" if settings.SESSION_COOKIE_SECURE else name
