"""Register rows as a table of a page: what people read of them, and where each row opens."""

from collections.abc import Sequence
from dataclasses import dataclass

from fazhi.engines.indicator import Column, Kind, Register
from fazhi.kernel.indicators.terms import Row
from fazhi.surfaces.web.cells import heading, is_number, shown
from fazhi.surfaces.web.pages import opening

PAGE = 50
_DATE_PARTS = ("_year", "_quarter", "_month")


@dataclass(frozen=True)
class Head:
    title: str
    is_number: bool


@dataclass(frozen=True)
class Cell:
    text: str
    is_number: bool


@dataclass(frozen=True)
class ShownRow:
    """`url` opens the record behind the row, "" where no line has a page for it."""

    name: str
    url: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class RowsTable:
    """
    One page of rows.

    following  key after which the next page begins, "" on the last one
    """

    heads: tuple[Head, ...]
    rows: tuple[ShownRow, ...]
    following: str


def rows_table(register: Register, columns: Sequence[Column], found: Sequence[Row], limit: int) -> RowsTable:
    """Rows as shown, the first column as their name; one row more than `limit` tells that another page follows."""
    name, *others = columns
    rows = tuple(
        ShownRow(
            shown(name, row[name.name]),
            opening(register.name, row[register.key]) or "",
            tuple(Cell(shown(column, row[column.name]), is_number(column)) for column in others),
        )
        for row in found[:limit]
    )
    following = str(found[limit - 1][register.key]) if len(found) > limit else ""
    return RowsTable(tuple(Head(heading(column), is_number(column)) for column in columns), rows, following)


def readable(register: Register) -> tuple[Column, ...]:
    """The columns that people read at once: those that can be chosen, without flags."""
    return tuple(column for column in choosable(register) if column.kind is not Kind.FLAG)


def choosable(register: Register) -> tuple[Column, ...]:
    """The columns that people may read: no keys, no bounds, no parts of dates, no code that a name stands for."""
    codes = {column.name for column in register.columns if column.named_by}
    hidden = codes | {register.key, register.scope}
    return tuple(
        column for column in register.columns if column.name not in hidden and not column.name.endswith(_DATE_PARTS)
    )
