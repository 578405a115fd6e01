"""The screen during a call: a consultation taken down by keyboard alone."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from fazhi.kernel.organisations.queries import offices_seen_by
from fazhi.kernel.procedures.errors import FieldFault, FormRefused
from fazhi.lines.hotline.permissions import ANSWER
from fazhi.lines.hotline.queries.callbacks import Slot, free_slots, told
from fazhi.lines.hotline.queries.consultations import taken_down_on
from fazhi.lines.hotline.queries.drafts import hotline_of
from fazhi.lines.hotline.rules.topics import matters_meant
from fazhi.lines.hotline.services.taking_down import Heard, take_down
from fazhi.lines.hotline.terms import MATTERS, Destination
from fazhi.lines.hotline.terms.callbacks import OFFERED, slot_text
from fazhi.lines.hotline.web.consultations import day_of, row_of
from fazhi.lines.hotline.web.tabs import SECTION, tabs
from fazhi.surfaces.web.citations import cited
from fazhi.surfaces.web.matters.once import new_token
from fazhi.surfaces.web.matters.refusals import Refusal
from fazhi.surfaces.web.matters.sent import Sent
from fazhi.surfaces.web.matters.submitting import submit
from fazhi.surfaces.web.pages import DeskRequest, page

_FIELDS = (
    "call_number", "matter", "need", "done", "told", "promised", "destination", "to", "contact", "phone",
)  # fmt: skip
_DONE = {"answer": gettext_noop("当场答复"), "promise": gettext_noop("约定回拨"), "refer": gettext_noop("转办")}
_MOST_OFFICES = 500


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
    promised = _moment(typed["promised"]) if done == "promise" else None
    if done == "promise":
        need("promised", _("约定回拨时间"), _("像 2025-03-05 09:30 的日期和时间"), promised is not None)
    else:
        need("told", _("答复意见或者转办理由"), _("怎样答复的；转办的写为什么"), bool(typed["told"]))
    if done == "refer":
        need("destination", _("转办去向"), _("列表里的一个去向"), typed["destination"] in Destination.labels())
    if faults:
        raise FormRefused(_("登记咨询"), faults)
    onwards = {name: typed[name] for name in ("destination", "to", "contact", "phone")} if done == "refer" else {}
    return Heard(typed["call_number"], found[0], typed["need"], typed["told"], promised, **onwards)


def _moment(text: str) -> tuple[date, str] | None:
    """Day and time of `2025-03-05 09:30`; None of anything else."""
    first, _space, time = text.partition(" ")
    found = day_of(first)
    return (found, time.strip()) if found and time.strip() else None


def _screen(request: DeskRequest, typed: dict[str, str], refusal: Refusal | None = None) -> HttpResponse:
    faults, office = refusal.faults if refusal else {}, hotline_of(request.post)
    free = free_slots(office, timezone.now(), request.post)[:OFFERED] if office else []
    context = {
        "typed": {"done": "answer", **typed},
        "faults": faults,
        "sentences": refusal.sentences if refusal else (),
        "first": next((name for name in _FIELDS if name in faults), "call_number"),
        "matters": MATTERS.values(),
        "done": [(code, _(title)) for code, title in _DONE.items()],
        "destinations": Destination.labels().items(),
        "free": [told(each) for each in free],
        "free_text": "；".join(_of_day(day, slots) for day, slots in groupby(free, key=lambda each: each[0])),
        "offices": [
            f"{each.code} {each.name}" for each in offices_seen_by(request.post, _MOST_OFFICES) if each != office
        ],
        "token": new_token(),
        "today": [row_of(each) for each in taken_down_on(request.post, timezone.localdate())],
        "basis": cited([ANSWER.basis])[0],
        "tabs": tabs(request.post, "hotline-taking-down"),
    }
    status = refusal.status if refusal else 200
    return page(request, "hotline/taking_down.html", context, section=SECTION, status=status)


def _of_day(day: date, slots: Iterator[Slot]) -> str:
    """2025-03-05 09:00、09:30"""
    return f"{day.isoformat()} {'、'.join(slot_text(slot) for _day, slot in slots)}"
