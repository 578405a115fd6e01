"""The records of calls as planning and the pages read them: whole months at once, no row as an object."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, F, IntegerField, Max, Min, Sum
from django.db.models.expressions import ExpressionWrapper

from fazhi.lines.hotline.models import Call
from fazhi.lines.hotline.terms import Outcome
from fazhi.lines.hotline.terms.planning import SLOT_MINUTES, SLOTS

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post

_OFFERED = (Outcome.ANSWERED.value, Outcome.HUNG_UP.value, Outcome.REFUSED.value)


@dataclass(frozen=True)
class Cell:
    """Calls of one half hour of one weekday, summed over the month; `waited` are the seconds that they waited together."""

    offered: int = 0
    answered: int = 0
    gone: int = 0
    waited: int = 0


@dataclass(frozen=True)
class MonthTide:
    """
    A month's calls by weekday and half hour.

    cells  [weekday][slot]
    days   how many days of each weekday have any call on record
    """

    first: date
    cells: tuple[tuple[Cell, ...], ...]
    days: tuple[int, ...]

    @property
    def offered(self) -> int:
        return sum(cell.offered for row in self.cells for cell in row)


def month_after(day: date) -> date:
    """First day of the month after that of `day`."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def month_before(day: date) -> date:
    """First day of the month before that of `day`."""
    return (day.replace(day=1) - timedelta(days=1)).replace(day=1)


def days_of(month: date) -> list[date]:
    return [month + timedelta(days=each) for each in range((month_after(month) - month).days)]


def records_span(post: "Post") -> tuple[date, date] | None:
    """First and last day of which the post sees calls, None without any."""
    found = Call.objects.visible_to(post).aggregate(first=Min("called_date"), last=Max("called_date"))
    return (found["first"], found["last"]) if found["first"] else None


def month_tide(post: "Post", month: date) -> MonthTide:
    """The calls of a month that the post sees; one query, grouped by the database."""
    slot = ExpressionWrapper(F("minute") / SLOT_MINUTES, output_field=IntegerField())
    rows = (
        Call.objects.visible_to(post)
        .filter(called_date__gte=month, called_date__lt=month_after(month), outcome__in=_OFFERED)
        .annotate(slot=slot)
        .values_list("called_date", "slot", "outcome")
        .annotate(calls=Count("id"), waited=Sum("wait_seconds"))
    )
    sums: dict[tuple[int, int], list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    days: list[set[date]] = [set() for _ in range(7)]
    for day, place, outcome, calls, waited in rows:
        days[day.weekday()].add(day)
        found = sums[day.weekday(), int(place)]
        found[0] += calls
        found[1] += calls if outcome == Outcome.ANSWERED else 0
        found[2] += calls if outcome != Outcome.ANSWERED else 0
        found[3] += waited
    cells = tuple(tuple(Cell(*sums[weekday, place]) for place in range(SLOTS)) for weekday in range(7))
    return MonthTide(month, cells, tuple(len(each) for each in days))
