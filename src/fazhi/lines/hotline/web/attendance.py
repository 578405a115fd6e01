"""Duty as it is served (值班签到): a day's duties with who is in, signing in and out, and a head's corrections."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fazhi.kernel.organisations.errors import NotPermitted
from fazhi.lines.hotline.errors import HotlineError
from fazhi.lines.hotline.models import Duty
from fazhi.lines.hotline.permissions import ATTEND, CORRECT
from fazhi.lines.hotline.queries.attendance import (
    Signed,
    attended_of,
    duties_on,
    duty_to_sign,
    rates_of,
    signed_of,
    signs_seen_by,
)
from fazhi.lines.hotline.queries.rosters import names_of
from fazhi.lines.hotline.rules.attendance import EARLIEST, minute_of
from fazhi.lines.hotline.services import attendance as acts
from fazhi.lines.hotline.terms.attendance import Attended, Presence, Rate, Side
from fazhi.lines.hotline.terms.planning import clock
from fazhi.lines.hotline.web.swaps import times_of
from fazhi.lines.hotline.web.tabs import SECTION, tabs
from fazhi.surfaces.web.access import reachable
from fazhi.surfaces.web.cells import NOTHING, weekday
from fazhi.surfaces.web.citations import cited
from fazhi.surfaces.web.errors import NotHere, Way
from fazhi.surfaces.web.pages import DeskRequest, page
from fazhi.surfaces.wording import sentence

_STYLES = {
    Presence.ON_DUTY: "on",
    Presence.AWAITED: "over",
    Presence.ABSENT: "over",
    Presence.UNCLOSED: "wait",
}
_TIME = re.compile(r"([0-3]?\d):([0-5]\d)")


@dataclass(frozen=True)
class Row:
    """A duty of the day; `may_in`, `may_out` whether there is something to sign now."""

    key: str
    times: str
    name: str
    seats: int
    came: str
    went: str
    lawyers: str
    state: str
    style: str
    amiss: str
    may_in: bool
    may_out: bool
    url: str


def duty_list(request: DeskRequest) -> HttpResponse:
    """The duties of a day, today's without another; signed in and out here."""
    today = timezone.localdate()
    day = _day(request.GET.get("day", "")) or today
    if request.method != "POST":
        return _list(request, day)
    duty = duty_to_sign(request.post, request.POST.get("duty", ""))
    if duty is None:
        raise NotHere(_("这个班"), Way(_("值班签到"), reverse("hotline-duties")))
    fault = _signed(request, duty, timezone.now())
    if fault:
        return _list(request, duty.served_date, fault)
    return redirect(f"{reverse('hotline-duties')}?day={duty.served_date}")


def _signed(request: DeskRequest, duty: Duty, now: datetime) -> str:
    """Do it; why it was refused, "" if it was not."""
    lawyers = request.POST.get("lawyers", "")
    try:
        if request.POST.get("side") == Side.OUT.value:
            acts.sign_out(duty, by=request.post, at=now)
        elif not lawyers.isdecimal() or len(lawyers) > 4:
            return _("到岗人数应当是整数。")
        else:
            acts.sign_in(duty, lawyers=int(lawyers), by=request.post, at=now)
    except NotPermitted as error:
        raise PermissionDenied from error
    except HotlineError as error:
        return sentence(error) or ""
    told = {"times": times_of(duty), "firm": duty.firm.name}
    out = request.POST.get("side") == Side.OUT.value
    messages.success(request, (_("%(firm)s 已签退：%(times)s。") if out else _("%(firm)s 已签到：%(times)s。")) % told)
    return ""


def _list(request: DeskRequest, day: date, fault: str = "") -> HttpResponse:
    duties, now = duties_on(request.post, day), timezone.now()
    signed, names = signed_of(duties, request.post), names_of({duty.firm_id: duty.firm for duty in duties}.values())
    rates = rates_of(duties[0].office if duties else None, request.post)
    found = [(duty, signed[duty.pk], attended_of(duty, signed[duty.pk], rates, now)) for duty in duties]
    states = [attended.presence for _duty, _signed, attended in found]
    context = {
        "day": day,
        "weekday": weekday(day),
        "is_today": day == timezone.localdate(now),
        "before": day - timedelta(days=1),
        "after": day + timedelta(days=1),
        "rows": [_row(request, *each, names[each[0].firm_id], now) for each in found],
        "present": sum(signed.lawyers for _duty, signed, told in found if told.presence is Presence.ON_DUTY),
        "seats": sum(duty.seats for duty, _signed, told in found if _is_running(duty, now)),
        "awaited": states.count(Presence.AWAITED) + states.count(Presence.ABSENT),
        "grace": rates.on(Rate.GRACE, day),
        "may_sign": request.post.role in ATTEND.roles,
        "fault": fault,
        "basis": cited([ATTEND.basis])[0],
        "tabs": tabs(request.post, "hotline-duties"),
    }
    return page(request, "hotline/duties.html", context, section=SECTION, status=400 if fault else 200)


