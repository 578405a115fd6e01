"""Acts on the trail: record, read, erase, anchor, verify."""

import secrets
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from fazhi.kernel.audit import verification
from fazhi.kernel.audit.anchors import Anchor, append
from fazhi.kernel.audit.canonical import canonical, digest, moment
from fazhi.kernel.audit.chain import GENESIS, detail_digest, entry_mac, head_mac
from fazhi.kernel.audit.errors import DetailAbsent, HeadBroken, OutsideTransaction
from fazhi.kernel.audit.findings import Verification
from fazhi.kernel.audit.key import create_key, read_key
from fazhi.kernel.audit.models import Detail, Entry, Head, Read
from fazhi.kernel.audit.terms import ERASE, READS, READS_PER_ENTRY, SUBJECT

__all__ = ["anchor", "create_key", "erase", "flush_reads", "note_read", "record", "verify"]


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
    Add one entry to the trail, in the transaction of the act that it tells.

    action       code of the act, as "ledger.import"
    by           code of who acts, as "E0001@XM-SM:clerk", or "system"
    at           aware moment of recording; `occurred_at` is that of the act, the same if not given
    subject      kind and id of what it is done to, as ("mediation.matter", "0192…")
    basis        code of the citation that allows it
    payload      kept as a digest only; no personal data, which a digest without salt could give away
    detail       kept beside the chain, erasable; old values and personal data belong here
    place        "console", "desk" or "system"

    Writers wait for each other at the head until the transaction ends, so record late in it.
    Raises OutsideTransaction, KeyMissing, HeadBroken.
    """
    if not connection.in_atomic_block:
        raise OutsideTransaction(action)
    key = read_key()
    head = _lock_head(key)
    salt, content = (secrets.token_hex(32), canonical(detail).decode()) if detail else ("", "")
    kind, identifier = subject or ("", "")
    entry = Entry(
        number=head.count + 1,
        occurred_at=occurred_at or at,
        recorded_at=at,
        actor=by,
        place=place,
        action=action,
        subject_kind=kind,
        subject_id=identifier,
        basis=basis,
        payload_digest=digest(payload) if payload else "",
        detail_digest=detail_digest(salt, content) if detail else "",
        previous_mac=head.latest_mac,
    )
    entry.mac = entry_mac(key, entry.chained())
    entry.save(force_insert=True)
    if detail:
        Detail(entry=entry, salt=salt, content=content).save(force_insert=True)
    _advance(head, entry, key)
    return entry


def _lock_head(key: bytes) -> Head:
    """The head, locked until the transaction ends (SQLite: IMMEDIATE holds the lock already)."""
    head = Head.objects.select_for_update().filter(pk=1).first()
    if head is None:
        # Two first writers on PostgreSQL: the second waits here and then finds the first one's head.
        first = Head(pk=1, count=0, latest_mac=GENESIS, mac=head_mac(key, 0, GENESIS))
        Head.objects.bulk_create([first], ignore_conflicts=True)
        head = Head.objects.select_for_update().get(pk=1)
        if head.count == 0 and Entry.objects.exists():
            raise HeadBroken(None)
    # An entry written on top of a forged head would seal it: the cut tail below could no longer be seen.
    if head.mac != head_mac(key, head.count, head.latest_mac):
        raise HeadBroken(head.count)
    return head


def _advance(head: Head, entry: Entry, key: bytes) -> None:
    head.count = entry.number
    head.latest_mac = entry.mac
    head.mac = head_mac(key, head.count, head.latest_mac)
    head.save(force_update=True)


@transaction.atomic
def erase(number: int, *, by: str, at: datetime, basis: str, reason: str, place: str = "console") -> Entry:
    """
    Erase the details of entry `number` with their salt; the chain holds, and says who erased and why.

    Raises DetailAbsent if there are none.
    Source: 个人信息保护法 art. 47(1).
    """
    detail = Detail.objects.filter(pk=number).first()
    if detail is None:
        raise DetailAbsent(number)
    subject = (SUBJECT, str(number))
    entry = record(ERASE, by=by, at=at, subject=subject, basis=basis, detail={"reason": reason}, place=place)
    detail.delete()  # the trigger lets it go because the erasure is in the trail
    return entry


def note_read(*, by: str, at: datetime, subject: tuple[str, str], reason: str, place: str = "desk") -> Read:
    """Note that someone opened a personal file, and why: one row, no lock; `flush_reads` chains it."""
    kind, identifier = subject
    return Read.objects.create(
        read_at=at, actor=by, place=place, subject_kind=kind, subject_id=identifier, reason=reason
    )


def flush_reads(*, at: datetime) -> int:
    """Chain the pending reads, `READS_PER_ENTRY` to an entry, and return how many there were."""
    flushed = 0
    while Read.objects.filter(batch=None).exists():
        flushed += _flush_batch(at)
    return flushed


@transaction.atomic
def _flush_batch(at: datetime) -> int:
    # The head first: two flushes at once must not take the same rows.
    _lock_head(read_key())
    reads = list(Read.objects.filter(batch=None).order_by("id")[:READS_PER_ENTRY])
    if not reads:
        return 0
    payload = {"reads": [read.chained() for read in reads]}
    entry = record(READS, by="system", at=at, payload=payload, place="system")
    Read.objects.filter(pk__in=[read.pk for read in reads]).update(batch=entry)
    return len(reads)


def anchor(reason: str, *, at: datetime | None = None) -> None:
    """
    Note the head in the anchor file: after the transaction, so that no anchor names an entry that was rolled back.

    reason  "import", "export", "freeze" or "daily"
    at      aware moment of the anchor; the recording of the latest entry if not given
    """
    transaction.on_commit(lambda: append(_anchor_now(reason, at)))


def _anchor_now(reason: str, at: datetime | None) -> Anchor:
    head = Head.objects.filter(pk=1).first()
    entries, mac = (head.count, head.latest_mac) if head else (0, GENESIS)
    at = at or Entry.objects.filter(pk=entries).values_list("recorded_at", flat=True).first()
    return Anchor(entries, mac, reason, moment(at) if at else "")


def verify(*, at: datetime) -> Verification:
    """
    Check the whole trail: chain, count, head, anchors, details, reads. Pending reads are chained first.

    Raises KeyMissing. Writers may go on meanwhile; what they add after the start is left to the next check.
    """
    key = read_key()
    with suppress(HeadBroken):  # the check names the broken head; the reads stay pending
        flush_reads(at=at)
    return verification.check(key)
