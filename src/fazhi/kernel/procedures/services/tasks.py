"""Whose work a matter is: opened with it, moved on by its acts, taken over, handed over, done when it ends."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from fazhi.engines.procedure import Procedure
from fazhi.kernel.audit import services as audit
from fazhi.kernel.organisations.queries import stands_in
from fazhi.kernel.organisations.services import require
from fazhi.kernel.procedures import registry
from fazhi.kernel.procedures.errors import MayNotGoOn, OutOfSight, TaskHeld
from fazhi.kernel.procedures.models import Matter, Task
from fazhi.kernel.procedures.permissions import ASSIGN

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post


def open_tasks(procedure: Procedure, state: str, matters: Sequence[tuple[UUID, int]], *, at: datetime) -> None:
    """A task for each matter (id, id of its office), lying in the office until somebody takes it."""
    Task.objects.system("the runner of steps").bulk_create(
        [
            Task(procedure=procedure.name, matter_id=matter, office_id=office, state=state, since_at=at)
            for matter, office in matters
        ],
        batch_size=1000,
    )


def move_task(procedure: Procedure, matter: Matter, state: str, by: "Post | None", *, at: datetime) -> None:
    """
    The matter has come to `state`: its task is done, or goes on.

    It stays with its holder if that post may go on, else goes to who acted if they may, else back to the office.
    """
    task = Task.objects.system("the runner of steps").filter(matter_id=matter.pk, done_at=None).first()
    if state in procedure.ends:
        if task is not None:
            task.done_at = max(at, task.since_at)
            task.save(update_fields=["done_at"])
        return
    task = task or Task(procedure=procedure.name, matter_id=matter.pk, office_id=matter.office_id)
    holder = next((post for post in (task.holder, by) if post and may_go_on(procedure, state, post.role)), None)
    if task.pk is None or holder != task.holder:
        task.since_at = at
    task.holder, task.state = holder, state
    task.save()


def release(matter: Matter, *, at: datetime) -> None:
    """
    Let the matter's task lie in its office for anyone who may go on, part of an act whose next step is another's: its
    holder's role alone would keep it (a text asked of another office, a text that waits to be judged).
    """
    tasks = Task.objects.system("the runner of steps").filter(matter_id=matter.pk, done_at=None)
    tasks.exclude(holder=None).update(holder=None, since_at=at)


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
    task.holder, task.since_at = to, at
    task.save(update_fields=["holder", "since_at"])
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
