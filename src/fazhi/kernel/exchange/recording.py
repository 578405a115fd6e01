"""
What the database keeps of an import (导入留痕): the batch's state, where each record comes from, the trail's entry.
"""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl
from django.db import transaction

from fazhi.kernel.audit import services as audit
from fazhi.kernel.exchange import bulk, keeping
from fazhi.kernel.exchange.comparing import Comparison
from fazhi.kernel.exchange.formats import Type
from fazhi.kernel.exchange.models import BatchState, ImportedRow, LedgerBatch
from fazhi.kernel.exchange.reading import Table
from fazhi.kernel.exchange.staging import Records
from fazhi.kernel.indicators.models import FrozenYear

IMPORT, REFUSE, INTERRUPT, CANCEL = "ledger.import", "ledger.refuse", "ledger.interrupt", "ledger.cancel"
"""Codes in the trail; an act is outside imports when its code doesn't begin with "ledger."."""

SUBJECT = "ledger.batch"


def begin(table: Table, *, by: str, at: datetime) -> LedgerBatch:
    """Say that the file is being imported, so that a killed import is known by name."""
    return LedgerBatch.objects.create(
        format=table.format.code,
        name=table.name,
        sha256=table.sha256,
        by=by,
        started_at=at,
        state=BatchState.RUNNING,
        read=table.rows.height,
        mapping_id=table.mapping.id if table.mapping else None,
    )


def new_origins(comparison: Comparison, table: Table, batch: LedgerBatch) -> Records:
    """For each row not imported before, the file, sheet and row that it comes from."""
    rows = _origins(comparison, table, batch)
    return ImportedRow, rows.filter(pl.col("id").is_null()).drop("id")


def note_changed(comparison: Comparison, table: Table, batch: LedgerBatch) -> None:
    """The same for the rows imported before: their latest import is this one."""
    rows = _origins(comparison, table, batch)
    known = rows.filter(pl.col("id").is_not_null())
    bulk.update(ImportedRow, known, ["batch_id", "sheet", "row_number", "digest"])


def _origins(comparison: Comparison, table: Table, batch: LedgerBatch) -> pl.DataFrame:
    return pl.concat([comparison.new, comparison.changed], how="diagonal_relaxed").select(
        pl.lit(table.format.code).alias("format"),
        "key",
        "subject",
        pl.lit(batch.pk).alias("batch_id"),
        (pl.col("sheet").cast(pl.Int16) + 1).alias("sheet"),
        pl.col("row").alias("row_number"),
        "digest",
        pl.col("known_id").alias("id"),
    )


def finish(
    batch: LedgerBatch, comparison: Comparison, refused: int, old: list[dict[str, object]], table: Table
) -> tuple[int, ...]:
    """
    Close the batch and enter it into the trail; returns the frozen years that its rows touch.

    `old` are the values that a correction replaced; they stand in the entry's erasable detail. Called in the
    transaction of the write, with the batch's `rows_digest` set.
    """
    frozen = frozen_years(comparison, old, table)
    batch.state = BatchState.DONE
    batch.inserted, batch.updated = comparison.new.height, comparison.changed.height
    batch.unchanged, batch.refused = comparison.unchanged, refused
    payload = {**_facts(batch), "mapping": batch.mapping_id, "frozen_years": list(frozen)}
    detail = {
        "file": batch.name,
        "reason": batch.sha256,
        "frozen_years": list(frozen),
        "old": _plain_rows(old),
        "new": _plain_rows(_new_values(comparison, table)),
    }
    entry = audit.record(
        IMPORT, by=batch.by, at=batch.started_at, subject=(SUBJECT, str(batch.pk)), payload=payload, detail=detail
    )
    batch.entry_number = entry.number
    batch.save()
    return frozen


@transaction.atomic
def fail(
    name: str, sha256: str, kind: str, error: Exception, batch: LedgerBatch | None, *, by: str, at: datetime
) -> None:
    """Enter a file that was not imported into the trail."""
    batch = batch or LedgerBatch(format=kind, name=name, sha256=sha256, by=by, started_at=at)
    batch.state, batch.error = BatchState.FAILED, str(error)
    batch.save()
    payload = {"sha256": sha256, "kind": kind, "error": type(error).__name__}
    detail = {"file": name, "error": str(error)}
    entry = audit.record(REFUSE, by=by, at=at, subject=(SUBJECT, str(batch.pk)), payload=payload, detail=detail)
    LedgerBatch.objects.filter(pk=batch.pk).update(entry_number=entry.number)


