"""A register of twenty columns and rows for it, with everything that databases answer differently."""

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import strategies as st

from fazhi.engines.indicator import (
    And,
    Between,
    Column,
    Compare,
    Count,
    In,
    IsNull,
    Kind,
    Not,
    Or,
    Predicate,
    Register,
)

TEXTS = (
    "police",
    "court",
    "思明区",
    "it's",
    'a "b"',
    "back\\slash",
    "%_?",
    "x' OR '1'='1",
    "{}$1:p",
    "Ａ",
    "a",
    "B",
    "",
)
DAYS = (
    date(2023, 12, 31),
    date(2024, 1, 1),
    date(2024, 2, 28),
    date(2024, 2, 29),
    date(2024, 3, 1),
    date(2024, 3, 31),
    date(2024, 4, 1),
    date(2024, 9, 30),
    date(2024, 12, 31),
    date(2025, 1, 1),
)
INTEGERS = (-5, -1, 0, 1, 2, 7, 100, 10_000_000_000, 4_000_000_000_000_000_000)
PERIODS = ("2023", "2024", "2025", "2024Q1", "2024Q3", "2024Q4", "2024-02", "2024-03", "2024-06", "2024-12", "2022")


def _columns(kind: Kind, *names: str) -> tuple[Column, ...]:
    return tuple(Column(name, name, kind, name) for name in names)


PROBE = Register(
    name="probe_register",
    title="试验台账",
    line="probe",
    base="probe",
    key="probe_id",
    columns=(
        *_columns(Kind.TEXT, "probe_id", "number", "office", "category", "left", "select"),
        *_columns(Kind.DATE, "opened_date", "closed_date", "signed_date", "paid_date"),
        *_columns(Kind.INTEGER, "office_left", "days", "amount_fen", "signed_month", "signed_year", "right", "order"),
        *_columns(Kind.FLAG, "is_open", "is_paid", "is_both"),
    ),
    opened="opened_date",
    closed="closed_date",
)

_NAMES = tuple(column.name for column in PROBE.columns)
_CELLS = {
    Kind.TEXT: st.sampled_from(TEXTS),
    Kind.DATE: st.sampled_from(DAYS),
    # Small enough that the sum of a few hundred rows stays inside 64 bits on every engine.
    Kind.INTEGER: st.sampled_from(INTEGERS[:-1]),
    Kind.FLAG: st.sampled_from((0, 1)),
}


def cell(column: Column) -> st.SearchStrategy[Any]:
    return st.none() | _CELLS[column.kind]


def rows(size: int = 12) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Up to `size` rows; keys and office bounds are always there, everything else may be null."""
    row = st.fixed_dictionaries({column.name: cell(column) for column in PROBE.columns})
    return st.lists(row, max_size=size).map(_with_keys)


def _with_keys(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    keys = ({"probe_id": f"{place:032x}", "office_left": place % 7} for place in range(len(found)))
    return [{name: (row | key)[name] for name in _NAMES} for row, key in zip(found, keys, strict=True)]


_VALUES = {Kind.TEXT: TEXTS, Kind.DATE: DAYS, Kind.INTEGER: INTEGERS, Kind.FLAG: (0, 1)}
_ORDERED = [column for column in PROBE.columns if column.kind in (Kind.DATE, Kind.INTEGER)]


def _leaf(column: Any) -> st.SearchStrategy[Predicate]:
    values = st.sampled_from(_VALUES[column.kind])
    forms: list[st.SearchStrategy[Predicate]] = [
        st.builds(Compare, st.just(column.name), st.sampled_from(["=", "!="]), values),
        st.builds(In, st.just(column.name), st.lists(values, min_size=1, max_size=3).map(tuple)),
        st.builds(IsNull, st.just(column.name)),
    ]
    if column in _ORDERED:
        forms.append(st.builds(Compare, st.just(column.name), st.sampled_from(["<", "<=", ">", ">="]), values))
        ends = st.tuples(values, values).map(sorted)
        forms.append(ends.map(lambda pair: Between(column.name, *pair)))
    return st.one_of(forms)


def _branch(parts: st.SearchStrategy[Predicate]) -> st.SearchStrategy[Predicate]:
    several = st.lists(parts, min_size=1, max_size=3).map(tuple)
    return st.builds(And, several) | st.builds(Or, several) | st.builds(Not, parts)


PREDICATES = st.recursive(st.sampled_from(PROBE.columns).flatmap(_leaf), _branch, max_leaves=5)
_AGGREGATES = st.sampled_from(
    [("count", None), ("count_distinct", "category"), ("count_distinct", "paid_date"), ("sum", "amount_fen")]
    + [("sum", "is_paid"), ("min", "days"), ("max", "days")]
)
_WHEN = st.sampled_from([(name, None) for name in PROBE.dates] + [(None, "start"), (None, "end")])
COUNTS = st.builds(
    lambda aggregate, where, when: Count(PROBE.name, *aggregate, where=where, on=when[0], at=when[1]),
    _AGGREGATES,
    st.none() | PREDICATES,
    _WHEN,
)
SHARES = st.fractions(0, 1, max_denominator=10).filter(lambda share: 0 < share < 1)
QUANTILES = st.builds(
    lambda count, column, share: replace(count, aggregate="quantile", column=column, share=share),
    COUNTS,
    st.sampled_from(["days", "order"]),
    SHARES,
)
