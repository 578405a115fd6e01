from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction

from fazhi.engines.indicator.check.faults import Fault
from fazhi.engines.indicator.check.measures import (
    count_faults,
    dimension_faults,
    expression_faults,
    formula_faults,
)
from fazhi.engines.indicator.check.registers import register_faults, repeated
from fazhi.engines.indicator.check.versions import version_faults
from fazhi.engines.indicator.expressions import refs
from fazhi.engines.indicator.terms import Count, Formula, Identity, Indicator, Register
from fazhi.engines.indicator.versions import in_force, turning_days

_Tables = tuple[Mapping[str, Register], Mapping[str, Indicator]]


def faults(
    registers: Sequence[Register], indicators: Sequence[Indicator], identities: Sequence[Identity] = ()
) -> tuple[Fault, ...]:
    """
    Every fault of a catalogue, in the order of its definitions; none if it may be used.

    Unknown registers, columns, codes and aliases; kinds that don't fit; flows and stocks mixed; formulas in a circle;
    dimensions that the register doesn't have; duplicates; values outside a closed list of codes. Where a code has
    several versions, all this holds on every day on which one begins.
    """
    return (
        *_twice("register", [register.name for register in registers]),
        *_twice("indicator", [f"{indicator.code} version {indicator.version}" for indicator in indicators]),
        *_twice("identity", [identity.rule for identity in identities]),
        *(fault for register in registers for fault in register_faults(register)),
        *(list(version_faults(indicators)) or dict.fromkeys(_moments(registers, indicators, identities))),
    )


def _moments(
    registers: Sequence[Register], indicators: Sequence[Indicator], identities: Sequence[Identity]
) -> Iterator[Fault]:
    """The faults of the catalogue as it is in force from each turning day on."""
    by_name = {register.name: register for register in registers}
    for day in turning_days(indicators) or (date.min,):
        chosen = in_force(indicators, day)
        for indicator in chosen.values():
            yield from _indicator(indicator, (by_name, chosen))
        for identity in identities:
            yield from _identity(identity, (by_name, chosen))


def _twice(what: str, names: list[str]) -> Iterator[Fault]:
    for name in repeated(names):
        yield Fault(name, f"{what} declared twice", "keep one of them")


def _indicator(indicator: Indicator, tables: _Tables) -> Iterator[Fault]:
    registers, indicators = tables
    measure: object = indicator.measure  # from a frozen year's file it may be anything
    match measure:
        case Count() as count:
            yield from count_faults(indicator.code, count, registers)
        case Formula() as formula:
            yield from formula_faults(indicator.code, formula, indicators)
        case other:
            yield Fault(indicator.code, f"measure {other!r}", "a measure is a Count or a Formula")
    yield from dimension_faults(indicator.code, indicator.dimensions, {indicator.code}, tables)
    yield from _wording(indicator)


def _wording(indicator: Indicator) -> Iterator[Fault]:
    for name in ("title", "unit", "definition", "source"):
        if not getattr(indicator, name).strip():
            yield Fault(indicator.code, f"no {name}", "a figure is printed with it; write it down")
    if Fraction(indicator.per_unit) <= 0 or indicator.decimals < 0:
        yield Fault(indicator.code, "per_unit or decimals out of range", "above 0, from 0")


def _identity(identity: Identity, tables: _Tables) -> Iterator[Fault]:
    _, indicators = tables
    if identity.relation not in ("=", "<="):
        yield Fault(identity.rule, f"relation {identity.relation!r}", "use = or <=")
    for side in (identity.left, identity.right):
        yield from expression_faults(identity.rule, side, indicators)
        if identity.by is not None:
            yield from dimension_faults(identity.rule, (identity.by,), set(refs(side)), tables)
