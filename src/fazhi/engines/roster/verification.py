"""
The check of a roster against its request, which shares nothing with how rosters are made: it only reads and counts.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise

from fazhi.engines.roster.terms import Assignments, Duty, Request


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
