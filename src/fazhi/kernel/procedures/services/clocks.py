"""Clocks: started and stopped by acts; suspended, resumed and extended by those who may."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction
from django.db.models import Case, QuerySet, Value, When
from django.utils import timezone

from fazhi.engines.deadlines import Calendar, Kind, Pause, Unit
from fazhi.engines.procedure import Permission, Procedure
from fazhi.kernel.audit import services as audit
from fazhi.kernel.calendar import services as calendar
from fazhi.kernel.calendar.services import Reckoning
from fazhi.kernel.law.periods import PeriodNotInForce, PeriodRow, period_row
from fazhi.kernel.organisations.services import require
from fazhi.kernel.procedures.errors import (
    ClockStopped,
    DayToCome,
    NoExtension,
    NoSuspension,
    NotPaused,
    OutOfSight,
    PausedAlready,
    TooLate,
)
from fazhi.kernel.procedures.models import Clock, ClockExtension, ClockPause
from fazhi.kernel.procedures.permissions import EXTEND, SUSPEND
from fazhi.kernel.procedures.services.nearest import CHUNK, follow, midnight_after

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post

Entered = tuple[UUID, int, date | datetime]
"""A matter that enters a state: its id, its office's id, the day or moment of occurrence."""


def start_clocks(procedure: Procedure, state: str, matters: Sequence[Entered]) -> list[Clock]:
    """
    Start every time limit that runs from entering `state`, for one matter or for many at once; returns the new clocks.

    A limit that was not yet in force on that day starts no clock. A date of the year is that of the day's year, and comes
    once: a matter that has, or had, a clock to that date starts no second one when it enters the state again.
    """
    started: list[Clock] = []
    for period in procedure.clocks_after(state):
        row = period_row(period)
        started += [_placed(clock, procedure, state) for clock in _made(row, state, matters)]
    return Clock.objects.system("the runner of steps").bulk_create(started, batch_size=1000)


def _made(row: PeriodRow, state: str, matters: Sequence[Entered]) -> Iterator[Clock]:
    if is_fixed(row):
        return _fixed_clocks(row, state, matters)
    return _hour_clocks(row, matters) if _in_hours(row) else _day_clocks(row, matters)


def is_fixed(row: PeriodRow) -> bool:
    """Whether the limit is a date of the year, which hangs on no act."""
    return row.values[-1].period.kind is Kind.FIXED


def _in_hours(row: PeriodRow) -> bool:
    return row.values[-1].period.counts is Unit.HOURS


def _day_clocks(row: PeriodRow, matters: Sequence[Entered]) -> Iterator[Clock]:
    days = [timezone.localdate(moment) if isinstance(moment, datetime) else moment for _, _, moment in matters]
    for (matter, office, _), day, last in zip(matters, days, calendar.due_dates(row.code, days), strict=True):
        if last is not None:
            yield Clock(matter_id=matter, office_id=office, period=row.code, started_date=day, due_date=last)


def _fixed_clocks(row: PeriodRow, state: str, matters: Sequence[Entered]) -> Iterator[Clock]:
    firsts = [(matter, office, date(moment.year, 1, 1)) for matter, office, moment in matters]
    known = set(_known(row.code, state, [matter for matter, _, _ in firsts]))
    return (clock for clock in _day_clocks(row, firsts) if (clock.matter_id, clock.started_date) not in known)


def _known(period: str, state: str, matters: Sequence[UUID]) -> Iterator[tuple[UUID, date]]:
    for start in range(0, len(matters), CHUNK):
        rows = Clock.objects.system("the runner of steps").filter(
            matter_id__in=matters[start : start + CHUNK], period=period, after=state
        )
        yield from rows.values_list("matter_id", "started_date")


