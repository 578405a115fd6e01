"""Faults of one indicator's measure: the count against its register, the formula against the other indicators."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from fazhi.engines.indicator.check.faults import Fault
from fazhi.engines.indicator.check.predicates import column_of, predicate_faults
from fazhi.engines.indicator.expressions import refs
from fazhi.engines.indicator.terms import (
    Count,
    Difference,
    Formula,
    Indicator,
    Kind,
    Number,
    Ratio,
    Ref,
    Register,
    Sum,
)

_NUMBERS = frozenset({Kind.INTEGER, Kind.FLAG})
_AGGREGATES = {
    "count": frozenset[Kind](),
    "count_distinct": frozenset(Kind),
    "sum": _NUMBERS,
    "min": _NUMBERS,
    "max": _NUMBERS,
    "quantile": frozenset({Kind.INTEGER}),
}
_DIMENSIONS = frozenset({Kind.TEXT, Kind.INTEGER, Kind.FLAG})


def count_faults(code: str, count: Count, registers: Mapping[str, Register]) -> Iterator[Fault]:
    """Unknown register, aggregate and column that don't fit, flow and stock both or neither, a faulty predicate."""
    register = registers.get(count.register)
    if register is None:
        yield Fault(code, f"unknown register {count.register!r}", f"registers are {', '.join(sorted(registers))}")
        return
    yield from _aggregate(code, count, register)
    yield from _share(code, count)
    yield from _when(code, count, register)
    if count.where is not None:
        yield from predicate_faults(code, register, count.where)


def _aggregate(code: str, count: Count, register: Register) -> Iterator[Fault]:
    allowed = _AGGREGATES.get(count.aggregate)
    if allowed is None:
        yield Fault(code, f"aggregate {count.aggregate!r}", f"use one of {', '.join(_AGGREGATES)}")
    elif count.aggregate == "count":
        if count.column is not None:
            yield Fault(code, f"count of the column {count.column!r}", "count takes rows; leave `column` out")
    else:
        column = column_of(register, count.column or "")
        if column is None:
            yield Fault(code, f"{count.aggregate} of unknown column {count.column!r}", f"name one of {register.name}")
        elif column.kind not in allowed:
            yield Fault(code, f"{count.aggregate} of {column.name}, which is {column.kind}", "it takes integers")


def _share(code: str, count: Count) -> Iterator[Fault]:
    if (count.share is not None) != (count.aggregate == "quantile"):
        yield Fault(code, f"{count.aggregate} with the share {count.share}", "a quantile has one, the others have none")
    elif count.share is not None and not (isinstance(count.share, Fraction) and 0 < count.share < 1):
        yield Fault(code, f"quantile at {count.share!r}", "give a Fraction above 0 and below 1; ends are `min`, `max`")


def _when(code: str, count: Count, register: Register) -> Iterator[Fault]:
    if (count.on is None) == (count.at is None):
        yield Fault(code, "flow and stock " + ("neither" if count.on is None else "both"), "give one of `on` and `at`")
    if count.on is not None and count.on not in register.dates:
        yield Fault(code, f"counts on {count.on!r}", f"name a date column: {', '.join(register.dates)}")
    if count.at not in (None, "start", "end"):
        yield Fault(code, f"stock at {count.at!r}", "a stock is taken at `start` or `end`")
    if count.at is not None and not (register.opened and register.closed):
        yield Fault(code, "a stock of a register without `opened` and `closed`", f"declare both in {register.name}")


def formula_faults(code: str, formula: Formula, indicators: Mapping[str, Indicator]) -> Iterator[Fault]:
    """Forms outside the grammar, unknown codes, and a formula that comes back to itself."""
    yield from expression_faults(code, formula.expression, indicators)
    if code in _reached(formula, indicators):
        yield Fault(code, "its formula comes back to itself", "break the circle")


def expression_faults(place: str, expression: object, indicators: Mapping[str, Indicator]) -> Iterator[Fault]:
    """Codes that no indicator has, sums of nothing, and anything that isn't one of the five forms."""
    match expression:
        case Ref(code):
            if code not in indicators:
                yield Fault(place, f"unknown indicator {code!r}", "define it, or mend the code")
        case Number(value):
            if isinstance(value, bool) or not isinstance(value, int):
                yield Fault(place, f"number {value!r}", "give a whole number")
        case Sum(parts):
            if not parts:
                yield Fault(place, "sum of nothing", "give at least one part")
            for part in parts:
                yield from expression_faults(place, part, indicators)
        case Difference(left, right) | Ratio(left, right):
            yield from expression_faults(place, left, indicators)
            yield from expression_faults(place, right, indicators)
        case _:
            yield Fault(place, f"{expression!r} is outside the grammar", "use Ref, Number, Sum, Difference, Ratio")


def dimension_faults(
    place: str,
    dimensions: tuple[str, ...],
    codes: set[str],
    catalogue: tuple[Mapping[str, Register], Mapping[str, Indicator]],
) -> Iterator[Fault]:
    """A dimension must be a column, not a date, of every register that the counts behind `codes` read."""
    registers, indicators = catalogue
    for name in sorted(registers_behind(codes, indicators) & set(registers)):
        for dimension in dimensions:
            column = column_of(registers[name], dimension)
            if column is None or column.kind not in _DIMENSIONS:
                hint = "dimensions are text, integer or flag columns of the register"
                yield Fault(place, f"dimension {dimension!r} is none of {name}", hint)


def registers_behind(codes: set[str], indicators: Mapping[str, Indicator]) -> set[str]:
    """Names of the registers that these indicators and those in their formulas read."""
    every = set(codes)
    for code in codes & set(indicators):
        measure = indicators[code].measure
        every |= _reached(measure, indicators) if isinstance(measure, Formula) else set()
    measures = [indicators[code].measure for code in every & set(indicators)]
    return {measure.register for measure in measures if isinstance(measure, Count)}


def _reached(formula: Formula, indicators: Mapping[str, Indicator]) -> set[str]:
    """Codes that a formula leads to, directly or through others."""
    found: set[str] = set()
    waiting = list(refs(formula.expression))
    while waiting:
        code = waiting.pop()
        if code in found or code not in indicators:
            continue
        found.add(code)
        measure = indicators[code].measure
        waiting += refs(measure.expression) if isinstance(measure, Formula) else ()
    return found
