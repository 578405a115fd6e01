"""The sheets of an inspection's page: who goes there, what was found of each item, what followed."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fazhi.lines.inspections.models import Inspection
from fazhi.lines.inspections.queries.of_inspections import Told, told_of
from fazhi.lines.inspections.terms import OPEN_PROBLEMS, InspectionState, ObjectionResult, ResultCode
from fazhi.lines.inspections.web.days import day_text, left_of

if TYPE_CHECKING:
    from fazhi.kernel.procedures.models import Matter
    from fazhi.surfaces.web.pages import DeskRequest

_BEFORE_APPROVAL = frozenset({InspectionState.ASSIGNED, InspectionState.INSPECTED, InspectionState.VOID})


def findings(matter: "Matter", request: "DeskRequest") -> dict[str, Any]:
    """All that the page of an inspection has beside its facts."""
    inspection = cast(Inspection, matter)
    told = told_of(inspection, request.post)
    is_ordered = inspection.state == InspectionState.ORDERED
    left, is_late = left_of(inspection.rectify_by_date, timezone.localdate()) if is_ordered else ("", False)
    return {
        "inspection": inspection,
        "institution_url": reverse("inspections-institution", kwargs={"key": inspection.institution_id}),
        "task_url": reverse("inspections-task", kwargs={"key": inspection.task_id}) if inspection.task_id else "",
        "record_url": reverse("inspections-record", kwargs={"key": inspection.pk}),
        "is_to_be_made": inspection.state == InspectionState.ASSIGNED,
        "is_approved": inspection.state not in _BEFORE_APPROVAL,
        "left": left,
        "is_late": is_late,
        "items": _items(inspection, told),
        "members": [_member(each) for each in told if each.of == "team"],
        "results": [_result(each) for each in sorted(told, key=_standing_first) if each.of == "result"],
        "objections": [_objection(each) for each in told if each.of == "objection"],
    }


def _items(inspection: Inspection, told: Sequence[Told]) -> list[tuple[str, str]]:
    titles = {each.code: each.title for each in told if each.of in {"item", "result"}}
    return [(code, titles.get(code, "")) for code in inspection.items]


def _member(each: Told) -> dict[str, Any]:
    return {
        "name": each.title,
        "certificate": each.code,
        "until": day_text(each.day),
        "replaced": each.text,
        "is_present": each.flag,
    }


def _standing_first(each: Told) -> bool:
    return each.day is not None


def _result(each: Told) -> dict[str, Any]:
    code = ResultCode(each.text)
    return {
        "item": each.code,
        "title": each.title,
        "label": _(code.label),
        "is_problem": code in OPEN_PROBLEMS,
        "note": each.more,
        "withdrawn": day_text(each.day) if each.day else "",
    }


def _objection(each: Told) -> dict[str, str]:
    return {
        "received": day_text(each.day),
        "text": each.title,
        "decided": day_text(each.until) if each.until else "",
        "result": _(ObjectionResult(each.code).label) if each.code else "",
        "answer": each.text,
    }
