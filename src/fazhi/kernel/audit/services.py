"""Acts on the trail: record, read, erase, anchor, export, verify."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Any

from fazhi.kernel.audit import verification
from fazhi.kernel.audit.anchoring import anchor, anchor_daily, anchor_now
from fazhi.kernel.audit.drafts import EntryDraft
from fazhi.kernel.audit.erasing import erase, erase_about
from fazhi.kernel.audit.errors import HeadBroken
from fazhi.kernel.audit.exporting import export
from fazhi.kernel.audit.findings import Verification
from fazhi.kernel.audit.key import create_key, read_key, write_once
from fazhi.kernel.audit.models import Entry, Place
from fazhi.kernel.audit.places import done_at, told
from fazhi.kernel.audit.reads import flush_reads, note_read
from fazhi.kernel.audit.recording import write

__all__ = [
    "EntryDraft",
    "Place",
    "anchor",
    "anchor_daily",
    "anchor_now",
    "create_key",
    "done_at",
    "erase",
    "erase_about",
    "export",
    "flush_reads",
    "note_read",
    "record",
    "record_many",
    "verify",
    "write_once",
]


def record(
    action: str,
    *,
    by: str,
    at: datetime,
    subject: tuple[str, str] | None = None,
    basis: str = "",
    payload: Mapping[str, Any] | None = None,
    detail: Mapping[str, Any] | None = None,
    place: str = "console",
    occurred_at: datetime | None = None,
) -> Entry:
    """
    Add one entry to the trail, in the transaction of the act that it tells; the arguments are those of `EntryDraft`.

    Writers wait for each other at the head until the transaction ends, so record late in it.
    Raises OutsideTransaction, KeyMissing, HeadBroken.
    """
    draft = EntryDraft(action, by, at, subject or ("", ""), basis, payload, detail, told(place), occurred_at)
    (entry,) = write([draft])
    return entry


def record_many(entries: Sequence[EntryDraft]) -> list[Entry]:
    """
    Add one entry for each act of a bulk, in order, in the transaction that does them all; none if there are none.

    The same guarantees as `record`: every entry its own number, every number its own step of the head.
    Raises OutsideTransaction, KeyMissing, HeadBroken.
    """
    return write([replace(entry, place=told(entry.place)) for entry in entries])


def verify(*, at: datetime) -> Verification:
    """
    Check the whole trail: chain, count, head, anchors, details, reads. Pending reads are chained first.

    Raises KeyMissing. Writers may go on meanwhile; what they add after the start is left to the next check.
    """
    key = read_key()
    with suppress(HeadBroken):  # the check names the broken head; the reads stay pending
        flush_reads(at=at)
    return verification.check(key)
