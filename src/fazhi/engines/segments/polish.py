"""A plan improved under a judge that sees what additive gains don't: calls that go on past a boundary."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from fazhi.engines.segments.terms import BudgetPlan, Integers, Rules, lengths_of, seats_by_slot

Judge = Callable[[Integers], float]
"""Seats in each slot → what the day is worth; more is better."""

WORTH_IT = 1e-9

Plan = tuple[tuple[int, ...], tuple[int, ...]]


@dataclass(frozen=True)
class Polished:
    """
    cuts, seats  of the plan found
    before       what the judge says of the plan given
    after        and of this one; no single move improves it
    judged       how many plans were judged
    """

    cuts: tuple[int, ...]
    seats: tuple[int, ...]
    before: float
    after: float
    judged: int


def polished(plan: BudgetPlan, budget: int, judge: Judge, *, by: Rules, least_seats: int = 0) -> Polished:
    """
    Move single seats and single cuts as long as the judge finds the day better and the budget allows.

    The moves: a seat more or less in a segment, a seat from one segment to another, a cut one slot earlier or later. Each
    round takes the best of them. What is found is a local best; that of the additive model is the exact one to compare with.
    """
    slots = by.slots
    seen: dict[Plan, float] = {}

    def worth(each: Plan) -> float:
        if each not in seen:
            seen[each] = judge(seats_by_slot(*each, slots))
        return seen[each]

    current: Plan = (plan.cuts, plan.seats)
    before = worth(current)
    while True:
        moves = [move for move in _moves(current, by, least_seats) if _cost(move, slots) <= budget]
        best = max(moves, key=worth, default=current)
        if worth(best) <= worth(current) + WORTH_IT:
            return Polished(*current, before, worth(current), len(seen))
        current = best


def _cost(plan: Plan, slots: int) -> int:
    return sum(length * seats for length, seats in zip(lengths_of(plan[0], slots), plan[1], strict=True))


def _moves(plan: Plan, by: Rules, least: int) -> Iterator[Plan]:
    cuts, seats = plan
    for k in range(len(seats)):
        yield cuts, _with(seats, k, 1)
        if seats[k] > least:
            yield cuts, _with(seats, k, -1)
            for other in range(len(seats)):
                if other != k:
                    yield cuts, _with(_with(seats, k, -1), other, 1)
    for k in range(len(cuts)):
        for by_slots in (-1, 1):
            moved = _with(cuts, k, by_slots)
            if _is_allowed(moved, by):
                yield moved, seats


def _with(numbers: tuple[int, ...], place: int, change: int) -> tuple[int, ...]:
    return (*numbers[:place], numbers[place] + change, *numbers[place + 1 :])


def _is_allowed(cuts: tuple[int, ...], by: Rules) -> bool:
    if not by.wrap and cuts[0] != 0:
        return False
    if not all(0 <= cut < by.slots and by.allowed[cut] for cut in cuts) or list(cuts) != sorted(set(cuts)):
        return False
    return all(by.min_slots <= length <= by.max_slots for length in lengths_of(cuts, by.slots))
