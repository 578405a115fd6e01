"""Promises of `fazhi hotline`: files in, documents of the published forms out, every refusal at its place."""

import math
import re
from itertools import pairwise
from pathlib import Path

import pytest

from fazhi.engines.scenario import reading
from fazhi.engines.scenario.tests.samples import TIDE, constant, document
from fazhi.surfaces.cli.hotline import COMMANDS
from fazhi.surfaces.cli.tests.hotline import FORMS, faults, written

PALM = {"rate": 48, "aht": 1, "patience": 2, "seats": 50}
DEMAND = {"required": [1, 2, 5, 5, 3, 1], "k": 3}
BUDGET = {"budget": 150, "k": 4, "scenario": document()}


@pytest.fixture
def on(tmp_path: Path, fazhi):
    """Runs a planning command on documents, written to files first; answers that are of the published form."""

    def call(command: str, *documents: object, options: tuple[str, ...] = ()):
        paths = [written(tmp_path, each, f"{place}.json") for place, each in enumerate(documents)]
        answer = fazhi("hotline", command, *paths, *options, "--json")
        if answer.code == 0:
            assert faults(f"{command}-output", answer.data) == []
            assert numbers(answer.data)
        return answer

    return call


def numbers(value: object) -> bool:
    """Whether every number in it is one, and finite."""
    if isinstance(value, dict):
        return all(map(numbers, value.values()))
    if isinstance(value, list):
        return all(map(numbers, value))
    return not isinstance(value, float) or math.isfinite(value)


def words(command: str, path: str) -> tuple[str, ...]:
    chance = ("--days", "12", "--seed", "1")
    return {
        "simulate": ("hotline", command, path, *chance),
        "compare": ("hotline", command, path, path, *chance),
        "staff": ("hotline", command, path, "--target", "0.8"),
    }.get(command, ("hotline", command, path))


def test_each_command_of_the_contract_is_there_and_asks_no_database():
    assert {command.path[1] for command in COMMANDS} == {
        "erlang", "exact", "simulate", "compare", "staff", "segments", "roster", "tide",
    }  # fmt: skip
    assert not any(command.needs_database for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.path[1])
def test_without_the_extra_it_says_what_to_install(command, fazhi, tmp_path, monkeypatch):
    monkeypatch.setattr("fazhi.surfaces.cli.hotline.find_spec", lambda name: None)

    answer = fazhi(*words(command.path[1], written(tmp_path, {})))

    assert (answer.code, answer.out) == (2, "")
    assert "fazhi[planning]" in answer.err


def test_waiting_giving_up_and_blocking_are_those_of_the_literature(on):
    """Mandelbaum and Zeltyn's example, and Erlang's own tables."""
    a = on("erlang", {"model": "A", "cases": [PALM]}).data["cases"][0]
    b = on(
        "erlang", {"model": "B", "cases": [{"rate": 1, "aht": 10, "seats": 10}, {"rate": 1, "aht": 10, "seats": 15}]}
    )
    c = on("erlang", {"model": "C", "cases": [PALM, {"rate": 10, "aht": 1, "seats": 11}]}).data["cases"]

    assert (round(a["p_wait"], 6), round(a["p_abandon"], 6), round(a["mean_wait"], 6)) == (0.467774, 0.030912, 0.061824)
    assert round(a["occupancy"], 3) == 0.930
    assert [round(case["p_block"], 6) for case in b.data["cases"]] == [0.214582, 0.036497]
    assert (round(c[0]["p_wait"], 6), round(c[0]["mean_wait"] * 60, 2)) == (0.694456, 20.83)
    assert round(c[1]["p_wait"], 6) == 0.682118


def test_a_load_above_the_seats_waits_for_ever_where_nobody_gives_up(on):
    answer = on(
        "erlang", {"model": "C", "cases": [{"rate": 48, "aht": 1, "seats": 40}, {"rate": 1, "aht": 1, "seats": 0}]}
    )

    assert answer.data["cases"] == [{"p_wait": 1, "p_abandon": 0, "mean_wait": None, "occupancy": 1}] + [
        {"p_wait": 1, "p_abandon": 0, "mean_wait": None, "occupancy": 0}
    ]


@pytest.mark.parametrize("model", ["A", "B", "C"])
def test_no_size_of_a_queue_makes_an_answer_that_is_no_number(on, model):
    cases = [
        {"rate": rate, "aht": aht, "patience": patience, "seats": seats}
        for rate in (0, 1e-9, 3, 1e6)
        for aht in (1e-6, 7, 1e9)
        for patience in (1e-6, 1.5, 8)
        for seats in (0, 1, 12, 3000)
    ]

    answer = on("erlang", {"model": model, "cases": cases})

    assert len(answer.data["cases"]) == len(cases)


