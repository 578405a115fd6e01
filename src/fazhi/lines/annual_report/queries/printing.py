"""The report of a year, put together from what the lines registered; nothing is counted here."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

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
from fazhi.kernel.indicators import registry
from fazhi.kernel.indicators.frozen import Frozen
from fazhi.kernel.indicators.live import Live
from fazhi.kernel.indicators.manifest import digest_of
from fazhi.kernel.indicators.terms import Engine, Figure, Holding, Scope, Sheet
from fazhi.kernel.organisations.queries import marked_root
from fazhi.lines.annual_report.errors import NothingToReport
from fazhi.lines.annual_report.models import Contribution, ReportVersion
from fazhi.lines.annual_report.queries import standing
from fazhi.lines.annual_report.queries.filling import Printer, breakdowns, printed
from fazhi.lines.annual_report.queries.plain import dimensions
from fazhi.lines.annual_report.queries.previous import with_previous
from fazhi.lines.annual_report.terms import (
    Heading,
    Previous,
    PrintedIdentity,
    Report,
)

if TYPE_CHECKING:
    from fazhi.kernel.indicators.models import FrozenYear


@dataclass(frozen=True)
class Sources:
    """Where a year's report comes from: the engine of its figures, and the sealed year before, None if there is none."""

    engine: Engine
    before: "FrozenYear | None"


@dataclass(frozen=True)
class Composed:
    """
    A report with what it was put together from.

    sheet     its figures, also broken down by what was asked for besides
    versions  of the matter, the first one first; none where no report was opened or where it is out of the reader's sight
    asked     the contributions that the reader sees
    """

    report: Report
    sheet: Sheet
    versions: tuple[ReportVersion, ...]
    asked: tuple[Contribution, ...]


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
    with sources(year, engine) as source:
        return compose(year, source, on=on, scope=scope).report


def for_the_desk(
    year: int, source: Sources, *, scope: Scope, opened: Mapping[str, Sequence[str]], on: date | None = None
) -> Composed:
    """
    The report as the desk shows it: whole tables and charts, without what is made for publication only.

    opened  dimension → codes to break down by it besides

    Raises what `report` raises, and UnknownIndicator, UnknownDimension.
    """
    return compose(year, source, on=on, scope=scope, opened=opened, published=False)


def compose(
    year: int,
    source: Sources,
    *,
    on: date | None,
    scope: Scope | None,
    opened: Mapping[str, Sequence[str]] | None = None,
    published: bool = True,
    compared: bool = True,
) -> Composed:
    """
    Put the report together: one query for all figures, a handful for what people wrote and decided.

    opened     dimension → codes to break down by it, besides what is printed
    published  with what is made for publication only: tables and charts with cells withheld, the plain version
    compared   with the year before
    """
    engine = source.engine
    period, sections = Period(year), registry.sections()
    extra = dimensions(sections, engine.catalogue) if published else opened or {}
    sheet = indicators.sheet(period, engine=engine, breakdowns=breakdowns(sections, extra), scope=scope)
    if not any(figure.rows for figure in sheet.figures):
        raise NothingToReport(year)
    printer = Printer(period, engine, sheet, published=published)
    asked = standing.asked_of(year, scope)
    contributed = standing.accepted_texts(asked)
    versions = standing.versions_of_year(year, scope)
    version = versions[-1] if versions else None
    bureau, sample, part = _marks(engine, scope)
    made = Report(
        year=year,
        bureau=bureau,
        engine=engine.name,
        on=_dated(engine, on),
        seal=digest_of(engine.manifest.to_bytes()) if isinstance(engine, Frozen) else "",
        is_sample=sample,
        sections=tuple((heading, printer.sections(heading, contributed)) for heading in Heading),
        identities=_identities(engine, sheet),
        figures=tuple(printed(figure) for figure in sheet.figures),
        part=part,
        version=version.number if version else 0,
        explained=standing.explanations_of(version) if version else (),
        correction=standing.correction_of(versions, sheet.figures),
        plain=printer.plain() if published else (),
    )
    report = with_previous(made, engine, source.before, scope) if compared else made
    return Composed(report, sheet, versions, asked)


@contextmanager
def sources(year: int, name: str | None) -> Iterator[Sources]:
    """
    The engine asked for; without a name the newest frozen year if there is one, else the records as they are.

    Raises NotFrozen for a year that isn't.
    """
    sealed = indicators.newest_frozen(year - 1, year)
    before = sealed.get(year - 1)
    if name == "live" or (name is None and year not in sealed):
        yield Sources(Live(), before)
        return
    with Frozen((sealed.get(year) or indicators.latest_frozen(year)).path) as frozen:
        yield Sources(frozen, before)


@contextmanager
def chosen_engine(year: int, name: str | None) -> Iterator[Engine]:
    """The engine alone."""
    with sources(year, name) as found:
        yield found.engine


def _dated(source: Engine, on: date | None) -> date:
    if isinstance(source, Frozen):
        return timezone.localdate(datetime.fromisoformat(source.manifest.sealed_at))
    return on or timezone.localdate()


def _marks(source: Engine, scope: Scope | None) -> tuple[str, bool, str]:
    """
    The bureau's name, whether the data are synthetic, and the office whose rows alone are counted, "" for all: a reader of
    a part must not take its numbers for the bureau's. A frozen year carries the first two.
    """
    bureau = marked_root()
    part = scope.name if scope and bureau and scope.office != bureau.code else ""
    if isinstance(source, Frozen):
        return source.manifest.bureau, source.manifest.sample, part
    return (bureau.name, bureau.is_sample, part) if bureau else ("", False, part)


def _identities(source: Engine, sheet: Sheet) -> tuple[PrintedIdentity, ...]:
    figures = {figure.code: figure for figure in sheet.figures}
    pairs = zip(source.catalogue.identities, sheet.holdings, strict=True)
    return tuple(_identity(identity, holding, figures) for identity, holding in pairs)


def _identity(identity: Identity, holding: Holding, figures: Mapping[str, Figure]) -> PrintedIdentity:
    whole = holding.left == holding.right
    sign = {"=": "=" if whole else "≠", "<=": "≤" if holding.holds else ">"}[identity.relation]
    left, right = (_written(side, figures) for side in (identity.left, identity.right))
    return PrintedIdentity(
        holding.rule, holding.title, holding.holds, holding.broken, (*left, (f" {sign} ", ""), *right)
    )


def _written(side: Expression, figures: Mapping[str, Figure]) -> tuple[tuple[str, str], ...]:
    """A side with its numbers, as 794 + 184,198: pieces of text, those that are figures with their codes."""
    match side:
        case Ref(code):
            exact = figures[code].exact
            return ((f"{exact:,}" if isinstance(exact, int) else "—" if exact is None else str(exact), code),)
        case Number(value):
            return ((f"{value:,}", ""),)
        case Sum(parts):
            terms = [_written(part, figures) for part in parts]
            return tuple(piece for place, term in enumerate(terms) for piece in ((*_plus(place), *term)))
        case Difference(left, right):
            return (*_written(left, figures), (" − (", ""), *_written(right, figures), (")", ""))
        case Ratio(numerator, denominator):
            above, below = _written(numerator, figures), _written(denominator, figures)
            return (("(", ""), *above, (") ÷ (", ""), *below, (")", ""))


def _plus(place: int) -> tuple[tuple[str, str], ...]:
    return ((" + ", ""),) if place else ()


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
