"""Questions about figures, the rows behind them, identities and frozen years."""

from collections.abc import Iterator, Mapping, Sequence

from fazhi.engines.indicator import (
    Catalogue,
    Count,
    Identity,
    Indicator,
    Period,
    Question,
    apart,
    published,
    refs,
    rows_sql,
    selected,
    together_sql,
    touching_sql,
    weigh,
)
from fazhi.kernel.indicators import registry
from fazhi.kernel.indicators.cells import rows_of
from fazhi.kernel.indicators.errors import NotFrozen, OpensToParts
from fazhi.kernel.indicators.models import FrozenYear
from fazhi.kernel.indicators.tallying import Group as KeyTallies
from fazhi.kernel.indicators.tallying import Tallies, answered, asking_breakdown, asking_totals, exact_of
from fazhi.kernel.indicators.terms import Engine, Figure, Group, Holding, Key, Row, Scope, Sheet

_PAGE = 5_000


def figures(
    period: Period,
    *,
    engine: Engine,
    codes: Sequence[str] | None = None,
    by: str | None = None,
    scope: Scope | None = None,
) -> tuple[Figure, ...]:
    """
    Figures of the catalogue for a period, in its order.

    Definitions are those in force on the period's first day.

    codes  which ones, in this order; None for all
    by     a dimension to break them down by; with `codes` None, those that don't offer it come without
    scope  the office whose rows count, None for all rows

    Raises UnknownIndicator, UnknownDimension, PeriodOutsideFrozenYear.
    """
    engine.require(period)
    catalogue, bounds = engine.catalogue.on(period.first), engine.bounds(scope) if scope else None
    chosen = [catalogue.indicator(code) for code in (catalogue.indicators if codes is None else codes)]
    whole = asking_totals(engine, catalogue.counts(item.code for item in chosen), period, bounds)
    if by is None:
        (found,) = answered(engine, whole)
        return tuple(_figure(catalogue, item, found, None) for item in chosen)
    if codes is not None:
        for item in chosen:
            catalogue.require_dimension(item.code, by)
    offering = [item.code for item in chosen if by in item.dimensions]
    found, keys = answered(engine, whole, asking_breakdown(engine, catalogue.counts(offering), period, by, bounds))
    return tuple(_figure(catalogue, item, found, keys if item.code in offering else None) for item in chosen)


def sheet(
    period: Period, *, engine: Engine, breakdowns: Mapping[str, Sequence[str]], scope: Scope | None = None
) -> Sheet:
    """
    All figures of the catalogue for a period, some of them broken down, and the identities: one query, one moment.

    breakdowns  dimension → codes to break down by it
    scope       the office whose rows count, None for all rows

    Raises UnknownIndicator, UnknownDimension, PeriodOutsideFrozenYear.
    """
    engine.require(period)
    catalogue, bounds = engine.catalogue.on(period.first), engine.bounds(scope) if scope else None
    for by, codes in breakdowns.items():
        for code in codes:
            catalogue.require_dimension(code, by)
    needed = {by: catalogue.counts(codes) for by, codes in breakdowns.items()}
    for by in sorted({rule.by for rule in catalogue.identities if rule.by}):
        needed[by] = _behind(catalogue, [rule for rule in catalogue.identities if rule.by == by]) | needed.get(by, {})
    found, *tables = answered(
        engine,
        asking_totals(engine, catalogue.counts(catalogue.indicators), period, bounds),
        *(asking_breakdown(engine, counts, period, by, bounds) for by, counts in needed.items()),
    )
    keys: dict[str, dict[Key, KeyTallies]] = dict(zip(needed, tables, strict=True))
    return Sheet(
        figures=tuple(_figure(catalogue, item, found, None) for item in catalogue.indicators.values()),
        by={
            by: {code: _figure(catalogue, catalogue.indicator(code), found, keys[by]) for code in codes}
            for by, codes in breakdowns.items()
        },
        holdings=tuple(_holding(catalogue, identity, found, keys) for identity in catalogue.identities),
    )


def periods_with_rows(
    codes: Sequence[str], periods: Sequence[Period], *, engine: Engine, scope: Scope | None = None
) -> tuple[Period, ...]:
    """Those of the periods in which rows stand behind any of these counts; one query."""
    bounds = engine.bounds(scope) if scope else None
    askings = [
        asking_totals(engine, engine.catalogue.on(period.first).counts(codes), period, bounds) for period in periods
    ]
    found = answered(engine, *askings)
    return tuple(
        period for period, tallied in zip(periods, found, strict=True) if any(tally.rows for tally in tallied.values())
    )


def rows_touching(year: int, *, engine: Engine) -> dict[str, int]:
    """Title of each register → its rows that a frozen year would keep now; one query."""
    period, dialect, registers = Period(year), engine.dialect, engine.catalogue.registers.values()
    questions = [Question(touching_sql(register, period, dialect), numbers=1) for register in registers]
    answers = apart(engine.ask(together_sql(questions, dialect)), questions)
    return {register.title: int(answer[0][0]) for register, answer in zip(registers, answers, strict=True)}


