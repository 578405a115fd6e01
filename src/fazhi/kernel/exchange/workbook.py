"""
Writing large ledgers (大台账写出): XlsxWriter makes the workbook, polars the rows.

Writing 20 columns cell by cell takes XlsxWriter about 0.3 ms a row. Here it makes an empty workbook with the template's
look, and the rows are computed as XML text by polars expressions and streamed into its sheet part.
"""

import re
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import polars as pl
from xlsxwriter.utility import xl_col_to_name

from fazhi.kernel.exchange.formats import Column, Format, Type
from fazhi.kernel.exchange.layout import FIRST_ROW, FLAG_LABELS, Shell, shell, table_shell

# Excel takes a cell that begins so for a formula once somebody edits it; the quote prefix keeps it text.
FORMULA_START = r"^[=+\-@\t\r]"
_SHEET_PART = "xl/worksheets/sheet1.xml"
_ROWS_AT_ONCE = 20_000
_ZIP_MOMENT = (1980, 1, 1, 0, 0, 0)
_EPOCH = date(1899, 12, 30)
# What XML 1.0 cannot hold.
_CONTROLS = "[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\x{FFFE}\\x{FFFF}]"
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}


def write(
    path: Path,
    format: Format,
    rows: pl.DataFrame,
    *,
    title: str | None = None,
    note: str = "",
    extra: tuple[Column, ...] = (),
) -> None:
    """
    Write `rows` as a ledger of `format` with the template's look; the same rows give the same bytes.

    rows   one column per column of the format (and of `extra`), any order. Typed as an import reads them: INTEGER an
           integer, MONEY integer fen, DATE a date, CODE its code, FLAG 0/1. A column of strings is written as it stands
           (codes still become labels), so that cells can be given as some clerk would have typed them. A missing
           column is left blank, and so are nulls.
    title  first row, default the format's title; `note` the second row
    extra  columns to the right of the format's own

    Text that begins like a formula is written as quoted text. Raises KeyError if a column of `rows` is not the format's.
    """
    columns = (*format.columns, *extra)
    unknown = set(rows.columns) - {column.name for column in columns}
    if unknown:
        raise KeyError(f"{format.code} has no columns {sorted(unknown)}")
    empty = shell(format, title=title or format.title, note=note, extra=extra, rows=rows.height, model_rows=True)
    _fill(
        path,
        empty,
        columns,
        (rows.slice(start, _ROWS_AT_ONCE) for start in range(0, rows.height, _ROWS_AT_ONCE)),
        rows.height,
    )


def write_parts(
    path: Path,
    sheet_name: str,
    columns: tuple[Column, ...],
    parts: Iterable[pl.DataFrame],
    height: int,
    *,
    title: str,
    note: str,
    header: str,
) -> None:
    """
    Write a table that comes in parts, as a ledger looks but without guide and drop-downs; memory holds one part at a time.

    columns  of all parts, typed as `write` takes them; `height` is their rows together
    header   stands at the top of every printed page
    """
    _fill(path, table_shell(sheet_name, columns, title=title, note=note, header=header), columns, parts, height)


def _fill(path: Path, empty: Shell, columns: tuple[Column, ...], parts: Iterable[pl.DataFrame], height: int) -> None:
    with zipfile.ZipFile(BytesIO(empty.content)) as model, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name in model.namelist():
            content = model.read(name)
            with book.open(_entry(name), "w") as part:
                if name == _SHEET_PART:
                    part.writelines(_sheet(content.decode(), columns, parts, height))
                else:
                    part.write(content)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _ZIP_MOMENT)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry._compresslevel = 1  # type: ignore[attr-defined]
    return entry


