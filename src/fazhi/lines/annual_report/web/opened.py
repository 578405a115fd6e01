"""A figure opened: what it means, how it breaks down, the first of its rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from fazhi.engines.chart import BarChart, Series, bar_chart, cell_bar
from fazhi.engines.indicator import Column, Count, Indicator, Period, Register
from fazhi.kernel.indicators import queries as indicators
from fazhi.kernel.indicators.terms import Engine, Figure, Group, Scope
from fazhi.lines.annual_report.web.rows import rows_page
from fazhi.surfaces.web.cells import NOTHING, day_in_words, yuan
from fazhi.surfaces.web.citations import Cited
from fazhi.surfaces.web.tables import RowsTable

FIRST_ROWS = 5
SHOWN_GROUPS = 30


@dataclass(frozen=True)
class Tab:
    """A breakdown that can be chosen; `url` is the page with it, `part_url` what htmx asks for."""

    title: str
    url: str
    is_current: bool

    @property
    def part_url(self) -> str:
        return self.url.partition("#")[0]


@dataclass(frozen=True)
class Line:
    """One line of a breakdown; `bar` is SVG, `url` lists its rows, "" where there is nothing to list."""

    label: str
    url: str
    bar: str
    value: str
    rows: str


@dataclass(frozen=True)
class Breakdown:
    """
    unit    of the values, which are exact: rows, or yuan
    sum     the addition as a sentence, "" where the lines are too many to read
    adds_up whether the lines, those not shown included, give the figure
    chart   SVG for months, "" for other dimensions
    """

    title: str
    unit: str
    lines: tuple[Line, ...]
    total: str
    total_rows: str
    sum: str
    adds_up: bool
    chart: str


@dataclass(frozen=True)
class PartFigure:
    """A figure that a formula is computed from."""

    title: str
    value: str
    unit: str
    url: str


@dataclass(frozen=True)
class Opened:
    """All that the opened figure shows; `breakdown` and `table` are absent for a formula, `parts` for a count."""

    indicator: Indicator
    value: str
    period: str
    register: str
    counted_on: str
    basis: tuple[Cited, ...]
    since: str
    tabs: tuple[Tab, ...]
    breakdown: Breakdown | None
    table: RowsTable | None
    rows: int
    rows_url: str
    parts: tuple[PartFigure, ...]


def figure_url(year: int, code: str, dimension: str = "") -> str:
    """Where a figure opens, in the text's place."""
    query = f"?{urlencode({'by': dimension})}" if dimension else ""
    return f"{reverse('figure', kwargs={'year': year, 'code': code})}{query}#open"


def rows_url(year: int, code: str, **query: str) -> str:
    """The rows behind a figure; `query` may name a group (`by`, `key`) and where the page begins (`after`)."""
    address = reverse("figure-rows", kwargs={"year": year, "code": code})
    return f"{address}?{urlencode(query)}" if query else address


def chosen_dimension(code: str, dimension: str | None, engine: Engine) -> str | None:
    """
    The breakdown that is shown: the one asked for, else the first one offered; None for a figure that offers none.

    Raises UnknownIndicator, UnknownDimension.
    """
    indicator = engine.catalogue.indicator(code)
    if dimension:
        engine.catalogue.require_dimension(code, dimension)
        return dimension
    return next(iter(indicator.dimensions), None)


def figure_alone(code: str, year: int, dimension: str | None, *, engine: Engine, scope: Scope) -> tuple[Figure, ...]:
    """The figure, broken down, and behind it the figures that it is computed from."""
    (figure,) = indicators.figures(Period(year), engine=engine, codes=(code,), by=dimension, scope=scope)
    if not figure.parts:
        return (figure,)
    return (figure, *indicators.figures(Period(year), engine=engine, codes=figure.parts, scope=scope))


def open_figure(
    found: Sequence[Figure], year: int, chosen: str | None, *, engine: Engine, scope: Scope, bases: Sequence[Cited]
) -> Opened:
    """
    All that an opened figure shows.

    found   the figure, broken down by `chosen`, and the figures that it is computed from
    bases   its indicator's, as shown
    """
    figure = found[0]
    code, indicator = figure.code, engine.catalogue.indicator(figure.code)
    measure = indicator.measure
    register = engine.catalogue.registers[measure.register] if isinstance(measure, Count) else None
    return Opened(
        indicator=indicator,
        value=grouped(figure.value),
        period=Period(year).label,
        register=register.title if register else "",
        counted_on=_counted_on(register, measure) if register and isinstance(measure, Count) else "",
        basis=tuple(bases),
        since=day_in_words(indicator.valid_from),
        tabs=tuple(_tabs(indicator, register, year, chosen)) if register else (),
        breakdown=_breakdown(indicator, register, figure, year, chosen) if register and chosen else None,
        table=_first_rows(indicator, year, engine, scope) if register else None,
        rows=figure.rows or 0,
        rows_url=rows_url(year, code),
        parts=tuple(
            PartFigure(part.title, grouped(part.value), part.unit, figure_url(year, part.code)) for part in found[1:]
        ),
    )


