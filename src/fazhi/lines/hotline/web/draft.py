"""The planner's page: a draft of a plan with what it rests on, and its publication."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from fazhi.kernel.organisations.errors import NotPermitted
from fazhi.lines.hotline.errors import HotlineError
from fazhi.lines.hotline.models import Draft
from fazhi.lines.hotline.permissions import PUBLISH
from fazhi.lines.hotline.queries.drafts import draft_seen_by, shifts_seen_by
from fazhi.lines.hotline.queries.records import month_before, month_tide
from fazhi.lines.hotline.services import plans as acts
from fazhi.lines.hotline.terms.planning import Shift, clock, seat_hours
from fazhi.lines.hotline.web.charts import MEASURES, Lines, expected_calls, heat, heat_rows, worth_of_segments
from fazhi.lines.hotline.web.tabs import SECTION
from fazhi.surfaces.jobs.models import Job
from fazhi.surfaces.web.citations import cited
from fazhi.surfaces.web.errors import NotHere, Way
from fazhi.surfaces.web.imports.shown import watched_jobs
from fazhi.surfaces.web.pages import DeskRequest, page
from fazhi.surfaces.wording import sentence

_MEASURES = {
    "offered": (gettext_noop("来电"), gettext_noop("每半小时平均来电（次）")),
    "answered": (gettext_noop("接听"), gettext_noop("每半小时平均接听（次）")),
    "waited": (gettext_noop("等待"), gettext_noop("每次来电平均等待（秒）")),
    "gone": (gettext_noop("放弃"), gettext_noop("每半小时平均未接听（次）")),
}
_CAUSES = {"placing": gettext_noop("座席放在哪些段"), "cuts": gettext_noop("切点"), "hours": gettext_noop("座席小时")}
_SHAKY = 0.5
"""A cut that fewer of the resampled demands make is named."""
_ODD_CALLS = 2.0
"""Calls of a segment of a day below which its pick-up is a matter of luck."""


@dataclass(frozen=True)
class Row:
    """A chosen segment beside what the plan in force has then, from the fewest to the most seats."""

    times: str
    calls: str
    seats: int
    rest_seats: int
    now: str
    hours: str
    pickup: str


@dataclass(frozen=True)
class Compared:
    title: str
    before: str
    after: str
    change: str


def draft(request: DeskRequest, key: UUID) -> HttpResponse:
    """A draft as it is drawn up, and then what it says; a head publishes it here."""
    found = draft_seen_by(request.post, key)
    if found is None:
        raise NotHere(_("这个草案"), Way(_("值守方案"), reverse("hotline-plans")))
    if request.method == "POST":
        return _published(request, found)
    return _page(request, found)


def _published(request: DeskRequest, found: Draft) -> HttpResponse:
    code, text = request.POST.get("code", "").strip(), request.POST.get("from_date", "").strip()
    day = _day(text)
    if not code or day is None:
        return _page(request, found, _("请填写方案编号和施行日期，日期像 2025-01-01。"), code, text)
    try:
        plan = acts.publish(
            found, code=code, from_date=day, by=request.post, at=timezone.now(), on=timezone.localdate()
        )
    except NotPermitted as error:
        raise PermissionDenied from error
    except HotlineError as error:
        return _page(request, found, sentence(error) or "", code, text)
    messages.success(
        request, _("方案 %(code)s 已公布，自 %(day)s 起施行。") % {"code": plan.code, "day": plan.from_date}
    )
    return redirect("hotline-plan", key=plan.pk)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _page(request: DeskRequest, found: Draft, fault: str = "", code: str = "", day: str = "") -> HttpResponse:
    waiting = _waiting(found) if found.result is None else None
    context: dict[str, Any] = {
        "draft": found,
        "waiting": waiting,
        "fault": fault,
        "code": code or f"{found.month_date:%Y-%m}-{found.segments}",
        "from_date": day or max(found.month_date, timezone.localdate()).isoformat(),
        "may_publish": request.post.role in PUBLISH.roles and found.result is not None and found.plan is None,
        "basis": cited([PUBLISH.basis])[0],
    }
    if request.htmx:
        response = page(request, "hotline/waiting.html", context, section=SECTION)
    else:
        context |= _tide(request, found) | (_drawn(request, found) if found.result else {})
        response = page(request, "hotline/draft.html", context, section=SECTION, status=400 if fault else 200)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _waiting(found: Draft) -> dict[str, Any]:
    job = Job.objects.filter(pk=found.job).first() if found.job else None
    watched = watched_jobs([job], at=timezone.now(), data_dir=Path(settings.DATA_DIR)) if job else {}
    return {"job": job, "watched": watched[job.pk] if job else None}


def _tide(request: DeskRequest, found: Draft) -> dict[str, Any]:
    """Last month's tide, from the records as they stand."""
    asked = request.GET.get("show", "offered")
    name = asked if asked in MEASURES else "offered"
    month = month_tide(request.post, month_before(found.month_date))
    shifts = _shifts(found)
    return {
        "tide": month,
        "heat": heat(month, name, shifts) if month.offered else None,
        "heat_rows": heat_rows(month, name),
        "measure": _(_MEASURES[name][1]),
        "measures": [(key, _(title), key == name) for key, (title, _unit) in _MEASURES.items()],
        "two_hours": [f"{hour}–{hour + 2}" for hour in range(0, 24, 2)],
    }


