"""Probabilities: the formula against every outcome enumerated."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi.engines.draw import inclusion_probabilities, probabilities
from fazhi.engines.draw.errors import TooManyOutcomes
from fazhi.engines.draw.selection import select
from fazhi.engines.draw.terms import HashName, Method, Pool, Rosters, Rule
from fazhi.engines.draw.tests.enumeration import inclusion, outcomes


def stated(weights: list[int], size: int, method: Method) -> list[Fraction]:
    ids = tuple(f"{number:03d}" for number in range(len(weights)))
    rosters = Rosters((Pool(None, size, ids, tuple(weights)),), {}, {}, (), ())
    found = inclusion_probabilities(rosters, Rule(size, 0, method, HashName.SHA256))
    return [found[id] for id in ids]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 3), min_size=1, max_size=4), st.integers(0, 3), st.sampled_from(Method))
def test_stated_probabilities_are_those_of_all_outcomes(weights: list[int], size: int, method: Method):
    size = min(size, len(weights))
    found = outcomes(lambda below: tuple(taken.position for taken in select(weights, size, method, below)))

    assert stated(weights, size, method) == inclusion(found, len(weights))


def test_two_of_three_by_hand():
    """Weights 1, 2, 4. The lightest stays out unless first (1/7) or second: 2/7 · 1/5 + 4/7 · 1/3."""
    chance = Fraction(1, 7) + Fraction(2, 7) * Fraction(1, 5) + Fraction(4, 7) * Fraction(1, 3)

    assert stated([1, 2, 4], 2, Method.SEQUENTIAL)[0] == chance == Fraction(41, 105)


@pytest.mark.parametrize("method", Method)
def test_probabilities_add_up_to_the_number_drawn(method: Method):
    weights = [1] * 60 + [2] * 60 + [4] * 60 + [8] * 20

    assert sum(stated(weights, 10, method)) == 10


def test_the_classes_of_the_protocols_measurement():
    """200 objects, 10 drawn, measured there as .0180, .0348, .0690, .1346."""
    found = stated([1] * 60 + [2] * 60 + [4] * 60 + [8] * 20, 10, Method.SEQUENTIAL)

    measured = [0.0180, 0.0348, 0.0690, 0.1346]
    assert [float(found[place]) for place in (0, 60, 120, 180)] == pytest.approx(measured, rel=0.02)


def test_equal_weights_need_no_enumeration():
    assert stated([3] * 1000, 57, Method.SEQUENTIAL) == [Fraction(57, 1000)] * 1000


def test_compulsory_ones_are_certain_and_excluded_ones_impossible():
    rosters = Rosters((Pool(None, 1, ("b", "c"), (1, 1)),), {"a": "举报"}, {"d": "停业"}, (), ())

    found = inclusion_probabilities(rosters, Rule(1, 0, Method.EXACT, HashName.SHA256))

    assert found == {"a": 1, "b": Fraction(1, 2), "c": Fraction(1, 2), "d": 0}


def test_each_stratum_has_its_own_probabilities():
    pools = (Pool("公证处", 1, ("n1", "n2"), (1, 1)), Pool("律所", 1, ("f1", "f2", "f3"), (1, 1, 1)))

    found = inclusion_probabilities(Rosters(pools, {}, {}, (), ()), Rule({}, 0, Method.SEQUENTIAL, HashName.SHA256))

    assert (found["n1"], found["f3"]) == (Fraction(1, 2), Fraction(1, 3))


def test_what_would_take_for_ever_is_refused_with_the_other_method_named():
    with pytest.raises(TooManyOutcomes, match="exact") as refused:
        stated(list(range(1, 5001)), 1000, Method.SEQUENTIAL)

    assert refused.value.work > probabilities.MOST_WORK
