"""
What an import would change (导入预览): shown before anything is written, and adding up to the rows read.

Refused rows are shown as read, changed cells beside what the latest import of the same row said. Personal data are masked
as in every list; who needs them in full has the file.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from fazhi.engines.identifiers.masks import mask_document_number, mask_name, mask_phone
from fazhi.kernel.exchange import keeping
from fazhi.kernel.exchange.columns import as_read
from fazhi.kernel.exchange.comparing import SEPARATOR, Comparison
from fazhi.kernel.exchange.export import csv_cell
from fazhi.kernel.exchange.formats import Column, Format, Type
from fazhi.kernel.exchange.models import LedgerBatch
from fazhi.kernel.exchange.reading import Table

SHOWN = 200
"""How many refused rows, changed cells and warnings a preview has at most."""

_COLUMNS = 8
_PARTY_NAME = re.compile(r"party\d+_name")
# "校验码不对：1；应为X" of a document's rule quotes the number or a part of it.
_QUOTED = re.compile(r"：.*；应为", re.DOTALL)


@dataclass(frozen=True)
class RefusedRow:
    """A row that would not be written: its cells under `Preview.headings`, each with whether it is wrong, and why."""

    sheet: str
    row: int
    cells: tuple[tuple[str, bool], ...]
    says: tuple[str, ...]


@dataclass(frozen=True)
class Change:
    """A cell that would be corrected, as the latest file said it and as this one does; "" for nothing."""

    key: str
    sheet: str
    row: int
    heading: str
    was: str
    now: str


@dataclass(frozen=True)
class Warned:
    """A row that would be written, and what is odd about it."""

    sheet: str
    row: int
    says: str


@dataclass(frozen=True)
class Preview:
    """
    An import before it is done: new + updated + unchanged + refused = read.

    sheets         names of the sheets that are read
    headings       of the cells of `refused_rows`: the key and what is wrong
    changed_cells  how many cells differ from what was imported before
    untold         rows to be updated of which no earlier file is kept
    warned         rows that would be written and have something odd
    frozen_years   sealed years that the rows touch
    digest         of the rows that would be written: an import that would write others is not the one previewed
    """

    new: int
    updated: int
    unchanged: int
    refused: int
    skipped: int
    sheets: tuple[str, ...]
    headings: tuple[str, ...]
    refused_rows: tuple[RefusedRow, ...]
    changed_cells: int
    changes: tuple[Change, ...]
    untold: int
    warned: int
    warned_rows: tuple[Warned, ...]
    frozen_years: tuple[int, ...]
    digest: str


def preview(
    table: Table,
    comparison: Comparison,
    findings: pl.DataFrame,
    refused: pl.Series,
    *,
    frozen_years: tuple[int, ...],
    digest: str,
    data_dir: Path,
) -> Preview:
    """
    The preview of a checked and compared table.

    findings, refused  as `checking.Checked` has them, those of the comparison included
    """
    headings, refused_rows = _refused_rows(table, findings, refused)
    warned = findings.filter("warning").join(refused.to_frame("index"), on="index", how="anti").sort("index")
    changed_cells, changes, untold = _changes(table, comparison.changed, data_dir)
    return Preview(
        new=comparison.new.height,
        updated=comparison.changed.height,
        unchanged=comparison.unchanged,
        refused=len(refused),
        skipped=table.skipped,
        sheets=table.sheets,
        headings=headings,
        refused_rows=refused_rows,
        changed_cells=changed_cells,
        changes=changes,
        untold=untold,
        warned=warned["index"].n_unique(),
        warned_rows=_warned_rows(table, warned),
        frozen_years=frozen_years,
        digest=digest,
    )


def _masks(format: Format) -> dict[str, Callable[[str], str]]:
    """How the personal columns of a format are shown in lists."""
    numbers = {pair.number_column for pair in format.documents}
    masks: dict[str, Callable[[str], str]] = {}
    for column in format.columns:
        if column.name in numbers:
            masks[column.name] = mask_document_number
        elif column.type is Type.PHONE:
            masks[column.name] = mask_phone
        elif _PARTY_NAME.fullmatch(column.name):
            masks[column.name] = mask_name
    return masks


def _refused_rows(
    table: Table, findings: pl.DataFrame, refused: pl.Series
) -> tuple[tuple[str, ...], tuple[RefusedRow, ...]]:
    first = refused.unique().sort().head(SHOWN)
    found = findings.filter(pl.col("index").is_in(first.implode()) & ~pl.col("warning"))
    wrong = set(found["column"].unique())
    key = set(table.format.key)
    columns = [column for column in table.format.columns if column.name in key | wrong]
    columns = [column for column in columns if column.name in key] + [
        column for column in columns if column.name not in key
    ]
    columns = columns[: len(key) + _COLUMNS]
    told = _sentences(table, found)
    cells = table.rows.with_row_index("index").with_columns(as_read(column) for column in table.format.columns)
    rows = cells.join(first.to_frame("index"), on="index", how="semi", maintain_order="left")
    at_fault = set(found.select("index", "column").iter_rows())
    masks = _masks(table.format)
    return tuple(column.heading for column in columns), tuple(
        RefusedRow(
            table.sheets[row["sheet"]],
            row["row"],
            tuple(
                (_shown(row[column.name], masks.get(column.name)), (row["index"], column.name) in at_fault)
                for column in columns
            ),
            tuple(told[row["index"]]),
        )
        for row in rows.iter_rows(named=True)
    )


def _sentences(table: Table, findings: pl.DataFrame) -> dict[int, list[str]]:
    """Index of a row → what is wrong with it, heading first, nothing personal quoted."""
    headings = {column.name: column.heading for column in table.format.columns}
    masks = _masks(table.format)
    rows = table.rows.with_row_index("index").select("index", *masks)
    rows = rows.join(findings.select("index").unique(), on="index", how="semi")
    personal = {row["index"]: row for row in rows.iter_rows(named=True)}
    told: dict[int, list[str]] = {}
    for index, column, says in findings.select("index", "column", "says").iter_rows():
        plain = _QUOTED.sub("；应为", says) if column in masks else says
        told.setdefault(index, []).append(f"{headings[column]}：{_without(plain, personal[index], masks)}。")
    return told


def _without(says: str, row: Mapping[str, str | None], masks: Mapping[str, Callable[[str], str]]) -> str:
    """`says` with the row's personal cells masked wherever it quotes them."""
    for name, mask in masks.items():
        cell = (row[name] or "").strip()
        if len(cell) > 1:
            says = says.replace(cell, mask(cell))
    return says.removesuffix("。")


