"""The table of referrals (公调、诉调、访调对接情况): handled, ended how, how long, within the limit."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from fazhi.engines.indicator import And, Compare, Count, Exact, Ratio, Ref, Sum
from fazhi.lines.mediation.indicators.national_form import Column, Part, Table
from fazhi.lines.mediation.queries.national_form.tables import TOTAL, Asking, absent_of, cells_of, counts_of
from fazhi.lines.mediation.queries.national_form.terms import Filled, Row
from fazhi.lines.mediation.registers import CHANNELS, OUTCOMES

_ANSWERED = Sum(tuple(Ref(outcome) for outcome in OUTCOMES))


def _counted(key: str, group: str, head: str, unit: str = "件") -> Column:
    return Column(key, (group, head), unit, f"mediation.referrals.{key}")


_COLUMNS = (
    _counted("signed", "", "签收"),
    *(_counted(outcome, "回传结果", label) for outcome, label in OUTCOMES.items()),
    Column("answered", ("回传结果", "合计"), "件", formula=_ANSWERED),
    _counted("days", "办理天数", "天数之和", "日"),
    Column("average", ("办理天数", "平均"), "日", formula=Ratio(Ref("days"), _ANSWERED), decimals=1),
    _counted("timed", "按期回传", "有期限的"),
    _counted("on_time", "按期回传", "按期的"),
    Column(
        "on_time_rate", ("按期回传", "按期率"), "%", formula=Ratio(Ref("on_time"), Ref("timed")),
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
                "按期率 = 按期的 ÷ 有期限的；期限届满日逢休息日的顺延，双方同意延长的，按延长以后的期限。",
                "台账导入的诉调按委派调解的期限计（台账未分委派、委托）；公调、访调的期限待核。",
                "移送后由人民调解委员会调解的，也计在人民调解之内，与人民调解各表不能相加。",
            ),
        ),
    ),
    published=tuple((channel, f"mediation.referred.{channel}") for channel in CHANNELS),
)


def referrals(asking: Asking, *, head: str, dimension: str | None, universe: Sequence[tuple[str, str]]) -> Filled:
    """A row for each body and channel; the total has the channels' rows too, keyed by the channel."""
    counts = counts_of(TABLE, asking.catalogue)
    split = _split(counts)
    found = asking.by(split, dimension) if dimension and split else {}
    labels: dict[str | None, str] = dict(universe) if dimension else {}
    names = labels | {key: row.label for key, row in found.items() if key not in labels}
    rows = [
        Row(
            _key(body, channel), f"{name}　{title}", _cells(counts, channel, found[body].cells if body in found else {})
        )
        for body, name in names.items()
        for channel, title in CHANNELS.items()
    ]
    totals = {key: tally.exact for key, tally in asking.totals(counts | split).items()}
    whole = [Row(channel, f"全部　{title}", _cells(counts, channel, totals)) for channel, title in CHANNELS.items()]
    total = Row("", TOTAL, cells_of(TABLE, totals, counts))
    return Filled(TABLE, head, (*rows, *whole), total, absent_of(TABLE, counts))


def _key(body: str | None, channel: str) -> str | None:
    return None if body is None else f"{body}/{channel}"


def _split(counts: Mapping[str, Count]) -> dict[str, Count]:
    """Each count for each channel, keyed CHANNEL/KEY, so that one question answers all."""
    return {f"{channel}/{key}": _of(count, channel) for channel in CHANNELS for key, count in counts.items()}


def _of(count: Count, channel: str) -> Count:
    sent = Compare("channel", "=", channel)
    return replace(count, where=sent if count.where is None else And((count.where, sent)))


def _cells(counts: Mapping[str, Count], channel: str, found: Mapping[str, Exact | None]) -> dict[str, Exact | None]:
    """The cells of a channel's row."""
    return cells_of(TABLE, {key: found.get(f"{channel}/{key}", 0) for key in counts}, counts)
