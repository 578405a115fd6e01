"""Rosters against all rosters of small requests, and the month that the hotline plans."""

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi.engines.roster import NoSuchRoster, Undecided, exact, roster, unfounded, violations
from fazhi.engines.roster.tests.brute import least_both, least_deviation, rosters
from fazhi.engines.roster.tests.cases import MONDAY, duty, month, request, team


@st.composite
def small(draw):
    teams = [
        team(
            name,
            draw(st.integers(0, 3)) if name != "a" else 1,
            unavailable=frozenset(MONDAY + timedelta(day) for day in draw(st.sets(st.integers(0, 2), max_size=1))),
            carry_over=Fraction(draw(st.integers(-2, 2))),
            specialisms=frozenset(draw(st.sets(st.sampled_from(["劳动"]), max_size=1))),
        )
        for name in "abc"[: draw(st.integers(1, 3))]
    ]
    duties = []
    for place in range(draw(st.integers(1, 5))):
        start = draw(st.integers(0, 23))
        duties.append(
            duty(
                f"d{place}",
                draw(st.integers(0, 2)),
                start,
                start + draw(st.integers(1, 12)),
                teams=draw(st.integers(1, 2)),
                weight=draw(st.sampled_from(["1", "1", "2", "3", "0", "0.5"])),
                needs=frozenset(["劳动"] if draw(st.integers(0, 5)) == 0 else []),
                fixed=tuple(draw(st.sampled_from([(), (), (), ("a",)]))),
            )
        )
    most = st.none() | st.integers(1, 3)
    return request(
        teams, duties, max_per_day=draw(most), max_per_week=draw(most), rest_minutes=60 * draw(st.integers(0, 12))
    )


@settings(max_examples=60)
@given(small())
def test_it_is_as_even_as_the_best_of_all_rosters_or_there_is_none(asked):
    try:
        found = roster(asked)
    except NoSuchRoster:
        assert next(rosters(asked), None) is None
        return

    assert violations(asked, found.assignments) == ()
    assert found.is_proven
    assert found.weights.deviation == least_deviation(asked, dict(found.weights.targets))
    assert sum(found.weights.loads.values()) == sum(each.weight * each.teams for each in asked.duties)
    assert sum(found.weights.targets.values()) == sum(found.weights.loads.values())


@settings(max_examples=15)
@given(
    small(),
    st.lists(st.booleans(), min_size=5, max_size=5),
    st.lists(st.fractions(-2, 3, max_denominator=3), min_size=3, max_size=3),
)
def test_holidays_are_as_even_over_the_year_as_the_best_of_the_rosters_with_even_weights(asked, rest, served):
    asked = replace(
        asked,
        duties=tuple(replace(each, holiday=holiday) for each, holiday in zip(asked.duties, rest, strict=False)),
        teams=tuple(replace(each, holidays_served=before) for each, before in zip(asked.teams, served, strict=False)),
    )
    try:
        found = roster(asked)
    except NoSuchRoster:
        return
    if found.holidays is None:
        assert not any(each.holiday for each in asked.duties)
        return

    weights, holidays = dict(found.weights.targets), dict(found.holidays.targets)
    assert (found.weights.deviation, found.holidays.deviation) == least_both(asked, weights, holidays)
    assert found.holidays.gap == 0
    assert sum(holidays.values()) == sum(each.holiday * each.teams for each in asked.duties)
    assert unfounded(asked, found) == ()


@settings(max_examples=60)
@given(small())
def test_without_the_exact_solver_it_claims_no_more_than_it_knows(asked):
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(exact, "is_installed", lambda: False)
        try:
            found = roster(asked)
        except NoSuchRoster:  # seen by counting alone
            assert next(rosters(asked), None) is None
            return
        except Undecided:
            return

    least = least_deviation(asked, dict(found.weights.targets))
    assert violations(asked, found.assignments) == ()
    assert found.weights.bound <= least <= found.weights.deviation
    assert not found.is_proven or found.weights.deviation == least


def test_a_month_of_30_teams_is_proven_without_the_exact_solver(monkeypatch):
    monkeypatch.setattr(exact, "is_installed", lambda: False)

    found = roster(month())

    assert found.is_proven
    assert found.holidays is not None
    assert found.holidays.gap == 0
    assert violations(month(), found.assignments) == ()


def test_equal_requests_have_equal_rosters_and_names_are_only_names():
    found, again, renamed = roster(month(days=7)), roster(month(days=7)), roster(month(days=7, names="律所第{}号"))

    names = dict(zip(found.weights.targets, renamed.weights.targets, strict=True))
    assert again == found
    assert renamed.assignments == {
        each: tuple(names[one] for one in teams) for each, teams in found.assignments.items()
    }


def test_whole_loads_are_those_of_the_largest_remainders():
    # 10 duties by 1 : 2 : 4 are 1.43, 2.86, 5.71; the two left after whole parts go to the largest remainders.
    found = roster(request([team("a", 1), team("b", 2), team("c", 4)], [duty(f"d{day}", day) for day in range(10)]))

    assert dict(found.weights.loads) == {"a": 1, "b": 3, "c": 6}
    assert found.weights.deviation == Fraction(3, 7)


def test_what_was_carried_over_is_owed_and_the_rest_shared_out():
    teams = [team("a", carry_over=Fraction(2)), team("b")]

    found = roster(request(teams, [duty(f"d{day}", day) for day in range(10)]))

    assert dict(found.weights.targets) == {"a": 6, "b": 4}
    assert found.weights.loads == found.weights.targets


