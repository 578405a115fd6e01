"""A time limit explained: what it is, when it ends, and every day of the count."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from fazhi.engines.citation import CitationError, parse_citations
from fazhi.engines.deadlines import Line, Reason, Unit
from fazhi.kernel.calendar.services import Reckoning
from fazhi.kernel.law.marks import Mark
from fazhi.kernel.law.periods import PeriodRow, period_row
from fazhi.kernel.procedures.services import reckoning_of, standing_pause
from fazhi.surfaces.web.cells import with_weekday
from fazhi.surfaces.web.citations import Cited, cited

if TYPE_CHECKING:
    from fazhi.kernel.procedures.models import Clock

_DAY = timedelta(days=1)
_MARKS = {Mark.HELD: ("", ""), Mark.IDENTIFIED: ("原文未收录", "unheld"), Mark.UNVERIFIED: ("待核", "unsure")}
_UNITS = {
    Unit.CALENDAR_DAYS: "日（日历日）",
    Unit.WORKING_DAYS: "个工作日",
    Unit.MONTHS: "个月",
    Unit.YEARS: "年",
    Unit.HOURS: "小时",
}


@dataclass(frozen=True)
class DayCell:
    """One day of the calendar; `style` is empty for days outside the count."""

    date: str
    told: str
    style: str


@dataclass(frozen=True)
class Explained:
    """
    The calculation of one clock.

    weeks    Monday to Sunday, from the start to the due day; none where only single days decide (months, years)
    decisive what was decided day by day, as sentences, where there are no weeks
    """

    length: str
    start: str
    due: str
    suspended: str
    weeks: tuple[tuple[DayCell, ...], ...]
    decisive: tuple[str, ...]


@dataclass(frozen=True)
class ShownClock:
    """`left` says how much time is left; `is_late` that the due day has passed without an act."""

    id: int
    title: str
    started: str
    due: str
    left: str
    is_late: bool
    basis: tuple[Cited, ...]
    explained: Explained | None


def shown_clock(clock: "Clock", today: date, *, explain: bool) -> ShownClock:
    """A clock of a matter as it stands `today`, with its calculation if asked for."""
    row = period_row(clock.period)
    left, is_late = _left(clock, today)
    return ShownClock(
        id=clock.pk,
        title=row.title,
        started=clock.started_date.isoformat(),
        due=with_weekday(clock.due_date),
        left=left,
        is_late=is_late,
        basis=basis_of(row),
        explained=_explained(clock, row) if explain else None,
    )


def basis_of(row: PeriodRow) -> tuple[Cited, ...]:
    """What a period rests on. A length that is 待核 marks its source so, even where the document itself is known."""
    mark, style = _MARKS[row.mark]
    try:
        found = cited(parse_citations(row.source))
    except CitationError:
        return (Cited(row.source, "", mark, style),)
    if row.mark is Mark.UNVERIFIED:
        return tuple(replace(each, mark=mark, style=style) for each in found)
    return found


def length_text(row: PeriodRow, start: date) -> str:
    """How long it is, as 30 日（日历日）."""
    period = row.period_for(start)
    return f"{period.length} {_UNITS[period.counts]}" if period.counts else "按法律规定的日期"


def _left(clock: "Clock", today: date) -> tuple[str, bool]:
    if clock.stopped_date is not None:
        return f"已停止（{clock.stopped_date.isoformat()}）", False
    if standing := standing_pause(clock):
        return f"中止中（自 {standing.first_date.isoformat()}）", False
    days = (clock.due_date - today).days
    if days < 0:
        return f"逾期 {-days:,} 日", True
    return (f"剩 {days:,} 日" if days else "今天到期"), False


def _explained(clock: "Clock", row: PeriodRow) -> Explained:
    reckoning = reckoning_of(clock)
    by_days = reckoning.period.counts in (Unit.CALENDAR_DAYS, Unit.WORKING_DAYS)
    return Explained(
        length=length_text(row, clock.started_date),
        start=f"{with_weekday(clock.started_date)}，当日不计入",
        due=f"{with_weekday(clock.due_date)} 24:00",
        suspended=row.suspended or "",
        weeks=tuple(_weeks(clock, reckoning)) if by_days else (),
        decisive=() if by_days else tuple(_sentences(reckoning)),
    )


def _weeks(clock: "Clock", reckoning: Reckoning) -> Iterator[tuple[DayCell, ...]]:
    cells = dict(_cells(reckoning))
    cells[clock.started_date] = DayCell("", "起算日", "from")
    day = clock.started_date - _DAY * clock.started_date.weekday()
    while day <= reckoning.due.last:
        week = [day + _DAY * place for place in range(7)]
        yield tuple(_named(each, cells.get(each, DayCell("", "", "n"))) for each in week)
        day += _DAY * 7


def _named(day: date, cell: DayCell) -> DayCell:
    return DayCell(f"{day.month}月{day.day}日", cell.told, cell.style)


def _cells(reckoning: Reckoning) -> Iterator[tuple[date, DayCell]]:
    counted = 0
    for line in reckoning.due.lines:
        counted += line.counted
        day = line.day.date
        if day == reckoning.due.last:
            yield day, DayCell("", "到期" if not line.counted else f"第{counted}日 到期", "due")
        elif line.counted:
            yield day, DayCell("", f"第{counted}日", "c")
        else:
            yield day, DayCell("", _why(line), "n")


def _sentences(reckoning: Reckoning) -> Iterator[str]:
    for line in reckoning.due.lines:
        yield f"{with_weekday(line.day.date)}：{_why(line)}"


_REASONS = {
    Reason.START: "起算日，不计入",
    Reason.COUNTED: "计入",
    Reason.REST: "不是工作日，不计入",
    Reason.PAUSED: "中止，不计入",
    Reason.CORRESPONDING: "期满月的对应日",
    Reason.MONTH_END: "期满月没有对应日，以月末日为准",
    Reason.ENDED_LATER: "因中止顺延后的对应日",
    Reason.ROLLED: "期满日是休息日，顺延",
    Reason.ROLLED_TO: "顺延到的工作日，到期",
    Reason.BEFORE_DATE: "法定日期前的最后一日",
}


def _why(line: Line) -> str:
    if line.why in (Reason.REST, Reason.ROLLED):
        named = line.day.name or ("周末" if line.day.date.weekday() > 4 else "休息日")
        return f"{named}{'，顺延' if line.why is Reason.ROLLED else ''}"
    return _REASONS[line.why]
