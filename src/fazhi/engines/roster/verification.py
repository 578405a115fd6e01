"""
The check of a roster against its request, which shares nothing with how rosters are made: it only reads and counts.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from fazhi.engines.roster.terms import Assignments, Balance, Duty, Request, Roster


@dataclass(frozen=True)
class Violation:
    """
    A rule that a roster breaks.

    rule    one of `unknown_duty unknown_team number repeated fixed unavailable specialism max_per_day max_per_week overlap rest`
    team    the team concerned, None where it is the duty itself
    duties  the duties concerned
    """

    rule: str
    team: str | None
    duties: tuple[str, ...]


def violations(request: Request, assignments: Assignments) -> tuple[Violation, ...]:
    """
    What is wrong with `assignments` (duty → teams; a duty left out has none), nothing if all demands and rules are met.

    Serves a roster just made as well as one that was changed by hand, as after a swap 换班.
    """
    duties = {duty.id: duty for duty in request.duties}
    found = [Violation("unknown_duty", None, (each,)) for each in assignments if each not in duties]
    served: dict[str, list[Duty]] = defaultdict(list)
    for duty in request.duties:
        teams = tuple(assignments.get(duty.id, ()))
        found += _of_duty(request, duty, teams)
        for name in dict.fromkeys(teams):
            served[name].append(duty)
    for team in request.teams:
        found += _of_team(request, team.id, served[team.id])
    return tuple(found)


def _of_duty(request: Request, duty: Duty, teams: tuple[str, ...]) -> list[Violation]:
    found = []
    known = {team.id: team for team in request.teams}
    if len(teams) != duty.teams:
        found.append(Violation("number", None, (duty.id,)))
    found += [Violation("repeated", team, (duty.id,)) for team, times in Counter(teams).items() if times > 1]
    found += [Violation("fixed", team, (duty.id,)) for team in duty.fixed if team not in teams]
    for name in dict.fromkeys(teams):
        if name not in known:
            found.append(Violation("unknown_team", name, (duty.id,)))
            continue
        if name in duty.fixed:
            continue  # settled: it may have been served before the team said it can't
        if duty.date in known[name].unavailable:
            found.append(Violation("unavailable", name, (duty.id,)))
        if duty.needs - known[name].specialisms:
            found.append(Violation("specialism", name, (duty.id,)))
    return found


def _of_team(request: Request, team: str, served: list[Duty]) -> list[Violation]:
    rules, found = request.rules, []
    for rule, most, key in (
        ("max_per_day", rules.max_per_day, lambda duty: duty.date),
        ("max_per_week", rules.max_per_week, lambda duty: duty.date.isocalendar()[:2]),
    ):
        groups: dict[object, list[str]] = defaultdict(list)
        for duty in served:
            groups[key(duty)].append(duty.id)
        found += [
            Violation(rule, team, tuple(each)) for each in groups.values() if most is not None and len(each) > most
        ]
    for earlier, later in pairwise(sorted(served, key=lambda duty: duty.span)):
        rest = later.span[0] - earlier.span[1]
        if rest < 0:
            found.append(Violation("overlap", team, (earlier.id, later.id)))
        elif rest < rules.rest_minutes:
            found.append(Violation("rest", team, (earlier.id, later.id)))
    return found


def unfounded(request: Request, roster: Roster) -> tuple[str, ...]:
    """
    What a roster says of its evenness and isn't so: `weights.loads`, `holidays.targets` and the like; nothing if all is so.

    Loads are counted again from the assignments, for ordinary and holiday duties alike, and what each team is due from the
    request. Of a bound it is checked that no distance lies below it; that none could, is the maker's proof.
    """
    whole = sum((team.share for team in request.teams), Fraction(0))
    weight = sum((duty.weight * duty.teams for duty in request.duties), Fraction(0))
    carried = sum((team.carry_over for team in request.teams), Fraction(0))
    number = sum(duty.teams for duty in request.duties if duty.holiday)
    served = sum((team.holidays_served for team in request.teams), Fraction(0))
    ordinary, rest = {}, {}
    for team in request.teams:
        ordinary[team.id] = team.share / whole * (weight - carried) + team.carry_over
        rest[team.id] = team.share / whole * (number + served) - team.holidays_served
    found = [f"weights.{each}" for each in _amiss(request, roster, roster.weights, ordinary, of_holidays=False)]
    if roster.holidays is None:
        return (*found, "holidays") if number else tuple(found)
    return (
        *found,
        *(f"holidays.{each}" for each in _amiss(request, roster, roster.holidays, rest, of_holidays=True)),
    )


def _amiss(
    request: Request, roster: Roster, balance: Balance, due: Mapping[str, Fraction], *, of_holidays: bool
) -> Iterator[str]:
    loads = dict.fromkeys(due, Fraction(0))
    for duty in request.duties:
        for team in roster.assignments[duty.id]:
            loads[team] += Fraction(duty.holiday) if of_holidays else duty.weight
    if dict(balance.loads) != loads:
        yield "loads"
    if dict(balance.targets) != due:
        yield "targets"
    if not 0 <= balance.bound <= max(abs(loads[team] - due[team]) for team in due):
        yield "bound"
