"""
Inclusion probabilities 入选概率, as exact fractions: what a plan promises every object before anything is drawn.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import chain, islice, repeat
from math import comb, prod

from fazhi.engines.draw.errors import TooManyOutcomes
from fazhi.engines.draw.selection import certainties
from fazhi.engines.draw.terms import Method, Pool, Rosters, Rule

MOST_WORK = 300_000_000
"""Big-number operations that the sequential method's probabilities may take: some tens of seconds."""


def inclusion_probabilities(rosters: Rosters, rule: Rule, *, most_work: int = MOST_WORK) -> dict[str, Fraction]:
    """
    Object → the probability that it is inspected: 1 for compulsory ones, 0 for excluded ones.

    most_work  operations allowed for one pool, a hundred million taking some seconds

    Raises TooManyOutcomes where the sequential method has too many weights and draws for an exact answer.
    Source: docs/algorithms/draw.md.
    """
    found = {id: Fraction(1) for id in rosters.compulsory} | {id: Fraction(0) for id in rosters.excluded}
    for pool in rosters.pools:
        by_weight = _sequential(pool, most_work) if rule.method is Method.SEQUENTIAL else None
        chances = exact(pool.weights, pool.size) if by_weight is None else [by_weight[w] for w in pool.weights]
        found.update(zip(pool.ids, chances, strict=True))
    return found


def exact(weights: Sequence[int], size: int) -> list[Fraction]:
    """The exact method's: 1 for those drawn with certainty, else in proportion to the weight."""
    certain = certainties(weights, size)
    full = sum(weights) - sum(weights[position] for position in certain)
    rest = size - len(certain)
    return [
        Fraction(1) if position in certain else Fraction(rest * weight, full) for position, weight in enumerate(weights)
    ]


def _sequential(pool: Pool, most_work: int) -> Mapping[int, Fraction]:
    """Weight → probability under the sequential method; objects of one weight have one."""
    classes = Counter(pool.weights)
    if len(classes) == 1 or pool.size in (0, len(pool.ids)):
        return {weight: Fraction(pool.size, len(pool.ids)) for weight in classes}
    work = _work(classes, pool.size)
    if work > most_work:
        raise TooManyOutcomes(pool.stratum, work, most_work)
    table = _sets(classes, pool.size - 1)
    return {weight: _chance(weight, _without(weight, table), pool) for weight in classes}


def _work(classes: Mapping[int, int], size: int) -> int:
    """An upper bound: cells of the table, times the ways in which one class extends a cell, over the classes."""
    ways = [min(count, size - 1) + 1 for count in classes.values()]
    heaviest = sum(islice(chain.from_iterable(repeat(w, classes[w]) for w in sorted(classes, reverse=True)), size))
    return min(size * heaviest, prod(ways)) * sum(ways)


def _chance(weight: int, others: Mapping[tuple[int, int], int], pool: Pool) -> Fraction:
    """
    π = w Σ (−1)^(n−1−t) C(N−2−t, N−n−1) c(t, σ) / (W − σ), over t from 0 to n − 1 and all σ.

    others  (t, σ) → c(t, σ), the number of sets of t other objects that weigh σ
    """
    objects, size, total = len(pool.ids), pool.size, sum(pool.weights)
    coefficients: Counter[int] = Counter()
    for (drawn, mass), count in others.items():
        sign = -1 if (size - 1 - drawn) % 2 else 1
        coefficients[mass] += sign * comb(objects - 2 - drawn, objects - size - 1) * count
    return weight * sum((Fraction(count, total - mass) for mass, count in coefficients.items()), Fraction(0))


def _sets(classes: Mapping[int, int], most: int) -> Mapping[tuple[int, int], int]:
    """(t, σ) → how many sets of t ≤ `most` objects weigh σ."""
    table: Counter[tuple[int, int]] = Counter({(0, 0): 1})
    for value, count in classes.items():
        ways = [comb(count, more) for more in range(min(count, most) + 1)]
        grown: Counter[tuple[int, int]] = Counter()
        for (drawn, mass), found in table.items():
            for more, choices in enumerate(ways[: most - drawn + 1]):
                grown[drawn + more, mass + more * value] += found * choices
        table = grown
    return table


def _without(weight: int, table: Mapping[tuple[int, int], int]) -> Mapping[tuple[int, int], int]:
    """The table without one object of `weight`: a set either lacks it, or is it and a smaller one that lacks it."""
    found: dict[tuple[int, int], int] = {}
    for drawn, mass in sorted(table):
        found[drawn, mass] = table[drawn, mass] - found.get((drawn - 1, mass - weight), 0)
    return found
