"""The report of a year, put together from what the lines registered; nothing is counted here."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import date, datetime
from fractions import Fraction

from django.utils import timezone

from fazhi.engines.indicator import (
    Chart,
    Difference,
    Expression,
    Identity,
    Number,
    Period,
    Ratio,
    Ref,
    Section,
    Sum,
    Table,
)
from fazhi.kernel.indicators import queries as indicators
from fazhi.kernel.indicators import registry
from fazhi.kernel.indicators.frozen import Frozen
from fazhi.kernel.indicators.live import Live
from fazhi.kernel.indicators.manifest import digest_of
from fazhi.kernel.indicators.terms import Engine, Figure, Holding, Scope
from fazhi.kernel.organisations.queries import is_sample, root
from fazhi.lines.annual_report.errors import NothingToReport, UnknownFigure
from fazhi.lines.annual_report.models import Contribution
from fazhi.lines.annual_report.queries import standing
from fazhi.lines.annual_report.queries.plain import dimensions, plain_figures
from fazhi.lines.annual_report.queries.previous import with_previous
from fazhi.lines.annual_report.queries.publishing import Released, by_code, released
from fazhi.lines.annual_report.rules import SLOT, paragraphs_of, unknown_codes
from fazhi.lines.annual_report.rules.publishing import Bars, by_size
from fazhi.lines.annual_report.terms import (
    DASH,
    Heading,
    Piece,
    PlainFigure,
    Previous,
    PrintedChart,
    PrintedFigure,
    PrintedIdentity,
    PrintedSection,
    PrintedTable,
    PrintedWord,
    Report,
)


def report(year: int, *, engine: str | None = None, on: date | None = None, scope: Scope | None = None) -> Report:
    """
    The report of `year`, ready to print.

    engine  "live" or "frozen"; without it the frozen year if there is one
    on      the date on a live report; today without it. A frozen one has the seal's
    scope   the rows that the reader's post sees; all without it

    Under each heading stand the lines' sections, then what divisions contributed and was accepted.

    Raises NotFrozen, NothingToReport if the records hold nothing of that year, or UnknownFigure if an accepted text has a
    slot for a figure that the frozen year did not know yet.
    """
    with chosen_engine(year, engine) as source:
        figures = {figure.code: figure for figure in indicators.figures(Period(year), engine=source, scope=scope)}
        if not any(figure.rows for figure in figures.values()):
            raise NothingToReport(year)
        printer = _Printer(Period(year), source, scope, figures)
        opened = standing.report_of_year(year, scope)
        contributed = standing.accepted_texts(year, scope)
        sections = tuple((heading, printer.sections(heading, contributed)) for heading in Heading)
        holdings = indicators.identities(Period(year), engine=source, scope=scope)
        bureau, sample = _marks(source)
        version = standing.current_version(opened) if opened else None
        titles = {figure.code: figure.title for figure in figures.values()}
        made = Report(
            year=year,
            bureau=bureau,
            engine=source.name,
            on=_dated(source, on),
            seal=digest_of(source.manifest.to_bytes()) if isinstance(source, Frozen) else "",
            is_sample=sample,
            sections=sections,
            identities=tuple(
                _identity(identity, holding, figures)
                for identity, holding in zip(source.catalogue.identities, holdings, strict=True)
            ),
            figures=tuple(_printed(figure) for figure in figures.values()),
            part=_part(scope),
            version=version.number if version else 0,
            explained=standing.explanations_of(version) if version else (),
            correction=standing.correction_of(version, standing.told(figures.values()), titles) if version else None,
            plain=printer.plain(),
        )
        return with_previous(made, source, scope)


@contextmanager
def chosen_engine(year: int, name: str | None) -> Iterator[Engine]:
    """The engine asked for; without a name the newest frozen year if there is one, else the records as they are."""
    if name == "live" or (name is None and not any(frozen.year == year for frozen in indicators.frozen_years())):
        yield Live()
        return
    with Frozen(indicators.latest_frozen(year).path) as frozen:
        yield frozen


def _dated(source: Engine, on: date | None) -> date:
    if isinstance(source, Frozen):
        return timezone.localdate(datetime.fromisoformat(source.manifest.sealed_at))
    return on or timezone.localdate()


def _part(scope: Scope | None) -> str:
    """A reader of a part must not take its numbers for the bureau's."""
    whole = root()
    return scope.name if scope and whole and scope.office != whole.code else ""


