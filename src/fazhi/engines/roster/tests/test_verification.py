"""The check of a roster finds each way to be wrong, one at a time."""

from dataclasses import replace
from fractions import Fraction

import pytest

from fazhi.engines.roster import Violation, roster, unfounded, violations
from fazhi.engines.roster.tests.cases import MONDAY, duty, request, team

TEAMS = [team("a", unavailable=frozenset({MONDAY})), team("b", specialisms=frozenset({"劳动"})), team("c")]
DUTIES = [
    duty("d1", 0, 9, 12),
    duty("d2", 0, 12, 15),
    duty("d3", 0, 20, 32),
    duty("d4", 1, 9, 12, needs=frozenset({"劳动"})),
    duty("d5", 2, teams=2, fixed=("a",)),
]
GOOD = {"d1": ("b",), "d2": ("c",), "d3": ("c",), "d4": ("b",), "d5": ("a", "b")}
ASKED = request(TEAMS, DUTIES, max_per_day=2, max_per_week=3, rest_minutes=60)


def test_a_good_roster_has_nothing_wrong_with_it():
    assert violations(ASKED, GOOD) == ()


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"d9": ("a",)}, Violation("unknown_duty", None, ("d9",))),
        ({"d4": ()}, Violation("number", None, ("d4",))),
        ({"d4": ("z",)}, Violation("unknown_team", "z", ("d4",))),
        ({"d5": ("a", "a")}, Violation("repeated", "a", ("d5",))),
        ({"d5": ("c", "b")}, Violation("fixed", "a", ("d5",))),
        ({"d1": ("a",)}, Violation("unavailable", "a", ("d1",))),
        ({"d4": ("a",)}, Violation("specialism", "a", ("d4",))),
        ({"d1": ("c",)}, Violation("max_per_day", "c", ("d1", "d2", "d3"))),
        ({"d1": ("c",)}, Violation("rest", "c", ("d1", "d2"))),
        ({"d2": ("b",), "d3": ("b",)}, Violation("max_per_week", "b", ("d1", "d2", "d3", "d4", "d5"))),
    ],
)
def test_each_fault_is_named(change, found):
    assert found in violations(ASKED, {**GOOD, **change})


def test_duties_that_overlap_are_told_from_those_too_close():
    asked = request([team("a")], [duty("d1", 0, 9, 12), duty("d2", 0, 11, 13)])

    assert violations(asked, {"d1": ("a",), "d2": ("a",)}) == (Violation("overlap", "a", ("d1", "d2")),)


def test_a_duty_left_out_has_no_team():
    assert violations(request([team("a")], [duty("d1")]), {}) == (Violation("number", None, ("d1",)),)


def test_each_untrue_word_on_evenness_is_named():
    asked = request(
        [team("a", holidays_served=Fraction(1)), team("b")], [duty(f"d{day}", day, holiday=day < 3) for day in range(4)]
    )
    good = roster(asked)
    swapped = {**good.assignments, "d0": ("b",) if good.assignments["d0"] == ("a",) else ("a",)}

    assert unfounded(asked, good) == ()
    assert unfounded(asked, replace(good, holidays=None)) == ("holidays",)
    assert unfounded(asked, replace(good, assignments=swapped)) == ("weights.loads", "holidays.loads")
    for name, change in (
        ("holidays.targets", {"targets": {"a": Fraction(1, 2), "b": Fraction(5, 2)}}),
        ("holidays.bound", {"bound": good.holidays.deviation + 1}),
        ("holidays.loads", {"loads": {"a": Fraction(2), "b": Fraction(2)}}),
    ):
        assert name in unfounded(asked, replace(good, holidays=replace(good.holidays, **change)))
