"""Questions about where a matter stands, and about whose work it is."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import F, Field, OuterRef, QuerySet, Subquery, Value
from django.utils import timezone

from fazhi.engines.procedure import Permission, Procedure, Step
from fazhi.kernel.organisations.queries import covered_by, posts_over
from fazhi.kernel.organisations.terms import Role
from fazhi.kernel.procedures import registry
from fazhi.kernel.procedures.errors import MatterUnknown, NumberAmbiguous
from fazhi.kernel.procedures.models import Alert, Clock, ClockExtension, ClockPause, Matter, Task
from fazhi.kernel.procedures.services.nearest import stands_still
from fazhi.kernel.procedures.services.tasks import may_go_on
from fazhi.kernel.procedures.worklist import Desk, View, page_of, tasks_of

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post


@dataclass(frozen=True)
class OpenAct:
    """A step that the matter's state allows, and whether this post may take it."""

    step: Step
    permission: Permission
    may: bool


def open_acts(matter: Matter, post: "Post | None") -> tuple[OpenAct, ...]:
    """Every step open to officials from the matter's state, with the permission it takes; the system account takes none."""
    acts = []
    for step in registry.procedure_of(matter).open_from(matter.state):
        if not step.is_deemed and not registry.is_partys_own(step.by):
            permission = registry.permission(step.by)
            acts.append(OpenAct(step, permission, post is not None and post.role in permission.roles))
    return tuple(acts)


def matter_numbered(procedure: str, number: str, *, by: "Post | None", office: str = "") -> Matter:
    """
    The matter of that number, within the post's offices; for the system account wherever it lies.

    office  code of its office, where several have the number

    Raises KeyError for an unknown procedure, MatterUnknown, NumberAmbiguous.
    """
    rows = registry.matters_seen_by(by, procedure).filter(number=number)
    if office:
        rows = rows.filter(office__code=office)
    found = list(rows.select_related("office").order_by("office__code")[:9])
    if not found:
        raise MatterUnknown(registry.procedure_named(procedure), number, by.code if by else "")
    if len(found) > 1:
        raise NumberAmbiguous(number, [matter.office.code for matter in found])
    return found[0]


@dataclass(frozen=True)
class Numbered:
    """A matter found by its number, as lists show it: `state` is the label, `office` the name."""

    procedure: Procedure
    key: UUID
    number: str
    state: str
    office: str


_LAST = chr(0x10FFFF)


def numbered(beginning: str, post: "Post", *, limit: int = 20) -> tuple[Numbered, ...]:
    """
    Matters of any procedure within the post's offices whose number begins like that: some of them, if there are more than
    `limit`, in the order of the numbers.

    One query over all lines, each answered by its index of numbers by office; nothing for an empty text.
    """
    if not beginning:
        return ()
    first, *others = [_numbered_rows(model, post, beginning, limit) for model in registry.models()]
    found = []
    for key, number, state, office, name in first.union(*others, all=True).order_by("number")[:limit]:
        procedure = registry.procedure_named(name)
        found.append(Numbered(procedure, UUID(str(key)), number, procedure.states.get(state, state), office))
    return tuple(found)


def _numbered_rows(model: type[Matter], post: "Post", beginning: str, limit: int) -> "QuerySet[Any, tuple[Any, ...]]":
    names = registry.procedures_of(model)
    name = F("procedure") if len(names) > 1 else Value(names[0])
    seen = model.objects.visible_to(post)
    # Inside, because an arm of a union may have no limit of its own; unordered, so that it stops at the limit.
    some = seen.filter(number__range=(beginning, beginning + _LAST)).values("pk")[:limit]
    return seen.filter(pk__in=some).annotate(of=name).values_list("pk", "number", "state", "office__name", "of")


def own_columns(matter: Matter) -> "tuple[Field[Any, Any], ...]":
    """The matter's columns beside those that every matter has, in the order of its model."""
    of_every_matter = {column.name for column in Matter._meta.fields}
    return tuple(column for column in matter._meta.concrete_fields if column.name not in of_every_matter)


def clocks_of(matter_id: UUID | OuterRef, post: "Post | None") -> "QuerySet[Clock]":
    """
    The matter's clocks, running and stopped, in the order they started; None is the system account, which sees all.

    matter_id  or, in a question about many matters, the outer column that has it
    """
    rows = Clock.objects.visible_to(post) if post else Clock.objects.system("the system account asks")
    return rows.filter(matter_id=matter_id).order_by("started_date", "id")


@dataclass(frozen=True)
class Halts:
    """What was done to a clock: its pauses in order, the open one last, and its extension."""

    pauses: tuple[ClockPause, ...]
    extension: ClockExtension | None

    @property
    def standing(self) -> ClockPause | None:
        """The pause in which the clock stands still now."""
        return next((pause for pause in self.pauses if pause.until_date is None), None)


def halts_of(clocks: Sequence[Clock]) -> dict[int, Halts]:
    """Pauses and extensions of these clocks by their number, in two queries; the clocks were seen already."""
    pauses: dict[int, list[ClockPause]] = defaultdict(list)
    numbers = [clock.pk for clock in clocks]
    for pause in ClockPause.objects.filter(clock__in=numbers).order_by("first_date", "pk"):
        pauses[pause.clock_id].append(pause)
    extensions = {each.clock_id: each for each in ClockExtension.objects.filter(clock__in=numbers)}
    return {number: Halts(tuple(pauses[number]), extensions.get(number)) for number in numbers}


@dataclass(frozen=True)
class StandingClock:
    """A clock, and since when it stands still; None if it runs or has stopped."""

    clock: Clock
    since: date | None