def rows(
    code: str,
    period: Period,
    *,
    engine: Engine,
    scope: Scope | None = None,
    after: str | int | None = None,
    limit: int = 100,
) -> tuple[Row, ...]:
    """
    A page of the register rows behind a figure, by key ascending.

    after  the key of the latest row already seen; None from the start

    Raises UnknownIndicator, OpensToParts for a formula, PeriodOutsideFrozenYear.
    """
    engine.require(period)
    measure = _count(engine.catalogue.on(period.first), code)
    register = engine.catalogue.registers[measure.register]
    query = rows_sql(
        register,
        selected(register, measure, period),
        engine.dialect,
        bounds=engine.bounds(scope) if scope else None,
        after=after,
        limit=limit,
    )
    return rows_of(register, engine.ask(query))


def every_row(code: str, period: Period, *, engine: Engine, scope: Scope | None = None) -> Iterator[Row]:
    """All register rows behind a figure, read page by page; raises like `rows`."""
    key = engine.catalogue.registers[_count(engine.catalogue.on(period.first), code).register].key
    after = None
    while page := rows(code, period, engine=engine, scope=scope, after=after, limit=_PAGE):
        yield from page
        after = page[-1][key]


def identities(period: Period, *, engine: Engine, scope: Scope | None = None) -> tuple[Holding, ...]:
    """
    Whether each identity of the catalogue holds, over the whole and for each key of its dimension.

    scope  the office whose rows count, None for all rows
    """
    engine.require(period)
    catalogue, bounds = engine.catalogue.on(period.first), engine.bounds(scope) if scope else None
    dimensions = sorted({rule.by for rule in catalogue.identities if rule.by})
    found, *tables = answered(
        engine,
        asking_totals(engine, _behind(catalogue, catalogue.identities), period, bounds),
        *(
            asking_breakdown(
                engine, _behind(catalogue, [rule for rule in catalogue.identities if rule.by == by]), period, by, bounds
            )
            for by in dimensions
        ),
    )
    keys = dict(zip(dimensions, tables, strict=True))
    return tuple(_holding(catalogue, identity, found, keys) for identity in catalogue.identities)


def definitions() -> tuple[Indicator, ...]:
    """All versions of all definitions that the lines have declared, in the catalogue's order."""
    return registry.catalogue().versions


def newest_frozen(*years: int) -> dict[int, FrozenYear]:
    """Year → its latest version sealed, of those that are; one query."""
    return {found.year: found for found in FrozenYear.objects.filter(year__in=years).order_by("version")}


def latest_frozen(year: int) -> FrozenYear:
    """The latest version sealed of a year; raises NotFrozen."""
    found = newest_frozen(year).get(year)
    if found is None:
        raise NotFrozen(year)
    return found


def frozen_years() -> tuple[FrozenYear, ...]:
    """All sealings, the newest year and version first."""
    return tuple(FrozenYear.objects.order_by("-year", "-version"))


def _count(catalogue: Catalogue, code: str) -> Count:
    measure = catalogue.indicator(code).measure
    if not isinstance(measure, Count):
        raise OpensToParts(code, catalogue.parts(code))
    return measure


def _figure(catalogue: Catalogue, indicator: Indicator, found: Tallies, keys: dict[Key, KeyTallies] | None) -> Figure:
    exact = exact_of(catalogue, found)(indicator.code)
    groups = None
    if keys is not None:
        filled = {key: item for key, item in keys.items() if _is_filled(catalogue, indicator, item)}
        groups = tuple(_group(catalogue, indicator, key, item) for key, item in filled.items())
    return Figure(
        code=indicator.code,
        title=indicator.title,
        value=published(exact, indicator),
        exact=exact,
        unit=indicator.unit,
        by=groups,
        rows=found[indicator.code].rows if indicator.code in found else None,
        parts=catalogue.parts(indicator.code),
        version=indicator.version,
    )


def _group(catalogue: Catalogue, indicator: Indicator, key: Key, item: KeyTallies) -> Group:
    exact = exact_of(catalogue, item.tallies)(indicator.code)
    tally = item.tallies.get(indicator.code)
    return Group(key, item.label, published(exact, indicator), exact, tally.rows if tally else None)


def _is_filled(catalogue: Catalogue, indicator: Indicator, item: KeyTallies) -> bool:
    """Whether any row stands behind the figure in this group."""
    needed = catalogue.counts([indicator.code])
    return any(item.tallies[code].rows for code in needed if code in item.tallies)


def _behind(catalogue: Catalogue, rules: Sequence[Identity]) -> dict[str, Count]:
    """The counts that both sides of these identities need."""
    return catalogue.counts({code for rule in rules for side in (rule.left, rule.right) for code in refs(side)})


def _holding(
    catalogue: Catalogue, identity: Identity, found: Tallies, keys: dict[str, dict[Key, KeyTallies]]
) -> Holding:
    whole = weigh(identity, exact_of(catalogue, found))
    groups = keys[identity.by].values() if identity.by else ()
    broken = tuple(group.label for group in groups if not weigh(identity, exact_of(catalogue, group.tallies)).holds)
    return Holding(identity.rule, identity.title, whole.holds and not broken, whole.left, whole.right, broken)
