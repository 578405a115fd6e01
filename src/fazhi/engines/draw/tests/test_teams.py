"""Teams: recusals, credentials, the cap, and who goes instead."""

import json
from collections import Counter
from fractions import Fraction
from typing import Any

import pytest

from fazhi.engines.draw import read_plan
from fazhi.engines.draw.errors import NotAssigned, TooFewInspectors
from fazhi.engines.draw.stream import Stream
from fazhi.engines.draw.teams import Team, assign, derived_order, most_tasks, substitute
from fazhi.engines.draw.terms import HashName, Rosters
from fazhi.engines.draw.tests.enumeration import outcomes
from fazhi.engines.draw.tests.samples import objects, plan_document, rule

TARGETS = tuple(f"o{number}" for number in range(6))


def plan(inspectors: int = 4, recusals: list[list[str]] | None = None, **of_rule: Any):
    return read_plan(
        json.dumps(
            plan_document(
                objects=objects(*(f"{target} 1" for target in TARGETS)),
                inspectors=[{"id": f"i{number}"} for number in range(inspectors)],
                recusals=recusals or [],
                rule=rule(**of_rule),
            )
        )
    )


def teams(found: Any, targets: tuple[str, ...] = TARGETS) -> list[Team]:
    below = Stream(bytes(32), "inspectors", HashName.SHA256).below
    return list(assign(targets, found.rosters, found.terms, below))


def test_every_pair_of_inspectors_is_as_likely():
    found = plan(team_size=2)

    chances = outcomes(
        lambda below: tuple(team.inspectors for team in assign(("o1",), found.rosters, found.terms, below))
    )

    assert len(chances) == 12
    assert set(chances.values()) == {Fraction(1, 12)}


def test_who_is_recused_from_an_object_never_goes_there():
    found = plan(recusals=[["o1", "i0"], ["o1", "i1"]])

    by_target = {team.target: team.inspectors for team in teams(found)}

    assert set(by_target["o1"]) == {"i2", "i3"}


def test_whose_credential_has_expired_on_the_day_does_not_go():
    document = plan_document(inspectors=[{"id": f"检{n}", "valid_to": f"2026-12-0{n + 5}"} for n in range(1, 5)])
    document["recusals"] = []
    found = read_plan(json.dumps(document))

    assert {one for team in teams(found, ("机构1", "机构2")) for one in team.inspectors} == {"检3", "检4"}


def test_nobody_passes_the_cap_while_others_remain():
    capped = teams(plan(cap=True))

    tasks = Counter(one for team in capped for one in team.inspectors)
    assert set(tasks.values()) == {3}


def test_the_cap_gives_way_rather_than_leave_an_object_without_a_team():
    capped = teams(plan(cap=1))

    assert all(len(set(team.inspectors)) == 2 for team in capped)


@pytest.mark.parametrize(
    ("cap", "targets", "inspectors", "most"),
    [(True, 57, 20, 6), (True, 10, 20, 1), (True, 10, 0, None), (4, 57, 20, 4), (None, 57, 20, None)],
)
def test_the_cap_as_a_number(cap: int | bool | None, targets: int, inspectors: int, most: int | None):
    assert most_tasks(plan(cap=cap).terms.rule, targets, inspectors) == most


def test_too_few_are_an_error_even_for_rosters_nobody_checked():
    found = plan()

    with pytest.raises(TooFewInspectors):
        list(assign(("o1",), Rosters((), {}, {}, (), ()), found.terms, Stream(bytes(32), "", HashName.SHA256).below))


def order_of(found: Any, team: Team) -> Team:
    return derived_order(team, found.rosters, found.terms, bytes(32))


def test_the_derived_order_holds_everybody_else_who_may_go_there():
    found = plan(inspectors=6, recusals=[["o1", "i5"]])

    assert set(order_of(found, Team("o1", ("i0", "i1"), ())).inspectors) == {"i2", "i3", "i4"}


def test_objects_have_orders_of_their_own():
    found = plan(inspectors=12)
    orders = {order_of(found, Team(target, ("i0", "i1"), ())).inspectors for target in TARGETS}

    assert len(orders) == len(TARGETS)


def test_the_next_of_the_order_goes_instead():
    found = plan(inspectors=6)
    team = Team("o1", ("i0", "i1"), ())
    order = order_of(found, team)

    assert substitute(team, order, {"i0"}).inspectors == ("i1", order.inspectors[0])
    assert substitute(team, order, {"i0", order.inspectors[0]}).inspectors == ("i1", order.inspectors[1])


def test_an_absence_of_somebody_not_sent_there_is_refused():
    found = plan(inspectors=3, recusals=[["o1", "i2"]])
    team = Team("o1", ("i0", "i1"), ())

    with pytest.raises(NotAssigned):
        substitute(team, order_of(found, team), {"i2"})


def test_when_nobody_is_left_the_error_says_so():
    found = plan(inspectors=3)
    team = Team("o1", ("i0", "i1"), ())

    with pytest.raises(TooFewInspectors) as refused:
        substitute(team, order_of(found, team), {"i0", "i2"})

    assert (refused.value.object, refused.value.left, refused.value.recused) == ("o1", ("i1",), ("i0", "i2"))
