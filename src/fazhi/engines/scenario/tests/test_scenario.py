"""A scenario is read whole or refused at its place; seats of the plan add up, pass midnight, and leave gaps."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi.engines.erlang import erlang_a
from fazhi.engines.scenario import (
    Duration,
    Kind,
    NotAScenario,
    NotForTheChain,
    ScenarioError,
    clock,
    exact_answer,
    grid_of,
    scenario_of,
)
from fazhi.engines.scenario.tests.samples import constant, document
from fazhi.engines.transient import Fall


def read(**changes: object):
    return scenario_of(document(**changes))


def test_a_document_is_read_as_it_is_written():
    found = read(redial={"probability": 0.4, "mean_delay": 10, "max": 3}, trunks=9)

    assert (found.slot_minutes, len(found.rates), found.fall) == (30, 48, Fall.DRAIN)
    assert found.service == Duration(Kind.EXPONENTIAL, 7.2, 1.0)
    assert (found.redial.probability, found.redial.most, found.trunks) == (0.4, 3, 9)


def test_overlapping_segments_add_up_gaps_are_without_seats_and_nights_pass_midnight():
    plan = [
        {"start": "08:00", "end": "18:00", "seats": 4},
        {"start": "12:00", "end": "14:00", "seats": 2},
        {"start": "22:00", "end": "02:00", "seats": 1},
    ]

    seats = grid_of(read(plan=plan)).seats

    assert [int(seats[hour * 2]) for hour in (0, 1, 2, 7, 8, 12, 14, 18, 22, 23)] == [1, 1, 0, 0, 4, 6, 4, 0, 1, 1]


def test_the_grid_is_as_fine_as_the_plan_and_no_finer():
    fine = grid_of(read(plan=[{"start": "08:20", "end": "24:00", "seats": 1}]))

    assert (fine.minutes, fine.per_slot, fine.rates.size) == (10, 3, 144)
    assert fine.by_slot(fine.rates) == pytest.approx(document()["rates"])
    assert np.flatnonzero(fine.begins).tolist() == [0, 50]


def test_each_kind_of_duration_says_its_mean_and_spread():
    empirical = read(service={"kind": "empirical", "values": [2, 4, 6], "mean": 4}).service

    assert (empirical.mean, empirical.cv) == (4, pytest.approx(math.sqrt(8 / 3) / 4))
    assert read(patience={"kind": "gamma", "mean": 2, "cv": 0.5}).patience == Duration(Kind.GAMMA, 2.0, 0.5)
    assert read(service={"kind": "exponential", "mean": 3, "cv": 1}).service.cv == 1


REFUSED = {
    "slots that do not fill the day": ({"slot_minutes": 7}, "slot_minutes"),
    "a slot of no length": ({"slot_minutes": 0}, "slot_minutes"),
    "too few rates": ({"rates": [1, 2]}, "rates"),
    "a negative rate": ({"rates": [1] * 47 + [-1]}, "rates[47]"),
    "a rate that is a word": ({"rates": ["1"] * 48}, "rates[0]"),
    "a rate that is true": ({"rates": [True] * 48}, "rates[0]"),
    "a rate beyond all numbers": ({"rates": [10**400] * 48}, "rates[0]"),
    "no plan": ({"plan": None}, "plan"),
    "half a seat": ({"plan": [{"start": "00:00", "end": "24:00", "seats": 1.5}]}, "plan[0].seats"),
    "fewer than no seats": ({"plan": [{"start": "00:00", "end": "24:00", "seats": -1}]}, "plan[0].seats"),
    "a time of day that is none": ({"plan": [{"start": "8:00", "end": "24:00", "seats": 1}]}, "plan[0].start"),
    "an hour too late": ({"plan": [{"start": "08:00", "end": "24:01", "seats": 1}]}, "plan[0].end"),
    "a start at the end of the day": ({"plan": [{"start": "24:00", "end": "08:00", "seats": 1}]}, "plan[0].start"),
    "nothing or a whole day": ({"plan": [{"start": "08:00", "end": "08:00", "seats": 1}]}, "plan[0].end"),
    "an unknown kind": ({"service": {"kind": "weibull", "mean": 1}}, "service.kind"),
    "no mean": ({"service": {"kind": "exponential"}}, "service.mean"),
    "no length at all": ({"service": {"kind": "exponential", "mean": 0}}, "service.mean"),
    "endless patience": ({"patience": {"kind": "exponential", "mean": math.inf}}, "patience.mean"),
    "a mean that is no number": ({"patience": {"kind": "exponential", "mean": math.nan}}, "patience.mean"),
    "a spread that this kind has not": ({"service": {"kind": "exponential", "mean": 1, "cv": 2}}, "service.cv"),
    "a spread left out": ({"service": {"kind": "gamma", "mean": 1}}, "service.cv"),
    "values of another kind": ({"service": {"kind": "gamma", "mean": 1, "cv": 1, "values": [1]}}, "service.values"),
    "no values": ({"service": {"kind": "empirical", "values": []}}, "service.values"),
    "values of nothing": ({"service": {"kind": "empirical", "values": [0, 0]}}, "service.values"),
    "a mean that the values have not": (
        {"service": {"kind": "empirical", "values": [1, 2], "mean": 3}},
        "service.mean",
    ),
    "a spread that the values say": ({"service": {"kind": "empirical", "values": [1, 2], "cv": 1}}, "service.cv"),
    "more than certain": ({"redial": {"probability": 1.2, "mean_delay": 5, "max": 2}}, "redial.probability"),
    "a redial without end": ({"redial": {"probability": 0.5, "mean_delay": 5}}, "redial.max"),
    "an unknown rule": ({"fall": "drop"}, "fall"),
    "a key misspelt": ({"over_dispersion": {"day": 0.2}}, "over_dispersion"),
    "a key misspelt within": ({"overdispersion": {"days": 0.2}}, "overdispersion.days"),
    "presence above one": (
        {"plan": [{"start": "00:00", "end": "24:00", "seats": 1, "presence": 2}]},
        "plan[0].presence",
    ),
    "no lines at all": ({"trunks": 0}, "trunks"),
}


@pytest.mark.parametrize(("changes", "where"), REFUSED.values(), ids=REFUSED)
def test_what_no_day_has_is_refused_at_its_place(changes, where):
    with pytest.raises(NotAScenario) as refused:
        read(**changes)

    assert refused.value.where == where
    assert refused.value.expected


@pytest.mark.parametrize("data", [[], 3, None, "drain"])
def test_what_is_no_such_document_is_refused(data):
    with pytest.raises(NotAScenario):
        scenario_of(data)


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"service": {"kind": "lognormal", "mean": 7, "cv": 1}}, "service.kind"),
        ({"patience": {"kind": "empirical", "values": [1, 2]}}, "patience.kind"),
        ({"redial": {"probability": 0.5, "mean_delay": 10, "max": 2}}, "redial"),
        ({"overdispersion": {"day": 0.2}}, "overdispersion"),
        ({"trunks": 5}, "trunks"),
        ({"plan": [{"start": "00:00", "end": "24:00", "seats": 4, "presence": 0.9}]}, "plan[0].presence"),
    ],
)
def test_what_the_exact_chain_does_not_take_is_named(changes, where):
    with pytest.raises(NotForTheChain) as refused:
        exact_answer(read(**changes))

    assert refused.value.where == where


def test_where_nothing_changes_the_answer_is_erlang_a():
    found, closed = exact_answer(scenario_of(constant(20, 5))), erlang_a(20 / 30, 7.2, 1.5, 5)

    assert found["pickup"] == pytest.approx(1 - float(closed.p_abandon), abs=1e-9)
    assert found["slots"][17]["p_abandon"] == pytest.approx(float(closed.p_abandon), abs=1e-9)
    assert found["slots"][17]["occupancy"] == pytest.approx(float(closed.occupancy), abs=1e-9)
    assert found["slots"][17]["start"] == "08:30"
    assert found["offered"] == pytest.approx(48 * 20)


def test_one_segment_or_forty_eight_of_the_same_seats_are_the_same_plan():
    many = [{"start": clock(30 * k), "end": clock(30 * k + 30), "seats": 5} for k in range(48)]

    one, split = (exact_answer(scenario_of(each)) for each in (constant(20, 5), constant(20, 5, plan=many)))

    assert split["pickup"] == pytest.approx(one["pickup"], abs=1e-9)


def test_without_seats_nobody_is_answered_and_far_too_many_calls_give_no_nonsense():
    nobody = exact_answer(read(plan=[]))
    flooded = exact_answer(scenario_of(constant(2000, 1)))

    assert (nobody["pickup"], nobody["answered"]) == pytest.approx((0, 0), abs=1e-9)
    assert 0 < flooded["pickup"] < 0.01
    assert all(0 <= slot["p_abandon"] <= 1 and 0 <= slot["occupancy"] <= 1 for slot in flooded["slots"])


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(["", "08:00", "24:00", "gamma"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["kind", "mean", "x"]), inner),
    max_leaves=6,
)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(document()) + ["redial", "overdispersion", "trunks"]), JSON)
def test_whatever_stands_in_a_field_it_is_a_scenario_or_refused(key, value):
    refused = None
    try:
        found = read(**{key: value})
    except ScenarioError as error:
        refused = error

    if refused:
        assert refused.where.startswith(key)
    else:
        assert len(found.rates) * found.slot_minutes == 1440
