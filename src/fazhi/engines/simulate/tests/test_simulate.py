"""The simulator against the exact chain and closed forms; the same callers for every plan; what it is given is what it answers."""

import math
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi.engines.erlang import erlang_a, erlang_b
from fazhi.engines.scenario import clock, exact_answer, scenario_of
from fazhi.engines.scenario.tests.samples import constant, document
from fazhi.engines.simulate import NotARun, TooManyCalls, compare, compared_answer, contrast, simulate, simulated_answer
from fazhi.engines.simulate.terms import half_width

FALLS = ("drain", "cut_requeue", "overlap")


def run(days: int = 200, seed: int = 1, threads: int = 1, **changes: object):
    return simulate(scenario_of(document(**changes)), days=days, seed=seed, threads=threads)


def standing(days: int, rate: float, seats: int, **changes: object):
    return simulate(scenario_of(constant(rate, seats, **changes)), days=days, seed=3)


def errors_of(found) -> float:
    """Standard error of the pick-up."""
    return found.half_width / 1.96


@pytest.mark.parametrize("fall", FALLS)
def test_every_slot_is_the_exact_chains_within_chance(fall):
    """Twenty runs of 500 days, 4.4 million calls; a slot's spread is that of the runs, for calls that wait together are alike."""
    scenario = scenario_of(document(fall=fall))
    slots = exact_answer(scenario)["slots"]
    offered, answered, in_time = (
        np.array([slot[name] for slot in slots]) for name in ("offered", "answered", "answered_within_20s")
    )

    runs = [simulate(scenario, days=500, seed=seed) for seed in range(20)]

    by_slot = np.array([each.by_slot for each in runs]) / 500
    occupancy = np.array([each.minutes[:, 0] / each.minutes[:, 1] for each in runs])
    assert largest(by_slot[:, :, 0] - offered) < 5
    assert largest(by_slot[:, :, 1] - by_slot[:, :, 0] * answered / offered) < 5
    assert largest(by_slot[:, :, 2] - by_slot[:, :, 0] * in_time / offered) < 5
    assert largest(occupancy - np.array([slot["occupancy"] for slot in slots])) < 5


def largest(deviations: np.ndarray) -> float:
    """The mean of the runs in its standard errors, the largest of the slots."""
    runs = len(deviations)
    return float(np.abs(deviations.mean(axis=0) / (deviations.std(axis=0, ddof=1) / math.sqrt(runs))).max())


def test_constant_seats_and_rate_are_erlang_a():
    found = standing(2000, 25, 6)

    assert abs(found.pickup - (1 - float(erlang_a(25 / 30, 7.2, 1.5, 6).p_abandon))) < 4 * errors_of(found)


@pytest.mark.parametrize("fall", ["drain", "cut_requeue"])
def test_one_segment_or_forty_eight_of_the_same_seats_are_the_same_to_the_last_call(fall):
    """A simulator that replaces all seats at a boundary finds five points more for the second."""
    many = [{"start": clock(30 * k), "end": clock(30 * k + 30), "seats": 6} for k in range(48)]

    one, split = standing(300, 25, 6, fall=fall), standing(300, 25, 6, fall=fall, plan=many)

    assert (one.by_day == split.by_day).all()


def test_as_many_lines_as_seats_and_no_queue_is_erlang_b_whatever_the_calls_are_like():
    """Sevast'yanov: blocking depends on the mean of a call only."""
    blocked = float(erlang_b(25 / 30, 7.2, 6).p_block)

    for service in ({"kind": "lognormal", "mean": 7.2, "cv": 1.2}, {"kind": "empirical", "values": [2, 12.4]}):
        found = standing(3000, 25, 6, trunks=6, service=service)

        assert abs(found.refused / found.offered - blocked) < 0.0015
        assert found.abandoned == 0


def test_with_few_lines_it_is_the_chain_of_states():
    """M/M/3 with two places to wait and patience, by its balance equations."""
    rate, mu, theta = 25 / 30, 1 / 7.2, 1 / 1.5
    weights = [1.0]
    for n in range(1, 6):
        weights.append(weights[-1] * rate / (min(n, 3) * mu + max(n - 3, 0) * theta))
    full = weights[5] / sum(weights)
    gone = theta * (weights[4] + 2 * weights[5]) / sum(weights) / rate

    found = standing(3000, 25, 3, trunks=5)

    assert abs(found.refused / found.offered - full) < 0.002
    assert abs(found.abandoned / found.offered - gone) < 0.002


