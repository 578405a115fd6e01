"""Supplements: a place that falls empty is filled by the next in order, on record."""

import json

import pytest

from fazhi.engines.draw import Absence, supplement, verify_supplement, withheld_names
from fazhi.engines.draw.errors import NotAssigned
from fazhi.engines.draw.stream import hash_of
from fazhi.engines.draw.supplement import Supplement
from fazhi.engines.draw.terms import HashName
from fazhi.engines.draw.tests.samples import drawn

TRANSCRIPT = drawn()
FIRST = TRANSCRIPT.teams[0]
ABSENCE = Absence(FIRST.target, FIRST.inspectors[0], "与被查机构负责人有亲属关系")


def test_only_the_objects_with_an_absence_get_a_new_team():
    found = supplement(TRANSCRIPT, [ABSENCE])

    (team,) = found.teams
    assert team.target == FIRST.target
    assert team.inspectors[0] == FIRST.inspectors[1]
    assert team.inspectors[1] not in FIRST.inspectors


def test_the_order_in_which_absences_are_reported_is_no_matter():
    other = Absence(TRANSCRIPT.teams[1].target, TRANSCRIPT.teams[1].inspectors[1], "病假")

    assert supplement(TRANSCRIPT, [ABSENCE, other]) == supplement(TRANSCRIPT, [other, ABSENCE])


def test_a_supplement_names_transcript_reasons_and_the_whole_order():
    document = json.loads(supplement(TRANSCRIPT, [ABSENCE], previous="ab" * 32).text())

    assert document["transcript"] == TRANSCRIPT.digest
    assert document["previous"] == "ab" * 32
    assert document["absences"] == [
        {"object": ABSENCE.target, "inspector": ABSENCE.inspector, "reason": ABSENCE.reason}
    ]
    assert {step["label"] for step in document["steps"]} == {f"order/{FIRST.target}"}
    assert document["steps"][0]["id"] == document["assignments"][0]["inspectors"][1]


def test_an_absence_from_an_object_that_was_not_drawn_is_refused():
    with pytest.raises(NotAssigned):
        supplement(TRANSCRIPT, [Absence("机构9", "检1", "病假")])


def test_a_supplement_holds():
    found = supplement(TRANSCRIPT, [ABSENCE])

    assert verify_supplement(found.text(), TRANSCRIPT.text()).holds
    assert found.digest in found.text()


def tampered(found: Supplement, **changed: object) -> str:
    return json.dumps(found.document | changed, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


@pytest.mark.parametrize(
    ("changed", "where"),
    [
        ({"assignments": [{"object": FIRST.target, "inspectors": ["检1", "检2"]}]}, "assignments"),
        ({"transcript": "00" * 32}, "transcript"),
        ({"absences": []}, "steps"),
        ({"absences": [{"object": FIRST.target, "inspector": "检9", "reason": "病假"}]}, "NotAssigned"),
        ({"absences": [{"object": FIRST.target}]}, "absences[0].inspector"),
        ({"absences": [7]}, "absences[0]"),
        ({"previous": "x"}, "previous"),
        ({"software": "other"}, "software"),
        ({"digest": "00" * 32}, "digest"),
    ],
)
def test_a_chosen_substitute_is_found(changed: dict[str, object], where: str):
    verdict = verify_supplement(tampered(supplement(TRANSCRIPT, [ABSENCE]), **changed), TRANSCRIPT.text())

    assert verdict.first_difference is not None
    assert verdict.first_difference.where.startswith(where)


def test_names_can_be_withheld_until_the_salt_is_opened():
    salt = bytes(range(16))

    hidden = withheld_names(TRANSCRIPT.teams, salt, HashName.SHA256)

    opened = {hash_of(HashName.SHA256)(salt + f"检{number}".encode()).hex(): f"检{number}" for number in range(1, 6)}
    found = [tuple(opened[id] for id in row["inspectors"]) for row in hidden]
    assert found == [team.inspectors for team in TRANSCRIPT.teams]