def _hour_clocks(row: PeriodRow, matters: Sequence[Entered]) -> Iterator[Clock]:
    for matter, office, moment in matters:
        # Hours run from the end of a day of which only the date is known.
        start = moment if isinstance(moment, datetime) else midnight_after(moment)
        try:
            ends = calendar.due(row.code, start).due
        except PeriodNotInForce:
            continue
        yield Clock(
            matter_id=matter,
            office_id=office,
            period=row.code,
            started_date=timezone.localdate(start),
            started_at=start,
            due_date=ends.last,
            due_at=ends.moment,
        )


def _placed(clock: Clock, procedure: Procedure, state: str) -> Clock:
    clock.procedure, clock.after = procedure.name, state
    return clock


def stop_clocks(running: QuerySet[Clock], *, at: datetime, on: date, counts: bool = True) -> None:
    """
    Stop these clocks: the step that they limit occurred `on`, and was recorded `at`. An open pause ends with them.

    counts  whether that is a limit kept or not kept; False where nothing was done in it
    """
    kept = Case(When(due_date__gte=on, then=Value(1)), default=Value(0)) if counts else None
    found = list(running.filter(stopped_at__isnull=True).values_list("pk", flat=True))
    for start in range(0, len(found), CHUNK):
        chosen = found[start : start + CHUNK]
        pauses = ClockPause.objects.filter(clock__in=chosen, until_date__isnull=True)
        pauses.filter(first_date__lte=on).update(until_date=on)
        pauses.delete()  # one that would begin after the act never ran
        clocks = Clock.objects.system("the runner of steps").filter(pk__in=chosen)
        clocks.update(stopped_at=at, is_on_time=kept, **stopping_on(on))


def stopping_on(day: date) -> dict[str, Any]:
    """The day on which a clock stopped, with the year and the month that count it."""
    return {"stopped_date": day, "stopped_year": day.year, "stopped_month": day.month}


def reckoning_of(clock: Clock, *, within: Calendar | None = None, row: PeriodRow | None = None) -> Reckoning:
    """
    How the clock's last day comes about, with its pauses and its extension.

    within  another calendar than the one in force, for a preview
    row     the row of the clock's period as it would be, for a preview
    """
    ended = ClockPause.objects.filter(clock=clock, until_date__isnull=False)
    pauses = [Pause(first, until) for first, until in ended.values_list("first_date", "until_date") if until]
    extension = ClockExtension.objects.filter(pk=clock.pk).first()
    return calendar.due(
        clock.period,
        clock.started_at or clock.started_date,
        pauses,
        extend=extension is not None,
        units=extension.units if extension else None,
        calendar=within,
        row=row,
    )


def standing_pause(clock: Clock) -> ClockPause | None:
    """The pause in which the clock stands still now; None if it runs or has stopped."""
    return ClockPause.objects.filter(clock=clock, until_date=None).first()


@transaction.atomic
def suspend(
    clock: Clock, *, by: "Post", at: datetime, reason: str, on: date | None = None, place: str = "desk"
) -> None:
    """
    Let the clock stand still from the day `on`, that of `at` if not given.

    reason  which of the reasons that the period's law names; it goes into the trail

    Raises NotPermitted, OutOfSight, ClockStopped, NoSuspension, PausedAlready, DayToCome.
    """
    running = _locked(clock, by, SUSPEND)
    row = period_row(running.period)
    if row.suspended is None:
        raise NoSuspension(running.period, row.source)
    if open_pause := standing_pause(running):
        raise PausedAlready(running.period, open_pause.first_date)
    first = _day(running, on, at)
    ClockPause.objects.create(clock=running, first_date=first, reason=reason, by=by.code, recorded_at=at)
    follow([running.matter_id])
    _record("suspend", running, by=by, at=at, row=row, detail={"reason": reason, "first": first}, place=place)


