"""
The text of our queries: one pass over a register for all its counts, the rows behind one count, and the view itself.

Column names are always qualified: SQLite reads a quoted name that it doesn't know as a piece of text, and the query
would go on with that.
"""

from collections.abc import Sequence
from typing import Any

from fazhi.engines.indicator.dialects import Dialect
from fazhi.engines.indicator.periods import Period
from fazhi.engines.indicator.selection import Bounds, selected, touching, within
from fazhi.engines.indicator.terms import (
    And,
    Between,
    Compare,
    Count,
    In,
    IsNull,
    Kind,
    Not,
    Or,
    Predicate,
    Register,
    Value,
)
from fazhi.engines.indicator.values import Tally

ROW = "r"
_BASE = "base"


def counts_sql(
    register: Register,
    counts: Sequence[Count],
    period: Period,
    dialect: Dialect,
    *,
    by: str | None = None,
    bounds: Bounds | None = None,
) -> str:
    """
    All counts of one register in one pass: conditional aggregates, grouped by at most one dimension.

    counts   counts of this register, no quantiles; `tallies` reads their columns back in this order
    by       a column of the register; each row of the answer then begins with the key and its label. Blank text is
             the same key as null: not filled in
    bounds   row scope, None for all rows
    """
    columns = [text for count in counts for text in _aggregates(register, count, period, dialect)]
    parts = ["FROM", named(register, dialect)]
    if bounds is not None:
        parts += ["WHERE", printed(within(register, bounds), dialect)]
    if by is not None:
        key, label = _key(register, by, dialect), qualified(register.column(by).named_by or by, dialect)
        columns = [key, f"MIN({label})", *columns]
        parts += ["GROUP BY", key]
    return " ".join(("SELECT", ", ".join(columns), *parts))


def values_sql(
    register: Register,
    count: Count,
    period: Period,
    dialect: Dialect,
    *,
    by: str | None = None,
    bounds: Bounds | None = None,
) -> str:
    """
    The values of a quantile's column with the number of rows of each; `quantile` takes it from there.

    by, bounds  as in `counts_sql`; with `by` each row of the answer begins with the key and its label
    """
    assert count.column is not None, "the catalogue refuses quantiles without a column"
    selection = selected(register, count, period)
    if bounds is not None:
        selection = And((within(register, bounds), selection))
    value = qualified(count.column, dialect)
    columns, groups = [value, "COUNT(*)"], [value]
    if by is not None:
        key, label = _key(register, by, dialect), qualified(register.column(by).named_by or by, dialect)
        columns, groups = [key, f"MIN({label})", *columns], [key, value]
    parts = ["SELECT", ", ".join(columns), "FROM", named(register, dialect), "WHERE", printed(selection, dialect)]
    return " ".join((*parts, "GROUP BY", ", ".join(groups)))


def tallies(counts: Sequence[Count], row: Sequence[Any]) -> list[Tally]:
    """
    The counts' columns of one answer row, in the order of `counts`.

    The sum of nothing is 0; the min and max of nothing have no value. Sums come back as integers of any size, or as
    whole decimals (PostgreSQL).
    """
    found = []
    cells = iter(row)
    for count in counts:
        value = next(cells)
        if count.aggregate == "count":
            found.append(Tally(int(value), int(value)))
            continue
        empty = 0 if count.aggregate == "sum" else None
        found.append(Tally(empty if value is None else int(value), int(next(cells))))
    return found


def columns_of(counts: Sequence[Count]) -> int:
    """How many columns of `counts_sql` the counts have: the value, and where that isn't it the number of rows."""
    return sum(1 if count.aggregate == "count" else 2 for count in counts)