@pytest.mark.parametrize(
    "service",
    [
        {"kind": "exponential", "mean": 7.2},
        {"kind": "lognormal", "mean": 7.2, "cv": 1.3},
        {"kind": "gamma", "mean": 7.2, "cv": 0.4},
        {"kind": "gamma", "mean": 7.2, "cv": 2},
        {"kind": "empirical", "values": [1, 4, 16.6]},
    ],
    ids=lambda service: f"{service['kind']}-{service.get('cv', '')}",
)
def test_with_seats_for_all_the_busy_minutes_are_calls_times_their_mean(service):
    found = standing(400, 25, 60, service=service)

    assert found.answered == found.offered
    assert found.minutes[:, 0].sum() / found.answered == pytest.approx(7.2, rel=0.012)


def test_patience_without_seats_is_how_long_they_wait_and_nobody_is_answered():
    found = standing(20, 25, 0)

    assert (found.answered, found.pickup, found.minutes.sum()) == (0, 0, 0)
    assert found.abandoned == found.offered > 0


def test_who_gave_up_dials_again_as_often_as_told():
    """Without seats every attempt fails: attempts to a caller are 1 + p + p² + p³."""
    found = standing(300, 25, 0, redial={"probability": 0.5, "mean_delay": 10, "max": 3})

    assert found.offered / found.callers == pytest.approx(1 + 0.5 + 0.25 + 0.125, rel=0.01)


def test_callers_who_dial_again_are_helped_more_often_than_calls_are_answered():
    once, again = run(400), run(400, redial={"probability": 0.5, "mean_delay": 10, "max": 20})

    assert again.callers == once.callers
    assert again.offered > once.offered
    assert again.pickup < once.pickup < again.answered / again.callers


def test_an_orbit_larger_than_thought_is_followed_too():
    found = standing(1, 400, 0, redial={"probability": 1, "mean_delay": 300, "max": 2})

    assert found.offered > 2 * found.callers


def test_a_busy_line_is_a_reason_to_dial_again():
    found = run(trunks=2, redial={"probability": 1, "mean_delay": 5, "max": 1})

    assert found.refused > 0
    assert found.offered > found.callers


def test_days_and_slots_are_as_uneven_as_told():
    found = standing(4000, 25, 60, overdispersion={"day": 0.2})
    calls = found.by_day[:, 0]

    assert calls.mean() == pytest.approx(1200, rel=0.015)
    assert calls.std() ** 2 == pytest.approx(1200 + (0.2 * 1200) ** 2, rel=0.08)

    by_slots = standing(4000, 25, 60, overdispersion={"slot": 0.5}).by_day[:, 0]
    assert by_slots.std() ** 2 == pytest.approx(1200 + 48 * (0.5 * 25) ** 2, rel=0.08)


def test_an_uneven_year_is_picked_up_worse_than_an_even_one():
    assert run(1500, overdispersion={"day": 0.3}).pickup < run(1500).pickup - 0.005


def test_absent_seats_are_missing_seats():
    """Two thirds present on average, seat by seat and duty by duty: minutes there tell."""
    found = run(1000, plan=[{"start": "22:00", "end": "10:00", "seats": 6, "presence": 2 / 3}])

    assert found.minutes[:, 1].sum() / 1000 / 60 == pytest.approx(12 * 4, rel=0.02)
    assert run(50, plan=[{"start": "00:00", "end": "24:00", "seats": 6, "presence": 0}]).answered == 0


def test_a_night_duty_is_the_same_seats_before_and_after_midnight():
    """With one seat present half the time, minutes by slot are all of the night or none of it."""
    found = run(1, plan=[{"start": "20:00", "end": "06:00", "seats": 1, "presence": 0.5}], seed=5)

    assert len({round(minutes, 6) for minutes in found.minutes[40:, 1]}) == 1
    assert len({round(minutes, 6) for minutes in found.minutes[:12, 1]}) == 1


