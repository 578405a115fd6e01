"""How duties are shared out among teams, and whether a changed roster still keeps the rules; needs the extra `[planning]`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from fazhi.engines.roster import Duty, Request, Rules, roster, violations
from fazhi.engines.roster import Team as Serving
from fazhi.lines.hotline.terms.planning import RosterRules, Seating, Team

LIMIT = 2.0
"""Of the solver's deterministic time: a roster is made while somebody waits for the page."""


@dataclass(frozen=True)
class Made:
    """
    teams             of each duty, by its name
    deviation, bound  largest distance of a team from its share, and one that no roster goes below: seat-hours
    rest, rest_bound  the same of duties on days of rest over the year; None without any
    """

    teams: Mapping[str, str]
    deviation: float
    bound: float
    rest: float | None
    rest_bound: float | None


@dataclass(frozen=True)
class Broken:
    """A rule that a roster breaks: `rule` as engines.roster names it, `team` None where the duty itself is meant."""

    rule: str
    team: str | None
    duties: tuple[str, ...]


def made(duties: Sequence[Seating], teams: Sequence[Team], rules: RosterRules) -> Made:
    """
    One team for each duty, seat-hours as near to the shares as can be, then duties on days of rest over the year.

    Raises what engines.roster raises.
    """
    found = roster(request(duties, teams, rules), limit=LIMIT)
    return Made(
        {name: chosen[0] for name, chosen in found.assignments.items()},
        float(found.weights.deviation),
        float(found.weights.bound),
        float(found.holidays.deviation) if found.holidays else None,
        float(found.holidays.bound) if found.holidays else None,
    )


def broken(
    duties: Sequence[Seating], teams: Sequence[Team], rules: RosterRules, served: Mapping[str, str]
) -> tuple[Broken, ...]:
    """What is wrong with a roster, by the verifier that shares nothing with its making; `served` is duty → team."""
    found = violations(request(duties, teams, rules), {duty: (team,) for duty, team in served.items()})
    return tuple(Broken(each.rule, each.team, each.duties) for each in found)


def request(duties: Sequence[Seating], teams: Sequence[Team], rules: RosterRules) -> Request:
    """
    The same as the engine takes it: a duty weighs its seat-hours, and counts among the holiday duties on a day of rest.
    """
    return Request(
        teams=tuple(
            Serving(each.name, Fraction(each.share), each.away, each.owed, each.specialisms, each.rest_over)
            for each in teams
        ),
        duties=tuple(
            Duty(
                each.name,
                each.day,
                each.start_minute,
                each.end_minute,
                weight=Fraction(each.seat_minutes, 60),
                needs=rules.needs_of(each.start_minute, each.end_minute),
                holiday=each.is_rest,
            )
            for each in duties
        ),  # fmt: skip
        rules=Rules(rules.max_per_day or None, rules.max_per_week or None, rules.rest_hours * 60),
    )
