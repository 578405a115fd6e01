"""The exact chain: against closed forms where nothing changes, against dense matrices where it does."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi.engines.erlang import erlang_a, service_level
from fazhi.engines.transient import Fall, NotADay, NotSettled, QueueTooLong, day, exact
from fazhi.engines.transient.tests.reference import Reference

TIDE = np.array([1, 1, 1, 2, 6, 14, 18, 12, 7, 11, 15, 9, 4, 6, 3, 1], dtype=np.float64)
SEATS = np.array([1, 1, 1, 1, 2, 4, 5, 3, 2, 3, 4, 3, 1, 2, 1, 1])


def tide(**changes: object):
    return day(TIDE, SEATS, **{"slot_minutes": 30, "aht": 7.2, "patience": 1.5, **changes})


@pytest.mark.parametrize("fall", Fall)
@pytest.mark.parametrize("seats", [0, 1, 6])
def test_where_nothing_changes_it_is_erlang_a(fall, seats):
    plain = day(np.full(48, 25.0), np.full(48, seats), slot_minutes=30, aht=7.2, patience=1.5)

    found, closed = exact(plain, fall=fall), erlang_a(25 / 30, 7.2, 1.5, seats)

    assert found.pickup == pytest.approx(1 - float(closed.p_abandon), abs=1e-9)
    assert found.occupancy == pytest.approx(float(closed.occupancy), abs=1e-9)
    level = float(service_level(25 / 30, 7.2, 1.5, seats, 1 / 3).of_offered)
    assert found.answered_within / found.offered == pytest.approx(level, abs=1e-9)


@pytest.mark.parametrize("fall", [Fall.DRAIN, Fall.CUT_REQUEUE])
def test_the_same_seats_written_as_one_segment_or_as_many_are_the_same_plan(fall):
    """A simulator that replaces all seats at every boundary finds 5.5 points more for the second."""
    one = exact(tide(begins=np.arange(16) == 0), fall=fall)
    many = exact(tide(begins=np.ones(16, dtype=bool)), fall=fall)

    assert many.abandoned == pytest.approx(one.abandoned, abs=1e-12)


def test_teams_with_seats_of_their_own_make_capacity_and_only_under_that_name():
    finished, overlap = exact(tide()), exact(tide(begins=np.ones(16, dtype=bool)), fall=Fall.OVERLAP)

    assert overlap.pickup > finished.pickup + 0.02
    assert overlap.occupancy.max() <= 1


@pytest.mark.parametrize("fall", Fall)
@pytest.mark.parametrize("seats", [(3, 1, 1, 2), (0, 2, 2, 0), (3, 2, 2, 3)])
def test_each_slots_callers_fare_as_the_dense_matrices_say(fall, seats):
    rates, begins = (9.0, 5.0, 7.0, 2.0), (True, True, False, True)
    expected = Reference(rates, seats, begins, 20.0, 5.0, 2.0, fall, top=12).abandoned()

    found = exact(day(rates, seats, slot_minutes=20, aht=5, patience=2, begins=begins), fall=fall)

    assert found.abandoned == pytest.approx(expected, abs=2e-6)


@pytest.mark.parametrize("fall", Fall)
def test_calls_offered_are_answered_or_given_up_and_probabilities_are_such(fall):
    found = exact(tide(), fall=fall)

    assert found.answered + found.abandoned == pytest.approx(found.offered, abs=1e-12)
    assert (found.answered_within <= found.answered + 1e-12).all()
    assert ((found.occupancy >= 0) & (found.occupancy <= 1)).all()
    assert found.left_out < 1e-12


def test_what_is_answered_takes_the_seats_its_time():
    """Over a day that repeats itself every answered call is finished: seat-minutes are answered calls times their length."""
    found = exact(tide())

    assert found.busy_minutes.sum() == pytest.approx(7.2 * found.answered.sum(), rel=1e-9)


def test_cut_off_calls_cost_and_finished_ones_do_not():
    assert exact(tide(), fall=Fall.CUT_REQUEUE).pickup < exact(tide()).pickup


def test_night_is_carried_over_midnight():
    """Rotating the day rotates the answer."""
    turned = day(np.roll(TIDE, 5), np.roll(SEATS, 5), slot_minutes=30, aht=7.2, patience=1.5)

    assert exact(turned).abandoned == pytest.approx(np.roll(exact(tide()).abandoned, 5), abs=1e-9)


@settings(max_examples=25)
@given(st.lists(st.tuples(st.floats(0, 30), st.integers(0, 6)), min_size=2, max_size=6), st.integers(0, 5))
def test_one_more_seat_in_a_slot_never_loses_a_call(slots, where):
    rates, seats = [rate for rate, _ in slots], np.array([group for _, group in slots])
    more = seats.copy()
    more[where % len(slots)] += 1

    few, many = (exact(day(rates, each, slot_minutes=30, aht=6, patience=2)) for each in (seats, more))

    assert many.abandoned.sum() <= few.abandoned.sum() + 1e-8


@pytest.mark.parametrize("fall", [Fall.DRAIN, Fall.OVERLAP])
def test_the_time_in_which_calls_are_answered_may_cross_a_boundary(fall):
    rates, seats, begins = (6.0, 5.0, 7.0), (3, 1, 1), (True, True, False)
    expected = Reference(rates, seats, begins, 20.0, 5.0, 2.0, fall, top=12).answered_within(1.5)

    found = exact(day(rates, seats, slot_minutes=20, aht=5, patience=2, begins=begins), fall=fall, within=1.5)

    assert found.answered_within == pytest.approx(expected, abs=2e-5)


def test_given_a_slot_of_time_all_that_are_answered_are_answered_in_time():
    found = exact(day([20, 20], [1, 6], slot_minutes=30, aht=7.2, patience=0.5), within=30)

    assert found.answered_within == pytest.approx(found.answered, abs=1e-9)


def test_with_seats_for_all_the_calls_under_way_are_the_load_offered_over_time():
    """m′ = λ − μm, which comes back to itself after a day: nobody waits, so what is busy is m, whatever came before."""
    rates, mu, length = np.array([0.0, 30, 5, 12]), 1 / 20, 60.0
    level, kept = rates / length / mu, math.exp(-mu * length)
    start = np.zeros(4)
    for _ in range(50):
        for k in range(4):
            start[(k + 1) % 4] = level[k] + (start[k] - level[k]) * kept

    found = exact(day(rates, [60] * 4, slot_minutes=length, aht=20, patience=2))

    assert found.busy_minutes == pytest.approx(level * length + (start - level) * (1 - kept) / mu, abs=1e-8)
    assert found.answered == pytest.approx(rates, abs=1e-9)


def test_a_slot_without_calls_and_a_day_without_any():
    silent = exact(day([0, 0, 10], [1, 0, 2], slot_minutes=30, aht=7, patience=2))
    nobody = exact(day([0, 0], [1, 2], slot_minutes=30, aht=7, patience=2))

    assert (silent.offered[0], silent.abandoned[0]) == (0, 0)
    assert nobody.pickup == 1
    assert nobody.occupancy.tolist() == [0, 0]


def test_far_too_many_calls_give_no_nonsense():
    found = exact(day([3000.0, 3000.0], [2, 1], slot_minutes=30, aht=7, patience=2))

    assert np.isfinite(found.abandoned).all()
    assert found.pickup == pytest.approx((2 + 1) / 2 / 7 * 30 / 3000, rel=5e-2)


@pytest.mark.parametrize(
    ("changes", "name", "place"),
    [
        ({"rates": [1, -1]}, "rates", 1),
        ({"rates": [math.nan, 1]}, "rates", 0),
        ({"seats": [1, 1.5]}, "seats", 1),
        ({"seats": [1, 2, 3]}, "seats", None),
        ({"aht": 0}, "aht", None),
        ({"patience": math.inf}, "patience", None),
        ({"slot_minutes": -30}, "slot_minutes", None),
        ({"begins": [True]}, "begins", None),
    ],
)
def test_what_no_day_has_is_refused_by_name_and_slot(changes, name, place):
    given = {"rates": [1, 2], "seats": [1, 2], "slot_minutes": 30, "aht": 7, "patience": 2} | changes
    rates, seats = given.pop("rates"), given.pop("seats")

    with pytest.raises(NotADay) as refused:
        day(rates, seats, **given)

    assert (refused.value.name, refused.value.place) == (name, place)


@pytest.mark.parametrize("within", [0, 31])
def test_a_time_longer_than_a_slot_is_refused(within):
    with pytest.raises(NotADay, match="within"):
        exact(tide(), within=within)


def test_a_queue_too_long_to_reckon_with_is_refused():
    with pytest.raises(QueueTooLong) as refused:
        exact(day([90_000.0], [1], slot_minutes=30, aht=7, patience=10))

    assert refused.value.waiting == 30_000


def test_a_day_that_never_settles_says_so(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("fazhi.engines.transient.chain.MOST_DAYS", 1)

    with pytest.raises(NotSettled):
        exact(day([50.0, 3.0], [1, 1], slot_minutes=30, aht=600, patience=900))
