"""
A ledger as JSON (接口推送的台账), as other systems send it: `{"kind": "mediation.people", "rows": [{"number": "…", …}, …]}`.

The names are those of the format's columns; what a cell says is written as in a sheet, whole numbers also as numbers. Such a
file is read like a sheet with the official headings: row i of the array is the sheet's row i + 1, from 1.
"""

import json
from pathlib import Path

import polars as pl

from fazhi.kernel.exchange.errors import CorruptFile, EmptyFile, UnknownKind
from fazhi.kernel.exchange.formats import Format, registered


def cells_of(path: Path) -> pl.DataFrame:
    """
    The rows as a grid of text under the headings of their format.

    Raises CorruptFile, EmptyFile, UnknownKind.
    """
    format, rows = _read(path)
    if not rows:
        raise EmptyFile(path.name)
    columns = [
        pl.Series(str(place), [column.heading, *(_text(row.get(column.name)) for row in rows)], dtype=pl.String)
        for place, column in enumerate(format.columns)
    ]
    return pl.DataFrame(columns)


def _read(path: Path) -> tuple[Format, list[dict[str, object]]]:
    try:
        document = json.loads(path.read_bytes())
        kind, rows = document["kind"], document["rows"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise CorruptFile(path.name, f"no object with kind and rows: {error}") from error
    format = next((each for each in registered() if each.code == kind), None)
    if format is None:
        raise UnknownKind(str(kind), [each.code for each in registered()])
    known = {column.name for column in format.columns}
    for row in rows if isinstance(rows, list) else [rows]:
        if not isinstance(row, dict) or not all(_is_cell(value) for value in row.values()):
            raise CorruptFile(path.name, "rows is no array of objects with text, whole numbers and null")
        if unknown := row.keys() - known:
            raise CorruptFile(path.name, f"{kind} has no column {sorted(unknown)[0]!r}")
    return format, rows


def _is_cell(value: object) -> bool:
    return value is None or isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool))


def _text(value: object) -> str | None:
    return None if value is None or value == "" else str(value)
