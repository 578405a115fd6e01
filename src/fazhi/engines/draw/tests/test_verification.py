"""Verification: whatever byte is changed is found, and named."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi.engines.draw import announcement, commit, read_plan, run, verify, verify_chain
from fazhi.engines.draw.canonical import digest_of
from fazhi.engines.draw.errors import TooFewInspectors
from fazhi.engines.draw.tests.samples import (
    COMMITTED_AT,
    ISSUE,
    LOTTERY,
    QUICKNET,
    RANDOMNESS_1000,
    SIGNATURE_1000,
    drawn,
    frozen,
    plan_document,
    rule,
)
from fazhi.engines.draw.verification import differing

COMMITMENT = frozen()
TRANSCRIPT = run(COMMITMENT, [RANDOMNESS_1000])
TEXT, FROZEN = TRANSCRIPT.text(), COMMITMENT.text()


def canonical(document: Any) -> str:
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def changed(change: Callable[[dict[str, Any]], object], text: str = TEXT) -> str:
    document = json.loads(text)
    change(document)
    return canonical(document)


def found_at(text: str | bytes, commitment: str | None = None) -> str:
    difference = verify(text, commitment).first_difference
    assert difference is not None
    return difference.where


def test_an_honest_draw_holds_with_and_without_its_commitment():
    alone, against = verify(TEXT), verify(TEXT.encode(), FROZEN.encode())

    assert (alone.holds, alone.against_commitment) == (True, False)
    assert (against.holds, against.against_commitment) == (True, True)


@pytest.mark.parametrize("method", ["sequential", "exact"])
@pytest.mark.parametrize("name", ["sha256", "sm3"])
def test_all_methods_and_hashes_hold(method: str, name: str):
    document = plan_document(rule=rule(method=method, hash=name, cap=True), beacon=[QUICKNET, ISSUE])
    commitment = frozen(document)

    transcript = run(commitment, [SIGNATURE_1000, LOTTERY])

    assert verify(transcript.text(), commitment.text()).holds
    assert verify(transcript.text()).unchecked == ()


def test_the_verdict_says_what_was_taken_on_trust():
    verdict = verify(TEXT)

    assert verdict.unchecked == ("quicknet:1000",)
    assert verdict.known_before == ("quicknet:1000",)


def test_every_single_bit_of_a_small_draw_counts():
    """All of it, the lowest bit of each byte; the next two tests try any bits of a larger one."""
    commitment = frozen(plan_document(inspectors=[], recusals=[], rule=rule(draw=1, team_size=0)))
    text = run(commitment, [RANDOMNESS_1000]).text().encode()
    for place, byte in enumerate(text):
        assert not verify(text[:place] + bytes([byte ^ 1]) + text[place + 1 :]).holds, text[: place + 1]


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(TEXT.encode()) - 1), st.integers(1, 255))
def test_no_byte_of_a_transcript_can_be_changed(place: int, by: int):
    data = bytearray(TEXT.encode())
    data[place] ^= by

    assert not verify(bytes(data)).holds
    assert not verify(bytes(data), FROZEN).holds


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(FROZEN.encode()) - 1), st.integers(1, 255))
def test_no_byte_of_a_commitment_can_be_changed(place: int, by: int):
    data = bytearray(FROZEN.encode())
    data[place] ^= by

    assert not verify(TEXT, bytes(data)).holds


def edited(file: str, old: str, new: str) -> Callable[[dict[str, Any]], None]:
    def edit(document: dict[str, Any]) -> None:
        text = document["commitment"]["files"][file]
        assert old in text
        document["commitment"]["files"][file] = text.replace(old, new)

    return edit


def put(path: str, value: Any) -> Callable[[dict[str, Any]], None]:
    def edit(document: dict[str, Any]) -> None:
        *steps, last = [int(step) if step.isdigit() else step for step in path.split("/")]
        for step in steps:
            document = document[step]
        document[last] = value

    return edit


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (edited("objects.tsv", "机构5\t2", "机构5\t4"), "commitment.digests.objects.tsv.sha256"),
        (edited("objects.tsv", "机构5\t2\n", ""), "commitment.digests.objects.tsv.sha256"),
        (edited("objects.tsv", "机构5\t2", "机构5\t02"), "files.objects.tsv line 5"),
        (edited("recusals.tsv", "机构3\t检1\n", ""), "commitment.digests.recusals.tsv.sha256"),
        (edited("recusals.tsv", "检1", "检9"), "UnknownInRecusal"),
        (edited("inspectors.tsv", "检5\n", ""), "commitment.digests.inspectors.tsv.sha256"),
        (put("commitment/digests/objects.tsv", {}), "commitment.digests.objects.tsv.sha256"),
        (put("commitment/digest", "00" * 32), "announcement.commitment"),
        (put("commitment/committed_at", "2026-11-29T09:00:00+00:00"), "announcement.committed_at"),
        (put("commitment/plan/rule/draw", 4), "announcement.counts.pools[0].draw"),
        (put("commitment/plan/date", "2026-12-09"), "announcement.plan.date"),
        (put("commitment/plan/objects", []), "commitment.plan.objects"),
        (put("announcement/counts/recusals", 0), "announcement.counts.recusals"),
        (put("announcement_digest", "00" * 32), "announcement_digest"),
        (put("beacon/0/public_value", "00" * 32), "beacon[0].value"),
        (put("beacon/0/public_value", "00"), "PublicValueMalformed"),
        (put("beacon/0/public_value", 7), "beacon[0].public_value"),
        (put("beacon/0/signature", "checked"), "beacon[0].signature"),
        (put("beacon/0", {}), "beacon[0].public_value"),
        (put("beacon", {}), "beacon"),
        (put("beacon", []), "PublicValueCount"),
        (put("parties", [{"name": "纪检", "secret": "00"}]), "UnknownParty"),
        (put("parties", [{"name": "纪检", "secret": None}]), "parties[0]"),
        (put("seed", "00" * 32), "seed"),
        (put("steps/0/word", "0" * 16), "steps[0].word"),
        (put("steps/1/value", True), "steps[1].value"),
        (put("steps/2/discarded", ["0" * 16]), "steps[2].discarded[0]"),
        (put("steps", []), "steps[0]"),
        (put("result/objects/0", "机构9"), "result.objects[0]"),
        (put("result/assignments/0/inspectors/0", "检9"), "result.assignments[0].inspectors[0]"),
        (put("previous", "00" * 32), "digest"),
        (put("previous", "x"), "previous"),
        (put("software", "other"), "software"),
        (put("protocol", "draw/v2"), "protocol"),
        (put("digest", "00" * 32), "digest"),
        (put("extra", 1), "extra"),
    ],
)
def test_what_was_changed_is_named(change: Callable[[dict[str, Any]], None], where: str):
    assert found_at(changed(change)) == where


def test_a_key_left_out_is_named():
    for key in json.loads(TEXT):
        assert key in found_at(changed(lambda document, key=key: document.pop(key)))


def test_a_forger_who_redoes_everything_is_found_by_the_commitment():
    """A plan edited after the value was known, drawn again with all digests made anew."""
    forged = run(frozen(plan_document(rule=rule(draw=4))), [RANDOMNESS_1000]).text()

    assert verify(forged).holds
    assert found_at(forged, FROZEN) == "commitment.digest"


def test_a_file_edited_with_its_digests_is_named_by_line_against_the_commitment():
    fewer = plan_document()
    del fewer["objects"][4]
    forged = json.loads(run(frozen(fewer), [RANDOMNESS_1000]).text())
    forged["commitment"]["digest"] = COMMITMENT.digest
    forged["commitment"]["digests"] = json.loads(TEXT)["commitment"]["digests"]

    assert found_at(canonical(forged), FROZEN) == "commitment.files.objects.tsv line 5"


def test_another_moment_of_freezing_is_found_by_the_commitment():
    later = commit(read_plan(json.dumps(plan_document())), COMMITTED_AT.replace(hour=23))

    assert later.digest == COMMITMENT.digest
    assert found_at(TEXT, later.text()) == "commitment.committed_at"


@pytest.mark.parametrize(
    ("text", "where"),
    [
        (TEXT + "\n", ""),
        (json.dumps(json.loads(TEXT), sort_keys=True), ""),
        (TEXT[:-1], "transcript"),
        ("[]", "transcript"),
        (TEXT.replace('"seed":', '"seed":"00","seed":'), "transcript"),
        (changed(put("extra", 1)).replace('"extra":1', '"extra":' + "[" * 500 + "]" * 500), "extra"),
    ],
    ids=["line end", "spaces", "cut", "list", "key twice", "deep"],
)
def test_a_transcript_in_another_form_is_refused(text: str, where: str):
    assert found_at(text) == where


def test_a_commitment_in_another_form_is_refused():
    assert found_at(TEXT, FROZEN + "\n") == "commitment file"
    assert found_at(TEXT, "{}") == "protocol"


def test_half_a_surrogate_pair_is_a_difference_like_any_other():
    assert found_at(TEXT.replace('"software":"', '"software":"\\ud800')) == "software"


def test_a_difference_keeps_the_refusal_for_the_surface_to_word():
    everybody = "".join(f"机构1\t检{number}\n" for number in range(1, 6))

    difference = verify(changed(edited("recusals.tsv", "机构3\t检1\n", everybody))).first_difference

    assert difference is not None
    assert isinstance(difference.refusal, TooFewInspectors)


def test_transcripts_of_a_task_form_a_chain():
    second = run(COMMITMENT, [RANDOMNESS_1000], previous=TRANSCRIPT.digest)
    third = run(COMMITMENT, [bytes(32)], previous=second.digest)
    texts = [TEXT, second.text(), third.text()]

    assert verify_chain(texts).holds
    assert verify_chain([]).holds
    for broken in (texts[::-1], [texts[0], texts[2]], texts[1:], [*texts, "{"]):
        assert not verify_chain(broken).holds


def test_the_announcement_in_the_transcript_is_the_one_published_before():
    assert json.loads(TEXT)["announcement"] == announcement(COMMITMENT.sealed)
    assert json.loads(TEXT)["announcement_digest"] == digest_of(announcement(COMMITMENT.sealed))


@pytest.mark.parametrize(
    ("one", "other", "where"),
    [
        ({"a": 1}, {"a": 1.0}, "x.a"),
        ({"a": 1}, {"a": True}, "x.a"),
        ({"a": [1]}, {"a": [1, 2]}, "x.a[1]"),
        ({"a": [1, 2]}, {"a": [1]}, "x.a[1]"),
        ({"a": "1\n2\n"}, {"a": "1\n3\n"}, "x.a line 2"),
        ({"a": "1\n"}, {"a": "1\n2\n"}, "x.a line 2"),
        ({"a": "x" * 500}, {"a": "y" * 500}, "x.a"),
        ({"a": 1}, {"b": 1}, "x.a"),
        ({"a": {}}, {"a": []}, "x.a"),
    ],
)
def test_the_first_difference_of_two_values(one: Any, other: Any, where: str):
    difference = differing(one, other, "x")

    assert difference is not None
    assert difference.where == where
    assert len(difference.found) <= 201


def test_a_draw_by_another_value_does_not_hold_for_this_one():
    assert drawn(value=bytes(32)).objects != TRANSCRIPT.objects
    assert found_at(changed(put("beacon/0/public_value", bytes(32).hex()))) == "beacon[0].value"
