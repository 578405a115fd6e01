"""Rosters (值班表): a month made, published, printed, and swapped in."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
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
from fazhi.lines.hotline.models import Duty, Firm, Roster
from fazhi.lines.hotline.permissions import DRAFT, PUBLISH
from fazhi.lines.hotline.queries import day_kinds_of
from fazhi.lines.hotline.queries.drafts import hotline_of
from fazhi.lines.hotline.queries.records import days_of, month_after
from fazhi.lines.hotline.queries.rosters import (
    WORKED,
    absences_seen_by,
    duties_seen_by,
    duty_seen_by,
    firms_seen_by,
    names_of,
    roster_seen_by,
    rosters_seen_by,
    standings_of,
    swaps_seen_by,
)
from fazhi.lines.hotline.services import rosters as acts
from fazhi.lines.hotline.terms import Topic
from fazhi.lines.hotline.terms.planning import RosterRules, clock
from fazhi.lines.hotline.web.plans import is_equipped, month_of
from fazhi.lines.hotline.web.tabs import SECTION, tabs
from fazhi.surfaces.web.cells import weekday
from fazhi.surfaces.web.citations import cited
from fazhi.surfaces.web.errors import NotHere, Way
from fazhi.surfaces.web.pages import DeskRequest, page
from fazhi.surfaces.wording import sentence

_USUAL = {"max_per_day": "1", "max_per_week": "0", "rest_hours": "12"}
_MINUTE = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")


@dataclass(frozen=True)
class Cell:
    """One duty in the week's table; `url` leads to its swap, "" where it can't be swapped."""

    name: str
    seats: int
    url: str
    was_swapped: bool


@dataclass(frozen=True)
class Week:
    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell | None, ...]], ...]


@dataclass(frozen=True)
class Load:
    """
    What a team serves in the month beside its due, and of duties on days of rest in the year, this month's included.

    due   by its share, with what the year's months before left over
    """

    name: str
    duties: int
    hours: str
    due: str
    rest: int
    rest_due: str


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

    rules = RosterRules(*(int(typed[name]) for name in _USUAL), needs)
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


def roster(request: DeskRequest, key: UUID) -> HttpResponse:
    """A roster, week by week; a head publishes it here."""
    found = roster_seen_by(request.post, key)
    if found is None:
        raise NotHere(_("这份值班表"), Way(_("值班表"), reverse("hotline-rosters")))
    fault = ""
    if request.method == "POST":
        try:
            acts.publish_roster(found, by=request.post, at=timezone.now())
        except NotPermitted as error:
            raise PermissionDenied from error
        except HotlineError as error:
            fault = sentence(error) or ""
        else:
            messages.success(request, _("%s 值班表已公布。") % f"{found.month_date:%Y-%m}")
            return redirect("hotline-roster", key=found.pk)
    return _roster_page(request, found, fault)


def _roster_page(request: DeskRequest, found: Roster, fault: str) -> HttpResponse:
    duties, swaps = duties_seen_by(request.post, found), swaps_seen_by(request.post, found)
    firms = firms_seen_by(request.post, found.month_date)
    names = names_of([*{each.firm.pk: each.firm for each in duties}.values()])
    may_swap = found.published_at is not None and request.post.role in DRAFT.roles
    swapped = {each.duty_id for each in swaps}
    context = {
        "roster": found,
        "weeks": _weeks(duties, names, swapped, timezone.localdate() if may_swap else None),
        "loads": _loads(request, found, duties, firms),
        "rest_deviation": None if found.rest_hundredths is None else f"{found.rest_hundredths / 100:.2f}",
        "needs": [(clock(minute), _(Topic(topic).label)) for minute, topic in acts.rules_of(found).needs],
        "swaps": [
            (each, f"{each.duty.served_date} {clock(each.duty.start_minute)}–{clock(each.duty.end_minute)}")
            for each in swaps
        ],
        "may_publish": found.published_at is None and request.post.role in PUBLISH.roles,
        "basis": cited([PUBLISH.basis])[0],
        "fault": fault,
    }
    return page(request, "hotline/roster.html", context, section=SECTION, status=409 if fault else 200)


def _weeks(duties: Sequence[Duty], names: Mapping[UUID, str], swapped: set[UUID], since: date | None) -> list[Week]:
    """Weeks from Monday on; `since`, the first day on which duties can be swapped, None for never."""
    by_week: dict[date, list[Duty]] = defaultdict(list)
    for duty in duties:
        by_week[duty.served_date - timedelta(days=duty.served_date.weekday())].append(duty)
    return [_week(monday, of_week, names, swapped, since) for monday, of_week in by_week.items()]


def _week(
    monday: date, duties: Sequence[Duty], names: Mapping[UUID, str], swapped: set[UUID], since: date | None
) -> Week:
    days = [monday + timedelta(days=each) for each in range(7)]
    cells: dict[tuple[int, int], dict[date, Cell]] = defaultdict(dict)
    for duty in duties:
        url = reverse("hotline-swap", kwargs={"key": duty.pk}) if since and duty.served_date >= since else ""
        cells[duty.start_minute, duty.end_minute][duty.served_date] = Cell(
            names[duty.firm_id], duty.seats, url, duty.pk in swapped
        )
    return Week(
        tuple(f"{weekday(day)} {day.day}日" for day in days),
        tuple(
            (f"{clock(start)}–{clock(end)}", tuple(row.get(day) for day in days))
            for (start, end), row in sorted(cells.items())
        ),
    )


def _loads(request: DeskRequest, found: Roster, duties: Sequence[Duty], firms: Sequence[Firm]) -> list[Load]:
    before = standings_of(found.office, found.month_date, request.post)
    kinds = day_kinds_of(found.month_date, days_of(found.month_date)[-1])
    minutes, count, rest = Counter[UUID](), Counter[UUID](), Counter[UUID]()
    for duty in duties:
        minutes[duty.firm_id] += duty.seats * (duty.end_minute - duty.start_minute)
        count[duty.firm_id] += 1
        rest[duty.firm_id] += kinds[duty.served_date] not in WORKED
    teams = {firm.pk: firm for firm in (*firms, *(duty.firm for duty in duties))}
    shares, names = {firm.pk: firm.share for firm in firms}, names_of(teams.values())
    whole, owed = sum(shares.values()) or 1, sum((before[firm].owed_minutes for firm in shares), Fraction(0))
    made = []
    for firm in sorted(teams, key=lambda firm: names[firm]):
        share = Fraction(shares.get(firm, 0), whole)
        due = share * (minutes.total() - owed) + before[firm].owed_minutes
        rest_due = share * rest.total() + before[firm].rest_due
        made.append(
            Load(
                names[firm], count[firm], f"{minutes[firm] / 60:.1f}", f"{float(due) / 60:.1f}",
                rest[firm] + before[firm].rest_served, f"{float(rest_due):.1f}",
            )
        )  # fmt: skip
    return made


def swap(request: DeskRequest, key: UUID) -> HttpResponse:
    """A duty given to another team, or exchanged with one of its duties."""
    duty = duty_seen_by(request.post, key)
    if duty is None or duty.roster.published_at is None:
        raise NotHere(_("这个班"), Way(_("值班表"), reverse("hotline-rosters")))
    firms = {str(firm.pk): firm for firm in firms_seen_by(request.post, duty.roster.month_date)}
    asked = request.POST if request.method == "POST" else request.GET
    to = firms.get(asked.get("to", ""))
    theirs = [each for each in duties_seen_by(request.post, duty.roster) if to and each.firm_id == to.pk]
    against = next((each for each in theirs if str(each.pk) == asked.get("against", "")), None)
    fault = ""
    if request.method == "POST":
        fault = _swapped(request, duty, to, against)
        if not fault:
            return redirect("hotline-roster", key=duty.roster_id)
    names, today = names_of(firms.values()), timezone.localdate()
    context = {
        "duty": duty,
        "name": names.get(duty.firm_id, duty.firm.name),
        "times": _times(duty),
        "firms": [(pk, names[firm.pk]) for pk, firm in firms.items() if firm.pk != duty.firm_id],
        "to": str(to.pk) if to else "",
        "theirs": [(str(each.pk), _times(each)) for each in theirs if each.served_date >= today],
        "against": str(against.pk) if against else "",
        "reason": request.POST.get("reason", ""),
        "fault": fault,
        "basis": cited([DRAFT.basis])[0],
    }
    return page(request, "hotline/swap.html", context, section=SECTION, status=400 if fault else 200)


def _times(duty: Duty) -> str:
    return f"{duty.served_date} {weekday(duty.served_date)} {clock(duty.start_minute)}–{clock(duty.end_minute)}"


def _swapped(request: DeskRequest, duty: Duty, to: Firm | None, against: Duty | None) -> str:
    """Do it; why it was refused, "" if it was not."""
    reason = request.POST.get("reason", "").strip()
    if to is None or not reason:
        return _("请选换给哪个团队，写明换班的理由。")
    try:
        acts.swap(
            duty,
            to=to,
            against=against,
            reason=reason[:200],
            by=request.post,
            at=timezone.now(),
            on=timezone.localdate(),
        )
    except NotPermitted as error:
        raise PermissionDenied from error
    except HotlineError as error:
        return sentence(error) or ""
    messages.success(request, _("已登记换班：%s。") % _times(duty))
    return ""
