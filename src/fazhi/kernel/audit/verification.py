"""The check of the whole trail as the database holds it: chain, head, anchors, details, reads."""

from collections.abc import Iterator

from django.db import connection
from django.db.models import Max

from fazhi.kernel.audit.anchors import read_anchors
from fazhi.kernel.audit.canonical import digest
from fazhi.kernel.audit.chain import GENESIS, head_mac
from fazhi.kernel.audit.findings import Kind, Verification
from fazhi.kernel.audit.models import Entry, Head, Read
from fazhi.kernel.audit.terms import ERASE, READS, SUBJECT
from fazhi.kernel.audit.walk import Row, Walk

PAGE = 5_000


def check(key: bytes) -> Verification:
    """Check every entry up to the head as it is now, a page at a time: a million entries are never held at once."""
    # The highest number before the head: entries that others add between the two are then not taken for forged.
    highest = Entry.objects.aggregate(highest=Max("number"))["highest"] or 0
    head = Head.objects.filter(pk=1).first()
    anchors, unreadable = _anchors()
    walk = _walk_from(key, head, anchors)
    end = max(highest, walk.length or 0)
    walk.follow(_rows(end))
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
        reads = Read.objects.filter(batch_id=number).order_by("id")
        if digest({"reads": [read.chained() for read in reads]}) != expected:
            walk.note(Kind.READS, number, number, "rows")
    strays = Read.objects.exclude(batch=None).exclude(batch__action=READS)
    for number in strays.values_list("batch_id", flat=True).distinct().order_by("batch_id"):
        walk.note(Kind.READS, number, number, "rows")


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


# Moments as text, past the driver's converters: a forged value must be named, not stop the check.
_MOMENT = {
    "sqlite": "CASE WHEN length({0}) = 19 THEN {0} || '.000000' ELSE {0} || '' END",
    "postgresql": "to_char({0} AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')",
}


def _rows(end: int) -> Iterator[Row]:
    """Entries up to `end` in order of number, a page at a time, so that no read transaction lasts long."""
    text = _MOMENT[connection.vendor]
    query = (
        f"SELECT e.number, {text.format('e.occurred_at')}, {text.format('e.recorded_at')}, e.actor, e.place, "  # noqa: S608
        "e.action, e.subject_kind, e.subject_id, e.basis, e.payload_digest, e.detail_digest, e.previous_mac, e.mac, "
        "d.salt, d.content FROM audit_entry e LEFT JOIN audit_detail d ON d.entry_id = e.number "
        "WHERE e.number > %s AND e.number <= %s ORDER BY e.number LIMIT %s"
    )
    after = -(2**31)
    while True:
        with connection.cursor() as cursor:
            cursor.execute(query, [after, end, PAGE])
            page = cursor.fetchall()
        for row in page:
            yield Row(row[0], tuple(row[1:12]), row[12], row[13], row[14])
        if len(page) < PAGE:
            return
        after = page[-1][0]
