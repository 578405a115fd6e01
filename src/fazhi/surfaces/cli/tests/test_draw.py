"""`fazhi draw`: frozen, made, checked and foretold from files alone, without a database."""

import json
import sys
from fractions import Fraction
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from fazhi.engines.draw.errors import TooFewInspectors
from fazhi.engines.draw.tests.samples import (
    ISSUE,
    LOTTERY,
    QUICKNET,
    RANDOMNESS_1000,
    SIGNATURE_1000,
    objects,
    plan_document,
    rule,
)
from fazhi.surfaces.wording import sentence

POOL = {"objects": objects("a 1", "b 2", "c 4", "d 8", "e 1"), "inspectors": [], "recusals": []}
PROTOCOLS_OWN = plan_document(**POOL, rule=rule(draw=3, team_size=0))
"""The vector of the protocol: k = 3 gives d c a."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def written(folder: Path, plan: dict[str, Any], name: str = "plan.json") -> str:
    (folder / name).write_text(json.dumps(plan, ensure_ascii=False), encoding="utf-8")
    return str(folder / name)


@pytest.fixture
def drawn(fazhi, folder: Path):
    """Commit a plan and draw from it; the paths of commitment and transcript."""

    def make(plan: dict[str, Any], *words: str) -> tuple[str, str]:
        commitment, transcript = str(folder / "C.json"), str(folder / "T.json")
        assert fazhi("draw", "commit", written(folder, plan), "--out", commitment).code == 0
        answer = fazhi("draw", "run", commitment, *words, "--out", transcript)
        assert answer.code == 0, answer.err
        return commitment, transcript

    return make


def test_a_plan_is_frozen_and_its_digest_is_that_of_the_published_file(fazhi, folder: Path):
    out = folder / "C.json"

    answer = fazhi("draw", "commit", written(folder, PROTOCOLS_OWN), "--out", str(out), "--json")

    document = json.loads(out.read_text("utf-8"))
    moment = document.pop("committed_at")
    text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert answer.code == 0
    assert answer.data["digest"] == sha256(text.encode()).hexdigest()
    assert answer.data["committed_at"] == moment
    assert answer.data["public_value_named"] == ["quicknet:1000"]


def test_who_freezes_after_the_beacon_has_spoken_is_told(fazhi, folder: Path):
    answer = fazhi("draw", "commit", written(folder, PROTOCOLS_OWN), "--out", str(folder / "C.json"))

    assert "quicknet:1000 在封存以前已经公开" in answer.out


def test_the_draw_is_the_protocols(fazhi, folder: Path):
    fazhi("draw", "commit", written(folder, PROTOCOLS_OWN), "--out", str(folder / "C.json"))

    words = ("--public-value", SIGNATURE_1000.hex(), "--out", str(folder / "T.json"), "--json")
    answer = fazhi("draw", "run", str(folder / "C.json"), *words)

    assert answer.code == 0
    assert answer.data["objects"] == ["d", "c", "a"]
    assert answer.data["assignments"] == [{"object": each, "inspectors": []} for each in "dca"]
    assert answer.data["digest"] == json.loads((folder / "T.json").read_text("utf-8"))["digest"]


def test_two_public_values_stand_in_the_announced_order(fazhi, folder: Path, drawn):
    plan = plan_document(beacon=[QUICKNET, ISSUE])
    commitment, _ = drawn(plan, "--public-value", SIGNATURE_1000.hex(), "--public-value", LOTTERY.hex())

    swapped = ("--public-value", LOTTERY.hex(), "--public-value", SIGNATURE_1000.hex(), "--out", str(folder / "U.json"))
    answer = fazhi("draw", "run", commitment, *swapped)

    assert answer.code == 2
    assert "quicknet:1000" in answer.err
    assert not (folder / "U.json").exists()


def test_a_secret_is_checked_and_one_that_is_missing_is_named(fazhi, folder: Path, drawn):
    parties = [{"name": "律师协会", "commitment": sha256(b"x").hexdigest()}]
    commitment, _ = drawn(plan_document(parties=parties), "--public-value", SIGNATURE_1000.hex())
    words = ("draw", "run", commitment, "--public-value", SIGNATURE_1000.hex(), "--out", str(folder / "T.json"))

    withheld = fazhi(*words)
    told = fazhi(*words, "--secret", f"律师协会={b'x'.hex()}")
    wrong = fazhi(*words, "--secret", f"律师协会={b'y'.hex()}")

    assert "没有公开秘密数的承诺人：律师协会" in withheld.out
    assert "没有公开秘密数" not in told.out
    assert (wrong.code, "与其承诺不符" in wrong.err) == (2, True)


def test_a_draw_that_holds_is_verified(fazhi, drawn):
    commitment, transcript = drawn(plan_document(), "--public-value", SIGNATURE_1000.hex())

    answer = fazhi("draw", "verify", transcript, "--commitment", commitment, "--json")

    assert answer.code == 0
    assert (answer.data["holds"], answer.data["first_difference"]) == (True, None)
    assert answer.data["against_commitment"] is True
    assert answer.data["known_before"] == ["quicknet:1000"]


def test_without_the_commitment_it_says_so(fazhi, drawn):
    _, transcript = drawn(plan_document(), "--public-value", RANDOMNESS_1000.hex())

    answer = fazhi("draw", "verify", transcript)

    assert answer.code == 0
    assert "没有与事先公布的封存文件对照" in answer.out
    assert "quicknet:1000 没有附签名" in answer.out


def test_an_edited_transcript_is_found_out_with_the_place(fazhi, drawn):
    commitment, transcript = drawn(PROTOCOLS_OWN, "--public-value", SIGNATURE_1000.hex())
    path = Path(transcript)
    document = json.loads(path.read_text("utf-8"))
    document["result"]["objects"][0] = "e"
    path.write_text(json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False), "utf-8")

    answer = fazhi("draw", "verify", transcript, "--commitment", commitment, "--json")
    told = fazhi("draw", "verify", transcript, "--commitment", commitment)

    assert answer.code == 1
    assert answer.data["first_difference"] == {"where": "result.objects[0]", "found": "e", "expected": "d"}
    assert "第一处不同在 result.objects[0]" in told.out


def test_a_plan_edited_after_the_commitment_is_found_out(fazhi, folder: Path, drawn):
    commitment, _ = drawn(PROTOCOLS_OWN, "--public-value", SIGNATURE_1000.hex())
    fewer = {**PROTOCOLS_OWN, "objects": PROTOCOLS_OWN["objects"][1:]}
    fazhi("draw", "commit", written(folder, fewer), "--out", str(folder / "D.json"))
    words = ("--public-value", SIGNATURE_1000.hex(), "--out", str(folder / "U.json"))
    fazhi("draw", "run", str(folder / "D.json"), *words)

    answer = fazhi("draw", "verify", str(folder / "U.json"), "--commitment", commitment, "--json")

    assert answer.code == 1
    assert answer.data["first_difference"]["where"].startswith("commitment.")


def test_what_is_no_transcript_does_not_hold_and_says_why_in_chinese(fazhi, folder: Path):
    answer = fazhi("draw", "verify", written(folder, {"protocol": "draw/v2"}, "T.json"))

    assert answer.code == 1
    assert "不能重新抽取。commitment：缺少这一项。" in answer.out


@pytest.mark.parametrize("method", ["sequential", "exact"])
def test_probabilities_are_exact_and_add_up_to_the_number_drawn(fazhi, folder: Path, method: str):
    plan = plan_document(**POOL, rule=rule(draw=2, team_size=0, method=method))
    apart = [{"id": "x", "compulsory": "投诉较多"}, {"id": "y", "excluded": "停业"}]
    plan["objects"] = [*plan["objects"], *apart]

    answer = fazhi("draw", "probabilities", written(folder, plan), "--json")

    found = {row["id"]: Fraction(row["exact"]) for row in answer.data["probabilities"]}
    assert (found.pop("x"), found.pop("y")) == (1, 0)
    assert sum(found.values()) == 2
    assert found["a"] == found["e"] < found["b"] < found["c"] < found["d"]
    assert all(abs(float(Fraction(row["exact"])) - row["probability"]) < 1e-15 for row in answer.data["probabilities"])


def test_fractions_of_thousands_of_digits_are_written(fazhi, folder: Path):
    uneven = [{"id": f"o{number:03}", "weight": 10**14 + number**7} for number in range(12)]
    plan = plan_document(objects=uneven, inspectors=[], recusals=[], rule=rule(draw=5, team_size=0))
    before = sys.get_int_max_str_digits()

    answer = fazhi("draw", "probabilities", written(folder, plan), "--json")

    assert answer.code == 0, answer.err
    assert max(len(row["exact"]) for row in answer.data["probabilities"]) > 8_600
    assert sys.get_int_max_str_digits() == before


REFUSED = {
    "duplicate": ({"objects": objects("a 1", "a 2")}, "出现两次"),
    "look-alike": ({"objects": objects("A1 1", "Ａ1 1", "A2 1"), "recusals": []}, "看起来一样"),
    "too many": ({"rule": rule(draw=9)}, "不能抽 9 家"),
    "weight zero": ({"objects": [{"id": "a", "weight": 0}]}, "objects[0].weight"),
    "weight 10^18": ({"objects": [{"id": "a", "weight": 10**18}]}, "objects[0].weight"),
    "nobody left": (
        {"inspectors": [{"id": "检1"}, {"id": "检2"}]},
        "只有 1 名可以派出（回避或者缺席：检1；证件当日无效：无）",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_plan_that_can_not_be_drawn_from_is_refused_and_nothing_written(fazhi, folder: Path, name: str):
    changed, says = REFUSED[name]

    answer = fazhi("draw", "commit", written(folder, plan_document(**changed)), "--out", str(folder / "C.json"))

    assert answer.code == 2
    assert says in answer.err
    assert not (folder / "C.json").exists()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("draw", "commit", "none.json", "--out", "C.json"), "PLAN.json 是“none.json”"),
        (("draw", "probabilities", "none.json"), "一个已有的文件"),
        (("draw", "verify", "none.json"), "T.json"),
    ],
)
def test_a_file_that_is_not_there_is_named(fazhi, folder: Path, monkeypatch, words: tuple[str, ...], says: str):
    monkeypatch.chdir(folder)

    answer = fazhi(*words)

    assert (answer.code, says in answer.err) == (2, True)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--public-value", "xyz"), "--public-value 是“xyz”，应为十六进制数"),
        (("--public-value", "00", "--secret", "甲"), "承诺人=十六进制数"),
        (("--public-value", "00", "--secret", "甲=g"), "--secret 是“g”"),
        (("--public-value", "00"), "给出的不是 quicknet:1000 的值"),
        (("--public-value", "00" * 48), "签名与公钥不符"),
        (("--public-value", RANDOMNESS_1000.hex(), "--public-value", "00"), "需要 1 个公共随机数，给了 2 个"),
    ],
)
def test_values_that_are_none_are_refused(fazhi, folder: Path, words: tuple[str, ...], says: str):
    fazhi("draw", "commit", written(folder, plan_document()), "--out", str(folder / "C.json"))

    answer = fazhi("draw", "run", str(folder / "C.json"), *words, "--out", str(folder / "T.json"))

    assert (answer.code, says in answer.err) == (2, True), answer.err


def test_a_folder_that_is_not_there_is_named(fazhi, folder: Path):
    answer = fazhi("draw", "commit", written(folder, plan_document()), "--out", str(folder / "no" / "C.json"))

    assert (answer.code, "--out" in answer.err) == (2, True)


def test_a_long_draw_is_shown_in_part(drawn, fazhi, folder: Path):
    plan = plan_document(objects=objects(*(f"o{n} 1" for n in range(30))), recusals=[], rule=rule(draw=25))
    commitment, _ = drawn(plan, "--public-value", SIGNATURE_1000.hex())

    words = ("--public-value", SIGNATURE_1000.hex(), "--out", str(folder / "T.json"))
    assert "其余 5 家见抽取记录" in fazhi("draw", "run", commitment, *words).out


def test_of_many_inspectors_who_can_not_go_five_are_named():
    invalid = tuple(f"检{number}" for number in range(1, 8))

    assert "证件当日无效：检1、检2、检3、检4、检5等 7 名" in (
        sentence(TooFewInspectors("机构1", 2, (), (), invalid)) or ""
    )
