"""
Asking an engine for the tallies of many counts: a question per register, one more per register for a breakdown, all of
them in one query.

Each quantile has a question of its own, for the values of its column; those that differ only in their share, one for all.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any, Generic, TypeVar

from fazhi.engines.indicator import (
    Answer,
    Bounds,
    Catalogue,
    Column,
    Count,
    Exact,
    Formula,
    Kind,
    Period,
    Question,
    Tally,
    apart,
    columns_of,
    counts_sql,
    evaluate,
    quantile,
    tallies,
    together_sql,
    values_sql,
)
from fazhi.kernel.indicators.terms import Engine, Key

BLANK = "未填"
_FLAGS = {0: "否", 1: "是"}
_OF_SOMETHING = frozenset({"min", "max", "quantile"})

Found = TypeVar("Found")

Tallies = dict[str, Tally]
"""Indicator code → what its count found."""


@dataclass
class Group:
    """The tallies under one key of a dimension."""

    label: str
    tallies: Tallies = field(default_factory=dict)


@dataclass(frozen=True)
class Asking(Generic[Found]):
    """Questions, and what is made of their answers, which come in the same order."""

    questions: tuple[Question, ...]
    read: Callable[[Sequence[Answer]], Found]


def answered(engine: Engine, *askings: Asking[Any]) -> list[Any]:
    """What each of them finds, all asked in one query: every answer is of the same moment."""
    questions = [question for asking in askings for question in asking.questions]
    answers = iter(apart(engine.ask(together_sql(questions, engine.dialect)), questions) if questions else ())
    return [asking.read([next(answers) for _ in asking.questions]) for asking in askings]


def totals(engine: Engine, counts: Mapping[str, Count], period: Period, bounds: Bounds | None) -> Tallies:
    """Every count over the whole."""
    found: Tallies = answered(engine, asking_totals(engine, counts, period, bounds))[0]
    return found


def breakdown(
    engine: Engine, counts: Mapping[str, Count], period: Period, by: str, bounds: Bounds | None
) -> dict[Key, Group]:
    """Every count under each key of `by`, keys in the order of the code list, else ascending, the unfilled last."""
    found: dict[Key, Group] = answered(engine, asking_breakdown(engine, counts, period, by, bounds))[0]
    return found


def asking_totals(
    engine: Engine, counts: Mapping[str, Count], period: Period, bounds: Bounds | None
) -> Asking[Tallies]:
    """`totals`, to be asked with others."""
    passes, values = _by_register(_in_one_pass(counts)), _by_values(counts)

    def read(answers: Sequence[Answer]) -> Tallies:
        found: Tallies = {}
        for group, answer in zip(passes.values(), answers, strict=False):
            found |= zip(group, tallies(list(group.values()), answer[0]), strict=True)
        for group, answer in zip(values.values(), answers[len(passes) :], strict=True):
            found |= _quantiles(group, answer)
        return found

    return Asking(_questions(engine, passes, values, period, None, bounds), read)


def asking_breakdown(
    engine: Engine, counts: Mapping[str, Count], period: Period, by: str, bounds: Bounds | None
) -> Asking[dict[Key, Group]]:
    """`breakdown`, to be asked with others."""
    passes, values = _by_register(_in_one_pass(counts)), _by_values(counts)
    registers = engine.catalogue.registers

    def read(answers: Sequence[Answer]) -> dict[Key, Group]:
        found: dict[Key, Group] = {}

        def group_of(column: Column, key: Any, named: object) -> Group:
            own = _key(column, key)
            return found.setdefault(own, Group(_label(column, own, named)))

        for (name, group), answer in zip(passes.items(), answers, strict=False):
            for key, named, *cells in answer:
                place = group_of(registers[name].column(by), key, named)
                place.tallies |= zip(group, tallies(list(group.values()), cells), strict=True)
        for (count, group), answer in zip(values.items(), answers[len(passes) :], strict=True):
            for key, named, table in _tables(answer):
                group_of(registers[count.register].column(by), key, named).tallies |= _quantiles(group, table)
        column = next(iter(_columns(engine.catalogue, counts, by)), None)
        return dict(sorted(found.items(), key=lambda item: _order(column, item[0])))

    return Asking(_questions(engine, passes, values, period, by, bounds), read)


def _questions(
    engine: Engine,
    passes: Mapping[str, Mapping[str, Count]],
    values: Mapping[Count, Mapping[str, Count]],
    period: Period,
    by: str | None,
    bounds: Bounds | None,
) -> tuple[Question, ...]:
    """One for each register, then one for each table of values."""
    registers, dialect, keyed = engine.catalogue.registers, engine.dialect, by is not None
    found = []
    for name, group in passes.items():
        counts = list(group.values())
        text = counts_sql(registers[name], counts, period, dialect, by=by, bounds=bounds)
        found.append(Question(text, columns_of(counts), keyed))
    for count in values:
        text = values_sql(registers[count.register], count, period, dialect, by=by, bounds=bounds)
        found.append(Question(text, 2, keyed))
    return tuple(found)


def _key(column: Column, key: Any) -> Key:
    """The key as its column has it; many questions at once bring it as text."""
    return key if key is None or column.kind not in (Kind.INTEGER, Kind.FLAG) else int(key)


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
