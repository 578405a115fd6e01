"""Questions about whose work waits: the open tasks of a post, by the moment at which their limits end."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone

from fazhi.kernel.organisations.models import Office
from fazhi.kernel.procedures import registry
from fazhi.kernel.procedures.models import NO_LIMIT, Alert, Clock, Matter, Task
from fazhi.kernel.procedures.services.nearest import midnight_after
from fazhi.kernel.procedures.services.tasks import may_go_on

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post

MOST = 100
"""How far a count goes: what is more is "99+"."""


class View(Enum):
    """
    A part of the work that waits.

    ALL      what the post holds, what absent posts hold that it covers, and what lies untaken in its offices and it may take
    MINE     what it holds
    OFFICE   what lies untaken in its offices and it may take
    OVERDUE, TODAY, WEEK  of ALL, what lapsed, ends today, ends later this week (Monday to Sunday)
    WAITING  what it acted on or handed over, and waits for another's act
    COVERED  what absent posts hold that it covers
    ALERTS   what was reported to its role in its office (督办), and still runs
    """

    ALL = "all"
    MINE = "mine"
    OFFICE = "office"
    OVERDUE = "overdue"
    TODAY = "today"
    WEEK = "week"
    WAITING = "waiting"
    COVERED = "covered"
    ALERTS = "alerts"


@dataclass(frozen=True)
class Desk:
    """
    Who looks, and when.

    absent  the posts that `post` covers on that day
    """

    post: "Post"
    at: datetime
    absent: "tuple[Post, ...]" = ()

    @cached_property
    def may_take(self) -> Q:
        """Tasks in states from which the post's role may go on; found out once for all views."""
        return _may_take(self.post)


@dataclass(frozen=True)
class Narrowed:
    """What a list is narrowed to: procedures by name, an office and all below it; nothing narrows nothing."""

    procedures: tuple[str, ...] = ()
    office: Office | None = None


Place = tuple[datetime, int]
"""Where a list was left: when that task's limit ends, and its id."""


def tasks_of(desk: Desk, view: View, narrowed: Narrowed = Narrowed()) -> QuerySet[Task]:  # noqa: B008  frozen
    """The open tasks of a view, in no order."""
    post = desk.post
    # A cover sits in the office of the absent post or above it: what it covers lies in its own sight.
    tasks = _narrowed(Task.objects.visible_to(post).filter(done_at=None), narrowed)
    match view:
        case View.MINE:
            return tasks.filter(holder=post)
        case View.OFFICE:
            return tasks.filter(desk.may_take, holder=None)
        case View.WAITING:
            return tasks.filter(passed_by=post).exclude(holder=post)
        case View.COVERED:
            return tasks.filter(holder__in=desk.absent)
        case View.ALERTS:
            return tasks.filter(matter_id__in=_reported_to(post))
    return tasks.filter(_mine(desk)).filter(_between(view, desk.at))


def page_of(tasks: QuerySet[Task], *, after: Place | None = None, limit: int) -> list[Task]:
    """At most `limit` tasks after a place, the most pressing first; with office, holder and clock."""
    if after is not None:
        ends, key = after
        tasks = tasks.filter(due_at__gte=ends).exclude(due_at=ends, pk__lte=key)
    found = tasks.select_related("office", "clock", "holder__official", "holder__office")
    return list(found.order_by("due_at", "pk")[:limit])


def counts_of(desk: Desk, views: Iterable[View]) -> dict[View, int]:
    """
    How many tasks each view has, no more than `MOST` looked at for each; one query.

    Most views are ALL with a condition more. ALL is put into words once and its text stands in each of them, because to put
    it together anew for each took longer than everything else on the page.
    """
    asked = {view: _part_of_all(view, desk) for view in views}
    base = tasks_of(desk, View.ALL).order_by().values("due_at", "holder_id").query.sql_with_params()
    counts: list[str] = []
    given: list[Any] = []
    for view, part in asked.items():
        if part is None:
            sql, params = tasks_of(desk, view).order_by().values("pk")[:MOST].query.sql_with_params()
        else:
            sql, params = f"SELECT 1 FROM ({base[0]}) mine WHERE {part[0]} LIMIT {MOST}", (*base[1], *part[1])  # noqa: S608
        counts.append(f"(SELECT COUNT(*) FROM ({sql}) bounded)")  # noqa: S608  of our own making
        given += params
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(counts)}", given)
        found = cursor.fetchone()
    return dict(zip(asked, found, strict=True))


