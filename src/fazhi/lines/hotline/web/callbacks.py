"""Call-backs (回拨): who waits for one today and since when, and how many each half hour holds."""

from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fazhi.kernel.organisations.errors import NotPermitted
from fazhi.lines.hotline.errors import HotlineError
from fazhi.lines.hotline.models import Consultation
from fazhi.lines.hotline.permissions import PUBLISH
from fazhi.lines.hotline.queries.callbacks import Slot, begun_slot, capacities, free_slots, waiting_call_backs
from fazhi.lines.hotline.queries.drafts import hotline_of
from fazhi.lines.hotline.services.callbacks import declare
from fazhi.lines.hotline.terms import MATTERS
from fazhi.lines.hotline.terms.callbacks import HORIZON_DAYS, slot_text
from fazhi.lines.hotline.web.consultations import day_of
from fazhi.lines.hotline.web.tabs import SECTION, tabs
from fazhi.surfaces.web.pages import DeskRequest, page
from fazhi.surfaces.wording import sentence

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Office, Post

_FIELDS = ("lines", "from_date")


def call_backs(request: DeskRequest) -> HttpResponse:
    """Call-backs overdue and of today, and the free half hours; a head declares the capacity here."""
    if request.method == "POST":
        return _declared(request)
    return _shown(request, {})


def _declared(request: DeskRequest) -> HttpResponse:
    now, office = timezone.now(), hotline_of(request.post)
    typed = {name: request.POST.get(name, "").strip() for name in _FIELDS}
    day = day_of(typed["from_date"])
    if office is None:
        raise PermissionDenied
    if day is None:
        return _shown(request, typed, _("施行日期“%s”不是日期；应当像 2025-03-05。") % typed["from_date"])
    try:
        declare(office=office, lines=typed["lines"], from_date=day, by=request.post, at=now, on=timezone.localdate(now))
    except NotPermitted as error:
        raise PermissionDenied from error
    except HotlineError as error:
        return _shown(request, typed, sentence(error) or "")
    messages.success(request, _("已公布回拨容量，从 %s 起施行。") % day.isoformat())
    return redirect("hotline-call-backs")


def _shown(request: DeskRequest, typed: dict[str, str], fault: str = "") -> HttpResponse:
    now, office = timezone.now(), hotline_of(request.post)
    begun = begun_slot(now)
    waiting = waiting_call_backs(request.post, begun[0])
    rows = [_row(each, begun) for each in waiting]
    context = {
        "overdue": [row for row in rows if row["is_late"]],
        "today": [row for row in rows if not row["is_late"]],
        "free": _by_day(free_slots(office, now, request.post)) if office else [],
        "capacity": typed.get("lines") or (_capacity(office, begun[0], request.post) if office else ""),
        "from_date": typed.get("from_date", ""),
        "may_declare": request.post.role in PUBLISH.roles,
        "fault": fault,
        "tabs": tabs(request.post, "hotline-call-backs"),
    }
    return page(request, "hotline/call_backs.html", context, section=SECTION, status=400 if fault else 200)


def _row(each: Consultation, begun: Slot) -> dict[str, Any]:
    assert each.promised_date is not None  # a constraint of the query
    slot = each.promised_slot
    return {
        "number": each.number,
        "url": reverse("hotline-consultation-act", kwargs={"key": each.pk, "act": "call_back"}),
        "matter": MATTERS[each.matter],
        "day": each.promised_date,
        "time": slot_text(slot) if slot is not None else "—",
        "is_late": (each.promised_date, 48 if slot is None else slot) < begun,
    }


def _by_day(free: list[Slot]) -> list[tuple[date, list[str]]]:
    """The half hours of the first three days that have any."""
    days = [(day, [slot_text(slot) for _day, slot in slots]) for day, slots in groupby(free, key=lambda each: each[0])]
    return days[:3]


def _capacity(office: "Office", today: date, post: "Post") -> str:
    """What is in force on the next day worked, as `declare` reads it."""
    found = capacities(office, today, today + timedelta(days=HORIZON_DAYS), post)
    if not found:
        return ""
    day = next(iter(found))[0]
    slots = [(slot, held) for (each, slot), held in found.items() if each == day]
    spans: list[list[int]] = []
    for slot, held in slots:
        if spans and spans[-1][1] == slot and spans[-1][2] == held:
            spans[-1][1] = slot + 1
        else:
            spans.append([slot, slot + 1, held])
    return "\n".join(f"{slot_text(start)}-{slot_text(end)} {held}" for start, end, held in spans)
