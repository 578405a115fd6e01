"""Questions about imports; they change nothing."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F, Max, QuerySet, Value
from django.db.models.functions import StrIndex, Substr

from fazhi.kernel.exchange import bulk
from fazhi.kernel.exchange.errors import UnknownBatch
from fazhi.kernel.exchange.models import BatchState, ImportedRow, LedgerBatch
from fazhi.kernel.organisations.models import Office, Official, Post


@dataclass(frozen=True)
class Origin:
    """Where a record comes from: the file by name and digest, the sheet (from 1) and row, and when it was imported."""

    name: str
    sha256: str
    sheet: int
    row: int
    at: datetime


@dataclass(frozen=True)
class BatchTold:
    """An import as it is listed; `mapping` is the sender and version by which it was read, "" for our own headings."""

    id: int
    kind: str
    name: str
    sha256: str
    state: str
    state_label: str
    read: int
    inserted: int
    updated: int
    unchanged: int
    refused: int
    by: str
    at: datetime
    mapping: str
    undone_at: datetime | None
    undone_by: str
    entry_number: int | None


def batches(limit: int) -> list[BatchTold]:
    """The latest `limit` batches, the newest first."""
    return [_told(batch) for batch in LedgerBatch.objects.select_related("mapping").order_by("-id")[:limit]]


def batches_seen_by(post: Post, limit: int, *, before: int | None = None) -> list[BatchTold]:
    """
    The latest `limit` batches that posts of the offices below `post` have imported, the newest first.

    before  number of a batch: only earlier ones. A post of the bureau itself sees the console's imports too.
    """
    seen = _seen_by(post)
    if before is not None:
        seen = seen.filter(pk__lt=before)
    return [_told(batch) for batch in seen.select_related("mapping").order_by("-id")[:limit]]


def batch_seen_by(post: Post, batch_id: int) -> BatchTold:
    """One of them. Raises UnknownBatch."""
    batch = _seen_by(post).select_related("mapping").filter(pk=batch_id).first()
    if batch is None:
        raise UnknownBatch(batch_id)
    return _told(batch)


def batch_begun(sha256: str, *, by: str, at: datetime) -> BatchTold | None:
    """The batch of one file that somebody began to import at a moment, None if there is none."""
    found = LedgerBatch.objects.select_related("mapping").filter(sha256=sha256, by=by, started_at=at)
    batch = found.order_by("-id").first()
    return _told(batch) if batch else None


def _seen_by(post: Post) -> "QuerySet[LedgerBatch]":
    if post.office.parent_id is None:
        return LedgerBatch.objects.filter()
    # `by` is E0001@OFFICE:role; whoever imported for an office could import its rows only.
    at, colon = StrIndex("by", Value("@")), StrIndex("by", Value(":"))
    office = Substr("by", F("at") + 1, F("colon") - F("at") - 1)
    named = LedgerBatch.objects.annotate(at=at, colon=colon).filter(at__gt=0, colon__gt=F("at"))
    return named.annotate(office_code=office).filter(office_code__in=Office.objects.visible_to(post).values("code"))


def _told(batch: LedgerBatch) -> BatchTold:
    same = (
        "id",
        "name",
        "sha256",
        "state",
        "read",
        "inserted",
        "updated",
        "unchanged",
        "refused",
        "by",
        "entry_number",
    )
    return BatchTold(
        **{name: getattr(batch, name) for name in same},
        kind=batch.format,
        state_label=BatchState(batch.state).label,
        at=batch.started_at,
        mapping=f"{batch.mapping.sender} 第{batch.mapping.version}版" if batch.mapping else "",
        undone_at=batch.undone_at,
        undone_by=batch.undone_by,
    )


def names_of(actors: Iterable[str]) -> dict[str, str]:
    """Who stands behind the codes of acting posts (E0001@OFFICE:role): code → the official's name, as far as known."""
    officials = {actor: actor.partition("@")[0] for actor in actors if "@" in actor}
    names = dict(Official.objects.filter(code__in=set(officials.values())).values_list("code", "name"))
    return {actor: names[code] for actor, code in officials.items() if code in names}


def latest_batch() -> int:
    """The id of the latest batch, 0 before the first."""
    return LedgerBatch.objects.order_by("-id").values_list("id", flat=True).first() or 0


def latest_imports() -> dict[str, datetime]:
    """Code of each format → the moment of its latest import that was written."""
    done = LedgerBatch.objects.filter(state=BatchState.DONE)
    return dict(done.values_list("format").annotate(latest=Max("started_at")))


def origin_of(subject: UUID) -> Origin | None:
    """The latest import of the record, None if it was not imported."""
    row = ImportedRow.objects.filter(subject=subject).select_related("batch").order_by("-batch_id").first()
    if row is None:
        return None
    return Origin(row.batch.name, row.batch.sha256, row.sheet, row.row_number, row.batch.started_at)


def imported_among(subjects: Collection[UUID]) -> frozenset[UUID]:
    """Those of some records, a page of them, that an import brought."""
    rows = ImportedRow.objects.filter(subject__in=subjects)
    return frozenset(rows.values_list("subject", flat=True))


def imported_since(register: str, keys: Collection[str], since: datetime) -> frozenset[str]:
    """Those of `keys` (UUIDs as 32 hex digits) whose records an import wrote after `since`: drift that is explained."""
    condition, parameters = bulk.among(_SUBJECT, [_stored(key) for key in keys])
    rows = ImportedRow.objects.filter(batch__started_at__gt=since).extra(where=[condition], params=parameters)  # noqa: S610
    return frozenset(subject.hex for subject in rows.values_list("subject", flat=True))


_SUBJECT = f"CAST({ImportedRow._meta.db_table}.subject AS TEXT)"


def _stored(key: str) -> str:
    """A UUID's text as the database gives it."""
    return str(UUID(key)) if bulk.has_uuids() else key


def visible_offices(post: Post) -> dict[int, str]:
    """Id and code of the offices that `post` sees."""
    return dict(Office.objects.visible_to(post).values_list("id", "code"))
