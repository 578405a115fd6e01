"""Slots, tables and charts filled with a period's figures: as they are published, and whole for the desk."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from fazhi.engines.indicator import Chart, Period, Section, Table
from fazhi.kernel.indicators import registry
from fazhi.kernel.indicators.terms import Engine, Figure, Sheet
from fazhi.lines.annual_report.errors import UnknownFigure
from fazhi.lines.annual_report.models import Contribution
from fazhi.lines.annual_report.queries.plain import plain_figures
from fazhi.lines.annual_report.queries.publishing import Released, by_code, released
from fazhi.lines.annual_report.rules import SLOT, paragraphs_of, unknown_codes
from fazhi.lines.annual_report.rules.publishing import Bars, by_size
from fazhi.lines.annual_report.terms import (
    DASH,
    Heading,
    Piece,
    PlainFigure,
    PrintedChart,
    PrintedFigure,
    PrintedSection,
    PrintedTable,
    PrintedWord,
)


class Printer:
    """
    Fills slots, tables and charts with a sheet of figures.

    source     the engine that the sheet was asked from, by whose definitions it is printed
    published  whether tables and charts are made as they are published, besides whole
    """

    def __init__(self, period: Period, source: Engine, sheet: Sheet, *, published: bool) -> None:
        self._source, self._sheet, self._is_published = source, sheet, published
        self._figures = {figure.code: figure for figure in sheet.figures}
        self._catalogue = source.catalogue.on(period.first)
        self._released: dict[str, tuple[Released, ...]] = {}

    def sections(
        self, heading: Heading, contributed: Iterable[tuple[Contribution, str]] = ()
    ) -> tuple[PrintedSection, ...]:
        """What stands under a heading: the lines' sections, then the accepted texts of divisions. Raises UnknownFigure."""
        declared = (self._section(section) for section in registry.sections() if section.heading == heading.value)
        written = (self._contributed(*each) for each in contributed if each[0].heading == heading.value)
        return (*declared, *written)

    def _contributed(self, contribution: Contribution, text: str) -> PrintedSection:
        if unknown := unknown_codes(text, self._figures):
            raise UnknownFigure(unknown)
        paragraphs = tuple(self._pieces(line) for line in paragraphs_of(text))
        return PrintedSection(f"contribution-{contribution.position}", contribution.title, paragraphs, (), ())

    def plain(self) -> tuple[PlainFigure, ...]:
        """The figures of the plain version, explained."""
        return plain_figures(
            registry.sections(), self._catalogue, lambda by: (self._sheet.by[by], self._released_by(by))
        )

    def _section(self, section: Section) -> PrintedSection:
        """A section as it is printed; a year of which a table or chart has nothing to tell goes without it."""
        section = replace(
            section,
            tables=tuple(table for table in section.tables if self._is_told(table)),
            charts=tuple(chart for chart in section.charts if self._is_told(chart)),
        )
        return PrintedSection(
            section.line,
            section.title,
            tuple(self._pieces(text) for text in section.paragraphs),
            tuple(self._published_table(table) for table in section.tables if self._is_published),
            tuple(
                made
                for chart in section.charts
                if self._is_published and (made := self._published_chart(chart, section))
            ),
            whole_tables=tuple(self._table(table) for table in section.tables),
            whole_charts=tuple(self._chart(chart, section) for chart in section.charts),
            plain=tuple(self._pieces(text) for text in section.plain),
            words=tuple(
                PrintedWord(word.term, word.meaning, word.basis.text if word.basis else "") for word in section.words
            ),
        )

    def _is_told(self, shown: Table | Chart) -> bool:
        return bool(_labels(self._sheet.by[shown.by][code] for code in shown.codes))

    def _pieces(self, text: str) -> tuple[Piece, ...]:
        pieces: list[Piece] = []
        for place, part in enumerate(SLOT.split(text)):
            if place % 2:
                pieces.append(printed(self._figures[part]))
            elif part:
                pieces.append(part)
        return tuple(pieces)

    def _released_by(self, dimension: str) -> tuple[Released, ...]:
        if dimension not in self._released:
            self._released[dimension] = released(self._sheet.by[dimension], self._catalogue, self._sheet.by[dimension])
        return self._released[dimension]

    def _published(self, shown: Table | Chart) -> list[Mapping[str, int | None]]:
        """For each column what may be published of it: a row count or None by label; nothing at all is withheld wholly."""
        columns = by_code(self._released_by(shown.by))
        withheld = dict.fromkeys(_labels(self._sheet.by[shown.by][code] for code in shown.codes))
        return [columns.get(code, withheld) for code in shown.codes]

    def _table(self, table: Table) -> PrintedTable:
        columns = [self._sheet.by[table.by][code] for code in table.codes]
        cells = [{group.label: _shown(group.value) for group in column.by or ()} for column in columns]
        rows = tuple((label, *(column.get(label, "0") for column in cells)) for label in _labels(columns))
        titles = table.heads or tuple(column.title for column in columns)
        heads = tuple(f"{title}（{column.unit}）" for title, column in zip(titles, columns, strict=True))
        name = _dimension_title(self._source, table)
        total = ("合计", *(_shown(column.value) for column in columns))
        return PrintedTable(table.title, (name, *heads), table.codes, rows, total)

    def _published_table(self, table: Table) -> PrintedTable:
        whole, columns = self._table(table), self._published(table)
        rows = tuple(
            (
                label,
                *(DASH if cells.get(label, 0) is None else text for text, cells in zip(texts, columns, strict=True)),
            )
            for label, *texts in whole.rows
        )
        return replace(whole, rows=rows, withholds=rows != whole.rows)

    def _chart(self, chart: Chart, section: Section) -> PrintedChart:
        rows = self._bars(chart)
        return self._drawn(chart, section, by_size(rows, chart.most, dict(rows)) if chart.form == "rows" else rows)

    def _published_chart(self, chart: Chart, section: Section) -> PrintedChart | None:
        """None where all that it would draw is withheld."""
        columns = self._published(chart)
        whole = self._bars(chart)
        rows: list[Bars] = [(label, tuple(column.get(label, 0) for column in columns)) for label, _ in whole]
        if rows and all(value is None for _, values in rows for value in values):
            return None
        return self._drawn(chart, section, by_size(rows, chart.most, dict(whole)) if chart.form == "rows" else rows)

    def _bars(self, chart: Chart) -> list[Bars]:
        columns = [self._sheet.by[chart.by][code] for code in chart.codes]
        values = [{group.label: int(group.exact or 0) for group in column.by or ()} for column in columns]
        return [(label, tuple(column.get(label, 0) for column in values)) for label in _labels(columns)]

    def _drawn(self, chart: Chart, section: Section, rows: Sequence[Bars]) -> PrintedChart:
        columns = [self._sheet.by[chart.by][code] for code in chart.codes]
        titles = chart.heads or tuple(column.title for column in columns)
        series = tuple((title, tuple(row[place] for _, row in rows)) for place, title in enumerate(titles))
        is_tabled = any(table.by == chart.by and set(chart.codes) <= set(table.codes) for table in section.tables)
        labels = tuple(label for label, _ in rows)
        return PrintedChart(
            chart.title,
            columns[0].unit,
            labels,
            series,
            name=_dimension_title(self._source, chart),
            form=chart.form,
            stacked=chart.stacked,
            is_tabled=is_tabled,
        )