def _part_of_all(view: View, desk: Desk) -> tuple[str, tuple[Any, ...]] | None:
    """What distinguishes the view within ALL, as SQL on `due_at` and `holder_id`; None if it lies outside."""
    written = connection.ops.adapt_datetimefield_value
    now, today, week = (written(moment) for moment in (desk.at, *ends_of(desk.at)))
    match view:
        case View.ALL:
            return "1 = 1", ()
        case View.MINE:
            return "holder_id = %s", (desk.post.pk,)
        case View.OFFICE:
            return "holder_id IS NULL", ()
        case View.OVERDUE:
            return "due_at <= %s", (now,)
        case View.TODAY:
            return "due_at > %s AND due_at <= %s", (now, today)
        case View.WEEK:
            return "due_at > %s AND due_at <= %s", (today, week)
        case View.COVERED:
            absent = tuple(post.pk for post in desk.absent)
            return f"holder_id IN ({', '.join(['%s'] * len(absent))})" if absent else "1 = 0", absent
    return None


def ends_of(at: datetime) -> tuple[datetime, datetime]:
    """When the local day of `at` ends, and when its week does, on Sunday."""
    today = timezone.localdate(at)
    return midnight_after(today), midnight_after(today + timedelta(days=6 - today.weekday()))


def _between(view: View, at: datetime) -> Q:
    today, week = ends_of(at)
    match view:
        case View.OVERDUE:
            return Q(due_at__lte=at)
        case View.TODAY:
            return Q(due_at__gt=at, due_at__lte=today)
        case View.WEEK:
            return Q(due_at__gt=today, due_at__lte=week)
    return Q()


def _mine(desk: Desk) -> Q:
    return Q(holder__in=(desk.post, *desk.absent)) | (Q(holder=None) & desk.may_take)


def _may_take(post: "Post") -> Q:
    """Tasks in states from which the post's role may go on; those of its own office and below are seen anyway."""
    # Procedures of one shape are asked for together: each condition costs time in every count.
    together: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for procedure in registry.procedures():
        if states := tuple(state for state in procedure.states if may_go_on(procedure, state, post.role)):
            together[states].append(procedure.name)
    nothing: Q = Q(pk__in=())
    for states, names in together.items():
        nothing |= Q(procedure__in=names, state__in=states)
    return nothing


def _reported_to(post: "Post") -> QuerySet[Alert, UUID]:
    """Matters of which a clock that still runs was reported to the post's role in its office."""
    mine = Alert.objects.visible_to(post).filter(role=post.role, office=post.office_id, clock__stopped_at=None)
    return mine.values_list("clock__matter_id", flat=True)


def _narrowed(tasks: QuerySet[Task], narrowed: Narrowed) -> QuerySet[Task]:
    if narrowed.procedures:
        tasks = tasks.filter(procedure__in=narrowed.procedures)
    if narrowed.office is not None:
        tasks = tasks.filter(office__left__range=(narrowed.office.left, narrowed.office.right))
    return tasks


def has_limit(task: Task) -> bool:
    """Whether a limit runs for the task's matter."""
    return task.due_at < NO_LIMIT


def chosen(post: "Post", keys: Sequence[int]) -> list[Task]:
    """Those of the open tasks with these ids that the post sees, by id; with office and holder."""
    seen = Task.objects.visible_to(post).filter(pk__in=keys, done_at=None)
    return list(seen.select_related("office", "holder__official", "holder__office").order_by("pk"))


@dataclass(frozen=True)
class Named:
    """What a task is about: the matter's number, and the matter itself where it was read whole."""

    number: str
    matter: Matter | None = None


READ_WHOLE = 3
"""Of how many models the matters of a list are read whole; of the others only the numbers, in one query together."""


def named(tasks: Sequence[Task] | Sequence[Clock], post: "Post") -> dict[UUID, Named]:
    """What these tasks or clocks are about, in a number of queries that does not grow with them; what is gone is left out."""
    ids: dict[type[Matter], list[UUID]] = defaultdict(list)
    for task in tasks:
        ids[registry.model_of(task.procedure)].append(task.matter_id)
    ordered = sorted(ids, key=lambda model: -len(ids[model]))
    found: dict[UUID, Named] = {}
    for model in ordered[:READ_WHOLE]:
        rows = model.objects.visible_to(post).filter(pk__in=ids[model]).select_related("office")
        found |= {matter.pk: Named(matter.number, matter) for matter in rows}
    others = [
        model.objects.visible_to(post).filter(pk__in=ids[model]).order_by().values_list("pk", "number")
        for model in ordered[READ_WHOLE:]
    ]
    if others:
        found |= {key: Named(number) for key, number in others[0].union(*others[1:], all=True)}
    return found
