"""Complaints about consultations (热线投诉): listed, and each with its page."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from fazhi.lines.hotline.models import Complaint
from fazhi.lines.hotline.permissions import COMPLAIN
from fazhi.lines.hotline.queries.consultations import PAGE, complaints_seen_by
from fazhi.lines.hotline.registers import COMPLAINTS
from fazhi.lines.hotline.terms.callbacks import COMPLAINT, ComplaintFinding, ComplaintState, ComplaintSubject
from fazhi.lines.hotline.web.tabs import SECTION, tabs
from fazhi.surfaces.web.cells import NOTHING
from fazhi.surfaces.web.errors import NotHere, Way
from fazhi.surfaces.web.matters.face import MatterFace
from fazhi.surfaces.web.pages import DeskRequest, page

if TYPE_CHECKING:
    from fazhi.kernel.procedures.models import Matter


def complaint_list(request: DeskRequest) -> HttpResponse:
    """Complaints, a page at a time; those not closed unless all are asked for."""
    shows_all = request.GET.get("all") == "1"
    found = complaints_seen_by(request.post, is_open=not shows_all, after=_after(request.GET.get("after", "")))
    shown = found[:PAGE]
    asked = "all=1&" if shows_all else ""
    context = {
        "complaints": [complaint_row(each) for each in shown],
        "shows_all": shows_all,
        "next_url": f"?{asked}after={shown[-1].pk}" if len(found) > PAGE else "",
        "begin_url": reverse("begin", args=(COMPLAINT,)) if request.post.role in COMPLAIN.roles else "",
        "tabs": tabs(request.post, "hotline-complaints"),
    }
    return page(request, "hotline/complaints.html", context, section=SECTION)


def _after(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError as error:
        raise NotHere(_("从“%s”开始的一页") % text, Way(_("热线投诉"), reverse("hotline-complaints"))) from error


def complaint_row(each: Complaint) -> dict[str, Any]:
    """A complaint as lists show it."""
    return {
        "number": each.number,
        "url": reverse("hotline-complaint", kwargs={"key": each.pk}),
        "consultation": each.consultation.number,
        "subject": ComplaintSubject(each.subject).label,
        "state": ComplaintState(each.state).label,
        "is_open": each.state != ComplaintState.CLOSED,
        "received": each.received_date,
        "finding": ComplaintFinding(each.finding).label if each.finding else NOTHING,
    }


def _facts(matter: "Matter") -> Iterator[tuple[str, str]]:
    row = cast(Complaint, matter)
    yield _("咨询编号"), row.consultation.number
    yield _("投诉事项"), ComplaintSubject(row.subject).label
    yield _("投诉内容"), row.text
    yield _("登记日期"), row.received_date.isoformat()
    yield _("承办人"), row.handler or NOTHING
    if row.answered_date:
        kept = {None: "", 0: _("，逾期"), 1: _("，按期")}[row.is_on_time]
        yield _("答复日期"), f"{row.answered_date.isoformat()}{kept}"
        yield _("认定结果"), ComplaintFinding(row.finding).label
        yield _("答复意见"), row.answer


FACE = MatterFace(
    procedures=(COMPLAINT,),
    url_name="hotline-complaint",
    register=COMPLAINTS.name,
    title=lambda matter: ComplaintSubject(cast(Complaint, matter).subject).label,
    facts=_facts,
    facts_title=gettext_noop("投诉情况"),
    section=SECTION,
    has_parties=False,
)