def test_an_exact_day_is_the_closed_form_where_nothing_changes_however_it_is_written(on):
    """One segment or forty-eight of the same seats: a simulator that replaces all seats at a boundary adds 5 points."""
    many = [
        {"start": f"{k // 2:02d}:{k % 2 * 30:02d}", "end": reading.clock(30 * k + 30), "seats": 6} for k in range(48)
    ]
    case = {"rate": 25 / 30, "aht": 7.2, "patience": 1.5, "seats": 6}
    form = on("erlang", {"model": "A", "cases": [case]}).data["cases"][0]

    one, split = on("exact", constant(25, 6)), on("exact", constant(25, 6, plan=many))

    assert one.data["pickup"] == pytest.approx(1 - form["p_abandon"], abs=1e-9)
    assert split.data["pickup"] == pytest.approx(one.data["pickup"], abs=1e-9)


def test_a_simulation_is_the_exact_day_within_its_interval_and_repeats_itself(on):
    chance = ("--days", "400", "--seed", "7")
    exact = on("exact", document()).data

    once = on("simulate", document(), options=chance).data
    again = on("simulate", document(), options=(*chance, "--threads", "2")).data

    assert once["ci95"][0] < exact["pickup"] < once["ci95"][1]
    assert {**once, "calls_per_second": 0} == {**again, "calls_per_second": 0}
    assert once["offered"] == once["answered"] + once["abandoned"] + once["busy"]


def test_a_plan_differs_from_itself_by_nothing_and_from_a_fuller_one_by_what_is_sure(on):
    fuller = document(plan=[*document()["plan"], {"start": "09:00", "end": "12:00", "seats": 1}])
    chance = ("--days", "60", "--seed", "3")

    same = on("compare", document(), document(), options=chance).data
    more = on("compare", document(), fuller, options=chance).data

    assert (same["difference"], same["ci95"]) == (0, [0, 0])
    assert more["ci95"][0] > 0
    assert more["difference"] == pytest.approx(more["b"]["pickup"] - more["a"]["pickup"])
    assert more["b"]["seat_hours"] - more["a"]["seat_hours"] == pytest.approx(3, abs=0.1)


@pytest.mark.parametrize(("by", "units"), [("slot", 24), ("segment", 3), ("day", 1)])
def test_the_seats_of_a_promise_keep_it(on, by, units):
    rates = (TIDE.reshape(24, 2).sum(axis=1) * 441 / TIDE.sum()).tolist()
    plan = [{"start": start, "end": end, "seats": 1} for start, end in (("08:00", "12:00"), ("12:00", "20:00"))]
    found = on(
        "staff", document(slot_minutes=60, rates=rates, plan=plan), options=("--target", "0.9", "--by", by)
    ).data  # fmt: skip

    assert len(found["required"]) == units
    assert all(unit["pickup"] >= 0.9 - 1e-9 for unit in found["units"])


@pytest.mark.parametrize("target", ["1", "nan", "-0.1", "neun"])
def test_a_promise_that_no_seats_keep_is_refused(on, target):
    answer = on("staff", document(), options=(f"--target={target}",))

    assert (answer.code, answer.out) == (2, "")
    assert "0 到 1 之间的比例" in answer.err


def test_segments_for_a_promise_are_the_cheapest_with_the_value_of_each_further_one(on):
    assert on("segments", DEMAND).data == {
        "cuts": [0, 2, 4], "seats": [2, 5, 3], "cost": 20, "curve": [30, 24, 20], "exact": True,
    }  # fmt: skip


def test_the_rules_of_cutting_are_kept(on):
    found = on("segments", {**DEMAND, "k": 2, "min_slots": 2, "allowed_cuts": [1, 2, 4], "wrap": True}).data

    assert found["cuts"] == [2, 4]
    assert found["cost"] == 5 * 2 + 3 * 4


def test_segments_for_a_budget_answer_more_with_each_one_and_tell_the_exact_pick_up(on):
    found = on("segments", BUDGET).data

    spans = list(zip(found["seats"], pairwise([*found["cuts"], 48]), strict=True))
    assert found["cost"] == sum(seats * (end - begin) for seats, (begin, end) in spans) <= 150
    assert found["curve"] == sorted(found["curve"])
    plan = [
        {"start": reading.clock(begin * 30), "end": reading.clock(end * 30), "seats": seats}
        for seats, (begin, end) in spans
    ]
    assert on("exact", document(plan=plan)).data["pickup"] == pytest.approx(found["pickup"], abs=1e-12)


