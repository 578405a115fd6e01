"""The table of referrals (公调、诉调、访调对接情况): handled, ended how, how long, within the limit."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from fazhi.engines.indicator import And, Between, Exact, IsNull, Not, Or, Ratio, Ref, Sum, evaluate, groups_sql
from fazhi.kernel.calendar.services import due_dates
from fazhi.kernel.indicators.cells import normal
from fazhi.lines.mediation.indicators.national_form import Column, Part, Table
from fazhi.lines.mediation.queries.national_form.tables import TOTAL, Asking
from fazhi.lines.mediation.queries.national_form.terms import Filled, Row
from fazhi.lines.mediation.registers import CHANNELS, OUTCOMES, REFERRALS

LIMITS = {"police": "GD-RESULT", "court": "ST-WEIPAI", "petition": "FD-RESULT"}
"""Channel → period within which the result goes back; a ledger doesn't say which kind a court's is, so its longest."""

ALL = "all"
_ANSWERED = Sum(tuple(Ref(outcome) for outcome in OUTCOMES))
_COLUMNS = (
    Column("signed", ("", "签收"), "件"),
    *(Column(outcome, ("回传结果", label), "件") for outcome, label in OUTCOMES.items()),
    Column("answered", ("回传结果", "合计"), "件", formula=_ANSWERED),
    Column("days", ("办理天数", "天数之和"), "日"),
    Column("average", ("办理天数", "平均"), "日", formula=Ratio(Ref("days"), Ref("answered")), decimals=1),
    Column("on_time", ("按期回传", "件数"), "件"),
    Column(
        "on_time_rate", ("按期回传", "按期率"), "%", formula=Ratio(Ref("on_time"), Ref("answered")),
        per_unit=Fraction(1, 100), decimals=1,
    ),
)  # fmt: skip
TABLE = Table(
    "referrals",
    "对接情况",
    _COLUMNS,
    (
        Part(
            "对接情况",
            tuple(column.key for column in _COLUMNS),
            (
                "签收按签收日期，其余按结果回传日期；未经签收的不计。办理天数自签收日起算，次日为第一天。",
                "按期率 = 按期回传 ÷ 回传合计；期限届满日逢休息日的顺延，当事人同意的延长不计在内。",
                "诉调按委派调解的期限计（台账未分委派、委托）；公调、访调的期限待核。",
                "移送后由人民调解委员会调解的，也计在人民调解之内，与人民调解各表不能相加。",
            ),
        ),
    ),
    published=tuple((channel, f"mediation.referred.{channel}") for channel in CHANNELS),
)


def referrals(asking: Asking, *, head: str, dimension: str | None, universe: Sequence[tuple[str, str]]) -> Filled:
    """
    A row for each body and channel; the total has the channels' rows too, keyed by the channel.

    One query: the days of each pair of dates are counted here, once for all referrals that have the pair.
    """
    sums, names = _sums(asking, dimension)
    labels = dict(universe) if dimension else {}
    bodies = [*labels, *(key for key in names if key not in labels)] if dimension else []
    rows = [
        Row(_key(body, channel), f"{labels.get(body or '', '') or names.get(body, '')}　{title}", sums[body, channel])
        for body in bodies
        for channel, title in CHANNELS.items()
    ]
    whole = [Row(channel, f"全部　{title}", sums[ALL, channel]) for channel, title in CHANNELS.items()]
    return Filled(TABLE, head, tuple(_with_formulas(row) for row in (*rows, *whole)), _total(sums))


def _key(body: str | None, channel: str) -> str | None:
    return None if body is None else f"{body}/{channel}"


_Sums = defaultdict[tuple[str | None, str], dict[str, Exact | None]]


def _sums(asking: Asking, dimension: str | None) -> tuple[_Sums, dict[str | None, str]]:
    """(body, channel) → sums, with `ALL` for every body; and body → name."""
    found: defaultdict[tuple[str | None, str], Counter[str]] = defaultdict(Counter)
    names: dict[str | None, str] = {}
    for body, name, channel, key, amount in _counted(asking, dimension):
        found[ALL, channel][key] += amount
        if dimension:
            names[body] = name
            found[body, channel][key] += amount
    sums: _Sums = defaultdict(lambda: dict.fromkeys(_counted_keys(), 0))
    for place, counter in found.items():
        sums[place] = {key: counter[key] for key in _counted_keys()}
    return sums, names


def _counted_keys() -> tuple[str, ...]:
    return tuple(column.key for column in _COLUMNS if column.formula is None)


def _counted(asking: Asking, dimension: str | None) -> Iterator[tuple[str | None, str, str, str, int]]:
    """Body, its name, channel, key of the column and how much."""
    period = asking.period
    groups = list(_groups(asking, dimension))
    due = _due(groups)
    for body, name, channel, outcome, signed, result, number in groups:
        if period.first <= signed <= period.last:
            yield body, name, channel, "signed", number
        if outcome and result and period.first <= result <= period.last:
            yield body, name, channel, outcome, number
            yield body, name, channel, "days", (result - signed).days * number
            last = due[channel, signed]
            yield body, name, channel, "on_time", number if last is None or result <= last else 0


_Group = tuple[str | None, str, str, str, date, date | None, int]


def _groups(asking: Asking, dimension: str | None) -> Iterator[_Group]:
    """Body, name, channel, outcome, day of signing and of the result, how many; of what was signed for."""
    engine = asking.engine
    if REFERRALS.name not in engine.catalogue.registers:
        return
    register = engine.catalogue.registers[REFERRALS.name]
    named = register.column(dimension).named_by or dimension if dimension else None
    columns = [*([dimension, named] if dimension and named else []), "channel", "outcome", "signed_date", "result_date"]
    ends = Or((_within(asking, "signed_date"), _within(asking, "result_date")))
    where = And((Not(IsNull("signed_date")), ends))
    query = groups_sql(register, columns, where, engine.dialect, bounds=asking.bounds)
    for line in engine.ask(query):
        *cells, number = line
        values: list[Any] = [normal(register.column(name), cell) for name, cell in zip(columns, cells, strict=True)]
        body, name = (values[0] or None, values[1] or "未填") if dimension else (None, "")
        channel, outcome, signed, result = values[-4:]
        yield body, name, channel, outcome or "", signed, result, int(number)


def _within(asking: Asking, column: str) -> Between:
    return Between(column, asking.period.first, asking.period.last)


def _due(groups: Sequence[_Group]) -> dict[tuple[str, date], date | None]:
    """(channel, day of signing) → last day for the result; None before the limit was in force."""
    found: dict[tuple[str, date], date | None] = {}
    for channel, code in LIMITS.items():
        days = sorted({group[4] for group in groups if group[2] == channel})
        found |= {(channel, day): last for day, last in zip(days, due_dates(code, days), strict=True)}
    return found


def _with_formulas(row: Row) -> Row:
    cells = dict(row.cells)
    for column in _COLUMNS:
        if column.formula is not None:
            cells[column.key] = evaluate(column.formula, cells.get)
    return Row(row.key, row.label, cells)


def _total(sums: _Sums) -> Row:
    channels = [sums[ALL, channel] for channel in CHANNELS]
    return _with_formulas(Row("", TOTAL, {key: sum(part[key] or 0 for part in channels) for key in _counted_keys()}))
