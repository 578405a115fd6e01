"""Rosters of a month, who can serve when, and what was swapped, as a post sees them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet, Sum

from fazhi.lines.hotline.models import Duty, Firm, Plan, Roster, Swap, Unavailability
from fazhi.lines.hotline.queries import day_kinds_of
from fazhi.lines.hotline.queries.drafts import MOST_SHOWN, shifts_of
from fazhi.lines.hotline.queries.records import days_of, month_after
from fazhi.lines.hotline.terms.planning import Seating, Team

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Office, Post

_WHY = "a roster is made of its own office's plans and teams"
WORKED = frozenset({"workday", "makeup_workday"})


@dataclass
class Standing:
    """
    What a team served in the months of the year before, by the published rosters, swaps included.

    owed_minutes  its due of the seat-minutes, by its share among the teams of each month, less what it served
    rest_served   duties on weekends and public holidays; rest_due: its due of them
    """

    owed_minutes: Fraction = Fraction(0)
    rest_served: int = 0
    rest_due: Fraction = Fraction(0)


def rosters_seen_by(post: "Post") -> list[Roster]:
    """The latest months first."""
    return list(Roster.objects.visible_to(post).order_by("-month_date", "-made_at")[:MOST_SHOWN])


def roster_seen_by(post: "Post", key: UUID) -> Roster | None:
    return Roster.objects.visible_to(post).select_related("office").filter(pk=key).first()


def duties_seen_by(post: "Post", roster: Roster) -> list[Duty]:
    """In the order of days and hours, with their teams."""
    rows = Duty.objects.visible_to(post).filter(roster=roster).select_related("firm")
    return list(rows.order_by("served_date", "start_minute"))


def duty_seen_by(post: "Post", key: UUID) -> Duty | None:
    return Duty.objects.visible_to(post).select_related("roster__office", "firm").filter(pk=key).first()


def swaps_seen_by(post: "Post", roster: Roster) -> list[Swap]:
    """The latest first."""
    rows = Swap.objects.visible_to(post).filter(duty__roster=roster).select_related("duty", "before", "after")
    return list(rows.order_by("-recorded_at", "-pk")[:MOST_SHOWN])


def firms_seen_by(post: "Post", month: date) -> list[Firm]:
    """Teams that serve in the month, by name."""
    return list(_serving(Firm.objects.visible_to(post), month))


def absences_seen_by(post: "Post", month: date) -> list[Unavailability]:
    rows = Unavailability.objects.visible_to(post).filter(away_date__gte=month, away_date__lt=month_after(month))
    return list(rows.select_related("firm").order_by("away_date", "firm__name"))


def teams_of(office: "Office", month: date) -> list[tuple[Firm, Team]]:
    """Teams of the office that serve in the month, each with its share and the days on which it can't."""
    firms = list(_serving(Firm.objects.system(_WHY).filter(office=office), month))
    away: dict[UUID, set[date]] = {firm.pk: set(_outside(firm, month)) for firm in firms}
    rows = Unavailability.objects.system(_WHY).filter(
        firm__in=firms, away_date__gte=month, away_date__lt=month_after(month)
    )
    for firm, day in rows.values_list("firm_id", "away_date"):
        away[firm].add(day)
    names, before = names_of(firms), standings_of(office, month)
    return [
        (
            firm,
            Team(
                names[firm.pk],
                firm.share,
                frozenset(away[firm.pk]),
                frozenset(firm.specialisms.split()),
                before[firm.pk].owed_minutes / 60,
                before[firm.pk].rest_served - before[firm.pk].rest_due,
            ),
        )
        for firm in firms
    ]


