"""The cheapest plan for a promise, against all plans."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi.engines.segments import NoSuchPlan, NotADemand, cut_shares, for_promise, lengths_of, rules, seats_by_slot
from fazhi.engines.segments.tests.brute import cheapest

DEMANDS = st.lists(st.integers(0, 9), min_size=1, max_size=9)


@settings(max_examples=300)
@given(DEMANDS, st.integers(1, 9), st.integers(1, 3), st.integers(1, 9), st.booleans(), st.data())
def test_it_is_the_first_of_the_cheapest_of_all_plans(required, count, shortest, longest, wrap, data):
    slots = len(required)
    allowed = data.draw(st.sets(st.integers(0, slots - 1), min_size=1))
    by = rules(slots, min_slots=min(shortest, longest), max_slots=longest, allowed_cuts=sorted(allowed), wrap=wrap)
    expected = cheapest(required, count, by)

    if expected is None:
        with pytest.raises(NoSuchPlan):
            for_promise(required, count, by=by)
        return
    found = for_promise(required, count, by=by)
    assert (found.cost, found.cuts) == expected
    assert found.cost == sum(
        length * seats for length, seats in zip(lengths_of(found.cuts, slots), found.seats, strict=True)
    )
    assert (seats_by_slot(found.cuts, found.seats, slots) >= required).all()


@given(DEMANDS)
def test_with_a_segment_a_slot_it_costs_what_is_required_and_with_one_the_peak(required):
    found = for_promise(required, len(required))

    assert found.curve[0] == max(required) * len(required)
    assert found.curve[-1] == sum(required)


@given(DEMANDS)
def test_a_further_segment_never_costs_more(required):
    curve = for_promise(required, len(required)).curve

    assert list(curve) == sorted(curve, reverse=True)


@given(DEMANDS, st.integers(0, 8))
def test_a_circle_turned_turns_its_plan(required, turn):
    by, count = rules(len(required), wrap=True), min(3, len(required))

    assert for_promise(np.roll(required, turn), count, by=by).cost == for_promise(required, count, by=by).cost


def test_a_night_that_passes_midnight_needs_a_circle():
    required = [1, 1, 4, 4, 1, 1]

    assert for_promise(required, 2, by=rules(6, wrap=True)).cuts == (2, 4)
    assert for_promise(required, 2).cost > for_promise(required, 2, by=rules(6, wrap=True)).cost


def test_the_curve_says_none_where_the_rules_leave_no_way():
    found = for_promise([1, 2, 3, 4], 2, by=rules(4, max_slots=2))

    assert found.curve == (None, 2 * 2 + 2 * 4)


def test_too_many_segments_are_refused_with_what_is_possible():
    with pytest.raises(NoSuchPlan) as refused:
        for_promise([1, 2, 3, 4], 4, by=rules(4, min_slots=2))

    assert refused.value.possible == (1, 2)


@pytest.mark.parametrize(("required", "place"), [([1, -1], 1), ([0.5], 0), ([np.nan], 0), ([], None), ([np.inf, 2], 0)])
def test_what_no_slot_requires_is_refused_by_place(required, place):
    with pytest.raises(NotADemand) as refused:
        for_promise(required, 1)

    assert refused.value.place == place


@pytest.mark.parametrize(
    "wrong",
    [{"min_slots": 0}, {"min_slots": 3, "max_slots": 2}, {"allowed_cuts": [4]}, {"allowed_cuts": [-1]}, {"slots": 0}],
)
def test_rules_that_contradict_themselves_are_refused(wrong):
    with pytest.raises(NotADemand):
        rules(**({"slots": 4} | wrong))


def test_a_plan_for_another_day_and_no_segment_at_all_are_refused():
    with pytest.raises(NotADemand, match="required"):
        for_promise([1, 2], 1, by=rules(3))
    with pytest.raises(NotADemand, match="count"):
        for_promise([1, 2], 0)


def test_a_cut_that_every_demand_makes_has_the_share_one():
    shares = cut_shares([[1, 1, 5, 5], [1, 1, 6, 6], [1, 4, 6, 6]], 2, by=rules(4))

    assert shares.tolist() == [1.0, pytest.approx(1 / 3), pytest.approx(2 / 3), 0.0]
    with pytest.raises(ValueError, match="No demand"):
        cut_shares([], 2, by=rules(4))
