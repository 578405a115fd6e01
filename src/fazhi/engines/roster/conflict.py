"""Why there is no roster: demands that can't be met together, none of which can be left out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date as Date
from typing import Any

from fazhi.engines.roster.exact import LIMIT, new_solver
from fazhi.engines.roster.shape import exclusive_groups
from fazhi.engines.roster.terms import Duty, Request, Team


@dataclass(frozen=True)
class Cover:
    """The duty needs its teams; `can` are those available that day with its specialisms."""

    duty: Duty
    can: tuple[str, ...]


@dataclass(frozen=True)
class Absent:
    """The team is unavailable on the date."""

    team: str
    date: Date


@dataclass(frozen=True)
class Lacking:
    """The team lacks specialisms that the duty needs."""

    team: str
    duty: Duty


@dataclass(frozen=True)
class PerDay:
    """No team serves more than `most` duties of the date."""

    date: Date
    most: int


@dataclass(frozen=True)
class PerWeek:
    """No team serves more than `most` duties of the week from Monday, `date`, on."""

    date: Date
    most: int


@dataclass(frozen=True)
class Apart:
    """No team serves two of these duties: they overlap, or leave less than the minutes of rest between them."""

    duties: tuple[Duty, ...]
    rest_minutes: int


@dataclass(frozen=True)
class Fixed:
    """The team is settled for the duty."""

    team: str
    duty: Duty


Demand = Cover | Absent | Lacking | PerDay | PerWeek | Apart | Fixed


@dataclass(frozen=True)
class Conflict:
    """
    demands  that can't be met together
    teams    how many teams there are
    minimal  whether without any one of them the others can; not so only where the solver ran out of its limit
    """

    demands: tuple[Demand, ...]
    teams: int
    minimal: bool


def conflict_of(request: Request) -> Conflict:
    """
    The conflict in a request that has no roster, looked for by counting, then within one day, one week, the whole, so that it
    is a small one; then shortened until nothing can be left out. Needs OR-Tools for what isn't seen by counting.
    """
    counted = counted_conflict(request)
    if counted is not None:
        return counted
    for window in _windows(request):
        part = replace(request, duties=window)
        demands = _demands(part)
        if _is_possible(part, demands) is False:
            return _shortest(part, demands)
    raise AssertionError("A conflict was asked of a request that has a roster.")


def counted_conflict(request: Request) -> Conflict | None:
    """The conflict where counting alone shows one: a duty with too few teams, or a day or week with too many duties."""
    teams = len(request.teams)
    for duty in request.duties:
        barring = [_barring(team, duty) for team in request.teams]
        barred = [demand for demand in barring if demand is not None]
        if teams - len(barred) < duty.teams:
            # One team more would do: so many facts are in the way, and any of them more than needed is left out.
            kept = barred[: max(0, teams - duty.teams + 1)]
            return Conflict((Cover(duty, _can(request, duty)), *kept), teams, minimal=True)
    for most, window, rule in (
        (request.rules.max_per_day, _by_day, PerDay),
        (request.rules.max_per_week, _by_week, PerWeek),
    ):
        for key, duties in window(request).items() if most is not None else ():
            covers = _more_than(teams * (most or 0), duties, request)
            if covers:
                return Conflict((*covers, rule(key, most or 0)), teams, minimal=True)
    return None


def _more_than(most: int, duties: Sequence[Duty], request: Request) -> list[Demand]:
    """Just so many of the duties that they need more than `most` teams in all; none if all of them don't."""
    found: list[Demand] = []
    needed = 0
    for duty in sorted(
        duties, key=lambda duty: -duty.teams
    ):  # so that the last is the smallest, and none is superfluous
        found.append(Cover(duty, _can(request, duty)))
        needed += duty.teams
        if needed > most:
            return found
    return []


def _barring(team: Team, duty: Duty) -> Demand | None:
    """Why the team can't serve the duty, whatever else it serves."""
    if team.id in duty.fixed:
        return None
    if duty.date in team.unavailable:
        return Absent(team.id, duty.date)
    return Lacking(team.id, duty) if duty.needs - team.specialisms else None


def _by_day(request: Request) -> dict[Date, list[Duty]]:
    return _grouped(request, lambda duty: duty.date)


