"""Registers, indicators and identities as data; the grammar is closed, anything else is refused."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Literal

from fazhi.engines.citation import Article, Document


class Kind(StrEnum):
    """Type of a register column. Flags are the integers 0 and 1; dates are local days."""

    INTEGER = "integer"
    TEXT = "text"
    DATE = "date"
    FLAG = "flag"


@dataclass(frozen=True)
class Column:
    """
    One column of a register.

    source    where the view takes it from: a column of the base table, or "alias.column" of a join
    labels    for coded columns, code → official label
    unit      unit of measure of an integer, as "分", "日", "月"
    named_by  the column that holds the label of each key, where labels are no closed list, as office → office_name
    """

    name: str
    title: str
    kind: Kind
    source: str
    labels: Mapping[str, str] = field(default_factory=dict)
    unit: str = ""
    named_by: str = ""


@dataclass(frozen=True)
class Join:
    """
    A left join that finds at most one row.

    on  pairs of a column of the joined table and a "column" of the base or "alias.column" of an earlier join
    """

    table: str
    alias: str
    on: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Register:
    """
    A documented database view of one line (台账视图): all that statistics read. No personal data.

    name     the view's name, as "mediation_people_register"
    key      the column that identifies a row, and opens the matter behind it
    opened   date column on which a row becomes open, for stocks
    closed   date column on which it ceases to be, null while open
    scope    the integer column that holds the left bound of the office, for row scope
    """

    name: str
    title: str
    line: str
    base: str
    key: str
    columns: tuple[Column, ...]
    joins: tuple[Join, ...] = ()
    scope: str = "office_left"
    opened: str | None = None
    closed: str | None = None

    def column(self, name: str) -> Column:
        """The column `name`; KeyError if there is none."""
        return {column.name: column for column in self.columns}[name]

    @property
    def dates(self) -> tuple[str, ...]:
        """Names of the date columns."""
        return tuple(column.name for column in self.columns if column.kind is Kind.DATE)


Value = int | str | date


@dataclass(frozen=True)
class Compare:
    """A column beside a value. Text has no order here: databases sort it differently, so only = and != take text."""

    column: str
    operator: Literal["=", "!=", "<", "<=", ">", ">="]
    value: Value


@dataclass(frozen=True)
class In:
    """One of the values, at least one; null is never in."""

    column: str
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Between:
    """Both ends included."""

    column: str
    low: Value
    high: Value


@dataclass(frozen=True)
class IsNull:
    column: str


@dataclass(frozen=True)
class And:
    parts: tuple["Predicate", ...]


@dataclass(frozen=True)
class Or:
    parts: tuple["Predicate", ...]


@dataclass(frozen=True)
class Not:
    part: "Predicate"


Predicate = Compare | In | Between | IsNull | And | Or | Not


@dataclass(frozen=True)
class Count:
    """
    An aggregate over the register's rows that the predicate and the period select.

    aggregate  "count" counts rows; the others work on `column`. "quantile" takes the rows that have a value in it
    share      for a quantile (分位数), which: 1/2 is the median (中位数); `quantiles` has the definition
    on         date column of a flow: rows whose date lies in the period
    at         a stock, at the period's start or end: opened before the boundary and not closed before it
    Exactly one of `on` and `at` is given.
    """

    register: str
    aggregate: Literal["count", "count_distinct", "sum", "min", "max", "quantile"] = "count"
    column: str | None = None
    where: Predicate | None = None
    on: str | None = None
    at: Literal["start", "end"] | None = None
    share: Fraction | None = None


@dataclass(frozen=True)
class Ref:
    """The exact value of another indicator."""

    code: str


@dataclass(frozen=True)
class Number:
    """A whole number, for the bounds of identities: `share <= 1`."""

    value: int


@dataclass(frozen=True)
class Sum:
    parts: tuple["Expression", ...]


@dataclass(frozen=True)
class Difference:
    left: "Expression"
    right: "Expression"


@dataclass(frozen=True)
class Ratio:
    """Exact fraction; undefined (no value) when the denominator is zero."""

    numerator: "Expression"
    denominator: "Expression"


Expression = Ref | Number | Sum | Difference | Ratio


@dataclass(frozen=True)
class Formula:
    """An indicator computed from others on exact integers, in Python."""

    expression: Expression


@dataclass(frozen=True)
class Indicator:
    """
    An indicator (指标口径): what a published figure means, as data.

    code         fixed by the published table, as "mediation.people.resolved"
    measure      a count over a register, or a formula of other indicators
    unit         the unit it is published in
    per_unit     base units (rows, fen) in one `unit`; 亿元 over fen is 10_000_000_000, % over a ratio Fraction(1, 100)
    decimals     digits after the point as published; rounding is half up
    definition   the meaning in words, printed with the figure; `excludes` says what is left out
    source       the ledger that the records come from
    dimensions   register columns by which it may be broken down
    version      a changed definition is a new version, valid from `valid_from`: see `versions`
    """

    code: str
    title: str
    line: str
    measure: Count | Formula
    unit: str
    definition: str
    source: str
    basis: tuple[Article | Document, ...]
    dimensions: tuple[str, ...] = ()
    excludes: str = ""
    per_unit: int | Fraction = 1
    decimals: int = 0
    version: int = 1
    valid_from: date = date(2024, 1, 1)

    @property
    def scale(self) -> Fraction:
        """What the exact value is multiplied by to give the value in `unit`."""
        return 1 / Fraction(self.per_unit)


@dataclass(frozen=True)
class Identity:
    """
    A relation that must hold between figures of one period, as `accepted = administrative + civil`.

    rule   its name, shown and answered as `rule`
    by     dimension over which it must hold for each key as well, if any
    """

    rule: str
    title: str
    left: Expression
    relation: Literal["=", "<="]
    right: Expression
    by: str | None = None
