"""The one way a matter moves."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from fazhi.engines.procedure import Procedure, Step
from fazhi.kernel.audit import services as audit
from fazhi.kernel.calendar import services as calendar
from fazhi.kernel.organisations.services import require
from fazhi.kernel.procedures import registry
from fazhi.kernel.procedures.errors import MatterChanged, MissingGround, OutOfSight, StepNotOpen, UnknownStep
from fazhi.kernel.procedures.models import Clock, Matter

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post

CHUNK = 5_000
"""How many ids one statement names."""


@transaction.atomic
def take(
    matter: Matter,
    name: str,
    *,
    by: "Post",
    at: datetime,
    on: date | None = None,
    grounds: Mapping[str, object] | None = None,
    changes: Mapping[str, Any] | None = None,
    place: str = "desk",
) -> Step:
    """
    Take a matter one step further: permission, scope, state, grounds, clocks and trail, all or nothing.

    at       when it is recorded, an aware moment; `on` the day it occurred, the day of `at` if not given.
             Clocks run from occurrence
    grounds  what the step needs, by name; none may be blank
    changes  field values of the matter that the step writes with it
    place    where the act is done: "desk", "console" or "system"

    Raises NotPermitted, OutOfSight, UnknownStep, StepNotOpen, MissingGround, or MatterChanged if another official
    acted since `matter` was read.
    """
    procedure = registry.procedure_of(type(matter))
    # Scope first: a stranger isn't even told the state.
    if not by.office.left <= matter.office.left <= by.office.right:
        raise OutOfSight(matter.number, by.code)
    step = _open_step(procedure, matter, name)
    require(by, registry.permission(step.by))
    _require_grounds(matter, step, grounds or {})
    day = on or timezone.localdate(at)
    values = {**(changes or {}), "state": step.target, "version": matter.version + 1, "recorded_at": at}
    _write(matter, values)
    _stop_clocks(matter, step, at)
    start_clocks(procedure, step.target, [(matter.pk, matter.office_id, day)])
    audit.record(
        f"{procedure.name}.{step.name}",
        by=by.code,
        at=at,
        occurred_at=datetime.combine(day, datetime.min.time(), tzinfo=timezone.get_default_timezone()) if on else at,
        subject=(procedure.name, matter.id.hex),
        basis=step.basis.source,
        payload={"from": step.source, "to": step.target, "version": matter.version + 1},
        detail={key: str(value) for key, value in {**(grounds or {}), **(changes or {})}.items()},
        place=place,
    )
    for field, value in values.items():  # last: what failed leaves the caller's object as it was read
        setattr(matter, field, value)
    return step


def _open_step(procedure: Procedure, matter: Matter, name: str) -> Step:
    if not procedure.sources_of(name):
        raise UnknownStep(procedure, name)
    for step in procedure.open_from(matter.state):
        if step.name == name:
            return step
    raise StepNotOpen(procedure, matter.number, matter.state, name)


def _require_grounds(matter: Matter, step: Step, grounds: Mapping[str, object]) -> None:
    for need in step.needs:
        if not str(grounds.get(need) or "").strip():
            raise MissingGround(matter.number, step, need)


def _write(matter: Matter, values: Mapping[str, Any]) -> None:
    """One conditional UPDATE: of two officials at once, the second finds the version gone."""
    rows = type(matter).objects.system("the runner of steps; scope was checked")
    if not rows.filter(pk=matter.pk, version=matter.version).update(**values):
        raise MatterChanged(matter.number, matter.version)


def _stop_clocks(matter: Matter, step: Step, at: datetime) -> None:
    if step.within:
        Clock.objects.system("the runner of steps").filter(
            matter_id=matter.pk, period=step.within.period, after=step.within.after, stopped_at__isnull=True
        ).update(stopped_at=at)


def periods_after(procedure: Procedure, state: str) -> tuple[str, ...]:
    """Codes of the time limits that start on entering `state`."""
    found = {step.within.period for step in procedure.steps if step.within and step.within.after == state}
    return tuple(sorted(found))


def start_clocks(procedure: Procedure, state: str, matters: Sequence[tuple[UUID, int, date]]) -> None:
    """
    Start every time limit that runs from entering `state`, for one matter or for many at once.

    matters  (matter id, office id, day of entry into `state`); a limit not yet in force on that day starts no clock
    """
    clocks = Clock.objects.system("the runner of steps")
    for period in periods_after(procedure, state):
        due = calendar.due_dates(period, [started for _, _, started in matters])
        clocks.bulk_create(
            [
                Clock(
                    procedure=procedure.name,
                    matter_id=matter_id,
                    office_id=office_id,
                    period=period,
                    after=state,
                    started_date=started,
                    due_date=due_date,
                )
                for (matter_id, office_id, started), due_date in zip(matters, due, strict=True)
                if due_date is not None
            ],
            batch_size=1000,
        )


def stop_clocks_of(matter_ids: Sequence[UUID], *, at: datetime) -> None:
    """Stop every running clock of these matters: a rectification is about to say anew what runs."""
    clocks = Clock.objects.system("a rectification restarts the clocks of its rows")
    for start in range(0, len(matter_ids), CHUNK):
        clocks.filter(matter_id__in=matter_ids[start : start + CHUNK], stopped_at__isnull=True).update(stopped_at=at)
