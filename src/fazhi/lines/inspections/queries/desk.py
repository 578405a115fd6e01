"""What the desk's lists show: tasks, inspections, the annual plan, the two rosters; each within the post's offices."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet

from fazhi.lines.inspections.models import (
    Assignment,
    Draw,
    Inspection,
    Inspector,
    Institution,
    Item,
    ItemResult,
    PlanLine,
    Recusal,
    Task,
)
from fazhi.lines.inspections.terms import Cause, InspectionState

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post

_S = InspectionState
_TEXTS = ("commitment", "transcript")
"""Columns of a draw that hold its whole texts, some hundred kilobytes each: lists do without them."""


class Shelf(Enum):
    """
    A part of the inspections.

    PUBLISH  those whose result is approved and not public yet, whatever else is being done about them
    """

    ASSIGNED = "assigned"
    INSPECTED = "inspected"
    PUBLISH = "publish"
    ORDERED = "ordered"
    FOLLOWED = "followed"
    CLOSED = "closed"
    VOID = "void"

    @property
    def rows(self) -> Q:
        return _SHELVES[self]


_SHELVES = {
    Shelf.ASSIGNED: Q(state=_S.ASSIGNED),
    Shelf.INSPECTED: Q(state=_S.INSPECTED),
    Shelf.PUBLISH: Q(
        state__in=[_S.CONCLUDED, _S.ORDERED, _S.RECTIFIED, _S.UNRECTIFIED, _S.HANDED_OVER, _S.PENALISED],
        published_date__isnull=True,
    ),
    Shelf.ORDERED: Q(state=_S.ORDERED),
    Shelf.FOLLOWED: Q(state__in=[_S.CONCLUDED, _S.RECTIFIED, _S.UNRECTIFIED, _S.HANDED_OVER, _S.PENALISED]),
    Shelf.CLOSED: Q(state=_S.CLOSED),
    Shelf.VOID: Q(state=_S.VOID),
}
_COUNTED = (Shelf.ASSIGNED, Shelf.INSPECTED, Shelf.PUBLISH, Shelf.ORDERED, Shelf.FOLLOWED)
"""Shelves of open inspections; how many were closed over the years, nobody counts to open a page."""


@dataclass(frozen=True)
class Progress:
    """
    How far a task is.

    draw        the latest attempt, without its texts; None before the first
    attempts    how many there were, annulled ones included
    inspections of the draw that stands: state → how many
    """

    task: Task
    draw: Draw | None
    attempts: int
    inspections: dict[str, int]

    @property
    def drawn(self) -> int:
        return sum(self.inspections.values())

    @property
    def made(self) -> int:
        """How many of them have been made."""
        return self.drawn - self.inspections.get(_S.ASSIGNED, 0)

    @property
    def closed(self) -> int:
        return self.inspections.get(_S.CLOSED, 0)


def tasks_seen_by(post: "Post", *, after: UUID | None = None, limit: int) -> tuple[Progress, ...]:
    """Tasks, the latest first, in three queries; `after` is the last one of the page before, and takes a fourth."""
    rows = Task.objects.visible_to(post)
    last = rows.filter(pk=after).values_list("planned_date", flat=True).first() if after else None
    if last is not None:
        rows = rows.filter(Q(planned_date__lt=last) | Q(planned_date=last, pk__lt=after))
    tasks = list(rows.select_related("office").order_by("-planned_date", "-pk")[:limit])
    draws: dict[UUID, list[Draw]] = defaultdict(list)
    for draw in _draws(post, tasks).order_by("attempt"):
        draws[draw.task_id].append(draw)
    counts: dict[UUID, dict[str, int]] = defaultdict(dict)
    rows_of = Inspection.objects.visible_to(post).filter(task__in=tasks).exclude(state=_S.VOID)
    for task, state, found in rows_of.order_by().values_list("task_id", "state").annotate(found=Count("pk")):
        counts[task][state] = found
    return tuple(
        Progress(task, draws[task.pk][-1] if draws[task.pk] else None, len(draws[task.pk]), counts[task.pk])
        for task in tasks
    )


def _draws(post: "Post", tasks: Collection[Task]) -> QuerySet[Draw]:
    return Draw.objects.visible_to(post).filter(task__in=tasks).defer(*_TEXTS)


def attempts_at(task: Task, post: "Post") -> tuple[Draw, ...]:
    """All draws of a task, annulled ones too, in their order, with their texts."""
    return tuple(Draw.objects.visible_to(post).filter(task=task).order_by("attempt"))


def draw_seen_by(post: "Post", key: UUID) -> Draw | None:
    return Draw.objects.visible_to(post).select_related("task").filter(pk=key).first()


@dataclass(frozen=True)
class Place:
    """The last row of a page of inspections: its number and key."""

    number: str
    key: UUID

    def __str__(self) -> str:
        return f"{self.key}~{self.number}"

    @classmethod
    def read(cls, text: str) -> "Place":
        """As an address has it; raises ValueError for anything else."""
        key, apart, number = text.partition("~")
        if not apart or not number:
            raise ValueError(text)
        return cls(number, UUID(key))


def inspections_seen_by(
    post: "Post",
    shelf: Shelf,
    *,
    task: str = "",
    kind: str = "",
    after: Place | None = None,
    limit: int,
) -> list[Inspection]:
    """Inspections of a shelf with institution and task, by number; `task` is the number of one task."""
    rows = _narrowed(post, task, kind).filter(shelf.rows)
    if after is not None:
        rows = rows.filter(Q(number__gt=after.number) | Q(number=after.number, pk__gt=after.key))
    return list(rows.select_related("office", "institution", "task").order_by("number", "pk")[:limit])


def shelf_counts(post: "Post", *, task: str = "", kind: str = "") -> dict[Shelf, int]:
    """How many stand on each shelf of open inspections, in one query."""
    is_open = Q(state__in=[state for state in _S if state not in {_S.CLOSED, _S.VOID}])
    asked = {shelf.value: Count("pk", filter=shelf.rows) for shelf in _COUNTED}
    found = _narrowed(post, task, kind).filter(is_open).aggregate(**asked)
    return {shelf: found[shelf.value] for shelf in _COUNTED}


def _narrowed(post: "Post", task: str, kind: str) -> QuerySet[Inspection]:
    rows = Inspection.objects.visible_to(post)
    if task:
        rows = rows.filter(task__number=task)
    return rows.filter(kind=kind) if kind else rows


@dataclass(frozen=True)
class Planned:
    """
    A line of the annual plan with what was done of it.

    inspected  institutions at which the item was inspected in the plan's year
    roster     institutions of its kind in the roster
    """

    line: PlanLine
    inspected: int
    roster: int


def plan_of(year: int, post: "Post", on: date) -> tuple[Planned, ...]:
    """The annual plan, by code of item, in three queries; the roster as it is on the day `on`."""
    lines = list(PlanLine.objects.visible_to(post).filter(year=year).select_related("item").order_by("item__code"))
    results = ItemResult.objects.visible_to(post).filter(
        inspected_year=year,
        withdrawn_date=None,
        inspection__cause=Cause.RANDOM,
        item__in=[line.item_id for line in lines],
    )
    per_item = results.order_by().values_list("item_id").annotate(found=Count("inspection__institution", distinct=True))
    done = dict(per_item)
    kinds = institutions_by_kind(post, on)
    return tuple(Planned(line, done.get(line.item_id, 0), kinds.get(line.item.kind, 0)) for line in lines)


def plan_years(post: "Post") -> tuple[int, ...]:
    """Years that have a plan, the latest first."""
    rows = PlanLine.objects.visible_to(post).order_by("-year").values_list("year", flat=True).distinct()
    return tuple(rows)


def institutions_by_kind(post: "Post", on: date) -> dict[str, int]:
    """Kind → how many are in the roster on that day."""
    rows = Institution.objects.visible_to(post).filter(_standing(on), registered_date__lte=on)
    return dict(rows.order_by().values_list("kind").annotate(found=Count("pk")))


def _standing(on: date) -> Q:
    return Q(ended_date=None) | Q(ended_date__gt=on)


@dataclass(frozen=True)
class Enrolled:
    """An institution of the roster, how often it was inspected, and when the last time."""

    institution: Institution
    inspections: int
    latest: date | None


def institutions_seen_by(
    post: "Post", *, kind: str = "", credit: str = "", named: str = "", after: str = "", limit: int
) -> tuple[Enrolled, ...]:
    """The roster by code, in two queries; `named` is a part of the name or the beginning of the code."""
    rows = Institution.objects.visible_to(post).filter(code__gt=after)
    if kind:
        rows = rows.filter(kind=kind)
    if credit:
        rows = rows.filter(credit_class=credit)
    if named:
        rows = rows.filter(Q(name__contains=named) | Q(code__startswith=named))
    found = list(rows.order_by("code")[:limit])
    made = Inspection.objects.visible_to(post).filter(institution__in=found, inspected_date__isnull=False).order_by()
    visits = {
        key: (count, latest)
        for key, count, latest in made.values_list("institution_id").annotate(
            count=Count("pk"), latest=Max("inspected_date")
        )
    }
    return tuple(Enrolled(each, *visits.get(each.pk, (0, None))) for each in found)


def institution_seen_by(post: "Post", key: UUID) -> Institution | None:
    return Institution.objects.visible_to(post).select_related("office").filter(pk=key).first()


def inspections_at(institution: Institution, post: "Post", *, limit: int) -> list[Inspection]:
    """Inspections of one institution, the latest first."""
    rows = Inspection.objects.visible_to(post).filter(institution=institution).select_related("task")
    return list(rows.order_by("-assigned_date", "-pk")[:limit])


def recusals_at(institution: Institution, post: "Post") -> list[Recusal]:
    """Recusals from one institution, standing and ended ones."""
    rows = Recusal.objects.visible_to(post).filter(institution=institution)
    return list(rows.select_related("inspector__official").order_by("inspector__certificate"))


@dataclass(frozen=True)
class Holder:
    """An inspector of the roster; `visits` in the year, `recusals` that stand."""

    inspector: Inspector
    visits: int
    recusals: int


def inspectors_seen_by(post: "Post", on: date, *, after: str = "", limit: int) -> tuple[Holder, ...]:
    """The roster by certificate, in three queries, as it is on the day `on`."""
    rows = Inspector.objects.visible_to(post).filter(certificate__gt=after).select_related("official")
    found = list(rows.order_by("certificate")[:limit])
    made = Assignment.objects.visible_to(post).filter(
        inspector__in=found, is_present=1, inspection__inspected_year=on.year
    )
    visits = dict(made.order_by().values_list("inspector_id").annotate(count=Count("pk")))
    standing = Recusal.objects.visible_to(post).filter(_standing(on), inspector__in=found)
    recusals = dict(standing.order_by().values_list("inspector_id").annotate(count=Count("pk")))
    return tuple(Holder(each, visits.get(each.pk, 0), recusals.get(each.pk, 0)) for each in found)


def inspector_seen_by(post: "Post", key: UUID) -> Inspector | None:
    return Inspector.objects.visible_to(post).filter(pk=key).first()


def titles_of_items(codes: Iterable[str], post: "Post") -> dict[str, str]:
    """Code → title of items, of those within the post's offices."""
    rows = Item.objects.visible_to(post).filter(code__in=set(codes))
    return dict(rows.values_list("code", "title"))
