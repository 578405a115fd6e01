"""The rest of a day and what to advise, on days small enough to be reckoned by hand."""

import pytest

pytest.importorskip("numba")

from datetime import date, timedelta
from math import exp

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi.engines.tide import Kind
from fazhi.lines.hotline.rules.intraday import (
    Morning,
    Rest,
    advise,
    answered,
    attempts_by_slot,
    layers,
    morning_from,
    morning_of,
    rest_of_day,
)
from fazhi.lines.hotline.rules.intraday.advice import LEAST_SLOTS
from fazhi.lines.hotline.rules.planning.demand import Times
from fazhi.lines.hotline.terms.planning import CallRow, Shift

ALIKE = Times(talk=5.0, talk_cv=1.0, patience=5.0, redial=0.0, redial_after=5.0)
"""Calls last five minutes and callers wait five: whoever is there leaves once in five minutes, on the line or waiting."""

SIX = np.full(48, 6.0)
"""Six calls a half hour, one in five minutes: with `ALIKE` the number of callers there is Poisson with mean 1."""

MONDAY = date(2024, 6, 3)


def morning(seats, target=0.85, times=ALIKE, calls=SIX):
    """One whose forecast is certain: what follows uses neither what it learned nor the chain's answers in it."""
    return Morning(None, times, 1.0, target, np.array(seats), calls, calls, calls, calls, calls)


def rest(calls=SIX, passed=28):
    return Rest(calls, calls, calls, passed, ())


def row(minute, outcome="answered", caller=""):
    return CallRow(MONDAY, minute, outcome, 0, 60, caller)


@pytest.mark.parametrize(
    ("seats", "share"),
    # Given up: those who wait beyond the seats, E[(N − s)⁺] a patience. N − 1 if anybody is there: 1 − 1 + e⁻¹.
    [(1, 1 - exp(-1)), (2, 1 - (3 * exp(-1) - 1)), (0, 0.0)],
)
def test_the_chain_answers_what_the_poisson_distribution_says(seats, share):
    offered, found = answered(SIX, ALIKE, np.full(48, seats))

    assert offered.tolist() == [6.0] * 48
    assert found == pytest.approx(np.full(48, 6.0 * share), abs=1e-6)


def test_who_is_not_answered_dials_again():
    again = Times(talk=5.0, talk_cv=1.0, patience=5.0, redial=0.2, redial_after=5.0)

    offered, found = answered(SIX, again, np.zeros(48, dtype=np.int64))

    assert offered == pytest.approx(np.full(48, 7.2))
    assert found == pytest.approx(np.zeros(48), abs=1e-9)


def test_two_hours_with_a_seat_too_few_are_found_and_told_with_both_shares():
    # One seat answers 63.2 % and two 89.6 %; 85 % are promised, the plan has one from 15:00 to 17:00.
    plan = [2] * 48
    plan[30:34] = [1] * 4

    found = advise(rest(), morning(plan), now=14 * 60 + 5)

    (opening,) = found.openings
    assert (opening.start_minute, opening.end_minute, opening.seats) == (15 * 60, 17 * 60, 1)
    assert (opening.calls, opening.foreseen) == (24.0, 24.0)
    assert opening.without == pytest.approx(1 - exp(-1), abs=0.02)
    assert opening.having == pytest.approx(1 - (3 * exp(-1) - 1), abs=1e-6)
    assert found.start_minute == 14 * 60 + 30
    assert found.calls == 19 * 6
    assert found.having == pytest.approx(opening.having, abs=1e-6)
    assert found.without < found.having


def test_what_can_no_longer_be_changed_and_what_keeps_the_promise_is_not_advised():
    plan = [2] * 48
    plan[30:34] = [1] * 4

    # A quarter of an hour is needed: at 16:20 only the half hour from 17:00 on can be changed.
    assert advise(rest(passed=32), morning(plan), now=16 * 60 + 20).openings == ()
    assert advise(rest(), morning([2] * 48), now=14 * 60).openings == ()
    (late,) = advise(rest(passed=31), morning(plan), now=15 * 60 + 40).openings
    assert (late.start_minute, late.end_minute) == (16 * 60, 17 * 60)
    assert advise(rest(passed=47), morning([0] * 48), now=23 * 60 + 50).openings == ()