def _by_week(request: Request) -> dict[Date, list[Duty]]:
    return _grouped(request, lambda duty: duty.week)


def _grouped(request: Request, key: Callable[[Duty], Date]) -> dict[Date, list[Duty]]:
    found: dict[Date, list[Duty]] = {}
    for duty in sorted(request.duties, key=lambda duty: duty.span):
        found.setdefault(key(duty), []).append(duty)
    return found


def _windows(request: Request) -> list[tuple[Duty, ...]]:
    days, weeks = _by_day(request).values(), _by_week(request).values()
    return [*map(tuple, days), *map(tuple, weeks), request.duties]


def _demands(request: Request) -> list[Demand]:
    rules, dates = request.rules, sorted({duty.date for duty in request.duties})
    found: list[Demand] = [Cover(duty, _can(request, duty)) for duty in request.duties]
    found += [Fixed(team, duty) for duty in request.duties for team in duty.fixed]
    found += [
        Apart(tuple(request.duties[place] for place in group), rules.rest_minutes)
        for group in exclusive_groups(request)
    ]
    if rules.max_per_day is not None:
        found += [PerDay(day, rules.max_per_day) for day in dates]
    if rules.max_per_week is not None:
        found += [PerWeek(week, rules.max_per_week) for week in sorted({duty.week for duty in request.duties})]
    barring = (_barring(team, duty) for team in request.teams for duty in request.duties)
    return [*found, *dict.fromkeys(demand for demand in barring if demand is not None)]


def _can(request: Request, duty: Duty) -> tuple[str, ...]:
    return tuple(team.id for team in request.teams if _barring(team, duty) is None)


def _shortest(request: Request, demands: Sequence[Demand]) -> Conflict:
    """
    Leave out runs of demands as long as the rest is still in conflict, then ever shorter runs, at last one by one. The last in
    the list go first, so that rather duties and rules remain than what single teams can't do.
    """
    kept, minimal = list(demands), True
    length = max(1, len(kept) // 2)
    while True:
        place = len(kept)
        while place > 0:
            without = kept[: max(0, place - length)] + kept[place:]
            possible = _is_possible(request, without) if without else True
            if possible is False:
                kept = without
            elif possible is None and length == 1:
                minimal = False
            place -= length
            place = min(place, len(kept))
        if length == 1:
            return Conflict(tuple(kept), len(request.teams), minimal)
        length = length // 2


def _is_possible(request: Request, demands: Sequence[Demand]) -> bool | None:
    """Whether these demands alone can be met; None if the solver ran out of its limit."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    # A team that is settled for a duty serves it whatever else is said of it.
    barred = {(each.team, each.date) for each in demands if isinstance(each, Absent)}
    lacking = {(each.team, each.duty.id) for each in demands if isinstance(each, Lacking)}
    serves: dict[tuple[str, str], Any] = {
        (team.id, duty.id): model.new_bool_var("")
        for team in request.teams
        for duty in request.duties
        if team.id in duty.fixed or ((team.id, duty.date) not in barred and (team.id, duty.id) not in lacking)
    }

    def most(duties: Sequence[Duty], number: int) -> None:
        for team in request.teams:
            own = [serves[team.id, duty.id] for duty in duties if (team.id, duty.id) in serves]
            model.add(cp_model.LinearExpr.sum(own) <= number)

    for each in demands:
        match each:
            case Cover(duty):
                having = [serves[team.id, duty.id] for team in request.teams if (team.id, duty.id) in serves]
                model.add(cp_model.LinearExpr.sum(having) == duty.teams)
            case Fixed(team, duty):
                model.add(cp_model.LinearExpr.sum([serves[key] for key in [(team, duty.id)] if key in serves]) == 1)
            case PerDay(day, number):
                most([duty for duty in request.duties if duty.date == day], number)
            case PerWeek(week, number):
                most([duty for duty in request.duties if duty.week == week], number)
            case Apart(duties):
                most(duties, 1)
    solver = new_solver(LIMIT)
    solver.parameters.linearization_level = 2  # counting arguments are seen by its linear part
    status = solver.solve(model)
    if status == cp_model.INFEASIBLE:
        return False
    return True if status in (cp_model.OPTIMAL, cp_model.FEASIBLE) else None
