"""
Undoing a batch (撤回导入): as if the file had not come, while nothing was built on its rows.

New records are removed, corrected ones get their old values back from the trail's detail. The file, its accepted rows and
the batch itself stay, and the trail says who undid it and why. See docs/adr/0012-undo-of-a-batch.md.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl
from django.db import IntegrityError, transaction

from fazhi.kernel.audit import services as audit
from fazhi.kernel.audit.models import Detail
from fazhi.kernel.exchange import bulk, keeping, recording
from fazhi.kernel.exchange.comparing import acts_on, known
from fazhi.kernel.exchange.errors import Blocker, UndoRefused, UnknownBatch
from fazhi.kernel.exchange.formats import Batch, Format, Type, Undoable, registered
from fazhi.kernel.exchange.locking import exclusive
from fazhi.kernel.exchange.models import BatchState, ImportedRow, LedgerBatch
from fazhi.kernel.indicators.models import FrozenYear
from fazhi.kernel.procedures import registry

UNDO = "ledger.undo"


@dataclass(frozen=True)
class Undone:
    """How many records were removed, and how many got their old values back."""

    batch: int
    name: str
    removed: int
    restored: int


@dataclass(frozen=True)
class UndoPreview:
    """What undoing a batch would do: remove and restore so many records, unless there are `blockers`."""

    removed: int
    restored: int
    blockers: tuple[Blocker, ...]


@dataclass(frozen=True)
class _Kept:
    """A batch's accepted rows as kept with it: those that were new, and those that corrected a record."""

    new: pl.DataFrame
    changed: pl.DataFrame

    @property
    def both(self) -> pl.DataFrame:
        return pl.concat([self.new, self.changed])


def undo(
    batch_id: int, *, by: str, at: datetime, reason: str, data_dir: Path, within: frozenset[int] | None = None
) -> Undone:
    """
    Take a batch back, if no act, later import or freeze has come upon its rows and nothing refers to them.

    by      code of the acting post, or "system"; `at` is the moment
    reason  stands in the trail's detail
    within  ids of the offices whose rows may be taken back, None for all

    Raises UnknownBatch, UndoRefused with all that stands in the way, ImportRunning.
    """
    with exclusive(data_dir, at=at) as hold:
        recording.tell_interrupted(hold.left, by=by, at=at, data_dir=data_dir)
        hold.clear()
        batch = LedgerBatch.objects.filter(pk=batch_id).first()
        if batch is None:
            raise UnknownBatch(batch_id)
        hold.note(f"撤回 {batch.name}")
        try:
            done = _undo(batch, by=by, at=at, reason=reason, data_dir=data_dir, within=within)
        finally:
            hold.clear()
    audit.anchor("undo")
    return done


def preview(batch_id: int, *, data_dir: Path, within: frozenset[int] | None = None) -> UndoPreview:
    """
    What `undo` would take back now, and what stands in its way; changes nothing and takes no lock.

    Raises UnknownBatch.
    """
    batch = LedgerBatch.objects.filter(pk=batch_id).first()
    if batch is None:
        raise UnknownBatch(batch_id)
    try:
        format, kept = _format_of(batch), _kept_rows(batch, data_dir)
    except UndoRefused as error:
        return UndoPreview(0, 0, error.blockers)
    blockers = tuple(_blockers(batch, format, kept, _old_values(batch), within))
    return UndoPreview(kept.new.height, kept.changed.height, blockers)


def _undo(
    batch: LedgerBatch, *, by: str, at: datetime, reason: str, data_dir: Path, within: frozenset[int] | None
) -> Undone:
    """What takes no lock first, then the one transaction."""
    format = _format_of(batch)
    kept = _kept_rows(batch, data_dir)
    try:
        with transaction.atomic():
            old = _old_values(batch)
            if blockers := list(_blockers(batch, format, kept, old, within)):
                raise _refused(batch, blockers)
            _take_back(format, kept, old or (), Batch(batch.pk, at, by, batch.sha256))
            # The rows are locked now: an act that came before the lock shows, a later one finds them gone or restored.
            if acts := _acts(batch, format, kept):
                raise _refused(batch, acts)
            _put_origins_back(format, kept)
            _close(batch, by=by, at=at, reason=reason)
    except IntegrityError as error:
        raise _refused(batch, [Blocker("referred", 0, str(error).splitlines()[0])]) from error
    return Undone(batch.pk, batch.name, kept.new.height, kept.changed.height)


def _take_back(format: Format, kept: _Kept, old: Sequence[Mapping[str, Any]], batch: Batch) -> None:
    target = format.target
    assert isinstance(target, Undoable)
    if kept.new.height:
        target.remove(kept.new, batch)
    if kept.changed.height:
        target.restore(old, batch)


def _format_of(batch: LedgerBatch) -> Format:
    format = next((item for item in registered() if item.code == batch.format), None)
    if batch.state != BatchState.DONE:
        raise _refused(batch, [Blocker("state", 0, BatchState(batch.state).label)])
    if format is None or not isinstance(format.target, Undoable):
        raise _refused(batch, [Blocker("kind", 0, format.title if format else batch.format)])
    return format


