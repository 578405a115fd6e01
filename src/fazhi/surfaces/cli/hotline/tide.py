"""`fazhi hotline tide CALLS.csv`: the tide of the calls and what to expect, with the kernel's kinds of days."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from fazhi.engines import tide as engine
from fazhi.engines.deadlines import Day, DayKind
from fazhi.engines.tide import BadRange, FindingKind, Kind
from fazhi.kernel.calendar.services import day_kinds
from fazhi.surfaces.cli.command import Context, Outcome
from fazhi.surfaces.cli.errors import BadArgument
from fazhi.surfaces.cli.hotline import tide_wording  # noqa: F401  registers the Chinese sentences
from fazhi.surfaces.cli.hotline.files import read_text

SPRING_FESTIVAL = "春节"
MOST_DAYS = 366
SHOWN = 20
KINDS = {
    Kind.WORKDAY: "工作日",
    Kind.WEEKEND: "双休日",
    Kind.HOLIDAY: "节假日",
    Kind.SPRING_FESTIVAL: "春节",
    Kind.MAKEUP_WORKDAY: "调休上班日",
}
FINDINGS = {
    FindingKind.GAP: "没有记录",
    FindingKind.DUPLICATE: "重复的一行，已略去",
    FindingKind.CLOCK_BACK: "早于上一行",
}


def tide(context: Context) -> Outcome:
    arguments = context.arguments
    read = engine.read_calls(read_text(arguments.calls))
    known = read.counts.days
    span = _span(arguments.forecast, known[-1]) if arguments.forecast else None
    last = max((known[-1] + timedelta(7), *(span or ())))
    days = day_kinds(known[0] + timedelta(each) for each in range((last - known[0]).days + 1))
    document = engine.tide_document(read, {day.date: _kind(day) for day in days}, span=span)
    document["provisional_years"] = sorted({day.date.year for day in days if day.provisional})
    return Outcome(document, "\n".join(_text(document)))


def _span(text: str, known: date) -> tuple[date, date]:
    """First and last day to foretell. Raises BadArgument, BadRange."""
    first, _, last = text.partition("..")
    try:
        span = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        raise BadArgument("--forecast", text, "起止日期，如 2025-01-01..2025-01-31") from None
    if not 0 <= (span[1] - span[0]).days < MOST_DAYS:
        raise BadRange(*span, MOST_DAYS)
    if (span[1] - known).days > MOST_DAYS:
        raise BadArgument("--forecast", text, f"记录最后一天（{known}）之后 {MOST_DAYS} 天以内的日期")
    return span


def _kind(day: Day) -> Kind:
    if day.kind is DayKind.HOLIDAY and SPRING_FESTIVAL in (day.name or ""):
        return Kind.SPRING_FESTIVAL
    return Kind(day.kind.value)


def _text(document: dict[str, Any]) -> Iterator[str]:
    whole: dict[str, float] = defaultdict(float)
    for slot in document["profile"]:
        whole[slot["kind"]] += slot["mean"]
    for kind, learned in document["learned_days"].items():
        yield f"{KINDS[Kind(kind)]}：平均每天 {whole[kind]:,.1f} 个来电（{learned} 天）"
    yield from _trust(document)
    expected: dict[str, float] = defaultdict(float)
    for slot in document["forecast"]:
        expected[slot["slot"][:10]] += slot["mean"]
    shown = list(expected.items())[:SHOWN]
    yield from (f"{day} 预计 {calls:,.1f} 个" for day, calls in shown)
    if len(expected) > SHOWN:
        yield f"……共 {len(expected)} 天。"
    yield "逐时段的数字和区间见 --json。"
    found = document["findings"]
    yield from (_finding(finding) for finding in found[:SHOWN])
    if len(found) > SHOWN:
        yield f"……共 {len(found)} 处，全部见 --json。"
    for year in document["provisional_years"]:
        yield f"注意：{year}年没有放假安排，只按周末区分工作日。"


def _trust(document: dict[str, Any]) -> Iterator[str]:
    redials = document.get("redials")
    if redials:
        yield f"{redials['calls']:,} 次来电，扣除重拨约为 {redials['first_attempts']:,.1f} 次首拨"
    spread = document["dispersion"]
    if spread is None:
        yield "记录太短，不能检验预测的误差。"
        return
    trial = document["trial"]
    yield (
        f"试预测最近 {trial['days']} 天：误差 {document['wape']:.1%}，区间命中 {trial['covered']:.1%}（应为 80%）；"
        f"每天的波动系数 {spread['day']:.3f}，方差为均值的 {spread['variance_to_mean']:.2f} 倍"
    )


def _finding(finding: dict[str, Any]) -> str:
    what = FINDINGS[FindingKind(finding["kind"])]
    if finding.get("line"):
        return f"第 {finding['line']} 行 {finding['start']}：{what}"
    return f"{finding['start']} 至 {finding['end']}：{what}，平时约有 {finding['calls']:g} 个来电，未计入"
