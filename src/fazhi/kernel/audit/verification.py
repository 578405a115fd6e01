"""The check of the whole trail as the database holds it: chain, head, anchors, details, reads."""

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path

from django.db import connection
from django.db.models import Max

from fazhi.kernel.audit.anchors import read_anchors
from fazhi.kernel.audit.chain import GENESIS, head_mac
from fazhi.kernel.audit.findings import Kind, Verification
from fazhi.kernel.audit.models import Entry, Head, Read
from fazhi.kernel.audit.reading import fetched, fetched_as_stored, rows
from fazhi.kernel.audit.rows import moment_text
from fazhi.kernel.audit.stretches import Bounds, Source, Stretch, prove, prove_apart
from fazhi.kernel.audit.terms import ERASE, READS, SUBJECT
from fazhi.kernel.audit.walk import Walk

STRETCH = 100_000
"""Entries proven in one go by one process."""

_OF_THIS_PROCESS = {"context", "cursor_factory"}

LOWEST = -(2**62)
"""SQLite takes any integer for a number."""

APART_FROM = 200_000
"""Entries from which other processes are worth their start."""


def check(key: bytes) -> Verification:
    """
    Check every entry up to the head as it is now; memory stays flat.

    Stretches are proven whole on all cores; those that are not are walked entry by entry, so that the findings are
    those of one walk over everything.
    """
    # The highest number before the head: entries that others add between the two are then not taken for forged.
    highest = Entry.objects.aggregate(highest=Max("number"))["highest"] or 0
    head = Head.objects.filter(pk=1).first()
    anchors, unreadable = _anchors()
    walk = _walk_from(key, head, anchors)
    end = max(highest, walk.length or 0)
    _follow(walk, highest, end)
    if walk.length is None and (head or walk.seen):
        walk.note(Kind.HEAD, max(walk.last, 1), max(walk.last, 1), "mac" if head else "missing")
    walk.finish()
    if unreadable:
        walk.note(Kind.ANCHOR, walk.anchored + 1, walk.anchored + 1, "unreadable")
    _check_missing_details(walk, end)
    _check_reads(walk)
    return _answer(walk)


def _walk_from(key: bytes, head: Head | None, anchors: dict[int, str]) -> Walk:
    """A walk that believes the head if the key sealed it."""
    if head is None or head.mac != head_mac(key, head.count, head.latest_mac):
        return Walk(key, None, None, anchors)
    return Walk(key, head.count, head.latest_mac, anchors)


def _follow(walk: Walk, highest: int, end: int) -> None:
    """The walk over all entries: those the head vouches for by stretches, whatever lies outside entry by entry."""
    reach = min(highest, Entry.objects.count() if walk.length is None else walk.length)
    bounds = [
        Bounds(first, last, tuple(number for number in walk.anchors if first <= number <= last))
        for first, last in ((start, min(start + STRETCH - 1, reach)) for start in range(1, reach + 1, STRETCH))
    ]
    _follow_rows(walk, LOWEST, 0, end)
    for asked, stretch in zip(bounds, _proven(walk.key, bounds), strict=True):
        if stretch is None or not walk.skip(stretch):
            _follow_rows(walk, asked.first, asked.last, end)
    _follow_rows(walk, reach + 1, end, end)


def _follow_rows(walk: Walk, first: int, last: int, end: int) -> None:
    if first <= last:
        following = next(rows(last + 1, end), None)
        walk.follow(rows(first, last), then=following.previous_mac if following else walk.latest_mac)


def _proven(key: bytes, bounds: Sequence[Bounds]) -> Iterator[Stretch | None]:
    """Each stretch if it is whole, in order."""
    source = _source()
    processes = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if source is None or processes == 1 or sum(item.last - item.first + 1 for item in bounds) < APART_FROM:
        yield from map(partial(prove, fetched, connection.vendor, key), bounds)
        return
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        yield from pool.map(prove_apart, repeat(source), repeat(key), bounds)


def _source() -> Source | None:
    """Where other processes find what this connection sees; None if they can't: in memory, or not committed yet."""
    if connection.in_atomic_block:
        return None
    if connection.vendor == "postgresql":
        parameters = connection.get_connection_params()
        return Source("postgresql", {name: parameters[name] for name in parameters.keys() - _OF_THIS_PROCESS})
    path = Path(connection.settings_dict["NAME"])
    return Source("sqlite", {"path": path.resolve()}) if path.is_file() else None


def _check_missing_details(walk: Walk, end: int) -> None:
    """Details may be gone only if an erasure says so; one made while the check ran counts too."""
    since = Entry.objects.filter(number__gt=end, action=ERASE, subject_kind=SUBJECT)
    excused = walk.erased | set(since.values_list("subject_id", flat=True))
    for number in sorted(walk.without_detail):
        if str(number) not in excused:
            walk.note(Kind.DETAIL, number, number, "missing")


def _check_reads(walk: Walk) -> None:
    """Each batch of reads still has the digest that its entry holds, and no read is in any other entry."""
    for number, expected in walk.batches.items():
        if _reads_digest(number) != expected:
            walk.note(Kind.READS, number, number, "rows")
    strays = Read.objects.exclude(batch=None).exclude(batch__action=READS)
    for number in strays.values_list("batch_id", flat=True).distinct().order_by("batch_id"):
        walk.note(Kind.READS, number, number, "rows")


def _reads_digest(batch: int) -> str:
    """What `canonical.digest` says of the batch's rows; rows that it would refuse differ from all that it takes."""
    reads = fetched_as_stored(
        f"SELECT id, {moment_text(connection.vendor, 'read_at')}, actor, place, subject_kind, subject_id, reason "  # noqa: S608
        f"FROM audit_read WHERE batch_id = {batch:d} ORDER BY id"
    )
    text = json.dumps({"reads": reads}, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode(errors="surrogateescape")).hexdigest()


def _answer(walk: Walk) -> Verification:
    findings = tuple(sorted(walk.findings, key=lambda finding: finding.first))
    first_broken = findings[0].first if findings else None
    return Verification(walk.seen, not findings, first_broken, findings)


def _anchors() -> tuple[dict[int, str], bool]:
    """Anchored lengths with their MACs, and whether a line could not be read. The first anchor of a length counts."""
    anchors: dict[int, str] = {0: GENESIS}
    unreadable = False
    for anchor in read_anchors():
        if anchor is None:
            unreadable = True
        else:
            anchors.setdefault(anchor.entries, anchor.mac)
    return anchors, unreadable
