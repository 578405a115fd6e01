"""The rows of a batch (本批的行), read from what is kept with it, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import polars as pl

from fazhi.kernel.exchange import keeping
from fazhi.kernel.exchange.formats import registered
from fazhi.kernel.exchange.queries import BatchTold


@dataclass(frozen=True)
class BatchRow:
    """A row that a batch wrote: the sheet (from 1) and row it came from, its natural key, its record, new or corrected."""

    sheet: int
    row: int
    key: tuple[str, ...]
    subject: UUID
    is_new: bool


@dataclass(frozen=True)
class BatchRows:
    """
    headings   of the natural key
    procedure  under which the records stand
    rows       of the page
    is_kept    False where the rows are kept no more
    """

    headings: tuple[str, ...]
    procedure: str
    rows: tuple[BatchRow, ...]
    is_kept: bool = True


def rows_of(batch: BatchTold, *, after: int, limit: int, data_dir: Path) -> BatchRows:
    """
    `limit` rows of a batch in the order in which they were written, new ones first, beginning behind the first `after`.
    """
    format = next((item for item in registered() if item.code == batch.kind), None)
    path = keeping.accepted_path(batch.sha256, batch.id, data_dir)
    if format is None or not path.exists():
        return BatchRows((), "", (), is_kept=False)
    columns: Sequence[str] = ("sheet", "row", "key", "subject")
    page = pl.scan_parquet(path).select(columns).slice(after, limit).collect()
    rows = tuple(
        BatchRow(sheet + 1, row, tuple(key.split("\x1f")), UUID(subject), after + place < batch.inserted)
        for place, (sheet, row, key, subject) in enumerate(page.iter_rows())
    )
    headings = tuple(format.column(name).heading for name in format.key)
    return BatchRows(headings, format.target.procedure, rows)
