"""
Integrity checkers (完整性检查): what must hold across tables, which no constraint can say.

A checker is a declared question with a sentence; lines register their own (`checks.py`). `fazhi check` runs them all.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from fazhi.engines.indicator import Period
from fazhi.engines.procedure import Procedure
from fazhi.kernel.indicators import queries as indicators
from fazhi.kernel.indicators.live import Live
from fazhi.kernel.law.periods import period_row
from fazhi.kernel.organisations.queries import departed_on
from fazhi.kernel.organisations.terms import Role
from fazhi.kernel.papers.verification import verify_files, verify_numbers
from fazhi.kernel.procedures import registry
from fazhi.kernel.procedures.models import Alert, Clock, Matter, Task
from fazhi.kernel.procedures.services.clocks import is_fixed
from fazhi.kernel.procedures.services.nearest import stands_still

YEARS_BACK, CHUNK = 10, 500
_WHY = "an integrity checker"
TOLD = 20
"""How many findings of one checker are told; all are counted."""

Finding = Mapping[str, object]


@dataclass(frozen=True)
class Checker:
    """
    One thing that must hold.

    name      code, as "open-matter-has-clock"
    title     what must hold, in Chinese
    sentence  what is wrong with one finding, in Chinese, with the finding's fields in braces
    find      the findings on a day: mappings with the fields that the sentence names
    """

    name: str
    title: str
    sentence: str
    find: Callable[[date], Iterable[Finding]]


@dataclass(frozen=True)
class Checked:
    """How many findings a checker made, and the first of them as sentences."""

    checker: Checker
    found: int
    told: tuple[str, ...]


_checkers: dict[str, Checker] = {}


def register(*checkers: Checker) -> None:
    """Add checkers; called from the `apps.py` that owns them."""
    _checkers.update({checker.name: checker for checker in checkers})


def registered() -> tuple[Checker, ...]:
    """All checkers, by name."""
    return tuple(_checkers[name] for name in sorted(_checkers))


def check(*, on: date, names: frozenset[str] | None = None) -> tuple[Checked, ...]:
    """
    Run the checkers, all or those named; they change nothing.

    Raises KeyError for a name that no checker has.
    """
    chosen = registered() if names is None else tuple(_checkers[name] for name in sorted(names))
    return tuple(_check(checker, on) for checker in chosen)


def _check(checker: Checker, on: date) -> Checked:
    findings = iter(checker.find(on))
    told = tuple(checker.sentence.format_map(finding) for finding in islice(findings, TOLD))
    return Checked(checker, len(told) + sum(1 for _ in findings), told)


def _open_matters(procedure: Procedure) -> "QuerySet[Matter]":
    return registry.matters_of(procedure.name, _WHY).exclude(state__in=procedure.ends)


def _told(procedure: Procedure, matters: "QuerySet[Matter]") -> Iterator[Finding]:
    for number, office, state in matters.values_list("number", "office__name", "state").iterator():
        label = procedure.states.get(state, state)
        yield {"procedure": procedure.title, "number": number, "office": office, "state": label}


def _without_clock(on: date) -> Iterator[Finding]:
    """Open matters in a state from which a time limit runs that was in force when they entered it."""
    for procedure in registry.procedures():
        clocks = Clock.objects.system(_WHY).filter(matter_id=OuterRef("pk"))
        for state in procedure.states:
            if rows := [period_row(code) for code in procedure.clocks_after(state)]:
                since = min(row.values[0].since for row in rows)
                timed = _open_matters(procedure).filter(state=state, occurred_date__gte=since)
                # A date of the year that was met is not to be met again.
                met = Q(period__in=[row.code for row in rows if is_fixed(row)])
                yield from _told(procedure, timed.filter(~Exists(clocks.filter(met | Q(stopped_at=None)))))


def _without_task(on: date) -> Iterator[Finding]:
    for procedure in registry.procedures():
        tasks = Task.objects.system(_WHY).filter(matter_id=OuterRef("pk"), done_at=None)
        yield from _told(procedure, _open_matters(procedure).filter(~Exists(tasks)))


def _in_unknown_state(on: date) -> Iterator[Finding]:
    for procedure in registry.procedures():
        rows = registry.matters_of(procedure.name, _WHY)
        yield from _told(procedure, rows.exclude(state__in=procedure.states))


def _past_due_unreported(on: date) -> Iterator[Finding]:
    """Clocks that lapsed before `on` and of which nobody was told after they had."""
    alerts = Alert.objects.system(_WHY).filter(clock=OuterRef("pk"), days__gt=0)
    clocks = Clock.objects.system(_WHY).filter(~Exists(alerts), stopped_at=None, due_date__lt=on)
    clocks = clocks.filter(~stands_still())
    for procedure in registry.procedures():
        numbers = registry.matters_of(procedure.name, _WHY)
        found = clocks.filter(procedure=procedure.name).order_by("due_date", "pk")
        rows = found.values_list("matter_id", "period", "due_date").iterator()
        while chunk := list(islice(rows, CHUNK)):
            named = dict(numbers.filter(pk__in=[matter for matter, _, _ in chunk]).values_list("pk", "number"))
            for matter, period, due in chunk:
                yield {"procedure": procedure.title, "number": named.get(matter, matter), "period": period, "due": due}


def _unread_alerts(on: date) -> Iterator[Finding]:
    alerts = Alert.objects.system(_WHY).filter(has_recipient=False, clock__stopped_at=None)
    for role, office, period in alerts.values_list("role", "clock__office__name", "clock__period").iterator():
        yield {"role": Role(role).label, "office": office, "period": period}


def _wrong_clocks(on: date) -> Iterator[Finding]:
    """Open tasks that show another time limit than the nearest that runs."""
    running = Clock.objects.system(_WHY).filter(~stands_still(), matter_id=OuterRef("matter_id"), stopped_at=None)
    still = running.filter(pk=OuterRef("clock"))
    missing = Q(clock=None) & Exists(running)
    gone = Q(clock__isnull=False) & ~Exists(still)
    nearer = Exists(running.filter(due_date__lt=OuterRef("clock__due_date")))
    tasks = Task.objects.system(_WHY).filter(missing | gone | nearer, done_at=None)
    for procedure, matter, office in tasks.values_list("procedure", "matter_id", "office__name").iterator():
        yield {"procedure": registry.procedure_named(procedure).title, "matter": matter, "office": office}


def _departed_holders(on: date) -> Iterator[Finding]:
    tasks = Task.objects.system(_WHY).filter(done_at=None, holder__in=departed_on(on))
    rows = tasks.values_list("holder__official__name", "holder__until_date", "procedure", "matter_id")
    for name, until, procedure, matter in rows.iterator():
        number = registry.matters_of(procedure, _WHY).filter(pk=matter).values_list("number", flat=True)
        yield {"official": name, "until": until, "number": number.first() or matter}


def _orphans(on: date) -> Iterator[Finding]:
    """Clocks and tasks that point to a matter that is not there, or that has ended."""
    for procedure in registry.procedures():
        matters = registry.matters_of(procedure.name, _WHY)
        running = matters.filter(pk=OuterRef("matter_id")).exclude(state__in=procedure.ends)
        for model, word, column in ((Clock, "期限", "stopped_at"), (Task, "待办", "done_at")):
            rows = model.objects.system(_WHY).filter(~Exists(running), procedure=procedure.name, **{column: None})
            for matter in rows.annotate(what=F("matter_id")).values_list("what", flat=True).iterator():
                yield {"procedure": procedure.title, "what": word, "matter": matter}


def _broken_files(on: date) -> Iterator[Finding]:
    """Attachments missing from the store or changed in it; an orphan, which a killed process leaves, does no harm."""
    yield from ({"what": _FAULTS[fault.kind], "name": fault.what} for fault in verify_files() if fault.kind in _FAULTS)


def _broken_numbers(on: date) -> Iterator[Finding]:
    yield from ({"what": _FAULTS[fault.kind], "number": fault.what} for fault in verify_numbers())


_FAULTS = {
    "missing": "不在库中",
    "damaged": "已被改动",
    "gap": "跳号",
    "lost": "登记已不存在",
    "unrecorded": "没有留痕",
}


def _contradictory_figures(on: date) -> Iterator[Finding]:
    """Identities of the live figures of this year and those before it."""
    for year in range(on.year, on.year - YEARS_BACK, -1):
        for holding in indicators.identities(Period(year), engine=Live()):
            if not holding.holds:
                yield {"period": year, "rule": holding.title}


CHECKERS = (
    Checker(
        "open-matter-has-clock",
        "未办结事项都有期限在计算",
        "{procedure} {number}（{office}）处于“{state}”，没有期限在计算",
        _without_clock,
    ),
    Checker(
        "open-matter-has-task",
        "未办结事项都有待办",
        "{procedure} {number}（{office}）处于“{state}”，没有列入任何人的待办",
        _without_task,
    ),
    Checker(
        "matter-state-known",
        "事项状态都在程序表中",
        "{procedure} {number}（{office}）的状态“{state}”不在程序表中",
        _in_unknown_state,
    ),
    Checker(
        "overdue-is-escalated",
        "逾期期限都已督办",
        "{procedure} {number} 的期限 {period} 已于 {due} 届满，尚未督办；请运行 fazhi clock",
        _past_due_unreported,
    ),
    Checker(
        "escalation-has-recipient",
        "督办都有人接收",
        "{office} 的期限 {period} 已督办，但直到市局都没有“{role}”岗位的人员",
        _unread_alerts,
    ),
    Checker(
        "task-shows-nearest-clock",
        "待办都按最近的期限排列",
        "{office}的{procedure}有一项待办没有按最近的期限排列（事项 {matter}）",
        _wrong_clocks,
    ),
    Checker(
        "task-holder-in-post",
        "待办都在在任人员手中",
        "{number} 的待办仍在 {official} 名下，其岗位已于 {until} 终止",
        _departed_holders,
    ),
    Checker(
        "clock-and-task-have-matter",
        "期限和待办都对应未办结事项",
        "{procedure}有一项{what}指向不存在或已办结的事项 {matter}",
        _orphans,
    ),
    Checker("attachment-is-whole", "附件完好", "附件 {name} {what}", _broken_files),
    Checker("number-without-gap", "发文字号连续", "发文字号 {number} {what}", _broken_numbers),
    Checker(
        "identities-hold",
        "勾稽关系成立",
        "{period} 的勾稽关系不成立：{rule}",
        _contradictory_figures,
    ),
)
