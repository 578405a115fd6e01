"""Selection: every outcome of small draws enumerated, without the hash."""

import math
from collections import Counter
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi.engines.draw.selection import certainties, pivotal, select, sequential
from fazhi.engines.draw.stream import Below, Choice, Stream
from fazhi.engines.draw.terms import HashName, Method
from fazhi.engines.draw.tests.enumeration import inclusion, outcomes

WEIGHTS = st.lists(st.integers(1, 3), min_size=1, max_size=4)


@st.composite
def draws(draw: st.DrawFn) -> tuple[list[int], int]:
    weights = draw(WEIGHTS)
    return weights, draw(st.integers(0, min(3, len(weights))))


def positions(method: Method, weights: list[int], size: int):
    return lambda below: tuple(taken.position for taken in select(weights, size, method, below))


def walked(weights: list[int], size: int, below: Below) -> list[int]:
    """The protocol's step 6 as the citizen's script does it: walk the list, subtract, remove."""
    pool, found = list(enumerate(weights)), []
    for _ in range(size):
        value = below(sum(weight for _, weight in pool)).value
        for place, (position, weight) in enumerate(pool):
            if value < weight:
                found.append(position)
                del pool[place]
                break
            value -= weight
    return found


@given(st.lists(st.integers(1, 50), min_size=1, max_size=40), st.data())
def test_the_tree_draws_what_the_walk_draws(weights: list[int], data: st.DataObject):
    size = data.draw(st.integers(0, len(weights)))
    seed = data.draw(st.binary(min_size=32, max_size=32))

    one, other = (Stream(seed, "objects", HashName.SHA256) for _ in range(2))

    assert [taken.position for taken in sequential(weights, size, one.below)] == walked(weights, size, other.below)


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5])
def test_equal_weights_give_every_order_the_same_chance(size: int):
    found = outcomes(positions(Method.SEQUENTIAL, [1] * 5, size))

    assert set(found) == set(permutations(range(5), size))
    assert set(found.values()) == {Fraction(1, math.perm(5, size))}


def test_the_sequential_draw_is_proportional_among_those_left():
    found = outcomes(positions(Method.SEQUENTIAL, [1, 2, 4], 2))

    assert found[0, 1] == Fraction(1, 7) * Fraction(2, 6)
    assert found[2, 0] == Fraction(4, 7) * Fraction(1, 3)


@settings(max_examples=40, deadline=None)
@given(draws())
def test_the_exact_methods_inclusion_probabilities_are_the_stated_ones(drawn: tuple[list[int], int]):
    weights, size = drawn
    certain = certainties(weights, size)
    full = sum(weight for position, weight in enumerate(weights) if position not in certain)

    found = outcomes(positions(Method.EXACT, weights, size))

    assert sum(found.values()) == 1
    for position, chance in enumerate(inclusion(found, len(weights))):
        stated = 1 if position in certain else Fraction((size - len(certain)) * weights[position], full)
        assert chance == stated


@settings(max_examples=40, deadline=None)
@given(draws(), st.sampled_from(Method))
def test_as_many_as_asked_are_drawn_and_none_twice(drawn: tuple[list[int], int], method: Method):
    weights, size = drawn

    for taken in outcomes(positions(method, weights, size)):
        assert len(taken) == len(set(taken)) == size


def test_the_exact_method_reaches_whom_skipping_cannot():
    """Seven objects, three drawn. Skipping takes every second from a random start: two samples, the seventh never."""
    skipping = {tuple(range(start, 7, 2))[:3] for start in range(2)}
    found = outcomes(lambda below: tuple(sorted(positions(Method.EXACT, [1] * 7, 3)(below))))

    assert skipping == {(0, 2, 4), (1, 3, 5)}
    assert len(found) > 10
    assert inclusion(found, 7) == [Fraction(3, 7)] * 7


@pytest.mark.parametrize(
    ("weights", "size", "certain"),
    [
        ([1, 1, 1, 97], 1, set()),
        ([1, 1, 1, 97], 2, {3}),
        ([1, 1, 10, 97], 3, {2, 3}),
        ([1, 2, 3], 2, {2}),
        ([1, 1], 2, {0, 1}),
        ([5, 5, 5], 0, set()),
        ([], 0, set()),
        ([2, 2, 3], 2, set()),
    ],
)
def test_what_is_certain_is_found_again_for_what_is_left(weights: list[int], size: int, certain: set[int]):
    assert certainties(weights, size) == certain


def test_an_object_drawn_with_certainty_uses_no_word():
    taken = list(pivotal([1, 9, 1], 2, lambda m: Choice(m, 0, (), 0)))

    assert taken[0] == (1, None, None)
    assert taken[1].choice is not None


def test_no_number_is_asked_for_above_the_weights_sum():
    """So a number of a step stays exact in every JSON reader."""
    asked: Counter[int] = Counter()
    source = Stream(bytes(32), "objects", HashName.SHA256)

    def below(m: int) -> Choice:
        asked[m] += 1
        return source.below(m)

    weights = [1 + number * 37 % 11 for number in range(500)]
    list(pivotal(weights, 120, below))

    assert min(asked) >= 1
    assert max(asked) <= sum(weights)
