"""
Cross-footing (校验): what the form's cells owe each other, the periods inside theirs, and the published figures.

Every total is asked for by itself, never added up from the rows, so that a row that falls out of a breakdown shows.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from fazhi.engines.indicator import Count, Exact, Period
from fazhi.kernel.indicators import queries as figures
from fazhi.kernel.indicators.terms import Figure, Scope
from fazhi.lines.mediation.indicators.national_form import FEN_IN_YUAN, Column, Relation
from fazhi.lines.mediation.queries.national_form.tables import ADDED_UP, Asking, counts_of
from fazhi.lines.mediation.queries.national_form.terms import Check, Filled, Row
from fazhi.lines.mediation.registers import CHANNELS, OUTCOMES

_LINE = "mediation."


class Side(NamedTuple):
    """A comparison: what it is about, what stands there, what should."""

    about: str
    found: Exact
    wanted: Exact


def checks(filled: Filled, asking: Asking, scope: Scope | None) -> Iterator[Check]:
    """All that holds inside one table, and between it and the published figures."""
    counts = counts_of(filled.table, asking.catalogue)
    added = {key: count for key, count in counts.items() if count.aggregate in ADDED_UP}
    if not counts:
        return
    if filled.rows:
        yield _check(filled, "rows = total", "各行之和 = 合计（机构不明的行不在内）", _rows(filled, added))
    for relation in filled.table.relations:
        yield _check(filled, relation.rule, relation.title, _relation(filled, relation))
    yield from _districts(filled, asking, added)
    yield from _periods(filled, asking, {key: count for key, count in added.items() if count.on})
    yield from _published(filled, asking, scope)


def referral_checks(filled: Filled, asking: Asking, scope: Scope | None) -> Iterator[Check]:
    """The same for the table of referrals, whose last rows are the channels over all bodies."""
    channels = {row.key: row for row in filled.rows if row.key in CHANNELS}
    bodies = [row for row in filled.rows if row.key not in CHANNELS]
    keys = [column.key for column in filled.table.columns if column.formula is None]
    labels = _labels(filled)
    if bodies:
        known = [row for row in bodies if row.key is not None]
        sides = [
            Side(f"{CHANNELS[channel]} {labels[key]}", _sum(_of_channel(known, channel), key), whole.cells[key] or 0)
            for channel, whole in channels.items()
            if channel
            for key in keys
        ]
        yield _check(filled, "rows = total", "各行之和 = 全部（机构不明的行不在内）", sides)
    whole_codes = {f"mediation.referrals.{key}": key for key in ("signed", *OUTCOMES)}
    whole_figures = _figures(asking, whole_codes, scope)
    totals = [
        Side(labels[whole_codes[item.code]], _sum(channels.values(), whole_codes[item.code]), item.exact or 0)
        for item in whole_figures
    ]
    yield _check(filled, "channels", "公调 + 诉调 + 访调 = 全部对接案件", totals)
    codes = {code: channel for channel, code in filled.table.published}
    found = _figures(asking, codes, scope)
    sides = [Side(item.title, channels[codes[item.code]].cells["signed"] or 0, item.exact or 0) for item in found]
    yield _check(filled, "published", "与公布的指标一致", sides)


def _of_channel(rows: Iterable[Row], channel: str) -> list[Row]:
    return [row for row in rows if row.key and row.key.endswith(f"/{channel}")]


def identities(asking: Asking, scope: Scope | None) -> Iterator[Check]:
    """The catalogue's own identities of this line, over the whole and for each key of theirs."""
    for holding in figures.identities(asking.period, engine=asking.engine, scope=scope):
        if _LINE in holding.rule:
            broken = f"；不成立：{'、'.join(holding.broken)}" if holding.broken else ""
            sides = f"左 {_number(holding.left)}，右 {_number(holding.right)}"
            yield Check(holding.rule, holding.title, holding.holds, f"{sides}{broken}")


def _rows(filled: Filled, counts: Mapping[str, Count]) -> Iterator[Side]:
    labels = _labels(filled)
    known = [row for row in filled.rows if row.key is not None]
    for key in counts:
        yield Side(labels[key], _sum(known, key), filled.total.cells[key] or 0)


def _relation(filled: Filled, relation: Relation) -> Iterator[Side]:
    """In every row, the total last; columns that nobody can fill count for nothing, those not told end it."""
    columns = {column.key: column for column in filled.table.columns}
    if {relation.total, *relation.parts} & filled.absent - {key for key in columns if not columns[key].code}:
        return
    for row in (*filled.rows, filled.total):
        yield Side(row.label, sum(row.cells[key] or 0 for key in relation.parts), row.cells[relation.total] or 0)


