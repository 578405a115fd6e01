"""Of any plan at all: what is drawn keeps every promise of the plan, and verifies."""

import json
from collections import Counter
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from fazhi.engines.draw import (
    Absence,
    commit,
    inclusion_probabilities,
    read_commitment,
    read_plan,
    run,
    supplement,
    verify,
    verify_supplement,
)
from fazhi.engines.draw.errors import TooFewInspectors
from fazhi.engines.draw.tests.samples import COMMITTED_AT, ISSUE, LOTTERY, QUICKNET

STRATA = ("律所", "公证处", "鉴定机构")


@st.composite
def plans(draw: st.DrawFn) -> dict[str, Any]:
    """Plans that can be drawn from, or nearly: enough objects, perhaps too few inspectors."""
    objects = [
        {"id": f"机构-{number:02d}"} | draw(st.fixed_dictionaries({}, optional=_object_columns()))
        for number in range(draw(st.integers(1, 12)))
    ]
    inspectors = [
        {"id": f"检{number}"} | draw(st.fixed_dictionaries({}, optional={"valid_to": st.sampled_from(_DAYS)}))
        for number in range(draw(st.integers(2, 6)))
    ]
    pairs = st.tuples(st.sampled_from([row["id"] for row in objects]), st.sampled_from([i["id"] for i in inspectors]))
    return {
        "objects": objects,
        "inspectors": inspectors,
        "recusals": [list(pair) for pair in draw(st.sets(pairs, max_size=4))],
        "rule": {
            "draw": _numbers(draw, objects),
            "team_size": draw(st.integers(0, 2)),
            "cap": draw(st.sampled_from([None, True, 1, 2])),
            "method": draw(st.sampled_from(["sequential", "exact"])),
            "hash": draw(st.sampled_from(["sha256", "sm3"])),
        },
        "beacon": [ISSUE],
        "date": "2026-12-08",
    }


_DAYS = ["2026-12-07", "2026-12-08", "2027-12-31"]


def _object_columns() -> dict[str, st.SearchStrategy[Any]]:
    return {
        "weight": st.integers(1, 9),
        "stratum": st.sampled_from(STRATA),
        "compulsory": st.sampled_from([None, None, "投诉举报"]),
    }


def _numbers(draw: st.DrawFn, objects: list[dict[str, Any]]) -> int | dict[str, int]:
    free = [row for row in objects if not row.get("compulsory")]
    if not free or not all("stratum" in row for row in free):
        return draw(st.integers(0, len(free)))
    members = Counter(row["stratum"] for row in free)
    return {name: draw(st.integers(0, count)) for name, count in members.items()}


@settings(max_examples=150, deadline=None)
@given(plans())
def test_every_promise_is_kept(document: dict[str, Any]):
    try:
        plan = read_plan(json.dumps(document))
    except TooFewInspectors:
        assume(False)
    commitment = commit(plan, COMMITTED_AT)
    transcript = run(commitment, [LOTTERY])

    assert len(set(transcript.objects)) == len(transcript.objects)
    assert set(plan.rosters.compulsory) <= set(transcript.objects)
    for pool in plan.rosters.pools:
        assert len(set(pool.ids) & set(transcript.objects)) == pool.size
    recused, valid = set(plan.rosters.recusals), set(plan.rosters.valid_on(plan.terms.date))
    for team in transcript.teams:
        assert len(set(team.inspectors)) == plan.terms.rule.team_size
        assert set(team.inspectors) <= valid
        assert not {(team.target, inspector) for inspector in team.inspectors} & recused
    assert verify(transcript.text(), commitment.text()).holds
    assert read_commitment(commitment.text()) == commitment


@settings(max_examples=100, deadline=None)
@given(plans())
def test_probabilities_add_up_and_the_certain_are_drawn(document: dict[str, Any]):
    document["rule"]["team_size"] = 0
    plan = read_plan(json.dumps(document))
    drawn = run(commit(plan, COMMITTED_AT), [LOTTERY]).objects

    chances = inclusion_probabilities(plan.rosters, plan.terms.rule)

    assert sum(chances.values()) == len(drawn)
    assert {id for id, chance in chances.items() if chance == 1} <= set(drawn)
    assert all(chances[id] > 0 for id in drawn)


@settings(max_examples=60, deadline=None)
@given(plans(), st.data())
def test_any_absence_is_filled_by_somebody_who_may_go_or_refused(document: dict[str, Any], data: st.DataObject):
    document["beacon"] = [QUICKNET]
    document["rule"]["team_size"] = 1
    try:
        transcript = run(commit(read_plan(json.dumps(document)), COMMITTED_AT), [bytes(32)])
    except TooFewInspectors:
        assume(False)
    assume(transcript.teams)
    team = data.draw(st.sampled_from(transcript.teams))
    rosters = transcript.sealed.rosters
    others = set(rosters.valid_on(transcript.sealed.terms.date)) - {team.inspectors[0]}
    others -= rosters.recused_from().get(team.target, frozenset())
    try:
        found = supplement(transcript, [Absence(team.target, team.inspectors[0], "病假")])
    except TooFewInspectors:
        assert not others
    else:
        assert found.teams[0].inspectors[0] in others
        assert verify_supplement(found.text(), transcript.text()).holds
