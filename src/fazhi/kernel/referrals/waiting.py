"""Referrals that wait for somebody (待办对接), by when they are due: the inbox of an office, a page at a time."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet

from fazhi.kernel.procedures.models import Task
from fazhi.kernel.referrals.models import Referral
from fazhi.kernel.referrals.terms import Kind, State

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post

_KINDS = tuple(kind.value for kind in Kind)


@dataclass(frozen=True)
class Waiting:
    """
    One referral with what it waits by.

    due     the earliest last day of a limit that runs, None where none does; `due_at` the moment, for a limit of hours
    holder  name of who has taken it over, "" while it lies in the office
    place   where the page after it begins
    """

    referral: Referral
    due: date | None
    due_at: datetime | None
    holder: str
    place: "Place"


@dataclass(frozen=True)
class Place:
    """The end of a page: when the limit of its last row ends, and the row's task."""

    due_at: datetime
    task: int

    def __str__(self) -> str:
        return f"{self.due_at.isoformat()}~{self.task}"

    @classmethod
    def read(cls, text: str) -> "Place":
        """As an address has it; raises ValueError for anything else."""
        moment, _, task = text.partition("~")
        due_at = datetime.fromisoformat(moment)
        if due_at.tzinfo is None:
            raise ValueError(f"{moment!r} names no time zone")
        return cls(due_at, int(task))


def waiting(
    post: "Post", states: Collection[State], *, channel: str = "", after: Place | None = None, limit: int = 50
) -> tuple[Waiting, ...]:
    """
    Open referrals of the post's offices in these states, the most pressing first; those that nothing limits come last.

    channel  of one door only, "" for all
    after    the place of the last row before, None from the beginning
    """
    tasks = _tasks(post, channel).filter(state__in=states).select_related("clock", "holder__official")
    if after is not None:
        tasks = tasks.filter(Q(due_at__gt=after.due_at) | Q(due_at=after.due_at, pk__gt=after.task))
    found = list(tasks.order_by("due_at", "pk")[:limit])
    referrals = Referral.objects.visible_to(post).select_related("office").in_bulk([task.matter_id for task in found])
    return tuple(_waiting(task, referrals[task.matter_id]) for task in found if task.matter_id in referrals)


def waiting_counts(post: "Post", *, channel: str = "") -> dict[State, int]:
    """How many open referrals of the post's offices stand in each state; only the open ones are looked at."""
    rows = _tasks(post, channel).order_by().values_list("state").annotate(found=Count("pk"))
    return {State(state): found for state, found in rows}


def _tasks(post: "Post", channel: str) -> "QuerySet[Task]":
    kinds = [kind.value for kind in Kind if kind.channel == channel] if channel else _KINDS
    return Task.objects.visible_to(post).filter(done_at=None, procedure__in=kinds)


def _waiting(task: Task, referral: Referral) -> Waiting:
    due, due_at = (task.clock.due_date, task.clock.due_at) if task.clock else (None, None)
    holder = task.holder.official.name if task.holder else ""
    return Waiting(referral, due, due_at, holder, Place(task.due_at, task.pk))
