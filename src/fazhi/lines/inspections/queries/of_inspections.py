"""What the pages of a task and of an inspection tell beside its own record; each within the post's offices."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import F, QuerySet, Value

from fazhi.lines.inspections.models import (
    Assignment,
    Inspection,
    Item,
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


@dataclass(frozen=True)
class Told:
    """
    A row of what an inspection's page tells beside its record.

    of     "item", "team", "result", "objection"
    code, title, text, more  of a member certificate, name, why replaced; of a result the item's code and title, its own
           code, the note; of an objection the decision, what it says, the answer
    day    of a member the last one of the credential, of a result when it was withdrawn, of an objection when it came
    until  of an objection when it was decided on
    flag   of a member whether it was there
    """

    of: str
    code: str
    title: str
    text: str
    more: str
    day: date | None
    until: date | None
    flag: int


def told_of(inspection: Inspection, post: "Post") -> tuple[Told, ...]:
    """Items, team, results and objections of an inspection, in one query: its page has no room for four."""
    of_it = {"inspection": inspection}
    item, inspector = ("item__code", "item__title"), "inspector__"
    arms = (
        _arm("item", Item.objects.visible_to(post).filter(code__in=inspection.items),
             "code", "title", "basis", "manner", "listed_date", "ended_date", None),
        _arm("team", Assignment.objects.visible_to(post).filter(**of_it),
             f"{inspector}certificate", f"{inspector}official__name", "replaced", f"{inspector}official__code",
             f"{inspector}valid_to_date", f"{inspector}valid_from_date", "is_present"),
        _arm("result", ItemResult.objects.visible_to(post).filter(**of_it),
             *item, "code", "note", "withdrawn_date", "inspected_date", None),
        _arm("objection", Objection.objects.visible_to(post).filter(**of_it),
             "result", "text", "answer", "result", "received_date", "decided_date", None),
    )  # fmt: skip
    found = arms[0].union(*arms[1:], all=True)
    return tuple(sorted((Told(*row) for row in found), key=lambda row: (row.of, row.code, row.text)))


_SHARED = ("code_", "title_", "text_", "more_", "day_", "until_", "flag_")
"""Names of the union's columns; what one arm has no use for holds something of the same type."""


def _arm(of: str, rows: "QuerySet[Any]", *columns: str | None) -> "QuerySet[Any, Any]":
    asked = {name: F(column) if column else Value(0) for name, column in zip(_SHARED, columns, strict=True)}
    return rows.order_by().annotate(of_=Value(of), **asked).values_list("of_", *_SHARED)


def visits_to(inspection: Inspection, post: "Post") -> list[Visit]:
    """Who went there and what came of it, in order."""
    return list(Visit.objects.visible_to(post).filter(inspection=inspection).order_by("visited_date", "pk"))


def inspection_of_result(key: UUID, post: "Post") -> UUID | None:
    """The inspection that a row of the register of items belongs to."""
    return ItemResult.objects.visible_to(post).filter(pk=key).values_list("inspection_id", flat=True).first()
