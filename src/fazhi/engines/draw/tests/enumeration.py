"""Every outcome of a draw with its probability: each number below m with probability 1/m, without a hash."""

from collections import Counter
from collections.abc import Callable, Hashable
from fractions import Fraction
from math import prod

from fazhi.engines.draw.stream import Below, Choice


def outcomes(draw: Callable[[Below], Hashable]) -> Counter[Hashable]:
    """Result of `draw` → its probability, over all paths of its choices."""
    counts: Counter[tuple[Hashable, int]] = Counter()
    path: list[tuple[int, int]] = []  # (m, value) of each choice so far
    while True:
        result, path = _walked(draw, path)
        counts[result, prod(m for m, _ in path)] += 1
        while path and path[-1][1] == path[-1][0] - 1:
            path.pop()
        if not path:
            break
        m, value = path.pop()
        path.append((m, value + 1))
    found: Counter[Hashable] = Counter()
    for (result, paths), count in counts.items():
        found[result] += Fraction(count, paths)
    return found


def _walked(draw: Callable[[Below], Hashable], given: list[tuple[int, int]]) -> tuple[Hashable, list[tuple[int, int]]]:
    """The result along the choices given, and 0 for all that follow; and the whole path."""
    path: list[tuple[int, int]] = []

    def below(m: int) -> Choice:
        value = given[len(path)][1] if len(path) < len(given) else 0
        path.append((m, value))
        return Choice(m, value, (), value)

    return draw(below), path


def inclusion(found: Counter[Hashable], objects: int) -> list[Fraction]:
    """Of outcomes that are tuples of positions: the probability of each position."""
    return [
        sum((chance for taken, chance in found.items() if position in taken), Fraction(0))
        for position in range(objects)
    ]
