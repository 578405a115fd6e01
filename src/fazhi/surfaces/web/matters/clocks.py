"""A time limit as it stands today, and explained: what it is, when it ends, and every day of the count."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from fazhi.engines.citation import Citation, CitationError, parse_citations
from fazhi.engines.deadlines import Line, Reason, Unit
from fazhi.kernel.calendar.services import Reckoning, working_calendar
from fazhi.kernel.law.marks import Mark
from fazhi.kernel.law.periods import PeriodNotInForce, PeriodRow, period_row
from fazhi.kernel.procedures.queries import Halts, StandingClock, halts_of
from fazhi.kernel.procedures.services import reckoning_of
from fazhi.surfaces.web.cells import with_weekday
from fazhi.surfaces.web.citations import Cited, cited

if TYPE_CHECKING:
    from fazhi.kernel.procedures.models import Clock

_DAY = timedelta(days=1)
_MARKS = {
    Mark.HELD: ("", ""),
    Mark.IDENTIFIED: (gettext_noop("原文未收录"), "unheld"),
    Mark.UNVERIFIED: (gettext_noop("待核"), "unsure"),
}
_UNITS = {
    Unit.CALENDAR_DAYS: gettext_noop("日（日历日）"),
    Unit.WORKING_DAYS: gettext_noop("个工作日"),
    Unit.MONTHS: gettext_noop("个月"),
    Unit.YEARS: gettext_noop("年"),
    Unit.HOURS: gettext_noop("小时"),
}


@dataclass(frozen=True)
class ShownClock:
    """
    A time limit in one line.

    url      the page that explains it
    left     how much time is left, or what became of it; `is_late` that the due day has passed without an act
    runs     whether it still counts, paused or not
    """

    id: int
    url: str
    title: str
    started: str
    due: str
    left: str
    is_late: bool
    runs: bool
    basis: tuple[Cited, ...]


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

    weeks      Monday to Sunday, from the start to the due day; none where only single days decide (months, years)
    decisive   what was decided day by day, as sentences, where there are no weeks
    pauses     each as a sentence; `extension` likewise, "" for none
    provisional  years whose holidays are not yet published
    """

    length: str
    start: str
    due: str
    suspended: str
    lapse: str
    pauses: tuple[str, ...]
    extension: str
    weeks: tuple[tuple[DayCell, ...], ...]
    decisive: tuple[str, ...]
    provisional: tuple[int, ...]


def shown_clocks(clocks: Sequence[StandingClock], today: date) -> tuple[ShownClock, ...]:
    """Clocks as they stand `today`; running ones first, by due day."""
    rows = {each.clock.period: period_row(each.clock.period) for each in clocks}
    bases = bases_of(rows.values())
    ordered = sorted(clocks, key=lambda each: (each.clock.stopped_at is not None, each.clock.due_date, each.clock.pk))
    return tuple(_shown(each, rows[each.clock.period], bases[each.clock.period], today) for each in ordered)


def _shown(standing: StandingClock, row: PeriodRow, basis: tuple[Cited, ...], today: date) -> ShownClock:
    clock = standing.clock
    left, is_late = _left(standing, row, today)
    return ShownClock(
        id=clock.pk,
        url=reverse("clock", kwargs={"number": clock.pk}),
        title=_(row.title),
        started=clock.started_date.isoformat(),
        due=due_text(clock),
        left=left,
        is_late=is_late,
        runs=clock.stopped_at is None,
        basis=basis,
    )


def due_text(clock: "Clock") -> str:
    """2024-03-05 周二, with the hour where the limit is one of hours."""
    if clock.due_at:
        moment = timezone.localtime(clock.due_at)
        return f"{with_weekday(moment.date())} {moment:%H:%M}"
    return with_weekday(clock.due_date)


def bases_of(rows: Iterable[PeriodRow]) -> dict[str, tuple[Cited, ...]]:
    """
    What each period rests on, by its code. A length that is 待核 marks its source so, even where the document is known.
    """
    parsed: dict[str, tuple[Citation, ...]] = {}
    found: dict[str, tuple[Cited, ...]] = {}
    known = {row.code: row for row in rows}
    for code, row in known.items():
        try:
            parsed[code] = tuple(parse_citations(row.source))
        except CitationError:
            found[code] = (Cited(row.source, "", *_MARKS[row.mark]),)
    shown = iter(cited([citation for citations in parsed.values() for citation in citations]))
    for code, citations in parsed.items():
        each = tuple(next(shown) for _citation in citations)
        mark, style = _MARKS[Mark.UNVERIFIED]
        unsure = known[code].mark is Mark.UNVERIFIED
        found[code] = tuple(replace(one, mark=mark, style=style) for one in each) if unsure else each
    return found


def length_text(row: PeriodRow, start: date) -> str:
    """How long it is, as 30 日（日历日）; "" where it is not in force on that day."""
    try:
        period = row.period_for(start)
    except PeriodNotInForce:
        return ""
    return f"{period.length} {_(_UNITS[period.counts])}" if period.counts else _("按法律规定的日期")