@pytest.mark.parametrize("fall", FALLS)
def test_the_same_seed_is_the_same_answer_however_many_threads(fall):
    changes = {"fall": fall, "redial": {"probability": 0.4, "mean_delay": 10, "max": 3}, "overdispersion": {"day": 0.2}}

    one, two, other = run(300, **changes), run(300, threads=3, **changes), run(300, seed=2, **changes)

    assert (one.by_day == two.by_day).all()
    assert (one.by_slot == two.by_slot).all()
    assert (one.minutes == two.minutes).all()
    assert (one.by_day != other.by_day).any()


def test_a_plan_compared_with_itself_differs_by_nothing():
    scenario = scenario_of(document())

    found = compare(scenario, scenario, days=150, seed=9)

    assert (found.difference, found.half_width) == (0, 0)


def test_two_plans_meet_the_same_callers_and_pairing_tells_more_than_two_runs():
    more = [*document()["plan"], {"start": "09:00", "end": "11:00", "seats": 1}]
    first, second = (scenario_of(each) for each in (document(), document(plan=more)))

    found = compare(first, second, days=300, seed=4)

    assert (found.first.by_day[:, 0] == found.second.by_day[:, 0]).all()
    exactly = exact_answer(second)["pickup"] - exact_answer(first)["pickup"]
    assert abs(found.difference - exactly) < 1.5 * found.half_width
    assert found.half_width < math.hypot(found.first.half_width, found.second.half_width) / 2


def test_a_change_told_in_parts_adds_up_and_each_part_is_what_comparing_says():
    plans = [
        document()["plan"],
        [*document()["plan"], {"start": "09:00", "end": "11:00", "seats": 1}],
        document()["plan"][:-1],
    ]
    runs = [run(days=60, seed=4, plan=each) for each in plans]

    whole = contrast(runs, (-1.0, 0.0, 1.0))
    parts = [contrast(runs, (-1.0, 1.0, 0.0)), contrast(runs, (0.0, -1.0, 1.0))]

    assert whole.value == pytest.approx(sum(each.value for each in parts), abs=1e-15)
    assert whole.half_width <= sum(each.half_width for each in parts)
    first, second = (scenario_of(document(plan=each)) for each in plans[:2])
    assert compare(first, second, days=60, seed=4).half_width == parts[0].half_width


def test_the_interval_covers_what_is_true_as_often_as_it_says():
    truth = exact_answer(scenario_of(document()))["pickup"]

    runs = [run(60, seed=seed) for seed in range(300)]

    covered = sum(abs(each.pickup - truth) <= each.half_width for each in runs) / len(runs)
    assert 0.90 < covered < 0.99


def test_the_interval_knows_that_neighbouring_days_go_together():
    """Deviations that come in pairs: half as many are free."""
    pairs = np.repeat(np.random.default_rng(1).normal(size=500), 2)

    alone = half_width(np.random.default_rng(2).permutation(pairs))

    assert half_width(pairs) == pytest.approx(alone * math.sqrt(2), rel=0.12)
    assert half_width(pairs[:9]) is None


@settings(max_examples=25, deadline=None)
@given(
    rates=st.lists(st.floats(0, 60), min_size=24, max_size=24),
    plan=st.lists(st.tuples(st.integers(0, 23), st.integers(1, 24), st.integers(0, 4)), max_size=4),
    fall=st.sampled_from(FALLS),
    trunks=st.none() | st.integers(1, 6),
    again=st.floats(0, 1),
)
def test_calls_are_kept_count_of_whatever_the_day_is_like(rates, plan, fall, trunks, again):
    segments = [
        {"start": f"{start:02d}:00", "end": f"{end:02d}:00", "seats": seats}
        for start, end, seats in plan
        if start != end
    ]
    scenario = scenario_of(
        document(
            slot_minutes=60,
            rates=rates,
            plan=segments,
            fall=fall,
            trunks=trunks,
            redial={"probability": again, "mean_delay": 20, "max": 3},
        )
    )

    found = simulate(scenario, days=12, seed=8)

    assert (found.by_slot.sum(axis=0) == found.by_day[:, :4].sum(axis=0)).all()
    assert found.abandoned >= 0
    assert (found.by_slot >= 0).all()
    assert (found.minutes[:, 0] <= found.minutes[:, 1] + 1e-6).all()
    assert found.minutes.min() >= -1e-6
    numbers(simulated_answer(scenario, found, seconds=0.5))


