"""All rosters of a small request, one by one, by its text alone."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations, product

from fazhi.engines.roster import Request, violations


def rosters(request: Request) -> Iterator[dict[str, tuple[str, ...]]]:
    names = [team.id for team in request.teams]
    choices = [tuple(combinations(names, duty.teams)) for duty in request.duties]
    for chosen in product(*choices):
        assignments = {duty.id: teams for duty, teams in zip(request.duties, chosen, strict=True)}
        if not violations(request, assignments):
            yield assignments


def least_deviation(request: Request, targets: dict[str, Fraction]) -> Fraction | None:
    """The least largest distance of a team's weight from its target, None where there is no roster."""
    found = [
        max(
            abs(sum(duty.weight for duty in request.duties if team in assignments[duty.id]) - target)
            for team, target in targets.items()
        )
        for assignments in rosters(request)
    ]
    return min(found) if found else None


def least_both(
    request: Request, weights: dict[str, Fraction], holidays: dict[str, Fraction]
) -> tuple[Fraction, Fraction]:
    """The least largest distance of the weights, and of the holiday duties among the rosters that have it."""
    return min(
        (
            max(
                abs(sum(duty.weight for duty in request.duties if team in assignments[duty.id]) - due)
                for team, due in weights.items()
            ),
            max(
                abs(sum(duty.holiday for duty in request.duties if team in assignments[duty.id]) - due)
                for team, due in holidays.items()
            ),
        )
        for assignments in rosters(request)
    )
