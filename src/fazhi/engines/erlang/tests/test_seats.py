"""The fewest seats: that many keep the promise, and one less does not."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.engines.erlang import (
    NoSuchPromise,
    erlang_a,
    seats_to_answer,
    seats_to_wait_less,
    service_level_c,
)


def test_the_known_value():
    assert seats_to_wait_less(100 / 30, 3, 20 / 60, 0.8) == 14


@given(st.floats(0.01, 30), st.floats(0.5, 12), st.floats(0.1, 20), st.floats(0.01, 0.999))
def test_so_many_answer_the_share_and_one_less_does_not(rate, aht, patience, target):
    seats = int(seats_to_answer(rate, aht, patience, target))

    assert 1 - erlang_a(rate, aht, patience, seats).p_abandon >= target - 1e-12
    if seats:
        assert 1 - erlang_a(rate, aht, patience, seats - 1).p_abandon < target + 1e-12


@given(st.floats(0.01, 30), st.floats(0.5, 12), st.floats(0.05, 5), st.floats(0.01, 0.999))
def test_so_many_keep_the_wait_short_and_one_less_does_not(rate, aht, within, target):
    seats = int(seats_to_wait_less(rate, aht, within, target))

    assert service_level_c(rate, aht, seats, within) >= target - 1e-12
    assert seats > rate * aht
    if seats - 1 > rate * aht:
        assert service_level_c(rate, aht, seats - 1, within) < target + 1e-12


def test_without_calls_or_without_a_promise_no_seat_is_needed():
    assert seats_to_answer([0.0, 5.0], 7, 2, [0.9, 0.0]).tolist() == [0, 0]
    assert seats_to_wait_less(0, 7, 1, 0.9) == 0


@pytest.mark.parametrize("target", [1.0, -0.1, np.nan])
def test_a_promise_that_no_number_keeps_is_refused(target):
    with pytest.raises(NoSuchPromise):
        seats_to_answer(1, 7, 2, target)
    with pytest.raises(NoSuchPromise):
        seats_to_wait_less(1, 7, 2, target)