def _shifts(found: Draft) -> tuple[Shift, ...]:
    rows = found.result["shifts"] if found.result else []
    return tuple(Shift(row["start_minute"], row["end_minute"], row["seats"], row["rest_seats"]) for row in rows)


def _drawn(request: DeskRequest, found: Draft) -> dict[str, Any]:
    """What the draft says."""
    told, current = found.result, shifts_seen_by(request.post, found.current)
    assert told is not None
    forecast = told["forecast"]
    sums = [(sum(forecast["mean"][sort]), forecast["days"][sort]) for sort in (0, 1)]
    return {
        "times": told["times"],
        "calls": told["calls"],
        "expected": [f"{whole:.0f}" for whole, _days in sums],
        "month_days": forecast["days"],
        "wape": None if forecast["wape"] is None else f"{forecast['wape']:.1%}",
        "forecast_chart": expected_calls(*(forecast[name][0] for name in ("mean", "low", "high"))),
        "forecast_rows": _forecast_rows(told),
        "curve_chart": _curve(told, found),
        "curve": told["curve"],
        "worth": _worth(told, found, len(current)),
        "current_segments": len(current),
        "rows": [_row(each, current) for each in told["shifts"]],
        "hours": f"{told['hours'][0]:.1f}",
        "rest_hours": f"{told['hours'][1]:.1f}",
        "compared": _compared(told["compared"]),
        "simulated_days": told["simulated_days"],
        "look": _look(told),
        "budget_hours": f"{seat_hours(current):.1f}" if current else "",
    }


def _forecast_rows(told: dict[str, Any]) -> list[tuple[str, str, str, int, str, int]]:
    """By half hour: a day worked with its band and seats, a day of rest with its seats."""
    forecast, needs = told["forecast"], told["required"]
    return [
        (
            clock(place * 30),
            f"{forecast['mean'][0][place]:.1f}",
            f"{forecast['low'][0][place]:.1f}–{forecast['high'][0][place]:.1f}",
            needs[0][place],
            f"{forecast['mean'][1][place]:.1f}",
            needs[1][place],
        )
        for place in range(48)
    ]


def _curve(told: dict[str, Any], found: Draft) -> Lines:
    point = told["curve"][found.segments - 1]
    noted = {found.segments: _("草案 %(count)d 段，%(hours).1f") % {"count": found.segments, "hours": point["hours"]}}
    return worth_of_segments(told["curve"], told["least_hours"], noted)


