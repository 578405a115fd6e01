"""Whose work a matter is: opened with it, moved on by its acts, taken over, handed over, done when it ends."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from fazhi.engines.procedure import Procedure
from fazhi.kernel.audit import services as audit
from fazhi.kernel.organisations.errors import OrganisationError
from fazhi.kernel.organisations.queries import stands_in
from fazhi.kernel.organisations.services import require
from fazhi.kernel.procedures import registry
from fazhi.kernel.procedures.errors import MayNotGoOn, OutOfSight, ProcedureError, TaskHeld
from fazhi.kernel.procedures.models import NO_LIMIT, Clock, Matter, Task
from fazhi.kernel.procedures.permissions import ASSIGN
from fazhi.kernel.procedures.services.nearest import nearest_of, show

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post


def open_tasks(
    procedure: Procedure, state: str, matters: Sequence[tuple[UUID, int]], clocks: Sequence[Clock], *, at: datetime
) -> None:
    """
    A task for each matter (id, id of its office), lying in the office until somebody takes it.

    clocks  those that run for these matters
    """
    nearest, ready = nearest_of(clocks), []
    for matter, office in matters:
        task = Task(procedure=procedure.name, matter_id=matter, office_id=office, state=state, since_at=at)
        task.clock_id, task.due_at = nearest.get(matter, (None, NO_LIMIT))
        ready.append(task)
    Task.objects.system("the runner of steps").bulk_create(ready, batch_size=1000)


def move_task(procedure: Procedure, matter: Matter, state: str, by: "Post | None", *, at: datetime) -> None:
    """
    The matter has come to `state`: its task is done, or goes on.

    It stays with its holder if that post may go on, else goes to who acted if they may, else back to the office. Who acted
    and does not have it now waits for another's act.
    """
    task = Task.objects.system("the runner of steps").filter(matter_id=matter.pk, done_at=None).first()
    if state in procedure.ends:
        if task is not None:
            task.done_at, task.clock, task.due_at = max(at, task.since_at), None, NO_LIMIT
            task.save(update_fields=["done_at", "clock", "due_at"])
        return
    task = task or Task(procedure=procedure.name, matter_id=matter.pk, office_id=matter.office_id)
    holder = next((post for post in (task.holder, by) if post and may_go_on(procedure, state, post.role)), None)
    if task.pk is None or holder != task.holder:
        task.since_at = at
    task.holder, task.state = holder, state
    if by is not None:
        task.passed_by = None if holder == by else by
    show(task)
    task.save()


def release(matter: Matter, *, at: datetime) -> None:
    """
    Let the matter's task lie in its office for anyone who may go on, part of an act whose next step is another's: its
    holder's role alone would keep it (a text asked of another office, a text that waits to be judged).
    """
    tasks = Task.objects.system("the runner of steps").filter(matter_id=matter.pk, done_at=None)
    tasks.exclude(holder=None).update(passed_by=F("holder"), holder=None, since_at=at)


def may_go_on(procedure: Procedure, state: str, role: str) -> bool:
    """
    Whether `role` may take an act that leads on from `state`; where all acts stay there, any of them.

    Who may only do something within the state, as appoint a mediator, does not have the matter waiting for them.
    """
    acts = [step for step in procedure.open_from(state) if not step.is_deemed]
    leading = [step for step in acts if not step.stays] or acts
    return any(role in registry.permission(step.by).roles for step in leading)


@transaction.atomic
def take_over(task: Task, *, by: "Post", at: datetime, reason: str = "", place: str = "desk") -> None:
    """
    Make the task one's own.

    reason  needed where another post holds it, unless `by` covers that post's absence

    Raises OutOfSight, MayNotGoOn, TaskHeld.
    """
    current = _locked(task, by)
    held_by = current.holder
    covered = held_by is not None and stands_in(by, held_by, timezone.localdate(at))
    if held_by is not None and held_by.pk != by.pk and not covered and not reason.strip():
        raise TaskHeld(_number(current), held_by.code)
    if not covered:
        _require_may_go_on(current, by)
    _assign(current, by, "take_over", by=by, at=at, reason=reason, place=place)


@transaction.atomic
def hand_over(task: Task, *, to: "Post", by: "Post", at: datetime, reason: str, place: str = "desk") -> None:
    """
    Give the task to another post that may go on with it; the holder may, and whoever assigns work.

    Raises OutOfSight (for either post), NotPermitted, MayNotGoOn.
    """
    current = _locked(task, by)
    if current.holder_id != by.pk:
        require(by, ASSIGN)
    if not to.office.left <= current.office.left <= to.office.right:
        raise OutOfSight(_number(current), to.code)
    _require_may_go_on(current, to)
    _assign(current, to, "hand_over", by=by, at=at, reason=reason, place=place)


@dataclass(frozen=True)
class Moved:
    """What became of many tasks: those that changed hands, and those refused, each with its own finding."""

    done: tuple[Task, ...]
    refused: tuple[tuple[Task, ProcedureError | OrganisationError], ...]


@transaction.atomic
def take_over_each(tasks: Iterable[Task], *, by: "Post", at: datetime, reason: str = "", place: str = "desk") -> Moved:
    """`take_over` of many tasks; a refusal concerns its own task only."""
    return _each(tasks, lambda task: take_over(task, by=by, at=at, reason=reason, place=place))


@transaction.atomic
def hand_over_each(
    tasks: Iterable[Task], *, to: "Post", by: "Post", at: datetime, reason: str, place: str = "desk"
) -> Moved:
    """`hand_over` of many tasks; a refusal concerns its own task only."""
    return _each(tasks, lambda task: hand_over(task, to=to, by=by, at=at, reason=reason, place=place))


def _each(tasks: Iterable[Task], act: Callable[[Task], None]) -> Moved:
    done: list[Task] = []
    refused: list[tuple[Task, ProcedureError | OrganisationError]] = []
    for task in tasks:
        try:
            act(task)
        except (ProcedureError, OrganisationError) as error:
            refused.append((task, error))
        else:
            done.append(task)
    return Moved(tuple(done), tuple(refused))


def _locked(task: Task, by: "Post") -> Task:
    rows = Task.objects.visible_to(by).filter(pk=task.pk, done_at=None).select_for_update(of=("self",))
    found = rows.select_related("office", "holder__official", "holder__office").first()
    if found is None:
        raise OutOfSight(_number(task), by.code)
    return found


def _number(task: Task) -> str:
    matters = registry.matters_of(task.procedure, "naming a matter in a refusal")
    return matters.values_list("number", flat=True).get(pk=task.matter_id)


def _require_may_go_on(task: Task, post: "Post") -> None:
    procedure = registry.procedure_named(task.procedure)
    if not may_go_on(procedure, task.state, post.role):
        open_steps = [
            step.title
            for step in procedure.open_from(task.state)
            if not step.is_deemed and not registry.is_partys_own(step.by)
        ]
        raise MayNotGoOn(_number(task), post.code, open_steps)


def _assign(task: Task, to: "Post", act: str, *, by: "Post", at: datetime, reason: str, place: str) -> None:
    before = task.holder.code if task.holder else ""
    if by != to:
        task.passed_by = by
    elif task.passed_by_id == to.pk:
        task.passed_by = None
    task.holder, task.since_at = to, at
    task.save(update_fields=["holder", "passed_by", "since_at"])
    audit.record(
        f"procedures.{act}",
        by=by.code,
        at=at,
        subject=(task.procedure, task.matter_id.hex),
        basis=ASSIGN.basis.source,
        payload={"from": before, "to": to.code},
        detail={"reason": reason} if reason else None,
        place=place,
    )
