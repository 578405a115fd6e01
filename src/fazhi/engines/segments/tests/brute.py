"""All plans of a small day, one by one."""

from collections.abc import Iterator, Sequence
from itertools import combinations, product

from fazhi.engines.segments import Rules, lengths_of


def all_cuts(count: int, by: Rules) -> Iterator[tuple[int, ...]]:
    """In lexicographic order."""
    for cuts in combinations(range(by.slots), count):
        begins = (by.wrap or cuts[0] == 0) and all(by.allowed[cut] for cut in cuts)
        if begins and all(by.min_slots <= length <= by.max_slots for length in lengths_of(cuts, by.slots)):
            yield cuts


def cheapest(required: Sequence[int], count: int, by: Rules) -> tuple[int, tuple[int, ...]] | None:
    """Least cost and the first cuts that reach it."""
    found = [(_cost(required, cuts, by.slots), cuts) for cuts in all_cuts(count, by)]
    return min(found, default=None)


def _cost(required: Sequence[int], cuts: tuple[int, ...], slots: int) -> int:
    return sum(
        length * max(required[(cut + step) % slots] for step in range(length))
        for cut, length in zip(cuts, lengths_of(cuts, slots), strict=True)
    )


def most(gains: Sequence[Sequence[float]], count: int, budget: int, least: int, by: Rules) -> float | None:
    """The most that any plan gains."""
    best = None
    for cuts in all_cuts(count, by):
        lengths = lengths_of(cuts, by.slots)
        for seats in product(range(least, len(gains)), repeat=count):
            if sum(length * group for length, group in zip(lengths, seats, strict=True)) <= budget:
                gain = sum(
                    gains[group][(cut + step) % by.slots]
                    for cut, length, group in zip(cuts, lengths, seats, strict=True)
                    for step in range(length)
                )
                best = gain if best is None else max(best, gain)
    return best
