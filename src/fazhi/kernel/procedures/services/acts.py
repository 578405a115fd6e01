"""The one way a matter moves."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from fazhi.engines.citation import Citation
from fazhi.engines.procedure import BEGIN, Opening, Procedure, Step
from fazhi.kernel.audit import queries as trail
from fazhi.kernel.audit import services as audit
from fazhi.kernel.organisations.errors import OrganisationError
from fazhi.kernel.organisations.queries import stands_in
from fazhi.kernel.organisations.services import require
from fazhi.kernel.procedures import registry
from fazhi.kernel.procedures.errors import (
    ActOutOfOrder,
    CannotBegin,
    DeemedByLaw,
    FutureAct,
    LateEntry,
    MatterChanged,
    MissingGround,
    NotDeemed,
    NotPartysOwn,
    NotStandingIn,
    OutOfSight,
    ProcedureError,
    StepNotOpen,
    UnknownStep,
)
from fazhi.kernel.procedures.models import NO_LIMIT, Alert, Clock, ClockExtension, ClockPause, Matter, Task
from fazhi.kernel.procedures.services.clocks import Entered, start_clocks, stop_clocks
from fazhi.kernel.procedures.services.nearest import CHUNK, follow
from fazhi.kernel.procedures.services.tasks import move_task, open_tasks

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post

SYSTEM = "system"
PORTAL = "portal"
"""Who acts for the trail where a party acts itself, at the portal: no post, and no name."""

LATE_REASON = "late_reason"
"""Name of the ground that an act entered late must bring."""

BY_ACTS_ONLY = frozenset({"id", "office", "office_id", "state", "version", "occurred_date", "recorded_at"})
"""Columns that nothing but an act may write: whoever could would move a matter past its procedure or out of its office."""

_OF_EVERY_ACT = frozenset({"version", "recorded_at"})
"""Columns that every act writes; the entry itself says as much."""

Moved = TypeVar("Moved", bound=Matter)

_absent: ContextVar["Post | None"] = ContextVar("absent", default=None)


@contextmanager
def in_place_of(absent: "Post | None") -> Iterator[None]:
    """
    Let acts inside use the right of a post that is absent; None changes nothing.

    A line's service need not know in whose stead it is called. That `by` is the cover is found out by each act.
    """
    token = _absent.set(absent)
    try:
        yield
    finally:
        _absent.reset(token)


@dataclass(frozen=True)
class _Act:
    """Who acts, when and on what grounds; `post` is who takes the task on, None for the clock."""

    procedure: Procedure
    actor: str
    post: "Post | None"
    at: datetime
    occurred: datetime
    grounds: Mapping[str, object]
    place: str
    standing_in_for: str = ""

    @property
    def day(self) -> date:
        return timezone.localdate(self.occurred)


@transaction.atomic
def take(
    matter: Matter,
    name: str,
    *,
    by: "Post",
    at: datetime,
    on: date | datetime | None = None,
    grounds: Mapping[str, object] | None = None,
    changes: Mapping[str, Any] | None = None,
    standing_in_for: "Post | None" = None,
    place: str = "desk",
) -> Step:
    """
    Take a matter one step further: permission, scope, state, grounds, clocks, task and trail, all or nothing.

    at       when it is recorded, an aware moment; `on` the day or aware moment it occurred, that of `at` if not given.
             Clocks run from occurrence
    grounds  what the step needs, by name; none may be blank. An act entered later than the procedure allows needs
             `late_reason` as well
    changes  field values of the matter that the step writes with it
    standing_in_for  the absent post whose right is used; `by` must be its cover on that day
    place    where the act is done: "desk", "console" or "system"

    Raises NotPermitted, NotStandingIn, OutOfSight, UnknownStep, StepNotOpen, DeemedByLaw, MissingGround, FutureAct,
    ActOutOfOrder, LateEntry, or MatterChanged if another official acted since `matter` was read.
    """
    procedure = registry.procedure_of(matter)
    step = require_open(matter, name, by=by, at=at, standing_in_for=standing_in_for)
    given = grounds or {}
    _require_grounds(matter, step, given)
    occurred = moment_of(on, at)
    _require_day(procedure, matter.number, occurred, at, given)
    if timezone.localdate(occurred) < matter.occurred_date:
        raise ActOutOfOrder(matter.number, timezone.localdate(occurred), before=matter.occurred_date)
    _write(
        matter,
        step,
        changes or {},
        _Act(procedure, by.code, by, at, occurred, given, place, _for_whom(standing_in_for)),
    )
    return step


def require_open(matter: Matter, name: str, *, by: "Post", at: datetime, standing_in_for: "Post | None" = None) -> Step:
    """
    The step `name`, if this post may take it from the matter's state: what a line asks before it looks at rules of its own,
    so that a stranger is not told by them what the records hold.

    Raises NotPermitted, NotStandingIn, OutOfSight, UnknownStep, StepNotOpen, DeemedByLaw.
    """
    # Scope first: a stranger isn't even told the state.
    right = _right_over(matter, by, standing_in_for, at)
    step = _open_step(registry.procedure_of(matter), matter, name)
    if step.is_deemed:
        raise DeemedByLaw(matter.number, step)
    require(right, registry.permission(step.by))
    return step


@transaction.atomic
def take_deemed(matter: Matter, name: str, *, at: datetime, on: date, changes: Mapping[str, Any] | None = None) -> Step:
    """
    Write a result that the law draws itself because a time limit has lapsed (视为); `on` is the day it came about.

    Raises UnknownStep, StepNotOpen, NotDeemed for a step that takes a person's right, or MatterChanged if somebody acted
    meanwhile.
    """
    procedure = registry.procedure_of(matter)
    step = _open_step(procedure, matter, name)
    if not step.is_deemed:
        raise NotDeemed(matter.number, step)
    _write(matter, step, changes or {}, _Act(procedure, SYSTEM, None, at, moment_of(on, at), {}, SYSTEM))
    return step


@transaction.atomic
def take_by_party(
    matter: Matter,
    name: str,
    *,
    at: datetime,
    grounds: Mapping[str, object] | None = None,
    changes: Mapping[str, Any] | None = None,
) -> Step:
    """
    Write a step that a party takes itself, as it withdraws; who the party is has been found out by the caller.

    Raises UnknownStep, StepNotOpen, NotPartysOwn for a step that takes an official's right, MissingGround, MatterChanged.
    """
    procedure = registry.procedure_of(matter)
    step = _open_step(procedure, matter, name)
    _require_partys_own(matter, step)
    given = grounds or {}
    _require_grounds(matter, step, given)
    _write(matter, step, changes or {}, _Act(procedure, PORTAL, None, at, at, given, audit.Place.PORTAL))
    return step


@transaction.atomic
def begin_by_party(matter: Moved, *, at: datetime, grounds: Mapping[str, object] | None = None) -> Moved:
    """
    Bring a matter into being that a party opens itself; its task lies in the office for anyone who may go on.

    Raises CannotBegin, NotPartysOwn where an official opens matters of this procedure, MissingGround.
    """
    procedure = registry.procedure_of(matter)
    if procedure.opening is None:
        raise CannotBegin(procedure)
    _require_partys_own(matter, procedure.opening)
    given = grounds or {}
    _require_grounds(matter, procedure.opening, given)
    return _begun(matter, procedure.opening, _Act(procedure, PORTAL, None, at, at, given, audit.Place.PORTAL))


def _require_partys_own(matter: Matter, act: Step | Opening) -> None:
    if not registry.is_partys_own(act.by):
        raise NotPartysOwn(matter.number, act.title)


@transaction.atomic
def begin(
    matter: Moved,
    *,
    by: "Post",
    at: datetime,
    on: date | datetime | None = None,
    grounds: Mapping[str, object] | None = None,
    standing_in_for: "Post | None" = None,
    place: str = "desk",
) -> Moved:
    """
    Bring a matter into being: permission, scope, grounds, clocks, task and trail, all or nothing.

    matter   not saved yet, with its office and what the line keeps of it; state and days are written here
    others   as for `take`

    Raises CannotBegin where only imports bring matters of this procedure, else as `take`.
    """
    procedure = registry.procedure_of(matter)
    opening = require_opening(procedure, _right_over(matter, by, standing_in_for, at))
    given = grounds or {}
    _require_grounds(matter, opening, given)
    occurred = moment_of(on, at)
    _require_day(procedure, matter.number, occurred, at, given)
    return _begun(matter, opening, _Act(procedure, by.code, by, at, occurred, given, place, _for_whom(standing_in_for)))


def _begun(matter: Moved, opening: Opening, act: _Act) -> Moved:
    start = act.procedure.start
    matter.state, matter.version, matter.occurred_date, matter.recorded_at = start, 1, act.day, act.at
    matter.save(force_insert=True)
    _go_on(matter, start, act)
    _record(matter, BEGIN, opening.basis, act, payload={"to": start, "version": 1}, detail={})
    _tell(matter, BEGIN, act)
    return matter


@dataclass(frozen=True)
class BulkOutcome:
    """What became of many matters: those moved, and those refused, each with its own finding."""

    done: tuple[Matter, ...]
    refused: tuple[tuple[Matter, ProcedureError | OrganisationError], ...]


@transaction.atomic
def each(matters: Iterable[Moved], act: Callable[[Moved], object]) -> BulkOutcome:
    """
    Do the same act to many matters, each with its own entry in the trail; a refusal concerns its own matter only.

    act  a line's service with everything but the matter filled in
    """
    done: list[Matter] = []
    refused: list[tuple[Matter, ProcedureError | OrganisationError]] = []
    for matter in matters:
        try:
            with transaction.atomic():
                act(matter)
        except (ProcedureError, OrganisationError) as error:
            refused.append((matter, error))
        else:
            done.append(matter)
    return BulkOutcome(tuple(done), tuple(refused))


def enter(procedure: Procedure, state: str, matters: Sequence[Entered], *, at: datetime) -> None:
    """Start the clocks of matters that an import brings into `state`, and open their tasks."""
    started = start_clocks(procedure, state, matters)
    if state not in procedure.ends:
        open_tasks(procedure, state, [(matter, office) for matter, office, _ in matters], started, at=at)


def restart(matters: Sequence[UUID], *, at: datetime) -> None:
    """Stop every clock and close every task of these matters: a rectifying import is about to `enter` them anew."""
    for chosen in _chunks(matters):
        stop_clocks(
            Clock.objects.system("an import restarts its rows").filter(matter_id__in=chosen),
            at=at,
            on=timezone.localdate(at),
            counts=False,
        )
        open_ones = Task.objects.system("an import restarts its rows").filter(matter_id__in=chosen, done_at=None)
        open_ones.update(done_at=at, clock=None, due_at=NO_LIMIT)


def forget(matters: Sequence[UUID]) -> None:
    """Remove clocks and tasks of matters that an undone import takes back; nobody has acted on them."""
    for chosen in _chunks(matters):
        Task.objects.system("an import is undone").filter(matter_id__in=chosen).delete()
        clocks = Clock.objects.system("an import is undone").filter(matter_id__in=chosen)
        for about in (ClockPause.objects, ClockExtension.objects, Alert.objects.system("an import is undone")):
            about.filter(clock__in=clocks.values("pk")).delete()
        clocks.delete()


def _chunks(matters: Sequence[UUID]) -> Iterable[Sequence[UUID]]:
    return (matters[start : start + CHUNK] for start in range(0, len(matters), CHUNK))


def require_opening(procedure: Procedure, right: "Post") -> Opening:
    """The opening, if there is one and the post has the right to it. Raises CannotBegin, NotPermitted."""
    if procedure.opening is None:
        raise CannotBegin(procedure)
    require(right, registry.permission(procedure.opening.by))
    return procedure.opening


def right_of(by: "Post", absent: "Post | None", at: datetime) -> "Post":
    """The post whose right is used: one's own, or that of the absent one whose cover one is. Raises NotStandingIn."""
    today, absent = timezone.localdate(at), absent or _absent.get()
    if absent is not None and not stands_in(by, absent, today):
        raise NotStandingIn(by.code, absent.code, today)
    return absent or by