def breakdowns(sections: Iterable[Section], opened: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """Dimension → all codes that some table or chart, or else something that is opened (`opened`), breaks down by it."""
    wanted: dict[str, dict[str, None]] = {by: dict.fromkeys(codes) for by, codes in opened.items()}
    for section in sections:
        shown: tuple[Table | Chart, ...] = (*section.tables, *section.charts)
        for item in shown:
            wanted.setdefault(item.by, {}).update(dict.fromkeys(item.codes))
    return {dimension: tuple(codes) for dimension, codes in wanted.items()}


def _labels(columns: Iterable[Figure]) -> tuple[str, ...]:
    """Labels of all keys of all columns, by key."""
    keys = {group.key: group.label for column in columns for group in column.by or ()}
    return tuple(keys[key] for key in sorted(keys, key=lambda key: (key is None, key)))


def _shown(value: int | str | None) -> str:
    return "—" if value is None else f"{value:,}" if isinstance(value, int) else value


def printed(figure: Figure) -> PrintedFigure:
    """The figure as running text prints it."""
    value = "—" if figure.value is None else str(figure.value)
    exact = None if figure.exact is None else Fraction(figure.exact)
    return PrintedFigure(
        figure.code, figure.title, f"{value}{figure.unit}", value, figure.unit, exact, figure.rows or 0
    )


def _dimension_title(source: Engine, shown: Table | Chart) -> str:
    catalogue = source.catalogue
    count = next(iter(catalogue.counts(shown.codes).values()))
    return catalogue.registers[count.register].column(shown.by).title
