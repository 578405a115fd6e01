"""The nouns of a filled form."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from fazhi.engines.indicator import Exact, Period
from fazhi.lines.mediation.indicators.national_form import Table

BY = {"committee": "调解组织", "district": "区", "city": ""}
"""How the rows of people's tables may be cut: code → head of the first column; `city` has the total only."""

DIMENSIONS = {"committee": "office", "district": "district", "city": None}


@dataclass(frozen=True)
class Row:
    """
    One row: the body's code or name that it is for, what it is called, and key of the column → exact value.

    A value is in base units; None where the column isn't told, or has no value (0 ÷ 0). `key` is None for rows whose body
    isn't known.
    """

    key: str | None
    label: str
    cells: Mapping[str, Exact | None]


@dataclass(frozen=True)
class Filled:
    """
    A table with its rows, and its total, which is asked for by itself.

    head    of the first column
    absent  keys of the columns that the records say nothing about (未登记)
    """

    table: Table
    head: str
    rows: tuple[Row, ...]
    total: Row
    absent: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Check:
    """
    A relation that must hold between cells, periods or with what is published.

    expression  the numbers on both sides; of several columns or rows the first for which it doesn't hold
    """

    rule: str
    title: str
    holds: bool
    expression: str

    def plain(self) -> dict[str, object]:
        """As it stands in JSON."""
        return {"rule": self.rule, "holds": self.holds, "expression": self.expression}


@dataclass(frozen=True)
class Form:
    """
    The form of an office and those below it for a period.

    made_on    the day on which it was filled
    engine     "live" or "frozen"
    is_sample  the records are the synthetic year's
    """

    period: Period
    office: str
    office_name: str
    by: str
    made_on: date
    engine: str
    is_sample: bool
    tables: tuple[Filled, ...]
    checks: tuple[Check, ...]

    @property
    def broken(self) -> tuple[Check, ...]:
        return tuple(check for check in self.checks if not check.holds)

    def table(self, code: str) -> Filled:
        """The table `code`; KeyError if there is none."""
        return {filled.table.code: filled for filled in self.tables}[code]
