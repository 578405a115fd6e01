"""
Reading a ledger (台账读取): which kind it is, where its headings stand, which rows are data.

What real ledgers do is tolerated: title rows, merged cells, blank rows, totals, notes, columns of one's own, several
sheets of one kind. What would lose or misplace data is refused with what was expected and what was found.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from fazhi.kernel.exchange.cells import BLANKS, DITTO, Unclear, reader
from fazhi.kernel.exchange.errors import EmptyFile, HeadingsShifted
from fazhi.kernel.exchange.formats import Column, Format, Type
from fazhi.kernel.exchange.headings import OURS, Match, recognise
from fazhi.kernel.exchange.mappings import SenderMapping
from fazhi.kernel.exchange.sources import Grid, grids

_TOTALS = r"^(合计|总计|小计|共计|累计)[:：]?$"
_NOTES = r"^(注|说明|填表说明|填表人|填报人|审核人|制表人|负责人|填报单位|填报日期|制表日期)[:：]"
_SAMPLE_ROWS = 200
_POOR_FIT, _GOOD_FIT = 0.8, 0.95
_DITTO = (*DITTO, '"')
"""What clerks write below a cell to repeat it; a quotation mark with nothing above it may stand for itself."""

_DAYS_TO_1904 = 1462


@dataclass(frozen=True)
class Table:
    """
    The data rows of one file, as read.

    rows      text columns by column name, with `sheet` (position in `sheets`) and `row` (the sheet's row number, from 1)
    headings  column name → the heading as found
    skipped   titles, blank rows, totals and notes
    ignored   headings and sheets that belong to no column of the format
    mapping   by which the sender's own headings and words became ours
    """

    name: str
    sha256: str
    format: Format
    rows: pl.DataFrame
    sheets: tuple[str, ...]
    headings: Mapping[str, str]
    skipped: int
    ignored: tuple[str, ...]
    mapping: SenderMapping | None = None


def read(
    path: Path,
    formats: Sequence[Format],
    *,
    name: str | None = None,
    mappings: Sequence[SenderMapping] = (),
    sender: str | None = None,
) -> Table:
    """
    The ledger in the file, as one of `formats`; `name` is what the file is called in messages, default its own.

    mappings  saved ones, for files whose headings are a sender's own
    sender    whose mapping is to be used; None: whichever fits, where our own headings don't

    Raises UnreadableFile, UnknownLedger, AmbiguousLedger, HeadingsMissing, HeadingTwice, HeadingsShifted,
    AmbiguousMapping, MappingUnfit.
    """
    name = name or path.name
    found = grids(path)
    matches = recognise(name, found, formats, mappings, sender)
    for match in matches:
        _require_alignment(name, match)
    parts = [_data_rows(match, position) for position, match in enumerate(matches)]
    rows = pl.concat([part for part, _ in parts])
    if rows.is_empty():
        raise EmptyFile(name)
    first = matches[0]
    return Table(
        name=name,
        sha256=digest_of(path),
        format=first.format,
        rows=rows,
        sheets=tuple(match.grid.name for match in matches),
        headings={column: str(first.grid.cells.item(first.row, place)) for column, place in first.columns.items()},
        skipped=sum(skipped for _, skipped in parts),
        ignored=_ignored(found, matches),
        mapping=first.mapping,
    )


def digest_of(path: Path) -> str:
    """SHA-256 of the file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _require_alignment(name: str, match: Match) -> None:
    """
    Raise HeadingsShifted if the data make no sense under their headings but do one column beside them.

    Judged on the distinct cells of the first rows that are not free text.
    """
    sample = match.grid.cells.slice(match.row + 1, _SAMPLE_ROWS)
    judged = [column for column in match.format.columns if _is_judged(column, match)]
    straight = _fit(sample, judged, match.columns, 0)
    if straight.share >= _POOR_FIT:
        return
    fits = {step: _fit(sample, judged, match.columns, step) for step in (1, -1)}
    step = max(fits, key=lambda step: fits[step].share)
    if fits[step].share >= _GOOD_FIT and fits[step].understood > straight.understood:
        wrong = next(column for column in judged if match.columns[column.name] + step in range(sample.width))
        cell = sample.to_series(match.columns[wrong.name]).drop_nulls().head(1).to_list()
        raise HeadingsShifted(name, match.grid.name, step, (wrong.heading, *(cell or [""])))


def _is_judged(column: Column, match: Match) -> bool:
    """Free text fits everywhere; a sender's own words are understood only after they are mapped."""
    mapped = match.mapping.values if match.mapping else {}
    return column.type not in (Type.TEXT, Type.PHONE) and column.name in match.columns and column.name not in mapped


@dataclass(frozen=True)
class _Fit:
    """How many filled cells there are, and how many of them their columns' readers understand."""

    filled: int
    understood: int

    @property
    def share(self) -> float:
        return self.understood / self.filled if self.filled else 1.0


def _fit(sample: pl.DataFrame, judged: Iterable[Column], columns: Mapping[str, int], step: int) -> _Fit:
    """How well the cells `step` places to the right of their headings fit them."""
    understood = filled = 0
    for column in judged:
        place = columns[column.name] + step
        if 0 <= place < sample.width:
            cells = [cell for cell in sample.to_series(place).unique().drop_nulls() if cell.strip() not in BLANKS]
            filled += len(cells)
            understood += _understood(column, cells)
    return _Fit(filled, understood)


def _understood(column: Column, cells: Iterable[str]) -> int:
    read_cell = reader(column)
    count = 0
    for cell in cells:
        with suppress(Unclear):
            read_cell(cell)
            count += 1
    return count


def _data_rows(match: Match, position: int) -> tuple[pl.DataFrame, int]:
    """The data rows below the headings, and how many rows of the sheet are neither data nor headings."""
    start = match.row + 1 + (match.mapping.skip_rows if match.mapping else 0)
    below = match.grid.cells.with_row_index("row", offset=1).slice(start)
    every = [pl.col(name) for name in match.grid.cells.columns]
    ours = [pl.col(str(place)) for place in match.columns.values()]
    blank = pl.all_horizontal(_is_blank(cell) for cell in ours)
    first = pl.coalesce(pl.when(~_is_blank(cell)).then(cell) for cell in every).str.replace_all(r"\s", "")
    filled = pl.sum_horizontal((~_is_blank(cell)).cast(pl.Int32) for cell in ours)
    note = first.str.contains(_NOTES) & (filled <= 2)
    kept = below.filter(~(blank | first.str.contains(_TOTALS) | note).fill_null(value=False))
    rows = kept.select(
        *(pl.col(str(place)).alias(name) for name, place in match.columns.items()),
        pl.lit(position, pl.UInt8).alias("sheet"),
        pl.col("row").cast(pl.UInt32),
    )
    rows = _like_the_row_above(rows)
    if match.grid.since_1904:
        rows = rows.with_columns(_since_1900(rows, match))
    if match.mapping is not None:
        rows = _mapped(rows, match.format, match.mapping)
    present = set(rows.columns)
    cells = [
        pl.col(column.name) if column.name in present else pl.lit(None, pl.String).alias(column.name)
        for column in match.format.columns
    ]
    return rows.select(*cells, "sheet", "row"), start - 1 + below.height - kept.height


def _like_the_row_above(rows: pl.DataFrame) -> pl.DataFrame:
    """`rows` with what stands above in place of ditto marks (同上); one with nothing above stays, for its column to judge."""
    texts = rows.select(pl.col(pl.String))
    marks = texts.select((pl.all().str.len_bytes() <= 12) & pl.all().str.strip_chars().is_in(_DITTO))
    for name in marks.columns:
        if marks[name].any():
            mark = marks[name].fill_null(value=False)
            above = pl.select(pl.when(~mark).then(pl.int_range(rows.height)).forward_fill()).to_series()
            said = rows[name].gather(above)
            rows = rows.with_columns(pl.when(above.is_not_null()).then(said).otherwise(pl.col(name)).alias(name))
    return rows


def _since_1900(rows: pl.DataFrame, match: Match) -> list[pl.Expr]:
    """Serial numbers of days from 1904 as those from 1900; days that the workbook shows as such are right already."""
    days = [column.name for column in match.format.columns if column.type is Type.DATE and column.name in rows.columns]
    serial = [pl.when(pl.col(name).str.contains(r"^\d{5}(\.\d+)?$")).then(pl.col(name)).alias(name) for name in days]
    moved = rows.select(serial).select(pl.all().cast(pl.Float64).add(_DAYS_TO_1904).cast(pl.Int64).cast(pl.String))
    return [pl.coalesce(moved[name], pl.col(name)).alias(name) for name in days]


def _mapped(rows: pl.DataFrame, format: Format, mapping: SenderMapping) -> pl.DataFrame:
    """`rows` with the sender's words as ours, what the mapping fixes, and blanks where it has no column."""
    cells = []
    for column in format.columns:
        cell = pl.col(column.name) if column.name in rows.columns else pl.lit(mapping.fixed.get(column.name), pl.String)
        if words := mapping.values.get(column.name):
            cell = cell.str.strip_chars().replace_strict(dict(words), default=cell, return_dtype=pl.String)
        cells.append(cell.alias(column.name))
    return rows.select(*cells, "sheet", "row")


def _is_blank(cell: pl.Expr) -> pl.Expr:
    return cell.is_null() | (cell.str.strip_chars() == "")


def _ignored(found: Sequence[Grid], matches: Sequence[Match]) -> tuple[str, ...]:
    read_sheets = {match.grid.name for match in matches}
    sheets = [f"工作表“{grid.name}”" for grid in found if grid.name not in read_sheets and grid.name not in OURS]
    headings = [
        cell.strip()
        for match in matches
        for place, cell in enumerate(match.grid.cells.row(match.row))
        if cell and place not in set(match.columns.values())
    ]
    return tuple(dict.fromkeys(headings + sheets))
