"""The making of a roster: search first, the exact solver where that proves nothing, and the check of what was found."""

from collections.abc import Sequence
from fractions import Fraction
from math import ceil, floor

import numpy as np

from fazhi.engines.roster import exact
from fazhi.engines.roster.conflict import conflict_of, counted_conflict
from fazhi.engines.roster.errors import NoSuchRoster, Undecided
from fazhi.engines.roster.exact import Answer, Range, Solver
from fazhi.engines.roster.fairness import Measure, holidays_of, weights_of
from fazhi.engines.roster.reading import require_sound
from fazhi.engines.roster.search import attempt
from fazhi.engines.roster.shape import Flags, Shape, exclusive_groups, shape_of
from fazhi.engines.roster.terms import Balance, Request, Roster
from fazhi.engines.roster.verification import unfounded, violations


def roster(request: Request, *, limit: float = exact.LIMIT) -> Roster:
    """
    Share the duties out among the teams by the rules, as near to each team's due as can be.

    First the largest distance between a team's weight and its target is made as small as possible, then that of the holiday
    duties. Each has its bound, and what a better roster could gain at most; a gap of 0 is a proof. Equal requests have equal
    rosters. Teams renamed are only renamed in it.

    limit  of the exact solver's deterministic time, about seconds on an idle machine; what it can't prove by then keeps a gap

    Raises NotARequest; NoSuchRoster with the smallest conflict; Undecided where neither a roster nor a conflict was found,
    as can be without OR-Tools (extra `[planning]`). Source: docs/algorithms/roster.md.
    """
    require_sound(request)
    counted = counted_conflict(request)
    if counted is not None:
        raise NoSuchRoster(counted)
    shape, measures = shape_of(request), [weights_of(request)]
    holidays = holidays_of(request)
    if holidays is not None:
        measures.append(holidays)
    first = _searched(request, shape, measures)
    short = _short(request, first)
    serves = None if short else first
    bounds = [measure.bound for measure in measures]
    if serves is None or any(_deviation(each, serves) > each.bound for each in measures):
        if exact.is_installed():
            solver = Solver(shape, request.rules, exclusive_groups(request), limit)
            serves, bounds = _exactly(request, solver, measures, serves, short)
        elif serves is None:
            raise Undecided(short, exact=False)
    return _checked(request, serves, measures, bounds)


def _searched(request: Request, shape: Shape, measures: Sequence[Measure]) -> Flags:
    """
    What the search finds for all measures; where that leaves the weights uneven, what it finds for them alone if they are
    more even by it: they come first, and the exact solver is to have time for the others.
    """
    first, weights = attempt(shape, measures, request.rules), measures[0]
    if len(measures) == 1 or _short(request, first) or _deviation(weights, first) <= weights.bound:
        return first
    alone = attempt(shape, measures[:1], request.rules)
    better = not _short(request, alone) and _deviation(weights, alone) < _deviation(weights, first)
    return alone if better else first


def _exactly(
    request: Request, solver: Solver, measures: Sequence[Measure], known: Flags | None, short: tuple[str, ...]
) -> tuple[Flags, list[Fraction]]:
    """The best roster, and for each measure the bound that is proven."""
    goals = [Range(measure, measure.goals, measure.goals) for measure in measures]
    answer, found = solver.find(goals, hint=known)
    if found is not None:
        return found, [measure.bound for measure in measures]
    if known is None:
        answer, known = solver.find()
        if answer is Answer.NONE:
            raise NoSuchRoster(conflict_of(request))
        if known is None:
            raise Undecided(short, exact=True)
    kept: list[Range] = []
    bounds: list[Fraction] = []
    for measure in measures:
        known, bound = _nearest(solver, kept, measure, known)
        kept.append(_within(measure, _deviation(measure, known)))
        bounds.append(bound)
    _, nearer = solver.find(kept, hint=known, nearest_to=measures[0].goals)
    return known if nearer is None else nearer, bounds


def _nearest(solver: Solver, kept: Sequence[Range], measure: Measure, known: Flags) -> tuple[Flags, Fraction]:
    """The roster with the least deviation of the measure, the earlier ones kept, and the bound proven for it."""
    bound = measure.bound
    steps = sorted({each for each in _distances(measure, _deviation(measure, known)) if each >= bound})
    low, high = 0, len(steps) - 1  # the deviation of `known` is the last step, and in reach
    while low < high:
        middle = (low + high) // 2
        answer, found = solver.find([*kept, _within(measure, steps[middle])], hint=known)
        if found is not None:
            known, high = found, steps.index(_deviation(measure, found))
        else:
            low = middle + 1
            bound = steps[low] if answer is Answer.NONE else bound
    return known, bound


def _distances(measure: Measure, most: Fraction) -> set[Fraction]:
    """All distances from a target at which a whole load can stand, up to `most`."""
    return {
        abs(load - target)
        for target in measure.targets
        for load in range(max(0, ceil(target - most)), floor(target + most) + 1)
    }


def _within(measure: Measure, deviation: Fraction) -> Range:
    low = tuple(max(0, ceil(target - deviation)) for target in measure.targets)
    high = tuple(floor(target + deviation) for target in measure.targets)
    return Range(measure, low, high)


def _deviation(measure: Measure, serves: Flags) -> Fraction:
    return measure.deviation(_loads(measure, serves))


def _loads(measure: Measure, serves: Flags) -> list[int]:
    return [int(load) for load in serves @ np.array(measure.counts, dtype=np.int64)]


def _short(request: Request, serves: Flags) -> tuple[str, ...]:
    """The duties with which something is wrong: too few teams mostly, or settled teams that break a rule."""
    wrong = violations(request, _assignments(request, serves))
    return tuple(dict.fromkeys(duty for each in wrong for duty in each.duties))


def _assignments(request: Request, serves: Flags) -> dict[str, tuple[str, ...]]:
    return {
        duty.id: tuple(team.id for team, has in zip(request.teams, serves[:, place], strict=True) if has)
        for place, duty in enumerate(request.duties)
    }


def _checked(request: Request, serves: Flags, measures: Sequence[Measure], bounds: Sequence[Fraction]) -> Roster:
    assignments = _assignments(request, serves)
    wrong = violations(request, assignments)
    if wrong:
        raise AssertionError(f"The roster made breaks its own rules: {wrong[:3]}")
    balances = [_balance(request, *each, serves) for each in zip(measures, bounds, strict=True)]
    made = Roster(assignments, balances[0], balances[1] if len(balances) > 1 else None)
    amiss = unfounded(request, made)
    if amiss:
        raise AssertionError(f"The roster made says what isn't so: {amiss}")
    return made


def _balance(request: Request, measure: Measure, bound: Fraction, serves: Flags) -> Balance:
    names = [team.id for team in request.teams]
    return Balance(
        {name: target * measure.unit for name, target in zip(names, measure.targets, strict=True)},
        {name: load * measure.unit for name, load in zip(names, _loads(measure, serves), strict=True)},
        bound * measure.unit,
    )
