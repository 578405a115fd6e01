"""The nouns of planning: what a plan is drawn from, what is asked for, and what a draft says."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from importlib.util import find_spec

DRAFT_JOB = "hotline.draft"

SLOT_MINUTES = 30
SLOTS = 24 * 60 // SLOT_MINUTES
MOST_SEGMENTS = 24
LEAST_TARGET, MOST_TARGET = 50, 99
"""Per cent of the calls of each half hour."""

HISTORY_DAYS = 400
"""Days of records that a tide is learned from, at most."""


def is_equipped() -> bool:
    """Whether the extra `[planning]` is installed."""
    return all(find_spec(name) is not None for name in ("numpy", "numba", "ortools"))


@dataclass(frozen=True)
class CallRow:
    """A call as planning reads it: `caller` is the keyed digest of a number, "" where withheld."""

    day: date
    minute: int
    outcome: str
    wait_seconds: int
    talk_seconds: int
    caller: str


@dataclass(frozen=True)
class Shift:
    """A segment of a plan: minutes from midnight, seats on days worked and on days of rest."""

    start_minute: int
    end_minute: int
    seats: int
    rest_seats: int


@dataclass(frozen=True)
class Wish:
    """
    What a draft is asked for.

    month     first day of the month to plan for
    target    per cent of each half hour's calls that shall be answered
    segments  that a day is cut into
    """

    month: date
    target: int
    segments: int


def seat_hours(shifts: "tuple[Shift, ...] | list[Shift]", *, rest: bool = False) -> float:
    """Of a day worked, or of one of rest."""
    return (
        sum((each.end_minute - each.start_minute) * (each.rest_seats if rest else each.seats) for each in shifts) / 60
    )


def clock(minute: int) -> str:
    """Minutes from midnight as HH:MM."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


@dataclass(frozen=True)
class Seating:
    """A duty to be given to one team: a segment of a day with its seats; `is_rest` on weekends and public holidays."""

    day: date
    start_minute: int
    end_minute: int
    seats: int
    is_rest: bool = False

    @property
    def name(self) -> str:
        """As sentences call it."""
        return f"{self.day} {clock(self.start_minute)}"

    @property
    def seat_minutes(self) -> int:
        return self.seats * (self.end_minute - self.start_minute)


@dataclass(frozen=True)
class Team:
    """
    A team as the roster takes it: `share` of all duty, `away` on these days.

    specialisms  topics on which it advises
    owed         seat-hours that it served less than its due in the year's months before; below 0, more
    rest_over    duties on days of rest that it served beyond its due in those months; below 0, less
    """

    name: str
    share: int
    away: frozenset[date]
    specialisms: frozenset[str] = frozenset()
    owed: Fraction = Fraction(0)
    rest_over: Fraction = Fraction(0)


@dataclass(frozen=True)
class RosterRules:
    """
    What holds for every team: duties a day and a week (0 for any number), hours from the end of one to the next.

    needs  (minute of the day, topic): the duty of that minute takes a team with that specialism
    """

    max_per_day: int
    max_per_week: int
    rest_hours: int
    needs: tuple[tuple[int, str], ...] = ()

    def needs_of(self, start: int, end: int) -> frozenset[str]:
        """Specialisms that a duty of those minutes asks for."""
        return frozenset(topic for minute, topic in self.needs if start <= minute < end)
