"""What a period is: its kind, its unit, its length; and what stops it."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fazhi.engines.deadlines.days import ONE_DAY
from fazhi.engines.deadlines.errors import MalformedPeriod, ReversedPause


class Kind(StrEnum):
    """
    What the last day means.

    DEADLINE   the act is due by this day
    MINIMUM    the act is lawful from this day on
    BACKWARD   the act is due so long before an event (听证的七日前)
    FIXED      the act is due before a date of the year (每年3月1日前)
    RETENTION  the last day on which a thing is kept
    CONDITION  no day can be reckoned (及时)
    """

    DEADLINE = "deadline"
    MINIMUM = "minimum"
    BACKWARD = "backward"
    FIXED = "fixed"
    RETENTION = "retention"
    CONDITION = "condition"


class Unit(StrEnum):
    """How the length is counted."""

    CALENDAR_DAYS = "calendar_days"
    WORKING_DAYS = "working_days"
    MONTHS = "months"
    YEARS = "years"
    HOURS = "hours"


PAUSABLE = frozenset({Kind.DEADLINE, Kind.MINIMUM})
WITHOUT_LENGTH = frozenset({Kind.FIXED, Kind.CONDITION})


@dataclass(frozen=True, slots=True)
class Period:
    """
    A period of the law.

    counts     the unit of `length` and `extension`; None for `fixed` and `condition`
    length     units, at least 1; None for `fixed` and `condition`
    rollover   an end on a rest day moves: forward for a deadline or minimum, back for a backward period;
               a fixed date and a retention never move
    extension  units added once; None if the law gives no extension of a fixed length
    before     `fixed` only: (month, day) of the first day that is too late

    Raises MalformedPeriod if the fields contradict each other.
    Source: 民法典 art. 200–204.
    """

    kind: Kind
    counts: Unit | None = None
    length: int | None = None
    rollover: bool = True
    extension: int | None = None
    before: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        if fault := self._fault():
            raise MalformedPeriod(fault)

    def _fault(self) -> str | None:
        if (self.kind is Kind.FIXED) != (self.before is not None):
            return "`before` goes with `fixed`, and only with it"
        if self.before is not None and not _is_date(*self.before):
            return f"`before` is no date of the year: {self.before}"
        measured = self.kind not in WITHOUT_LENGTH
        if (self.length is not None, self.counts is not None) != (measured, measured):
            return f"a {self.kind} period {'needs' if measured else 'has neither'} length and unit"
        if self.length is not None and self.length < 1:
            return f"a length of {self.length}; at least 1"
        if self.extension is not None and (self.extension < 1 or self.kind is not Kind.DEADLINE):
            return "only a deadline is extended, by at least 1"
        if self.counts is Unit.HOURS and self.kind is not Kind.DEADLINE:
            return "hours are for deadlines"
        return None


def _is_date(month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(1999, month)[1]


@dataclass(frozen=True, slots=True, order=True)
class Pause:
    """
    Days on which the period does not run (中止, 不计入期限的时间), both included.

    Raises ReversedPause if `last` lies before `first`.
    """

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ReversedPause(self.first, self.last)

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def merged(pauses: Iterable[Pause]) -> tuple[Pause, ...]:
    """The same days as disjoint pauses in order; days that two pauses share stand once."""
    joined: list[Pause] = []
    for pause in sorted(pauses):
        if joined and pause.first <= joined[-1].last + ONE_DAY:
            joined[-1] = Pause(joined[-1].first, max(joined[-1].last, pause.last))
        else:
            joined.append(pause)
    return tuple(joined)


def corresponding_day(start: date, months: int) -> date:
    """
    The day of the same number `months` later (earlier if negative), or that month's last day if it has none.

    Source: 民法典 art. 202.
    """
    year, month0 = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month0 + 1, min(start.day, monthrange(year, month0 + 1)[1]))


def in_months(period: Period, length: int) -> int:
    """`length` units of a month or year period as months."""
    return length * 12 if period.counts is Unit.YEARS else length
