"""The figures of the plain version: what is counted, what is left out, and the breakdown that may be published."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from fazhi.engines.indicator import Catalogue, Count, Indicator, Section, slots
from fazhi.kernel.indicators.terms import Figure
from fazhi.lines.annual_report.rules.publishing import Family, clauses, families, publishable
from fazhi.lines.annual_report.terms import WITHHELD, Breakdown, PlainFigure

_DATE_PARTS = ("_year", "_quarter", "_month")
Ask = Callable[[str], Mapping[str, Figure]]
"""Dimension → the figures broken down by it."""


def plain_codes(sections: Iterable[Section]) -> tuple[str, ...]:
    """The codes that the lines' plain sentences cite, each once, in reading order."""
    return tuple(
        dict.fromkeys(code for section in sections for paragraph in section.plain for code in slots(paragraph))
    )


def dimensions(sections: Iterable[Section], catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    """
    Dimension → codes that the plain version opens by it: the first that the indicator declares, dates aside.

    Only counts of rows are opened: how many rows stand behind a cell of a sum, its value doesn't tell.
    """
    found: dict[str, list[str]] = defaultdict(list)
    for code in plain_codes(sections):
        item = catalogue.indicator(code)
        by = next((name for name in item.dimensions if not name.endswith(_DATE_PARTS)), None)
        if by and isinstance(item.measure, Count) and item.measure.aggregate == "count":
            found[by].append(code)
    return {by: tuple(codes) for by, codes in found.items()}


def plain_figures(sections: Iterable[Section], catalogue: Catalogue, ask: Ask) -> tuple[PlainFigure, ...]:
    """
    Each figure of the plain version, explained.

    catalogue  the definitions in force
    ask        answers with the figures broken down
    """
    sections = tuple(sections)
    opened: dict[str, tuple[str, Breakdown]] = {}
    for by, codes in dimensions(sections, catalogue).items():
        for family in families(codes, catalogue.identities):
            table = _breakdown(family, by, catalogue, ask(by))
            if table:
                opened |= dict.fromkeys(family.codes, (family.whole, table))
    return tuple(_explained(catalogue.indicator(code), *opened.get(code, ("", None))) for code in plain_codes(sections))


def _explained(item: Indicator, whole: str, table: Breakdown | None) -> PlainFigure:
    counted, left_out = clauses(item.definition + item.excludes)
    if whole == item.code:
        return PlainFigure(item.code, counted, left_out, item.source, item.version, table)
    return PlainFigure(item.code, counted, left_out, item.source, item.version, None, whole)


def _breakdown(family: Family, by: str, catalogue: Catalogue, figures: Mapping[str, Figure]) -> Breakdown | None:
    rows = {code: {group.label: group.rows or 0 for group in figures[code].by or ()} for code in family.codes}
    labels = sorted({label for counts in rows.values() for label in counts})
    cells = publishable(family, labels, rows) if labels else None
    if cells is None:
        return None
    measure = catalogue.indicator(family.whole).measure
    assert isinstance(measure, Count)
    name = catalogue.registers[measure.register].column(by).title
    titles = [*(figures[code].title for code in family.parts), "合计" if family.parts else figures[family.whole].title]
    heads = (name, *(f"{title}（{figures[family.whole].unit}）" for title in titles))
    shown = [tuple(WITHHELD if cell is None else f"{cell:,}" for cell in line) for line in cells]
    body = tuple((label, *line) for label, line in zip(labels, shown, strict=False))
    return Breakdown(heads, body, ("合计", *shown[-1]))