def _districts(filled: Filled, asking: Asking, counts: Mapping[str, Count]) -> Iterator[Check]:
    """The city is the sum of its districts; departments lie in none."""
    if filled.table.code not in {"cases", "prevention"}:
        return
    rows = [row for key, row in asking.by(counts, "district").items() if key is not None]
    labels = _labels(filled)
    offering = asking.offering(counts, "district")
    sides = (Side(labels[key], _sum(rows, key), filled.total.cells[key] or 0) for key in offering)
    yield _check(filled, "city = districts", "合计 = 各区之和", sides)


def _periods(filled: Filled, asking: Asking, counts: Mapping[str, Count]) -> Iterator[Check]:
    """
    Quarters by their days make the year, and what is stored with each day as its quarter and month says the same.

    Breakdowns read the stored parts: a row in which one is missing or wrong would fall out of them. Flows alone, as
    `counts`: a stock at the end of a period is no sum of its months.
    """
    labels, period = _labels(filled), asking.period
    if period.month or not counts:
        return
    quarters = _quarters(period)
    found = {quarter: {k: t.exact for k, t in asking.totals(counts, quarter).items()} for quarter in quarters}
    if not period.quarter:
        whole = [
            Side(labels[key], _plus(found[q][key] for q in quarters), filled.total.cells[key] or 0) for key in counts
        ]
        stored = _stored(asking, counts, labels, found, "_quarter", lambda part: part)
        yield _check(filled, "quarters = year", "四个季度之和 = 全年", [*whole, *stored])
    months = _stored(asking, counts, labels, found, "_month", lambda part: (part + 2) // 3)
    yield _check(filled, "months = quarters", "各月之和 = 各季度", months)


def _stored(
    asking: Asking,
    counts: Mapping[str, Count],
    labels: Mapping[str, str],
    found: Mapping[Period, Mapping[str, Exact | None]],
    part: str,
    quarter_of: Callable[[int], int],
) -> Iterator[Side]:
    """What lies in each quarter by the stored part of the date, and by the date itself."""
    by_day: defaultdict[str, dict[str, Count]] = defaultdict(dict)
    for key, count in counts.items():
        by_day[(count.on or "").replace("_date", part)][key] = count
    for name, counted in by_day.items():
        group = asking.offering(counted, name)
        rows = asking.by(group, name)
        for quarter, wanted in found.items():
            inside = [row for value, row in rows.items() if value and quarter_of(int(value)) == quarter.quarter]
            for key in group:
                yield Side(f"{labels[key]} {quarter.label}", _sum(inside, key), wanted[key] or 0)


def _quarters(period: Period) -> list[Period]:
    return [period] if period.quarter else [Period(period.year, quarter=number) for number in (1, 2, 3, 4)]


def _published(filled: Filled, asking: Asking, scope: Scope | None) -> Iterator[Check]:
    codes = {code: key for key, code in filled.table.published}
    if found := _figures(asking, codes, scope):
        units = {column.code: _unit(column) for column in filled.table.columns}
        sides = (
            Side(f"{item.title}{units[item.code]}", filled.total.cells[codes[item.code]] or 0, item.exact or 0)
            for item in found
        )
        yield _check(filled, "published", "与公布的指标一致", sides)


def _figures(asking: Asking, codes: Iterable[str], scope: Scope | None) -> tuple[Figure, ...]:
    """The figures of those of `codes` that the engine has definitions of."""
    known = [code for code in codes if code in asking.catalogue.indicators]
    return figures.figures(asking.period, engine=asking.engine, codes=known, scope=scope)


def _check(filled: Filled, rule: str, title: str, sides: Iterable[Side]) -> Check:
    """The check of all `sides`; its expression is the first that doesn't hold, else how many do and the last of them."""
    compared = list(sides)
    wrong = [side for side in compared if side.found != side.wanted]
    shown = wrong[0] if wrong else (compared[-1] if compared else None)
    expression = (
        ""
        if shown is None
        else f"{shown.about}：{_number(shown.found)} {'≠' if wrong else '='} {_number(shown.wanted)}"
    )
    more = f"（共 {len(wrong)} 处）" if wrong else f"（核对 {len(compared)} 处）"
    return Check(f"{filled.table.code}: {rule}", f"{filled.table.title}：{title}", not wrong, f"{expression}{more}")


def _labels(filled: Filled) -> dict[str, str]:
    return {column.key: _label(column) for column in filled.table.columns}


def _label(column: Column) -> str:
    return " ".join(filter(None, column.heads)) + _unit(column)


def _unit(column: Column) -> str:
    """Compared are exact values, so that money stands in fen."""
    return "（分）" if column.per_unit == FEN_IN_YUAN else ""


def _sum(rows: Iterable[Row], key: str) -> Exact:
    return _plus(row.cells.get(key) for row in rows)


def _plus(values: Iterable[Exact | None]) -> Exact:
    return sum((value or 0 for value in values), 0)


def _number(value: Exact | None) -> str:
    if value is None:
        return "—"
    return f"{value:,}" if isinstance(value, int) else f"{float(value):.4f}"
