"""Questions about imports; they change nothing."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Max

from fazhi.kernel.exchange import bulk
from fazhi.kernel.exchange.models import BatchState, ImportedRow, LedgerBatch
from fazhi.kernel.organisations.models import Office, Post


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


def batches(limit: int) -> list[BatchTold]:
    """The latest `limit` batches, the newest first."""
    found = LedgerBatch.objects.select_related("mapping").order_by("-id")[:limit]
    same = ("id", "name", "sha256", "state", "read", "inserted", "updated", "unchanged", "refused", "by")
    return [
        BatchTold(
            **{name: getattr(batch, name) for name in same},
            kind=batch.format,
            state_label=BatchState(batch.state).label,
            at=batch.started_at,
            mapping=f"{batch.mapping.sender} 第{batch.mapping.version}版" if batch.mapping else "",
            undone_at=batch.undone_at,
            undone_by=batch.undone_by,
        )
        for batch in found
    ]


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
