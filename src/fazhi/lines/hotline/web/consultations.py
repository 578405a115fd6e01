"""Consultations (咨询): listed, and each with its page."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from fazhi.kernel.referrals.terms import TRANSFER_OPEN, TransferReturn, TransferState
from fazhi.kernel.referrals.transfers import transfers_of
from fazhi.lines.hotline.models import Consultation
from fazhi.lines.hotline.permissions import COMPLAIN
from fazhi.lines.hotline.queries.consultations import PAGE, complaints_of, latest_seen_by
from fazhi.lines.hotline.registers import CONSULTATIONS
from fazhi.lines.hotline.terms import (
    CONSULTATION,
    MATTERS,
    Channel,
    ConsultationState,
    Destination,
    Satisfaction,
)
from fazhi.lines.hotline.terms.callbacks import COMPLAINT, slot_text
from fazhi.lines.hotline.web.complaints import complaint_row
from fazhi.lines.hotline.web.recordings import recorded
from fazhi.lines.hotline.web.tabs import SECTION, tabs
from fazhi.surfaces.web.cells import NOTHING
from fazhi.surfaces.web.matters.face import MatterFace, Milestone, Part
from fazhi.surfaces.web.pages import DeskRequest, page

if TYPE_CHECKING:
    from fazhi.kernel.procedures.models import Matter


def consultation_list(request: DeskRequest) -> HttpResponse:
    """Consultations, a page at a time; those still open unless all are asked for."""
    shows_all = request.GET.get("all") == "1"
    found = latest_seen_by(request.post, is_open=not shows_all, after=_after(request.GET.get("after", "")))
    shown = found[:PAGE]
    here, asked = reverse("hotline-consultations"), {"all": "1"} if shows_all else {}
    following = {**asked, "after": f"{shown[-1].received_date} {shown[-1].number}"} if len(found) > PAGE else None
    context = {
        "rows": [row_of(each) for each in shown],
        "shows_all": shows_all,
        "next_url": f"{here}?{urlencode(following)}" if following else "",
        "tabs": tabs(request.post, "hotline-consultations"),
    }
    return page(request, "hotline/consultations.html", context, section=SECTION)


def day_of(text: str) -> date | None:
    """The day `2025-03-05`, None of anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _after(text: str) -> tuple[date, str] | None:
    day, _space, number = text.partition(" ")
    found = day_of(day)
    return (found, number) if found else None


def row_of(each: Consultation) -> tuple[str, str, str, str, date]:
    """Number, page, matter, state, day."""
    url = reverse("hotline-consultation", kwargs={"key": each.pk})
    return each.number, url, MATTERS[each.matter], ConsultationState(each.state).label, each.received_date


def _facts(matter: "Matter") -> Iterator[tuple[str, str]]:
    row = cast(Consultation, matter)
    yield _("咨询事项"), MATTERS[row.matter]
    yield _("咨询渠道"), Channel(row.channel).label
    if row.call_number:
        yield _("呼叫流水号"), row.call_number
    yield _("受理日期"), row.received_date.isoformat()
    yield _("值班团队"), row.firm.name if row.firm else NOTHING
    if row.district:
        yield _("所在区"), row.district
    yield _("咨询内容"), row.need or NOTHING
    yield _("答复意见"), row.answer or NOTHING
    if row.promised_date:
        time = f" {slot_text(row.promised_slot)}" if row.promised_slot is not None else ""
        yield _("约定回拨日期"), f"{row.promised_date.isoformat()}{time}"
    if row.destination:
        yield _("转办去向"), Destination(row.destination).label
    if row.satisfaction:
        yield _("评价"), Satisfaction(row.satisfaction).label


def _milestones(matter: "Matter") -> Iterator[Milestone]:
    """What the ledger tells by its dates."""
    row = cast(Consultation, matter)
    if row.ended_date:
        ends = frozenset({"rate", "revisit", "refer", "conclude"})
        yield Milestone(row.ended_date, gettext_noop("办结"), gettext_noop("台账所载办结日期"), ends)
    if row.answered_date:
        answers = frozenset({"answer", "call_back"})
        yield Milestone(row.answered_date, gettext_noop("答复"), gettext_noop("台账所载答复日期"), answers)
    yield Milestone(row.received_date, gettext_noop("受理咨询"), gettext_noop("台账所载受理日期"), frozenset({"begin"}))


def _passed_on(matter: "Matter", request: DeskRequest) -> dict[str, Any] | None:
    """What became of it at the offices that it was passed on to."""
    found = [
        {
            "number": each.number,
            "url": reverse("transfer", kwargs={"key": each.pk}),
            "purpose": _(each.purpose),
            "office": each.office.name,
            "sent": each.sent_date,
            "state": TransferState(each.state).label,
            "is_open": each.state in TRANSFER_OPEN,
            "told": each.answer or (TransferReturn(each.return_reason).label if each.return_reason else ""),
        }
        for each in transfers_of(matter.pk, request.post)
    ]
    return {"passed_on": found} if found else None


def _complaints(matter: "Matter", request: DeskRequest) -> dict[str, Any]:
    """Complaints about it, and the way to register one."""
    asked = urlencode({"_office": matter.office.code, "consultation": matter.number})
    return {
        "complaints": [complaint_row(each) for each in complaints_of(matter.pk, request.post)],
        "complain_url": f"{reverse('begin', args=(COMPLAINT,))}?{asked}" if request.post.role in COMPLAIN.roles else "",
    }


FACE = MatterFace(
    procedures=(CONSULTATION,),
    url_name="hotline-consultation",
    register=CONSULTATIONS.name,
    title=lambda matter: MATTERS[cast(Consultation, matter).matter],
    facts=_facts,
    milestones=_milestones,
    parts=(
        Part("hotline/passed_on.html", _passed_on),
        Part("hotline/complaints_of.html", _complaints),
        Part("hotline/recorded.html", recorded),
    ),
    facts_title=gettext_noop("咨询"),
    section=SECTION,
    has_parties=False,
)