def _for_whom(absent: "Post | None") -> str:
    """Code of the post in whose stead the act is taken, "" if it is one's own."""
    stood_for = absent or _absent.get()
    return stood_for.code if stood_for else ""


def _right_over(matter: Matter, by: "Post", absent: "Post | None", at: datetime) -> "Post":
    """`right_of`, if that post sees the matter."""
    right = right_of(by, absent, at)
    if not right.office.left <= matter.office.left <= right.office.right:
        raise OutOfSight(matter.number, right.code)
    return right


def _open_step(procedure: Procedure, matter: Matter, name: str) -> Step:
    if not procedure.sources_of(name):
        raise UnknownStep(procedure, name)
    for step in procedure.open_from(matter.state):
        if step.name == name:
            return step
    raise StepNotOpen(procedure, matter.number, matter.state, name)


def _require_grounds(matter: Matter, step: Step | Opening, grounds: Mapping[str, object]) -> None:
    for need in step.needs:
        if not str(grounds.get(need) or "").strip():
            raise MissingGround(matter.number, step, need)


def moment_of(on: date | datetime | None, at: datetime) -> datetime:
    """When an act occurred: the moment given, midnight of the day given, else that of its recording."""
    if on is None:
        return at
    if isinstance(on, datetime):
        return on
    return datetime.combine(on, datetime.min.time(), tzinfo=timezone.get_default_timezone())


