"""Promises of `fazhi hotline roster`."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from fazhi.engines.roster import Absent, Apart, Conflict, Cover, Fixed, Lacking, PerDay, PerWeek, Undecided
from fazhi.engines.roster.tests.cases import duty
from fazhi.surfaces.cli.console import run
from fazhi.surfaces.cli.hotline.roster_wording import conflict_sentences
from fazhi.surfaces.cli.tests.hotline import FORMS, faults
from fazhi.surfaces.wording import sentence

TWO = {
    "teams": [{"id": "甲所", "share": 2}, {"id": "乙所", "share": 1, "unavailable": ["2026-02-17"]}],
    "duties": [
        {"id": "d1", "date": "2026-02-16", "start": "09:00", "end": "12:00"},
        {"id": "d2", "date": "2026-02-17", "start": "22:00", "end": "08:00", "holiday": True},
        {"id": "d3", "date": "2026-02-18", "start": "09:00", "end": "24:00"},
    ],
    "rules": {"max_per_day": 1, "rest_hours": 1},
}


@pytest.fixture
def told(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """Write a file, run the command on it, and say how it ended, what it printed and what it complained of."""

    def run_on(document: object, *words: str) -> tuple[int, str, str]:
        path = tmp_path / "roster-input.json"
        path.write_text(document if isinstance(document, str) else json.dumps(document), encoding="utf-8")
        code = run(["hotline", "roster", str(path), *words])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run_on


def test_it_answers_with_the_roster_and_its_proof(told):
    code, out, _ = told(TWO, "--json")

    answer = json.loads(out)
    assert code == 0
    assert answer["assignments"] == [
        {"duty": "d1", "teams": ["甲所"]},
        {"duty": "d2", "teams": ["甲所"]},
        {"duty": "d3", "teams": ["乙所"]},
    ]
    assert answer["loads"] == answer["targets"] == {"甲所": 2, "乙所": 1}
    assert (answer["gap"], answer["proven"], answer["deviation"]) == (0, True, 0)
    assert answer["holidays"]["loads"] == {"甲所": 1, "乙所": 0}


def test_a_person_reads_the_duties_the_loads_and_the_proof(told):
    code, out, _ = told(TWO)

    assert code == 0
    assert "2026-02-17 22:00—次日08:00 d2：甲所" in out
    assert "甲所：2（应得 2.00）" in out
    assert "已证明不可能更均衡" in out


def test_what_can_not_be_covered_is_said_in_sentences_and_ends_with_1(told):
    document = {**TWO, "duties": [{**TWO["duties"][1], "teams": 2}]}

    code, out, _ = told(document, "--json")

    assert code == 1
    assert json.loads(out) == {
        "infeasible": [
            "2026-02-17 22:00—次日08:00 的值班 d2 需要 2 个团队，能值的有 1 个：甲所。",
            "乙所 2026-02-17 不能值班。",
        ]
    }
    assert told(document)[1].startswith("排不出：一共 2 个团队，下面几项不能同时满足，去掉其中任何一项就排得出。")


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ("{", "第 1 行第 2 个字符起不是 JSON"),
        ("[" * 100_000, "嵌套过深"),
        ({**TWO, "teams": []}, "teams 是 []。应为至少一项。"),
        ({**TWO, "rules": {"rest_hours": -1}}, "rules.rest_hours 是 -1。应为不小于0的数。"),
        ({"duties": []}, "teams 没有填写。应为必须填写。"),
    ],
)
def test_a_bad_file_is_refused_with_its_place_and_ends_with_2(told, document, said):
    code, out, err = told(document)

    assert (code, out) == (2, "")
    assert said in err


@pytest.mark.parametrize(("make", "said"), [(lambda path: None, "没有这个文件"), (Path.mkdir, "打不开")])
def test_a_file_that_can_not_be_opened_is_named(tmp_path, capsys, make, said):
    path = tmp_path / "x.json"
    make(path)

    assert run(["hotline", "roster", str(path)]) == 2
    assert f"{path}：{said}" in capsys.readouterr().err


def test_a_file_in_another_encoding_is_named(tmp_path, capsys):
    path = tmp_path / "x.json"
    path.write_bytes("甲所".encode("gb18030"))

    assert run(["hotline", "roster", str(path)]) == 2
    assert "个字节起不是 UTF-8 编码" in capsys.readouterr().err


def test_every_demand_has_its_sentence():
    one, other = duty("d1"), duty("d2", needs=frozenset({"劳动"}))
    demands = (
        Cover(one, ("a", "b")), Cover(other, ("a",)), Fixed("a", one), PerDay(date(2026, 3, 2), 1), PerWeek(date(2026, 3, 2), 3),
        Apart((one, other), 90), Apart((one, other), 0), Absent("b", date(2026, 3, 2)), Lacking("b", other),
    )  # fmt: skip

    assert conflict_sentences(Conflict(demands, 2, minimal=True)) == [
        "2026-03-02 的 2 个值班（d1、d2）一共需要 2 个团队。",
        "值班 d1（2026-03-02）已经定由a值。",
        "2026-03-02 每个团队最多值 1 个班，2 个团队最多 2 个。",
        "2026-03-02 至 2026-03-08 这一周每个团队最多值 3 个班，2 个团队最多 6 个。",
        "值班 d1（2026-03-02 09:00—12:00）、d2（2026-03-02 09:00—12:00） 时间重叠，或者间隔不足 1.5 小时，一个团队只能值其中一个。",
        "值班 d1（2026-03-02 09:00—12:00）、d2（2026-03-02 09:00—12:00） 时间重叠，一个团队只能值其中一个。",
        "b 2026-03-02 不能值班。",
        "值班 d2（2026-03-02）需要“劳动”专长，b 没有。",
    ]


def test_a_duty_that_all_may_serve_and_a_long_list_are_told_shortly():
    many = tuple(f"t{each}" for each in range(10))

    alone = conflict_sentences(Conflict((Cover(duty("d1", teams=11), many),), 10, minimal=True))
    some = conflict_sentences(Conflict((Cover(duty("d1", teams=11), many),), 11, minimal=True))

    assert alone == ["2026-03-02 09:00—12:00 的值班 d1 需要 11 个团队，所有团队都能值。"]
    assert some == [
        "2026-03-02 09:00—12:00 的值班 d1 需要 11 个团队，能值的有 10 个：t0、t1、t2、t3、t4、t5、t6、t7等 10 个。"
    ]


@pytest.mark.parametrize(("exact", "said"), [(True, "请放宽规则"), (False, "OR-Tools")])
def test_what_stays_undecided_says_what_to_do(exact, said):
    assert said in sentence(Undecided(("d1",), exact=exact))


def test_files_and_answers_are_of_the_published_forms(told):
    assert faults("roster-input", TWO) == []
    assert faults("roster-output", json.loads(told(TWO, "--json")[1])) == []
    impossible = {**TWO, "duties": [{**TWO["duties"][1], "teams": 2}]}
    assert faults("roster-output", json.loads(told(impossible, "--json")[1])) == []


@pytest.mark.parametrize(("part", "at"), [("teams", "teams[0]"), ("duties", "duties[0]"), ("rules", "rules")])
def test_a_slip_of_the_pen_is_refused_with_the_keys_of_the_published_form(told, part, at):
    described = FORMS["roster-input"]["properties"][part]
    document = json.loads(json.dumps(TWO))
    (document["rules"] if part == "rules" else document[part][0])["colour"] = "red"

    said = told(document)[2]

    assert faults("roster-input", document)
    assert said.startswith(f"{at}.colour")
    names = list((described.get("items") or described)["properties"])
    assert re.search(r"可以写 (.+?)。", said).group(1).split("、") == names
