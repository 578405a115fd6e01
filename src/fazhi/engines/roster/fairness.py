"""What each team is due, and how near to it whole loads can come: the bound against which a roster is proven."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil, floor, gcd, lcm

from fazhi.engines.roster.terms import Duty, Request, Team

HOLIDAY = Fraction(1)


@dataclass(frozen=True)
class Measure:
    """
    Something that is shared out, in whole units.

    unit     what one unit is worth
    counts   units that each duty counts for each of its teams
    targets  of each team, in units, exact
    goals    whole units of each team that come nearest to the targets, were the duties' times and rules no hindrance
    bound    their largest deviation, in units: no roster goes below it
    """

    unit: Fraction
    counts: tuple[int, ...]
    targets: tuple[Fraction, ...]
    goals: tuple[int, ...]
    bound: Fraction

    def deviation(self, loads: Sequence[int]) -> Fraction:
        """The largest distance of `loads` (units) from the targets."""
        return max(abs(load - target) for load, target in zip(loads, self.targets, strict=True))


def weights_of(request: Request) -> Measure:
    """
    The weights of the duties. A team's target is its share of all weight, with what it carries over; what all teams carry
    over together is shared out too, so that the targets add up to the weight there is.
    """
    shares, total = _shares(request.teams), sum((duty.weight * duty.teams for duty in request.duties), Fraction(0))
    carried = sum((team.carry_over for team in request.teams), Fraction(0))
    targets = [share * (total - carried) + team.carry_over for share, team in zip(shares, request.teams, strict=True)]
    return _measure(request, lambda duty: duty.weight, targets)


def holidays_of(request: Request) -> Measure | None:
    """
    The holiday duties, one each, None without any. A team's target is its share of the year's so far, less what it served.
    """
    number = sum(duty.teams for duty in request.duties if duty.holiday)
    if not number:
        return None
    year = number + sum(team.holidays_served for team in request.teams)
    targets = [
        share * year - team.holidays_served for share, team in zip(_shares(request.teams), request.teams, strict=True)
    ]
    return _measure(request, lambda duty: HOLIDAY if duty.holiday else Fraction(0), targets)


def _shares(teams: Sequence[Team]) -> list[Fraction]:
    whole = sum((team.share for team in teams), Fraction(0))
    return [team.share / whole for team in teams]


def _measure(request: Request, weight: Callable[[Duty], Fraction], targets: Sequence[Fraction]) -> Measure:
    weights = [weight(duty) for duty in request.duties]
    unit = _unit(weights)
    counts = tuple(int(each / unit) for each in weights)
    units = [target / unit for target in targets]
    settled = [sum(count for count, duty in zip(counts, request.duties, strict=True) if team.id in duty.fixed)
               for team in request.teams]  # fmt: skip
    most = [_most(request, team, counts) for team in request.teams]
    total = sum(count * duty.teams for count, duty in zip(counts, request.duties, strict=True))
    goals = apportion(units, total, settled, most)
    bound = max(abs(goal - target) for goal, target in zip(goals, units, strict=True))
    return Measure(unit, counts, tuple(units), tuple(goals), bound)


def _unit(weights: Sequence[Fraction]) -> Fraction:
    """The largest weight of which all are whole multiples."""
    below = lcm(*(weight.denominator for weight in weights))
    above = gcd(*(int(weight * below) for weight in weights))
    return Fraction(above or 1, below)


def apportion(targets: Sequence[Fraction], total: int, least: Sequence[int], most: Sequence[int]) -> list[int]:
    """
    Whole loads of the sum `total`, each within its bounds where that is possible, nearest to the targets.

    One unit after another goes to the team that is furthest below its target. That minimises the sum of f(load − target) for
    every convex f at once, so the largest deviation too; without bounds it is the rounding by largest remainders (Hamilton).
    Equal claims are settled in the order of the teams. Where the bounds leave no way, the sum falls short of `total`.
    """
    limits = [(low, max(low, high)) for low, high in zip(least, most, strict=True)]
    loads = _all_but_the_last(targets, total, limits)
    while sum(loads) < total:
        open_to = [team for team, (_, high) in enumerate(limits) if loads[team] < high]
        if not open_to:
            break
        loads[max(open_to, key=lambda team: (targets[team] - loads[team], -team))] += 1
    return loads


def _all_but_the_last(targets: Sequence[Fraction], total: int, limits: Sequence[tuple[int, int]]) -> list[int]:
    """The loads after all units that close a distance of at least some whole number, the smallest that `total` allows."""

    def at(distance: int) -> list[int]:
        whole = [floor(target) - distance for target in targets]
        return [min(max(each, low), high) for each, (low, high) in zip(whole, limits, strict=True)]

    reach = total + max(abs(ceil(target)) for target in targets) + 1
    low, high = -reach, reach
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if sum(at(middle)) <= total else (middle + 1, high)
    return at(low)


def _most(request: Request, team: Team, counts: Sequence[int]) -> int:
    """The most units that the team could serve, by its dates, specialisms and the limits of day and week alone."""
    rules = request.rules
    weeks: dict[date, dict[date, list[int]]] = {}
    for duty, count in zip(request.duties, counts, strict=True):
        fixed = team.id in duty.fixed
        if fixed or (duty.date not in team.unavailable and duty.needs <= team.specialisms):
            weeks.setdefault(duty.week, {}).setdefault(duty.date, []).append(count)
    found = 0
    for days in weeks.values():
        kept = [count for day in days.values() for count in sorted(day, reverse=True)[: rules.max_per_day]]
        found += sum(sorted(kept, reverse=True)[: rules.max_per_week])
    return found