def _require_day(
    procedure: Procedure, number: str, occurred: datetime, at: datetime, grounds: Mapping[str, object]
) -> None:
    """Not in the future, and not long ago without a reason."""
    day, recorded = timezone.localdate(occurred), timezone.localdate(at)
    if day > recorded:
        raise FutureAct(number, day, recorded)
    if (recorded - day).days > procedure.late_days and not str(grounds.get(LATE_REASON) or "").strip():
        raise LateEntry(number, day, procedure.late_days)


def _write(matter: Matter, step: Step, changes: Mapping[str, Any], act: _Act) -> None:
    """Record, clocks, task and trail of one step."""
    values = {
        **changes,
        "state": step.target,
        "version": matter.version + 1,
        "occurred_date": act.day,
        "recorded_at": act.at,
    }
    new = {field: value for field, value in values.items() if field not in _OF_EVERY_ACT}
    old = {field: getattr(matter, field) for field in new}
    update(act.procedure, matter, values)
    running = Clock.objects.system("the runner of steps").filter(matter_id=matter.pk)
    if step.target in act.procedure.ends:
        stop_clocks(running, at=act.at, on=act.day)
    elif step.within:
        limited = running.filter(period=step.within.period, after=step.within.after)
        stop_clocks(limited, at=act.at, on=act.day)
    if step.stays:
        follow([matter.pk])
    else:
        _go_on(matter, step.target, act)
    payload = {"from": step.source, "to": step.target, "version": matter.version + 1}
    _record(matter, step.name, step.basis, act, payload=payload, detail={"old": plain(old), "new": plain(new)})
    for field, value in values.items():  # last: what failed leaves the caller's object as it was read
        setattr(matter, field, value)
    _tell(matter, step.name, act)