def grouped(value: int | str | None) -> str:
    """40980 → 40,980; a decimal keeps its digits; no value is a dash."""
    if value is None:
        return NOTHING
    whole, point, rest = str(value).partition(".")
    return f"{int(whole):,}{point}{rest}"


def _counted_on(register: Register, measure: Count) -> str:
    if measure.on:
        return _("%s在期间内") % _(register.column(measure.on).title)
    return _("期初在办") if measure.at == "start" else _("期末在办")


def _tabs(indicator: Indicator, register: Register, year: int, chosen: str | None) -> list[Tab]:
    return [
        Tab(_("按%s") % _dimension_title(register.column(name)), figure_url(year, indicator.code, name), name == chosen)
        for name in indicator.dimensions
    ]


def _dimension_title(column: Column) -> str:
    return _("月") if _is_month(column) else _(column.title.removesuffix("代码"))


def _is_month(column: Column) -> bool:
    return column.name.endswith("_month")


def _breakdown(indicator: Indicator, register: Register, figure: Figure, year: int, dimension: str) -> Breakdown:
    column = register.column(dimension)
    groups = _in_order(figure.by or (), column)
    money = _is_money(indicator, register)
    whole = _units(figure.exact)
    return Breakdown(
        title=_dimension_title(column),
        unit="元" if money else indicator.unit,
        lines=tuple(_lines(indicator, groups, column, year, dimension, money)),
        total=_written(whole, money),
        total_rows=f"{figure.rows or 0:,}",
        sum=_sum(groups, whole, money),
        adds_up=sum(_units(group.exact) for group in groups) == whole,
        chart=_chart(indicator, groups, column) if _is_month(column) and not money else "",
    )


def _in_order(groups: Sequence[Group], column: Column) -> list[Group]:
    """Months in their order, everything else by size."""
    if _is_month(column):
        return sorted(groups, key=lambda group: (group.key is None, group.key or 0))
    return sorted(groups, key=lambda group: (-_units(group.exact), str(group.key)))


def _lines(
    indicator: Indicator, groups: list[Group], column: Column, year: int, dimension: str, money: bool
) -> list[Line]:
    largest = max((_units(group.exact) for group in groups), default=0)
    lines = []
    for group in groups[:SHOWN_GROUPS]:
        key = "" if group.key is None else str(group.key)
        url = rows_url(year, indicator.code, by=dimension, key=key)
        units = _units(group.exact)
        value = _written(units, money)
        lines.append(Line(_label(group, column), url, cell_bar([units], largest), value, f"{group.rows or 0:,}"))
    rest = groups[SHOWN_GROUPS:]
    if rest:
        units = sum(_units(group.exact) for group in rest)
        rows = sum(group.rows or 0 for group in rest)
        lines.append(Line(_("其余 %s 个") % len(rest), "", "", _written(units, money), f"{rows:,}"))
    return lines


def _label(group: Group, column: Column) -> str:
    if group.key is None or group.key == "":
        return _("没有填写")
    return _("%s月") % group.key if _is_month(column) else _(group.label)


def _is_money(indicator: Indicator, register: Register) -> bool:
    measure = indicator.measure
    return isinstance(measure, Count) and measure.column is not None and register.column(measure.column).unit == "分"


def _units(exact: object) -> int:
    return exact if isinstance(exact, int) else 0


def _written(units: int, money: bool) -> str:
    return yuan(units) if money else f"{units:,}"


def _sum(groups: list[Group], whole: int, money: bool) -> str:
    if not 2 <= len(groups) <= 12:
        return ""
    return " + ".join(_written(_units(group.exact), money) for group in groups) + f" = {_written(whole, money)}"


def _chart(indicator: Indicator, groups: list[Group], column: Column) -> str:
    named = [group for group in groups if group.key is not None]
    labels = tuple(_label(group, column) for group in named)
    series = Series(_(indicator.title), tuple(_units(group.exact) for group in named))
    return bar_chart(
        BarChart(_("%s，按月") % _(indicator.title), _(indicator.unit), labels, (series,)), name="opened-chart"
    )


def _first_rows(indicator: Indicator, year: int, engine: Engine, scope: Scope) -> RowsTable:
    return rows_page(indicator, Period(year), engine=engine, scope=scope, limit=FIRST_ROWS, all_columns=False)