def rows_sql(
    register: Register,
    where: Predicate,
    dialect: Dialect,
    *,
    bounds: Bounds | None = None,
    after: Value | None = None,
    limit: int | None = None,
) -> str:
    """
    Rows of a register in the order of its key, all columns in the order declared.

    after   the key of the latest row already read; rows that follow it are given
    limit   at most so many rows, None for all
    """
    selection = where if bounds is None else And((within(register, bounds), where))
    columns = ", ".join(qualified(column.name, dialect) for column in register.columns)
    parts = ["SELECT", columns, "FROM", named(register, dialect), "WHERE", printed(selection, dialect)]
    key = qualified(register.key, dialect)
    if after is not None:
        parts += ["AND", key, ">", dialect.literal(after)]
    parts += ["ORDER BY", key]
    if limit is not None:
        parts += ["LIMIT", dialect.literal(limit)]
    return " ".join(parts)


def touching_sql(register: Register, year: Period, dialect: Dialect) -> str:
    """How many rows of the register a frozen year keeps (`touching`)."""
    return " ".join(
        ("SELECT COUNT(*) FROM", named(register, dialect), "WHERE", printed(touching(register, year), dialect))
    )


def view_sql(register: Register, dialect: Dialect) -> str:
    """The CREATE VIEW text of a register: columns selected and tables joined, nothing else."""
    name = dialect.identifier
    columns = ", ".join(f"{_source(column.source, dialect)} AS {name(column.name)}" for column in register.columns)
    parts = ["CREATE VIEW", name(register.name), "AS SELECT", columns, "FROM", name(register.base), "AS", name(_BASE)]
    for join in register.joins:
        pairs = (f"{name(join.alias)}.{name(own)} = {_source(other, dialect)}" for own, other in join.on)
        parts += ["LEFT JOIN", name(join.table), "AS", name(join.alias), "ON", " AND ".join(pairs)]
    return " ".join(parts)


def _source(source: str, dialect: Dialect) -> str:
    alias, _, column = source.rpartition(".")
    return f"{dialect.identifier(alias or _BASE)}.{dialect.identifier(column)}"


def named(register: Register, dialect: Dialect) -> str:
    """The register as our queries read from it."""
    return f"{dialect.identifier(register.name)} AS {ROW}"


def qualified(name: str, dialect: Dialect) -> str:
    """A register's column as our queries write it."""
    return f"{ROW}.{dialect.identifier(name)}"


def _key(register: Register, by: str, dialect: Dialect) -> str:
    column = qualified(by, dialect)
    return f"NULLIF({column}, '')" if register.column(by).kind is Kind.TEXT else column


def _aggregates(register: Register, count: Count, period: Period, dialect: Dialect) -> list[str]:
    """The aggregate, and beside it the number of rows where the aggregate itself isn't that."""
    condition = printed(selected(register, count, period), dialect)
    rows = f"COUNT(CASE WHEN {condition} THEN 1 END)"
    if count.column is None:
        return [rows]
    chosen = f"CASE WHEN {condition} THEN {qualified(count.column, dialect)} END"
    function = {"count_distinct": "COUNT(DISTINCT {})", "sum": "SUM({})", "min": "MIN({})", "max": "MAX({})"}
    return [function[count.aggregate].format(chosen), rows]


def printed(predicate: Predicate, dialect: Dialect) -> str:
    """A predicate as text; and, or, not stand in parentheses, so precedence never matters."""
    match predicate:
        case Compare(column, operator, value):
            return f"{qualified(column, dialect)} {_OPERATORS[operator]} {dialect.literal(value)}"
        case In(column, values):
            return f"{qualified(column, dialect)} IN ({', '.join(dialect.literal(value) for value in values)})"
        case Between(column, low, high):
            return f"{qualified(column, dialect)} BETWEEN {dialect.literal(low)} AND {dialect.literal(high)}"
        case IsNull(column):
            return f"{qualified(column, dialect)} IS NULL"
        case And(parts):
            return f"({' AND '.join(printed(part, dialect) for part in parts)})"
        case Or(parts):
            return f"({' OR '.join(printed(part, dialect) for part in parts)})"
        case Not(part):
            return f"(NOT {printed(part, dialect)})"


_OPERATORS = {"=": "=", "!=": "<>", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
