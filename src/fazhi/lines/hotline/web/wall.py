"""The live wall (话务实时屏): seats, queue and pick-up of today against the plan, and what to do in the rest of the day."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from fazhi.lines.hotline.models import LineState, Outlook, Plan
from fazhi.lines.hotline.permissions import DRAFT
from fazhi.lines.hotline.queries import day_kinds_of
from fazhi.lines.hotline.queries.drafts import hotline_of, shifts_seen_by
from fazhi.lines.hotline.queries.live import SoFar, line_state_seen_by, outlook_seen_by, plan_seen_on, so_far
from fazhi.lines.hotline.queries.rosters import WORKED
from fazhi.lines.hotline.registers import CALLS
from fazhi.lines.hotline.terms.live import STALE
from fazhi.lines.hotline.terms.planning import SLOT_MINUTES, clock, is_equipped
from fazhi.lines.hotline.web.advising import advising
from fazhi.lines.hotline.web.charts import day_under_way
from fazhi.lines.hotline.web.tabs import SECTION, tabs
from fazhi.surfaces.jobs.models import Job
from fazhi.surfaces.web.citations import cited
from fazhi.surfaces.web.pages import DeskRequest, page

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Office, Post


@dataclass(frozen=True)
class Gauge:
    """A number to be read from afar; `told` is what it is measured against, `style` marks what falls short of it."""

    title: str
    value: str
    told: str
    style: str = ""


@dataclass(frozen=True)
class Seating:
    """Seats of the plan at this moment, and until when."""

    seats: int
    until: str


def wall(request: DeskRequest) -> HttpResponse:
    """The whole screen; what changes comes again by itself, as a part of the page."""
    office = hotline_of(request.post)
    context: dict[str, Any] = {"office": office, "tabs": tabs(request.post, "hotline-wall"), "state": None}
    if office is not None:
        context |= _shown(request.post, office, timezone.now())
    response = page(request, f"hotline/wall{'_now' if request.htmx else ''}.html", context, section=SECTION)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _shown(post: "Post", office: "Office", now: datetime) -> dict[str, Any]:
    local, state = timezone.localtime(now), line_state_seen_by(post, office)
    if state is None:
        return {"now": local}
    on, until = local.date(), timezone.localtime(state.told_at)
    is_stale = now - state.told_at > STALE
    plan, outlook, came = plan_seen_on(post, office, on), outlook_seen_by(post, office, on), so_far(post, office, on)
    seating = _seating(post, plan, local)
    minute = until.hour * 60 + until.minute if until.date() == on else 0
    return {
        "now": local,
        "state": state,
        "stale_since": _moment(until, local) if is_stale else "",
        "gauges": [*([] if is_stale else _of_lines(state, seating)), *_of_calls(came, outlook, minute)],
        "advising": advising(outlook, state, seating.seats if seating else None) if outlook and not is_stale else None,
        "waits_for": _waits_for(state, plan, outlook),
        "is_equipped": is_equipped(),
        "chart": day_under_way(outlook, came, minute) if outlook else None,
        "rows": _rows(outlook, came, minute) if outlook else [],
        "records": f"{reverse('register', kwargs={'name': CALLS.name})}?{urlencode({'called_date': on.isoformat()})}",
        "basis": cited([DRAFT.basis])[0],
    }


def _seating(post: "Post", plan: Plan | None, local: datetime) -> Seating | None:
    """Of the segment under way; None without a plan, or where it has a gap."""
    minute, on = local.hour * 60 + local.minute, local.date()
    shift = next((each for each in shifts_seen_by(post, plan) if each.start_minute <= minute < each.end_minute), None)
    if shift is None:
        return None
    is_worked = day_kinds_of(on, on)[on] in WORKED
    return Seating(shift.seats if is_worked else shift.rest_seats, clock(shift.end_minute))


def _of_lines(state: LineState, seating: Seating | None) -> list[Gauge]:
    planned, is_short = _("今天没有施行的方案"), False
    if seating is not None:
        planned = _("方案 %(seats)d 席，至 %(until)s") % {"seats": seating.seats, "until": seating.until}
        is_short = state.seats_in < seating.seats
    longest = _("最长等待 %(minutes)d:%(seconds)02d") % dict(
        zip(("minutes", "seconds"), divmod(state.longest_wait_seconds, 60), strict=True)
    )
    return [
        Gauge(_("在席"), str(state.seats_in), planned, "warn" if is_short else ""),
        Gauge(
            _("排队"),
            str(state.waiting),
            longest if state.waiting else _("没有人在等"),
            "warn" if state.waiting else "",
        ),
    ]


def _of_calls(came: SoFar, outlook: Outlook | None, minute: int) -> list[Gauge]:
    """Today so far, against what the plan in force was expected to make of the morning's forecast by now."""
    offered, answered = sum(came.offered), sum(came.answered)
    calls, pickup, is_low = _("预计还没有算出"), _("预计还没有算出"), False
    if outlook is not None:
        foreseen, picked = (_until(outlook.content[name], minute) for name in ("offered", "answered"))
        calls = _("预计到现在 %d 次") % round(foreseen)
        pickup = _("照方案预计 %s") % (f"{picked / foreseen:.1%}" if foreseen else "—")
        is_low = offered > 0 and foreseen > 0 and answered / offered < picked / foreseen
    share = f"{answered / offered:.1%}" if offered else "—"
    return [
        Gauge(_("今日来电"), str(offered), calls),
        Gauge(
            _("今日接通率"), share, _("接听 %(answered)d 次，%(told)s") % {"answered": answered, "told": pickup},
            "warn" if is_low else "",
        ),
    ]  # fmt: skip


def _until(values: list[float], minute: int) -> float:
    """Sum of the half hours before a minute of the day, of that under way its part."""
    slot, part = divmod(minute, SLOT_MINUTES)
    return sum(values[:slot]) + (values[slot] * part / SLOT_MINUTES if part else 0.0)


def _moment(moment: datetime, local: datetime) -> str:
    return f"{moment:%H:%M}" if moment.date() == local.date() else f"{moment:%Y-%m-%d %H:%M}"


def _waits_for(state: LineState, plan: Plan | None, outlook: Outlook | None) -> str:
    """Why there is no advice, "" where there is one."""
    if outlook is not None and outlook.advice is not None:
        return ""
    if plan is None:
        return _("今天没有施行的值守方案，不能给出建议。请先公布方案。")
    job = Job.objects.filter(pk=state.job).first() if state.job else None
    if job is None or job.is_waited_for or job.state == "done":
        return _("正在根据来电记录预测今天，完成后给出建议。")
    return job.error if job.is_expected else _("预测没有完成：出现意外情况，已经记入日志。")


def _rows(outlook: Outlook, came: SoFar, minute: int) -> list[tuple[str, str, str, str, str]]:
    """By half hour: calls that came and were answered, the morning's forecast of first attempts with its band, and today's."""
    content, passed = outlook.content, minute // SLOT_MINUTES
    again = outlook.advice["mean"] if outlook.advice else None
    return [
        (
            clock(place * SLOT_MINUTES),
            f"{came.offered[place]}" if place <= passed else "—",
            f"{came.answered[place]}" if place <= passed else "—",
            f"{mean:.1f}（{content['low'][place]:.0f}–{content['high'][place]:.0f}）",
            f"{again[place]:.1f}" if again and place >= passed else "—",
        )
        for place, mean in enumerate(content["mean"])
    ]
