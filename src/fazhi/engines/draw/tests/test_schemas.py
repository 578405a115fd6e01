"""The published JSON Schemas say what the files of a draw are: real ones are valid, spoilt ones are not."""

import json
from hashlib import sha256
from typing import Any

import pytest

from fazhi.engines.draw import commit, read_plan, run
from fazhi.engines.draw.errors import DrawError
from fazhi.engines.draw.tests.samples import (
    COMMITTED_AT,
    ISSUE,
    LOTTERY,
    QUICKNET,
    RANDOMNESS_1000,
    SIGNATURE_1000,
    frozen,
    plan_document,
    rule,
)
from fazhi.engines.draw.tests.schemas import faults

SECRET = b"secret"
PARTY = {"name": "律师协会", "commitment": sha256(SECRET).hexdigest()}
STRATA = {
    "objects": [
        {"id": "甲", "stratum": "律师事务所", "weight": 3},
        {"id": "乙", "stratum": "公证机构"},
        {"id": "丙", "compulsory": "投诉较多"},
        {"id": "丁", "excluded": "本年度已经检查"},
    ],
    "inspectors": [
        {"id": "检1", "valid_from": "2024-01-01", "valid_to": None},
        {"id": "检2", "valid_to": "2030-01-01"},
    ],
    "recusals": [["甲", "检2"]],
    "rule": rule(draw={"律师事务所": 1, "公证机构": 1}, team_size=1, cap=True, hash="sm3", method="exact"),
    "beacon": [QUICKNET, ISSUE],
    "parties": [PARTY],
}
PLANS = {
    "plain": (plan_document(), [SIGNATURE_1000]),
    "randomness": (plan_document(rule=rule(cap=2)), [RANDOMNESS_1000]),
    "lottery": (plan_document(beacon=[{**ISSUE, "issue": 2026139}], inspectors=[], recusals=[], rule=rule(team_size=0)), [LOTTERY]),
    "strata": (plan_document(**STRATA), [SIGNATURE_1000, LOTTERY]),
}  # fmt: skip


@pytest.mark.parametrize("name", PLANS)
def test_a_real_plan_commitment_and_transcript_are_valid(name: str):
    plan, values = PLANS[name]
    commitment = frozen(plan)
    secrets = {"律师协会": SECRET} if "parties" in plan else {}
    told, withheld = run(commitment, values, secrets=secrets), run(commitment, values, previous="0" * 64)

    assert faults("plan", plan) == []
    assert faults("commitment", json.loads(commitment.text())) == []
    assert faults("transcript", json.loads(told.text())) == []
    assert faults("transcript", json.loads(withheld.text())) == []


SPOILT = {
    "weight zero": {"objects": [{"id": "a", "weight": 0}]},
    "weight a fraction": {"objects": [{"id": "a", "weight": 1.5}]},
    "weight too large": {"objects": [{"id": "a", "weight": 10**18}]},
    "no id": {"objects": [{"weight": 1}]},
    "a key unknown": {"objects": [{"id": "a", "wieght": 1}]},
    "a recusal of three": {"recusals": [["机构3", "检1", "检2"]]},
    "a method unknown": {"rule": rule(method="skipping")},
    "no beacon": {"beacon": []},
    "a beacon of two kinds": {"beacon": [{**QUICKNET, "issue": "1"}]},
    "a day that is none": {"date": "8 December"},
    "a cap of zero": {"rule": rule(cap=0)},
}


@pytest.mark.parametrize("name", SPOILT)
def test_what_the_schema_of_the_plan_refuses_the_engine_refuses(name: str):
    plan = plan_document(**SPOILT[name])

    assert faults("plan", plan)
    with pytest.raises(DrawError):
        read_plan(json.dumps(plan))


def _without(document: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in document.items() if name != key}


@pytest.mark.parametrize("key", ["protocol", "plan", "files", "digests", "committed_at"])
def test_a_commitment_lacks_nothing(key: str):
    document = json.loads(commit(read_plan(json.dumps(plan_document())), COMMITTED_AT).text())

    assert faults("commitment", _without(document, key)) == [f".{key} required"]
    assert faults("commitment", {**document, "more": 1}) == [".more unknown"]


def test_a_transcript_lacks_nothing_and_holds_no_more():
    document = json.loads(run(frozen(), [RANDOMNESS_1000]).text())

    assert [faults("transcript", _without(document, key)) for key in document] == [
        [f".{key} required"] for key in document
    ]
    assert faults("transcript", {**document, "more": 1}) == [".more unknown"]
    assert faults("transcript", {**document, "seed": "00"}) == [".seed pattern"]
