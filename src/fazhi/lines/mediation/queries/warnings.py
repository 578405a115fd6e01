"""
Early warnings (预警): parties and places with many disputes of one kind lately, within the post's offices.

How many are many, and how long lately is, is 待核 (`terms.REPEATS`, JF-REPEAT).
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count

from fazhi.kernel.calendar import services as calendar
from fazhi.kernel.parties import sharing
from fazhi.lines.mediation.models import PeoplesMatter
from fazhi.lines.mediation.terms import REPEATS, REPEATS_OTHERWISE

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post

SHOWN = 50
PLACES = ("village_committee", "enterprise_committee")
"""Kinds of committees whose office is a place: a village, an enterprise."""


@dataclass(frozen=True)
class Case:
    """One of the matters that a warning counts."""

    id: UUID
    number: str
    accepted: date


@dataclass(frozen=True)
class RepeatingParty:
    """A party of many matters of one category, by equal documents; it is not named."""

    category: str
    cases: tuple[Case, ...]


@dataclass(frozen=True)
class RepeatingPlace:
    office: str
    office_code: str
    category: str
    matters: int


def window_start(on: date) -> date:
    """The first day whose window JF-REPEAT reaches to `on`."""
    (last,) = calendar.due_dates("JF-REPEAT", [on])
    return on - (last - on) if last is not None else on - timedelta(days=1)


def least(category: str) -> int:
    """From how many matters of one category on a party is warned of; of a place it takes twice as many."""
    return REPEATS.get(category, REPEATS_OTHERWISE)


def repeating_parties(post: "Post", *, since: date, on: date) -> tuple[RepeatingParty, ...]:
    """Parties with many matters of one category accepted from `since` to `on`, the most first; at most `SHOWN`."""
    recent = PeoplesMatter.objects.visible_to(post).filter(accepted_date__range=(since, on))
    fewest = min(REPEATS_OTHERWISE, *REPEATS.values())
    groups = sharing.same_documents(recent.values("pk"), fewest, limit=SHOWN * 2)
    wanted = {key for group in groups for key in group}
    matters = {
        key: (category, Case(key, number, day))
        for key, number, category, day in recent.filter(pk__in=wanted).values_list(
            "pk", "number", "category", "accepted_date"
        )
        if day is not None
    }
    found: list[RepeatingParty] = []
    for group in groups:
        by_category: dict[str, list[Case]] = defaultdict(list)
        for key in group:
            category, case = matters[key]
            by_category[category].append(case)
        found += [
            RepeatingParty(category, tuple(sorted(cases, key=lambda each: each.accepted)))
            for category, cases in by_category.items()
            if len(cases) >= least(category)
        ]
    return tuple(sorted(found, key=lambda each: -len(each.cases))[:SHOWN])


def repeating_places(post: "Post", *, since: date, on: date) -> tuple[RepeatingPlace, ...]:
    """Villages and enterprises whose committee has many matters of one category from `since` to `on`; at most `SHOWN`."""
    recent = PeoplesMatter.objects.visible_to(post).filter(office__kind__in=PLACES, accepted_date__range=(since, on))
    counted = recent.order_by().values("office__name", "office__code", "category").annotate(matters=Count("pk"))
    often = counted.filter(matters__gte=2 * min(REPEATS_OTHERWISE, *REPEATS.values()))
    rows = often.order_by("-matters", "office__code").values_list("office__name", "office__code", "category", "matters")
    found = (RepeatingPlace(*row) for row in rows[: SHOWN * 2])
    return tuple(each for each in found if each.matters >= 2 * least(each.category))[:SHOWN]
