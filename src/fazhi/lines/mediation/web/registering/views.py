"""Registering: the line read into the form, the form saved, the cursor back for the next."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fazhi.kernel.organisations.queries import offices_of_kinds_seen_by
from fazhi.kernel.organisations.terms import COMMITTEES
from fazhi.kernel.parties.queries import masked_of
from fazhi.kernel.parties.terms import Draft
from fazhi.kernel.procedures import form_reading
from fazhi.kernel.procedures.errors import FieldFault, FormRefused
from fazhi.kernel.procedures.form_reading import read_day
from fazhi.lines.mediation.forms.registering import registration_form
from fazhi.lines.mediation.models import PeoplesMatter
from fazhi.lines.mediation.rules.shorthand import document_of, understand
from fazhi.lines.mediation.terms import Category, State, Way
from fazhi.lines.mediation.web.registering import remembered, typed
from fazhi.lines.mediation.web.registering.latest import names_of, registered_today, same_party
from fazhi.lines.mediation.web.registering.screen import CODES, Screen, places, screen
from fazhi.lines.mediation.web.tabs import SECTION, tabs
from fazhi.surfaces.web.matters.errors import SentTwice
from fazhi.surfaces.web.matters.looking_up import looked_up, sides_of, with_known
from fazhi.surfaces.web.matters.once import new_token, once
from fazhi.surfaces.web.matters.refusals import refusal_of
from fazhi.surfaces.web.matters.sent import Sent
from fazhi.surfaces.web.pages import DeskRequest, page

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Office

LONGEST_LINE = 500


def register(request: DeskRequest) -> HttpResponse:
    """The screen; sent, the line is read into it, a party's room is added, or the dispute is registered."""
    at = timezone.now()
    offices = offices_of_kinds_seen_by(request.post, COMMITTEES)
    offered = remembered.offered(request, offices, timezone.localdate(at))
    if request.method != "POST":
        return _show(request, screen(offered, offices=offices, token=new_token(), is_new=True), offices, at=at)
    sent = Sent.of(request)
    if sent.own("do") == "read":
        return _read(request, sent, offered, offices, at=at)
    if sent.own("do") == "room" or sent.own("look"):
        return _again(request, sent, offices, at=at)
    return _save(request, sent, offices, at=at)


def same(request: DeskRequest) -> HttpResponse:
    """Which matters may have the party that is being typed; a part of the screen, asked for as its fields change."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    draft = _draft(Sent.of(request))
    found = same_party(draft, request.post, timezone.localdate()) if draft else None
    return render(request, "mediation/registering/same.html", {"same": found})


def _draft(sent: Sent) -> Draft | None:
    """The party whose fields were sent alone, as a draft; None without a name."""
    told = {name.partition("_")[2]: text.strip() for name, text in sent.texts.items() if name.startswith("party")}
    if not told.get("name"):
        return None
    number = told.get("document_number", "")
    kind = told.get("document_type") or document_of(number, timezone.localdate())
    return Draft(told["name"], kind if number else "", number if kind else "", told.get("phone", ""))


def _read(
    request: DeskRequest, sent: Sent, offered: typed.Typed, offices: "Sequence[Office]", *, at: datetime
) -> HttpResponse:
    line = sent.texts.get("line", "")[:LONGEST_LINE]
    said = understand(line, timezone.localdate(at))
    filled = {**offered, **typed.of_line(said)}
    shown = screen(filled, offices=offices, token=new_token(), line=line, said=said)
    return _show(request, shown, offices, at=at)


def _again(request: DeskRequest, sent: Sent, offices: "Sequence[Office]", *, at: datetime) -> HttpResponse:
    """The form as it was sent, with room for one more party, or with who may be meant by a name."""
    told = dict(sent.texts)
    told["_places"] = str(places(told) + (sent.own("do") == "room"))
    found = looked_up(request, registration_form(places(told), is_settled=False), sent, at=at)
    return _show(request, screen(told, offices=offices, token=sent.own("token"), found=found), offices, at=at)


def _save(request: DeskRequest, sent: Sent, offices: "Sequence[Office]", *, at: datetime) -> HttpResponse:
    url, made = reverse("mediation-register"), list[PeoplesMatter]()

    def save() -> str:
        made.append(_registered(request, sent, offices, at=at))
        return url

    form = registration_form(places(sent.texts), is_settled=True)
    try:
        once(sent.own("token"), save, account=request.account, at=at)
    except SentTwice:
        messages.info(request, _("这件纠纷已经登记过了，没有重复登记。"))
        return redirect(url)
    except Exception as error:
        refusal = refusal_of(error, {"office", "on", "late_reason", *(field.name for field in form.fields)})
        if refusal is None:
            raise
        shown = screen(sent.texts, offices=offices, token=sent.own("token") or new_token(), refusal=refusal)
        return _show(request, shown, offices, at=at, status=refusal.status)
    remembered.keep(request, _chosen(sent.texts, at), timezone.localdate(at))
    messages.success(request, _told(request, made[0], at))
    return redirect(url)


def _registered(request: DeskRequest, sent: Sent, offices: "Sequence[Office]", *, at: datetime) -> PeoplesMatter:
    """The dispute, registered with the answers sent. Raises FormRefused with every fault, and what the service raises."""
    told = typed.answers(sent.texts, timezone.localdate(at))
    form = registration_form(places(sent.texts), is_settled=told.get("way") == Way.SETTLED)
    written = {field.name: told.get(field.name, "") for field in form.fields}
    faults: list[FieldFault] = []
    values: dict[str, object] = {}
    try:
        known = with_known(written, sent, sides_of(form), by=request.post, at=at)
        values = form_reading.read(form, known, act=_("登记纠纷"))
    except FormRefused as refused:
        faults += refused.faults
    office = next((office for office in offices if office.code == told.get("office")), None)
    if office is None:
        faults.append(
            FieldFault("office", _("调解组织"), told.get("office", ""), _("本岗位范围内的一个人民调解委员会"))
        )
    try:
        on = read_day(told.get("on", ""))
    except ValueError:
        faults.append(FieldFault("on", _("日期"), told.get("on", ""), _("日期，如 t、-1、3-5、20250219")))
    if faults or office is None:
        raise FormRefused(_("登记纠纷"), faults)
    matter = form.do(
        office=office, by=request.post, at=at, on=on, late_reason=told.get("late_reason", "").strip(), **values
    )
    assert isinstance(matter, PeoplesMatter)
    return matter


def _chosen(texts: Mapping[str, str], at: datetime) -> typed.Typed:
    """The choices as codes, however they were typed."""
    return typed.answers(texts, timezone.localdate(at)) | {"mediators": texts.get("mediators", "")}


def _told(request: DeskRequest, matter: PeoplesMatter, at: datetime) -> str:
    parties = masked_of([matter.pk], request.post, on=timezone.localdate(at)).get(matter.pk, ())
    return _("已登记 %(number)s：%(category)s，%(parties)s，%(state)s。") % {
        "number": matter.number,
        "category": _(Category.labels()[matter.category]),
        "parties": names_of(parties),
        "state": _(State.labels()[matter.state]),
    }


def _show(
    request: DeskRequest, shown: Screen, offices: "Sequence[Office]", *, at: datetime, status: int = 200
) -> HttpResponse:
    context = {
        "screen": shown,
        "sheet": shown,
        "offices": offices,
        "codes": CODES,
        "today": registered_today(request.post, timezone.localdate(at)),
        "tabs": tabs(request.post, "mediation-register"),
    }
    return page(request, "mediation/registering/register.html", context, section=SECTION, status=status)
