"""Looks into personal files: noted one by one, chained in batches."""

from datetime import datetime

from django.db import transaction

from fazhi.kernel.audit.drafts import EntryDraft
from fazhi.kernel.audit.key import read_key
from fazhi.kernel.audit.models import Read
from fazhi.kernel.audit.places import told
from fazhi.kernel.audit.recording import lock_head, write
from fazhi.kernel.audit.terms import READS, READS_PER_ENTRY

_COUNTED_EVERY = 100
"""Reads between two looks at how many are pending: the look reads up to `READS_PER_ENTRY` index rows."""


def note_read(*, by: str, at: datetime, subject: tuple[str, str], reason: str, place: str = "desk") -> Read:
    """
    Note that someone opened a personal file, and why: one row, no lock.

    When `READS_PER_ENTRY` are pending they are chained after the commit; what keeps them from it is logged, and stops
    nobody's reading: the rows stay pending until the next batch, `flush_reads` or `verify`.
    """
    kind, identifier = subject
    read = Read.objects.create(
        read_at=at, actor=by, place=told(place), subject_kind=kind, subject_id=identifier, reason=reason
    )
    if read.pk % _COUNTED_EVERY == 0:
        transaction.on_commit(lambda: _flush_full_batches(at), robust=True)
    return read


def flush_reads(*, at: datetime) -> int:
    """
    Chain the pending reads, `READS_PER_ENTRY` to an entry, and return how many there were.

    Raises KeyMissing, HeadBroken.
    """
    flushed = 0
    while Read.objects.filter(batch=None).exists():
        flushed += _flush_batch(at, at_least=1)
    return flushed


def _flush_full_batches(at: datetime) -> None:
    while Read.objects.filter(batch=None).order_by("id")[READS_PER_ENTRY - 1 : READS_PER_ENTRY].exists():
        _flush_batch(at, at_least=READS_PER_ENTRY)


@transaction.atomic
def _flush_batch(at: datetime, *, at_least: int) -> int:
    # The head first: two flushes at once must not take the same rows.
    lock_head(read_key())
    reads = list(Read.objects.filter(batch=None).order_by("id")[:READS_PER_ENTRY])
    if len(reads) < at_least:
        return 0
    payload = {"reads": [read.chained() for read in reads]}
    (entry,) = write([EntryDraft(READS, "system", at, payload=payload, place="system")])
    Read.objects.filter(pk__in=[read.pk for read in reads]).update(batch=entry)
    return len(reads)
