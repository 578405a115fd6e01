"""
Importing ledgers (台账导入): one file is one batch, one transaction and one entry in the trail.

All files are read and typed first, two at a time, and staged beside the database, so that offices come before matters
whatever the order of the arguments. Then each is checked, compared with the records, and written in one short transaction.
"""

import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import polars as pl
from django.db import IntegrityError, transaction
from django.utils import timezone

from fazhi.kernel.audit import services as audit
from fazhi.kernel.exchange import keeping, previewing, recording, saved_mappings
from fazhi.kernel.exchange.checking import Checked, check, sentences
from fazhi.kernel.exchange.columns import FINDING_SCHEMA
from fazhi.kernel.exchange.comparing import Comparison, acts_on, compare
from fazhi.kernel.exchange.errors import (
    ExchangeError,
    ImportCancelled,
    KindNotAllowed,
    NoFiles,
    OutOfScope,
    RecordsMoved,
    RefusedByDatabase,
    UnknownKind,
)
from fazhi.kernel.exchange.formats import Batch, Format, registered
from fazhi.kernel.exchange.intake import Manner, Staged, files_in, stage_all, unstaged
from fazhi.kernel.exchange.locking import Hold, exclusive
from fazhi.kernel.exchange.models import LedgerBatch
from fazhi.kernel.exchange.pacing import Pace
from fazhi.kernel.exchange.reading import Table, digest_of
from fazhi.kernel.exchange.row_outcomes import row_outcomes
from fazhi.kernel.exchange.staging import staged
from fazhi.kernel.exchange.terms import Cancelled, FileReport, Progress, Report, Told
from fazhi.kernel.exchange.undoing import undo

__all__ = ["FINDINGS_TOLD", "import_files", "recover", "undo"]

FINDINGS_TOLD = 20

_CHECKED = 0.5
"""How much of importing a file that was read is checking and comparing it."""


@dataclass(frozen=True)
class _Run:
    """What all files of one import have in common; see `import_files`."""

    by: str
    at: datetime
    data_dir: Path
    dry_run: bool
    within: frozenset[int] | None
    allowed: frozenset[str] | None
    hold: Hold
    pace: Pace
    cancelled: Cancelled
    previewed: str | None
    each_row: bool

    def go_on(self, name: str) -> None:
        """Raise ImportCancelled if the import was cancelled meanwhile."""
        if self.cancelled():
            raise ImportCancelled(name)


@dataclass(frozen=True)
class _Sorted:
    """A checked table: what is to be written and what is refused."""

    table: Table
    checked: Checked
    comparison: Comparison

    @property
    def refused(self) -> pl.Series:
        return pl.concat([self.checked.refused, self.comparison.findings["index"]])

    @property
    def accepted(self) -> pl.DataFrame:
        shared = self.comparison.new.columns
        return pl.concat([self.comparison.new, self.comparison.changed.select(shared)])


def import_files(
    paths: Sequence[Path],
    *,
    by: str,
    at: datetime,
    data_dir: Path,
    kind: str | None = None,
    sender: str | None = None,
    dry_run: bool = False,
    within: frozenset[int] | None = None,
    allowed: frozenset[str] | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    previewed: str | None = None,
    each_row: bool = False,
) -> Report:
    """
    Import files, or the files of folders in name order, in the dependency order of their kinds.

    by         code of the acting post, or "system"; `at` is the moment of the import
    kind       code of the format, where the headings shall not decide
    sender     whose saved mapping the files are to be read by; None: where the headings are not ours, the one that fits
    dry_run    True: read, check and compare only; the refusals are written, the records and the trail are not.
               Rows that refer to offices of the same run count as unknown there
    within     ids of the offices whose rows may be imported, None for all; rows of others are refused
    allowed    codes of the formats that may be imported, None for all; a file of another has KindNotAllowed
    cancelled  asked between files and between the steps of one; once it says True the files that are done stay, the one at
               work is rolled back and has ImportCancelled, and the rest is `left`
    previewed  the digest of the preview that was agreed to: a file that would write other rows now has RecordsMoved
    each_row   tell of each row what became of it, beside the counts
    returns    a report for each file; a file that could not be imported has `error`, the others are done

    Raises UnknownKind, UnknownMapping, NoFiles, ImportRunning; ImportCancelled while it waits for another import.
    """
    started = time.perf_counter()
    mappings = saved_mappings.newest() if sender is None else saved_mappings.of_sender(sender)
    manner = Manner(_formats(kind), mappings, sender, timezone.localdate(at))
    files = files_in(paths)
    with exclusive(data_dir, at=at, cancelled=cancelled) as hold:
        interrupted = recording.tell_interrupted(hold.left, by=by, at=at, data_dir=data_dir)
        pace = Pace(files, progress)
        run = _Run(by, at, data_dir, dry_run, within, allowed, hold, pace, cancelled or _never, previewed, each_row)
        hold.note("、".join(path.name for path in files))
        reports = _import_in_order(_stage_all(files, manner, run), run)
        run.pace.step("完成" if _is_complete(files, reports) else "已取消", len(reports))
        keeping.staging(data_dir)
    done = {report.path for report in reports}
    left = tuple(path.name for path in files if path not in done)
    return Report(tuple(reports), time.perf_counter() - started, interrupted, left)