def _tell(matter: Matter, name: str, act: _Act) -> None:
    for watcher in registry.watchers():
        watcher(matter, name, act.at)


def _go_on(matter: Matter, state: str, act: _Act) -> None:
    """The clocks and the task of a matter that has come to `state`."""
    start_clocks(act.procedure, state, [(matter.pk, matter.office_id, matter.counts_from(act.occurred))])
    move_task(act.procedure, matter, state, act.post, at=act.at)


def update(procedure: Procedure, matter: Matter, values: Mapping[str, Any]) -> None:
    """One conditional UPDATE: of two officials at once, the second finds the version gone and is told what happened."""
    rows = type(matter).objects.system("the runner of steps; scope was checked").filter(pk=matter.pk)
    if rows.filter(version=matter.version).update(**values):
        return
    state = rows.values_list("state", flat=True).get()
    latest = trail.latest_entry_about(procedure.name, matter.pk.hex)
    raise MatterChanged(procedure, matter.number, matter.version, state, latest)


def _record(
    matter: Matter, name: str, basis: Citation, act: _Act, *, payload: dict[str, Any], detail: Mapping[str, object]
) -> None:
    if act.standing_in_for:
        payload["standing_in_for"] = act.standing_in_for
    audit.record(
        f"{act.procedure.name}.{name}",
        by=act.actor,
        at=act.at,
        occurred_at=act.occurred,
        subject=(act.procedure.name, matter.pk.hex),
        basis=basis.source,
        payload=payload,
        detail={**{name: str(value) for name, value in act.grounds.items()}, **detail} or None,
        place=act.place,
    )


def plain(values: Mapping[str, object]) -> dict[str, object]:
    """Values as the trail keeps them: text, numbers and nothing."""
    return {name: value if isinstance(value, str | int | bool | None) else str(value) for name, value in values.items()}
