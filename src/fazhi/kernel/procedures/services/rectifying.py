"""Correcting what was recorded: old and new in the trail, clocks reckoned anew, frozen years flagged."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from fazhi.engines.procedure import Procedure, Step
from fazhi.kernel.audit import services as audit
from fazhi.kernel.indicators.queries import frozen_years
from fazhi.kernel.law.periods import period_row
from fazhi.kernel.organisations.services import require
from fazhi.kernel.procedures import registry
from fazhi.kernel.procedures.errors import (
    ActOutOfOrder,
    FutureAct,
    NothingToRectify,
    NotRectifiable,
    OutOfSight,
    UnknownStep,
)
from fazhi.kernel.procedures.models import Clock, Matter
from fazhi.kernel.procedures.permissions import RECTIFY
from fazhi.kernel.procedures.services.acts import BY_ACTS_ONLY, plain, update
from fazhi.kernel.procedures.services.clocks import is_fixed, judge, set_due, stopping_on

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post


@dataclass(frozen=True)
class Rectification:
    """
    What a correction changed.

    old, new      field → value, of the fields that differ
    moved         clocks reckoned anew: (period, last day before, last day now)
    frozen_years  sealed years in which an old or a new day lies; they keep what they have, and differ from now on
    """

    old: Mapping[str, object]
    new: Mapping[str, object]
    moved: tuple[tuple[str, date, date], ...]
    frozen_years: tuple[int, ...]


@transaction.atomic
def rectify(
    matter: Matter,
    *,
    by: "Post",
    at: datetime,
    reason: str,
    changes: Mapping[str, Any] | None = None,
    step: str | None = None,
    on: date | None = None,
    place: str = "desk",
) -> Rectification:
    """
    Correct recorded values of a matter, or the day on which a recorded act occurred (更正).

    reason   why the record was wrong; it stands in the trail with the old and the new values
    changes  field → right value
    step     the act whose day was wrong, with `on` the right day: clocks that it started or stopped follow

    Raises NotPermitted, OutOfSight, UnknownStep, NotRectifiable, NothingToRectify, FutureAct, ActOutOfOrder, MatterChanged.
    Source: 个人信息保护法 art. 8.
    """
    procedure = registry.procedure_of(matter)
    if not by.office.left <= matter.office.left <= by.office.right:
        raise OutOfSight(matter.number, by.code)
    require(by, RECTIFY)
    for field in changes or {}:
        if field in BY_ACTS_ONLY:
            raise NotRectifiable(matter.number, field)
    values = _differing(matter, changes or {})
    clocks = _day_of_act(procedure, matter, step, on, at) if step and on else _Clocks.none()
    if step and on and matter.state in clocks.targets:
        values |= _differing(matter, {"occurred_date": on})
    if not values and not clocks.differ(on):
        raise NothingToRectify(matter.number)
    old = {field: getattr(matter, field) for field in values}
    update(procedure, matter, {**values, "version": matter.version + 1, "recorded_at": at})
    moved = clocks.follow(on) if on else ()
    touched = _frozen([*old.values(), *values.values(), *clocks.days, on])
    result = Rectification(old, values, moved, touched)
    _record(procedure, matter, result, by=by, at=at, reason=reason, step=step, on=on, place=place)
    for field, value in {**values, "version": matter.version + 1, "recorded_at": at}.items():
        setattr(matter, field, value)
    return result


def _differing(matter: Matter, changes: Mapping[str, Any]) -> dict[str, Any]:
    return {field: value for field, value in changes.items() if getattr(matter, field) != value}


@dataclass(frozen=True)
class _Clocks:
    """The clocks that an act started and stopped, and the states to which it leads."""

    started: tuple[Clock, ...]
    stopped: tuple[Clock, ...]
    targets: frozenset[str]

    @classmethod
    def none(cls) -> "_Clocks":
        return cls((), (), frozenset())

    @property
    def days(self) -> tuple[date | None, ...]:
        return (*(clock.started_date for clock in self.started), *(clock.stopped_date for clock in self.stopped))

    def differ(self, on: date | None) -> bool:
        return any(day != on for day in self.days)

    def follow(self, on: date) -> tuple[tuple[str, date, date], ...]:
        """Start and stop them on the right day; returns those whose last day moved."""
        moved = []
        for clock in self.started:
            was, clock.started_date = clock.due_date, on
            set_due(clock)
            if clock.due_date != was:
                moved.append((clock.period, was, clock.due_date))
        for clock in self.stopped:
            for column, value in stopping_on(on).items():
                setattr(clock, column, value)
            judge(clock)
            clock.save(update_fields=[*stopping_on(on), "is_on_time"])
        return tuple(moved)


def _day_of_act(procedure: Procedure, matter: Matter, name: str, on: date, at: datetime) -> _Clocks:
    """The clocks of the act `name`, once its right day was found to lie between the acts before and after it."""
    steps = [step for step in procedure.steps if step.name == name]
    if not steps:
        raise UnknownStep(procedure, name)
    clocks = Clock.objects.system("a rectification; scope was checked").filter(
        procedure=procedure.name, matter_id=matter.pk
    )
    targets = frozenset(step.target for step in steps if not step.stays)  # an act that stays entered no state
    found = _Clocks(
        started=_from_entry(_latest(clocks.filter(after__in=targets))),
        stopped=_latest(_stopped_by(clocks, steps)),
        targets=targets,
    )
    _require_between(matter, found, on, timezone.localdate(at))
    return found


def _from_entry(clocks: tuple[Clock, ...]) -> tuple[Clock, ...]:
    """Without those to a date of the year: they don't move with the act."""
    return tuple(clock for clock in clocks if not is_fixed(period_row(clock.period)))


