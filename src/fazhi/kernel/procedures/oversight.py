"""
Questions of those who answer for others' work: how much is open, what is overdue and whose, which limits were kept.

All are asked set by set, for an office and all below it within the bounds of the post that asks.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Count, Min, Q, QuerySet
from django.utils import timezone

from fazhi.engines.indicator import Period
from fazhi.kernel.organisations.models import Office
from fazhi.kernel.procedures.models import Clock, Task
from fazhi.kernel.procedures.services.nearest import stands_still
from fazhi.kernel.procedures.worklist import ends_of

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post

SOON, LONG = timedelta(days=3), timedelta(days=10)
"""Where the first and the second class of delay end."""


class Which(Enum):
    """
    A number of the page, opened.

    OPEN, WEEK  all tasks; those that fall due in what is left of this week
    LATE, LATE_LONG  those past due; those past due by more than ten days
    """

    OPEN = "open"
    WEEK = "week"
    LATE = "late"
    LATE_LONG = "late_long"


class Standing(NamedTuple):
    """
    Where the work of some procedures and offices stands: numbers of matters, and of limits in a period.

    open         matters with an open task
    week         of these, due in what is left of this week
    late_short, late, late_long  past due by up to three days, up to ten, and more
    kept, missed  limits stopped in the period: by the last lawful day, and after it
    lapsed       limits whose last day lies in the period, before today, and that still run
    """

    open: int = 0
    week: int = 0
    late_short: int = 0
    late: int = 0
    late_long: int = 0
    kept: int = 0
    missed: int = 0
    lapsed: int = 0

    @property
    def overdue(self) -> int:
        """Matters past due."""
        return self.late_short + self.late + self.late_long

    @property
    def judged(self) -> int:
        """Limits of the period that were kept or not."""
        return self.kept + self.missed + self.lapsed

    @property
    def rate(self) -> Fraction | None:
        """The share of the limits of the period that were kept; None where there were none."""
        return Fraction(self.kept, self.judged) if self.judged else None


def total(standings: Iterable[Standing]) -> Standing:
    """All of them together."""
    return Standing(*map(sum, zip(*standings, strict=True)))


Place = tuple[str, int]
"""A procedure's name, and an office's id."""


@dataclass(frozen=True)
class Sight:
    """What is looked at: `office` and all below it, as `post` sees it at the moment `at`, and the limits of `period`."""

    post: "Post"
    office: Office
    period: Period
    at: datetime

    @property
    def offices(self) -> QuerySet[Office]:
        seen = Office.objects.visible_to(self.post)
        return seen.filter(left__range=(self.office.left, self.office.right))


def standings(sight: Sight) -> dict[Place, Standing]:
    """Where the work stands, by procedure and office; three queries however many there are."""
    parts: dict[Place, list[Standing]] = defaultdict(list)
    _, week = ends_of(sight.at)
    late = Q(due_at__lte=sight.at)
    counted = {  # the first columns of a standing, in its order
        "open": Count("pk"),
        "week": Count("pk", filter=~late & Q(due_at__lte=week)),
        "late_short": Count("pk", filter=late & Q(due_at__gt=sight.at - SOON)),
        "late": Count("pk", filter=Q(due_at__lte=sight.at - SOON, due_at__gt=sight.at - LONG)),
        "late_long": Count("pk", filter=Q(due_at__lte=sight.at - LONG)),
    }
    grouped = _tasks(sight).order_by().values_list("procedure", "office").annotate(**counted)
    for procedure, office, *numbers in grouped:
        parts[procedure, office].append(Standing(*numbers))
    # In the order of the index, and of nothing that lies outside it, so that a year's limits are counted from it alone.
    stopped = _stopped(sight).order_by().values_list("office", "procedure", "is_on_time").annotate(number=Count("*"))
    for office, procedure, kept, number in stopped:
        parts[procedure, office].append(Standing(kept=number) if kept else Standing(missed=number))
    lapsed = _lapsed(sight).order_by().values_list("procedure", "office").annotate(number=Count("pk"))
    for procedure, office, number in lapsed:
        parts[procedure, office].append(Standing(lapsed=number))
    return {place: total(found) for place, found in parts.items()}


def by_procedure(found: Mapping[Place, Standing]) -> dict[str, Standing]:
    """The same over all offices."""
    parts: dict[str, list[Standing]] = defaultdict(list)
    for (procedure, _office), standing in found.items():
        parts[procedure].append(standing)
    return {procedure: total(standings) for procedure, standings in parts.items()}


def by_office(found: Mapping[Place, Standing]) -> dict[int, Standing]:
    """The same over all procedures."""
    parts: dict[int, list[Standing]] = defaultdict(list)
    for (_procedure, office), standing in found.items():
        parts[office].append(standing)
    return {office: total(standings) for office, standings in parts.items()}


@dataclass(frozen=True)
class Holder:
    """
    How much of one post's work is overdue.

    name     "" for what nobody has taken
    longest  the last lawful day of what has been overdue longest
    """

    name: str
    office: str
    overdue: int
    longest: date


def overdue_by_holder(sight: Sight, *, most: int) -> tuple[Holder, ...]:
    """In whose hands what is overdue lies, the most first; what is untaken counts for its office."""
    late = _tasks(sight).filter(due_at__lte=sight.at).order_by()
    grouped = late.values_list("holder__official__name", "office__name").annotate(
        number=Count("pk"), longest=Min("due_at")
    )
    rows = grouped.order_by("-number", "longest", "office__name")[:most]
    return tuple(Holder(name or "", office, number, _last_day(ends)) for name, office, number, ends in rows)


def _last_day(ends: datetime) -> date:
    """The day that a limit ended with: a day's end is the next one's midnight."""
    return timezone.localdate(ends - timedelta(microseconds=1))


def tasks_behind(sight: Sight, which: Which, procedure: str = "") -> QuerySet[Task]:
    """The tasks that a number counts, in no order."""
    tasks = _tasks(sight)
    if procedure:
        tasks = tasks.filter(procedure=procedure)
    match which:
        case Which.WEEK:
            return tasks.filter(due_at__gt=sight.at, due_at__lte=ends_of(sight.at)[1])
        case Which.LATE:
            return tasks.filter(due_at__lte=sight.at)
        case Which.LATE_LONG:
            return tasks.filter(due_at__lte=sight.at - LONG)
    return tasks


class Judged(Enum):
    """What became of a limit of the period: kept, stopped after its last day, or lapsed and running still."""

    KEPT = "kept"
    MISSED = "missed"
    LAPSED = "lapsed"


def limits_behind(
    sight: Sight, procedure: str, judged: Judged, *, after: tuple[int, int, int] | None = None, limit: int
) -> list[Clock]:
    """
    A page of the limits that the rate of a procedure counts, office by office and month by month; with office.

    after  office, month and id of the latest one seen; the month of a lapsed one is 0
    """
    order: tuple[str, ...] = ("office", "stopped_month", "pk")
    if judged is Judged.LAPSED:
        clocks, order = _lapsed(sight), ("office", "pk")
    else:
        clocks = _stopped(sight).filter(is_on_time=int(judged is Judged.KEPT))
    clocks = clocks.filter(procedure=procedure)
    if after is not None:
        office, month, key = after
        here = Q(office=office) & _later_in_office(judged, month, key)
        clocks = clocks.filter(Q(office__gt=office) | here, office__gte=office)
    return list(clocks.select_related("office").order_by(*order)[:limit])


def _later_in_office(judged: Judged, month: int, key: int) -> Q:
    if judged is Judged.LAPSED:
        return Q(pk__gt=key)
    return Q(stopped_month__gt=month) | Q(stopped_month=month, pk__gt=key)


def _tasks(sight: Sight) -> QuerySet[Task]:
    return Task.objects.visible_to(sight.post).filter(_below(sight), done_at=None)


def _below(sight: Sight) -> Q:
    return Q(office__left__range=(sight.office.left, sight.office.right))


def _stopped(sight: Sight) -> QuerySet[Clock]:
    clocks = Clock.objects.system("the rate of an office: its bounds stand in the list of offices")
    return clocks.filter(_stopped_in(sight), office__in=sight.offices.values("pk"))


def _stopped_in(sight: Sight) -> Q:
    period = sight.period
    within = Q(is_on_time__isnull=False, stopped_year=period.year)
    if period.quarter or period.month:
        within &= Q(stopped_month__range=(period.first.month, period.last.month))
    return within


def _lapsed(sight: Sight) -> QuerySet[Clock]:
    return Clock.objects.visible_to(sight.post).filter(_lapsed_in(sight), _below(sight))


def _lapsed_in(sight: Sight) -> Q:
    latest = min(sight.period.last, timezone.localdate(sight.at) - timedelta(days=1))
    running = Q(stopped_at__isnull=True, due_date__gte=sight.period.first, due_date__lte=latest)
    return running & ~Q(stands_still())
