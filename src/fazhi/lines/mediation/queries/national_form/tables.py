"""Filling a table: one query for its rows, one for its total, whatever the number of its columns."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from fazhi.engines.indicator import And, Bounds, Catalogue, Count, Exact, Period, evaluate
from fazhi.kernel.indicators.tallying import Tallies, breakdown, totals
from fazhi.kernel.indicators.terms import Engine
from fazhi.lines.mediation.indicators.national_form import Column, Table
from fazhi.lines.mediation.queries.national_form.terms import Filled, Row

TOTAL = "合计"
ADDED_UP = frozenset({"count", "sum"})
"""Aggregates whose parts add up; a person counted once in several committees doesn't."""


@dataclass(frozen=True)
class Asking:
    """Whom to ask, for when, and whose rows count (`bounds`, None for all)."""

    engine: Engine
    period: Period
    bounds: Bounds | None

    @property
    def catalogue(self) -> Catalogue:
        """The definitions in force on the period's first day."""
        return self.engine.catalogue.on(self.period.first)

    def totals(self, counts: Mapping[str, Count], period: Period | None = None) -> Tallies:
        return totals(self.engine, counts, period or self.period, self.bounds)

    def offering(self, counts: Mapping[str, Count], dimension: str) -> dict[str, Count]:
        """Those of `counts` whose register has the column."""
        registers = self.engine.catalogue.registers
        return {
            key: count
            for key, count in counts.items()
            if dimension in {column.name for column in registers[count.register].columns}
        }

    def by(self, counts: Mapping[str, Count], dimension: str) -> dict[str | None, Row]:
        """Key of the dimension → row of the counts that have such a column, without keys where nothing is counted."""
        found = breakdown(self.engine, self.offering(counts, dimension), self.period, dimension, self.bounds)
        rows = {}
        for key, group in found.items():
            if any(tally.rows for tally in group.tallies.values()):
                name = None if key is None else str(key)
                rows[name] = Row(name, group.label, {code: tally.exact for code, tally in group.tallies.items()})
        return rows


def counts_of(table: Table, catalogue: Catalogue) -> dict[str, Count]:
    """Key → count of the columns that an indicator of the catalogue stands behind, narrowed as the column says."""
    found = {}
    for column in table.columns:
        indicator = catalogue.indicators.get(column.code)
        if indicator is None or not isinstance(indicator.measure, Count):
            continue
        count = indicator.measure
        if column.where is not None:
            where = column.where if count.where is None else And((count.where, column.where))
            count = replace(count, where=where)
        found[column.key] = count
    return found


def fill(
    table: Table, asking: Asking, *, head: str, dimension: str | None, universe: Sequence[tuple[str, str]]
) -> Filled:
    """
    The table with a row for each of `universe` (key, label), and for whatever else the records have.

    dimension  register column that the rows are cut by; None for the total alone
    """
    counts = counts_of(table, asking.catalogue)
    whole = {key: tally.exact for key, tally in asking.totals(counts).items()}
    rows = asking.by(counts, dimension) if dimension and counts else {}
    labels = dict(universe) if dimension else {}
    keys = [*labels, *(key for key in rows if key not in labels)]
    return Filled(
        table,
        head,
        tuple(_row(table, key, labels.get(key or "") or rows[key].label, rows.get(key), counts) for key in keys),
        Row("", TOTAL, cells_of(table, whole, counts)),
        absent_of(table, counts),
    )


def absent_of(table: Table, counts: Mapping[str, Count]) -> frozenset[str]:
    """The columns that nothing is counted for; those computed from others too if nothing is counted at all."""
    return frozenset(
        column.key for column in table.columns if column.key not in counts and (column.formula is None or not counts)
    )


def _row(table: Table, key: str | None, label: str, found: Row | None, counts: Mapping[str, Count]) -> Row:
    return Row(key, label, cells_of(table, found.cells if found else {}, counts))


def cells_of(table: Table, found: Mapping[str, Exact | None], counts: Mapping[str, Count]) -> dict[str, Exact | None]:
    """Values by column: 0 where nothing was counted, None where nobody counts, formulas computed."""
    cells: dict[str, Exact | None] = {key: found.get(key, 0) for key in counts}
    computed = {column.key: _computed(column, cells.get) for column in table.columns if column.formula is not None}
    return {column.key: computed.get(column.key, cells.get(column.key)) for column in table.columns}


def _computed(column: Column, exact_of: Callable[[str], Exact | None]) -> Exact | None:
    assert column.formula is not None
    return evaluate(column.formula, exact_of)
