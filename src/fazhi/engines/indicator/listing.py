"""
Lists of a register's rows in an order that people choose, a page at a time by keys, and bounded counts of them.

A page begins after a row, never at a number of rows: what a page costs doesn't grow with how far it is. Rows whose column of
the order is blank come last in both directions. Databases put them at different ends, so a list has two stretches, the rows
with a value and those without, and each is asked for by itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from fazhi.engines.indicator.dialects import Dialect
from fazhi.engines.indicator.printers import named, printed, qualified
from fazhi.engines.indicator.selection import Bounds, within
from fazhi.engines.indicator.terms import IsNull, Not, Predicate, Register, Value


@dataclass(frozen=True)
class Contains:
    """A text column in which `text` stands somewhere, letter by letter. For searching; no indicator counts by it."""

    column: str
    text: str


Condition = Predicate | Contains


@dataclass(frozen=True)
class Rows:
    """
    Which rows are listed.

    bounds  row scope
    where   what all of them fulfil besides
    office  the office, with those below it, that is looked at within the scope; None for the whole scope
    walked  SQLite has no statistics on our tables and would begin with the offices; True keeps it from that, which is right
            where they hold many rows
    sifted  the rows are few: they are to be found by their conditions and then sorted, not looked for along an index of
            the order, as both databases would
    """

    register: Register
    bounds: Bounds
    where: tuple[Condition, ...] = ()
    office: Bounds | None = None
    walked: bool = False
    sifted: bool = False


@dataclass(frozen=True)
class Order:
    """By a date or integer column, None for the key alone; the key decides between equals, in the same direction."""

    column: str | None = None
    descending: bool = True


@dataclass(frozen=True)
class Place:
    """A row's place in an order: its value there, None for a blank one, and its key."""

    value: Value | None
    key: Value


def stretch_sql(
    rows: Rows, order: Order, dialect: Dialect, *, blank: bool, after: Place | None, limit: int, backwards: bool = False
) -> str:
    """
    One stretch of a list: all columns in the order declared, at most `limit` rows.

    blank      the rows without a value in the order's column, else those with one; without a column all are of one stretch
    after      only rows behind this one in the direction of reading; its value is blank if the stretch is
    backwards  read from the end, the nearest first
    """
    columns = ", ".join(qualified(column.name, dialect) for column in rows.register.columns)
    falls = order.descending != backwards
    conditions = _conditions(rows, dialect)
    terms = [qualified(rows.register.key, dialect)]
    if order.column is not None:
        conditions.append(printed(IsNull(order.column) if blank else Not(IsNull(order.column)), dialect))
        if not blank:
            terms.insert(0, qualified(order.column, dialect))
    if after is not None:
        conditions.append(_behind(terms, [after.key] if len(terms) == 1 else [after.value, after.key], falls, dialect))
    parts = ["SELECT", columns, "FROM", named(rows.register, dialect), "WHERE", " AND ".join(conditions)]
    ordered = (f"COALESCE({term}, {term})" if rows.sifted else term for term in terms)
    parts += ["ORDER BY", ", ".join(f"{term} {'DESC' if falls else 'ASC'}" for term in ordered)]
    return " ".join([*parts, "LIMIT", dialect.literal(limit)])


def count_sql(rows: Rows, dialect: Dialect, limit: int | None = None) -> str:
    """How many rows, counting no further than `limit`."""
    inner = ["FROM", named(rows.register, dialect), "WHERE", " AND ".join(_conditions(rows, dialect))]
    if limit is None:
        return " ".join(["SELECT COUNT(*)", *inner])
    return " ".join(["SELECT COUNT(*) FROM (SELECT 1", *inner, "LIMIT", f"{dialect.literal(limit)}) AS counted"])


def sample_sql(rows: Rows, dialect: Dialect, step: int) -> str:
    """The key of every `step`-th row, by key: a systematic sample. It reads all rows."""
    key, where = qualified(rows.register.key, dialect), " AND ".join(_conditions(rows, dialect))
    numbered = ["SELECT", key, "AS sampled, ROW_NUMBER() OVER (ORDER BY", f"{key}) AS place"]
    source = ["FROM", named(rows.register, dialect), "WHERE", where]
    parts = ["SELECT sampled FROM (", *numbered, *source, ") AS numbered WHERE place %", dialect.literal(step), "= 0"]
    return " ".join(parts)


def _conditions(rows: Rows, dialect: Dialect) -> list[str]:
    ranges = [rows.bounds, *([rows.office] if rows.office else [])]
    # A plus sign before the column changes no value and hides it from SQLite's choice of a first index.
    sign = "+" if rows.walked and dialect.name == "sqlite" else ""
    scope = [f"{sign}{printed(within(rows.register, each), dialect)}" for each in ranges]
    return [*scope, *(_condition(item, dialect) for item in rows.where)]


def _condition(condition: Condition, dialect: Dialect) -> str:
    if isinstance(condition, Contains):
        return f"{dialect.finds}({qualified(condition.column, dialect)}, {dialect.literal(condition.text)}) > 0"
    return printed(condition, dialect)


def _behind(terms: Sequence[str], values: Sequence[Value | None], falls: bool, dialect: Dialect) -> str:
    """Rows behind a place; with a column of the order first a range, which an index can serve, then the ties."""
    sign = "<" if falls else ">"
    literals = [dialect.literal(value) for value in values if value is not None]
    if len(terms) == 1:
        return f"{terms[0]} {sign} {literals[0]}"
    (column, key), (value, last) = terms, literals
    return f"{column} {sign}= {value} AND ({column} {sign} {value} OR {key} {sign} {last})"
