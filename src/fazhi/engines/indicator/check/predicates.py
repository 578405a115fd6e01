"""Faults of a predicate: unknown columns, values of the wrong kind, comparisons that databases answer differently."""

from collections.abc import Iterator
from datetime import date, datetime

from fazhi.engines.indicator.check.faults import Fault
from fazhi.engines.indicator.terms import (
    And,
    Between,
    Column,
    Compare,
    In,
    IsNull,
    Kind,
    Not,
    Or,
    Register,
    Value,
)

_OPERATORS = {"=", "!=", "<", "<=", ">", ">="}
_EQUALITY = {"=", "!="}


def predicate_faults(place: str, register: Register, predicate: object) -> Iterator[Fault]:
    """Walk the predicate; anything that isn't one of the grammar's seven forms is a fault too."""
    match predicate:
        case Compare(column, operator, value):
            if operator not in _OPERATORS:
                yield Fault(place, f"operator {operator!r}", f"use one of {' '.join(sorted(_OPERATORS))}")
            yield from _values(place, register, column, (value,), ordered=operator not in _EQUALITY)
        case In(column, values):
            if not values:
                yield Fault(place, f"{column} in nothing", "name at least one value")
            yield from _values(place, register, column, values, ordered=False)
        case Between(column, low, high):
            yield from _values(place, register, column, (low, high), ordered=True)
            if type(low) is type(high) and low > high:  # type: ignore[operator]
                yield Fault(place, f"{column} between {low} and {high}", "the lower end comes first")
        case IsNull(column):
            yield from _values(place, register, column, (), ordered=False)
        case And(parts) | Or(parts):
            if not parts:
                yield Fault(place, f"{type(predicate).__name__} of nothing", "give at least one part")
            for part in parts:
                yield from predicate_faults(place, register, part)
        case Not(part):
            yield from predicate_faults(place, register, part)
        case _:
            yield Fault(
                place, f"{predicate!r} is outside the grammar", "use Compare, In, Between, IsNull, And, Or, Not"
            )


def column_of(register: Register, name: str) -> Column | None:
    return next((column for column in register.columns if column.name == name), None)


def _values(place: str, register: Register, name: str, values: tuple[Value, ...], *, ordered: bool) -> Iterator[Fault]:
    column = column_of(register, name)
    if column is None:
        yield Fault(place, f"unknown column {name!r}", f"{register.name} doesn't have it; add it there first")
        return
    if ordered and column.kind in {Kind.TEXT, Kind.FLAG}:
        yield Fault(place, f"{name} has no order", "databases sort text differently; compare with =, != or in")
    for value in values:
        yield from _value(place, column, value)


def _value(place: str, column: Column, value: Value) -> Iterator[Fault]:
    if not _fits(column.kind, value):
        yield Fault(place, f"{column.name} is {column.kind}, {value!r} is not", "give a value of the column's kind")
    elif column.labels and value != "" and str(value) not in column.labels:
        yield Fault(place, f"{column.name} has no code {value!r}", f"codes are {', '.join(column.labels)}")


def _fits(kind: Kind, value: object) -> bool:
    match kind:
        case Kind.INTEGER:
            return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**63
        case Kind.FLAG:
            return isinstance(value, int) and not isinstance(value, bool) and value in (0, 1)
        case Kind.TEXT:
            return isinstance(value, str) and "\0" not in value
        case Kind.DATE:
            return isinstance(value, date) and not isinstance(value, datetime)
