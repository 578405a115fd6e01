"""Topics by district and week (咨询研判): counted by the database, compared by the rules."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Max

from fazhi.lines.hotline.models import Consultation, TopicHandover
from fazhi.lines.hotline.rules.rises import WEEKS_BEFORE, Cell, Rise, rises
from fazhi.lines.hotline.terms import Topic

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post

MOST_SHOWN = 200
_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Week:
    """
    A week of topics.

    first   its Monday
    total   consultations received in it, `before` in each of the weeks before, the earliest first
    rises   every cell with any consultation, the least chance first; none where the weeks before have no record
    """

    first: date
    total: int
    before: tuple[int, ...]
    rises: tuple[Rise, ...]

    @property
    def last(self) -> date:
        return self.first + timedelta(days=6)

    @property
    def risen(self) -> tuple[Rise, ...]:
        """Those told as risen."""
        return tuple(each for each in self.rises if each.is_risen)

    @property
    def label(self) -> str:
        year, number, _day = self.first.isocalendar()
        return f"{year}年第{number}周"


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def latest_week(post: "Post", today: date) -> date:
    """Monday of the latest week that is over and has consultations that the post sees; of last week without any."""
    over = monday_of(today)
    rows = Consultation.objects.visible_to(post).filter(received_date__lt=over)
    found = rows.aggregate(last=Max("received_date"))["last"]
    return monday_of(found) if found else over - _WEEK


def week_of(post: "Post", first: date) -> Week:
    """The week from the Monday `first` on, as the post sees it. One query, grouped by the database."""
    start, end = first - WEEKS_BEFORE * _WEEK, first + _WEEK
    rows = (
        Consultation.objects.visible_to(post)
        .filter(received_date__gte=start, received_date__lt=end)
        .order_by()
        .values_list("topic", "district", "received_date")
        .annotate(found=Count("pk"))
    )
    weeks: list[int] = [0] * (WEEKS_BEFORE + 1)
    cells: dict[tuple[str, str], Counter[int]] = defaultdict(Counter)
    for topic, district, day, found in rows:
        place = (day - start).days // 7
        weeks[place] += found
        cells[topic, district][place] += found
    before = tuple(weeks[:-1])
    counted = [
        Cell(topic, district, counts[WEEKS_BEFORE], tuple(counts[place] for place in range(WEEKS_BEFORE)))
        for (topic, district), counts in sorted(cells.items())
    ]
    compared = tuple(rises(counted, weeks[-1], before)) if sum(before) else ()
    return Week(first, weeks[-1], before, compared)


def consultations_of(post: "Post", first: date, topic: Topic, district: str) -> list[Consultation]:
    """The records behind a cell, the latest first; `MOST_SHOWN` at most."""
    rows = Consultation.objects.visible_to(post).filter(
        received_date__gte=first, received_date__lt=first + _WEEK, topic=topic, district=district
    )
    return list(rows.order_by("-received_date", "-number")[:MOST_SHOWN])


def handovers_seen_by(post: "Post") -> list[TopicHandover]:
    """The latest first."""
    rows = TopicHandover.objects.visible_to(post).select_related("receiver", "transfer")
    return list(rows.order_by("-handed_date", "-pk")[:50])