def standings_of(office: "Office", month: date, by: "Post | None" = None) -> Mapping[UUID, Standing]:
    """
    What each team served in the months of the year before `month`; nothing of a team that wasn't there.

    A month's due is shared out among the teams that served in it, so that one that joined later owes nothing of it.
    by  within the bounds of the post; the system where there is none
    """
    duties = Duty.objects.system(_WHY) if by is None else Duty.objects.visible_to(by)
    firms = Firm.objects.system(_WHY) if by is None else Firm.objects.visible_to(by)
    first = month.replace(month=1)
    rows = list(
        duties.filter(roster__office=office, roster__published_at__isnull=False)
        .filter(roster__month_date__gte=first, roster__month_date__lt=month)
        .values_list("roster__month_date", "served_date", "firm")
        .annotate(duties=Count("pk"), minutes=Sum(F("seats") * (F("end_minute") - F("start_minute"))))
        .order_by("roster__month_date", "served_date")
    )
    found: dict[UUID, Standing] = defaultdict(Standing)
    if not rows:
        return found
    kinds, teams = day_kinds_of(rows[0][1], rows[-1][1]), list(firms.filter(office=office))
    minutes, rest = Counter[date](), Counter[date]()
    for of_month, day, firm, number, weight in rows:
        of_rest = 0 if kinds[day] in WORKED else number
        minutes[of_month] += weight
        rest[of_month] += of_rest
        found[firm].owed_minutes -= weight
        found[firm].rest_served += of_rest
    for of_month in minutes:
        serving = [firm for firm in teams if _serves_in(firm, of_month)]
        whole = sum(firm.share for firm in serving)
        for firm in serving:
            found[firm.pk].owed_minutes += Fraction(firm.share * minutes[of_month], whole)
            found[firm.pk].rest_due += Fraction(firm.share * rest[of_month], whole)
    return found


def _serves_in(firm: Firm, month: date) -> bool:
    """As `_serving` asks of the database."""
    return firm.from_date < month_after(month) and (firm.until_date is None or firm.until_date > month)


def seatings_of(office: "Office", month: date) -> tuple[list[Seating], date | None]:
    """The duties that the plans in force have in the month, and the first day without any plan, None if each has one."""
    days = days_of(month)
    kinds = day_kinds_of(days[0], days[-1])
    versions = list(Plan.objects.system(_WHY).filter(office=office, from_date__lte=days[-1]).order_by("-from_date"))
    plans = {day: next((each for each in versions if _is_in_force(each, day)), None) for day in days}
    shifts = {plan.pk: shifts_of(plan) for plan in {each.pk: each for each in plans.values() if each}.values()}
    made = []
    for day, plan in plans.items():
        if plan is None or not shifts[plan.pk]:
            return [], day
        for shift in shifts[plan.pk]:
            is_rest = kinds[day] not in WORKED
            seats = shift.rest_seats if is_rest else shift.seats
            if seats:
                made.append(Seating(day, shift.start_minute, shift.end_minute, seats, is_rest))
    return made, None


def _is_in_force(plan: Plan, day: date) -> bool:
    return plan.from_date <= day and (plan.until_date is None or plan.until_date > day)


def duties_of(roster: Roster) -> list[Duty]:
    """For the check of a swap."""
    return list(
        Duty.objects.system(_WHY).filter(roster=roster).select_related("firm").order_by("served_date", "start_minute")
    )


def names_of(firms: Iterable[Firm]) -> Mapping[UUID, str]:
    """Names without what all have in common; with their code where two are called alike."""
    every = list(firms)
    short = {firm.pk: firm.name.removesuffix("律师事务所").removeprefix("示例") or firm.name for firm in every}
    taken = Counter(short.values())
    return {
        firm.pk: short[firm.pk] if taken[short[firm.pk]] == 1 else f"{short[firm.pk]}{firm.code[-4:]}" for firm in every
    }


def _serving(rows: QuerySet[Firm], month: date) -> QuerySet[Firm]:
    after = month_after(month)
    return rows.filter(Q(until_date=None) | Q(until_date__gt=month), from_date__lt=after).order_by("name", "code")


def _outside(firm: Firm, month: date) -> list[date]:
    """Days of the month before it joined or after it left."""
    return [day for day in days_of(month) if day < firm.from_date or (firm.until_date and day >= firm.until_date)]
