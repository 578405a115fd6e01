"""When the law's calendar changes, open clocks are reckoned anew; what would move can be seen before."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from fazhi.engines.deadlines import Calendar
from fazhi.kernel.audit import services as audit
from fazhi.kernel.calendar import services as calendar
from fazhi.kernel.calendar.notices import HolidayYear
from fazhi.kernel.law import local_periods
from fazhi.kernel.law.periods import PeriodRow
from fazhi.kernel.organisations.services import require_whole
from fazhi.kernel.procedures.models import Clock, ClockExtension, ClockPause
from fazhi.kernel.procedures.permissions import ENTER_LAW
from fazhi.kernel.procedures.services.clocks import reckoning_of
from fazhi.kernel.procedures.services.nearest import CHUNK, follow, stands_still

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post

RECOMPUTE = "procedures.recompute"


@dataclass(frozen=True)
class Move:
    """A running clock whose last day changes; `due_at` is the new moment of a period of hours."""

    clock: int
    procedure: str
    matter_id: UUID
    period: str
    was: date
    becomes: date
    due_at: datetime | None = None


def moves(
    *, within: Calendar | None = None, period: str | None = None, row: PeriodRow | None = None
) -> tuple[Move, ...]:
    """
    What reckoning every running clock anew would change; clocks that stand still are left for when they resume.

    within  the calendar to reckon with, the one in force if not given
    period  code of the only period to look at
    row     that period as it would be; the one in force if not given
    """
    running = Clock.objects.system("reckoning clocks anew").filter(stopped_at=None)
    running = running.filter(~stands_still())
    if period:
        running = running.filter(period=period)
    return tuple(sorted(_moves(running, within, row), key=lambda move: move.clock))


def _moves(running: QuerySet[Clock], within: Calendar | None, row: PeriodRow | None) -> Iterator[Move]:
    """Clocks without pauses, extension or hours are reckoned in bulk, the few others one by one."""
    special = Exists(ClockPause.objects.filter(clock=OuterRef("pk"))) | Exists(
        ClockExtension.objects.filter(clock=OuterRef("pk"))
    )
    plain = running.filter(~special, started_at=None)
    by_period: dict[str, list[Clock]] = defaultdict(list)
    for clock in plain.iterator():
        by_period[clock.period].append(clock)
    for code, clocks in by_period.items():
        ends = calendar.due_dates(code, [clock.started_date for clock in clocks], calendar=within, row=row)
        for clock, due in zip(clocks, ends, strict=True):
            if due is not None and due != clock.due_date:
                yield _move(clock, due, None)
    for clock in running.filter(special | Q(started_at__isnull=False)):
        ends_anew = reckoning_of(clock, within=within, row=row).due
        if (ends_anew.last, ends_anew.moment) != (clock.due_date, clock.due_at):
            yield _move(clock, ends_anew.last, ends_anew.moment)


def _move(clock: Clock, becomes: date, due_at: datetime | None) -> Move:
    return Move(clock.pk, clock.procedure, clock.matter_id, clock.period, clock.due_date, becomes, due_at)


@transaction.atomic
def recompute(*, by: str, at: datetime, reason: str, period: str | None = None) -> tuple[Move, ...]:
    """
    Reckon every running clock anew, and write down what moved; nothing is entered into the trail if nothing did.

    by      code of the acting post, or "system"
    reason  what changed the law's calendar, for the trail
    """
    moved = moves(period=period)
    clocks = Clock.objects.system("reckoning clocks anew")
    together: dict[tuple[date, datetime | None], list[int]] = defaultdict(list)
    for move in moved:
        together[move.becomes, move.due_at].append(move.clock)
    for (due_date, due_at), ids in together.items():
        for start in range(0, len(ids), CHUNK):
            clocks.filter(pk__in=ids[start : start + CHUNK]).update(due_date=due_date, due_at=due_at)
    follow(tuple({move.matter_id for move in moved}))
    if moved:
        told = [[move.clock, str(move.was), str(move.becomes)] for move in moved]
        audit.record(RECOMPUTE, by=by, at=at, payload={"reason": reason, "moves": told}, detail={"moves": told})
    return moved


def preview_notice(notice: HolidayYear) -> tuple[Move, ...]:
    """What entering a holiday notice would move."""
    return moves(within=calendar.with_notice(notice))


@transaction.atomic
def enter_notice(notice: HolidayYear, *, by: "Post | None", at: datetime) -> tuple[Move, ...]:
    """
    Enter a holiday notice and reckon the running clocks anew; returns what moved.

    by  the acting post; None for the system account on the console

    Raises NotPermitted or NotTheWhole, and what `calendar.enter_notice` raises.
    """
    if by is not None:
        require_whole(by, ENTER_LAW)
    actor = by.code if by else "system"
    calendar.enter_notice(notice, by=actor, at=at)
    return recompute(by=actor, at=at, reason=f"节假日安排 {notice.year}")


def preview_local_period(code: str, **value: Any) -> tuple[Move, ...]:
    """
    What entering a local value of a period that is 待核 would move.

    value  as `local_periods.row_with` takes it; raises what that raises
    """
    row = local_periods.row_with(code, **value)
    return moves(period=row.code, row=row)


@transaction.atomic
def enter_local_period(code: str, *, by: "Post | None", at: datetime, **value: Any) -> tuple[Move, ...]:
    """
    Enter a local value of a period that is 待核, and reckon its running clocks anew; returns what moved.

    value  as `local_periods.enter` takes it

    Raises NotPermitted or NotTheWhole, and what `local_periods.enter` raises.
    """
    if by is not None:
        require_whole(by, ENTER_LAW)
    actor = by.code if by else "system"
    local_periods.enter(code, by=actor, at=at, **value)
    return recompute(by=actor, at=at, reason=f"地方期限 {code}", period=code)