def _minutes_since(duty: Duty, now: datetime) -> int:
    return minute_of(timezone.localtime(now), duty.served_date)


def _is_running(duty: Duty, now: datetime) -> bool:
    return duty.start_minute <= _minutes_since(duty, now) < duty.end_minute


def _row(request: DeskRequest, duty: Duty, signed: Signed, told: Attended, name: str, now: datetime) -> Row:
    minute = _minutes_since(duty, now)
    return Row(
        str(duty.pk), f"{clock(duty.start_minute)}–{clock(duty.end_minute)}", name, duty.seats, clock_of(signed.came),
        clock_of(signed.went), str(signed.lawyers) if signed.lawyers else NOTHING, _(told.presence.label),
        _STYLES.get(told.presence, ""), _amiss(told),
        may_in=signed.came is None and duty.start_minute - EARLIEST <= minute < duty.end_minute,
        may_out=told.presence is Presence.ON_DUTY,
        url=reachable("hotline-attendance", request.post, key=duty.pk),
    )  # fmt: skip


def _amiss(told: Attended) -> str:
    late = _("迟到 %d 分钟") % told.late if told.late else ""
    early = _("早退 %d 分钟") % told.early if told.early else ""
    return "、".join(filter(None, (late, early)))


def clock_of(minute: int | None) -> str:
    """A time as signed: beyond 24 hours on the next day, a dash where nobody signed."""
    if minute is None:
        return NOTHING
    return clock(minute) if minute >= 0 else _("前日 %s") % clock(minute + 1440)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def attendance(request: DeskRequest, key: UUID) -> HttpResponse:
    """What was signed of a duty; a head corrects it here."""
    duty = duty_to_sign(request.post, str(key))
    if duty is None:
        raise NotHere(_("这个班"), Way(_("值班签到"), reverse("hotline-duties")))
    signed = signed_of([duty], request.post)[duty.pk]
    typed = {
        "came": clock(signed.came) if signed.came is not None and signed.came >= 0 else "",
        "went": clock(signed.went) if signed.went is not None else "",
        "lawyers": str(signed.lawyers or duty.seats),
        "reason": "",
    }
    fault = ""
    if request.method == "POST":
        typed = {name: request.POST.get(name, "").strip() for name in typed}
        fault = _corrected(request, duty, typed)
        if not fault:
            return redirect("hotline-attendance", key=duty.pk)
    told = attended_of(duty, signed, rates_of(duty.office, request.post), timezone.now())
    context = {
        "duty": duty,
        "times": times_of(duty),
        "row": _row(request, duty, signed, told, duty.firm.name, timezone.now()),
        "signs": [(Side(each.side).label, each) for each in signs_seen_by(request.post, duty)],
        "typed": typed,
        "fault": fault,
        "may_correct": request.post.role in CORRECT.roles,
        "basis": cited([CORRECT.basis])[0],
    }
    return page(request, "hotline/attendance.html", context, section=SECTION, status=400 if fault else 200)


def _corrected(request: DeskRequest, duty: Duty, typed: dict[str, str]) -> str:
    came, went = _minute(typed["came"]), _minute(typed["went"])
    if came == _WRONG or went == _WRONG:
        return _("时刻应当像 08:30；次日的写成 24 点以后，如 24:05；没有签的留空。")
    if not typed["lawyers"].isdecimal() or len(typed["lawyers"]) > 4:
        return _("到岗人数应当是整数。")
    try:
        acts.correct(
            duty, came=came, went=went, lawyers=int(typed["lawyers"]), reason=typed["reason"][:200], by=request.post,
            at=timezone.now(),
        )  # fmt: skip
    except NotPermitted as error:
        raise PermissionDenied from error
    except HotlineError as error:
        return sentence(error) or ""
    messages.success(request, _("已更正：%s。") % times_of(duty))
    return ""


_WRONG = -1


def _minute(text: str) -> int | None:
    """Minutes of `08:30`, or of `24:05` on the day after; None of nothing, `_WRONG` of anything else."""
    if not text:
        return None
    found = _TIME.fullmatch(text)
    return int(found[1]) * 60 + int(found[2]) if found else _WRONG
