"""What the clock does by itself: matters that a day brings up, results that the law draws from a lapse, reports of limits."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from fazhi.engines.procedure import Escalation, Procedure, Step
from fazhi.kernel.audit import services as audit
from fazhi.kernel.organisations.queries import nearest_posts_of, root
from fazhi.kernel.procedures import registry
from fazhi.kernel.procedures.errors import MatterChanged
from fazhi.kernel.procedures.models import Alert, Clock, Matter
from fazhi.kernel.procedures.services.acts import take_deemed
from fazhi.kernel.procedures.services.nearest import ONE_DAY, stands_still

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Office, Post

ESCALATE = "procedures.escalate"
_WHY = "the clock acts by itself"


@dataclass(frozen=True)
class Run:
    """
    What one run did.

    arisen     procedure → how many matters fell due and were opened
    deemed     (procedure, matter number, title of the result)
    escalated  (procedure, role) → how many clocks were reported to it
    left       deemed results that could not be written, because somebody acted at the same moment; the next run looks again
    """

    arisen: dict[str, int]
    deemed: tuple[tuple[str, str, str], ...]
    escalated: dict[tuple[str, str], int]
    left: tuple[str, ...]


def run(*, at: datetime) -> Run:
    """
    Open the matters that have fallen due, take every deemed step whose time limit has lapsed, then report clocks as each
    procedure says.

    Twice is once: a step taken or a report made is not repeated. Each deemed step is a transaction and an entry of its
    own; the reports of one rule are one transaction and one entry.
    """
    arisen: dict[str, int] = {}
    for procedure in registry.procedures():
        bring = registry.arising(procedure.name)
        if bring and (count := bring(at)):
            arisen[procedure.name] = count
    deemed: list[tuple[str, str, str]] = []
    left: list[str] = []
    for procedure in registry.procedures():
        for step in procedure.steps:
            if step.is_deemed:
                _lapse(procedure, step, at, deemed, left)
    escalated: dict[tuple[str, str], int] = {}
    for procedure in registry.procedures():
        for rule in procedure.escalations:
            if told := _escalate(procedure, rule, at):
                key = (procedure.name, rule.to)
                escalated[key] = escalated.get(key, 0) + told
    return Run(arisen, tuple(deemed), escalated, tuple(left))


def _running(procedure: Procedure) -> QuerySet[Clock]:
    """Clocks of the procedure that run and don't stand still."""
    clocks = Clock.objects.system(_WHY).filter(procedure=procedure.name, stopped_at=None)
    return clocks.filter(~stands_still())


def _lapse(procedure: Procedure, step: Step, at: datetime, deemed: list[tuple[str, str, str]], left: list[str]) -> None:
    for matter, on in list(_lapsed(procedure, step, at)):
        try:
            _draw(procedure, step, matter, at, on)
        except MatterChanged:
            left.append(matter.number)
        else:
            deemed.append((procedure.name, matter.number, step.title))


def _lapsed(procedure: Procedure, step: Step, at: datetime) -> Iterator[tuple[Matter, date]]:
    """Matters in the step's state whose clock has lapsed, and the first day after it."""
    if step.within is None:
        return
    today = timezone.localdate(at)
    past = Q(due_at=None, due_date__lt=today) | Q(due_at__lt=at)
    clocks = _running(procedure).filter(past, period=step.within.period, after=step.within.after)
    ends = {matter: (due, moment) for matter, due, moment in clocks.values_list("matter_id", "due_date", "due_at")}
    matters = registry.matters_of(procedure.name, _WHY)
    for matter in (
        matters.filter(pk__in=clocks.values("matter_id"), state=step.source).select_related("office").order_by("pk")
    ):
        due, moment = ends[matter.pk]
        yield matter, due if moment else due + ONE_DAY


def _draw(procedure: Procedure, step: Step, matter: Matter, at: datetime, on: date) -> None:
    """Write the result by the line's own service where it has one; an act entered late has not happened before it."""
    day = max(on, matter.occurred_date)
    act = registry.deemed_act(procedure.name, step.name)
    if act is not None:
        act(matter, at, day)
    else:
        take_deemed(matter, step.name, at=at, on=day)


@transaction.atomic
def _escalate(procedure: Procedure, rule: Escalation, at: datetime) -> int:
    """Report the clocks that the rule now concerns and that it hasn't reported before."""
    today = timezone.localdate(at)
    told = Alert.objects.system(_WHY).filter(clock=OuterRef("pk"), days=rule.days, role=rule.to)
    concerned = _running(procedure).filter(~Exists(told), due_date__lte=today - timedelta(days=rule.days))
    found = list(concerned.order_by("pk").values_list("pk", "office_id"))
    if not found:
        return 0
    recipients = nearest_posts_of({office for _, office in found}, rule.to, today)
    bureau = root()
    alerts = [_alert(clock, rule, at, recipients.get(office, ()), office, bureau) for clock, office in found]
    Alert.objects.system(_WHY).bulk_create(alerts, batch_size=1000, ignore_conflicts=True)
    payload = {"rule": [rule.days, rule.to], "clocks": [clock for clock, _ in found]}
    subject = ("procedure", procedure.name)
    audit.record(ESCALATE, by="system", at=at, subject=subject, payload=payload, place="system")
    return len(found)


def _alert(
    clock: int, rule: Escalation, at: datetime, posts: tuple["Post", ...], office: int, bureau: "Office | None"
) -> Alert:
    """To the office where the role was found; to the bureau, and marked, where nobody holds it."""
    where = posts[0].office_id if posts else bureau.pk if bureau else office
    return Alert(clock_id=clock, days=rule.days, role=rule.to, office_id=where, has_recipient=bool(posts), fired_at=at)
