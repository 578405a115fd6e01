"""Asking an engine for the tallies of many counts: one query per register, one more per register for a breakdown."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from fazhi.engines.indicator import (
    Bounds,
    Catalogue,
    Column,
    Count,
    Exact,
    Formula,
    Kind,
    Period,
    Tally,
    counts_sql,
    evaluate,
    tallies,
)
from fazhi.kernel.indicators.terms import Engine, Key

BLANK = "未填"
_FLAGS = {0: "否", 1: "是"}

Tallies = dict[str, Tally]
"""Indicator code → what its count found."""


@dataclass
class Group:
    """The tallies under one key of a dimension."""

    label: str
    tallies: Tallies = field(default_factory=dict)


def totals(engine: Engine, counts: Mapping[str, Count], period: Period, bounds: Bounds | None) -> Tallies:
    """Every count over the whole."""
    found: Tallies = {}
    for register, group in _by_register(counts).items():
        query = counts_sql(
            engine.catalogue.registers[register], list(group.values()), period, engine.dialect, bounds=bounds
        )
        found |= zip(group, tallies(list(group.values()), engine.ask(query)[0]), strict=True)
    return found


def breakdown(
    engine: Engine, counts: Mapping[str, Count], period: Period, by: str, bounds: Bounds | None
) -> dict[Key, Group]:
    """Every count under each key of `by`, keys in the order of the code list, else ascending, the unfilled last."""
    found: dict[Key, Group] = {}
    for name, group in _by_register(counts).items():
        register = engine.catalogue.registers[name]
        query = counts_sql(register, list(group.values()), period, engine.dialect, by=by, bounds=bounds)
        for key, named, *cells in engine.ask(query):
            place = found.setdefault(key, Group(_label(register.column(by), key, named)))
            place.tallies |= zip(group, tallies(list(group.values()), cells), strict=True)
    column = next(iter(_columns(engine.catalogue, counts, by)), None)
    return dict(sorted(found.items(), key=lambda item: _order(column, item[0])))


def exact_of(catalogue: Catalogue, found: Tallies) -> Callable[[str], Exact | None]:
    """Code → exact value, formulas computed from the tallies; a count that found nothing in a group is 0 there."""

    def exact(code: str) -> Exact | None:
        measure = catalogue.indicators[code].measure
        if isinstance(measure, Formula):
            return evaluate(measure.expression, exact)
        return found[code].exact if code in found else (None if measure.aggregate in {"min", "max"} else 0)

    return exact


def _by_register(counts: Mapping[str, Count]) -> dict[str, dict[str, Count]]:
    grouped: defaultdict[str, dict[str, Count]] = defaultdict(dict)
    for code, count in counts.items():
        grouped[count.register][code] = count
    return dict(grouped)


def _columns(catalogue: Catalogue, counts: Mapping[str, Count], by: str) -> Iterator[Column]:
    return (catalogue.registers[count.register].column(by) for count in counts.values())


def _label(column: Column, key: Key, named: object) -> str:
    if key is None:
        return BLANK
    if column.kind is Kind.FLAG:
        return _FLAGS[int(key)]
    if column.named_by:
        return str(named)
    return column.labels.get(str(key)) or f"{key}{column.unit}"


def _order(column: Column | None, key: Key) -> tuple[bool, int, int, str]:
    codes = list(column.labels) if column else []
    place = codes.index(str(key)) if str(key) in codes else len(codes)
    return key is None, place, key if isinstance(key, int) else 0, str(key)
