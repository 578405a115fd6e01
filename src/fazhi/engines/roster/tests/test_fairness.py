"""The bound: whole loads nearest to the targets, against all whole loads."""

from fractions import Fraction
from itertools import product

from hypothesis import assume, given
from hypothesis import strategies as st

from fazhi.engines.roster.fairness import apportion, weights_of
from fazhi.engines.roster.tests.cases import MONDAY, duty, request, team


@given(
    st.lists(st.fractions(-3, 6, max_denominator=7), min_size=1, max_size=4),
    st.integers(0, 10),
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 6)), min_size=4, max_size=4),
)
def test_no_whole_loads_within_the_bounds_are_nearer(targets, total, bounds):
    bounds = [(low, low + more) for low, more in bounds[: len(targets)]]
    possible = [loads for loads in product(*(range(low, high + 1) for low, high in bounds)) if sum(loads) == total]
    assume(possible)

    found = apportion(targets, total, *zip(*bounds, strict=True))

    distances = [[abs(load - target) for load, target in zip(loads, targets, strict=True)] for loads in possible]
    mine = [abs(load - target) for load, target in zip(found, targets, strict=True)]
    assert sum(found) == total
    assert max(mine) == min(map(max, distances))
    assert sum(mine) == min(map(sum, distances))


def test_a_total_out_of_reach_is_approached():
    assert apportion([Fraction(5), Fraction(1)], 9, [0, 0], [2, 3]) == [2, 3]
    assert apportion([Fraction(1), Fraction(1)], 1, [2, 0], [2, 3]) == [2, 0]


def test_a_team_that_can_serve_little_raises_the_bound():
    teams = [team("a", unavailable=frozenset({MONDAY})), team("b")]
    duties = [duty(f"d{each}", 0, each, each + 1) for each in range(4)]

    found = weights_of(request(teams, duties))

    assert found.goals == (0, 4)
    assert found.bound == 2


def test_weights_are_counted_in_the_largest_unit_they_share():
    found = weights_of(
        request([team("a")], [duty("d1", weight="1.5"), duty("d2", 1, weight="4.5"), duty("d3", 2, weight=0)])
    )

    assert found.unit == Fraction(3, 2)
    assert found.counts == (1, 3, 0)