def _worth(told: dict[str, Any], found: Draft, current: int) -> str:
    """What further segments are worth, in one sentence."""
    hours = {int(point["segments"]): point["hours"] for point in told["curve"]}
    mine = hours[found.segments]
    if current and current != found.segments and current in hours:
        saved = hours[current] - mine
        words = _("%(before)d 段改 %(after)d 段，同样保证下每个工作日省 %(hours).1f 座席小时（%(share).1f%%）。")
        if saved < 0:
            words = _("%(before)d 段改 %(after)d 段，同样保证下每个工作日多用 %(hours).1f 座席小时（%(share).1f%%）。")
        share = 100 * abs(saved) / hours[current]
        first = words % {"before": current, "after": found.segments, "hours": abs(saved), "share": share}
    else:
        first = ""
    after = hours.get(found.segments + 1)
    return first + (_("再多一段，省 %.1f 座席小时。") % (mine - after) if after is not None else "")


def _row(each: dict[str, Any], current: tuple[Shift, ...]) -> Row:
    start, end = each["start_minute"], each["end_minute"]
    then = [shift.seats for shift in current if shift.start_minute < end and shift.end_minute > start]
    now = "—" if not then else f"{min(then)}" if min(then) == max(then) else f"{min(then)}–{max(then)}"
    return Row(
        f"{clock(start)}–{clock(end)}", f"{each['calls']:.1f}", each["seats"], each["rest_seats"], now,
        f"{each['seats'] * (end - start) / 60:.1f}", f"{each['pickup']:.1%}",
    )  # fmt: skip


def _compared(both: list[dict[str, Any] | None]) -> list[tuple[str, list[Compared]]]:
    """For days worked and days of rest: pick-up with its interval and causes, answers in twenty seconds, seat-hours."""
    titles = (_("工作日"), _("休息日"))
    return [(title, _rows(each)) for title, each in zip(titles, both, strict=True) if each is not None]


def _rows(each: dict[str, Any]) -> list[Compared]:
    before, after = each["before"], each["after"]
    interval = _interval(each)
    quicker = _points(after["in_time"] - before["in_time"])
    return [
        Compared(_("接通率"), f"{before['pickup']:.1%}", f"{after['pickup']:.1%}", interval),
        *(Compared(_("其中：%s") % _(_CAUSES[cause["cause"]]), "", "", _interval(cause)) for cause in each.get("causes", ())),
        Compared(_("20 秒内接听"), f"{before['in_time']:.1%}", f"{after['in_time']:.1%}", quicker),
        Compared(
            _("座席小时／日"), f"{before['hours']:.1f}", f"{after['hours']:.1f}",
            _signed(after["hours"] - before["hours"]),
        ),
    ]  # fmt: skip


def _interval(each: dict[str, Any]) -> str:
    return _("%(change)s（%(low)s 至 %(high)s）") % {name: _points(each[name]) for name in ("change", "low", "high")}


def _points(share: float) -> str:
    return _signed(100 * share)


def _signed(value: float) -> str:
    rounded = round(value, 1)
    return f"+{rounded:.1f}" if rounded > 0 else f"−{-rounded:.1f}" if rounded < 0 else "0.0"


def _look(told: dict[str, Any]) -> list[str]:
    """What to look at before it is published."""
    shifts = told["shifts"]
    found = [
        _("%(times)s 每天只有 %(calls).1f 次来电，接通率由运气左右，不宜承诺。")
        % {"times": f"{clock(each['start_minute'])}–{clock(each['end_minute'])}", "calls": each["calls"]}
        for each in shifts
        if each["calls"] < _ODD_CALLS
    ]
    shaky = [
        clock(each["start_minute"]) for each, share in zip(shifts, told["firmness"], strict=True) if share < _SHAKY
    ]
    firm = _("重抽样 200 次，%(all)d 个切点中 %(firm)d 个在半数以上的样本中不移动。") % {
        "all": len(shifts), "firm": len(shifts) - len(shaky),
    }  # fmt: skip
    if shaky:
        firm += _("移动的：%s。") % "、".join(shaky)
    found.append(firm)
    found.append(_("切点按工作日选；休息日用同样的切点，每段座席取段内最忙的半小时。"))
    if told["forecast"]["wape"] is None:
        found.append(_("记录太短，不能检验预测的误差。"))
    return found