def _marks(source: Engine) -> tuple[str, bool]:
    """The bureau's name and whether the data are synthetic; a frozen year carries both."""
    if isinstance(source, Frozen):
        return source.manifest.bureau, source.manifest.sample
    bureau = root()
    return (bureau.name if bureau else ""), is_sample()


class _Printer:
    """Fills slots, tables and charts of one period from one engine, each breakdown asked once."""

    def __init__(self, period: Period, source: Engine, scope: Scope | None, figures: Mapping[str, Figure]) -> None:
        self._period, self._source, self._scope, self._figures = period, source, scope, figures
        self._wanted = _breakdowns(registry.sections(), dimensions(registry.sections(), source.catalogue))
        self._catalogue = source.catalogue.on(period.first)
        self._broken_down: dict[str, dict[str, Figure]] = {}
        self._released: dict[str, tuple[Released, ...]] = {}

    def sections(
        self, heading: Heading, contributed: Iterable[tuple[Contribution, str]] = ()
    ) -> tuple[PrintedSection, ...]:
        declared = (self._section(section) for section in registry.sections() if section.heading == heading.value)
        written = (self._contributed(*each) for each in contributed if each[0].heading == heading.value)
        return (*declared, *written)

    def _contributed(self, contribution: Contribution, text: str) -> PrintedSection:
        if unknown := unknown_codes(text, self._figures):
            raise UnknownFigure(unknown)
        paragraphs = tuple(self._pieces(line) for line in paragraphs_of(text))
        return PrintedSection(f"contribution-{contribution.position}", contribution.title, paragraphs, (), ())

    def plain(self) -> tuple[PlainFigure, ...]:
        return plain_figures(registry.sections(), self._catalogue, lambda by: (self._by(by), self._released_by(by)))

    def _section(self, section: Section) -> PrintedSection:
        return PrintedSection(
            section.line,
            section.title,
            tuple(self._pieces(text) for text in section.paragraphs),
            tuple(self._published_table(table) for table in section.tables),
            tuple(made for chart in section.charts if (made := self._published_chart(chart, section))),
            whole_tables=tuple(self._table(table) for table in section.tables),
            whole_charts=tuple(self._chart(chart, section) for chart in section.charts),
            plain=tuple(self._pieces(text) for text in section.plain),
            words=tuple(
                PrintedWord(word.term, word.meaning, word.basis.text if word.basis else "") for word in section.words
            ),
        )

    def _pieces(self, text: str) -> tuple[Piece, ...]:
        pieces: list[Piece] = []
        for place, part in enumerate(SLOT.split(text)):
            if place % 2:
                pieces.append(_printed(self._figures[part]))
            elif part:
                pieces.append(part)
        return tuple(pieces)

    def _by(self, dimension: str) -> dict[str, Figure]:
        if dimension not in self._broken_down:
            asked = indicators.figures(
                self._period, engine=self._source, codes=self._wanted[dimension], by=dimension, scope=self._scope
            )
            self._broken_down[dimension] = {figure.code: figure for figure in asked}
        return self._broken_down[dimension]

    def _released_by(self, dimension: str) -> tuple[Released, ...]:
        if dimension not in self._released:
            self._released[dimension] = released(self._wanted[dimension], self._catalogue, self._by(dimension))
        return self._released[dimension]

    def _published(self, shown: Table | Chart) -> list[Mapping[str, int | None]]:
        """For each column what may be published of it: a row count or None by label; nothing at all is withheld wholly."""
        columns = by_code(self._released_by(shown.by))
        withheld = dict.fromkeys(_labels(self._by(shown.by)[code] for code in shown.codes))
        return [columns.get(code, withheld) for code in shown.codes]

    def _table(self, table: Table) -> PrintedTable:
        columns = [self._by(table.by)[code] for code in table.codes]
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
        columns = [self._by(chart.by)[code] for code in chart.codes]
        values = [{group.label: int(group.exact or 0) for group in column.by or ()} for column in columns]
        return [(label, tuple(column.get(label, 0) for column in values)) for label in _labels(columns)]

    def _drawn(self, chart: Chart, section: Section, rows: Sequence[Bars]) -> PrintedChart:
        columns = [self._by(chart.by)[code] for code in chart.codes]
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


