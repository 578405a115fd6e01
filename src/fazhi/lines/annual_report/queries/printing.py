"""The report of a year, put together from what the lines registered; nothing is counted here."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date, datetime

from django.utils import timezone

from fazhi.engines.indicator import (
    Difference,
    Expression,
    Identity,
    Number,
    Period,
    Ratio,
    Ref,
    Sum,
)
from fazhi.kernel.indicators import queries as indicators
from fazhi.kernel.indicators.frozen import Frozen
from fazhi.kernel.indicators.live import Live
from fazhi.kernel.indicators.manifest import digest_of
from fazhi.kernel.indicators.terms import Engine, Figure, Holding, Scope
from fazhi.kernel.organisations.queries import is_sample, root
from fazhi.lines.annual_report.errors import NothingToReport
from fazhi.lines.annual_report.queries import standing
from fazhi.lines.annual_report.queries.filling import Printer, printed
from fazhi.lines.annual_report.queries.previous import with_previous
from fazhi.lines.annual_report.terms import (
    Heading,
    Previous,
    PrintedIdentity,
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
        printer = Printer(Period(year), source, scope, figures)
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
            figures=tuple(printed(figure) for figure in figures.values()),
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
