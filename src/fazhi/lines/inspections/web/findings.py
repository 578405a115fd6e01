"""The sheets of an inspection's page: who goes there, what was found of each item, what followed."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fazhi.lines.inspections.models import Inspection, Visit
from fazhi.lines.inspections.queries.desk import titles_of_items
from fazhi.lines.inspections.queries.of_inspections import objections_to, results_of, teams_of, visits_to
from fazhi.lines.inspections.rules.checklists import Point, points
from fazhi.lines.inspections.terms import (
    OPEN_PROBLEMS,
    InspectionState,
    InstitutionKind,
    ObjectionResult,
    ResultCode,
    VisitOutcome,
)
from fazhi.lines.inspections.web.days import day_text, left_of
from fazhi.surfaces.web.citations import Cited, cited

if TYPE_CHECKING:
    from fazhi.kernel.procedures.models import Matter
    from fazhi.surfaces.web.pages import DeskRequest


def team(matter: "Matter", request: "DeskRequest") -> dict[str, Any]:
    """The items, the institution's and the task's pages, the team with those who were replaced."""
    inspection = cast(Inspection, matter)
    titles = titles_of_items(inspection.items, request.post)
    return {
        "institution_url": reverse("inspections-institution", kwargs={"key": inspection.institution_id}),
        "institution": inspection.institution.name,
        "task": inspection.task,
        "task_url": reverse("inspections-task", kwargs={"key": inspection.task_id}) if inspection.task_id else "",
        "record_url": _record_url(inspection),
        "items": [(code, titles.get(code, "")) for code in inspection.items],
        "members": [
            {
                "name": each.inspector.official.name,
                "certificate": each.inspector.certificate,
                "until": day_text(each.inspector.valid_to_date),
                "replaced": each.replaced,
                "is_present": each.is_present,
            }
            for each in teams_of([inspection], request.post)[inspection.pk]
        ],
    }


def _record_url(inspection: Inspection) -> str:
    if inspection.state != InspectionState.ASSIGNED:
        return ""
    return reverse("inspections-record", kwargs={"key": inspection.pk})


def results(matter: "Matter", request: "DeskRequest") -> dict[str, Any] | None:
    """What was found, item by item, what stood before, and each visit with what the check-list says."""
    inspection = cast(Inspection, matter)
    found, visits = results_of(inspection, request.post), visits_to(inspection, request.post)
    if not found and not visits:
        return None
    asked = _points(inspection, visits)
    return {
        "results": [
            {
                "item": each.item,
                "label": _(ResultCode(each.code).label),
                "is_problem": ResultCode(each.code) in OPEN_PROBLEMS,
                "note": each.note,
                "withdrawn": day_text(each.withdrawn_date) if each.withdrawn_date else "",
            }
            for each in found
        ],
        "visits": [
            {
                "day": day_text(each.visited_date),
                "outcome": _(VisitOutcome(each.outcome).label),
                "note": each.note,
                "answers": [(*asked[code], answer) for code, answer in each.answers.items() if code in asked],
            }
            for each in visits
        ],
    }


def _points(inspection: Inspection, visits: list[Visit]) -> Mapping[str, tuple[Point, Cited]]:
    """The points that a visit answered, as they stand in the list whatever the day, with their marked basis."""
    codes = {code for each in visits for code in each.answers}
    found = [each for each in points() if each.kind is InstitutionKind(inspection.kind) and each.code in codes]
    marked = cited([each.basis for each in found]) if found else ()
    return {each.code: (each, basis) for each, basis in zip(found, marked, strict=True)}


def following(matter: "Matter", request: "DeskRequest") -> dict[str, Any] | None:
    """The order to rectify, the second inspection, the penalties, publication, objections."""
    inspection = cast(Inspection, matter)
    if inspection.inspected_date is None:
        return None
    is_ordered = inspection.state == InspectionState.ORDERED
    left, is_late = left_of(inspection.rectify_by_date, timezone.localdate()) if is_ordered else ("", False)
    return {
        "inspection": inspection,
        "left": left,
        "is_late": is_late,
        "objections": [
            {
                "received": day_text(each.received_date),
                "text": each.text,
                "decided": day_text(each.decided_date) if each.decided_date else "",
                "result": _(ObjectionResult(each.result).label) if each.result else "",
                "answer": each.answer,
            }
            for each in objections_to(inspection, request.post)
        ],
    }
