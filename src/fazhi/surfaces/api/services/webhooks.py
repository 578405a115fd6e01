"""
Webhooks: set by a system, removed, and their notices delivered in the order in which they came about.

A receiver that doesn't answer is tried again after a minute, two, four …, at most six hours; ten times, over a day. Meanwhile what
came after it waits: a receiver sees what happened in the order in which it happened. Who gets a notice twice knows it by its id.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from fazhi.kernel.audit import services as audit
from fazhi.surfaces.api import events, keys
from fazhi.surfaces.api.addresses import LookUp, destination, look_up
from fazhi.surfaces.api.errors import WebhookRefused
from fazhi.surfaces.api.models import Delivery, Webhook
from fazhi.surfaces.api.permissions import BE_TOLD
from fazhi.surfaces.api.sending import Send, Sent, send
from fazhi.surfaces.api.signing import EVENT, HEADER, signature
from fazhi.surfaces.api.terms import WEBHOOK
from fazhi.surfaces.jobs import services as jobs
from fazhi.surfaces.wording import sentence

if TYPE_CHECKING:
    from fazhi.surfaces.api.models import System

JOB = "api.deliver"
ATTEMPTS = 10
_FIRST_WAIT, _LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=6)
_AT_ONCE = 50
"""Notices of one run; more wait for the next, so that one system's don't keep the worker from all others' work."""


def set_webhook(system: "System", url: str, wanted: Sequence[str], *, at: datetime) -> tuple[Webhook, str]:
    """
    Send the events `wanted` to `url` from now on; returns the webhook with a new secret, which is told once.

    Notices that wait go to the new address. Raises WebhookRefused.
    """
    unknown = [name for name in wanted if name not in events.names()]
    if unknown or not wanted:
        raise WebhookRefused("events", unknown[0] if unknown else "")
    destination(url, networks=settings.FAZHI_WEBHOOK_NETWORKS)
    return _set(system, url, wanted, at)


@transaction.atomic
def _set(system: "System", url: str, wanted: Sequence[str], at: datetime) -> tuple[Webhook, str]:
    """Apart from looking the name up, which may take seconds: no transaction waits for the network."""
    found = Webhook.objects.select_for_update().filter(system=system).first()
    webhook = found or Webhook(system=system, version=0)
    webhook.url, webhook.events, webhook.set_at, webhook.removed_at = url, sorted(set(wanted)), at, None
    webhook.version += 1
    webhook.save()
    _enter("set", webhook, at, {"url": url, "events": webhook.events, "version": webhook.version})
    return webhook, keys.webhook_secret(webhook.pk, webhook.version)


@transaction.atomic
def remove_webhook(webhook: Webhook, *, at: datetime) -> None:
    """Tell the system nothing any more; what waits is given up."""
    if Webhook.objects.filter(pk=webhook.pk, removed_at=None).update(removed_at=at):
        waiting = Delivery.objects.filter(webhook=webhook, state=Delivery.State.WAITING)
        waiting.update(state=Delivery.State.GIVEN_UP, next_at=None, ended_at=at, told="通知地址已取消")
        _enter("remove", webhook, at, {})


def ask_for_delivery(webhook: Webhook, *, at: datetime, not_before: datetime | None = None) -> None:
    """Have the worker deliver what waits."""
    jobs.enqueue(JOB, by="system", at=at, arguments={"webhook": webhook.pk}, not_before=not_before)


def deliver(webhook_id: int, *, send: Send = send, look_up: LookUp = look_up) -> dict[str, int]:
    """
    Deliver what waits for one webhook, the oldest first, up to the first that is not taken; that one is tried again later.

    Returns how many were delivered, not taken this time, and given up.
    """
    counts = {"delivered": 0, "failed": 0, "given_up": 0}
    for _ in range(_AT_ONCE):
        at = timezone.now()
        first = _first(webhook_id)
        if first is None or first.next_at is None or first.next_at > at:
            return counts
        sent = _send(first, at, send, look_up)
        state = _note(first, sent, at=timezone.now())
        counts[state if state != Delivery.State.WAITING else "failed"] += 1
        if state == Delivery.State.WAITING:
            return counts
    if (left := _first(webhook_id)) is not None:
        ask_for_delivery(left.webhook, at=timezone.now())
    return counts


def _first(webhook_id: int) -> Delivery | None:
    waiting = Delivery.objects.filter(webhook=webhook_id, state=Delivery.State.WAITING)
    return waiting.select_related("webhook__system").order_by("id").first()


def _send(delivery: Delivery, at: datetime, send: Send, look_up: LookUp) -> Sent:
    webhook = delivery.webhook
    if webhook.system.closed_at is not None:
        return Sent(False, "对接系统已停用")
    try:
        to = destination(webhook.url, networks=settings.FAZHI_WEBHOOK_NETWORKS, look_up=look_up)
    except WebhookRefused as error:
        return Sent(False, (sentence(error) or "")[:200])
    signed = signature(delivery.body, keys.webhook_secret(webhook.pk, webhook.version), at=at)
    return send(to, delivery.body, {HEADER: signed, EVENT: str(delivery.event)})


@transaction.atomic
def _note(delivery: Delivery, sent: Sent, *, at: datetime) -> str:
    """How the notice stands after an attempt; one that was given up meanwhile stays so."""
    delivery.attempts += 1
    if sent.is_taken:
        state, next_at = Delivery.State.DELIVERED, None
    elif delivery.attempts >= ATTEMPTS:
        state, next_at = Delivery.State.GIVEN_UP, None
    else:
        state, next_at = Delivery.State.WAITING, at + _wait(delivery.attempts)
    rows = Delivery.objects.filter(pk=delivery.pk, state=Delivery.State.WAITING)
    rows.update(
        attempts=delivery.attempts, state=state, next_at=next_at, ended_at=None if next_at else at, told=sent.told[:200]
    )
    if next_at is not None:
        ask_for_delivery(delivery.webhook, at=at, not_before=next_at)
    return state.value


def _wait(attempts: int) -> timedelta:
    return min(_FIRST_WAIT * 2 ** (attempts - 1), _LONGEST_WAIT)


def _enter(act: str, webhook: Webhook, at: datetime, payload: dict[str, object]) -> None:
    system = webhook.system
    audit.record(
        f"{WEBHOOK}.{act}",
        by=system.post.code,
        at=at,
        subject=(WEBHOOK, str(webhook.pk)),
        basis=BE_TOLD.basis.source,
        payload={"system": system.code, **payload},
        place=audit.Place.API,
    )
