"""
What of a dimension's breakdowns may be published, decided once for the report, its charts and its plain version, so that
none of them shows what another withholds.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from fazhi.engines.indicator import Catalogue, Count
from fazhi.kernel.indicators.terms import Figure
from fazhi.lines.annual_report.rules.publishing import Family, families, publishable


@dataclass(frozen=True)
class Released:
    """
    A family's breakdown as it may be published.

    labels  of the groups, sorted
    cells   a row for each label and last the totals, a column for each code of the family; None is withheld
    """

    family: Family
    labels: tuple[str, ...]
    cells: tuple[tuple[int | None, ...], ...]


def is_countable(code: str, catalogue: Catalogue) -> bool:
    """Whether it counts rows: how many rows stand behind a cell of a sum or a share, its value doesn't tell."""
    item = catalogue.indicator(code)
    return isinstance(item.measure, Count) and item.measure.aggregate == "count"


def released(codes: Iterable[str], catalogue: Catalogue, figures: Mapping[str, Figure]) -> tuple[Released, ...]:
    """
    The breakdowns that may be published of all codes that are broken down by one dimension; those left out may not.

    catalogue  the definitions in force
    figures    broken down by the dimension
    """
    found = []
    for family in families((code for code in codes if is_countable(code, catalogue)), catalogue.identities):
        rows = {code: {group.label: group.rows or 0 for group in figures[code].by or ()} for code in family.codes}
        labels = sorted({label for counts in rows.values() for label in counts})
        cells = publishable(family, labels, rows)
        if cells is not None:
            found.append(Released(family, tuple(labels), cells))
    return tuple(found)


def by_code(tables: Iterable[Released]) -> dict[str, dict[str, int | None]]:
    """Code → label → rows, None where they are withheld."""
    return {
        code: {label: line[place] for label, line in zip(table.labels, table.cells, strict=False)}
        for table in tables
        for place, code in enumerate(table.family.codes)
    }