def _breakdowns(sections: Iterable[Section], opened: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """Dimension → all codes that some table or chart, or the plain version (`opened`), breaks down by it."""
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


def _printed(figure: Figure) -> PrintedFigure:
    value = "—" if figure.value is None else str(figure.value)
    exact = None if figure.exact is None else Fraction(figure.exact)
    return PrintedFigure(
        figure.code, figure.title, f"{value}{figure.unit}", value, figure.unit, exact, figure.rows or 0
    )


def _dimension_title(source: Engine, shown: Table | Chart) -> str:
    catalogue = source.catalogue
    count = next(iter(catalogue.counts(shown.codes).values()))
    return catalogue.registers[count.register].column(shown.by).title


def _identity(identity: Identity, holding: Holding, figures: Mapping[str, Figure]) -> PrintedIdentity:
    whole = holding.left == holding.right
    sign = {"=": "=" if whole else "≠", "<=": "≤" if holding.holds else ">"}[identity.relation]
    left, right = (_written(side, figures) for side in (identity.left, identity.right))
    return PrintedIdentity(holding.rule, holding.title, f"{left} {sign} {right}", holding.holds, holding.broken)


def _written(side: Expression, figures: Mapping[str, Figure]) -> str:
    """A side with its numbers, as 794 + 184,198."""
    match side:
        case Ref(code):
            exact = figures[code].exact
            return f"{exact:,}" if isinstance(exact, int) else "—" if exact is None else str(exact)
        case Number(value):
            return f"{value:,}"
        case Sum(parts):
            return " + ".join(_written(part, figures) for part in parts)
        case Difference(left, right):
            return f"{_written(left, figures)} − ({_written(right, figures)})"
        case Ratio(numerator, denominator):
            return f"({_written(numerator, figures)}) ÷ ({_written(denominator, figures)})"


def _previous(before: Previous) -> dict[str, object]:
    return {
        "year": before.year,
        "value": before.value or None,
        "unit": before.unit,
        "text": before.text,
        "difference": before.difference,
        "growth": before.growth,
        "source": before.source,
        "invented": before.is_invented,
        "redefined": before.redefined,
    }


def figures_document(report: Report) -> dict[str, object]:
    """The report's figures and identities as open data."""
    return {
        "title": report.title,
        "bureau": report.bureau,
        "year": report.year,
        "engine": report.engine,
        "on": report.on.isoformat(),
        "seal": report.seal,
        "synthetic": report.is_sample,
        "version": report.version,
        "explanations": [asdict(item) for item in report.explained],
        "correction": asdict(report.correction) if report.correction else None,
        "figures": [
            {
                "code": figure.code,
                "title": figure.title,
                "value": figure.value,
                "unit": figure.unit,
                "exact": None if figure.exact is None else str(figure.exact),
                "rows": figure.rows,
            }
            | ({"previous": _previous(figure.previous)} if figure.previous else {})
            for figure in report.figures
        ],
        "identities": [
            {
                "rule": item.rule,
                "title": item.title,
                "expression": item.expression,
                "holds": item.holds,
                "broken": item.broken,
            }
            for item in report.identities
        ],
    }
