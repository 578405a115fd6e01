"""Absences and who stands in (缺勤代岗): one's own, and for a head those of the office."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fazhi.kernel.organisations import services
from fazhi.kernel.organisations.errors import OrganisationError
from fazhi.kernel.organisations.permissions import COVER
from fazhi.kernel.organisations.queries import absence_seen_by, absences_from, post_named, posts_in
from fazhi.kernel.organisations.terms import AbsenceReason
from fazhi.kernel.procedures.form_reading import read_day
from fazhi.surfaces.web.errors import NotHere
from fazhi.surfaces.web.pages import DeskRequest, page
from fazhi.surfaces.wording import sentence

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from fazhi.kernel.organisations.models import Absence, Post

SHOWN = 100


@dataclass(frozen=True)
class Written:
    """What was written on the form, as it was."""

    post: str = ""
    cover: str = ""
    above: str = ""
    first: str = ""
    last: str = ""
    reason: str = ""

    @classmethod
    def of(cls, request: HttpRequest) -> "Written":
        names = ("post", "cover", "above", "first", "last", "reason")
        return cls(**{name: request.POST.get(name, "").strip() for name in names})


def absences(request: DeskRequest) -> HttpResponse:
    """Those to come and under way, and a form for another."""
    today = timezone.localdate()
    written, faults = Written(first=today.isoformat(), last=today.isoformat()), {}
    if request.method == "POST":
        written = Written.of(request)
        faults = _record(request, written, today)
        if not faults:
            return redirect("absences")
    colleagues = posts_in(request.post.office, request.post, on=today)
    context = {
        "absences": _listed(request, today)[:SHOWN],
        "today": today,
        "colleagues": colleagues if _is_head(request.post) else (request.post,),
        "covers": [
            post for post in colleagues if post.official_id != request.post.official_id or _is_head(request.post)
        ],
        "reasons": [(code, _(label)) for code, label in AbsenceReason.choices],
        "written": written,
        "faults": faults,
        "is_head": _is_head(request.post),
    }
    return page(request, "web/my_work/absences.html", context, section="work", status=400 if faults else 200)


def _is_head(post: "Post") -> bool:
    return post.role in COVER.roles


def _listed(request: DeskRequest, today: date) -> "QuerySet[Absence]":
    """A head sees those of the offices; why others are away is nobody else's business."""
    found = absences_from(today, seen_by=request.post)
    return found if _is_head(request.post) else found.filter(post__official=request.post.official_id)


def _record(request: DeskRequest, written: Written, today: date) -> dict[str, str]:
    """Record what was written; answers what is wrong with it, by field ("" for what concerns no single one)."""
    faults: dict[str, str] = {}
    colleagues = {str(post.pk): post for post in posts_in(request.post.office, request.post, on=today)}
    colleagues[str(request.post.pk)] = request.post
    post, cover = colleagues.get(written.post), colleagues.get(written.cover)
    if post is None:
        faults["post"] = _("请从列出的岗位中选一个。")
    if written.above:
        try:
            cover = post_named(written.above, on=today)
        except OrganisationError as error:
            faults["above"] = sentence(error) or _("没有这个岗位。")
    elif cover is None:
        faults["cover"] = _("请选一个代岗的岗位，或者写上级机构的岗位代码。")
    days = {name: _day(text) for name, text in (("first", written.first), ("last", written.last))}
    for name, day in days.items():
        if day is None:
            faults[name] = _("应为日期，如 2025-02-19、20250219 或者 2025年2月19日。")
    reason = next((each for each in AbsenceReason if each.value == written.reason), None)
    if reason is None:
        faults["reason"] = _("请选一个缺勤事由。")
    first, last = days["first"], days["last"]
    if faults or post is None or cover is None or first is None or last is None or reason is None:
        return faults
    try:
        services.record_absence(post, cover, first, last, reason, by=request.post, at=timezone.now())
    except OrganisationError as error:
        return {"": sentence(error) or str(error)}
    told = {"who": post.official.name, "cover": cover.official.name, "first": first, "last": last}
    messages.success(request, _("已登记：%(first)s 至 %(last)s，%(cover)s 代 %(who)s 的岗。") % told)
    return {}


def _day(text: str) -> date | None:
    try:
        return read_day(text)
    except ValueError:
        return None


@require_POST
def end(request: DeskRequest, number: int) -> HttpResponse:
    """Let an absence end today: its official is back tomorrow."""
    absence = _own(request, number)
    try:
        services.end_absence(absence, last=timezone.localdate(), by=request.post, at=timezone.now())
    except OrganisationError as error:
        messages.warning(request, sentence(error) or str(error))
    else:
        messages.success(request, _("缺勤到今天为止，代岗随之结束。"))
    return redirect("absences")


@require_POST
def withdraw(request: DeskRequest, number: int) -> HttpResponse:
    """Take back an absence that has not begun."""
    absence = _own(request, number)
    try:
        services.withdraw_absence(absence, by=request.post, at=timezone.now())
    except OrganisationError as error:
        messages.warning(request, sentence(error) or str(error))
    else:
        messages.success(request, _("已撤销这次缺勤。"))
    return redirect("absences")


def _own(request: DeskRequest, number: int) -> "Absence":
    """The absence of that number, if the post may touch it: one's own, or for a head one of the offices."""
    try:
        found = absence_seen_by(request.post, number)
    except OrganisationError as error:
        raise NotHere(_("这次缺勤")) from error
    if not _is_head(request.post) and found.post.official_id != request.post.official_id:
        raise NotHere(_("这次缺勤"))
    return found
