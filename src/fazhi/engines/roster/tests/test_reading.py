"""What a file may say, and where each fault in it stands."""

from copy import deepcopy
from datetime import date
from fractions import Fraction

import pytest

from fazhi.engines.roster import Duty, NotARequest, Rules, Team, read

GOOD = {
    "teams": [
        {"id": "甲所", "share": 0.1, "unavailable": ["2026-02-17"], "carry_over": -1.5, "specialisms": ["劳动"], "holidays_served": 2},
        {"id": "乙所", "share": 3},
    ],
    "duties": [
        {"id": "n1", "date": "2026-02-16", "start": "22:00", "end": "08:00", "teams": 2, "weight": 3, "needs": ["劳动"],
         "holiday": True, "fixed": ["甲所"]},
        {"id": "n2", "date": "2026-02-17", "start": "18:00", "end": "24:00"},
    ],
    "rules": {"max_per_day": 2, "max_per_week": None, "rest_hours": 0.5},
}  # fmt: skip


def test_a_file_is_read_with_all_it_may_say():
    found = read(GOOD)

    first = Team("甲所", Fraction(1, 10), frozenset({date(2026, 2, 17)}), Fraction(-3, 2), frozenset({"劳动"}), 2)
    night = Duty("n1", date(2026, 2, 16), 1320, 1920, 2, Fraction(3), frozenset({"劳动"}), True, ("甲所",))
    assert found.teams == (first, Team("乙所", Fraction(3)))
    assert found.duties == (night, Duty("n2", date(2026, 2, 17), 1080, 1440))
    assert found.rules == Rules(2, None, 30)


def test_rules_may_be_left_out():
    assert read({name: GOOD[name] for name in ("teams", "duties")}).rules == Rules()


@pytest.mark.parametrize(
    ("path", "value", "place"),
    [
        ((), [], "$"),
        (("teams",), {}, "teams"),
        (("teams",), [], "teams"),
        (("duties",), [], "duties"),
        (("rules",), [], "rules"),
        (("extra",), 1, "extra"),
        (("teams", 0), "甲所", "teams[0]"),
        (("teams", 1, "id"), "", "teams[1].id"),
        (("teams", 1, "id"), "甲所", "teams[1].id"),
        (("teams", 1, "colour"), "red", "teams[1].colour"),
        (("teams", 1, "share"), -1, "teams[1].share"),
        (("teams", 1, "share"), float("nan"), "teams[1].share"),
        (("teams", 1, "share"), float("inf"), "teams[1].share"),
        (("teams", 1, "share"), 10**10, "teams[1].share"),
        (("teams", 1, "share"), True, "teams[1].share"),
        (("teams", 1, "share"), "3", "teams[1].share"),
        (("teams", 0, "unavailable"), "2026-02-17", "teams[0].unavailable"),
        (("teams", 0, "unavailable", 0), "2026-02-30", "teams[0].unavailable[0]"),
        (("teams", 0, "unavailable", 0), "17.2.2026", "teams[0].unavailable[0]"),
        (("teams", 0, "specialisms", 0), 1, "teams[0].specialisms[0]"),
        (("teams", 0, "holidays_served"), 1.5, "teams[0].holidays_served"),
        (("duties", 1, "id"), "n1", "duties[1].id"),
        (("duties", 1, "date"), 20260217, "duties[1].date"),
        (("duties", 1, "start"), "25:00", "duties[1].start"),
        (("duties", 1, "start"), "24:00", "duties[1].start"),
        (("duties", 1, "end"), "9:00", "duties[1].end"),
        (("duties", 1, "teams"), 0, "duties[1].teams"),
        (("duties", 1, "teams"), 1.5, "duties[1].teams"),
        (("duties", 1, "weight"), -1, "duties[1].weight"),
        (("duties", 1, "holiday"), 1, "duties[1].holiday"),
        (("duties", 1, "fixed"), ["丙所"], "duties[1].fixed"),
        (("duties", 1, "fixed"), ["甲所", "乙所"], "duties[1].fixed"),
        (("rules", "max_per_day"), -1, "rules.max_per_day"),
        (("rules", "rest_hours"), "11", "rules.rest_hours"),
    ],
)
def test_a_fault_says_where_it_stands(path, value, place):
    given = deepcopy(GOOD)
    if path:
        holder = given
        for step in path[:-1]:
            holder = holder[step]
        holder[path[-1]] = value

    with pytest.raises(NotARequest) as caught:
        read(given if path else value)

    assert caught.value.place == place
    assert caught.value.expected


@pytest.mark.parametrize(
    ("part", "name"), [("teams", "id"), ("duties", "date"), ("duties", "start"), ("duties", "end")]
)
def test_what_is_missing_is_named(part, name):
    given = deepcopy(GOOD)
    del given[part][0][name]

    with pytest.raises(NotARequest) as caught:
        read(given)

    assert caught.value.place == f"{part}[0].{name}"


def test_shares_that_are_all_nothing_divide_nothing():
    given = deepcopy(GOOD)
    for each in given["teams"]:
        each["share"] = 0

    with pytest.raises(NotARequest, match="share"):
        read(given)
