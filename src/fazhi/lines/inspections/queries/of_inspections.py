"""What the pages of a task and of an inspection tell beside its own record; each within the post's offices."""

from collections import defaultdict
from collections.abc import Collection
from typing import TYPE_CHECKING
from uuid import UUID

from fazhi.lines.inspections.models import (
    Assignment,
    Inspection,
    ItemResult,
    Objection,
    Supplement,
    Task,
    Visit,
)
from fazhi.lines.inspections.terms import InspectionState

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post


def drawn_by(task: Task, post: "Post", *, limit: int) -> list[Inspection]:
    """The inspections of the draw that stands, in the order in which they were drawn."""
    rows = Inspection.objects.visible_to(post).filter(task=task).exclude(state=InspectionState.VOID)
    return list(rows.select_related("institution").order_by("number")[:limit])


def teams_of(inspections: Collection[Inspection], post: "Post") -> dict[UUID, list[Assignment]]:
    """Who goes, or went, to each of them, those who were replaced included; with their names."""
    rows = Assignment.objects.visible_to(post).filter(inspection__in=inspections)
    teams: dict[UUID, list[Assignment]] = defaultdict(list)
    for each in rows.select_related("inspector__official").order_by("inspector__certificate"):
        teams[each.inspection_id].append(each)
    return teams


def supplements_of(task: Task, post: "Post") -> list[Supplement]:
    """The substitutions of a task's draws, in their order."""
    rows = Supplement.objects.visible_to(post).filter(draw__task=task)
    return list(rows.order_by("draw__attempt", "position"))


def results_of(inspection: Inspection, post: "Post") -> list[ItemResult]:
    """The results of an inspection with their items; those that were withdrawn come last."""
    rows = ItemResult.objects.visible_to(post).filter(inspection=inspection).select_related("item")
    return sorted(rows, key=lambda each: (each.withdrawn_date is not None, each.item.code, each.code))


def visits_to(inspection: Inspection, post: "Post") -> list[Visit]:
    """Who went there and what came of it, in order."""
    return list(Visit.objects.visible_to(post).filter(inspection=inspection).order_by("visited_date", "pk"))


def objections_to(inspection: Inspection, post: "Post") -> list[Objection]:
    return list(Objection.objects.visible_to(post).filter(inspection=inspection).order_by("received_date", "pk"))


def inspection_of_result(key: UUID, post: "Post") -> UUID | None:
    """The inspection that a row of the register of items belongs to."""
    return ItemResult.objects.visible_to(post).filter(pk=key).values_list("inspection_id", flat=True).first()
