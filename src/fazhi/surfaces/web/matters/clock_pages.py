"""
A time limit: explained day by day, on a page of its own or inside a popover; and what may be done to it: suspended,
resumed, extended.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from fazhi.kernel.law.periods import period_row
from fazhi.kernel.procedures import queries, services
from fazhi.kernel.procedures.form_reading import read
from fazhi.kernel.procedures.forms import ActForm, Field, FieldType
from fazhi.kernel.procedures.permissions import EXTEND, SUSPEND
from fazhi.surfaces.web.errors import NotHere
from fazhi.surfaces.web.matters.clocks import explained, shown_clocks
from fazhi.surfaces.web.matters.face import matter_url
from fazhi.surfaces.web.matters.refusals import Refusal
from fazhi.surfaces.web.matters.seeing import matter_of
from fazhi.surfaces.web.matters.sent import Sent
from fazhi.surfaces.web.matters.sheets import ActSheet, asked, names_of, sheet_of
from fazhi.surfaces.web.matters.submitting import submit
from fazhi.surfaces.web.pages import DeskRequest, page

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post
    from fazhi.kernel.procedures.models import Clock

_TITLES = {
    "suspend": gettext_noop("中止期限"),
    "resume": gettext_noop("恢复期限"),
    "extend": gettext_noop("批准延长期限"),
}


def clock(request: DeskRequest, number: int) -> HttpResponse:
    """One clock of a matter within the post's offices."""
    found = queries.clock_numbered(number, request.post)
    if found is None:
        raise NotHere(_("这个期限"))
    matter, face = matter_of(found.procedure, found.matter_id, request.post)
    now = timezone.now()
    forms = _forms(found, request.post)

    def show(sent: Sent, act: str = "", refusal: Refusal | None = None) -> HttpResponse:
        today = timezone.localdate(now)
        (shown,) = shown_clocks((_standing(found),), today)
        context = {
            "clock": shown,
            "explained": explained(found, today),
            "today": today,
            "matter": matter,
            "back": matter_url(found.procedure, found.matter_id),
            "may_change": bool(forms),
        }
        if request.htmx and request.method != "POST":
            answer = render(request, "web/clock.html", context)
        else:
            nothing = Sent({}, {})
            context["sheets"] = [
                _sheet(form, shown.url, sent if act == form.act else nothing, refusal if act == form.act else None, now)
                for form in forms
            ]
            is_shown = any(form.act == act for form in forms)
            context["sentences"] = refusal.sentences if refusal and not is_shown else ()
            status = refusal.status if refusal else 200
            answer = page(request, "web/matters/clock.html", context, section=face.section, status=status)
        patch_vary_headers(answer, ["HX-Request"])
        return answer

    if request.method != "POST":
        return show(Sent({}, {}))
    sent = Sent.of(request)
    form = next((each for each in _all_forms(found) if each.act == sent.own("do")), None)
    if form is None:
        return show(sent)

    def change() -> str:
        _change(found, form, sent, by=request.post, at=now)
        return reverse("clock", kwargs={"number": number})

    return submit(
        request, sent, change, title=_(_TITLES[form.act]), fields=names_of(form), at=now,
        again=lambda refusal: show(sent, form.act, refusal),
    )  # fmt: skip


def _standing(clock: "Clock") -> queries.StandingClock:
    pause = services.standing_pause(clock)
    return queries.StandingClock(clock, pause.first_date if pause else None)


def _change(clock: "Clock", form: ActForm, sent: Sent, *, by: "Post", at: datetime) -> None:
    values = read(form, sent.answers(), act=_TITLES[form.act])
    on = sent.occurred(moment=False, act=_TITLES[form.act])
    day = timezone.localdate(on) if isinstance(on, datetime) else on
    reason = str(values.get("reason", ""))
    if form.act == "suspend":
        services.suspend(clock, by=by, at=at, reason=reason, on=day)
    elif form.act == "resume":
        services.resume(clock, by=by, at=at, on=day)
    else:
        units = values.get("units")
        services.extend(clock, by=by, at=at, reason=reason, on=day, units=units if isinstance(units, int) else None)


def _forms(clock: "Clock", post: "Post") -> list[ActForm]:
    """What this post may do to the clock as it stands."""
    if clock.stopped_at is not None:
        return []
    halts, row = queries.halts_of([clock])[clock.pk], period_row(clock.period)
    found = []
    if post.role in SUSPEND.roles and halts.standing:
        found.append("resume")
    elif post.role in SUSPEND.roles and row.suspended is not None:
        found.append("suspend")
    if post.role in EXTEND.roles and row.extension is not None and halts.extension is None:
        found.append("extend")
    return [form for form in _all_forms(clock) if form.act in found]


def _all_forms(clock: "Clock") -> list[ActForm]:
    row = period_row(clock.period)
    reason = Field("reason", _("法定的事由"), required=True, hint=row.suspended or "")
    extension = Field("reason", _("延长的理由"), required=True, hint=row.extension.by if row.extension else "")
    is_free = row.extension is not None and row.extension.length is None
    units = (Field("units", _("延长多少"), FieldType.INTEGER, required=True, low=1, high=1000),) if is_free else ()
    return [asked("suspend", reason), asked("resume"), asked("extend", *units, extension)]


def _sheet(form: ActForm, url: str, sent: Sent, refusal: Refusal | None, at: datetime) -> ActSheet:
    return sheet_of(
        form, title=_(_TITLES[form.act]), url=url, version=0, typed=sent.texts, refusal=refusal,
        hidden={"_do": form.act}, at=at,
    )  # fmt: skip
