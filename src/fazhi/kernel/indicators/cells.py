"""
Register rows from any engine in one form: UUIDs as 32 lower-case hexadecimal digits, days as dates, flags as 0 and 1.

SQLite keeps UUIDs as text without dashes and PostgreSQL in a type of its own; the frozen file must not tell which.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from fazhi.engines.indicator import Column, Kind, Register
from fazhi.kernel.indicators.terms import Row


def row_of(register: Register, cells: Sequence[Any]) -> Row:
    """One row as column name → value, in the register's order."""
    return {column.name: _normal(column, cell) for column, cell in zip(register.columns, cells, strict=True)}


def rows_of(register: Register, rows: Sequence[Sequence[Any]]) -> tuple[Row, ...]:
    """Many rows, like `row_of` of each but column by column."""
    columns = columns_of(register, rows)
    return tuple(dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True))


def columns_of(register: Register, rows: Sequence[Sequence[Any]]) -> dict[str, list[Any]]:
    """The rows turned into columns; a column is rewritten only if its first value isn't in the one form yet."""
    turned = zip(*rows, strict=True) if rows else (() for _ in register.columns)
    return {column.name: _whole(column, cells) for column, cells in zip(register.columns, turned, strict=True)}


def _normal(column: Column, cell: Any) -> Any:
    if isinstance(cell, UUID):
        return cell.hex
    if column.kind is Kind.DATE and isinstance(cell, str):
        return date.fromisoformat(cell)
    return cell


def _whole(column: Column, cells: Sequence[Any]) -> list[Any]:
    first = next((cell for cell in cells if cell is not None), None)
    if _normal(column, first) is first:
        return list(cells)
    return [_normal(column, cell) for cell in cells]
