import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.utils import OperationalError

from fazhi.kernel.audit.triggers import TRIGGERS
from fazhi.surfaces.cli import command as commands
from fazhi.surfaces.cli.command import Command, Context, Outcome
from fazhi.surfaces.cli.console import run
from fazhi.surfaces.cli.errors import BadArgument

Fazhi = Callable[..., Any]
CHINESE = re.compile(r"[\u4e00-\u9fff]")
PURE = [("ledger", "kinds"), ("days", "kind", "2024-02-18"), ("due", "TJ-END", "--from", "2024-01-31")]
ASKING = [
    ("figures", "--year", "2024"),
    ("audit", "verify"),
    ("figures", "rows", "mediation.referred.police", "--year", "2024"),
]


def declare(monkeypatch: pytest.MonkeyPatch, does: Callable[[Context], Outcome]) -> None:
    """A command `probe` for the test."""
    probe = Command(("probe",), "试验", lambda _: None, does, needs_database=False)
    monkeypatch.setitem(commands._commands, probe.path, probe)


def is_one_line(text: str) -> bool:
    return text.endswith("\n") and text.count("\n") == 1


@pytest.mark.parametrize("words", PURE, ids=" ".join)
def test_a_global_option_may_stand_before_or_after_the_command(db: None, fazhi: Fazhi, words: tuple[str, ...]):
    before, after = fazhi("--json", *words), fazhi(*words, "--json")

    assert before.code == after.code == 0
    assert before.data == after.data


def test_all_global_options_may_stand_on_either_side(fazhi: Fazhi, referrals, tmp_path: Path):
    words = ("figures", "--year", "2024", "--code", "mediation.referred.police")
    options = ("--as", "E0003", "--data", str(tmp_path), "--json")

    assert fazhi(*options, *words).data == fazhi(*words, *options).data
    assert fazhi("--as", "E0003", *words, "--json").data["figures"][0]["value"] == 2


@pytest.mark.parametrize("words", [*PURE, *ASKING], ids=" ".join)
def test_json_is_one_document_and_nothing_else(fazhi: Fazhi, city, words: tuple[str, ...]):
    answer = fazhi(*words, "--json")

    assert isinstance(answer.data, dict)
    assert is_one_line(answer.out)
    assert answer.err == ""


@pytest.mark.parametrize("words", [*PURE, *ASKING], ids=" ".join)
def test_without_json_the_answer_is_chinese_text(fazhi: Fazhi, city, words: tuple[str, ...]):
    answer = fazhi(*words)

    assert CHINESE.search(answer.out)
    assert not answer.out.lstrip().startswith("{")


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("divine",),
        ("ledger",),
        ("figures", "--year"),
        ("ledger", "kinds", "--tidy"),
        ("ledger", "kinds", "--jso"),
        ("--jso", "ledger", "kinds"),
    ],
    ids=" ".join,
)
def test_a_wrong_command_line_is_one_chinese_line_and_exit_2(fazhi: Fazhi, words: tuple[str, ...]):
    answer = fazhi(*words)

    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("参数有误")
    assert is_one_line(answer.err)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("figures",), "--year"),
        (("figures", "--year", "2024", "--period", "2024Q1"), "其中一个"),
        (("figures", "--year", "24"), "24"),
        (("figures", "--year", "2024", "--code", "mediation.people.resolvd"), "mediation.people.resolved"),
        (("figures", "--year", "2024", "--code", "mediation.referred.police", "--by", "colour"), "district"),
        (("figures", "--year", "2024", "--engine", "frozen"), "没有封账"),
        (("figures", "--year", "2024", "--from", "nowhere"), "--engine frozen"),
        (("figures", "--year", "2024", "--engine", "frozen", "--from", "nowhere"), "nowhere"),
        (
            ("figures", "rows", "mediation.administrative.success_rate.civil", "--year", "2024"),
            "mediation.administrative.settled.civil",
        ),
        (("year", "freeze", "MMXXIV"), "四位数字"),
        (("year", "verify", "2024"), "year freeze 2024"),
        (("year", "verify", "nowhere"), "nowhere"),
        (("serve", "--port", "70000"), "65535"),
        (("figures", "--year", "2024", "--as", "E9999"), "E9999"),
    ],
    ids=lambda item: " ".join(item) if isinstance(item, tuple) else item,
)
def test_bad_input_is_one_clear_line_and_exit_2(fazhi: Fazhi, city, words: tuple[str, ...], said: str):
    answer = fazhi(*words)

    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err
    assert CHINESE.search(answer.err)
    assert is_one_line(answer.err)


