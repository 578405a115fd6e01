"""Supervising the performance of an agreement, visit by visit (人民调解法 art. 31(2))."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from fazhi.engines.citation import Article
from fazhi.engines.procedure import BEGIN
from fazhi.kernel.procedures import services as procedures
from fazhi.lines.mediation import queries
from fazhi.lines.mediation.errors import FollowedAlready, NotSettled, VisitEnds
from fazhi.lines.mediation.models import PeoplesMatter, Performance, Visit
from fazhi.lines.mediation.rules import agreement, confirming
from fazhi.lines.mediation.services.acts import day_of, grounds, parts
from fazhi.lines.mediation.terms import PEOPLES, PerformanceResult, State, VisitManner, VisitResult

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Office, Post


SUPERVISION = Article("人民调解法", 31, 2)


def begin_following(
    matter: PeoplesMatter, due: date | None, *, by: "Post", at: datetime, on: date, late_reason: str = ""
) -> Performance:
    """
    Begin to follow a settled matter up: its visits are due by days from effect, or from the agreed day where it is later.

    due  the agreed last day of performance, None where none was agreed

    Raises NotSettled, and what `procedures.begin` raises.
    """
    if matter.effective_date is None:
        raise NotSettled(matter.number, State(matter.state).label)
    following = Performance(
        number=matter.number,
        office=matter.office,
        procedure=PEOPLES,
        matter_id=matter.pk,
        counted_from_date=agreement.counted_from(matter.effective_date, due),
    )
    return procedures.begin(following, by=by, at=at, on=on, grounds=grounds(late_reason))


@transaction.atomic
def follow_up(
    *,
    office: "Office",
    by: "Post",
    at: datetime,
    on: date,
    number: str,
    performance_due: date | None = None,
    late_reason: str = "",
) -> Performance:
    """
    Begin to follow up a matter that a ledger brought, by its number.

    Raises MatterUnknown, NotSettled, FollowedAlready, DueBeforeEffect.
    """
    matter = queries.matter_numbered(number, office, by)
    if matter.effective_date is not None:
        agreement.require_due_after_effect(number, performance_due, matter.effective_date)
    if Performance.objects.visible_to(by).filter(matter_id=matter.pk).exists():
        raise FollowedAlready(number)
    following = begin_following(matter, performance_due, by=by, at=at, on=on, late_reason=late_reason)
    procedures.carry(matter, {}, source=following, act=BEGIN, basis=SUPERVISION, by=by, at=at, on=on)
    return following


def visit(
    following: Performance,
    *,
    by: "Post",
    at: datetime,
    on: date,
    manner: str,
    result: str,
    note: str = "",
    late_reason: str = "",
) -> Visit:
    """
    Record a visit that did not find the agreement performed; the first one keeps the thirty days.

    Raises VisitEnds for one that did: `find_performed` is the act for that. Source: 人民调解法 art. 31(2).
    """
    if VisitResult(result) is VisitResult.PERFORMED:
        raise VisitEnds(following.number)
    told = grounds(late_reason, manner=VisitManner(manner).label, result=VisitResult(result).label)
    return _visit(following, "visit", told, by=by, at=at, on=on, manner=manner, result=result, note=note)


def find_performed(
    following: Performance,
    *,
    by: "Post",
    at: datetime,
    on: date,
    manner: str,
    note: str = "",
    late_reason: str = "",
) -> Visit:
    """Record the visit that found the agreement performed; following up is finished. Source: 人民调解法 art. 31(2)."""
    told = grounds(late_reason, manner=VisitManner(manner).label)
    result = VisitResult.PERFORMED.value
    return _visit(following, "find_performed", told, by=by, at=at, on=on, manner=manner, result=result, note=note)


def find_not_performed(
    following: Performance,
    *,
    by: "Post",
    at: datetime,
    on: date,
    manner: str,
    result: str,
    remedy_told: bool,
    note: str = "",
    late_reason: str = "",
) -> Visit:
    """
    Record that the agreement was not, or only partly, performed when its day had passed, and that the other party was
    told what it may do: sue, or have it enforced where a court has confirmed it.

    Raises PerformanceNotDue, MissingGround where it was not told. Source: 人民调解法 art. 32, 33(2).
    """
    procedures.require_open(following, "find_not_performed", by=by, at=at)
    confirming.require_due(following.number, counted_from=following.counted_from_date, on=day_of(on))
    if VisitResult(result) is VisitResult.PERFORMED:
        raise VisitEnds(following.number)
    remedy = confirming.remedy(is_confirmed=queries.is_confirmed(following.matter_id))
    told = grounds(
        late_reason,
        manner=VisitManner(manner).label,
        result=VisitResult(result).label,
        remedy_told=remedy.label if remedy_told else "",
    )
    return _visit(following, "find_not_performed", told, by=by, at=at, on=on, manner=manner, result=result, note=note)


@transaction.atomic
def _visit(
    following: Performance,
    name: str,
    told: dict[str, object],
    *,
    by: "Post",
    at: datetime,
    on: date,
    manner: str,
    result: str,
    note: str,
) -> Visit:
    """The act, its record, and what the matter carries of it."""
    step = procedures.take(following, name, by=by, at=at, on=on, grounds=told)
    made = Visit(
        performance=following,
        office=following.office,
        visited_date=day_of(on),
        manner=VisitManner(manner).value,
        result=VisitResult(result).value,
        note=note,
        recorded_at=at,
    )
    made.save(force_insert=True)
    if carried := _carried(name, VisitResult(result), day_of(on)):
        matter = queries.matter_of(following.procedure, following.matter_id)
        procedures.carry(matter, carried, source=following, act=name, basis=step.basis, by=by, at=at, on=on)
    return made


def _carried(name: str, result: VisitResult, day: date) -> dict[str, Any]:
    """What a visit says of the matter; of a party that was not reached only the end of following up says anything."""
    if result is not VisitResult.UNREACHABLE:
        return {"performance": PerformanceResult(result.value).value, **parts("visited", day)}
    return {"performance": PerformanceResult.NOT_PERFORMED.value} if name == "find_not_performed" else {}
