"""Rosters (值班表): the months, days on which teams can't serve, and a roster made."""

import re
from datetime import date, timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fazhi.kernel.organisations.errors import NotPermitted
from fazhi.lines.hotline.errors import HotlineError
from fazhi.lines.hotline.permissions import DRAFT
from fazhi.lines.hotline.queries.drafts import hotline_of
from fazhi.lines.hotline.queries.records import month_after
from fazhi.lines.hotline.queries.rosters import absences_seen_by, firms_seen_by, names_of, rosters_seen_by
from fazhi.lines.hotline.services import rosters as acts
from fazhi.lines.hotline.terms import Topic
from fazhi.lines.hotline.terms.planning import RosterRules, is_equipped
from fazhi.lines.hotline.web.plans import month_of
from fazhi.lines.hotline.web.tabs import SECTION, tabs
from fazhi.surfaces.web.pages import DeskRequest, page
from fazhi.surfaces.wording import sentence

_USUAL = {"max_per_day": "1", "max_per_week": "0", "rest_hours": "12"}
_MINUTE = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")


def roster_list(request: DeskRequest) -> HttpResponse:
    """Rosters, and what the next one is made of."""
    month = month_of(request.GET.get("month", "")) or month_after(timezone.localdate())
    if request.method == "POST":
        if request.POST.get("_do") == "absence":
            return _absent(request)
        return _made(request)
    return _list(request, month, {})


def _list(request: DeskRequest, month: date, typed: dict[str, str], fault: str = "") -> HttpResponse:
    firms = firms_seen_by(request.post, month)
    names = names_of(firms)
    context = {
        "rosters": rosters_seen_by(request.post),
        "firms": [(firm, names[firm.pk]) for firm in firms],
        "specialists": [
            (names[firm.pk], "、".join(_(Topic(code).label) for code in firm.specialisms.split()))
            for firm in firms
            if firm.specialisms
        ],
        "absences": absences_seen_by(request.post, month),
        "may_draft": request.post.role in DRAFT.roles,
        "is_equipped": is_equipped(),
        "month": f"{month:%Y-%m}",
        "typed": {"needs": "", **_USUAL, **typed},
        "topics": Topic.labels().values(),
        "fault": fault,
        "tabs": tabs(request.post, "hotline-rosters"),
    }
    return page(request, "hotline/rosters.html", context, section=SECTION, status=400 if fault else 200)


def _made(request: DeskRequest) -> HttpResponse:
    typed = {name: request.POST.get(name, "").strip() for name in ("month", "needs", *_USUAL)}
    month = month_of(typed["month"])
    if month is None:
        fault = _("月份“%s”不是月份；应当像 2025-01。") % typed["month"]
        return _list(request, month_after(timezone.localdate()), typed, fault)
    if not all(typed[name].isdecimal() and len(typed[name]) < 4 for name in _USUAL):
        return _list(request, month, typed, _("规则应当是整数。"))
    needs = _needs(typed["needs"])
    if needs is None:
        return _list(request, month, typed, _("专长应当像“08:00 劳动争议、19:00 婚姻家庭继承”。"))
    office = hotline_of(request.post)
    if office is None or not is_equipped():
        return _list(request, month, typed, _("现在不能排班。"))
    from fazhi.engines.roster import RosterError
    from fazhi.surfaces.cli.hotline import roster_wording  # noqa: F401  its sentences

    per_day, per_week, rest = (int(typed[name]) for name in _USUAL)
    rules = RosterRules(per_day, per_week, rest, needs)
    try:
        made = acts.make_roster(office=office, month=month, rules=rules, by=request.post, at=timezone.now())
    except NotPermitted as error:
        raise PermissionDenied from error
    except (HotlineError, RosterError) as error:
        return _list(request, month, typed, sentence(error) or "")
    return redirect("hotline-roster", key=made.pk)


def _needs(text: str) -> tuple[tuple[int, str], ...] | None:
    """`08:00 劳动争议、19:00 婚姻家庭继承` as minutes with topics; None where it isn't all such."""
    codes, found = {label: code for code, label in Topic.labels().items()}, []
    for part in filter(None, re.split(r"[、，,；;]", text)):
        time, _space, label = part.strip().partition(" ")
        minute = _MINUTE.fullmatch(time)
        if minute is None or label.strip() not in codes:
            return None
        found.append((int(minute[1]) * 60 + int(minute[2]), codes[label.strip()]))
    return tuple(sorted(found))


def _absent(request: DeskRequest) -> HttpResponse:
    month = month_of(request.POST.get("month", "")) or month_after(timezone.localdate())
    firms = {str(firm.pk): firm for firm in firms_seen_by(request.post, month)}
    firm = firms.get(request.POST.get("firm", ""))
    days = _days(request.POST.get("days", ""), month)
    if firm is None or not days:
        fault = _("请选团队，写出 %(month)s 里不能值班的日，如 3、5-8。") % {"month": f"{month:%Y-%m}"}
        return _list(request, month, {}, fault)
    try:
        acts.note_absences(firm, days=days, by=request.post, at=timezone.now())
    except NotPermitted as error:
        raise PermissionDenied from error
    messages.success(request, _("已登记 %(firm)s 不能值班的 %(count)d 日。") % {"firm": firm.name, "count": len(days)})
    return redirect(f"{reverse('hotline-rosters')}?month={month:%Y-%m}")


def _days(text: str, month: date) -> list[date]:
    """`3、5-8` as days of the month; nothing where it isn't all such."""
    length = (month_after(month) - month).days
    found: set[int] = set()
    for part in text.replace("，", "、").replace(",", "、").replace(" ", "、").split("、"):
        if not part:
            continue
        first, dash, last = part.partition("-")
        if not (
            bool(dash) == bool(last)
            and first.isdecimal()
            and len(first) < 3
            and (last or first).isdecimal()
            and len(last) < 3
        ):
            return []
        found |= set(range(int(first), int(last or first) + 1))
    return [month + timedelta(days=day - 1) for day in sorted(found)] if found <= set(range(1, length + 1)) else []
