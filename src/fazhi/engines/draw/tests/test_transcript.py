"""The draw: the protocol's vectors, the citizen's script, and what the transcript shows."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi.engines.draw import lottery_value, run
from fazhi.engines.draw.errors import PublicValueCount, SecretMismatch, UnknownParty
from fazhi.engines.draw.tests.samples import (
    ISSUE,
    LOTTERY,
    QUICKNET,
    RANDOMNESS_1000,
    SIGNATURE_1000,
    drawn,
    frozen,
    objects,
    plan_document,
    rule,
)

CITIZEN = Path(__file__).with_name("citizen.py")
FIVE = plan_document(
    objects=objects("a 1", "b 2", "c 4", "d 8", "e 1"), inspectors=[], recusals=[], rule=rule(team_size=0)
)
SECRET = b"\x01" * 32
PARTY = {"name": "纪检", "commitment": hashlib.sha256(SECRET).hexdigest()}


@pytest.mark.parametrize("value", [RANDOMNESS_1000, SIGNATURE_1000], ids=["randomness", "signature"])
def test_the_weighted_pool_of_the_protocol(value: bytes):
    assert drawn(FIVE, value).objects == ("d", "c", "a")


def citizens(files: dict[str, str], size: int, parts: list[bytes], folder: Path) -> tuple[str, ...]:
    path = folder / "objects.tsv"
    path.write_bytes(files["objects.tsv"].encode())
    words = [sys.executable, str(CITIZEN), str(path), str(size), *(part.hex() for part in parts)]
    return tuple(subprocess.run(words, check=True, capture_output=True, encoding="utf-8").stdout.splitlines())


def test_the_citizens_script_draws_the_same(tmp_path: Path):
    document = plan_document(
        objects=objects(*(f"LS-{number:03d} {2 ** (number % 4)}" for number in range(200))),
        recusals=[],
        rule=rule(draw=57),
        beacon=[QUICKNET, ISSUE],
        parties=[PARTY],
    )
    commitment = frozen(document)
    parts = [b"quicknet:1000", RANDOMNESS_1000, "双色球:2026139".encode(), LOTTERY]

    revealed = run(commitment, [RANDOMNESS_1000, LOTTERY], secrets={"纪检": SECRET})
    withheld = run(commitment, [RANDOMNESS_1000, LOTTERY])

    files = dict(commitment.sealed.files)
    assert revealed.objects == citizens(files, 57, [*parts, SECRET], tmp_path)
    assert withheld.objects == citizens(files, 57, [*parts, bytes.fromhex(PARTY["commitment"])], tmp_path)
    assert revealed.objects != withheld.objects


@settings(max_examples=60, deadline=None)
@given(st.permutations(range(8)), st.permutations(range(5)))
def test_the_order_of_the_plan_is_no_matter(order: list[int], of_inspectors: list[int]):
    document = plan_document()
    turned = document | {
        "objects": [document["objects"][place] for place in order],
        "inspectors": [document["inspectors"][place] for place in of_inspectors],
    }

    assert drawn(turned).document["result"] == drawn(document).document["result"]


def test_compulsory_objects_come_first_beside_the_number_and_use_no_word():
    plain = plan_document(recusals=[])
    more = plain | {"objects": [*plain["objects"], *objects("z 9", "y 1", compulsory="投诉举报")]}

    found = drawn(more)

    assert found.objects == ("y", "z", *drawn(plain).objects)
    assert [team.target for team in found.teams] == list(found.objects)


def test_excluded_objects_are_never_drawn():
    plain = plan_document(recusals=[])
    plain["objects"][0]["excluded"] = "年内已查"
    found = drawn(plain | {"rule": rule(draw=7)})

    assert "机构1" not in found.objects
    assert found.document["commitment"]["files"]["exclusions.tsv"] == "机构1\t年内已查\n"


def test_strata_are_drawn_each_from_its_own_stream_in_the_order_of_their_bytes():
    strata = {"律所": "abcd", "公证处": "efgh"}
    rows = [row for name, ids in strata.items() for row in objects(*(f"{id} 1" for id in ids), stratum=name)]
    document = plan_document(objects=rows, recusals=[], rule=rule(draw={"律所": 2, "公证处": 3}))

    found = drawn(document)

    assert set(found.objects[:3]) < set("efgh")
    assert set(found.objects[3:]) < set("abcd")
    assert [step["label"] for step in found.document["steps"][:5]] == ["objects/公证处"] * 3 + ["objects/律所"] * 2


@pytest.mark.parametrize("name", ["sha256", "sm3"])
def test_both_hashes_and_methods_draw(name: str):
    results = {drawn(plan_document(rule=rule(hash=name, method=method))).objects for method in ("sequential", "exact")}

    assert all(len(set(found)) == 3 for found in results)


def test_the_seed_under_sm3_is_made_by_sm3_throughout():
    found = drawn(plan_document(rule=rule(hash="sm3")))
    parts = [_sm3(found.sealed.files["objects.tsv"].encode()), b"quicknet:1000", RANDOMNESS_1000]
    joined = b"".join(len(part).to_bytes(4, "big") + part for part in parts)

    assert found.seed == _sm3(b"draw/v1" + joined)


def _sm3(data: bytes) -> bytes:
    from fazhi.engines.draw.sm3 import sm3

    return sm3(data)


def test_objects_drawn_with_certainty_are_in_the_result_and_have_no_step():
    document = plan_document(objects=objects("a 1", "b 1", "c 98"), recusals=[], rule=rule(draw=2, method="exact"))

    found = drawn(document)

    assert found.objects[0] == "c"
    assert [step["id"] for step in found.document["steps"] if step["label"] == "objects"] == [found.objects[1]]


def test_every_step_shows_how_its_number_came_about():
    for step in drawn().document["steps"]:
        assert int(step["word"], 16) % step["m"] == step["value"] < step["m"]


def test_the_transcript_is_canonical_and_names_what_it_rests_on():
    found = drawn()
    document = json.loads(found.text())

    assert found.text() == json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert document["digest"] == found.digest
    assert document["commitment"]["digest"] == frozen().digest == document["announcement"]["commitment"]
    assert document["beacon"][0]["signature"] == "not checked"
    assert [row["object"] for row in document["result"]["assignments"]] == document["result"]["objects"]


def test_the_same_input_gives_the_same_bytes():
    assert drawn().text() == drawn().text()


def test_a_transcript_names_the_one_before_it():
    first = drawn()
    second = run(frozen(), [RANDOMNESS_1000], previous=first.digest)

    assert second.document["previous"] == first.digest
    assert second.digest != first.digest
    assert second.objects == first.objects


def test_a_party_that_withholds_is_named_and_the_draw_stands():
    found = run(frozen(plan_document(parties=[PARTY])), [RANDOMNESS_1000]).document["parties"]

    assert found == [PARTY | {"secret": None, "withheld": True}]


@pytest.mark.parametrize(
    ("secrets", "error"),
    [({"纪检": b"\x02" * 32}, SecretMismatch), ({"律协": SECRET}, UnknownParty)],
)
def test_a_secret_is_the_one_committed_to(secrets: dict[str, bytes], error: type[Exception]):
    with pytest.raises(error):
        run(frozen(plan_document(parties=[PARTY])), [RANDOMNESS_1000], secrets=secrets)


def test_a_value_for_each_beacon_or_no_draw():
    with pytest.raises(PublicValueCount):
        run(frozen(plan_document(beacon=[QUICKNET, ISSUE])), [RANDOMNESS_1000])


def test_either_of_two_beacons_changes_the_draw():
    commitment = frozen(plan_document(beacon=[QUICKNET, ISSUE]))
    values: list[list[bytes]] = [
        [RANDOMNESS_1000, LOTTERY],
        [bytes(32), LOTTERY],
        [RANDOMNESS_1000, lottery_value([[1, 2, 3]])],
    ]

    assert len({run(commitment, value).seed for value in values}) == 3


def test_one_row_more_in_the_pool_changes_the_seed():
    def seed(document: dict[str, Any]) -> bytes:
        return drawn(document).seed

    assert seed(FIVE) != seed(FIVE | {"objects": [*FIVE["objects"], {"id": "f"}]})
