"""Which days are worked: 工作日, 周末, 节假日, 调休上班日."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

ONE_DAY = timedelta(days=1)
SATURDAY = 5


class DayKind(StrEnum):
    """The four kinds of day."""

    WORKDAY = "workday"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    MAKEUP_WORKDAY = "makeup_workday"


@dataclass(frozen=True, slots=True)
class Day:
    """
    What the calendar knows of one day.

    name         the holiday it belongs to; None for ordinary workdays and weekends
    provisional  its year has no published notice: weekends are known, holidays are not
    """

    date: date
    kind: DayKind
    name: str | None
    provisional: bool

    @property
    def is_worked(self) -> bool:
        return self.kind is DayKind.WORKDAY or self.kind is DayKind.MAKEUP_WORKDAY


@dataclass(frozen=True, eq=False)
class Calendar:
    """
    Working days as the yearly notices of the State Council arrange them.

    holidays   rest day → name of its holiday, weekends inside a holiday included
    makeup     weekend day that is worked (调休上班) → name of the holiday it makes up for
    published  the years whose notice is in; every other year is provisional

    Source: 全国年节及纪念日放假办法 art. 2, 6, 7.
    """

    holidays: Mapping[date, str]
    makeup: Mapping[date, str]
    published: frozenset[int]
    _known: dict[date, Day] = field(default_factory=dict, init=False, repr=False)

    def is_worked(self, day: date) -> bool:
        """Whether offices are open on `day`."""
        if day in self.holidays:
            return False
        return day.weekday() < SATURDAY or day in self.makeup

    def day(self, day: date) -> Day:
        """All the calendar knows of `day`; the same object each time it is asked."""
        if (known := self._known.get(day)) is None:
            known = self._known[day] = Day(day, *self._kind_and_name(day), day.year not in self.published)
        return known

    def _kind_and_name(self, day: date) -> tuple[DayKind, str | None]:
        if (name := self.holidays.get(day)) is not None:
            return DayKind.HOLIDAY, name
        if (name := self.makeup.get(day)) is not None:
            return DayKind.MAKEUP_WORKDAY, name
        return (DayKind.WORKDAY if day.weekday() < SATURDAY else DayKind.WEEKEND), None


def days_after(day: date) -> Iterator[date]:
    """The days after `day`, without end."""
    while True:
        day += ONE_DAY
        yield day


def days_before(day: date) -> Iterator[date]:
    """The days before `day`, backwards, without end."""
    while True:
        day -= ONE_DAY
        yield day