def _left(standing: StandingClock, row: PeriodRow, today: date) -> tuple[str, bool]:
    clock = standing.clock
    if clock.stopped_date is not None:
        return _("已停止（%s）") % clock.stopped_date.isoformat(), False
    if standing.since:
        return _("中止中（自 %s）") % standing.since.isoformat(), False
    days = (clock.due_date - today).days
    if days < 0:
        return _("逾期 %s 日") % f"{-days:,}", True
    if not days:
        return _("今天到期"), False
    if row.period_for(clock.started_date).counts is Unit.WORKING_DAYS:
        worked = sum(working_calendar().is_worked(today + _DAY * ahead) for ahead in range(1, days + 1))
        return _("剩 %s 个工作日") % f"{worked:,}", False
    return _("剩 %s 日") % f"{days:,}", False


def explained(clock: "Clock", today: date) -> Explained:
    """How the clock's last day comes about; `today` is marked among the days."""
    row, halts, reckoning = period_row(clock.period), halts_of([clock])[clock.pk], reckoning_of(clock)
    by_days = reckoning.period.counts in (Unit.CALENDAR_DAYS, Unit.WORKING_DAYS)
    return Explained(
        length=length_text(row, clock.started_date),
        start=_("%s，当日不计入") % with_weekday(clock.started_date),
        due=due_text(clock) if clock.due_at else f"{with_weekday(clock.due_date)} 24:00",
        suspended=row.suspended or "",
        lapse=row.lapse or "",
        pauses=tuple(_pauses(halts)),
        extension=_extension(halts),
        weeks=tuple(_weeks(clock, reckoning, today)) if by_days else (),
        decisive=() if by_days else tuple(_sentences(reckoning)),
        provisional=tuple(reckoning.due.provisional),
    )


def _pauses(halts: Halts) -> Iterator[str]:
    for pause in halts.pauses:
        until = pause.until_date.isoformat() if pause.until_date else _("现在")
        yield _("%(first)s 至 %(until)s，%(reason)s") % {
            "first": pause.first_date.isoformat(), "until": until, "reason": pause.reason,
        }  # fmt: skip


def _extension(halts: Halts) -> str:
    made = halts.extension
    if made is None:
        return ""
    return _("%(day)s 由 %(who)s 批准，原到期日 %(was)s，%(reason)s") % {
        "day": made.decided_date.isoformat(), "who": made.approved_by, "was": made.was_due_date.isoformat(),
        "reason": made.reason,
    }  # fmt: skip


def _weeks(clock: "Clock", reckoning: Reckoning, today: date) -> Iterator[tuple[DayCell, ...]]:
    cells = dict(_cells(reckoning))
    cells[clock.started_date] = DayCell("", _("起算日"), "from")
    first = day = clock.started_date - _DAY * clock.started_date.weekday()
    while day <= reckoning.due.last:
        week = [day + _DAY * place for place in range(7)]
        yield tuple(
            _named(each, cells.get(each, DayCell("", "", "n")), today, with_month=each == first or each.day == 1)
            for each in week
        )
        day += _DAY * 7


def _named(day: date, cell: DayCell, today: date, *, with_month: bool) -> DayCell:
    named = date_format(day, "MONTH_DAY_FORMAT") if with_month else _("%s日") % day.day
    return DayCell(named, cell.told, f"{cell.style} today" if day == today else cell.style)


def _cells(reckoning: Reckoning) -> Iterator[tuple[date, DayCell]]:
    counted = 0
    for line in reckoning.due.lines:
        counted += line.counted
        day = line.day.date
        if day == reckoning.due.last:
            yield day, DayCell("", _("到期") if not line.counted else _("第%s日 到期") % counted, "due")
        elif line.counted:
            yield day, DayCell("", _("第%s日") % counted, "c")
        else:
            yield day, DayCell("", _why(line), "n")


def _sentences(reckoning: Reckoning) -> Iterator[str]:
    for line in reckoning.due.lines:
        yield _("%(day)s：%(why)s") % {"day": with_weekday(line.day.date), "why": _why(line)}


_REASONS = {
    Reason.START: gettext_noop("起算日，不计入"),
    Reason.COUNTED: gettext_noop("计入"),
    Reason.REST: gettext_noop("不是工作日，不计入"),
    Reason.PAUSED: gettext_noop("中止，不计入"),
    Reason.CORRESPONDING: gettext_noop("期满月的对应日"),
    Reason.MONTH_END: gettext_noop("期满月没有对应日，以月末日为准"),
    Reason.ENDED_LATER: gettext_noop("因中止顺延后的对应日"),
    Reason.ROLLED: gettext_noop("期满日是休息日，顺延"),
    Reason.ROLLED_TO: gettext_noop("顺延到的工作日，到期"),
    Reason.BEFORE_DATE: gettext_noop("法定日期前的最后一日"),
}


def _why(line: Line) -> str:
    if line.why in (Reason.REST, Reason.ROLLED):
        named = _(line.day.name or "") or (_("周末") if line.day.date.weekday() > 4 else _("休息日"))
        return _("%s，顺延") % named if line.why is Reason.ROLLED else named
    return _(_REASONS[line.why])
