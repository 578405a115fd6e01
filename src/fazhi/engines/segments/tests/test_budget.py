"""The best a budget buys, against all plans; and the polish under a judge."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi.engines.erlang import erlang_a
from fazhi.engines.segments import (
    NoSuchPlan,
    NotADemand,
    for_budget,
    lengths_of,
    polished,
    rules,
    seats_by_slot,
)
from fazhi.engines.segments.tests.brute import most
from fazhi.engines.transient import day, exact

TIDE = np.array([1, 1, 2, 6, 14, 18, 12, 7, 11, 15, 9, 4], dtype=np.float64)


def answered(rates: np.ndarray, most_seats: int) -> np.ndarray:
    """Calls answered in each slot by each number of seats, were it to last for ever."""
    seats = np.arange(most_seats + 1)[:, None]
    return rates * (1 - erlang_a(rates / 30, 7.2, 1.5, seats).p_abandon)


@settings(max_examples=120)
@given(st.integers(1, 6), st.integers(1, 4), st.integers(0, 14), st.integers(0, 1), st.booleans(), st.data())
def test_it_gains_as_much_as_the_best_of_all_plans(slots, count, budget, least, wrap, data):
    row = st.lists(st.integers(0, 9), min_size=slots, max_size=slots)
    gains = np.cumsum(data.draw(st.lists(row, min_size=3, max_size=3)), axis=0)
    by = rules(slots, wrap=wrap)
    expected = most(gains.tolist(), count, budget, least, by)

    if expected is None:
        with pytest.raises(NoSuchPlan):
            for_budget(gains, count, budget, least_seats=least, by=by)
        return
    found = for_budget(gains, count, budget, least_seats=least, by=by)
    by_slot = seats_by_slot(found.cuts, found.seats, slots)
    assert found.gain == expected
    assert gains[by_slot, np.arange(slots)].sum() == expected
    assert found.cost == int(by_slot.sum()) <= budget
    assert min(found.seats) >= least


def test_more_segments_and_more_seats_never_gain_less():
    gains = answered(TIDE, 8)

    curve = for_budget(gains, 6, 40, least_seats=1).curve
    richer = for_budget(gains, 6, 48, least_seats=1)

    assert list(curve) == sorted(curve)
    assert richer.gain > curve[-1]


def test_the_polish_never_loses_and_stays_in_the_budget():
    by = rules(12)
    plan = for_budget(answered(TIDE, 8), 4, 40, least_seats=1, by=by)

    def pickup(seats: np.ndarray) -> float:
        return exact(day(TIDE, seats, slot_minutes=30, aht=7.2, patience=1.5)).pickup

    found = polished(plan, 40, pickup, by=by, least_seats=1)

    by_slot = seats_by_slot(found.cuts, found.seats, 12)
    assert found.after == pytest.approx(pickup(by_slot), abs=1e-12)
    assert found.after >= found.before == pickup(seats_by_slot(plan.cuts, plan.seats, 12))
    assert by_slot.sum() <= 40
    assert found.judged > 1


def test_the_polish_finds_the_seat_that_was_given_to_the_wrong_segment():
    by = rules(4)
    plan = for_budget(np.array([[0, 0, 0, 0], [1, 1, 1, 1]]), 2, 4, by=by)
    wrong = type(plan)((0, 2), (2, 0), 4, 0.0, plan.curve)

    found = polished(wrong, 4, lambda seats: float(np.minimum(seats, 1).sum()), by=by)

    assert found.seats == (1, 1)


@pytest.mark.parametrize("wrap", [False, True])
def test_the_polish_keeps_the_rules(wrap):
    by = rules(6, min_slots=2, allowed_cuts=[0, 2, 3], wrap=wrap)
    plan = for_budget(answered(TIDE[:6], 4), 2, 12, by=by)

    found = polished(plan, 12, lambda seats: float(seats[2:].sum()), by=by)

    assert set(found.cuts) <= {0, 2, 3}
    assert min(lengths_of(found.cuts, 6)) >= 2


@pytest.mark.parametrize(
    ("gains", "count", "budget", "least"),
    [
        ([1.0, 2.0], 1, 1, 0),
        ([[]], 1, 1, 0),
        ([[0.0, np.nan]], 1, 1, 0),
        ([[0.0, 1.0]], 0, 1, 0),
        ([[0.0, 1.0]], 1, -1, 0),
        ([[0.0, 1.0]], 1, 1, 1),
        ([[0.0, 1.0]], 1, 60_000_000, 0),
    ],
)
def test_what_no_budget_has_is_refused(gains, count, budget, least):
    with pytest.raises(NotADemand):
        for_budget(gains, count, budget, least_seats=least)


def test_gains_for_another_day_are_refused():
    with pytest.raises(NotADemand, match="gains"):
        for_budget([[0.0, 1.0]], 1, 1, by=rules(3))
