"""Tasks as rows of the list: what each is about, what may be done next, by when, and in whose hands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from fazhi.engines.procedure import Step
from fazhi.kernel.law.marks import Mark
from fazhi.kernel.law.periods import packaged_row
from fazhi.kernel.procedures import registry
from fazhi.kernel.procedures.services.tasks import may_go_on
from fazhi.kernel.procedures.worklist import Desk, Named, View, ends_of, has_limit, named
from fazhi.surfaces.web.access import reachable
from fazhi.surfaces.web.matters.face import MatterFace, face_of, matter_url
from fazhi.surfaces.web.work.limits import Limit, Today, limit_of

if TYPE_CHECKING:
    from fazhi.kernel.procedures.models import Clock, Task

SHOWN_ACTS = 2


@dataclass(frozen=True)
class Act:
    """An act that the post may take; `url` is its form, "" where the line has no page for it."""

    title: str
    url: str


@dataclass(frozen=True)
class ShownLimit:
    """
    The title of the limit's period.

    url      the page that explains it, "" where there is none
    is_open  whether its length is 待核
    """

    id: int
    title: str
    url: str
    is_open: bool


@dataclass(frozen=True)
class Row:
    """
    One task.

    title     what the matter is, "" where its line doesn't say
    acts      the first acts that the post may take; `awaited` are those of others where it may take none
    office    where it lies, "" for the post's own
    holder    who has it; "" while it lies in the office, "本人" for the post itself
    may_take  whether the post may take it into its hands
    """

    key: int
    number: str
    url: str
    title: str
    procedure: str
    state: str
    office: str
    limit: Limit
    clock: ShownLimit | None
    acts: tuple[Act, ...]
    awaited: str
    holder: str
    covers: bool
    may_take: bool


@dataclass(frozen=True)
class Group:
    """Rows under one day marker."""

    title: str
    is_late: bool
    rows: tuple[Row, ...]


def groups_of(tasks: "Sequence[Task]", desk: Desk) -> tuple[Group, ...]:
    """Tasks under their day markers, in the order given."""
    now, about = Today.of(tasks, desk.at), named(tasks, desk.post)
    shown = [task for task in tasks if task.matter_id in about]
    marked = groupby(shown, key=lambda task: marker(task, desk.at))
    return tuple(
        Group(
            _TITLES[view](), view is View.OVERDUE, tuple(_row(task, about[task.matter_id], desk, now) for task in each)
        )
        for view, each in marked
    )


_TITLES = {
    View.OVERDUE: lambda: _("已逾期"),
    View.TODAY: lambda: _("今天"),
    View.WEEK: lambda: _("本周"),
    View.ALL: lambda: _("下周及以后"),
    View.OFFICE: lambda: _("无期限"),
}
"""The day markers, by the view that a task would fall in; ALL and OFFICE stand for what has no view of its own."""


def marker(task: "Task", at: datetime) -> View:
    """Under which day marker a task stands at the moment `at`."""
    today, week = ends_of(at)
    if not has_limit(task):
        return View.OFFICE
    if task.due_at <= at:
        return View.OVERDUE
    if task.due_at <= today:
        return View.TODAY
    return View.WEEK if task.due_at <= week else View.ALL


def _row(task: "Task", about: Named, desk: Desk, now: Today) -> Row:
    procedure, face = registry.procedure_named(task.procedure), face_of(task.procedure)
    covers = task.holder_id in {absent.pk for absent in desk.absent}
    is_own = task.holder_id == desk.post.pk
    roles = {desk.post.role, task.holder.role} if covers and task.holder else {desk.post.role}
    leading = [step for step in procedure.open_from(task.state) if not step.is_deemed]
    mine = [step for step in leading if registry.permission(step.by).roles & roles]
    return Row(
        key=task.pk,
        number=about.number,
        url=matter_url(task.procedure, task.matter_id),
        title=face.title(about.matter) if face and about.matter else "",
        procedure=_(procedure.title),
        state=_(procedure.states.get(task.state, task.state)),
        office=task.office.name if task.office_id != desk.post.office_id else "",
        limit=limit_of(task, now),
        clock=_clock(task.clock, desk) if task.clock else None,
        acts=tuple(_acts(mine, task, face, desk)),
        awaited=_("、").join(_(step.title) for step in leading[:SHOWN_ACTS]) if not mine else "",
        holder=_("本人") if is_own else task.holder.official.name if task.holder else "",
        covers=covers,
        may_take=covers or (task.holder is None and may_go_on(procedure, task.state, desk.post.role)),
    )


def _acts(mine: Sequence[Step], task: "Task", face: MatterFace | None, desk: Desk) -> Iterator[Act]:
    """What leads on comes first."""
    for step in sorted(mine, key=lambda step: step.stays)[:SHOWN_ACTS]:
        name = f"{face.url_name}-act" if face else ""
        yield Act(_(step.title), reachable(name, desk.post, key=task.matter_id, act=step.name))


def _clock(clock: "Clock", desk: Desk) -> ShownLimit:
    row = packaged_row(clock.period)
    url = reachable("clock", desk.post, number=clock.pk)
    return ShownLimit(clock.pk, _(row.title), url, is_open=row.mark is Mark.UNVERIFIED)
