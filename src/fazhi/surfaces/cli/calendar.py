"""
The commands `due`, `days kind`, `days start` and `days enter`: when a time limit ends, what a day is, what counts as receipt,
and a new holiday notice.
"""

import argparse
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

from fazhi.engines.deadlines import Day, DayKind, Kind, Line, Pause, Period, Reason, Start, Unit
from fazhi.kernel.calendar.services import LOCAL_TIME, Reckoning, day_changes, day_kinds, due, parse_notice, started
from fazhi.kernel.calendar.starts import StartRow, start_row
from fazhi.kernel.law.periods import Mark
from fazhi.kernel.procedures.permissions import ENTER_LAW
from fazhi.kernel.procedures.services import enter_notice, preview_notice
from fazhi.surfaces.cli.calendar_wording import PERIOD_KINDS, UNITS, UnreadableDay
from fazhi.surfaces.cli.command import Command, Context, Outcome
from fazhi.surfaces.cli.errors import BadArgument

WEEKDAYS = "一二三四五六日"
DAY_KINDS = {
    DayKind.WORKDAY: "工作日",
    DayKind.WEEKEND: "周末",
    DayKind.HOLIDAY: "节假日",
    DayKind.MAKEUP_WORKDAY: "调休上班日",
}
ENDS = {Kind.MINIMUM: "最早", Kind.RETENTION: "保存至"}
MARKS = {Mark.HELD: "已核对原文", Mark.IDENTIFIED: "文件已确定，未收原文", Mark.UNVERIFIED: "待核"}
LOCALLY_CONFIRMED = "本地已核"
SHOWN = 20


def _due_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("code", metavar="CODE", help="期限代码，如 TJ-CONFIRM")
    parser.add_argument(
        "--from", dest="start", required=True, metavar="DATE|MOMENT", help="起算日或时刻；倒算期限为事件当日"
    )
    parser.add_argument(
        "--pause", action="append", default=[], metavar="A..B", help="不计入的日期，首尾两日均含；可重复"
    )
    parser.add_argument("--extend", action="store_true", help="计入一次法定延长")


def _days_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("dates", nargs="+", metavar="DATE", help="日期，如 2026-10-01")
    parser.add_argument("--official", action="store_true", help="放假安排尚未公布的年份不作答复")


def _start_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("rule", metavar="RULE", help="起算规则代码，如 GK-RECEIPT")
    parser.add_argument("--channel", required=True, metavar="C", help="收到的渠道，如 in_person、signed_post、internet")
    parser.add_argument(
        "--event", action="append", default=[], metavar="NAME=DATE", help="事件及其日期，如 signed=2025-01-20；可重复"
    )


def _run_due(context: Context) -> Outcome:
    arguments = context.arguments
    start = _start(arguments.start)
    pauses = [_pause(text) for text in arguments.pause]
    reckoning = due(arguments.code, start, pauses, extend=arguments.extend)
    return Outcome(_due_data(reckoning), "\n".join(_due_text(reckoning)))


def _run_days_kind(context: Context) -> Outcome:
    dates = [_day(text) for text in context.arguments.dates]
    days = day_kinds(dates, official=context.arguments.official)
    return Outcome({"days": [_day_data(day) for day in days]}, "\n".join(map(_day_text, days)))


def _run_days_start(context: Context) -> Outcome:
    arguments = context.arguments
    row = start_row(arguments.rule)
    start = started(arguments.rule, arguments.channel, dict(map(_event, arguments.event)))
    data = {
        "code": row.rule.code,
        "title": row.rule.title,
        "channel": start.channel.code,
        "event": start.channel.event,
        "start": start.day.isoformat(),
        "why": start.why,
        "basis": start.channel.source,
        "periods": list(row.periods),
    }
    return Outcome(data, "\n".join(_start_text(row, start)))


def _start_text(row: StartRow, start: Start) -> Iterator[str]:
    yield f"{row.rule.title}：{_dated(start.day)}（{start.channel.title}，{start.channel.told}）"
    yield f"理由：{start.why}（{start.channel.source}）"
    yield f"自该日起算（当日不计入）的期限：{'、'.join(row.periods)}"


def _event(text: str) -> tuple[str, date]:
    name, equals, day = text.partition("=")
    if not equals:
        raise UnreadableDay(text, "signed=2025-01-20")
    return name.strip(), _day(day)


