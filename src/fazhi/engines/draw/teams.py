"""Who goes where: inspectors 检查人员 for each drawn object, and who goes instead of one who can't."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from fazhi.engines.draw.errors import NotAssigned, TooFewInspectors
from fazhi.engines.draw.stream import Below, Choice, Stream
from fazhi.engines.draw.terms import Rosters, Rule, Terms


@dataclass(frozen=True)
class Team:
    """The inspectors of one object in the order drawn; `choices` are those that drew them."""

    target: str
    inspectors: tuple[str, ...]
    choices: tuple[Choice, ...]


def most_tasks(rule: Rule, targets: int, inspectors: int) -> int | None:
    """The cap as a number: as announced, ⌈k·p/n⌉ for True, None for none."""
    if rule.cap is not True:
        return rule.cap or None
    return -(-targets * rule.team_size // inspectors) if inspectors else None


def assign(targets: Sequence[str], rosters: Rosters, terms: Terms, below: Below) -> Iterator[Team]:
    """
    A team for each object, in the order of `targets`.

    From the sorted list of those with a credential valid on the day and without a recusal, `team_size` times: draw
    below the length, take, remove. With a cap, who has reached it is left out while enough others remain.
    Raises TooFewInspectors, which a checked roster never does.
    Source: the protocol's step 7.
    """
    valid, recused = rosters.valid_on(terms.date), rosters.recused_from()
    cap = most_tasks(terms.rule, len(targets), len(valid))
    tasks = dict.fromkeys(valid, 0)
    for target in targets:
        barred = recused.get(target, frozenset())
        eligible = [one for one in valid if one not in barred] if barred else list(valid)
        free = eligible if cap is None else [one for one in eligible if tasks[one] < cap]
        team = _drawn(target, free if len(free) >= terms.rule.team_size else eligible, terms.rule.team_size, below)
        for inspector in team.inspectors:
            tasks[inspector] += 1
        yield team


def _drawn(target: str, eligible: list[str], size: int, below: Below) -> Team:
    if len(eligible) < size:
        raise TooFewInspectors(target, size, tuple(eligible), (), ())
    choices, taken = [], []
    for _ in range(size):
        choice = below(len(eligible))
        choices.append(choice)
        taken.append(eligible.pop(choice.value))
    return Team(target, tuple(taken), tuple(choices))


def derived_order(team: Team, rosters: Rosters, terms: Terms, seed: bytes) -> Team:
    """Everybody who may go to the object and is not in its team, in the order of the stream `order/OBJECT`."""
    barred = rosters.recused_from().get(team.target, frozenset()) | set(team.inspectors)
    rest = [one for one in rosters.valid_on(terms.date) if one not in barred]
    return _drawn(team.target, rest, len(rest), Stream(seed, f"order/{team.target}", terms.rule.hash).below)


def substitute(team: Team, order: Team, absent: Set[str]) -> Team:
    """
    The team of one object when those in `absent` can't go: each is followed by the next of the derived order.

    So the outcome hangs on who is absent, not on who reports first, and nobody chooses. The cap is not asked again.

    Raises NotAssigned for an absence of somebody who was not to go there, TooFewInspectors if nobody is left: then the
    draw is void for this object and is repeated with the next round announced.
    """
    for inspector in sorted(absent):
        if inspector not in team.inspectors and inspector not in order.inspectors:
            raise NotAssigned(team.target, inspector)
    here = [inspector for inspector in (*team.inspectors, *order.inspectors) if inspector not in absent]
    size = len(team.inspectors)
    if len(here) < size:
        raise TooFewInspectors(team.target, size, tuple(here), tuple(sorted(absent)), ())
    return Team(team.target, tuple(here[:size]), ())
