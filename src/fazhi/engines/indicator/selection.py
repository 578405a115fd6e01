"""Which rows a count, a scope or a frozen year selects, in the words of the grammar itself."""

from dataclasses import dataclass

from fazhi.engines.indicator.periods import Period
from fazhi.engines.indicator.terms import And, Between, Compare, Count, IsNull, Not, Or, Predicate, Register


@dataclass(frozen=True)
class Bounds:
    """A range of office bounds, both ends included: the office itself and those below it."""

    left: int
    right: int


def selected(register: Register, count: Count, period: Period) -> Predicate:
    """
    The rows that `count` counts in `period`.

    A flow takes the days of the period, first and last included; a stock the rows opened before the boundary and not
    closed before it. Rows without the date are in neither. A quantile takes those only that have a value.
    """
    when = _flow(count.on, period) if count.on else _stock(register, period, count.at == "start")
    parts: tuple[Predicate, ...] = (when,) if count.where is None else (when, count.where)
    if count.aggregate == "quantile" and count.column is not None:
        parts = (*parts, Not(IsNull(count.column)))
    return parts[0] if len(parts) == 1 else And(parts)


def touching(register: Register, year: Period) -> Predicate:
    """
    The rows that a frozen year keeps: one of the register's dates lies in it, or the row was open at its start.

    They suffice for every flow and every stock of the year and of its quarters and months.
    """
    parts: tuple[Predicate, ...] = tuple(_flow(name, year) for name in register.dates)
    if register.opened and register.closed:
        parts = (*parts, _stock(register, year, at_start=True))
    return Or(parts)


def within(register: Register, bounds: Bounds) -> Predicate:
    """The rows of an office and of those below it."""
    return Between(register.scope, bounds.left, bounds.right)


def _flow(column: str, period: Period) -> Predicate:
    return Between(column, period.first, period.last)


def _stock(register: Register, period: Period, at_start: bool) -> Predicate:
    assert register.opened is not None, "the catalogue refuses stocks without both columns"
    assert register.closed is not None, "the catalogue refuses stocks without both columns"
    boundary = period.boundary("start" if at_start else "end")
    still_open = Or((IsNull(register.closed), Compare(register.closed, ">=", boundary)))
    return And((Compare(register.opened, "<", boundary), still_open))