def recover(*, by: str, at: datetime, data_dir: Path) -> tuple[str, ...]:
    """
    Enter imports that were killed in the middle into the trail; returns the names of their files.

    Every import does this when it starts. Raises ImportRunning.
    """
    with exclusive(data_dir, at=at) as hold:
        keeping.staging(data_dir)
        return recording.tell_interrupted(hold.left, by=by, at=at, data_dir=data_dir)


def _is_complete(files: Sequence[Path], reports: Sequence[FileReport]) -> bool:
    return len(reports) == len(files) and not any(isinstance(report.error, ImportCancelled) for report in reports)


def _never() -> bool:
    return False


def _formats(kind: str | None) -> tuple[Format, ...]:
    formats = registered()
    if kind is None:
        return formats
    chosen = tuple(item for item in formats if item.code == kind)
    if not chosen:
        raise UnknownKind(kind, [item.code for item in formats])
    return chosen


def _stage_all(files: Sequence[Path], manner: Manner, run: _Run) -> list[Staged]:
    """All files read and typed, in the order of import; none if the import is cancelled meanwhile."""
    staged: list[Staged] = []
    with closing(stage_all(files, manner, keeping.staging(run.data_dir))) as reading:
        for item in reading:
            staged.append(item)
            run.pace.did(item.path)
            run.pace.step(f"读取 {item.path.name}", len(staged))
            if run.cancelled():
                return []
    return sorted(staged, key=lambda item: item.order)


def _import_in_order(staged: Sequence[Staged], run: _Run) -> list[FileReport]:
    reports: list[FileReport] = []
    for item in staged:
        if run.cancelled():
            break
        run.pace.step(f"核对 {item.path.name}", len(reports))
        run.hold.note(item.path.name)
        reports.append(_import(item, run, len(reports)))
    return reports


def _import(item: Staged, run: _Run, done: int) -> FileReport:
    """One file, whatever may be wrong with it; expected errors end up in its report. `done` files are before it."""
    if item.table is None or item.place is None:
        return _fail(item, item.error or NoFiles([str(item.path)]), None, run)
    table, cells = unstaged(item.table, item.place)
    batch = None if run.dry_run else recording.begin(table, by=run.by, at=run.at)
    try:
        run.go_on(table.name)
        sorted_out = _sort_out(table, cells, run)
        run.pace.did(item.path, _CHECKED)
        run.pace.step(f"比对 {table.name}", done)
        run.go_on(table.name)
        refusals = _write_refusals(sorted_out, batch, run.data_dir)
        report = _report(item.path, sorted_out, refusals, batch)
        if run.each_row:
            findings = _with_all_findings(sorted_out).findings
            rows = row_outcomes(table, sorted_out.comparison, findings, sorted_out.refused)
            report = replace(report, rows=rows)
        if batch is None:
            report = replace(report, preview=_preview(sorted_out, run))
        else:
            run.pace.step(f"写入 {table.name}", done)
            report = _import_rows(report, sorted_out, batch, run)
        run.pace.did(item.path, 1 - _CHECKED)
        return report
    except ExchangeError as error:
        return _fail(item, error, batch, run)


def _preview(sorted_out: _Sorted, run: _Run) -> previewing.Preview:
    table, comparison = sorted_out.table, sorted_out.comparison
    return previewing.preview(
        table,
        comparison,
        _with_all_findings(sorted_out).findings,
        sorted_out.refused,
        frozen_years=recording.frozen_years(comparison, [], table),
        digest=recording.rows_digest(comparison.new, comparison.changed),
        data_dir=run.data_dir,
    )


def _import_rows(report: FileReport, sorted_out: _Sorted, batch: LedgerBatch, run: _Run) -> FileReport:
    keeping.keep_original(report.path, report.sha256, run.data_dir)
    if sorted_out.accepted.height:
        keeping.write_accepted(sorted_out.accepted, keeping.accepted_path(report.sha256, batch.pk, run.data_dir))
    frozen, locked_seconds = _write(sorted_out, batch, run)
    audit.anchor("import")
    return replace(report, frozen_years=frozen, locked_seconds=locked_seconds)


def _sort_out(table: Table, cells: Checked, run: _Run) -> _Sorted:
    if run.allowed is not None and table.format.code not in run.allowed:
        raise KindNotAllowed(table.format.title)
    checked = check(table, cells)
    if run.within is not None:
        checked = _refuse_outside(checked, table, run.within)
    good = checked.rows.join(checked.refused.to_frame(), on="index", how="anti", maintain_order="left")
    return _Sorted(table, checked, compare(table.format, good))


