"""A month's roster (值班表): week by week, what each team serves beside its due; published and printed."""

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
from fazhi.lines.hotline.queries.records import days_of
from fazhi.lines.hotline.queries.rosters import (
    WORKED,
    duties_seen_by,
    firms_seen_by,
    names_of,
    roster_seen_by,
    standings_of,
    swaps_seen_by,
)
from fazhi.lines.hotline.services import rosters as acts
from fazhi.lines.hotline.terms import Topic
from fazhi.lines.hotline.terms.planning import clock
from fazhi.lines.hotline.web.tabs import SECTION
from fazhi.surfaces.web.cells import weekday
from fazhi.surfaces.web.citations import cited
from fazhi.surfaces.web.errors import NotHere, Way
from fazhi.surfaces.web.pages import DeskRequest, page
from fazhi.surfaces.wording import sentence


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