def _stopped_by(clocks: QuerySet[Clock], steps: list[Step]) -> QuerySet[Clock]:
    limits = [step.within for step in steps if step.within]
    return clocks.filter(
        stopped_at__isnull=False,
        period__in={limit.period for limit in limits},
        after__in={limit.after for limit in limits},
    )


def _latest(clocks: QuerySet[Clock]) -> tuple[Clock, ...]:
    """The latest clock of each period: a state entered twice has older ones."""
    return tuple({clock.period: clock for clock in clocks.order_by("pk")}.values())


def _require_between(matter: Matter, clocks: _Clocks, on: date, recorded: date) -> None:
    if on > recorded:
        raise FutureAct(matter.number, on, recorded)
    before = max((clock.started_date for clock in clocks.stopped), default=None)
    if before and on < before:
        raise ActOutOfOrder(matter.number, on, before=before)
    after = min((clock.stopped_date for clock in clocks.started if clock.stopped_date), default=None)
    if after and on > after:
        raise ActOutOfOrder(matter.number, on, after=after)


def _frozen(values: list[object]) -> tuple[int, ...]:
    touched = {value.year for value in values if isinstance(value, date)}
    return tuple(sorted(touched & {sealed.year for sealed in frozen_years()}))


def _record(
    procedure: Procedure,
    matter: Matter,
    result: Rectification,
    *,
    by: "Post",
    at: datetime,
    reason: str,
    step: str | None,
    on: date | None,
    place: str,
) -> None:
    payload = {"version": matter.version + 1, "step": step, "frozen_years": list(result.frozen_years)}
    detail = {
        "reason": reason,
        "old": plain(result.old),
        "new": plain(result.new),
        "step": step,
        "on": str(on) if on else None,
        "clocks": [[period, str(was), str(now)] for period, was, now in result.moved],
    }
    audit.record(
        f"{procedure.name}.rectify",
        by=by.code,
        at=at,
        subject=(procedure.name, matter.pk.hex),
        basis=RECTIFY.basis.source,
        payload=payload,
        detail=detail,
        place=place,
    )