def test_missing_seats_lie_in_layers_of_an_hour_or_more():
    short = np.zeros(48, dtype=np.int64)
    short[30:34] = [1, 2, 2, 1]  # one from 15:00 to 17:00, one more from 15:30 to 16:30
    short[40] = 3  # a half hour alone grows to the side where more come
    calls = np.arange(48.0)

    assert layers(short, 0, calls) == [(30, 34, 1), (40, 42, 3), (31, 33, 1)]
    # From 16:00 on: the second layer is a half hour there, grows to the hour of the first, and is one with it.
    assert layers(short, 32, calls) == [(32, 34, 2), (40, 42, 3)]
    assert layers(np.zeros(48, dtype=np.int64), 0, calls) == []


@given(
    st.lists(st.integers(-2, 3), min_size=48, max_size=48), st.integers(0, 48),
    st.lists(st.integers(0, 30), min_size=48, max_size=48),
)  # fmt: skip
def test_layers_cover_what_is_missing_from_the_first_slot_on_and_none_is_short(short, first, calls):
    found = layers(np.array(short), first, np.array(calls, dtype=np.float64))

    covered = np.zeros(48, dtype=np.int64)
    for start, end, seats in found:
        assert first <= start <= end - LEAST_SLOTS <= 48 - LEAST_SLOTS
        assert seats >= 1
        covered[start:end] += seats
    if first <= 48 - LEAST_SLOTS:
        assert (covered[first:] >= np.array(short)[first:]).all()


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(0, 2), min_size=48, max_size=48), st.integers(0, 1439))
def test_no_advice_makes_it_worse_or_reaches_back(plan, now):
    found = advise(rest(passed=now // 30), morning(plan), now)

    assert found.having >= found.without - 1e-9
    for each in found.openings:
        assert each.start_minute >= now + 15
        assert each.end_minute - each.start_minute >= 60
        assert each.having >= each.without + 0.01


def test_first_attempts_of_today_are_weighed_as_the_long_record_has_it():
    rows = [row(540, "hung_up", "a"), row(545, "answered", "a"), row(570, "refused", "b"), row(180, "closed", "c")]

    found = attempts_by_slot(rows, weight=0.25)

    assert (found[18], found[19], found[6], found.sum()) == (1.25, 1.0, 0.0, 2.25)


@pytest.fixture(scope="module")
def learned():
    """Four weeks of calls every five, six or eight minutes, day by day, from 8 to 20 o'clock; two seats, one on days of rest."""
    rows = [
        CallRow(MONDAY + timedelta(days=day), minute, "hung_up" if minute % 60 == 54 else "answered", 6, 300, "")
        for day in range(28)
        for minute in range(8 * 60, 20 * 60, (5, 6, 8)[day % 3])
    ]
    on = MONDAY + timedelta(days=28)
    kinds = {MONDAY + timedelta(days=day): Kind.WEEKEND if day % 7 > 4 else Kind.WORKDAY for day in range(29)}
    return morning_of(rows, on, kinds, [Shift(0, 1440, 2, 1)], 0.9)


def test_the_morning_expects_what_the_days_brought_and_what_the_plan_answers_of_it(learned):
    assert learned.mean[16:40] == pytest.approx(np.full(24, (6 + 5 + 3.75) / 3), rel=0.2)
    assert learned.mean[:16].sum() + learned.mean[40:].sum() < 1.0
    assert (learned.low <= learned.mean).all()
    assert (learned.mean <= learned.high + 1).all()
    assert (learned.times.talk, learned.weight) == (5.0, 1.0)
    assert learned.seats.tolist() == [2] * 48
    assert 0.6 < learned.answered.sum() / learned.offered.sum() < 0.95
    assert morning_from(learned.plain()).mean.tolist() == learned.mean.tolist()


def test_a_busy_morning_raises_the_rest_of_the_day_and_a_silent_feed_does_not_lower_it(learned):
    busy, silent = np.zeros(48), np.zeros(48)
    busy[16:24] = 7.0
    silent[16:18] = 5.0  # nothing from nine to noon, when thirty calls usually come

    more = rest_of_day(learned.ahead, learned.mean, busy, now=12 * 60 + 10)
    still = rest_of_day(learned.ahead, learned.mean, silent, now=12 * 60 + 10)

    assert more.passed == 24
    assert more.mean[:24].tolist() == busy[:24].tolist()
    assert more.mean[24:].sum() > learned.mean[24:].sum()
    assert (more.low[24:] <= more.high[24:]).all()
    assert still.silent == tuple(range(18, 24))
    assert still.mean[18:24].tolist() == learned.mean[18:24].tolist()
    assert still.mean[24:].sum() == pytest.approx(learned.mean[24:].sum(), rel=0.1)
    full = np.full(48, 3.0)
    assert rest_of_day(learned.ahead, learned.mean, full, now=1440).mean.tolist() == full.tolist()
