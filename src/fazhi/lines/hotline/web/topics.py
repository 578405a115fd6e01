"""Topics of a week by district (咨询研判): what rose, the records behind it, the paper, and whom it was handed over to."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header, urlencode
from django.utils.translation import gettext as _

from fazhi.kernel.exchange.export import SAMPLE_NOTE
from fazhi.kernel.organisations.errors import NotPermitted
from fazhi.kernel.organisations.queries import offices_seen_by
from fazhi.kernel.papers.sheet_word import sheet_word
from fazhi.kernel.papers.terms import MediaType
from fazhi.kernel.referrals.terms import TransferState
from fazhi.lines.hotline.models import TopicHandover
from fazhi.lines.hotline.papers.topics import TITLE, chance_text, weekly
from fazhi.lines.hotline.permissions import HAND_OVER
from fazhi.lines.hotline.queries.drafts import hotline_of
from fazhi.lines.hotline.queries.topics import (
    Week,
    consultations_of,
    handovers_seen_by,
    latest_week,
    monday_of,
    week_of,
)
from fazhi.lines.hotline.rules.rises import Rise
from fazhi.lines.hotline.services.topics import hand_over
from fazhi.lines.hotline.terms import Topic
from fazhi.lines.hotline.terms.topics import HandoverPurpose
from fazhi.lines.hotline.web.consultations import day_of, row_of
from fazhi.lines.hotline.web.tabs import SECTION, tabs
from fazhi.surfaces.web.errors import NotHere, Way
from fazhi.surfaces.web.matters.once import new_token
from fazhi.surfaces.web.matters.refusals import Refusal
from fazhi.surfaces.web.matters.sent import Sent
from fazhi.surfaces.web.matters.submitting import submit
from fazhi.surfaces.web.pages import DeskRequest, page

_FIELDS = ("purpose", "to", "note")
_MOST_OFFICES, _MOST_CELLS = 500, 20


def week(request: DeskRequest) -> HttpResponse:
    """The week asked for, the latest that is over without one; handed over here."""
    if request.method != "POST":
        return _shown(request, {})
    now, sent, first = timezone.now(), Sent.of(request), _first(request)
    typed = {name: sent.texts.get(name, "").strip() for name in _FIELDS}

    def act() -> str:
        office = hotline_of(request.post)
        if office is None:
            raise PermissionDenied
        try:
            hand_over(office=office, week=first, by=request.post, at=now, on=timezone.localdate(now), **typed)
        except NotPermitted as error:
            raise PermissionDenied from error
        return _url(first)

    return submit(
        request, sent, act, title=_("移交咨询研判"), fields=_FIELDS,
        again=lambda refusal: _shown(request, typed, refusal), at=now,
    )  # fmt: skip


def _url(first: date, name: str = "hotline-topics", **more: str) -> str:
    return f"{reverse(name)}?{urlencode({'week': first.isoformat(), **more})}"


def _first(request: DeskRequest) -> date:
    """Monday of the week of the day asked for. Raises NotHere for what is no day."""
    asked = request.GET.get("week", "").strip()
    if not asked:
        return latest_week(request.post, timezone.localdate())
    day = day_of(asked)
    if day is None:
        raise NotHere(_("“%s”所在的一周") % asked, Way(_("咨询研判"), reverse("hotline-topics")))
    return monday_of(day)


def _shown(request: DeskRequest, typed: dict[str, str], refusal: Refusal | None = None) -> HttpResponse:
    found = week_of(request.post, _first(request))
    others = [each for each in found.rises if not each.is_risen][:_MOST_CELLS]
    context = {
        "week": found,
        "usual": sum(found.before) / len(found.before),
        "risen": [_row(found, each) for each in found.risen],
        "others": [_row(found, each) for each in others],
        "paper_url": _url(found.first, "hotline-topics-paper"),
        "handovers": [_handed(each) for each in handovers_seen_by(request.post)],
        "may_hand_over": request.post.role in HAND_OVER.roles and bool(found.rises),
        "purposes": HandoverPurpose.labels().items(),
        "offices": [f"{each.code} {each.name}" for each in offices_seen_by(request.post, _MOST_OFFICES)],
        "typed": typed,
        "faults": refusal.faults if refusal else {},
        "sentences": refusal.sentences if refusal else (),
        "token": new_token(),
        "tabs": tabs(request.post, "hotline-topics"),
    }
    return page(request, "hotline/topics.html", context, section=SECTION, status=refusal.status if refusal else 200)


def _row(found: Week, each: Rise) -> dict[str, Any]:
    cell = each.cell
    return {
        "district": cell.district or _("未登记区"),
        "topic": Topic(cell.topic).label,
        "now": cell.now,
        "before": cell.before,
        "expected": each.expected,
        "chance": chance_text(each.chance),
        "url": _url(found.first, "hotline-topic-records", topic=cell.topic, district=cell.district),
    }


def _handed(each: TopicHandover) -> dict[str, Any]:
    return {
        "week": each.week_date,
        "purpose": HandoverPurpose(each.purpose).label,
        "receiver": each.receiver.name,
        "rises": len(each.rises),
        "day": each.handed_date,
        "state": TransferState(each.transfer.state).label,
        "url": reverse("transfer", kwargs={"key": each.transfer_id}),
    }


def records(request: DeskRequest) -> HttpResponse:
    """The consultations behind one cell of a week."""
    first, code = _first(request), request.GET.get("topic", "")
    if code not in Topic.labels():
        raise NotHere(_("“%s”类咨询") % code, Way(_("咨询研判"), reverse("hotline-topics")))
    topic, district = Topic(code), request.GET.get("district", "")
    context = {
        "rows": [row_of(each) for each in consultations_of(request.post, first, topic, district)],
        "topic": topic.label,
        "district": district or _("未登记区"),
        "first": first,
        "back": _url(first),
        "tabs": tabs(request.post, "hotline-topics"),
    }
    return page(request, "hotline/topic_records.html", context, section=SECTION)


def paper(request: DeskRequest) -> HttpResponse:
    """The week as a Word file."""
    found = week_of(request.post, _first(request))
    office = hotline_of(request.post)
    made = weekly(
        found, office=office.name if office else "", made=timezone.localdate(),
        notice=SAMPLE_NOTE if request.is_sample else "",
    )  # fmt: skip
    answer = HttpResponse(sheet_word(made), content_type=MediaType.WORD)
    name = f"{TITLE}　{found.label}.docx"
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    answer["Cache-Control"] = "private, no-store"
    return answer
