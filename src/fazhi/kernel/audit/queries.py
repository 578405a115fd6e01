"""Questions to the trail; they change nothing."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from fazhi.kernel.audit.chain import GENESIS
from fazhi.kernel.audit.models import Detail, Entry, Head
from fazhi.kernel.audit.triggers import TRIGGERS


@dataclass(frozen=True)
class HeadState:
    """How long the trail is and the MAC of its latest entry, as printed on the freeze sheet."""

    entries: int
    mac: str


def head_state() -> HeadState:
    """The head as it is now; 0 entries and 64 zeros before the first."""
    head = Head.objects.filter(pk=1).first()
    return HeadState(head.count, head.latest_mac) if head else HeadState(0, GENESIS)


def latest_recorded_at() -> datetime | None:
    """When the latest entry was recorded; None before the first."""
    return Entry.objects.order_by("-number").values_list("recorded_at", flat=True).first()


def entries_about(kind: str, identifier: str) -> QuerySet[Entry]:
    """Everything done to one subject, in order."""
    return Entry.objects.filter(subject_kind=kind, subject_id=identifier).order_by("number")


def entries_about_any(kind: str, identifiers: Collection[str]) -> QuerySet[Entry]:
    """Everything done to some subjects of one kind, in order."""
    return Entry.objects.filter(subject_kind=kind, subject_id__in=identifiers).order_by("number")


def detailed_entries_about(kind: str, identifier: str) -> tuple[tuple[Entry, dict[str, Any]], ...]:
    """Everything done to one subject, in order, with its erasable part; empty where there is none, or it was erased."""
    found = entries_about(kind, identifier).select_related("detail")
    return tuple((entry, _detail(entry)) for entry in found)


def _detail(entry: Entry) -> dict[str, Any]:
    try:
        content: dict[str, Any] = json.loads(entry.detail.content)
    except Detail.DoesNotExist:
        return {}
    return content


def latest_entry_about(kind: str, identifier: str) -> Entry | None:
    """The latest thing done to one subject; read from the end of an index, however long its history is."""
    return entries_about(kind, identifier).order_by("subject_kind", "subject_id", "-number").first()


def entries_of(action: str) -> QuerySet[Entry]:
    """All acts of one kind, in order."""
    return Entry.objects.filter(action=action).order_by("number")


def has_trail() -> bool:
    """Whether the database has the trail's tables."""
    return Entry._meta.db_table in connection.introspection.table_names()


def missing_triggers() -> tuple[str, ...]:
    """Names of the trail's triggers that the database does not have; without them anyone's slip can change it."""
    query = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query)
        present = {row[0] for row in cursor.fetchall()}
    return tuple(item.name for item in TRIGGERS if item.name not in present)
