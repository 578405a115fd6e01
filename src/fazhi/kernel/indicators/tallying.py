"""
Asking an engine for the tallies of many counts: one query per register, one more per register for a breakdown.

Each quantile has a query of its own, for the values of its column; those that differ only in their share, one for all.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

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
    quantile,
    tallies,
    values_sql,
)
from fazhi.kernel.indicators.terms import Engine, Key

BLANK = "未填"
_FLAGS = {0: "否", 1: "是"}
_OF_SOMETHING = frozenset({"min", "max", "quantile"})

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
    for register, group in _by_register(_in_one_pass(counts)).items():
        query = counts_sql(
            engine.catalogue.registers[register], list(group.values()), period, engine.dialect, bounds=bounds
        )
        found |= zip(group, tallies(list(group.values()), engine.ask(query)[0]), strict=True)
    for count, group in _by_values(counts).items():
        query = values_sql(engine.catalogue.registers[count.register], count, period, engine.dialect, bounds=bounds)
        found |= _quantiles(group, engine.ask(query))
    return found


def breakdown(
    engine: Engine, counts: Mapping[str, Count], period: Period, by: str, bounds: Bounds | None
) -> dict[Key, Group]:
    """Every count under each key of `by`, keys in the order of the code list, else ascending, the unfilled last."""
    found: dict[Key, Group] = {}
    for name, group in _by_register(_in_one_pass(counts)).items():
        register = engine.catalogue.registers[name]
        query = counts_sql(register, list(group.values()), period, engine.dialect, by=by, bounds=bounds)
        for key, named, *cells in engine.ask(query):
            place = found.setdefault(key, Group(_label(register.column(by), key, named)))
            place.tallies |= zip(group, tallies(list(group.values()), cells), strict=True)
    for count, group in _by_values(counts).items():
        register = engine.catalogue.registers[count.register]
        query = values_sql(register, count, period, engine.dialect, by=by, bounds=bounds)
        for key, named, table in _tables(engine.ask(query)):
            place = found.setdefault(key, Group(_label(register.column(by), key, named)))
            place.tallies |= _quantiles(group, table)
    column = next(iter(_columns(engine.catalogue, counts, by)), None)
    return dict(sorted(found.items(), key=lambda item: _order(column, item[0])))


def exact_of(catalogue: Catalogue, found: Tallies) -> Callable[[str], Exact | None]:
    """Code → exact value, formulas computed from the tallies; a count that found nothing in a group is 0 there."""

    def exact(code: str) -> Exact | None:
        measure = catalogue.indicators[code].measure
        if isinstance(measure, Formula):
            return evaluate(measure.expression, exact)
        return found[code].exact if code in found else (None if measure.aggregate in _OF_SOMETHING else 0)

    return exact


def _in_one_pass(counts: Mapping[str, Count]) -> dict[str, Count]:
    return {code: count for code, count in counts.items() if count.aggregate != "quantile"}


def _by_values(counts: Mapping[str, Count]) -> dict[Count, dict[str, Count]]:
    """The quantiles by the table of values that they are taken from: the count without its share."""
    grouped: defaultdict[Count, dict[str, Count]] = defaultdict(dict)
    for code, count in counts.items():
        if count.aggregate == "quantile":
            grouped[replace(count, share=None)][code] = count
    return dict(grouped)


def _quantiles(group: Mapping[str, Count], table: Sequence[Sequence[Any]]) -> Tallies:
    """All quantiles of one table of (value, rows)."""
    pairs = [(int(value), int(rows)) for value, rows in table]
    rows = sum(rows for _, rows in pairs)
    return {code: Tally(quantile(pairs, _share(count)), rows) for code, count in group.items()}


def _share(count: Count) -> Fraction:
    assert count.share is not None, "the catalogue refuses quantiles without a share"
    return count.share


def _tables(answer: Sequence[Sequence[Any]]) -> Iterator[tuple[Key, Any, list[Sequence[Any]]]]:
    """Key, label and table of (value, rows) of each group."""
    found: defaultdict[Key, list[Sequence[Any]]] = defaultdict(list)
    for line in answer:
        found[line[0]].append(line)
    for key, lines in found.items():
        yield key, min((named for _, named, *_ in lines if named is not None), default=None), [x[2:] for x in lines]


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
