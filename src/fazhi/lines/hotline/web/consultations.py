"""Consultations (咨询): taken down during the call on one screen by keyboard alone, listed, and each with its page."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, cast
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from fazhi.kernel.procedures.errors import FieldFault, FormRefused
from fazhi.lines.hotline.models import Consultation
from fazhi.lines.hotline.permissions import ANSWER
from fazhi.lines.hotline.queries.consultations import PAGE, latest_seen_by, taken_down_on
from fazhi.lines.hotline.queries.drafts import hotline_of
from fazhi.lines.hotline.registers import CONSULTATIONS
from fazhi.lines.hotline.rules.topics import matters_meant
from fazhi.lines.hotline.services.taking_down import Heard, take_down
from fazhi.lines.hotline.terms import (
    CONSULTATION,
    MATTERS,
    Channel,
    ConsultationState,
    Destination,
    Satisfaction,
)
from fazhi.lines.hotline.web.recordings import recorded
from fazhi.lines.hotline.web.tabs import SECTION, tabs
from fazhi.surfaces.web.cells import NOTHING
from fazhi.surfaces.web.citations import cited
from fazhi.surfaces.web.matters.face import MatterFace, Milestone, Part
from fazhi.surfaces.web.matters.once import new_token
from fazhi.surfaces.web.matters.refusals import Refusal
from fazhi.surfaces.web.matters.sent import Sent
from fazhi.surfaces.web.matters.submitting import submit
from fazhi.surfaces.web.pages import DeskRequest, page

if TYPE_CHECKING:
    from fazhi.kernel.procedures.models import Matter

_FIELDS = ("call_number", "matter", "need", "done", "told", "promised_date", "destination")
_DONE = {"answer": gettext_noop("当场答复"), "promise": gettext_noop("约定回拨"), "refer": gettext_noop("转办")}


def taking_down(request: DeskRequest) -> HttpResponse:
    """The screen during a call."""
    now = timezone.now()
    if request.method != "POST":
        return _screen(request, {})
    sent = Sent.of(request)
    typed = {name: sent.texts.get(name, "").strip() for name in _FIELDS}

    def act() -> str:
        office = hotline_of(request.post)
        if office is None:
            raise PermissionDenied
        take_down(_heard(typed), office=office, by=request.post, at=now, on=timezone.localdate(now))
        return reverse("hotline-taking-down")

    return submit(
        request, sent, act, title=_("登记咨询"), fields=_FIELDS,
        again=lambda refusal: _screen(request, typed, refusal), at=now,
    )  # fmt: skip


def _heard(typed: dict[str, str]) -> Heard:
    """What was typed; raises FormRefused with every field that is wrong."""
    faults = []

    def need(name: str, title: str, expected: str, fits: bool) -> None:
        if not fits:
            faults.append(FieldFault(name, title, typed[name], expected))

    found, done = matters_meant(typed["matter"]), typed["done"]
    several = _("；合适的有：%s") % "、".join(MATTERS[code] for code in found[:4]) if len(found) > 1 else ""
    need("matter", _("咨询事项"), _("列表里的一个事项，写一两个词也可以") + several, len(found) == 1)
    need("need", _("咨询内容"), _("来电人问什么"), bool(typed["need"]))
    need("done", _("怎样办"), _("当场答复、约定回拨、转办之一"), done in _DONE)
    day = _day(typed["promised_date"]) if done == "promise" else None
    if done == "promise":
        need("promised_date", _("约定回拨日期"), _("像 2025-03-05 的日期"), day is not None)
    else:
        need("told", _("答复意见或者转办理由"), _("怎样答复的；转办的写为什么"), bool(typed["told"]))
    if done == "refer":
        need("destination", _("转办去向"), _("列表里的一个去向"), typed["destination"] in Destination.labels())
    if faults:
        raise FormRefused(_("登记咨询"), faults)
    return Heard(
        typed["call_number"], found[0], typed["need"], typed["told"], day,
        typed["destination"] if done == "refer" else "",
    )  # fmt: skip


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _screen(request: DeskRequest, typed: dict[str, str], refusal: Refusal | None = None) -> HttpResponse:
    faults = refusal.faults if refusal else {}
    context = {
        "typed": {"done": "answer", **typed},
        "faults": faults,
        "sentences": refusal.sentences if refusal else (),
        "first": next((name for name in _FIELDS if name in faults), "call_number"),
        "matters": MATTERS.values(),
        "done": [(code, _(title)) for code, title in _DONE.items()],
        "destinations": Destination.labels().items(),
        "token": new_token(),
        "today": [_row(each) for each in taken_down_on(request.post, timezone.localdate())],
        "basis": cited([ANSWER.basis])[0],
        "tabs": tabs(request.post, "hotline-taking-down"),
    }
    status = refusal.status if refusal else 200
    return page(request, "hotline/taking_down.html", context, section=SECTION, status=status)


def consultation_list(request: DeskRequest) -> HttpResponse:
    """Consultations, a page at a time; those still open unless all are asked for."""
    shows_all = request.GET.get("all") == "1"
    found = latest_seen_by(request.post, is_open=not shows_all, after=_after(request.GET.get("after", "")))
    shown = found[:PAGE]
    here, asked = reverse("hotline-consultations"), {"all": "1"} if shows_all else {}
    following = {**asked, "after": f"{shown[-1].received_date} {shown[-1].number}"} if len(found) > PAGE else None
    context = {
        "rows": [_row(each) for each in shown],
        "shows_all": shows_all,
        "next_url": f"{here}?{urlencode(following)}" if following else "",
        "tabs": tabs(request.post, "hotline-consultations"),
    }
    return page(request, "hotline/consultations.html", context, section=SECTION)


def _after(text: str) -> tuple[date, str] | None:
    day, _space, number = text.partition(" ")
    found = _day(day)
    return (found, number) if found else None


def _row(each: Consultation) -> tuple[str, str, str, str, date]:
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
        yield _("约定回拨日期"), row.promised_date.isoformat()
    if row.destination:
        yield _("转办去向"), Destination(row.destination).label
    if row.satisfaction:
        yield _("评价"), Satisfaction(row.satisfaction).label


def _milestones(matter: "Matter") -> Iterator[Milestone]:
    """What the ledger tells by its dates."""
    row = cast(Consultation, matter)
    if row.ended_date:
        ends = frozenset({"rate", "revisit", "refer"})
        yield Milestone(row.ended_date, gettext_noop("办结"), gettext_noop("台账所载办结日期"), ends)
    if row.answered_date:
        answers = frozenset({"answer", "call_back"})
        yield Milestone(row.answered_date, gettext_noop("答复"), gettext_noop("台账所载答复日期"), answers)
    yield Milestone(row.received_date, gettext_noop("受理咨询"), gettext_noop("台账所载受理日期"), frozenset({"begin"}))


FACE = MatterFace(
    procedures=(CONSULTATION,),
    url_name="hotline-consultation",
    register=CONSULTATIONS.name,
    title=lambda matter: MATTERS[cast(Consultation, matter).matter],
    facts=_facts,
    milestones=_milestones,
    facts_title=gettext_noop("咨询"),
    section=SECTION,
    parts=(Part("hotline/recorded.html", recorded),),
    has_parties=False,
)