def _kept_rows(batch: LedgerBatch, data_dir: Path) -> _Kept:
    """The accepted rows, if they are still those that the trail's digest is of: new ones first, as they were written."""
    path = keeping.accepted_path(batch.sha256, batch.pk, data_dir)
    if not batch.inserted + batch.updated:
        raise _refused(batch, [Blocker("empty", 0, "")])
    rows = pl.read_parquet(path) if path.exists() else pl.DataFrame()
    needed = {"key", "digest", "subject", "known_id", "known_batch"}
    if not needed <= set(rows.columns) or recording.rows_digest(rows) != batch.rows_digest:
        raise _refused(batch, [Blocker("files", 0, path.name)])
    return _Kept(rows.head(batch.inserted), rows.slice(batch.inserted))


def _old_values(batch: LedgerBatch) -> list[Mapping[str, Any]] | None:
    """What the batch's corrections replaced; None if that has been erased."""
    detail = Detail.objects.filter(pk=batch.entry_number).first()
    return json.loads(detail.content)["old"] if detail else None


def _blockers(
    batch: LedgerBatch,
    format: Format,
    kept: _Kept,
    old: Sequence[Mapping[str, Any]] | None,
    within: frozenset[int] | None,
) -> Iterator[Blocker]:
    yield from _out_of_scope(kept, within)
    yield from _later_imports(batch, format, kept)
    yield from _acts(batch, format, kept)
    yield from _frozen(batch, format, kept)
    if batch.updated and old is None:
        yield Blocker("erased", batch.updated, "")


def _out_of_scope(kept: _Kept, within: frozenset[int] | None) -> Iterator[Blocker]:
    if within is None:
        return
    rows = kept.both
    outside = rows.filter(~pl.col("office__id").is_in(list(within))) if "office__id" in rows.columns else rows
    if outside.height:
        yield Blocker("scope", outside.height, outside["key"][0])


def _later_imports(batch: LedgerBatch, format: Format, kept: _Kept) -> Iterator[Blocker]:
    """Rows whose latest import is another one."""
    rows = kept.both.select("key", "digest")
    latest = known(format.code, rows["key"]).select("key", "known_batch", "known_digest")
    joined = rows.join(latest, on="key", how="left", maintain_order="left")
    same = (pl.col("known_batch") == batch.pk) & (pl.col("known_digest") == pl.col("digest"))
    later = joined.filter(~same.fill_null(value=False))
    if later.height:
        yield Blocker("later", later.height, later["key"][0])


def _acts(batch: LedgerBatch, format: Format, kept: _Kept) -> list[Blocker]:
    rows = kept.both.with_columns(pl.lit(batch.entry_number).alias("entry_number"))
    acts = acts_on(format, rows.clear(), rows)
    return [Blocker("act", len(acts), registry.act_title(next(iter(acts.values())).action))] if acts else []


def _frozen(batch: LedgerBatch, format: Format, kept: _Kept) -> Iterator[Blocker]:
    """
    Years sealed since that hold, or may hold, a row of the batch.

    A matter that was open for years is in each of their freezes; a corrected one may have been in any year before.
    """
    since = FrozenYear.objects.filter(frozen_at__gte=batch.started_at)
    if kept.changed.is_empty():
        days = [pl.col(column.name).min() for column in format.columns if column.type is Type.DATE]
        earliest = kept.new.select(pl.min_horizontal(days)).item() if days else None
        since = since.filter(year__gte=earliest.year) if earliest else since
    years = sorted(set(since.values_list("year", flat=True)))
    if years:
        yield Blocker("frozen", 0, "、".join(map(str, years)))


def _put_origins_back(format: Format, kept: _Kept) -> None:
    """Where each record comes from, as before the batch: nowhere, or an earlier file."""
    before = kept.changed.filter(pl.col("known_id").is_not_null())
    bulk.update(
        ImportedRow,
        before.select(
            pl.col("known_id").alias("id"),
            pl.col("known_batch").alias("batch_id"),
            pl.col("known_sheet").alias("sheet"),
            pl.col("known_row").alias("row_number"),
            pl.col("known_digest").alias("digest"),
        ),
        ["batch_id", "sheet", "row_number", "digest"],
    )
    first = pl.concat([kept.new, kept.changed.filter(pl.col("known_id").is_null())])
    bulk.delete(ImportedRow, "subject", first["subject"])


def _close(batch: LedgerBatch, *, by: str, at: datetime, reason: str) -> None:
    batch.state, batch.undone_at, batch.undone_by = BatchState.UNDONE, at, by
    batch.save()
    payload = {name: getattr(batch, name) for name in ("format", "sha256", "inserted", "updated", "rows_digest")}
    detail = {"file": batch.name, "reason": reason}
    audit.record(UNDO, by=by, at=at, subject=(recording.SUBJECT, str(batch.pk)), payload=payload, detail=detail)


def _refused(batch: LedgerBatch, blockers: Sequence[Blocker]) -> UndoRefused:
    return UndoRefused(batch.pk, batch.name, tuple(blockers))
