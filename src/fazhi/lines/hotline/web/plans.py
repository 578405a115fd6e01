"""The plans of seats (值守方案): versions, drafts, and asking for one."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fazhi.kernel.organisations.errors import NotPermitted
from fazhi.lines.hotline.errors import HotlineError
from fazhi.lines.hotline.models import Draft, Plan
from fazhi.lines.hotline.permissions import DRAFT
from fazhi.lines.hotline.queries.drafts import (
    drafts_seen_by,
    hotline_of,
    plan_seen_by,
    plans_seen_by,
    shifts_seen_by,
)
from fazhi.lines.hotline.queries.records import month_after, records_span
from fazhi.lines.hotline.services import plans as acts
from fazhi.lines.hotline.terms.planning import DRAFT_JOB, MOST_SEGMENTS, Wish, clock, is_equipped, seat_hours
from fazhi.lines.hotline.web.tabs import SECTION, tabs
from fazhi.surfaces.jobs import services as background
from fazhi.surfaces.web.citations import cited
from fazhi.surfaces.web.errors import NotHere, Way
from fazhi.surfaces.web.pages import DeskRequest, page
from fazhi.surfaces.wording import sentence

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post

_USUAL_TARGET, _USUAL_SEGMENTS = "90", "15"


@dataclass(frozen=True)
class ShownPlan:
    plan: Plan
    state: str
    style: str


def plan_list(request: DeskRequest) -> HttpResponse:
    """Plans and drafts; a draft is asked for here."""
    if request.method == "POST":
        return _asked(request)
    return _list(request, {})


def _list(request: DeskRequest, typed: dict[str, str], fault: str = "") -> HttpResponse:
    today, span = timezone.localdate(), records_span(request.post)
    context = {
        "plans": [_shown(each, today) for each in plans_seen_by(request.post)],
        "drafts": drafts_seen_by(request.post),
        "span": span,
        "may_draft": request.post.role in DRAFT.roles,
        "is_equipped": is_equipped(),
        "fault": fault,
        "month": typed.get("month") or (f"{month_after(span[1]):%Y-%m}" if span else ""),
        "target": typed.get("target") or _USUAL_TARGET,
        "segments": typed.get("segments") or _USUAL_SEGMENTS,
        "most_segments": MOST_SEGMENTS,
        "tabs": tabs(request.post, "hotline-plans"),
    }
    return page(request, "hotline/plans.html", context, section=SECTION, status=400 if fault else 200)


def _asked(request: DeskRequest) -> HttpResponse:
    typed = {name: request.POST.get(name, "").strip() for name in ("month", "target", "segments")}
    office = hotline_of(request.post)
    month = month_of(typed["month"])
    if month is None:
        return _list(request, typed, _("月份“%s”不是月份；应当像 2025-01。") % typed["month"])
    if not (typed["target"].isdecimal() and typed["segments"].isdecimal()):
        return _list(request, typed, _("接通率和段数应当是整数。"))
    if office is None or not is_equipped():
        return _list(request, typed, _("现在不能拟订方案。"))
    now = timezone.now()
    try:
        wish = Wish(month, int(typed["target"]), int(typed["segments"]))
        draft = acts.ask_draft(office=office, wish=wish, by=request.post, at=now, on=timezone.localdate())
    except NotPermitted as error:
        raise PermissionDenied from error
    except HotlineError as error:
        return _list(request, typed, sentence(error) or "")
    enqueue(draft, request.post)
    return redirect("hotline-draft", key=draft.pk)


def enqueue(draft: Draft, post: "Post") -> None:
    """Have the worker draw the draft up."""
    job = background.enqueue(DRAFT_JOB, by=post.code, at=timezone.now(), arguments={"draft": str(draft.pk)})
    acts.note_job(draft, job.pk)


def month_of(text: str) -> date | None:
    """First day of the month `2025-01`, None of anything else."""
    try:
        return date.fromisoformat(f"{text}-01") if len(text) == 7 else None
    except ValueError:
        return None


def _shown(plan: Plan, today: date) -> ShownPlan:
    if plan.from_date > today:
        return ShownPlan(plan, _("尚未施行"), "wait")
    if plan.until_date is None or plan.until_date > today:
        return ShownPlan(plan, _("现行"), "on")
    return ShownPlan(plan, _("已停止施行"), "")


def plan(request: DeskRequest, key: UUID) -> HttpResponse:
    """A plan with its segments."""
    found = plan_seen_by(request.post, key)
    if found is None:
        raise NotHere(_("这个值守方案"), Way(_("值守方案"), reverse("hotline-plans")))
    shifts = shifts_seen_by(request.post, found)
    context = {
        "shown": _shown(found, timezone.localdate()),
        "rows": [(f"{clock(each.start_minute)}–{clock(each.end_minute)}", each) for each in shifts],
        "hours": seat_hours(shifts),
        "rest_hours": seat_hours(shifts, rest=True),
        "basis": cited([DRAFT.basis])[0],
    }
    return page(request, "hotline/plan.html", context, section=SECTION)
