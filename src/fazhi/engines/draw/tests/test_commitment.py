"""Commitments: frozen once, the same digest for the same plan, and no change unseen."""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

import pytest

from fazhi.engines.draw import announcement, commit, known_before, moment_of, read_commitment, read_plan
from fazhi.engines.draw.errors import CommitmentAltered, Fault, MalformedDocument
from fazhi.engines.draw.tests.samples import COMMITTED_AT, ISSUE, QUICKNET, frozen, objects, plan_document, rule


def document() -> dict[str, Any]:
    return json.loads(frozen().text())


def test_a_commitment_holds_plan_files_and_digests():
    found = document()

    assert found["plan"] == plan_document()
    assert set(found) == {"protocol", "plan", "files", "digests", "committed_at"}
    for name, text in found["files"].items():
        assert found["digests"][name]["sha256"] == hashlib.sha256(text.encode()).hexdigest()


def test_the_digest_is_that_of_the_canonical_json_without_the_moment():
    found = document()
    del found["committed_at"]
    text = json.dumps(found, sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    assert frozen().digest == hashlib.sha256(text.encode()).hexdigest()


def test_the_same_plan_frozen_later_has_the_same_digest():
    plan = read_plan(json.dumps(plan_document()))

    assert commit(plan, COMMITTED_AT).digest == commit(plan, datetime(2027, 1, 1, tzinfo=UTC)).digest


def test_a_commitment_is_read_back():
    made = frozen()

    assert read_commitment(made.text()) == made
    assert read_commitment(json.dumps(json.loads(made.text()), indent=2)).digest == made.digest


def test_an_object_added_after_the_commitment_is_named():
    altered = document()
    altered["plan"]["objects"].append({"id": "机构9"})

    with pytest.raises(CommitmentAltered) as refused:
        read_commitment(json.dumps(altered))

    assert (refused.value.file, refused.value.line) == ("objects.tsv", 9)
    assert (refused.value.found, refused.value.expected) == ("", "机构9\t1")


def test_an_object_removed_from_a_file_after_the_commitment_is_named():
    altered = document()
    altered["files"]["objects.tsv"] = altered["files"]["objects.tsv"].replace("机构5\t2\n", "")

    with pytest.raises(CommitmentAltered) as refused:
        read_commitment(json.dumps(altered))

    assert (refused.value.line, refused.value.expected) == (5, "机构5\t2")


def test_a_plan_changed_together_with_its_files_has_another_digest():
    assert frozen(plan_document(rule=rule(draw=4))).digest != frozen().digest


def test_reordered_rosters_are_the_same_files():
    turned = plan_document()
    turned["objects"].reverse()

    assert frozen(turned).sealed.files == frozen().sealed.files


@pytest.mark.parametrize(
    ("changed", "where", "fault"),
    [
        ({"protocol": "draw/v2"}, "protocol", Fault.NOT_ONE_OF),
        ({"committed_at": "2026-11-30"}, "committed_at", Fault.NOT_A_MOMENT),
        ({"committed_at": "2026-11-30T09:00:00"}, "committed_at", Fault.NOT_A_MOMENT),
        ({"committed_at": "noon"}, "committed_at", Fault.NOT_A_MOMENT),
        ({"committed_at": 7}, "committed_at", Fault.NOT_A_MOMENT),
        ({"digests": {}}, "digests", Fault.NOT_CANONICAL),
        ({"files": {}}, "files.objects.tsv", Fault.MISSING),
        ({"plan": []}, "plan", Fault.NOT_AN_OBJECT),
        ({"extra": 1}, "extra", Fault.UNKNOWN_KEY),
    ],
)
def test_a_fault_of_a_commitment_is_named(changed: dict[str, Any], where: str, fault: Fault):
    with pytest.raises(MalformedDocument) as refused:
        read_commitment(json.dumps(document() | changed))

    assert (refused.value.where, refused.value.fault) == (where, fault)


def test_a_file_that_is_no_text_is_refused():
    altered = document()
    altered["files"]["objects.tsv"] = 3

    with pytest.raises(MalformedDocument, match="not text"):
        read_commitment(json.dumps(altered))


def test_a_fault_of_the_plan_is_named_within_it():
    altered = document()
    altered["plan"]["objects"][2]["weight"] = 0

    with pytest.raises(MalformedDocument) as refused:
        read_commitment(json.dumps(altered))

    assert refused.value.where == "plan.objects[2].weight"


def test_the_announcement_gives_digests_counts_rule_and_the_beacon_to_come():
    notice = announcement(
        frozen(
            plan_document(
                objects=[*objects("a 1", "b 2"), {"id": "c", "compulsory": "举报"}, {"id": "d", "excluded": "停业"}],
                inspectors=[{"id": "检1"}, {"id": "检2"}, {"id": "检3", "valid_to": "2026-12-07"}],
                recusals=[],
                rule=rule(draw=1),
            )
        ).sealed
    )

    assert notice["counts"] == {
        "pools": [{"stratum": None, "objects": 2, "weight": 3, "draw": 1}],
        "compulsory": 1,
        "excluded": 1,
        "inspectors": 3,
        "valid_on_date": 2,
        "recusals": 0,
    }
    assert notice["plan"]["beacon"] == [QUICKNET]


def test_a_round_that_had_spoken_before_the_commitment_is_named():
    moment = moment_of(34_429_012)
    beacon = [QUICKNET | {"round": 34_429_012}, QUICKNET | {"round": 34_429_013}, ISSUE]

    found = commit(read_plan(json.dumps(plan_document(beacon=beacon))), moment).sealed

    assert known_before(found) == ("quicknet:34429012",)


def test_before_the_beacon_began_no_round_was_known():
    plan = read_plan(json.dumps(plan_document()))

    assert known_before(commit(plan, datetime(2020, 1, 1, tzinfo=UTC)).sealed) == ()
