from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date as Date  # so that a field may be called `date`
from datetime import timedelta
from fractions import Fraction

DAY_MINUTES = 1440


@dataclass(frozen=True)
class Team:
    """
    A duty team 值班团队, mostly a law firm.

    share            of all duty, in proportion to the others' shares
    unavailable      dates on which no duty of its may begin
    carry_over       weight that it still owes from earlier months; negative for what it served too much
    specialisms      what it can advise on
    holidays_served  holiday duties that it served earlier in the year; a fraction, or below 0, where its due of them was taken off
    """

    id: str
    share: Fraction = Fraction(1)
    unavailable: frozenset[Date] = frozenset()
    carry_over: Fraction = Fraction(0)
    specialisms: frozenset[str] = frozenset()
    holidays_served: Fraction = Fraction(0)


@dataclass(frozen=True)
class Duty:
    """
    A segment of one day that teams are to serve 值班.

    start, end  minutes from midnight of `date`; `end` is later than `start`, beyond 1440 where it passes midnight
    teams       how many serve it together
    weight      what it counts for each of them; 0 counts nothing
    needs       specialisms that each of them has
    holiday     whether it counts among the holiday duties, which are shared out over the year
    fixed       teams that serve it in any case: settled already, or served before this roster begins
    """

    id: str
    date: Date
    start: int
    end: int
    teams: int = 1
    weight: Fraction = Fraction(1)
    needs: frozenset[str] = frozenset()
    holiday: bool = False
    fixed: tuple[str, ...] = ()

    @property
    def week(self) -> Date:
        """The Monday of its week."""
        return self.date - timedelta(days=self.date.weekday())

    @property
    def span(self) -> tuple[int, int]:
        """First minute, and the one after the last, on one scale for all dates."""
        midnight = self.date.toordinal() * DAY_MINUTES
        return midnight + self.start, midnight + self.end


@dataclass(frozen=True)
class Rules:
    """
    What holds for every team.

    max_per_day, max_per_week  duties that begin on one date, and in one week from Monday on; None for any number
    rest_minutes               from the end of a duty to the start of the next; duties never overlap, even with 0
    """

    max_per_day: int | None = None
    max_per_week: int | None = None
    rest_minutes: int = 0


@dataclass(frozen=True)
class Request:
    """Teams, duties and rules; ids are each used once, and `fixed` names only teams there are."""

    teams: tuple[Team, ...]
    duties: tuple[Duty, ...]
    rules: Rules = Rules()


Assignments = Mapping[str, tuple[str, ...]]
"""Duty → its teams, in the order of the request."""


@dataclass(frozen=True)
class Balance:
    """
    How evenly something is shared out among the teams.

    targets  team → its due; loads: team → what it got
    bound    a largest deviation that no roster goes below
    """

    targets: Mapping[str, Fraction]
    loads: Mapping[str, Fraction]
    bound: Fraction

    @property
    def deviation(self) -> Fraction:
        """The largest distance between a team's load and its target."""
        return max(abs(self.loads[team] - target) for team, target in self.targets.items())

    @property
    def gap(self) -> Fraction:
        """What a better roster could gain at most; 0 proves that there is none."""
        return self.deviation - self.bound


@dataclass(frozen=True)
class Roster:
    """
    Who serves when.

    weights   the balance of duty weights, which comes first
    holidays  that of holiday duties over the year, None without any; its loads and targets are this roster's own part
    """

    assignments: Assignments
    weights: Balance
    holidays: Balance | None

    @property
    def is_proven(self) -> bool:
        """Whether no roster shares the weights out more evenly."""
        return self.weights.gap == 0