def _refuse_outside(checked: Checked, table: Table, within: frozenset[int]) -> Checked:
    """`checked` with a finding for each row of an office that the acting post does not see."""
    if "office__id" not in checked.rows.columns:
        raise OutOfScope(table.format.title)
    rule = table.format.scope_rule
    says = f"此机构不在您的岗位范围内；{rule}{'；' if rule else ''}请由该机构或其上级导入"
    outside = checked.rows.filter(~pl.col("office__id").is_in(list(within))).select(
        "index",
        pl.lit("office").alias("column"),
        pl.lit("scope").alias("code"),
        pl.col("office").alias("cell"),
        pl.lit(says).alias("says"),
        pl.lit(value=False).alias("warning"),
    )
    return replace(checked, findings=pl.concat([checked.findings, outside.cast(FINDING_SCHEMA)]))


def _write(sorted_out: _Sorted, batch: LedgerBatch, run: _Run) -> tuple[tuple[int, ...], float]:
    """The one transaction: records, provenance, batch and trail. Returns the frozen years touched and its seconds."""
    table, comparison = sorted_out.table, sorted_out.comparison
    target = table.format.target
    batch.rows_digest = recording.rows_digest(comparison.new, comparison.changed)
    if run.previewed not in (None, batch.rows_digest):
        raise RecordsMoved(table.name)
    told = Batch(batch.pk, batch.started_at, batch.by, table.sha256)
    records = [*target.records(comparison.new, told), recording.new_origins(comparison, table, batch)]
    try:
        with staged(records, keeping.stage_path(batch.pk, run.data_dir)) as write_records, transaction.atomic():
            run.go_on(table.name)
            started = time.perf_counter()
            if acts_on(table.format, comparison.new, comparison.changed):
                raise RecordsMoved(table.name)
            old: list[dict[str, object]] = []
            write_records()
            run.go_on(table.name)
            if comparison.new.height:
                target.insert(comparison.new, told)
            if comparison.changed.height:
                old = target.update(comparison.changed, told)
            run.go_on(table.name)
            recording.note_changed(comparison, table, batch)
            frozen = recording.finish(batch, comparison, len(sorted_out.refused), old, table)
        return frozen, time.perf_counter() - started
    except IntegrityError as error:
        raise RefusedByDatabase(table.name, str(error).splitlines()[0]) from error


def _write_refusals(sorted_out: _Sorted, batch: LedgerBatch | None, data_dir: Path) -> Path | None:
    if not len(sorted_out.refused):
        return None
    path = keeping.refused_path(sorted_out.table.sha256, batch.pk if batch else None, data_dir)
    keeping.write_refused(sorted_out.table, _with_all_findings(sorted_out), sorted_out.refused, path)
    return path


def _with_all_findings(sorted_out: _Sorted) -> Checked:
    findings = pl.concat([sorted_out.checked.findings, sorted_out.comparison.findings])
    return replace(sorted_out.checked, findings=findings)


def _fail(item: Staged, error: ExchangeError, batch: LedgerBatch | None, run: _Run) -> FileReport:
    sha256 = item.table.sha256 if item.table else digest_of(item.path)
    kind = item.table.format.code if item.table else ""
    if batch is not None:
        keeping.forget(sha256, batch.pk, run.data_dir)
    if isinstance(error, ImportCancelled) and not recording.is_kept_for_another(sha256):
        keeping.forget_original(sha256, run.data_dir)
    if batch is not None and isinstance(error, ImportCancelled):
        recording.cancel(batch, at=run.at)
    elif not run.dry_run:
        recording.fail(item.path.name, sha256, kind, error, batch, by=run.by, at=run.at)
    return FileReport(item.path, sha256, kind, error=error)


def _report(path: Path, sorted_out: _Sorted, refusals: Path | None, batch: LedgerBatch | None) -> FileReport:
    table, comparison = sorted_out.table, sorted_out.comparison
    findings = _with_all_findings(sorted_out).findings
    warned = findings.filter("warning").join(sorted_out.refused.to_frame(), on="index", how="anti")
    return FileReport(
        path=path,
        sha256=table.sha256,
        kind=table.format.code,
        read=table.rows.height,
        accepted=comparison.new.height + comparison.changed.height,
        updated=comparison.changed.height,
        unchanged=comparison.unchanged,
        refused=len(sorted_out.refused),
        skipped=table.skipped,
        warned=warned["index"].n_unique(),
        refusals_path=refusals,
        findings=_told(findings, table),
        codes=dict(findings.group_by("code").len().sort("code").iter_rows()),
        ignored=table.ignored,
        batch=batch.pk if batch else None,
        sender=table.mapping.sender if table.mapping else "",
        mapping_version=table.mapping.version if table.mapping else 0,
    )


def _told(findings: pl.DataFrame, table: Table) -> tuple[Told, ...]:
    """The first findings, refusals before warnings."""
    first = sentences(findings.sort("warning", "index", maintain_order=True).head(FINDINGS_TOLD), table.format)
    rows = table.rows.select("sheet", "row").with_row_index("index")
    told = first.join(rows, on="index", maintain_order="left").select("sheet", "row", "heading", "sentence", "warning")
    return tuple(Told(table.sheets[sheet], *rest) for sheet, *rest in told.iter_rows())