def test_the_exit_code_is_the_outcomes(fazhi: Fazhi, monkeypatch: pytest.MonkeyPatch):
    declare(monkeypatch, lambda context: Outcome({"broken": 1}, "发现一处", exit_code=1))

    answer = fazhi("probe", "--json")

    assert (answer.code, answer.data, answer.err) == (1, {"broken": 1}, "")


def test_an_expected_failure_is_its_sentence(fazhi: Fazhi, monkeypatch: pytest.MonkeyPatch, data_dir: Path):
    def refuse(context: Context) -> Outcome:
        raise BadArgument("--port", "0", "1 到 65535 的整数")

    declare(monkeypatch, refuse)

    answer = fazhi("probe")

    assert (answer.code, answer.out, answer.err) == (2, "", "--port 是“0”，应为1 到 65535 的整数。\n")
    assert not (data_dir / "fazhi.log").exists()


@pytest.mark.parametrize("as_json", [(), ("--json",)], ids=["text", "json"])
def test_an_unexpected_failure_shows_no_traceback_and_keeps_it_in_the_log(
    fazhi: Fazhi, monkeypatch: pytest.MonkeyPatch, data_dir: Path, as_json: tuple[str, ...]
):
    def stumble(context: Context) -> Outcome:
        raise ZeroDivisionError("somewhere inside")

    declare(monkeypatch, stumble)

    answer = fazhi("probe", *as_json)

    assert (answer.code, answer.out) == (2, "")
    assert is_one_line(answer.err)
    assert "ZeroDivisionError" in answer.err
    assert "Traceback" not in answer.err
    assert str(data_dir / "fazhi.log") in answer.err
    assert "somewhere inside" in (data_dir / "fazhi.log").read_text(encoding="utf-8")


def test_a_database_that_does_not_answer_is_said_so(fazhi: Fazhi, monkeypatch: pytest.MonkeyPatch, data_dir: Path):
    def locked(context: Context) -> Outcome:
        raise OperationalError("database is locked")

    declare(monkeypatch, locked)

    answer = fazhi("probe")

    assert answer.code == 2
    assert answer.err.startswith("数据库没有应答")
    assert "database is locked" not in answer.err


class ClosedPipe(io.StringIO):
    """Stdout whose reader has left, as of `fazhi figures | head -1`."""

    def write(self, text: str) -> int:
        raise BrokenPipeError


@pytest.mark.parametrize("words", [("ledger", "kinds"), ("ledger", "kinds", "--json")], ids=" ".join)
def test_a_reader_who_leaves_early_sees_no_traceback(monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]):
    monkeypatch.setattr("sys.stdout", ClosedPipe())

    assert run(words) in {0, 2}


def test_without_a_trigger_nothing_is_asked_and_the_missing_one_is_named(fazhi: Fazhi, city):
    trigger = TRIGGERS[0]
    with connection.cursor() as cursor:
        for statement in trigger.drop[connection.vendor]:
            cursor.execute(statement)

    answer = fazhi("figures", "--year", "2024")

    assert (answer.code, answer.out) == (2, "")
    assert trigger.name in answer.err
    assert "fazhi setup" in answer.err


def test_a_pure_command_needs_no_database(fazhi: Fazhi, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """No database fixture here: a query would be refused by the test runner."""
    if connection.vendor != "sqlite":
        pytest.skip("a missing file is told before connecting; a missing server isn't")
    monkeypatch.setitem(connection.settings_dict, "NAME", tmp_path / "none.sqlite3")

    assert fazhi("due", "TJ-END", "--from", "2024-01-31", "--json").data["due"] == "2024-02-29"


def test_help_stands_on_stdout(fazhi: Fazhi):
    answer = fazhi("--help")

    assert (answer.code, answer.err) == (0, "")
    assert "ledger" in answer.out
