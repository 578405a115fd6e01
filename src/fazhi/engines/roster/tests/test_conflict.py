"""The conflict of a request that has no roster: nothing can be left out of it, and without any of it there is one."""

from datetime import timedelta

import pytest
from hypothesis import assume, given, settings

from fazhi.engines.roster import Absent, Apart, Cover, Fixed, Lacking, NoSuchRoster, PerDay, PerWeek, roster
from fazhi.engines.roster.conflict import _is_possible, conflict_of
from fazhi.engines.roster.tests.brute import rosters
from fazhi.engines.roster.tests.cases import MONDAY, duty, month, request, team
from fazhi.engines.roster.tests.test_roster import small


def conflict(asked):
    with pytest.raises(NoSuchRoster) as caught:
        roster(asked)
    return caught.value.conflict


@settings(max_examples=40)
@given(small())
def test_nothing_of_it_can_be_left_out(asked):
    assume(next(rosters(asked), None) is None)

    found = conflict(asked)

    assert found.minimal
    assert _is_possible(asked, found.demands) is False
    for left_out in found.demands:
        rest = [each for each in found.demands if each is not left_out]
        assert not rest or _is_possible(asked, rest)


def test_a_duty_nobody_can_serve_names_who_is_away_and_who_lacks_what_it_needs():
    away = team("a", unavailable=frozenset({MONDAY}))
    asked = request([away, team("b")], [duty("d1", needs=frozenset({"劳动"}))])
    (d1,) = asked.duties

    assert conflict(asked).demands == (Cover(d1, ()), Absent("a", MONDAY), Lacking("b", d1))


def test_of_those_who_are_away_only_as_many_are_named_as_matter():
    away = [team(name, unavailable=frozenset({MONDAY})) for name in "abc"]

    found = conflict(request([*away, team("d")], [duty("d1", teams=3)]))

    assert found.demands[0].can == ("d",)
    assert found.demands[1:] == (Absent("a", MONDAY), Absent("b", MONDAY))


def test_a_duty_for_more_teams_than_there_are_stands_alone():
    assert conflict(request([team("a")], [duty("d1", teams=2)])).demands == (Cover(duty("d1", teams=2), ("a",)),)


def test_too_many_duties_for_a_day():
    found = conflict(
        request([team("a"), team("b")], [duty(f"d{each}", 0, each, each + 1) for each in range(4)], max_per_day=1)
    )

    assert len(found.demands) == 4
    assert found.demands[-1] == PerDay(MONDAY, 1)


def test_too_many_duties_for_a_week_across_the_month():
    asked = month()

    found = conflict(type(asked)(asked.teams, asked.duties, type(asked.rules)(max_per_week=3)))

    assert len([each for each in found.demands if isinstance(each, Cover)]) == 91  # 30 teams serve 90 at most
    assert found.demands[-1] == PerWeek(MONDAY, 3)


def test_duties_too_close_for_one_team():
    night, morning = duty("night", 0, 22, 32), duty("morning", 1, 12, 14)

    found = conflict(request([team("a")], [night, morning, duty("later", 5)], rest_minutes=300))

    assert set(found.demands) == {Cover(night, ("a",)), Cover(morning, ("a",)), Apart((night, morning), 300)}


def test_a_team_settled_for_two_duties_at_once():
    one, other = duty("d1", fixed=("a",)), duty("d2", fixed=("a",))

    found = conflict(request([team("a"), team("b")], [one, other]))

    assert set(found.demands) == {Fixed("a", one), Fixed("a", other), Apart((one, other), 0)}


def test_a_conflict_across_weeks_is_found_in_the_whole():
    # Sunday night and Monday morning lie in two weeks.
    sunday, monday = duty("d1", 6, 20, 32), duty("d2", 7, 9, 12)

    found = conflict(request([team("a")], [sunday, monday], rest_minutes=120))

    assert {type(each) for each in found.demands} == {Cover, Apart}


def test_who_is_away_and_the_limit_of_the_week_together():
    tuesday = MONDAY + timedelta(1)
    teams = [team("a", unavailable=frozenset({MONDAY})), team("b", unavailable=frozenset({tuesday}))]
    duties = [duty("d1", 0), duty("d2", 2), duty("d3", 3), duty("d4", 0, 20, 21)]

    found = conflict(request(teams, duties, max_per_week=2, rest_minutes=600))

    assert Absent("a", MONDAY) in found.demands
    assert Absent("b", tuesday) not in found.demands


def test_a_request_that_has_a_roster_has_no_conflict():
    with pytest.raises(AssertionError, match="has a roster"):
        conflict_of(request([team("a")], [duty("d1")]))


def test_a_limit_too_small_leaves_a_conflict_that_may_not_be_the_shortest(monkeypatch):
    asked = request([team("a"), team("b")], [duty("d1", fixed=("a",)), duty("d2", fixed=("a",)), duty("d3")])
    from fazhi.engines.roster import conflict as room

    decided, asked_so_far = room._is_possible, []

    def undecided_after_the_first(part, demands):
        asked_so_far.append(demands)
        return decided(part, demands) if len(asked_so_far) == 1 else None

    monkeypatch.setattr(room, "_is_possible", undecided_after_the_first)

    assert not conflict_of(asked).minimal
