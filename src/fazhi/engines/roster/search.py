"""
Greedy and swaps: the first answer, and the only one without the exact solver.

Each duty is first given to the team that is furthest below its goals. Then single changes (a duty to another
team, two teams' duties exchanged, an open duty forced onto a team that gives up what is in the way) improve the roster, a duty
just moved staying where it is for a while (tabu search, Glover 1989). No random source: equal input, equal answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from fazhi.engines.roster.fairness import Measure
from fazhi.engines.roster.shape import Flags, Integers, Shape
from fazhi.engines.roster.terms import Rules

OPEN = -1
ANY_NUMBER = 1 << 30
HOLD = 7  # rounds that a place keeps its new team, and up to as many again
EFFORT = 20_000_000  # changes looked at, at most
ROUND = 10_000  # such changes cost as much time as a round does without any
PATIENCE = 60  # rounds without a better roster, and one for each place, before it ends
AT_ONCE = 1_000_000  # changes looked at in one round, at most
FEW = 256


@dataclass(frozen=True)
class Change:
    """`place` goes to `team`, in exchange for the place `back` where there is one."""

    place: int
    team: int
    back: int | None


class Search:
    """
    A roster in the making. A duty has as many places as it needs teams.

    duty_of, team_of  [place]; the team is OPEN where there is none yet
    settled           [place]: its team stays
    clash             [team, duty]: duties of the team that exclude this one
    in_day, in_week   [team, day]: its duties
    over              [measure, team]: units above its goal
    held              [place]: the round until which it keeps its team
    """

    def __init__(self, shape: Shape, measures: Sequence[Measure], rules: Rules) -> None:
        self.shape = shape
        self.most_day = ANY_NUMBER if rules.max_per_day is None else rules.max_per_day
        self.most_week = ANY_NUMBER if rules.max_per_week is None else rules.max_per_week
        self.duty_of = np.repeat(np.arange(len(shape.needed)), shape.needed)
        self.team_of = np.full(len(self.duty_of), OPEN)
        teams, duties = shape.able.shape
        self.counts = np.array([measure.counts for measure in measures], dtype=np.int64)
        goals = np.array([measure.goals for measure in measures], dtype=np.int64)
        self.over = -goals
        self.scale = _scale(self.counts, goals)
        self.clash = np.zeros((teams, duties), dtype=np.int64)
        self.in_day = np.zeros((teams, shape.day.max() + 1), dtype=np.int64)
        self.in_week = np.zeros((teams, shape.week.max() + 1), dtype=np.int64)
        self.held = np.zeros(len(self.duty_of), dtype=np.int64)
        self.round = 0
        self.chance = 12345
        self.looked = 0
        for duty in range(duties):
            first = int(np.searchsorted(self.duty_of, duty))
            for place, team in enumerate(np.flatnonzero(shape.fixed[:, duty]).tolist(), first):
                self._take(place, team)
        self.settled = self.team_of != OPEN

    @property
    def open_places(self) -> Integers:
        return np.flatnonzero(self.team_of == OPEN)

    @property
    def distance(self) -> int:
        """How far the loads are from their goals, a unit of an earlier measure weighing more than all of a later one."""
        return int((self.scale[:, None] * np.abs(self.over)).sum())

    def run(self, effort: int) -> Integers:
        """The teams of all places in the best roster found."""
        self._fill()
        best, record, until = self.team_of.copy(), (len(self.open_places), self.distance), PATIENCE + len(self.team_of)
        while self.looked < effort and self.round < until and record != (0, 0):
            self.round += 1
            self.looked += ROUND
            self.chance = (self.chance * 1103515245 + 12345) % 2147483648
            if len(self.open_places):
                self._force(int(self.open_places[(self.chance >> 8) % len(self.open_places)]))
            else:
                change = self._best_change(record[1] - self.distance if record[0] == 0 else ANY_NUMBER)
                if change is None:
                    self.held[:] = 0  # nothing may move: all that was held is free again
                else:
                    self._make(change)
            reached = (len(self.open_places), self.distance)
            if reached < record:
                best, record = self.team_of.copy(), reached
                until = self.round + PATIENCE + len(best)
        return best

    def _take(self, place: int, team: int) -> None:
        self.team_of[place] = team
        self.held[place] = self.round + HOLD + (self.chance >> 5) % HOLD if self.round else 0
        self._count(team, int(self.duty_of[place]), 1)

    def _give_up(self, place: int) -> None:
        self._count(int(self.team_of[place]), int(self.duty_of[place]), -1)
        self.team_of[place] = OPEN

    def _count(self, team: int, duty: int, times: int) -> None:
        self.clash[team] += times * self.shape.apart[duty]
        self.in_day[team, self.shape.day[duty]] += times
        self.in_week[team, self.shape.week[duty]] += times
        self.over[:, team] += times * self.counts[:, duty]

    def _fits(self, team: Integers, duty: Integers, without: Integers | None = None) -> Flags:
        """Whether teams can take duties, once they have given up the duties `without`; the arrays go together."""
        shape = self.shape
        close = self.clash[team, duty]
        today, this_week = self.in_day[team, shape.day[duty]], self.in_week[team, shape.week[duty]]
        if without is not None:
            close = close - shape.apart[without, duty]
            today = today - (shape.day[without] == shape.day[duty])
            this_week = this_week - (shape.week[without] == shape.week[duty])
        return shape.able[team, duty] & (close == 0) & (today < self.most_day) & (this_week < self.most_week)

    def _fill(self) -> None:
        """
        Each open place, day by day and those with the least choice first, to the team furthest below its goals. Duties that
        count in more measures go before all others, by the rarer measure first: later exchanges would hardly mend that.
        """
        choice, measures = self.shape.able.sum(axis=0)[self.duty_of], (self.counts > 0).sum(axis=0)[self.duty_of]
        everyone = np.arange(len(self.clash))
        for place in np.lexsort((choice, self.shape.day[self.duty_of], -measures)).tolist():
            if self.team_of[place] == OPEN:
                fits = everyone[self._fits(everyone, np.broadcast_to(self.duty_of[place], everyone.shape))]
                rank = self.over[:, fits] if self.counts[-1, self.duty_of[place]] else self.over[::-1, fits]
                if len(fits):
                    self._take(place, int(fits[np.lexsort(rank)[0]]))

    def _force(self, place: int) -> None:
        """Give the place to the team that must give up least for it; what that gives up is open again."""
        duty, shape = int(self.duty_of[place]), self.shape
        over_day = self.in_day[:, shape.day[duty]] + 1 - self.most_day
        over_week = self.in_week[:, shape.week[duty]] + 1 - self.most_week
        price = (self.clash[:, duty] + np.maximum(over_day, 0) + np.maximum(over_week, 0)) * 4 * len(self.duty_of)
        possible = shape.able[:, duty].copy()
        for other in np.flatnonzero((self.team_of != OPEN) & shape.apart[self.duty_of, duty]).tolist():
            team = self.team_of[other]
            possible[team] &= not self.settled[other] and self.duty_of[other] != duty
            price[team] += max(0, int(self.held[other]) - self.round)
        teams = np.roll(np.flatnonzero(possible), -(self.chance >> 4))
        if len(teams):
            chosen = int(teams[price[teams].argmin()])
            self._make_room(chosen, duty)
            if self._fits(np.array([chosen]), np.array([duty]))[0]:
                self._take(place, chosen)

    def _make_room(self, team: int, duty: int) -> None:
        """The team gives up what excludes the duty, then what else makes its day or its week too full."""
        day, week = self.shape.day, self.shape.week
        own = np.roll(np.flatnonzero((self.team_of == team) & ~self.settled), -(self.chance >> 6)).tolist()
        for other in own:
            if self.shape.apart[self.duty_of[other], duty]:
                self._give_up(other)
        for other in own:
            its = self.duty_of[other]
            full_day = day[its] == day[duty] and self.in_day[team, day[duty]] >= self.most_day
            full_week = week[its] == week[duty] and self.in_week[team, week[duty]] >= self.most_week
            if self.team_of[other] == team and (full_day or full_week):
                self._give_up(other)

    def _best_change(self, record: int) -> Change | None:
        """
        The change after which the distance is least, of those that move a duty of a team off its goals. What is held moves only
        for less than `record`: to where the search never was.
        """
        free = np.flatnonzero(~self.settled)
        uneven = (self.over != 0).any(axis=0)
        moving = free[uneven[self.team_of[free]]]
        moving = np.roll(moving, -self.chance)[: max(1, AT_ONCE // len(self.duty_of))]
        self.looked += len(moving) * len(free)
        if not len(moving):
            return None
        moves = self._moves(moving, record)
        swaps = self._swaps(moving, np.roll(free, -(self.chance >> 3)), record)
        found = [each for each in (moves, swaps) if each is not None]
        return min(found, key=lambda each: each[0])[1] if found else None

    def _moves(self, moving: Integers, record: int) -> tuple[int, Change] | None:
        teams = np.roll(np.arange(len(self.clash)), -(self.chance >> 2))
        duty = self.duty_of[moving]
        worth = self._worth(self.counts[:, duty, None], self.team_of[moving], teams)
        allowed = self._fits(teams[None, :], duty[:, None]) & (
            (self.held[moving] <= self.round)[:, None] | (worth < record)
        )
        if not allowed.any():
            return None
        best = int(np.where(allowed, worth, np.iinfo(np.int64).max).argmin())
        place, team = divmod(best, len(teams))
        return int(worth.flat[best]), Change(int(moving[place]), int(teams[team]), None)

    def _swaps(self, moving: Integers, free: Integers, record: int) -> tuple[int, Change] | None:
        gives, takes = self.team_of[moving], self.team_of[free]
        counts = self.counts[:, self.duty_of[moving], None] - self.counts[:, None, self.duty_of[free]]
        worth = self._worth(counts, gives, takes)
        held = (self.held[moving] > self.round)[:, None] | (self.held[free] > self.round)[None, :]
        rows, columns = np.nonzero((worth != 0) & (gives[:, None] != takes[None, :]) & (~held | (worth < record)))
        order = worth[rows, columns].argsort(kind="stable")
        for start in range(0, len(order), FEW):
            row, column = rows[order[start : start + FEW]], columns[order[start : start + FEW]]
            out, back = self.duty_of[moving[row]], self.duty_of[free[column]]
            fits = np.flatnonzero(self._fits(takes[column], out, back) & self._fits(gives[row], back, out))
            if len(fits):
                row, column = row[fits[0]], column[fits[0]]
                return int(worth[row, column]), Change(int(moving[row]), int(takes[column]), int(free[column]))
        return None

    def _worth(self, moved: Integers, gives: Integers, takes: Integers) -> Integers:
        """[giving, taking]: what it adds to the distance if `moved` units [measure, giving, taking] change hands."""
        more, less = self.over[:, gives, None], self.over[:, None, takes]
        added = np.abs(more - moved) + np.abs(less + moved) - np.abs(more) - np.abs(less)
        found: Integers = np.tensordot(self.scale, added, axes=1)
        return found

    def _make(self, change: Change) -> None:
        team = int(self.team_of[change.place])
        self._give_up(change.place)
        if change.back is not None:
            self._give_up(change.back)
            self._take(change.back, team)
        self._take(change.place, change.team)


def attempt(shape: Shape, measures: Sequence[Measure], rules: Rules, *, effort: int = EFFORT) -> Flags:
    """[team, duty]: the best roster found with `effort`, the most balanced by the measures in their order; duties may stay open."""
    search = Search(shape, measures, rules)
    team_of = search.run(effort)
    found = np.zeros(shape.able.shape, dtype=np.bool_)
    filled = team_of != OPEN
    found[team_of[filled], search.duty_of[filled]] = True
    return found


def _scale(counts: Integers, goals: Integers) -> Integers:
    """What a unit of each measure weighs: more than all of the later ones together."""
    scale = np.ones(len(counts), dtype=np.int64)
    for measure in range(len(counts) - 2, -1, -1):
        farthest = int(counts[measure + 1].sum() + np.abs(goals[measure + 1]).max() + 1)
        scale[measure] = scale[measure + 1] * 4 * goals.shape[1] * farthest
    return scale
