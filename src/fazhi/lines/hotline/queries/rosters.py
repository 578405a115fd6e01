"""Rosters of a month, who can serve when, and what was swapped, as a post sees them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q, QuerySet

from fazhi.lines.hotline.models import Duty, Firm, Plan, Roster, Swap, Unavailability
from fazhi.lines.hotline.queries import day_kinds_of
from fazhi.lines.hotline.queries.drafts import MOST_SHOWN, shifts_of
from fazhi.lines.hotline.queries.records import days_of, month_after
from fazhi.lines.hotline.terms.planning import Seating, Team

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Office, Post

_WHY = "a roster is made of its own office's plans and teams"
WORKED = frozenset({"workday", "makeup_workday"})


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
    names = names_of(firms)
    return [(firm, Team(names[firm.pk], firm.share, frozenset(away[firm.pk]))) for firm in firms]


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
            seats = shift.seats if kinds[day] in WORKED else shift.rest_seats
            if seats:
                made.append(Seating(day, shift.start_minute, shift.end_minute, seats))
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