def _sheet(model: str, columns: tuple[Column, ...], parts: Iterable[pl.DataFrame], height: int) -> Iterator[bytes]:
    """The sheet's XML with the model rows replaced by all rows."""
    head, plain, quoted, tail = _split(model)
    yield _dimension(head, len(columns), height).encode()
    start = 0
    for part in parts:
        present = [(place, column) for place, column in enumerate(columns) if column.name in part.columns]
        number = (pl.int_range(pl.len()) + (start + FIRST_ROW + 1)).cast(pl.String).alias("row number")
        cells = [
            _cell(column, place, part.schema[column.name], plain[place], quoted[place]) for place, column in present
        ]
        texts = part.select(number, *(pl.col(column.name).alias(f"cell {place}") for place, column in present))
        line = pl.concat_str(
            [pl.lit('<row r="'), pl.col("row number"), pl.lit('">'), *cells, pl.lit("</row>")], ignore_nulls=True
        )
        yield texts.select(line.str.join("")).item().encode()
        start += part.height
    yield tail.encode()


def _split(model: str) -> tuple[str, list[str], list[str], str]:
    """Head, style numbers of the two model rows, tail of the shell's sheet."""
    found = re.search(r"(<row [^>]*>(?:<c [^>]*/>)+</row>)(<row [^>]*>(?:<c [^>]*/>)+</row>)(?=</sheetData>)", model)
    if found is None:
        raise ValueError("the shell workbook has no model rows")
    styles = [re.findall(r's="(\d+)"', row) for row in found.groups()]
    return model[: found.start()], styles[0], styles[1], model[found.end() :]


def _dimension(head: str, width: int, height: int) -> str:
    corner = f"{xl_col_to_name(width - 1)}{FIRST_ROW + height}"
    return re.sub(r'<dimension ref="[^"]*"/>', f'<dimension ref="A1:{corner}"/>', head, count=1)


def _cell(column: Column, place: int, dtype: pl.DataType, plain: str, quoted: str) -> pl.Expr:
    """The cell's XML; null where the cell is blank."""
    value = pl.col(f"cell {place}")
    start = pl.concat_str(pl.lit(f'<c r="{xl_col_to_name(place)}'), pl.col("row number"))
    if number := _number(column, value, dtype):
        return pl.concat_str(start, pl.lit(f'" s="{plain}"><v>'), number[0], pl.lit("</v></c>"))
    text = _text(column, value).cast(pl.String).str.replace_all(_CONTROLS, "")
    style = pl.when(text.str.contains(FORMULA_START)).then(pl.lit(quoted)).otherwise(pl.lit(plain))
    opened = pl.concat_str(start, pl.lit('" s="'), style, pl.lit('" t="inlineStr"><is><t xml:space="preserve">'))
    cell = pl.concat_str(opened, text.str.replace_many(_ESCAPES), pl.lit("</t></is></c>"))
    return pl.when(text != "").then(cell)


def _number(column: Column, value: pl.Expr, dtype: pl.DataType) -> tuple[pl.Expr, ...]:
    """The text of a number cell, in a tuple; empty where the column is written as text."""
    if column.type is Type.DATE and dtype == pl.Date:
        return ((value - pl.lit(_EPOCH)).dt.total_days().cast(pl.String),)
    if column.type is Type.MONEY and dtype.is_integer():
        fen = value.abs()
        sign = pl.when(value < 0).then(pl.lit("-")).otherwise(pl.lit(""))
        yuan, rest = (fen // 100).cast(pl.String), (fen % 100).cast(pl.String).str.zfill(2)
        return (pl.when(value.is_not_null()).then(pl.concat_str(sign, yuan, pl.lit("."), rest)),)
    if column.type is Type.INTEGER and dtype.is_integer():
        return (value.cast(pl.String),)
    return ()


def _text(column: Column, value: pl.Expr) -> pl.Expr:
    if column.type is Type.CODE:
        return value.cast(pl.String).replace(dict(column.labels))
    if column.type is Type.FLAG:
        return value.cast(pl.Int8, strict=False).cast(pl.String).replace(FLAG_LABELS).fill_null(value.cast(pl.String))
    return value
