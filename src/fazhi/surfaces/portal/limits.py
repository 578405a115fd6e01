"""How often a visitor may do something: counted in the database, so that all processes count together."""

import ipaddress
from datetime import UTC, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F
from django.http import HttpRequest

from fazhi.surfaces.portal import keys
from fazhi.surfaces.portal.errors import TooOften
from fazhi.surfaces.portal.models import Tally
from fazhi.surfaces.portal.site import site

EVERYBODY = ""


def visitor(request: HttpRequest) -> str:
    """Who asks, as far as an address tells: behind our own proxies the one that the outermost of them saw."""
    address = request.META.get("REMOTE_ADDR", "")
    if hops := site().proxies:
        named = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
        address = named[-hops] if len(named) >= hops else address
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address[:64]
    if parsed.version == 6:
        return str(ipaddress.ip_network((parsed, 64), strict=False))  # one household has a whole /64
    return str(parsed)


def spend(name: str, who: str, *, at: datetime) -> None:
    """Count one use of the limit `name` by `who`. Raises TooOften when it is used up."""
    limit = site().limits[name]
    until, key = _until(limit.minutes, at), _digested(name, who)
    rows = Tally.objects.filter(limit=name, key=key, until_at=until)
    if rows.filter(count__lt=limit.times).update(count=F("count") + 1):
        return
    try:
        with transaction.atomic():
            Tally.objects.create(limit=name, key=key, until_at=until, count=1)
    except IntegrityError:  # it is there: used up, or another request made it meanwhile
        if not rows.filter(count__lt=limit.times).update(count=F("count") + 1):
            raise TooOften(name, limit.minutes, until) from None
    else:
        Tally.objects.filter(until_at__lt=at - timedelta(days=1)).delete()


def give_back(name: str, who: str, *, at: datetime) -> None:
    """Take one use back, as of a code that was right."""
    limit = site().limits[name]
    rows = Tally.objects.filter(limit=name, key=_digested(name, who), until_at=_until(limit.minutes, at), count__gt=0)
    rows.update(count=F("count") - 1)


def _digested(name: str, who: str) -> str:
    return keys.digest("tally", name, who).hex()[:32]


def _until(minutes: int, at: datetime) -> datetime:
    """The end of the stretch that `at` lies in; stretches follow each other since 1970."""
    length = minutes * 60
    return datetime.fromtimestamp((int(at.timestamp()) // length + 1) * length, UTC)
