"""The share answered in time, against a chain of one waiting call."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi.engines.erlang import erlang_a, erlang_c, service_level, service_level_c
from fazhi.engines.erlang.tests.reference import answered_within


def test_without_patience_it_gives_the_known_value():
    """100 calls in half an hour, three minutes each, 14 seats, 20 seconds: 88.8350 %."""
    assert service_level_c(100 / 30, 3, 14, 20 / 60) == pytest.approx(0.888350, abs=5e-7)


@settings(max_examples=60)
@given(st.floats(0.2, 6), st.floats(1, 6), st.floats(0.3, 6), st.integers(1, 12), st.floats(0.05, 5))
def test_it_is_the_chain_of_one_waiting_call(rate, aht, patience, seats, within):
    top = int(seats + 40 + 3 * rate * patience)
    answered, gone = answered_within(rate, aht, patience, seats, within, top)

    found = service_level(rate, aht, patience, seats, within)

    assert found.of_offered == pytest.approx(answered, abs=1e-8)
    assert found.of_patient == pytest.approx(answered / (1 - gone), abs=1e-7)


@given(st.floats(0.1, 20), st.floats(1, 10), st.floats(0.5, 10), st.integers(1, 60))
def test_given_long_enough_it_is_the_share_that_is_answered_at_all(rate, aht, patience, seats):
    found = service_level(rate, aht, patience, seats, 60 * patience)

    assert found.of_offered == pytest.approx(1 - erlang_a(rate, aht, patience, seats).p_abandon, abs=1e-9)


def test_with_endless_patience_it_is_erlang_cs():
    assert service_level(48, 1, 1e7, 50, 1 / 3).of_offered == pytest.approx(service_level_c(48, 1, 50, 1 / 3), abs=1e-5)


def test_where_the_queue_grows_for_ever_nobody_is_answered_in_time():
    assert erlang_c(12, 1, 10).p_wait == 1
    assert service_level_c(12, 1, 10, 1.0) == 0


def test_without_seats_and_without_calls():
    assert service_level(3, 7, 2, 0, 1.0).of_offered == 0
    assert service_level(0, 7, 2, 4, 1.0).of_offered == 1
    assert service_level_c(0, 7, 4, 1.0) == 1
    assert service_level(1e-9, 7, 2, 300, 1.0).of_offered == 1
