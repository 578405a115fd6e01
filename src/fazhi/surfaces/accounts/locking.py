"""
Lock-out after failed attempts: django-axes counts them, `rules.is_locked` decides.

Attempts are counted for every name alike, whether an account has it or not, so that being locked tells nothing.
"""

import ipaddress
from datetime import timedelta

from axes.handlers.database import AxesDatabaseHandler
from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_client_username
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.signals import user_login_failed
from django.db.models import Q, Sum
from django.http import HttpRequest
from django.utils import timezone

from fazhi.surfaces.accounts.rules import LOCK_HERE, LOCK_MINUTES, Failures, is_locked
from fazhi.surfaces.accounts.terms import From


class Locking(AxesDatabaseHandler):
    """The handler of django-axes with our rule for when a name is locked; named in the settings."""

    def get_failures(self, request: HttpRequest, credentials: dict[str, str] | None = None) -> int:
        """Failures under this name from this address; the limit and no less where another rule locks."""
        failures = self._recent(request, get_client_username(request, credentials))
        return max(failures.here, LOCK_HERE) if is_locked(failures) else min(failures.here, LOCK_HERE - 1)

    def _recent(self, request: HttpRequest, name: str | None) -> Failures:
        address = address_of(request) or None
        since = timezone.now() - cool_off(request)
        here, named = Q(username=name, ip_address=address), Q(username=name)
        of = AccessAttempt.objects.filter(named | Q(ip_address=address), attempt_time__gte=since).aggregate(
            here=Sum("failures_since_start", filter=here),
            name=Sum("failures_since_start", filter=named),
            address=Sum("failures_since_start", filter=Q(ip_address=address)),
        )
        return Failures(of["here"] or 0, of["name"] or 0, of["address"] or 0)


def limit(request: HttpRequest, credentials: dict[str, str]) -> int:
    """Failures that lock, for django-axes; what else locks is counted up to it."""
    return LOCK_HERE


def cool_off(request: HttpRequest) -> timedelta:
    """How long failures count, for django-axes."""
    return timedelta(minutes=LOCK_MINUTES)


def address_of(request: HttpRequest) -> str:
    """
    The network address that a request comes from, "" if it has none.

    Behind a proxy it is what the proxy writes into the header that the settings name; no other header counts, for anybody
    can send one. Of a list the last entry counts: the one that our own proxy added.
    """
    header = settings.FAZHI_PROXY_HEADER
    told = request.META.get(f"HTTP_{header.upper().replace('-', '_')}", "") if header else ""
    for candidate in (told.rpartition(",")[2].strip(), request.META.get("REMOTE_ADDR", "")):
        try:
            return str(ipaddress.ip_address(candidate))
        except ValueError:
            continue
    return ""


def where_from(request: HttpRequest) -> From:
    """Where a request comes from, for the log."""
    return From(address_of(request), request.META.get("HTTP_USER_AGENT", "")[:200])


def has_just_locked(request: HttpRequest) -> bool:
    """After a failed attempt: whether it is the one that locked the name. Attempts on a locked name change nothing."""
    return is_locked_out(request) and request.axes_failures_since_start is not None  # type: ignore[attr-defined]


def is_locked_out(request: HttpRequest) -> bool:
    """After a failed attempt: whether the name is locked for this address."""
    return bool(getattr(request, "axes_locked_out", False))


def may_try(request: HttpRequest, name: str) -> bool:
    """Whether a password is looked at under this name, where it is asked for again."""
    return bool(AxesProxyHandler.is_allowed(request, {"username": name}))


def count_failure(request: HttpRequest, name: str) -> None:
    """Count a password that was wrong where it is asked for again."""
    user_login_failed.send(sender=__name__, credentials={"username": name}, request=request)


def unlock(name: str) -> None:
    """Let a name be tried again from everywhere."""
    AxesProxyHandler.reset_attempts(username=name)