def test_holidays_even_out_over_the_year():
    teams = [team("a", holidays_served=2), team("b"), team("c", holidays_served=1)]
    duties = [duty(f"d{day}", day, holiday=day < 3) for day in range(9)]

    found = roster(request(teams, duties))

    assert dict(found.holidays.loads) == {"a": 0, "b": 2, "c": 1}
    assert set(found.weights.loads.values()) == {3}


def test_a_team_that_joined_in_between_owes_no_holidays_of_the_months_before():
    # a served 3 of 3 holidays before b came: taken off what was due to it, nothing is left to make up.
    teams = [team("a", holidays_served=Fraction(0)), team("b")]
    owing = [team("a", holidays_served=Fraction(1)), team("b", holidays_served=Fraction(-1))]
    duties = [duty(f"d{day}", day, holiday=True) for day in range(4)]

    assert dict(roster(request(teams, duties)).holidays.loads) == {"a": 2, "b": 2}
    assert dict(roster(request(owing, duties)).holidays.targets) == {"a": 1, "b": 3}


def test_weights_come_before_holidays():
    # b alone may serve the two holidays, and one other duty would be a's: equal weights cost an uneven holiday.
    teams = [team("a", unavailable=frozenset({MONDAY, MONDAY + timedelta(1)})), team("b")]
    duties = [duty(f"d{day}", day, holiday=day < 2) for day in range(4)]

    found = roster(request(teams, duties))

    assert dict(found.weights.loads) == {"a": 2, "b": 2}
    assert found.weights.gap == found.holidays.gap == 0
    assert found.holidays.deviation == 1


def test_weights_that_no_sum_reaches_are_proven_by_the_exact_solver():
    # 3 + 3 + 2 to two teams: 5 and 3 at best, though 4 and 4 would be whole.
    found = roster(
        request([team("a"), team("b")], [duty(f"d{day}", day, weight=each) for day, each in enumerate("332")])
    )

    assert sorted(found.weights.loads.values()) == [3, 5]
    assert (found.weights.deviation, found.weights.bound) == (1, 1)


def test_the_same_without_the_exact_solver_admits_what_it_can_not_exclude(monkeypatch):
    monkeypatch.setattr(exact, "is_installed", lambda: False)

    found = roster(
        request([team("a"), team("b")], [duty(f"d{day}", day, weight=each) for day, each in enumerate("332")])
    )

    assert (found.weights.deviation, found.weights.gap, found.is_proven) == (1, 1, False)


def test_a_team_of_no_share_serves_only_where_nobody_else_can():
    teams = [team("a"), team("b", 0)]

    found = roster(request(teams, [duty("d1"), duty("d2", 1), duty("d3", 1)]))

    assert dict(found.weights.loads) == {"a": 2, "b": 1}


def test_a_duty_over_midnight_keeps_the_team_from_the_morning():
    teams = [team("a"), team("b")]
    night, morning = duty("night", 0, 22, 32), duty("morning", 1, 8, 12)

    found = roster(request(teams, [night, morning, duty("later", 2)], rest_minutes=1))

    assert found.assignments["night"] != found.assignments["morning"]


def test_a_duty_served_already_counts_for_the_rules_and_not_for_the_load():
    last_month = duty("before", -1, 22, 32, weight=0, fixed=("a",))

    found = roster(request([team("a"), team("b")], [last_month, duty("d1", 0, 9, 12), duty("d2", 1)], rest_minutes=600))

    assert found.assignments == {"before": ("a",), "d1": ("b",), "d2": ("a",)}


def test_the_specialist_takes_the_duty_that_needs_one():
    teams = [team("a"), team("b", specialisms=frozenset({"劳动", "婚姻"}))]

    found = roster(request(teams, [duty("d1", needs=frozenset({"劳动"})), duty("d2")]))

    assert found.assignments == {"d1": ("b",), "d2": ("a",)}


def test_a_limit_too_small_to_decide_is_admitted(monkeypatch):
    monkeypatch.setattr("fazhi.engines.roster.search.EFFORT", 0)
    monkeypatch.setattr("fazhi.engines.roster.planning.attempt", lambda shape, measures, rules: shape.fixed.copy())
    monkeypatch.setattr("fazhi.engines.roster.exact.Solver.find", lambda *_, **__: (exact.Answer.UNDECIDED, None))

    with pytest.raises(Undecided, match="ran out") as caught:
        roster(request([team("a")], [duty("d1")]))

    assert caught.value.open_duties == ("d1",)


def test_a_roster_that_breaks_its_rules_is_never_given_out(monkeypatch):
    monkeypatch.setattr("fazhi.engines.roster.planning._short", lambda *_: ())
    monkeypatch.setattr("fazhi.engines.roster.planning.attempt", lambda shape, measures, rules: shape.fixed.copy())
    asked = request([team("a")], [duty("d1", weight=0)])

    with pytest.raises(AssertionError, match="number"):
        roster(asked)


def test_the_request_is_checked_before_anything_is_planned():
    from fazhi.engines.roster import NotARequest

    with pytest.raises(NotARequest, match="end"):
        roster(replace(request([team("a")], [duty("d1")]), duties=(replace(duty("d1"), end=0),)))