REFUSED = {
    "no model": ("erlang", {"cases": []}, "model：没有填写"),
    "an unknown model": ("erlang", {"model": "D", "cases": []}, "model：现为 D"),
    "cases that are none": ("erlang", {"model": "C", "cases": {}}, "cases：现为 {}"),
    "no patience": ("erlang", {"model": "A", "cases": [{**PALM, "patience": None}]}, "cases[0].patience：没有填写"),
    "a negative length": ("erlang", {"model": "C", "cases": [{**PALM, "aht": -1}]}, "cases[0].aht：现为 -1"),
    "half a seat": ("erlang", {"model": "C", "cases": [PALM, {**PALM, "seats": 2.5}]}, "cases[1].seats：现为 2.5"),
    "a length next to nothing": ("erlang", {"model": "C", "cases": [{**PALM, "aht": 1e-300}]}, "cases[0].aht"),
    "a queue without end": (
        "erlang", {"model": "A", "cases": [{**PALM, "rate": 1e6, "patience": 1e9}]}, "cases[0].patience",
    ),
    "a slip of the pen": ("erlang", {"model": "C", "cases": [{**PALM, "seat": 2}]}, "cases[0].seat"),
    "too few rates": ("exact", document(rates=[1, 2]), "rates：现为 2"),
    "a negative rate": ("simulate", document(rates=[-1] * 48), "rates[0]：现为 -1"),
    "patience not for the chain": (
        "exact", document(patience={"kind": "gamma", "mean": 1, "cv": 2}), "patience.kind：现为 gamma，精确计算不能处理",
    ),
    "dialling again not for the chain": (
        "exact", document(redial={"probability": 0.5, "mean_delay": 9, "max": 2}), "redial：",
    ),
    "uneven days not for the chain": ("staff", document(overdispersion={"day": 0.2}), "overdispersion：现为 0.2"),
    "seats at no time": ("exact", document(plan=[{"start": "8:00", "end": "09:00", "seats": 1}]), "plan[0].start"),
    "no demand": ("segments", {"k": 1}, "scenario：没有填写"),
    "an empty demand": ("segments", {"required": [], "k": 1}, "required：现为 0"),
    "a demand below zero": ("segments", {"required": [1, -2], "k": 1}, "required[1]：现为 -2"),
    "more segments than slots": ("segments", {"required": [1, 2], "k": 3}, "k：现为 3"),
    "cuts past the day": ("segments", {**DEMAND, "allowed_cuts": [6]}, "allowed_cuts[0]：现为 6"),
    "a circle that is none": ("segments", {**DEMAND, "wrap": "ja"}, "wrap：现为 ja"),
    "both kinds of demand": ("segments", {**DEMAND, "budget": 3}, "budget：现为 3"),
    "rules that leave no way": ("segments", {**DEMAND, "min_slots": 3}, "一天分不成 3 段，可以分成 1 到 2 段"),
    "a scenario within": ("segments", {**BUDGET, "scenario": document(slot_minutes=7)}, "scenario.slot_minutes：现为 7"),
    "a table too large": ("segments", {**BUDGET, "budget": 1_000_000}, "budget"),
}  # fmt: skip


@pytest.mark.parametrize(("command", "given", "said"), REFUSED.values(), ids=REFUSED)
def test_bad_input_is_refused_at_its_place(fazhi, tmp_path, command, given, said):
    answer = fazhi(*words(command, written(tmp_path, given)), "--json")

    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err
    assert "Traceback" not in answer.err


FILES = {
    "not JSON": ("{", "第 1 行第 2 个字符起不是 JSON"),
    "no number": ('{"rates": NaN}', "NaN 不是有限的数"),
    "a key twice": ('{"fall": "drain", "fall": "drain"}', "fall 写了两次"),
    "nested for ever": ("[" * 100_000, "嵌套过深"),
    "a number of a hundred thousand digits": ('{"rates": ' + "9" * 100_000 + "}", "有位数过多的数"),
    "no object": ("[]", "文件：现为 []"),
}


@pytest.mark.parametrize(("text", "said"), FILES.values(), ids=FILES)
def test_what_is_no_such_file_is_refused(fazhi, tmp_path, text, said):
    answer = fazhi("hotline", "exact", written(tmp_path, text))

    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err


