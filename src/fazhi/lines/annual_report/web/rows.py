"""The register rows behind a figure, or behind one line of its breakdown."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from fazhi.engines.indicator import (
    And,
    Column,
    Compare,
    Count,
    Indicator,
    IsNull,
    Kind,
    Period,
    Predicate,
    Register,
    rows_sql,
    selected,
)
from fazhi.kernel.indicators.cells import row_of
from fazhi.kernel.indicators.terms import Engine, Scope
from fazhi.surfaces.web.tables import PAGE, RowsTable, readable, rows_table


@dataclass(frozen=True)
class Group:
    """One key of one dimension: the rows that stand behind a line of the breakdown."""

    column: Column
    key: int | str | None

    @property
    def predicate(self) -> Predicate:
        return IsNull(self.column.name) if self.key is None else Compare(self.column.name, "=", self.key)


def group_of(register: Register, dimension: str, written: str) -> Group:
    """The group as an address writes it, "" for rows without the dimension; ValueError if it can't be a key."""
    column = register.column(dimension)
    if written == "":
        return Group(column, None)
    return Group(column, int(written) if column.kind in (Kind.INTEGER, Kind.FLAG) else written)


def rows_page(
    indicator: Indicator,
    period: Period,
    *,
    engine: Engine,
    scope: Scope,
    group: Group | None = None,
    after: UUID | None = None,
    limit: int = PAGE,
    all_columns: bool = True,
) -> RowsTable:
    """
    A page of the rows behind an indicator's value, by key ascending.

    all_columns  every column that people read; else the few that tell what the row is
    """
    assert isinstance(indicator.measure, Count), "a formula has no rows"
    register = engine.catalogue.registers[indicator.measure.register]
    where = selected(register, indicator.measure, period)
    query = rows_sql(
        register,
        And((where, group.predicate)) if group else where,
        engine.dialect,
        bounds=engine.bounds(scope),
        after=after.hex if after else None,
        limit=limit + 1,
    )
    found = [row_of(register, cells) for cells in engine.ask(query)]
    columns = readable(register) if all_columns else telling(register, indicator.measure)
    return rows_table(register, columns, found, limit)


def telling(register: Register, measure: Count) -> tuple[Column, ...]:
    """The few columns that say which row it is and why it counts."""
    wanted = set(_telling_names(register, measure))
    return tuple(column for column in readable(register) if column.name in wanted)


def _telling_names(register: Register, measure: Count) -> Iterator[str]:
    columns = readable(register)
    yield columns[0].name
    yield measure.on or register.opened or columns[0].name
    yield from [column.name for column in columns if column.labels and "." not in column.source][:3]
    yield from [column.name for column in columns if column.unit == "分"][:1]
