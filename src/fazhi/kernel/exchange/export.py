"""Ledgers out (台账导出): the records of a period in the format in which they come in."""

from collections.abc import Collection
from datetime import date, datetime
from pathlib import Path

import polars as pl
from django.db import transaction

from fazhi.kernel.audit import services as audit
from fazhi.kernel.exchange import workbook
from fazhi.kernel.exchange.errors import UnknownKind, UnsupportedFile
from fazhi.kernel.exchange.formats import Column, Format, Type, registered
from fazhi.kernel.exchange.layout import FLAG_LABELS
from fazhi.kernel.organisations.queries import is_sample

EXPORT = "ledger.export"
SAMPLE_NOTE = "示例数据：本表内容系合成，不涉及真实的人和事。"


def export(
    kind: str, start: date, end: date, out: Path, *, by: str, at: datetime, offices: Collection[str] | None = None
) -> int:
    """
    Write the ledger of the records that belong to [start, end]; returns the number of rows.

    out      .xlsx, or .csv as UTF-8 with a byte order mark
    offices  codes of the offices whose rows go out, None for all
    The export is entered into the trail. Text that begins like a formula is neutralised: quoted in .xlsx, after an
    apostrophe in .csv.

    Raises UnknownKind, or UnsupportedFile for another extension.
    """
    format = _format(kind)
    if out.suffix.lower() not in {".xlsx", ".csv"}:
        raise UnsupportedFile(out.name)
    rows = format.target.export(start, end).select(column.name for column in format.columns)
    if offices is not None:
        rows = _within(format, rows, offices)
    _write(out, format, rows, start, end)
    with transaction.atomic():
        payload = {"kind": kind, "start": start, "end": end, "rows": rows.height}
        audit.record(EXPORT, by=by, at=at, subject=("ledger.format", kind), payload=payload, detail={"file": out.name})
    audit.anchor("export")
    return rows.height


def _format(kind: str) -> Format:
    found = {item.code: item for item in registered()}
    if kind not in found:
        raise UnknownKind(kind, found)
    return found[kind]


def _within(format: Format, rows: pl.DataFrame, offices: Collection[str]) -> pl.DataFrame:
    column = "office" if "office" in rows.columns else format.key[0]
    return rows.filter(pl.col(column).is_in(list(offices)))


def _write(out: Path, format: Format, rows: pl.DataFrame, start: date, end: date) -> None:
    out.parent.mkdir(parents=True, exist_ok=True)
    if out.suffix.lower() == ".csv":
        rows.select(csv_cell(column) for column in format.columns).write_csv(
            out, include_bom=True, line_terminator="\r\n"
        )
    else:
        note = f"{start:%Y-%m-%d} 至 {end:%Y-%m-%d}"
        workbook.write(out, format, rows, note=f"{note}  {SAMPLE_NOTE}" if is_sample() else note)


def csv_cell(column: Column) -> pl.Expr:
    """A typed column as the text of a .csv ledger, under its heading."""
    value = pl.col(column.name)
    if column.type is Type.MONEY:
        fen, sign = value.abs(), pl.when(value < 0).then(pl.lit("-")).otherwise(pl.lit(""))
        text = pl.concat_str(sign, (fen // 100).cast(pl.String), pl.lit("."), (fen % 100).cast(pl.String).str.zfill(2))
    elif column.type is Type.CODE:
        text = value.replace(dict(column.labels))
    elif column.type is Type.FLAG:
        text = value.cast(pl.Int8, strict=False).cast(pl.String).replace(FLAG_LABELS)
    else:
        text = value.cast(pl.String)
        if column.type in (Type.TEXT, Type.PHONE):
            text = pl.when(text.str.contains(workbook.FORMULA_START)).then(pl.lit("'") + text).otherwise(text)
    return text.alias(column.heading)
