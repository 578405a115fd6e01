"""The figures of the plain version: what is counted, what is left out, and the breakdown that may be published."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from fazhi.engines.indicator import Catalogue, Count, Indicator, Section, slots
from fazhi.kernel.indicators.terms import Figure
from fazhi.lines.annual_report.queries.publishing import Released, is_countable
from fazhi.lines.annual_report.rules.publishing import clauses
from fazhi.lines.annual_report.terms import WITHHELD, Breakdown, PlainFigure

_DATE_PARTS = ("_year", "_quarter", "_month")
Ask = Callable[[str], tuple[Mapping[str, Figure], Iterable[Released]]]
"""Dimension → the figures broken down by it, and what of them may be published."""


def plain_codes(sections: Iterable[Section]) -> tuple[str, ...]:
    """The codes that the lines' plain sentences cite, each once, in reading order."""
    return tuple(
        dict.fromkeys(code for section in sections for paragraph in section.plain for code in slots(paragraph))
    )


def dimensions(sections: Iterable[Section], catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    """
    Dimension → codes that the plain version opens by it: the first that the indicator declares, dates aside.

    Only counts of rows are opened.
    """
    found: dict[str, list[str]] = defaultdict(list)
    for code in plain_codes(sections):
        item = catalogue.indicator(code)
        by = next((name for name in item.dimensions if not name.endswith(_DATE_PARTS)), None)
        if by and is_countable(code, catalogue):
            found[by].append(code)
    return {by: tuple(codes) for by, codes in found.items()}


def plain_figures(sections: Iterable[Section], catalogue: Catalogue, ask: Ask) -> tuple[PlainFigure, ...]:
    """
    Every figure explained: those of the plain version, in reading order, with what is published of their breakdown, then
    all others of the catalogue.

    catalogue  the definitions in force
    ask        answers with the figures broken down, and what may be published
    """
    sections = tuple(sections)
    opened: dict[str, tuple[str, Breakdown]] = {}
    for by, codes in dimensions(sections, catalogue).items():
        figures, tables = ask(by)
        for table in tables:
            if table.labels and table.family.whole in codes:
                breakdown = _breakdown(table, by, catalogue, figures)
                opened |= dict.fromkeys(table.family.codes, (table.family.whole, breakdown))
    cited = plain_codes(sections)
    others = (code for code in catalogue.indicators if code not in cited)
    return tuple(_explained(catalogue.indicator(code), *opened.get(code, ("", None))) for code in (*cited, *others))


def _explained(item: Indicator, whole: str, table: Breakdown | None) -> PlainFigure:
    counted, left_out = clauses(item.definition + item.excludes)
    if whole == item.code:
        return PlainFigure(item.code, counted, left_out, item.source, item.version, table)
    return PlainFigure(item.code, counted, left_out, item.source, item.version, None, whole)


def _breakdown(table: Released, by: str, catalogue: Catalogue, figures: Mapping[str, Figure]) -> Breakdown:
    family = table.family
    measure = catalogue.indicator(family.whole).measure
    assert isinstance(measure, Count)
    name = catalogue.registers[measure.register].column(by).title
    titles = [*(figures[code].title for code in family.parts), "合计" if family.parts else figures[family.whole].title]
    heads = (name, *(f"{title}（{figures[family.whole].unit}）" for title in titles))
    shown = [tuple(WITHHELD if cell is None else f"{cell:,}" for cell in line) for line in table.cells]
    body = tuple((label, *line) for label, line in zip(table.labels, shown, strict=False))
    return Breakdown(heads, body, ("合计", *shown[-1]))
