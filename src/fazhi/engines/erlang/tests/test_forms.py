"""The closed forms against published values, their limits, and the chain of states."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.engines.erlang import NotAQueue, erlang_a, erlang_b, erlang_c
from fazhi.engines.erlang.tests.reference import stationary

RATES = st.floats(0.01, 40)
LENGTHS = st.floats(0.5, 15)
PATIENCES = st.floats(0.1, 30)
SEATS = st.integers(0, 60)


@pytest.mark.parametrize(
    ("rate", "aht", "patience", "seats", "p_wait", "p_abandon"),
    [
        (48, 1, 2, 50, 0.467774, 0.030912),
        (50, 1, 1, 50, 0.518808, 0.056325),
        (60, 1, 2, 50, 0.975241, 0.168229),
        (1, 6, 1.5, 6, 0.415562, 0.210632),
    ],
)
def test_erlang_a_gives_the_known_values(rate, aht, patience, seats, p_wait, p_abandon):
    found = erlang_a(rate, aht, patience, seats)

    assert found.p_wait == pytest.approx(p_wait, abs=5e-7)
    assert found.p_abandon == pytest.approx(p_abandon, abs=5e-7)


def test_the_example_of_the_palm_queue():
    """Mandelbaum and Zeltyn: 48 calls a minute, 50 seats, patience 2 minutes: 3.7 seconds, 93 % busy; without, 20.8 seconds."""
    patient, endless = erlang_a(48, 1, 2, 50), erlang_c(48, 1, 50)

    assert patient.mean_wait * 60 == pytest.approx(3.71, abs=5e-3)
    assert patient.occupancy == pytest.approx(0.930, abs=5e-4)
    assert endless.p_wait == pytest.approx(0.694456, abs=5e-7)
    assert endless.mean_wait * 60 == pytest.approx(20.83, abs=5e-3)


def test_erlang_b_and_c_give_the_known_values():
    assert erlang_b(10, 1, [10, 15]).p_block == pytest.approx([0.214582, 0.036497], abs=5e-7)
    assert erlang_c(10, 1, 11).p_wait == pytest.approx(0.682118, abs=5e-7)


@given(RATES, LENGTHS, PATIENCES, SEATS)
def test_erlang_a_is_the_chain_of_states(rate, aht, patience, seats):
    top = int(seats + 60 + 3 * rate * max(aht, patience))
    states = stationary(rate, aht, patience, seats, top)
    queue = float((np.arange(top + 1) - seats).clip(0) @ states)

    found = erlang_a(rate, aht, patience, seats)

    assert found.p_wait == pytest.approx(float(states[seats:].sum()), abs=1e-9)
    assert found.mean_wait == pytest.approx(queue / rate, rel=1e-9, abs=1e-12)


@given(RATES, LENGTHS, PATIENCES, SEATS)
def test_who_gives_up_waits_as_long_as_patience_says(rate, aht, patience, seats):
    found = erlang_a(rate, aht, patience, seats)

    assert found.p_abandon * patience == pytest.approx(found.mean_wait, rel=1e-12, abs=1e-300)
    assert 0 <= found.p_abandon <= found.p_wait + 1e-12 <= 1 + 1e-12
    assert 0 <= found.occupancy <= 1


@given(RATES, LENGTHS, PATIENCES, st.integers(0, 59))
def test_one_more_seat_never_loses_a_call_and_one_more_call_never_gains_one(rate, aht, patience, seats):
    gone = erlang_a([rate, rate, rate * 1.1], aht, patience, [seats, seats + 1, seats]).p_abandon

    assert gone[1] <= gone[0] + 1e-12
    assert gone[2] >= gone[0] - 1e-12


@given(LENGTHS, st.integers(1, 40), st.floats(0.05, 0.9))
def test_with_endless_patience_it_is_erlang_c(aht, seats, share):
    rate = share * seats / aht

    assert erlang_a(rate, aht, 1e7, seats).p_wait == pytest.approx(erlang_c(rate, aht, seats).p_wait, abs=1e-4)


@given(RATES, LENGTHS, SEATS)
def test_with_no_patience_it_is_erlang_b(rate, aht, seats):
    assert erlang_a(rate, aht, 1e-9, seats).p_abandon == pytest.approx(erlang_b(rate, aht, seats).p_block, abs=1e-6)


def test_without_seats_everybody_gives_up_and_without_calls_nobody():
    without_seats, without_calls = erlang_a(5, 7, 2, 0), erlang_a(0, 7, 2, 3)

    assert (without_seats.p_wait, without_seats.p_abandon, without_seats.occupancy) == (1, pytest.approx(1), 0)
    assert (without_calls.p_wait, without_calls.p_abandon, without_calls.mean_wait) == (0, 0, 0)


@pytest.mark.parametrize("seats", [5, 10])
def test_where_the_load_is_not_below_the_seats_the_queue_grows_for_ever(seats):
    found = erlang_c(10, 1, seats)

    assert (found.p_wait, found.mean_wait, found.occupancy) == (1, np.inf, 1)


def test_far_too_many_calls_for_the_seats_give_no_nonsense():
    found = erlang_a([5000.0, 1e-6, 300.0], [7, 7, 7], [100.0, 1.5, 1e5], [1, 400, 40])

    assert np.isfinite(found.mean_wait).all()
    assert found.p_abandon[0] == pytest.approx(1 - 1 / 35_000, abs=1e-9)
    assert found.p_wait[1] == pytest.approx(0, abs=1e-300)
    assert found.p_abandon[2] == pytest.approx(1 - 40 / 2100, abs=1e-9)


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        ((-1, 7, 2, 3), "rate"),
        ((np.nan, 7, 2, 3), "rate"),
        ((1, 0, 2, 3), "aht"),
        ((1, 7, 0, 3), "patience"),
        ((1, 7, np.inf, 3), "patience"),
        ((1, 7, 2, 2.5), "seats"),
        ((1, 7, 2, -1), "seats"),
    ],
)
def test_what_no_queue_has_is_refused_by_name(arguments, name):
    with pytest.raises(NotAQueue) as refused:
        erlang_a(*arguments)

    assert refused.value.name == name


def test_the_place_of_the_wrong_value_is_told():
    with pytest.raises(NotAQueue) as refused:
        erlang_b([1, 2, -3], 7, 4)

    assert (refused.value.place, refused.value.value) == (2, -3)


def test_arrays_of_any_shape_keep_it():
    found = erlang_a(np.ones((3, 1)), 7, 2, np.arange(4))

    assert found.p_wait.shape == (3, 4)
    assert erlang_b(1, 7, 4).p_block.shape == ()
