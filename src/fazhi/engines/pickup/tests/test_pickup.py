"""Every meaning of the pick-up rate, of the same calls; and that none of them is ever outside 0 and 1."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.engines.pickup import DEFINITIONS, Call, NotACall, NotATally, Outcome, Tally, rates, tally

A, G, R, C, E = Outcome.ANSWERED, Outcome.ABANDONED, Outcome.REFUSED, Outcome.CLOSED, Outcome.ENDED_EARLY

MORNING = (
    Call(0, A, 4, "a"),
    Call(1, A, 40, "b"),
    Call(2, G, 3, "c"),  # changes its mind at once
    Call(3, G, 8, "d"),
    Call(9, A, 15, "d"),  # and calls again
    Call(4, G, 90, "e"),
    Call(80, A, 0, "e"),  # after more than an hour: another matter
    Call(5, R, None, "f"),
    Call(6, E, None, "g"),
    Call(7, C, None, "h"),
)


def values(calls) -> dict[str, Fraction | None]:
    return {rate.definition.code: rate.value for rate in rates(tally(calls))}


def test_one_morning_has_six_rates():
    assert values(MORNING) == {
        "of_requests": Fraction(4, 8),
        "of_requests_over_5": Fraction(4, 7),
        "of_requests_over_10": Fraction(4, 6),
        "of_inbound": Fraction(4, 10),
        "within_15": Fraction(3, 8),
        "of_callers": Fraction(4, 7),
    }


def test_the_counts_behind_them():
    assert tally(MORNING) == Tally(10, 8, 4, 3, 3, 1, 2, 7, 4)


def test_who_gets_through_at_the_third_attempt_is_helped_though_two_calls_were_lost():
    found = values([Call(0, G, 60, "a"), Call(3, R, None, "a"), Call(9, A, 20, "a")])

    assert (found["of_requests"], found["of_callers"]) == (Fraction(1, 3), 1)


def test_withheld_numbers_are_a_matter_each():
    assert values([Call(0, G, 60), Call(1, A, 5)])["of_callers"] == Fraction(1, 2)


def test_a_second_question_after_an_answer_is_another_matter():
    counted = tally([Call(0, A, 1, "a"), Call(5, A, 1, "a"), Call(9, G, 30, "a")])

    assert (counted.requests, counted.helped) == (3, 2)


def test_published_figures_come_out_by_the_meaning_their_source_uses():
    taizhou = {rate.definition.code: rate for rate in rates(Tally(inbound=19668, answered=18851))}

    assert float(taizhou["of_inbound"].value) == pytest.approx(0.9584, abs=1e-4)
    assert taizhou["of_requests"].value is None  # not counted, not guessed
    assert taizhou["of_callers"].numerator is None
    binzhou = rates(Tally(inbound=16567, answered=16365))[3]
    assert round(float(binzhou.value), 4) == 0.9878


def test_nobody_called_is_no_rate():
    assert set(values([]).values()) == {None}
    assert rates(tally([]))[0].denominator == 0


def test_every_meaning_has_its_own_code_name_and_source():
    assert len({each.code for each in DEFINITIONS}) == len({each.name for each in DEFINITIONS}) == len(DEFINITIONS)
    assert all(each.source for each in DEFINITIONS)


@pytest.mark.parametrize(
    ("call", "name"),
    [
        (Call(0, A, -1), "waited"),
        (Call(0, G, float("nan")), "waited"),
        (Call(0, R, float("inf")), "waited"),
        (Call(0, A), "waited"),
        (Call(0, G), "waited"),
        (Call(float("nan"), E), "minute"),
    ],
)
def test_a_call_that_can_not_be_is_refused_by_its_place(call, name):
    with pytest.raises(NotACall) as refused:
        tally([Call(0, E), call])

    assert (refused.value.place, refused.value.name) == (1, name)


@pytest.mark.parametrize(
    ("counts", "name", "limit"),
    [
        ({"requested": 5, "answered": 6}, "answered", "requested"),
        ({"inbound": 5, "requested": 6}, "requested", "inbound"),
        ({"abandoned": 1, "abandoned_within_5": 2}, "abandoned_within_5", "abandoned"),
        ({"abandoned_within_10": 1, "abandoned_within_5": 2}, "abandoned_within_5", "abandoned_within_10"),
        ({"requests": 1, "helped": 2}, "helped", "requests"),
        ({"answered": 1, "answered_within_15": 2}, "answered_within_15", "answered"),
        ({"inbound": -1}, "inbound", None),
    ],
)
def test_counts_that_contradict_each_other_are_refused_by_name(counts, name, limit):
    with pytest.raises(NotATally) as refused:
        Tally(**counts)

    assert (refused.value.name, refused.value.limit) == (name, limit)


def test_more_answered_and_given_up_than_asked_for_is_refused():
    with pytest.raises(NotATally) as refused:
        Tally(requested=10, answered=8, abandoned=3)

    assert (refused.value.name, refused.value.value, refused.value.most) == ("answered + abandoned", 11, 10)


CALLS = st.lists(
    st.builds(
        Call,
        st.floats(0, 600),
        st.sampled_from(list(Outcome)),
        st.floats(0, 300),
        st.sampled_from(["a", "b", None]),
    ),
    max_size=25,
)


@given(CALLS)
def test_no_rate_is_outside_0_and_1_and_leaving_short_waits_out_never_lowers_it(calls):
    found = values(calls)

    assert all(value is None or 0 <= value <= 1 for value in found.values())
    if found["of_requests_over_10"] is not None:
        assert found["of_requests"] <= found["of_requests_over_5"] <= found["of_requests_over_10"]
        assert found["of_inbound"] <= found["of_requests"]
        assert found["within_15"] <= found["of_requests"]


@given(CALLS, CALLS)
def test_the_rate_of_two_periods_is_the_mean_weighed_with_their_calls(some, others):
    both = rates(tally(some) + tally(others))

    for one, other, union in zip(rates(tally(some)), rates(tally(others)), both, strict=True):
        weighed = sum((rate.value or 0) * rate.denominator for rate in (one, other))
        assert union.denominator == one.denominator + other.denominator
        assert (union.value or 0) * union.denominator == weighed


@given(CALLS, st.randoms(use_true_random=False))
def test_the_order_of_records_is_no_matter(calls, stream):
    calls = list({call.minute: call for call in calls}.values())
    turned = calls.copy()
    stream.shuffle(turned)

    assert tally(turned) == tally(calls)


def test_what_one_period_did_not_count_the_union_did_not():
    assert Tally(inbound=3, answered=2) + Tally(inbound=4) == Tally(inbound=7)
