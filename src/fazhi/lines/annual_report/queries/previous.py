"""
The year before beside this one: from its frozen year, else from the table that was published.

A frozen year answers by the definitions that were sealed with it, and for the rows of the reader's scope. A published
table speaks for the whole bureau, so a reader of a part gets none of it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, cast

from django.db.models import Subquery

from fazhi.engines.indicator import Catalogue, Period, digest_of
from fazhi.kernel.indicators import queries as indicators
from fazhi.kernel.indicators.frozen import Frozen
from fazhi.kernel.indicators.terms import Engine, Scope
from fazhi.lines.annual_report.models import PublishedRow, PublishedTable
from fazhi.lines.annual_report.rules.growth import grown, signed
from fazhi.lines.annual_report.rules.published import Precision, PublishedFigure
from fazhi.lines.annual_report.terms import Previous, PrintedFigure, PrintedSection, PrintedTable, Report

if TYPE_CHECKING:
    from fazhi.kernel.indicators.models import FrozenYear

INVENTED = "上年数据为虚构，仅供演示"
REDEFINED = "口径有变化"
_NOTES = {"frozen": "上年数据取自封账", "published": "上年数据为已公布数"}


@dataclass(frozen=True)
class _Before:
    figure: PublishedFigure
    source: str
    is_invented: bool = False
    exact: Fraction | None = None


def with_previous(report: Report, source: Engine, sealed: "FrozenYear | None", scope: Scope | None) -> Report:
    """
    The report with the year before at each figure that is known of it, and a table of them in each section.

    source  the engine that answered for the report's own year
    sealed  the year before, frozen
    """
    year = report.year - 1
    known, definitions = _frozen(sealed, scope) if sealed else ({}, None)
    if not report.part:
        known = _published(year) | known
    own = source.catalogue.on(Period(report.year).first)
    before = definitions or source.catalogue.on(Period(year).first)
    figures = {figure.code: _compared(figure, known, year, own, before) for figure in report.figures}
    sections = tuple(
        (heading, tuple(_section(section, figures, report.year) for section in part))
        for heading, part in report.sections
    )
    return replace(report, figures=tuple(figures.values()), sections=sections)


def _frozen(sealed: "FrozenYear", scope: Scope | None) -> tuple[dict[str, _Before], Catalogue | None]:
    """What a frozen year says, and its definitions."""
    with Frozen(sealed.path) as frozen:
        found = indicators.figures(Period(sealed.year), engine=frozen, scope=scope)
        known = {
            figure.code: _Before(
                _as_published(figure.code, figure.value, figure.unit), "frozen", exact=Fraction(figure.exact or 0)
            )
            for figure in found
            if figure.value is not None
        }
        return known, frozen.catalogue.on(Period(sealed.year).first)


def _as_published(code: str, value: int | str, unit: str) -> PublishedFigure:
    decimals = len(str(value).partition(".")[2])
    return PublishedFigure(code, Fraction(value), unit, "rounded" if decimals else "exact", decimals)


def _published(year: int) -> dict[str, _Before]:
    """The figures of the latest table that was published for the year."""
    latest = PublishedTable.objects.filter(year=year).order_by("-version").values("pk")[:1]
    return {
        row.code: _Before(
            PublishedFigure(row.code, Fraction(row.value), row.unit, cast("Precision", row.precision), row.decimals),
            "published",
            row.table.is_invented,
        )
        for row in PublishedRow.objects.filter(table=Subquery(latest)).select_related("table")
    }


def _compared(
    figure: PrintedFigure, known: dict[str, _Before], year: int, own: Catalogue, before: Catalogue
) -> PrintedFigure:
    found = known.get(figure.code)
    if found is None:
        return figure
    growth = grown(figure, found.figure, found.exact)
    previous = Previous(
        year=year,
        value=growth.value,
        unit=found.figure.unit,
        text=growth.text,
        difference=growth.difference,
        growth=growth.growth,
        source=found.source,
        is_invented=found.is_invented,
        redefined=digest_of(own.indicator(figure.code)) != digest_of(before.indicator(figure.code)),
    )
    return replace(figure, previous=previous)


def _section(section: PrintedSection, figures: dict[str, PrintedFigure], year: int) -> PrintedSection:
    """The section with its figures replaced, and first of its tables the comparison, if any of them is known."""
    paragraphs, plain = (
        tuple(
            tuple(figures.get(piece.code, piece) if isinstance(piece, PrintedFigure) else piece for piece in pieces)
            for pieces in texts
        )
        for texts in (section.paragraphs, section.plain)
    )
    cited = {piece.code: piece for pieces in paragraphs for piece in pieces if isinstance(piece, PrintedFigure)}
    compared = [figure for figure in cited.values() if figure.previous]
    made = replace(section, paragraphs=paragraphs, plain=plain)
    if not compared:
        return made
    table = _table(compared, year)
    return replace(made, tables=(table, *made.tables), whole_tables=(table, *made.whole_tables))


def _table(figures: Iterable[PrintedFigure], year: int) -> PrintedTable:
    rows, notes = [], dict[str, None]()
    for figure in figures:
        before = figure.previous
        assert before is not None
        notes[INVENTED if before.is_invented else _NOTES[before.source]] = None
        title = f"{figure.title}（{REDEFINED}）" if before.redefined else figure.title
        change = (
            "—" if before.difference is None else _grouped(signed(before.difference)) + _unit_of_change(figure.unit)
        )
        growth = "—" if before.growth is None else signed(before.growth)
        rows.append((title, _grouped(before.text), _grouped(figure.text), change, growth))
    heads = ("指标", f"{year - 1}年", f"{year}年", "增减", "增减（%）")
    return PrintedTable(f"与{year - 1}年比较（{'；'.join(notes)}）", heads, (), tuple(rows), ())


def _unit_of_change(unit: str) -> str:
    return "个百分点" if unit == "%" else unit


def _grouped(text: str) -> str:
    """Digits before the point in threes: +12345件 → +12,345件."""
    start = next((place for place, sign in enumerate(text) if sign.isdigit()), len(text))
    end = next((place for place in range(start, len(text)) if not text[place].isdigit()), len(text))
    return text if end == start else f"{text[:start]}{int(text[start:end]):,}{text[end:]}"
