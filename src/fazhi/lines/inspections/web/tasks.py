"""The tasks (抽查任务): where each stands, how many of its inspections are made, what its draw was."""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from fazhi.kernel.procedures import registry
from fazhi.lines.inspections.permissions import APPROVE, PREPARE
from fazhi.lines.inspections.queries.desk import Progress, tasks_seen_by
from fazhi.lines.inspections.terms import INSPECTION, TASK
from fazhi.lines.inspections.web.days import day_text
from fazhi.lines.inspections.web.tabs import SECTION, tabs
from fazhi.surfaces.web.cells import NOTHING
from fazhi.surfaces.web.errors import NotHere, Way
from fazhi.surfaces.web.pages import DeskRequest, page

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post

PAGE = 50
SHORT = 12
"""Hex digits by which a list calls a digest."""


@dataclass(frozen=True)
class Row:
    number: str
    url: str
    title: str
    office: str
    state: str
    is_open: bool
    numbers: str
    planned: str
    drawn: str
    digest: str
    annulled: int
    done: str


def task_list(request: DeskRequest) -> HttpResponse:
    """Tasks of the post's offices, a page at a time."""
    found = tasks_seen_by(request.post, after=_key(request.GET.get("after", "")), limit=PAGE + 1)
    shown, more = found[:PAGE], len(found) > PAGE
    here = reverse("inspections-tasks")
    context = {
        "rows": [_row(each) for each in shown],
        "with_office": any(each.task.office_id != request.post.office.pk for each in shown),
        "first_url": here if request.GET.get("after") else "",
        "next_url": f"{here}?after={shown[-1].task.pk}" if more else "",
        "begin_urls": _begin_urls(request.post),
        "tabs": tabs(request.post, "inspections-tasks"),
    }
    return page(request, "inspections/tasks.html", context, section=SECTION)


def _begin_urls(post: "Post") -> tuple[tuple[str, str], ...]:
    """What the post may open: a task, an inspection for a cause."""
    openings = ((TASK, PREPARE), (INSPECTION, APPROVE))
    return tuple(
        (opening.title, reverse("begin", kwargs={"procedure": name}))
        for name, permission in openings
        if post.role in permission.roles and (opening := registry.procedure_named(name).opening)
    )


def _key(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError as error:
        raise NotHere(_("从“%s”开始的一页") % text[:40], Way(_("抽查任务"), reverse("inspections-tasks"))) from error


def _row(each: Progress) -> Row:
    task, draw = each.task, each.draw
    procedure = registry.procedure_of(task)
    stands = draw is not None and draw.annulled_date is None
    return Row(
        number=task.number,
        url=reverse("inspections-task", kwargs={"key": task.pk}),
        title=task.title,
        office=task.office.name,
        state=procedure.states[task.state],
        is_open=task.state not in procedure.ends,
        numbers=_("、").join(f"{_(kind)} {count}" for kind, count in task.numbers.items()) or NOTHING,
        planned=day_text(task.planned_date),
        drawn=day_text(task.drawn_date),
        digest=draw.digest[:SHORT] if draw and stands else "",
        annulled=each.attempts - int(stands),
        done=f"{each.made} / {each.drawn}" if each.drawn else NOTHING,
    )
