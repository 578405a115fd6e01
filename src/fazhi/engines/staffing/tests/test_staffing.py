"""The promise is kept everywhere, no seat can be spared, and what the closed forms miss is seen."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi.engines.erlang import seats_to_answer
from fazhi.engines.scenario import NotForTheChain, exact_answer, scenario_of
from fazhi.engines.scenario.tests.samples import constant, document
from fazhi.engines.staffing import NoSuchTarget, Span, Unit, staff, staffed_answer, units


def answered(scenario_document, required) -> np.ndarray:
    """Pick-up by slot of a plan with these seats in its slots; 1 where nobody calls."""
    length = scenario_document["slot_minutes"]
    plan = [
        {
            "start": f"{k * length // 60:02d}:{k * length % 60:02d}",
            "end": f"{(k + 1) * length // 60:02d}:{(k + 1) * length % 60:02d}",
        }
        | {"seats": int(seats)}
        for k, seats in enumerate(required)
    ]
    slots = exact_answer(scenario_of({**scenario_document, "plan": plan}))["slots"]
    return np.array([1 - slot["p_abandon"] for slot in slots])


def hourly(**changes: object):
    rates = np.asarray(document()["rates"]).reshape(24, 2).sum(axis=1).tolist()
    return document(**{"slot_minutes": 60, "rates": rates, **changes})


@pytest.mark.parametrize("fall", ["drain", "cut_requeue"])
def test_every_slot_keeps_the_promise_and_no_seat_can_be_spared(fall):
    asked = hourly(fall=fall)

    found = staff(scenario_of(asked), 0.9)

    assert answered(asked, found.required).min() >= 0.9 - 1e-9
    assert found.pickup == pytest.approx(answered(asked, found.required), abs=1e-9)
    for slot in range(24):
        fewer = found.required.copy()
        fewer[slot] -= 1
        assert fewer[slot] < 0 or answered(asked, fewer).min() < 0.9


def test_where_nothing_changes_it_is_the_closed_form():
    found = staff(scenario_of(constant(20, 1)), 0.9, by=Unit.DAY)

    assert found.required.tolist() == [int(seats_to_answer(20 / 30, 7.2, 1.5, 0.9))] == found.first.tolist()
    assert found.spans == (Span(0, 1440),)


def test_slots_taken_one_by_one_would_miss_the_promise_after_a_peak():
    """Calls of the peak still take the seats of the hour after it."""
    rates = [4.0] * 24
    rates[9] = 60.0
    asked = document(slot_minutes=60, rates=rates, plan=[])

    found = staff(scenario_of(asked), 0.9)

    assert answered(asked, found.first).min() < 0.88
    assert found.required[10] > found.first[10]
    assert found.pickup.min() >= 0.9 - 1e-9


def test_segments_keep_their_promise_as_a_whole_and_take_fewer_seats_than_their_busiest_slot():
    scenario = scenario_of(document())

    found = staff(scenario, 0.85, by=Unit.SEGMENT)

    assert [span.start for span in found.spans] == [0, 420, 510, 720, 810, 1020, 1260]
    assert found.pickup.min() >= 0.85 - 1e-9
    assert found.offered.sum() == pytest.approx(441)
    assert found.seat_minutes == int(np.dot(found.required, [420, 90, 210, 90, 210, 240, 180]))


def test_a_segment_that_passes_midnight_is_one_unit():
    plan = [{"start": "21:00", "end": "07:00", "seats": 1}, {"start": "07:00", "end": "21:00", "seats": 4}]
    scenario = scenario_of(document(plan=plan))

    assert units(scenario, Unit.SEGMENT) == (Span(420, 1260), Span(1260, 420))
    assert staff(scenario, 0.8, by=Unit.SEGMENT).seat_minutes % 60 == 0
    assert units(scenario_of(document(plan=[])), Unit.SEGMENT) == (Span(0, 1440),)


def test_slots_without_calls_have_no_seats_and_no_promise_takes_none():
    rates = [0.0] * 12 + [8.0] * 12
    found = staff(scenario_of(document(slot_minutes=60, rates=rates)), 0.8)

    assert found.required[1:11].max() == 0
    assert found.required[12:].min() > 0
    assert staff(scenario_of(hourly()), 0.0).required.max() == 0


@settings(max_examples=8, deadline=None)
@given(st.lists(st.floats(0, 20), min_size=4, max_size=4), st.sampled_from([0.5, 0.8, 0.95]))
def test_the_target_is_kept_and_a_higher_one_never_takes_fewer_seats_for_the_day(rates, target):
    scenario = scenario_of(document(slot_minutes=360, rates=[rate * 10 for rate in rates], plan=[]))

    low, high = staff(scenario, target - 0.2, by=Unit.DAY), staff(scenario, target, by=Unit.DAY)

    assert low.required[0] <= high.required[0]
    assert staff(scenario, target).pickup.min() >= target - 1e-9


def test_a_slot_in_which_next_to_nobody_calls_needs_no_seat():
    """What the chain says of 10⁻¹⁰⁰ calls is rounding."""
    found = staff(scenario_of(document(slot_minutes=360, rates=[0, 0, 10, 1e-100], plan=[])), 0.8)

    assert found.required.tolist() == [0, 0, 1, 0]
    assert found.pickup[3] == 1


@pytest.mark.parametrize("target", [1.0, -0.1, float("nan")])
def test_a_share_that_no_seats_answer_is_refused(target):
    with pytest.raises(NoSuchTarget):
        staff(scenario_of(hourly()), target)


def test_what_the_exact_chain_does_not_take_is_named():
    with pytest.raises(NotForTheChain) as refused:
        staff(scenario_of(hourly(service={"kind": "gamma", "mean": 7, "cv": 2})), 0.9)

    assert refused.value.where == "service.kind"


def test_the_answer_names_each_unit_and_what_it_keeps():
    found = staff(scenario_of(document()), 0.8, by=Unit.SEGMENT)

    answer = staffed_answer(found, 0.8)

    assert answer["required"] == [unit["seats"] for unit in answer["units"]] == found.required.tolist()
    assert (answer["units"][-1]["start"], answer["units"][-1]["end"]) == ("21:00", "24:00")
    assert answer["pickup"] == pytest.approx(sum(u["pickup"] * u["offered"] for u in answer["units"]) / 441)
    assert answer["seat_hours"] == found.seat_minutes / 60
