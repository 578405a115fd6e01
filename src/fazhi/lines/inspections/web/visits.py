"""The inspections (检查), one shelf at a time: to be made, approved, published, rectified; by when each is due."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fazhi.kernel.procedures import registry
from fazhi.kernel.procedures.queries import days_left_of
from fazhi.lines.inspections.models import Inspection
from fazhi.lines.inspections.queries.desk import Place, Shelf, inspections_seen_by, shelf_counts
from fazhi.lines.inspections.terms import InspectionState, InstitutionKind
from fazhi.lines.inspections.web.days import day_text, left_of
from fazhi.lines.inspections.web.tabs import SECTION, tabs
from fazhi.surfaces.web.cells import NOTHING
from fazhi.surfaces.web.errors import NotHere, Way
from fazhi.surfaces.web.pages import DeskRequest, page

PAGE = 50
_TITLES = {
    Shelf.ASSIGNED: gettext_lazy("待检查"),
    Shelf.INSPECTED: gettext_lazy("待审定"),
    Shelf.PUBLISH: gettext_lazy("待公示"),
    Shelf.ORDERED: gettext_lazy("整改中"),
    Shelf.FOLLOWED: gettext_lazy("后续处理"),
    Shelf.CLOSED: gettext_lazy("已办结"),
    Shelf.VOID: gettext_lazy("已作废"),
}


@dataclass(frozen=True)
class ShownShelf:
    """`count` is None for shelves of what is over."""

    title: str
    url: str
    count: int | None
    is_current: bool


@dataclass(frozen=True)
class Row:
    """
    An inspection in a list.

    told    what came of it so far
    record_url  where the visit is recorded, while it is to be made
    """

    number: str
    url: str
    institution: str
    kind: str
    task: str
    state: str
    is_open: bool
    told: str
    due: str
    left: str
    is_late: bool
    record_url: str


def inspection_list(request: DeskRequest) -> HttpResponse:
    """One shelf, a page at a time; of one task or kind of institutions where that was asked."""
    asked = {name: request.GET.get(name, "").strip()[:64] for name in ("task", "kind")}
    if asked["kind"] not in InstitutionKind.labels():
        asked["kind"] = ""
    counts = shelf_counts(request.post, **asked)
    shelf = _shelf(request.GET.get("shelf", ""), counts)
    after = _after(request.GET.get("after", ""))
    found = inspections_seen_by(request.post, shelf, **asked, after=after, limit=PAGE + 1)
    shown, more = found[:PAGE], len(found) > PAGE
    today = timezone.localdate()
    context = {
        "shelves": [
            ShownShelf(str(_TITLES[each]), _url(each, asked), counts.get(each), each is shelf) for each in Shelf
        ],
        "shelf": shelf.value,
        "rows": shown_rows(request, shown, today),
        "kinds": [(each.value, _(each.label)) for each in InstitutionKind],
        **asked,
        "first_url": _url(shelf, asked) if after else "",
        "next_url": _url(shelf, asked, str(Place(shown[-1].number, shown[-1].pk))) if more else "",
        "tabs": tabs(request.post, "inspections-inspections"),
    }
    return page(request, "inspections/inspections.html", context, section=SECTION)


def shown_rows(request: DeskRequest, inspections: list[Inspection], today: date) -> list[Row]:
    """Inspections as a list has them; their institutions were read along."""
    ended = {InspectionState.CLOSED, InspectionState.VOID}
    is_open = [each.pk for each in inspections if each.state not in ended]
    due = days_left_of(is_open, request.post) if is_open else {}
    return rows_of(inspections, due, today)


def rows_of(inspections: Sequence[Inspection], due: Mapping[UUID, date], today: date) -> list[Row]:
    """The same, where it is known when each is due, or nobody asks."""
    return [_row(each, due.get(each.pk), today) for each in inspections]


def _shelf(text: str, counts: Mapping[Shelf, int]) -> Shelf:
    """The shelf asked for; without one the first that is not empty."""
    if not text:
        return next((shelf for shelf in Shelf if counts.get(shelf)), Shelf.ASSIGNED)
    found = next((shelf for shelf in Shelf if shelf.value == text), None)
    if found is None:
        raise NotHere(_("“%s”的检查") % text[:40], Way(_("检查"), reverse("inspections-inspections")))
    return found


def _after(text: str) -> Place | None:
    try:
        return Place.read(text) if text else None
    except ValueError as error:
        raise NotHere(_("从“%s”开始的一页") % text[:40], Way(_("检查"), reverse("inspections-inspections"))) from error


def _url(shelf: Shelf, asked: Mapping[str, str], after: str = "") -> str:
    query = {"shelf": shelf.value, **asked, "after": after}
    return f"{reverse('inspections-inspections')}?{urlencode({name: text for name, text in query.items() if text})}"


def _row(inspection: Inspection, due: date | None, today: date) -> Row:
    left, is_late = left_of(due, today)
    procedure = registry.procedure_of(inspection)
    key = {"key": inspection.pk}
    return Row(
        number=inspection.number,
        url=reverse("inspections-inspection", kwargs=key),
        institution=inspection.institution.name,
        kind=_(InstitutionKind(inspection.kind).label),
        task=inspection.task.number if inspection.task else _(inspection.get_cause_display()),
        state=procedure.states[inspection.state],
        is_open=inspection.state not in procedure.ends,
        told=told(inspection),
        due=day_text(due),
        left=left,
        is_late=is_late,
        record_url=reverse("inspections-record", kwargs=key) if inspection.state == InspectionState.ASSIGNED else "",
    )


def told(inspection: Inspection) -> str:
    """What came of an inspection so far, by its days."""
    days = (
        (_("通知"), inspection.notified_date if inspection.inspected_date is None else None),
        (_("检查"), inspection.inspected_date),
        (_("责令整改"), inspection.ordered_date),
        (_("整改期限"), inspection.rectify_by_date if inspection.state == InspectionState.ORDERED else None),
        (_("复查"), inspection.reinspected_date),
        (_("公示"), inspection.published_date),
        (_("作废"), inspection.void_date),
    )
    return _("，").join(f"{title} {day.isoformat()}" for title, day in days if day) or NOTHING