def numbers(value: object) -> None:
    """Every number of an answer is one."""
    if isinstance(value, dict):
        for key, each in value.items():
            if key in ("pickup", "p_abandon", "occupancy", "share") and each is not None:
                assert 0 <= each <= 1
            numbers(each)
    elif isinstance(value, list):
        for each in value:
            numbers(each)
    elif isinstance(value, float):
        assert math.isfinite(value)


def test_what_is_answered_says_what_was_run():
    scenario = scenario_of(document())
    found = simulate(scenario, days=20, seed=1)

    answer = simulated_answer(scenario, found, seconds=2.0)
    compared = compared_answer(compare(scenario, scenario, days=20, seed=1))

    assert answer["offered"] == answer["answered"] + answer["abandoned"] + answer["busy"] == found.offered
    assert answer["calls_per_second"] == found.offered / 2
    assert answer["ci95"][0] < answer["pickup"] < answer["ci95"][1]
    assert sum(slot["offered"] for slot in answer["slots"]) == found.offered
    assert "calls_per_second" not in simulated_answer(scenario, found)
    assert compared["difference"] == 0
    assert compared["a"] == compared["b"]
    assert compared["a"]["seat_hours"] == pytest.approx(sum(scenario_hours()), rel=0.02)
    assert simulated_answer(scenario, simulate(scenario, days=3, seed=1))["ci95"] is None


def scenario_hours() -> list[float]:
    def minutes(text: str) -> int:
        return int(text[:2]) * 60 + int(text[3:])

    return [(minutes(each["end"]) - minutes(each["start"])) / 60 * each["seats"] for each in document()["plan"]]


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ({"days": 0, "seed": 1}, "days"),
        ({"days": 1.5, "seed": 1}, "days"),
        ({"days": True, "seed": 1}, "days"),
        ({"days": 1, "seed": -1}, "seed"),
        ({"days": 1, "seed": 2**63}, "seed"),
        ({"days": 1, "seed": 1, "threads": 0}, "threads"),
    ],
)
def test_what_no_run_has_is_refused_by_name(given, name):
    with pytest.raises(NotARun) as refused:
        simulate(scenario_of(document()), **given)

    assert refused.value.name == name


def test_more_calls_than_can_be_followed_are_refused_before_it_begins():
    with pytest.raises(TooManyCalls):
        run(10_000_000, rates=[1e6] * 48)


def test_a_day_without_calls_has_missed_none():
    found = run(12, rates=[0] * 48)

    assert (found.offered, found.pickup, found.half_width) == (0, 1, 0)


PLAIN = """
import sys
sys.modules["numba"] = None
from fazhi.engines.compiled import IS_COMPILED
from fazhi.engines.scenario import scenario_of
from fazhi.engines.scenario.tests.samples import document
from fazhi.engines.simulate import simulate
assert not IS_COMPILED
for fall in ("drain", "cut_requeue", "overlap"):
    found = simulate(scenario_of(document(fall=fall, **CHANGES)), days=3, seed=11)
    print(found.by_slot.sum(axis=0).tolist() + found.by_day[:, 4].tolist(), file=sys.stderr)
    print(*found.minutes.ravel().tolist())
"""
CHANGES = {
    "service": {"kind": "lognormal", "mean": 7.2, "cv": 1.2},
    "redial": {"probability": 0.5, "mean_delay": 10, "max": 2},
    "overdispersion": {"day": 0.2},
    "trunks": 8,
}


def test_without_numba_the_same_days_come_out():
    asked = PLAIN.replace("CHANGES", repr(CHANGES))
    plain = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)

    for fall, told in zip(FALLS, plain.stdout.splitlines(), strict=True):
        here = run(3, seed=11, fall=fall, **CHANGES)
        assert np.abs(np.array(told.split(), dtype=float) - here.minutes.ravel()).max() < 1e-6
