"""
What systems are told of (事件): a line says which acts on which matters, and what a notice says; never personal data.

A notice is written in the transaction of its act, so there is one for each act that happened and none for one that didn't.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from uuid_utils.compat import uuid7

from fazhi.kernel.procedures.registry import procedure_of
from fazhi.surfaces.api.models import Delivery, System, Webhook

if TYPE_CHECKING:
    from fazhi.kernel.procedures.models import Matter


@dataclass(frozen=True)
class EventKind:
    """
    Events of one kind of matter.

    name    as "referral"; an event is called `name.act`
    acts    act → its official word
    covers  whether a procedure's matters are of this kind, by its name
    admits  whether a system may be told of a matter that its post sees
    tells   what a notice says of the matter
    """

    name: str
    acts: Mapping[str, str]
    covers: Callable[[str], bool]
    admits: Callable[[System, "Matter"], bool]
    tells: Callable[["Matter"], dict[str, Any]]


_kinds: dict[str, EventKind] = {}


def register(*kinds: EventKind) -> None:
    """Make kinds known; called from the line's `apps.py`."""
    _kinds.update({kind.name: kind for kind in kinds})


def names() -> dict[str, str]:
    """Every event that a system may be told of → its official word."""
    return {f"{kind.name}.{act}": title for kind in _kinds.values() for act, title in kind.acts.items()}


def watch(matter: "Matter", act: str, at: datetime) -> None:
    """Write the notices of an act on a matter, for each system that wants them and may have them, and ask for their delivery."""
    procedure = procedure_of(matter).name
    for kind in _kinds.values():
        if act in kind.acts and kind.covers(procedure):
            _write(kind, matter, act, at)


def _write(kind: EventKind, matter: "Matter", act: str, at: datetime) -> None:
    from fazhi.surfaces.api.services.webhooks import ask_for_delivery

    name, event = f"{kind.name}.{act}", uuid7()
    for webhook in _wanting(name, matter):
        if kind.admits(webhook.system, matter):
            body = {"id": str(event), "event": name, "at": at.isoformat(), kind.name: kind.tells(matter)}
            text = json.dumps(body, ensure_ascii=False, sort_keys=True)
            Delivery.objects.create(webhook=webhook, event=event, kind=name, body=text, made_at=at, next_at=at)
            ask_for_delivery(webhook, at=at)


def _wanting(name: str, matter: "Matter") -> list[Webhook]:
    """Webhooks of the systems whose posts see the matter, and that want the event."""
    left = matter.office.left
    rows = Webhook.objects.filter(removed_at=None, system__closed_at=None).select_related("system")
    seeing = rows.filter(system__post__office__left__lte=left, system__post__office__right__gte=left)
    return [webhook for webhook in seeing.order_by("pk") if name in webhook.events]
