"""How the end of a task's time limit is written, and how much of it is left."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from fazhi.engines.deadlines import Calendar, Unit
from fazhi.kernel.calendar.services import working_calendar
from fazhi.kernel.law.periods import PeriodRow, packaged_row
from fazhi.surfaces.web.cells import NOTHING, weekday

if TYPE_CHECKING:
    from fazhi.kernel.procedures.models import Clock, Task

_DAY, _HOUR, _MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


@dataclass(frozen=True)
class Limit:
    """
    A task's nearest time limit in one line.

    due   今天 12:00, 2月21日 周五, 2024-12-19 周四; a dash where none runs
    left  剩 2 日, 逾期 18 小时; of a task without a limit, how long it has waited
    """

    due: str
    left: str
    is_late: bool


@dataclass(frozen=True)
class Today:
    """The moment at which a list is shown, with the working days where one of its limits counts them."""

    at: datetime
    calendar: Calendar | None

    @classmethod
    def of(cls, tasks: "Sequence[Task]", at: datetime) -> "Today":
        """Asks for the working days once, and only if it takes them."""
        needed = any(task.clock and _in_working_days(task.clock) for task in tasks)
        return cls(at, working_calendar() if needed else None)

    @property
    def date(self) -> date:
        return timezone.localdate(self.at)


def limit_of(task: "Task", now: Today) -> Limit:
    """The task's limit as it stands; `clock` of the task is read."""
    clock = task.clock
    if clock is None:
        days = (now.date - timezone.localdate(task.since_at)).days
        return Limit(NOTHING, _("已等 %s 日") % f"{days:,}" if days > 0 else "", is_late=False)
    if task.due_at <= now.at:
        return Limit(_due(clock, now), _late(clock, task.due_at, now), is_late=True)
    return Limit(_due(clock, now), _left(clock, task.due_at, now), is_late=False)


def _due(clock: "Clock", now: Today) -> str:
    moment = timezone.localtime(clock.due_at) if clock.due_at else None
    day = moment.date() if moment else clock.due_date
    time = f"{moment:%H:%M}" if moment else "24:00"
    if day == now.date:
        return _("今天 %s") % time
    shown = date_format(day, "MONTH_DAY_FORMAT") if day.year == now.date.year else day.isoformat()
    return f"{shown} {weekday(day)} {time}" if moment else f"{shown} {weekday(day)}"


def _late(clock: "Clock", ended: datetime, now: Today) -> str:
    past = now.at - ended
    if clock.due_at and past < _DAY:
        return _("逾期 %s 小时") % max(1, past // _HOUR)
    return _("逾期 %s 日") % f"{max(1, (now.date - clock.due_date).days):,}"


def _left(clock: "Clock", ends: datetime, now: Today) -> str:
    ahead = ends - now.at
    if ahead < _HOUR:
        return _("剩 %s 分钟") % max(1, ahead // _MINUTE)
    if clock.due_date == now.date or (clock.due_at and ahead < _DAY):
        return _("剩 %s 小时") % (ahead // _HOUR)
    days = (clock.due_date - now.date).days
    if now.calendar is not None and _in_working_days(clock):
        worked = sum(now.calendar.is_worked(now.date + _DAY * passed) for passed in range(1, days + 1))
        return _("剩 %s 个工作日") % f"{worked:,}"
    return _("剩 %s 日") % f"{days:,}"


def _in_working_days(clock: "Clock") -> bool:
    return _unit(packaged_row(clock.period), clock.started_date) is Unit.WORKING_DAYS


def _unit(row: PeriodRow, start: date) -> Unit | None:
    """What the package's row counts in; the bureau's own values don't change that."""
    in_force = [value.period.counts for value in row.values if value.since <= start]
    return in_force[-1] if in_force else None