HARD = {
    "no seats at all": document(plan=[]),
    "nobody calls": document(rates=[0] * 48),
    "all calls in one slot": document(rates=[441.0] + [0] * 47),
    "a hundred times the seats": document(rates=[250.0] * 48),
    "overlapping duties through midnight": document(
        plan=[{"start": "22:00", "end": "08:00", "seats": 1}, {"start": "23:00", "end": "01:00", "seats": 2}]
    ),
    "one slot a day": document(slot_minutes=1440, rates=[441]),
}


@pytest.mark.parametrize("fall", ["drain", "cut_requeue", "overlap"])
@pytest.mark.parametrize("given", HARD.values(), ids=HARD)
def test_a_day_however_odd_has_numbers_for_answers(on, given, fall):
    exact = on("exact", {**given, "fall": fall})
    followed = on("simulate", {**given, "fall": fall}, options=("--days", "12", "--seed", "2"))

    assert exact.code == followed.code == 0
    assert exact.data["pickup"] == pytest.approx(followed.data["pickup"], abs=0.05)


PEOPLE = {
    "erlang": ({"model": "A", "cases": [PALM]}, "1. 需等候 46.78%，放弃 3.09%，平均等候（分） 0.062，坐席占用 93.03%"),
    "exact": (document(), "接通率 74.64%"),
    "simulate": (document(), "95% 置信区间"),
    "compare": (document(), "接通率相差 +0.00 个百分点，95% 置信区间 +0.00 至 +0.00（12 天，同一批来话）"),
    "staff": (document(slot_minutes=720, rates=[200, 241]), "再减任何一席都达不到 80.00%"),
    "segments": (DEMAND, "分 3 段共 20 席位时段；不分段 30，逐时段 17。"),
}


@pytest.mark.parametrize("command", PEOPLE)
def test_a_person_reads_it_in_chinese(fazhi, tmp_path, command):
    given, said = PEOPLE[command]

    answer = fazhi(*words(command, written(tmp_path, given)))

    assert (answer.code, answer.err) == (0, "")
    assert said in answer.out


def test_a_person_reads_what_a_budget_buys(fazhi, tmp_path):
    answer = fazhi("hotline", "segments", written(tmp_path, {**BUDGET, "k": 2}))

    assert re.search(r"^00:00 起：\d 席$", answer.out, flags=re.MULTILINE)
    assert "分 2 段用去" in answer.out


def test_a_few_days_have_no_interval_and_say_so(fazhi, tmp_path):
    path = written(tmp_path, document())

    for command in (("simulate", path), ("compare", path, path)):
        assert "天数太少，没有置信区间" in fazhi("hotline", *command, "--days", "2", "--seed", "1").out


ACCEPTED = {
    "erlang": ("erlang-input", {"model": "A", "cases": [PALM]}),
    "exact": ("scenario", document()),
    "simulate": ("scenario", document(redial={"probability": 0.4, "mean_delay": 10, "max": 3}, trunks=9)),
    "segments": ("segments-input", DEMAND),
    "budget": ("segments-input", BUDGET),
}


@pytest.mark.parametrize(("form", "given"), ACCEPTED.values(), ids=ACCEPTED)
def test_what_is_taken_is_of_the_published_form_and_a_slip_of_the_pen_is_not(form, given):
    assert faults(form, given) == []
    assert faults(form, {**given, "colour": "red"})


@pytest.mark.parametrize("case", [case for case in REFUSED if case not in {
    "too few rates", "patience not for the chain", "dialling again not for the chain", "uneven days not for the chain",
    "more segments than slots", "cuts past the day", "rules that leave no way", "a scenario within", "a table too large",
    "a queue without end",
}])  # fmt: skip
def test_what_is_refused_for_its_form_is_not_of_the_published_one(case):
    """The others are refused for what their parts say together."""
    command, given, _ = REFUSED[case]

    assert faults({"erlang": "erlang-input", "segments": "segments-input"}.get(command, "scenario"), given)


def test_the_scenario_has_the_keys_that_are_read():
    assert set(FORMS["scenario"]["properties"]) == set(reading.KEYS)


@pytest.mark.parametrize("name", FORMS)
def test_a_form_is_named_as_its_file(name):
    assert FORMS[name]["$id"] == f"{name}.json"
    assert FORMS[name]["$schema"] == "https://json-schema.org/draft/2020-12/schema"