def is_kept_for_another(sha256: str) -> bool:
    """Whether the original belongs to a batch besides one that is cancelled in the middle."""
    others = LedgerBatch.objects.filter(sha256=sha256).exclude(state__in=[BatchState.RUNNING, BatchState.CANCELLED])
    return others.exists()


@transaction.atomic
def cancel(batch: LedgerBatch, *, at: datetime) -> None:
    """Enter an import that was cancelled into the trail; nothing of it was written."""
    batch.state = BatchState.CANCELLED
    payload, detail = {"sha256": batch.sha256, "kind": batch.format}, {"file": batch.name}
    entry = audit.record(CANCEL, by=batch.by, at=at, subject=(SUBJECT, str(batch.pk)), payload=payload, detail=detail)
    batch.entry_number = entry.number
    batch.save()


@transaction.atomic
def tell_interrupted(left: str | None, *, by: str, at: datetime, data_dir: Path) -> tuple[str, ...]:
    """
    Enter imports that were killed into the trail, and remove the files they left; call with the import lock held.

    left  the file that stands in the lock, in case it was killed before its batch was begun
    """
    running = list(LedgerBatch.objects.filter(state=BatchState.RUNNING))
    for batch in running:
        keeping.forget(batch.sha256, batch.pk, data_dir)
        batch.state = BatchState.INTERRUPTED
        batch.save()
        _enter_interrupted(batch.name, (SUBJECT, str(batch.pk)), batch.sha256, batch.started_at, by=by, at=at)
    if left is not None and not running:
        _enter_interrupted(left, None, "", None, by=by, at=at)
    return tuple(batch.name for batch in running) or ((left,) if left is not None else ())


def _enter_interrupted(
    name: str, subject: tuple[str, str] | None, sha256: str, started_at: datetime | None, *, by: str, at: datetime
) -> None:
    detail = {"file": name, "started_at": started_at}
    audit.record(INTERRUPT, by=by, at=at, subject=subject, payload={"sha256": sha256}, detail=detail)


def _facts(batch: LedgerBatch) -> dict[str, Any]:
    """What the trail's digest of an import covers, besides mapping and frozen years; all of it stands in the batch."""
    names = ("format", "sha256", "read", "inserted", "updated", "unchanged", "refused", "rows_digest")
    return {name: getattr(batch, name) for name in names}


def rows_digest(*frames: pl.DataFrame) -> str:
    """SHA-256 over `key` and `digest` of each row, a line for each."""
    line = pl.concat_str("key", pl.lit("\x1e"), "digest", pl.lit("\n"))
    digest = hashlib.sha256()
    for frame in frames:
        digest.update(frame.select(line.str.join("")).item().encode())
    return digest.hexdigest()


def frozen_years(comparison: Comparison, old: Iterable[Mapping[str, object]], table: Table) -> tuple[int, ...]:
    """Sealed years in which a date of an accepted row lies, or lay before the correction."""
    sealed = set(FrozenYear.objects.values_list("year", flat=True))
    if not sealed:
        return ()
    days = [pl.col(column.name).dt.year() for column in table.format.columns if column.type is Type.DATE]
    touched = {value.year for row in old for value in row.values() if isinstance(value, date)}
    for frame in (comparison.new, comparison.changed):
        for day in days:
            touched |= set(frame.select(day.unique()).to_series().drop_nulls())
    return tuple(sorted(touched & sealed))


def _new_values(comparison: Comparison, table: Table) -> list[dict[str, object]]:
    """What the corrected rows then say, so that drift is explained by value; parties aren't in any register."""
    names = [column.name for column in table.format.columns if not column.name.startswith("party")]
    return comparison.changed.select("subject", *names).to_dicts()


def _plain_rows(old: Iterable[Mapping[str, object]]) -> list[dict[str, object]]:
    """Old values as the trail takes them: ids as text, days and moments as they are."""
    return [
        {
            name: value if isinstance(value, str | int | bool | date | None) else str(value)
            for name, value in row.items()
        }
        for row in old
    ]
