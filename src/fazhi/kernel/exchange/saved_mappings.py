"""Mappings as they are kept (栏目对应表留存): saved in versions, the newest of each sender and kind in use."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from fazhi.kernel.audit import services as audit
from fazhi.kernel.exchange.errors import UnknownKind, UnknownMapping
from fazhi.kernel.exchange.formats import registered
from fazhi.kernel.exchange.mappings import SenderMapping, require_sense
from fazhi.kernel.exchange.models import LedgerMapping

SAVE, SUBJECT = "ledger.mapping", "ledger.mapping"


@transaction.atomic
def save(mapping: SenderMapping, *, by: str, at: datetime) -> SenderMapping:
    """
    Save the mapping as the newest version of its sender and kind; earlier ones stay.

    returns  the mapping with its version and id; the version in use if that says the same, and nothing is written then

    Raises UnknownKind, MappingInvalid.
    """
    formats = {item.code: item for item in registered()}
    if mapping.kind not in formats:
        raise UnknownKind(mapping.kind, formats)
    require_sense(mapping, formats[mapping.kind])
    current = next((item for item in newest(mapping.sender) if item.kind == mapping.kind), None)
    if current is not None and current.content == mapping.content:
        return current
    version = current.version + 1 if current else 1
    kept = LedgerMapping.objects.create(
        format=mapping.kind, sender=mapping.sender, version=version, by=by, created_at=at, **mapping.content
    )
    payload = {"kind": mapping.kind, "version": version, "content": mapping.content}
    audit.record(
        SAVE, by=by, at=at, subject=(SUBJECT, str(kept.pk)), payload=payload, detail={"sender": mapping.sender}
    )
    return _told(kept)


def newest(sender: str | None = None) -> tuple[SenderMapping, ...]:
    """The mapping in use for each sender and kind, or those of one sender; by sender and kind."""
    kept = LedgerMapping.objects.filter(**({"sender": sender} if sender is not None else {}))
    latest = kept.order_by().values("sender", "format").annotate(latest=Max("id")).values("latest")
    return tuple(_told(item) for item in kept.filter(pk__in=latest).order_by("sender", "format"))


def of_sender(sender: str) -> tuple[SenderMapping, ...]:
    """The mappings in use of one sender; raises UnknownMapping if there is none."""
    found = newest(sender)
    if not found:
        raise UnknownMapping(sender, dict.fromkeys(mapping.sender for mapping in newest()))
    return found


def versions() -> Sequence[LedgerMapping]:
    """Every version there ever was, the newest first."""
    return list(LedgerMapping.objects.order_by("-id"))


def _told(kept: LedgerMapping) -> SenderMapping:
    return SenderMapping(
        kind=kept.format,
        sender=kept.sender,
        headings=tuple((heading, column) for heading, column in kept.headings),
        sheet=kept.sheet,
        skip_rows=kept.skip_rows,
        values=kept.values,
        fixed=kept.fixed,
        version=kept.version,
        id=kept.pk,
    )