def _yuan(text: str) -> str:
    """12000.50 → 12,000.50"""
    whole, _, rest = text.partition(".")
    return f"{int(whole):,}.{rest}"


def _shown(cell: str | None, mask: Callable[[str], str] | None) -> str:
    text = (cell or "").strip()
    return mask(text) if mask and text else text


def _warned_rows(table: Table, found: pl.DataFrame) -> tuple[Warned, ...]:
    rows = table.rows.select("sheet", "row").with_row_index("index")
    first = found.select("index").unique(maintain_order=True).head(SHOWN)
    told = _sentences(table, found.join(first, on="index", how="semi"))
    shown = rows.join(first, on="index", how="semi", maintain_order="left")
    return tuple(Warned(table.sheets[sheet], row, "".join(told[index])) for index, sheet, row in shown.iter_rows())


def _changes(table: Table, changed: pl.DataFrame, data_dir: Path) -> tuple[int, tuple[Change, ...], int]:
    """How many cells differ, the first of them, and of how many rows no earlier file tells the cells."""
    if changed.is_empty():
        return 0, (), 0
    columns = table.format.columns
    now = changed.select("key", "sheet", "row", "known_batch", *(csv_cell(column) for column in columns))
    before = _before(table.format, changed, data_dir)
    joined = now.join(before, on=["known_batch", "key"], how="left", suffix=" before", maintain_order="left")
    told = joined.filter("is_told")
    differing = [_differing(told, place, column) for place, column in enumerate(columns)]
    cells = pl.concat(differing).sort("sheet", "row", "place")
    masks = _masks(table.format)
    return (
        cells.height,
        tuple(_change(table, columns[place], masks, *rest) for place, *rest in cells.head(SHOWN).iter_rows()),
        joined.height - told.height,
    )


def _differing(rows: pl.DataFrame, place: int, column: Column) -> pl.DataFrame:
    was, now = pl.col(f"{column.heading} before"), pl.col(column.heading)
    return rows.filter(was.fill_null("") != now.fill_null("")).select(
        pl.lit(place, pl.Int32).alias("place"), "key", "sheet", "row", was.alias("was"), now.alias("now")
    )


def _change(
    table: Table,
    column: Column,
    masks: Mapping[str, Callable[[str], str]],
    key: str,
    sheet: int,
    row: int,
    was: str | None,
    now: str | None,
) -> Change:
    mask = _yuan if column.type is Type.MONEY else masks.get(column.name)
    shown_key = key.replace(SEPARATOR, " ")
    return Change(shown_key, table.sheets[sheet], row, column.heading, _shown(was, mask), _shown(now, mask))


def _before(format: Format, changed: pl.DataFrame, data_dir: Path) -> pl.DataFrame:
    """What the latest import of each row said, from the rows kept with its batch, as text under our headings."""
    frames = [_kept(format, batch, data_dir) for batch in changed["known_batch"].drop_nulls().unique()]
    empty = pl.DataFrame(
        schema={"known_batch": pl.Int64, "key": pl.String, "is_told": pl.Boolean}
        | {column.heading: pl.String for column in format.columns}
    )
    return pl.concat([empty, *frames], how="diagonal")


def _kept(format: Format, batch_id: int, data_dir: Path) -> pl.DataFrame:
    batch = LedgerBatch.objects.get(pk=batch_id)
    path = keeping.accepted_path(batch.sha256, batch.pk, data_dir)
    if not path.exists():
        return pl.DataFrame()
    rows = pl.read_parquet(path)
    known = [column for column in format.columns if column.name in rows.columns]
    return rows.select(
        pl.lit(batch_id, pl.Int64).alias("known_batch"),
        "key",
        pl.lit(value=True).alias("is_told"),
        *(csv_cell(column) for column in known),
    )
