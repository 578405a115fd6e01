"""The rosters as a draw sees them, and look-ups by code."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from fazhi.lines.inspections.errors import CodeUnknown
from fazhi.lines.inspections.models import Inspection, Inspector, Institution, Item, Recusal, Task
from fazhi.lines.inspections.rules.drawing import Target
from fazhi.lines.inspections.terms import Cause, CreditClass, InspectionState, InstitutionKind

_WHY = "the rosters of a draw are those of its office, whoever draws"


def items_of(task: Task) -> tuple[Item, ...]:
    """The items that a task inspects, by code."""
    rows = Item.objects.system("the list of items is public").filter(code__in=task.items)
    return tuple(rows.order_by("code"))


def items_listed(codes: Iterable[str], on: date) -> tuple[Item, ...]:
    """The items of these codes; raises CodeUnknown for one that is not on the list on that day."""
    rows = Item.objects.system("the list of items is public").filter(_in_being("listed", on), code__in=list(codes))
    return tuple(_each("item", codes, {item.code: item for item in rows}, on))


def institution_listed(code: str, on: date) -> Institution:
    """The institution of this code; raises CodeUnknown if it is not in the roster on that day."""
    rows = Institution.objects.system(_WHY).filter(_in_being("registered", on), code=code).select_related("office")
    return _each("institution", [code], {row.code: row for row in rows}, on)[0]


def inspectors_listed(certificates: Sequence[str], on: date) -> tuple[Inspector, ...]:
    """The inspectors of these certificates, valid on that day or not; raises CodeUnknown."""
    rows = Inspector.objects.system(_WHY).filter(certificate__in=list(certificates))
    return tuple(_each("inspector", certificates, {row.certificate: row for row in rows}, on))


def _each(kind: str, codes: Iterable[str], known: Mapping[str, Any], on: date) -> list[Any]:
    for code in codes:
        if code not in known:
            raise CodeUnknown(kind, code, on)
    return [known[code] for code in dict.fromkeys(codes)]


def _in_being(first: str, on: date) -> Q:
    return Q(**{f"{first}_date__lte": on}) & (Q(ended_date__isnull=True) | Q(ended_date__gt=on))


def targets_of(task: Task, items: Sequence[Item], on: date) -> tuple[Target, ...]:
    """The institutions of the items' kinds, with how often and when they were inspected by draw; by code."""
    drawn = Q(cause=Cause.RANDOM) & ~Q(state=InspectionState.VOID)
    rows = _roster(Institution, task).filter(_in_being("registered", on), kind__in={item.kind for item in items})
    visits = dict(
        _visits(drawn & (Q(assigned_year=task.visit_date.year) | Q(inspected_year=task.visit_date.year)))
        .annotate(count=Count("pk"))
        .values_list("institution_id", "count")
    )
    recent: dict[Any, str] = {}
    if task.since_date is not None:
        since = Q(inspected_date__gte=task.since_date) | Q(inspected_date__isnull=True)
        recent = dict(_visits(drawn & since).annotate(latest=Max("number")).values_list("institution_id", "latest"))
    return tuple(
        Target(
            row.code, InstitutionKind(row.kind), CreditClass(row.credit_class), recent.get(row.pk, ""),
            visits.get(row.pk, 0),
        )
        for row in rows.order_by("code")
    )  # fmt: skip


def _visits(condition: Q) -> QuerySet[Inspection, Any]:
    return Inspection.objects.system(_WHY).filter(condition).values("institution_id")


def inspectors_of(task: Task) -> tuple[dict[str, str], ...]:
    """The roster of inspectors as a plan has it, by certificate."""
    rows = _roster(Inspector, task).order_by("certificate")
    return tuple(
        {
            "id": row.certificate,
            "valid_from": row.valid_from_date.isoformat(),
            "valid_to": row.valid_to_date.isoformat(),
        }
        for row in rows
    )


def recusals_of(task: Task, targets: Iterable[Target], on: date) -> tuple[tuple[str, str], ...]:
    """Pairs of institution and inspector, of those that a plan holds."""
    rows = _roster(Recusal, task).filter(_in_being("declared", on))
    pairs = rows.filter(institution__code__in={target.code for target in targets})
    inspectors = {row["id"] for row in inspectors_of(task)}
    found = pairs.values_list("institution__code", "inspector__certificate")
    return tuple(sorted(pair for pair in found if pair[1] in inspectors))


def _roster(model: Any, task: Task) -> Any:
    """The rows that the task's office keeps, or an office below it."""
    return model.objects.system(_WHY).filter(office__left__range=(task.office.left, task.office.right))