def standing_clocks(matter_id: UUID, post: "Post") -> tuple[StandingClock, ...]:
    """The matter's clocks as `clocks_of` has them, with their open pauses, in one query."""
    pauses = ClockPause.objects.filter(clock=OuterRef("pk"), until_date=None).values("first_date")
    rows = clocks_of(matter_id, post).annotate(since=Subquery(pauses[:1]))
    return tuple(StandingClock(clock, getattr(clock, "since", None)) for clock in rows)


def days_left_of(matters: Iterable[UUID], post: "Post") -> dict[UUID, date]:
    """The earliest last day among the running clocks of each matter, of those that have one and lie in the post's offices."""
    tasks = Task.objects.visible_to(post).filter(matter_id__in=list(matters), done_at=None).exclude(clock=None)
    return dict(tasks.values_list("matter_id", "clock__due_date"))


def clock_numbered(number: int, post: "Post") -> Clock | None:
    """The clock of that number within the post's offices, with its office; None if there is none."""
    return Clock.objects.visible_to(post).select_related("office").filter(pk=number).first()


def lapsed(procedure: str, on: date) -> Iterator[tuple[str, str, date]]:
    """
    Time limits of a procedure that had lapsed before `on`, and still run: the matter's number, its office's name, the last
    day. For integrity checkers, which look at every office.
    """
    clocks = Clock.objects.system("an integrity checker").filter(
        ~stands_still(), procedure=procedure, stopped_at=None, due_date__lt=on
    )
    found = list(clocks.order_by("due_date", "pk").values_list("matter_id", "office__name", "due_date"))
    numbers = numbers_of([(procedure, matter) for matter, _, _ in found])
    return ((numbers.get(matter, str(matter)), office, due) for matter, office, due in found)


@dataclass(frozen=True)
class Work:
    """
    One task as its holder sees it.

    task       with `holder` and `office`
    number     the matter's
    state      label of the matter's state
    due        the earliest last day among the running clocks that don't stand still; `due_at` the moment, for hours
    covers     whether it is here because its holder is absent
    """

    task: Task
    procedure: Procedure
    number: str
    state: str
    due: date | None
    due_at: datetime | None
    covers: bool


def work_of(post: "Post", *, on: date, limit: int = 200) -> tuple[Work, ...]:
    """
    What waits for a post: its own tasks, those of absent posts that it covers, and what lies in its offices untaken
    and it may take; the most pressing first.
    """
    absent = covered_by(post, on)
    desk = Desk(post, timezone.make_aware(datetime.combine(on, time.min)), absent)
    return _works(page_of(tasks_of(desk, View.ALL), limit=limit), frozenset(each.pk for each in absent))


def task_of(matter_id: UUID, post: "Post | None") -> Task | None:
    """The open task of a matter, with its holder; None if it has ended or lies outside the post's offices."""
    rows = Task.objects.visible_to(post) if post else Task.objects.system("the system account asks")
    tasks = rows.filter(matter_id=matter_id, done_at=None)
    return tasks.select_related("office", "holder__official", "holder__office").first()


def receivers_of(task: Task, post: "Post", *, on: date) -> "tuple[Post, ...]":
    """The posts that `post` sees, other than the holder's, which may go on with the task and to which it can be handed."""
    procedure = registry.procedure_named(task.procedure)
    roles = {role for role in Role.values if may_go_on(procedure, task.state, role)}
    found = posts_over(task.office, roles, seen_by=post, on=on)
    return tuple(each for each in found if each.pk != task.holder_id)


def alerts_for(post: "Post") -> "QuerySet[Alert]":
    """Clocks reported to the post's role in its office that still run, the longest overdue first."""
    mine = Alert.objects.visible_to(post).filter(role=post.role, office=post.office_id, clock__stopped_at=None)
    return mine.select_related("clock").order_by("clock__due_date", "pk")


def _works(tasks: Iterable[Task], absent: frozenset[int]) -> tuple[Work, ...]:
    found = list(tasks)
    numbers = numbers_of([(task.procedure, task.matter_id) for task in found])
    return tuple(_work(task, numbers[task.matter_id], absent) for task in found if task.matter_id in numbers)


def _work(task: Task, number: str, absent: frozenset[int]) -> Work:
    procedure = registry.procedure_named(task.procedure)
    due, due_at = (task.clock.due_date, task.clock.due_at) if task.clock else (None, None)
    return Work(task, procedure, number, procedure.states[task.state], due, due_at, task.holder_id in absent)


def numbers_of(matters: Sequence[tuple[str, UUID]]) -> dict[UUID, str]:
    """Numbers of matters given as (procedure, id), a query a procedure; one that is gone is left out."""
    ids: dict[str, list[UUID]] = defaultdict(list)
    for procedure, matter in matters:
        ids[procedure].append(matter)
    found: dict[UUID, str] = {}
    for procedure, wanted in ids.items():
        rows = registry.matters_of(procedure, "naming matters that were seen already")
        found |= dict(rows.filter(pk__in=wanted).values_list("pk", "number"))
    return found


@dataclass(frozen=True)
class Lapse:
    """A time limit that was not kept: `stopped` is the day on which a step stopped it, None while it still runs."""

    matter_id: UUID
    due: date
    stopped: date | None


def lapses_of(period: str, *, on: date) -> Iterator[Lapse]:
    """Limits of this period, of all offices, that were stopped after their last day or still run past it on the day `on`."""
    clocks = Clock.objects.system("an integrity checker").filter(period=period).order_by("due_date", "pk")
    running = clocks.filter(~stands_still(), stopped_at=None, due_date__lt=on)
    late = clocks.filter(stopped_date__gt=F("due_date"))
    for rows in (late, running):
        for matter, due, stopped in rows.values_list("matter_id", "due_date", "stopped_date").iterator():
            yield Lapse(matter, due, stopped)
