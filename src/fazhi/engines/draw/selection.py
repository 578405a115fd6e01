"""
Which objects: selection without replacement, integers only.

Both methods take the weights in the committed order and a source of choices, and say which positions are drawn, in the
order drawn, each with the choice that decided it.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from fazhi.engines.draw.stream import Below, Choice
from fazhi.engines.draw.terms import Method


class Taken(NamedTuple):
    """
    The object at `position` is drawn by `choice`, the `step`-th of its stream, from 1.

    Both are None for an object that is drawn with certainty, without a choice.
    """

    position: int
    step: int | None
    choice: Choice | None


def select(weights: Sequence[int], size: int, method: Method, below: Below) -> list[Taken]:
    """
    Draw `size` of the positions 0 … N − 1 without replacement.

    weights   N whole numbers ≥ 1, sum ≤ 2⁵³ − 1; 0 ≤ size ≤ N
    returns   `size` positions in the order drawn

    Source: docs/algorithms/draw.md, where the inclusion probabilities are proved.
    """
    if method is Method.SEQUENTIAL:
        return list(sequential(weights, size, below))
    return list(pivotal(weights, size, below))


def sequential(weights: Sequence[int], size: int, below: Below) -> Iterator[Taken]:
    """
    `size` times: draw below the sum of the weights left, take the position in which the number falls, remove it.

    With a Fenwick tree of sums instead of the walk: O(N + size · log N), the same positions.
    Source: the protocol's step 6; Fenwick 1994.
    """
    tree = _fenwick(weights)
    left = sum(weights)
    for step in range(1, size + 1):
        choice = below(left)
        position = _position(tree, choice.value)
        _remove(tree, position, weights[position])
        left -= weights[position]
        yield Taken(position, step, choice)


def _fenwick(weights: Sequence[int]) -> list[int]:
    """tree[i], i from 1, holds the sum of the i & −i weights that end with the i-th."""
    tree = [0, *weights]
    for index in range(1, len(tree)):
        parent = index + (index & -index)
        if parent < len(tree):
            tree[parent] += tree[index]
    return tree


def _position(tree: Sequence[int], value: int) -> int:
    """The position whose interval of the running sum holds `value`; removed ones have an empty interval."""
    found, step = 0, 1 << (len(tree) - 1).bit_length()
    while step := step >> 1:
        if found + step < len(tree) and tree[found + step] <= value:
            found += step
            value -= tree[found]
    return found


def _remove(tree: list[int], position: int, weight: int) -> None:
    index = position + 1
    while index < len(tree):
        tree[index] -= weight
        index += index & -index


def pivotal(weights: Sequence[int], size: int, below: Below) -> Iterator[Taken]:
    """
    Ordered pivotal sampling: position i is drawn with probability size · wᵢ / Σw exactly, or with certainty where that
    reaches 1 (then the rest is shared again).

    The positions meet in the committed order. Two with masses a and b (mass full means drawn) have one choice: if
    a + b < full, one gets the sum and the other is out; else one is drawn and the other keeps what is over. Each
    meeting leaves both expectations as they were. O(N).
    Source: Deville and Tillé 1998, Unequal probability sampling without replacement through a splitting method.
    """
    certain = certainties(weights, size)
    for position in sorted(certain):
        yield Taken(position, None, None)
    full = sum(weights) - sum(weights[position] for position in certain)
    others = (position for position in range(len(weights)) if position not in certain)
    yield from _duels(others, weights, size - len(certain), full, below)


def _duels(others: Iterator[int], weights: Sequence[int], size: int, full: int, below: Below) -> Iterator[Taken]:
    """All masses are counted in 1/full, so that they are whole: `size` · weight."""
    if not size:
        return
    waiting, mass, step = -1, 0, 0
    for position in others:
        other = size * weights[position]
        if not mass:
            waiting, mass = position, other
            continue
        step += 1
        together = mass + other
        if together < full:
            choice = below(together)
            waiting, mass = (waiting if choice.value < mass else position), together
            continue
        choice = below(2 * full - together)
        drawn, kept = (waiting, position) if choice.value < full - other else (position, waiting)
        yield Taken(drawn, step, choice)
        waiting, mass = kept, together - full


def certainties(weights: Sequence[int], size: int) -> frozenset[int]:
    """
    The positions that the exact method draws with certainty: size · w ≥ Σw, over again for what is left.

    Largest weight first: if the largest left is not certain, none is.
    """
    left = sum(weights)
    if size * max(weights, default=0) < left:
        return frozenset()
    found: list[int] = []
    for position in sorted(range(len(weights)), key=weights.__getitem__, reverse=True):
        if len(found) == size or (size - len(found)) * weights[position] < left:
            break
        found.append(position)
        left -= weights[position]
    return frozenset(found)