@transaction.atomic
def resume(clock: Clock, *, by: "Post", at: datetime, on: date | None = None, place: str = "desk") -> date:
    """
    Let the clock run again after the day `on`, the last that does not count; returns the new last day.

    Raises NotPermitted, OutOfSight, ClockStopped, NotPaused, DayToCome, and ReversedPause if it would end before it began.
    """
    running = _locked(clock, by, SUSPEND)
    pause = standing_pause(running)
    if pause is None:
        raise NotPaused(running.period)
    last = _day(running, on, at)
    pause.until_date = Pause(pause.first_date, last).last
    pause.save(update_fields=["until_date"])
    was = running.due_date
    set_due(running)
    detail = {"first": pause.first_date, "last": last, "was_due": was, "due": running.due_date}
    _record("resume", running, by=by, at=at, row=period_row(running.period), detail=detail, place=place)
    return running.due_date


@transaction.atomic
def extend(
    clock: Clock,
    *,
    by: "Post",
    at: datetime,
    reason: str,
    on: date | None = None,
    units: int | None = None,
    place: str = "desk",
) -> date:
    """
    Extend the clock once, and return the new last day.

    by      who approves it: the right is theirs, whoever asked
    on      the day of the decision, that of `at` if not given; after the last lawful day it is no extension
    units   the length in units of the period: needed where the law leaves it to those who decide, else the law's own

    Raises NotPermitted, OutOfSight, ClockStopped, NoExtension, TooLate, DayToCome, NoFixedExtension,
    ExtensionUnfit.
    """
    running = _locked(clock, by, EXTEND)
    row = period_row(running.period)
    extended = ClockExtension.objects.filter(pk=running.pk).exists()
    if row.extension is None or extended:
        raise NoExtension(running.period, row.source, extended=extended)
    decided = _day(running, on, at)
    if decided > running.due_date:
        raise TooLate(running.period, decided, running.due_date)
    was = running.due_date
    ClockExtension.objects.create(
        clock=running,
        units=units,
        approved_by=by.code,
        reason=reason,
        decided_date=decided,
        was_due_date=was,
        recorded_at=at,
    )
    set_due(running)
    detail = {"reason": reason, "decided": decided, "was_due": was, "due": running.due_date}
    _record("extend", running, by=by, at=at, row=row, detail=detail, place=place)
    return running.due_date


def set_due(clock: Clock) -> None:
    """Reckon the clock's last day anew from its start, and keep both."""
    ends = reckoning_of(clock).due
    clock.due_date, clock.due_at = ends.last, ends.moment
    judge(clock)
    clock.save(update_fields=["started_date", "due_date", "due_at", "is_on_time"])
    follow([clock.matter_id])


def judge(clock: Clock) -> None:
    """Whether a stopped clock was kept, after a day of it was put right; the caller saves it."""
    if clock.is_on_time is not None and clock.stopped_date is not None:
        clock.is_on_time = int(clock.stopped_date <= clock.due_date)


def _day(clock: Clock, on: date | None, at: datetime) -> date:
    today = timezone.localdate(at)
    if on is not None and on > today:
        raise DayToCome(clock.period, on, today)
    return on or today


def _locked(clock: Clock, by: "Post", permission: Permission) -> Clock:
    """The clock as it is now, locked until the transaction ends, if it runs and `by` may touch it."""
    found = Clock.objects.visible_to(by).select_for_update(of=("self",)).filter(pk=clock.pk).first()
    if found is None:
        raise OutOfSight(clock.period, by.code)
    require(by, permission)
    if found.stopped_at is not None:
        raise ClockStopped(found.period)
    return found


def _record(
    act: str, clock: Clock, *, by: "Post", at: datetime, row: PeriodRow, detail: Mapping[str, object], place: str
) -> None:
    audit.record(
        f"procedures.{act}",
        by=by.code,
        at=at,
        subject=(clock.procedure, clock.matter_id.hex),
        basis=row.source,
        payload={"clock": clock.pk, "period": clock.period},
        detail={name: str(value) for name, value in detail.items()},
        place=place,
    )
