"""First attempts: re-dials are taken out by probability, and callers who ask something else are not."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.engines.tide import Attempt, first_attempts


def call(minute, caller, answered=False):
    return Attempt(minute, caller, answered)


def test_who_tries_three_times_until_answered_is_one():
    found = first_attempts([call(0, "a"), call(5, "a"), call(9, "a", True), call(200, "b", True)])

    assert found.weights.tolist() == [1.0, 0.0, 0.0, 1.0]
    assert (found.redial, found.background) == (1.0, 0.0)


def test_calls_after_an_answer_and_after_the_window_are_new():
    found = first_attempts([call(0, "a", True), call(5, "a", True), call(0, "b"), call(61, "b", True), call(3, "c")])

    assert found.weights.tolist() == [1.0] * 5


def test_the_background_is_left_in():
    # Of 4 unanswered callers 2 call again within the hour; of 4 answered ones 1 does.
    calls = [call(0, name) for name in "abcd"] + [call(0, name, True) for name in "efgh"]
    calls += [call(30, "a", True), call(30, "b", True), call(30, "e", True)]

    found = first_attempts(calls)

    assert found.redial == 0.5
    assert found.background == pytest.approx(1 / 7)
    assert found.weights[8:].tolist() == pytest.approx([2 / 7, 2 / 7, 1.0])


def test_withheld_numbers_weigh_what_the_others_do_on_average():
    found = first_attempts([call(0, "a"), call(5, "a", True), call(7, None), call(8, None, True)])

    assert found.weights.tolist() == [1.0, 0.0, 0.5, 0.5]


def test_without_any_number_nothing_is_taken_out():
    assert first_attempts([call(0, None), call(1, None)]).weights.tolist() == [1.0, 1.0]
    assert first_attempts([]).weights.size == 0


CALLS = st.lists(
    st.builds(Attempt, st.floats(0, 500), st.sampled_from(["a", "b", "c", None]), st.booleans()), max_size=30
)


@given(CALLS)
def test_attempts_are_first_ones_and_redials_and_no_weight_is_outside_0_and_1(calls):
    found = first_attempts(calls)

    assert ((found.weights >= 0) & (found.weights <= 1)).all()
    assert 0 <= found.redial <= 1
    assert 0 <= found.background <= 1


@given(CALLS, st.randoms(use_true_random=False))
def test_the_order_of_records_is_no_matter(calls, stream):
    calls = list({call.minute: call for call in calls}.values())  # calls of one moment have no order
    places = list(range(len(calls)))
    stream.shuffle(places)

    turned = first_attempts([calls[place] for place in places])

    assert turned.weights == pytest.approx(first_attempts(calls).weights[places])


def test_a_simulated_hotline_with_redials_gives_back_its_callers():
    stream = np.random.default_rng(3)
    calls, fresh = [], 4000
    for number in range(fresh):
        minute = float(stream.uniform(0, 60 * 24 * 30))
        while True:
            answered = bool(stream.random() < 0.7)
            calls.append(call(minute, str(number), answered))
            if answered or stream.random() > 0.5:
                break
            minute += float(stream.exponential(8.0))

    found = first_attempts(calls)

    assert len(calls) > 1.12 * fresh
    assert found.weights.sum() == pytest.approx(fresh, rel=0.01)


def test_the_weight_of_a_redial_can_come_from_a_longer_record():
    found = first_attempts([call(0, "a"), call(5, "a", True)], weight=0.25)

    assert found.weights.tolist() == [1.0, 0.25]
