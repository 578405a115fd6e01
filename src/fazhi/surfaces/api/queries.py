"""Questions about systems, for who administers them."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from fazhi.surfaces.api.errors import SystemUnknown
from fazhi.surfaces.api.models import Delivery, System, Token, Webhook

SHOWN = 50
"""Tokens and notices of one page."""


@dataclass(frozen=True)
class Standing:
    """A system and what belongs to it: tokens and notices, the newest first; `webhook` None where none is set."""

    system: System
    tokens: tuple[Token, ...]
    webhook: Webhook | None
    deliveries: tuple[Delivery, ...]


@dataclass(frozen=True)
class Listed:
    """A system of the list; `used_at` is when one of its tokens was used last, None if none was."""

    system: System
    used_at: datetime | None


def systems() -> tuple[Listed, ...]:
    """All of them by code, the closed ones last."""
    latest = dict(Token.objects.values_list("system").annotate(Max("used_at")))
    rows = System.objects.select_related("post__office", "post__official").order_by("code")
    found = [Listed(each, latest.get(each.pk)) for each in rows]
    return tuple(sorted(found, key=lambda each: each.system.closed_at is not None))


def system_named(code: str) -> System:
    """Raises SystemUnknown."""
    found = System.objects.select_related("post__office", "post__official").filter(code=code).first()
    if found is None:
        raise SystemUnknown(code[:40])
    return found


def standing(system: System, *, before: int | None = None) -> Standing:
    """
    One system with what belongs to it.

    before  number of a notice: only earlier ones
    """
    deliveries = Delivery.objects.filter(webhook__system=system)
    if before is not None:
        deliveries = deliveries.filter(pk__lt=before)
    return Standing(
        system,
        tuple(Token.objects.filter(system=system).order_by("-id")[:SHOWN]),
        Webhook.objects.filter(system=system, removed_at=None).first(),
        tuple(deliveries.order_by("-id")[:SHOWN]),
    )