def _start(text: str) -> date:
    """A day, or a moment; a moment without offset is meant in China."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        pass
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise UnreadableDay(text, "2025-09-22 或 2025-09-22T09:30") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=LOCAL_TIME)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UnreadableDay(text, "2025-09-22") from None


def _pause(text: str) -> Pause:
    first, dots, last = text.partition("..")
    if not dots:
        raise UnreadableDay(text, "2025-09-22..2025-09-30")
    return Pause(_day(first), _day(last))


def _due_data(reckoning: Reckoning) -> dict[str, Any]:
    row, period, end = reckoning.row, reckoning.period, reckoning.due
    return {
        "code": row.code,
        "title": row.title,
        "kind": period.kind.value,
        "due": (end.moment or end.last).isoformat(),
        "days": [
            {"date": line.day.date.isoformat(), "counted": line.counted, "why": why}
            for line, why in explained(reckoning)
        ],
        "basis": row.source,
        "verified": row.mark is Mark.HELD or reckoning.local is not None,
        "mark": row.mark.value,
        "local": asdict(reckoning.local) if reckoning.local else None,
        "reading": row.reading,
        "lapse": row.lapse,
        "provisional": list(end.provisional),
    }


def _due_text(reckoning: Reckoning) -> Iterator[str]:
    row, period, end = reckoning.row, reckoning.period, reckoning.due
    yield f"{row.code} {row.title}（{PERIOD_KINDS[period.kind]}{_length(period)}）"
    yield f"依据：{row.source}（{LOCALLY_CONFIRMED if reckoning.local else MARKS[row.mark]}）"
    if reckoning.local:
        yield f"本地核定：{reckoning.local.basis}（{reckoning.local.confirmed_by}核对）"
    if row.suspended:
        yield f"不计入：{row.suspended}"
    for line, why in explained(reckoning):
        yield f"  {_dated(line.day.date)} {'计' if line.counted else '－'} {why}"
    last = f"{end.moment:%Y-%m-%d %H:%M}" if end.moment else _dated(end.last)
    yield f"{ENDS.get(period.kind, '最迟')}：{last}"
    if row.lapse:
        yield f"逾期的后果：{row.lapse}。"
    for year in end.provisional:
        yield f"注意：{year}年放假安排尚未公布，仅按周末推算，公布后须重算。"


def _length(period: Period) -> str:
    if period.length is None or period.counts is None:
        return ""
    return f"，{period.length}{UNITS[period.counts]}"


def explained(reckoning: Reckoning) -> Iterator[tuple[Line, str]]:
    """Each line of the reckoning with its reason in Chinese."""
    number = 0
    for line in reckoning.due.lines:
        number += line.counted
        yield line, _why(line, number, reckoning.period) + ("（放假安排未公布，暂算）" if line.day.provisional else "")


def _why(line: Line, number: int, period: Period) -> str:
    rest = line.day.name or "周末"
    backward = period.kind is Kind.BACKWARD
    match line.why:
        case Reason.START:
            return "事件当日，不计入" if backward else "起算当日，不计入"
        case Reason.COUNTED:
            return _counted(line, number, period)
        case Reason.REST:
            return f"{rest}，不计入"
        case Reason.PAUSED:
            return "中止或依法不计入的期间"
        case Reason.CORRESPONDING:
            return "到期月的对应日"
        case Reason.MONTH_END:
            return "到期月没有对应日，以月末日为准"
        case Reason.ENDED_LATER:
            return "到期月的对应日，扣除中止日数后顺延至此"
        case Reason.ROLLED:
            return f"{rest}，{'提前' if backward else '顺延'}"
        case Reason.ROLLED_TO:
            return "休假日之前最后一个工作日" if backward else "休假日结束的次日，为期间的最后一日"
        case Reason.BEFORE_DATE:
            return "法定日期的前一日"


def _counted(line: Line, number: int, period: Period) -> str:
    if period.counts is Unit.HOURS:
        return "按小时连续计算"
    if period.kind is Kind.RETENTION and period.counts is Unit.CALENDAR_DAYS:
        return f"第{period.length}日"
    worked_for = f"（{line.day.name}调休上班）" if line.day.kind is DayKind.MAKEUP_WORKDAY else ""
    return f"第{number}{UNITS[period.counts or Unit.CALENDAR_DAYS]}{worked_for}"


def _day_data(day: Day) -> dict[str, Any]:
    return {
        "date": day.date.isoformat(),
        "kind": day.kind.value,
        "name": day.name,
        "provisional": day.provisional,
    }


def _day_text(day: Day) -> str:
    name = f"（{day.name}）" if day.name else ""
    note = f"，{day.date.year}年放假安排尚未公布，仅按周末推算" if day.provisional else ""
    return f"{_dated(day.date)} {DAY_KINDS[day.kind]}{name}{note}"


def _dated(day: date) -> str:
    return f"{day.isoformat()} 星期{WEEKDAYS[day.weekday()]}"


def _enter_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="节假日安排（TOML，写法同 law/holidays）")
    parser.add_argument("--year", type=int, required=True, metavar="Y", help="安排的年度")
    parser.add_argument("--dry-run", action="store_true", help="只看会变动什么")


def _run_days_enter(context: Context) -> Outcome:
    context.require_whole(ENTER_LAW)
    path: Path = context.arguments.file
    if not path.is_file():
        raise BadArgument("FILE", str(path), "一个存在的文件")
    notice = parse_notice(path.read_text("utf-8"), context.arguments.year)
    days = day_changes(notice)
    dry_run: bool = context.arguments.dry_run
    moved = preview_notice(notice) if dry_run else enter_notice(notice, by=context.by, at=context.at)
    data = {
        "year": notice.year,
        "dry_run": dry_run,
        "days": [{"date": str(day.day), "was": day.was, "becomes": day.will} for day in days],
        "moves": [
            {"procedure": move.procedure, "period": move.period, "was": str(move.was), "becomes": str(move.becomes)}
            for move in moved
        ],
    }
    verb = "会变动" if dry_run else "变动"
    lines = [f"{notice.year} 年：{verb} {len(days)} 天、{len(moved)} 项正在计算的期限。"]
    lines += [f"  {move.procedure} {move.period}：{move.was} → {move.becomes}" for move in moved[:SHOWN]]
    return Outcome(data, "\n".join(lines))


COMMANDS: tuple[Command, ...] = (
    Command(("days", "enter"), "登记节假日安排，重算正在计算的期限", _enter_arguments, _run_days_enter),
    Command(("due",), "计算期限届满之日，逐日说明", _due_arguments, _run_due, needs_database=False),
    Command(
        ("days", "kind"),
        "查询日期是工作日、周末、节假日还是调休上班日",
        _days_arguments,
        _run_days_kind,
        needs_database=False,
    ),
    Command(
        ("days", "start"),
        "按收到的渠道确定起算日，并说明理由",
        _start_arguments,
        _run_days_start,
        needs_database=False,
    ),
)
