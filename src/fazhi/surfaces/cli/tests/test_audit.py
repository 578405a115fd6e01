import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from fazhi.kernel.audit.errors import (
    DetailAbsent,
    ExportUnreadable,
    ExportUnsupported,
    HeadBroken,
    KeyFileAbsent,
    KeyMissing,
)
from fazhi.kernel.audit.findings import WHAT, Kind
from fazhi.kernel.audit.services import create_key, record
from fazhi.kernel.audit.triggers import TRIGGERS
from fazhi.kernel.organisations.errors import NotPermitted, NotTheWhole
from fazhi.surfaces.cli.audit import _WHAT, COMMANDS
from fazhi.surfaces.cli.command import Context, Outcome
from fazhi.surfaces.cli.errors import BadArgument, NotSetUp
from fazhi.surfaces.wording import sentence

BY_NAME = {command.path[1]: command for command in COMMANDS}
AT = datetime(2026, 11, 1, 2, 0, tzinfo=UTC)


@pytest.fixture
def trail(db, settings, tmp_path: Path) -> None:
    """Three entries."""
    settings.DATA_DIR = tmp_path / "var"
    create_key()
    for number in range(3):
        with transaction.atomic():
            record("matter.accept", by="system", at=AT, subject=("matter", str(number)))


def ask(name: str, *words: str, by: Any = None, data_dir: Path = Path()) -> Outcome:
    command = BY_NAME[name]
    parser = argparse.ArgumentParser()
    command.arguments(parser)
    return command.run(Context(arguments=parser.parse_args(words), by=by, data_dir=data_dir, at=AT))


def verify() -> Outcome:
    return ask("verify")


def tamper(statement: str) -> None:
    with connection.cursor() as cursor:
        for item in TRIGGERS:
            for text in item.drop[connection.vendor]:
                cursor.execute(text)
        cursor.execute(statement)


def test_a_whole_trail_is_said_to_be_whole(trail) -> None:
    outcome = verify()

    assert outcome.exit_code == 0
    assert outcome.data == {"entries": 3, "holds": True, "first_broken": None, "findings": [], "triggers_missing": []}
    assert outcome.text == "留痕共 3 条，链条完整，未见改动、删除或插入。"


def test_an_edited_entry_is_named_with_exit_code_1(trail) -> None:
    tamper("UPDATE audit_entry SET actor = 'x' WHERE number = 2")

    outcome = verify()

    assert outcome.exit_code == 1
    assert outcome.data["first_broken"] == 2
    assert outcome.data["findings"] == [{"kind": "edited", "first": 2, "last": 2, "what": "columns"}]
    assert "第 2 条内容被改动。" in outcome.text


def test_deleted_last_entries_are_named_as_a_range(trail) -> None:
    tamper("DELETE FROM audit_entry WHERE number > 1")

    outcome = verify()

    assert outcome.exit_code == 1
    assert "第 2 至 3 条被删除" in outcome.text


def test_missing_triggers_are_told_and_do_not_stop_the_check(trail) -> None:
    tamper("UPDATE audit_entry SET actor = 'x' WHERE number = 2")

    outcome = verify()

    assert outcome.data["triggers_missing"] == [item.name for item in TRIGGERS]
    assert "缺少保护留痕的触发器" in outcome.text
    assert not BY_NAME["verify"].start_checks  # they would refuse a database without triggers


def test_missing_triggers_alone_are_a_fault(trail) -> None:
    tamper("SELECT 1")

    outcome = verify()

    assert outcome.data["holds"]
    assert outcome.exit_code == 1


def test_a_database_never_set_up_is_told(db, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("fazhi.kernel.audit.queries.has_trail", lambda: False)

    with pytest.raises(NotSetUp):
        verify()


def test_the_anchor_is_told_with_its_file(trail, settings) -> None:
    outcome = ask("anchor")

    assert outcome.data["entries"] == 3
    assert outcome.data["mac"] in (settings.DATA_DIR / "anchors.jsonl").read_text()
    assert outcome.data["mac"] in outcome.text


class TestExport:
    @pytest.fixture
    def out(self, trail, tmp_path) -> Path:
        return tmp_path / "trail.csv"

    def test_says_what_the_file_holds(self, out) -> None:
        outcome = ask("export", "--from", "2026-11-01", "--to", "2026-11-01", "--out", str(out))

        assert (outcome.exit_code, outcome.data["entries"], outcome.data["first"], outcome.data["last"]) == (0, 3, 1, 3)
        assert "已导出 3 条留痕（第 1 至 3 条）" in outcome.text

    def test_of_days_without_entries_names_no_numbers(self, out) -> None:
        outcome = ask("export", "--from", "2020-01-01", "--to", "2020-01-01", "--out", str(out))

        assert "已导出 0 条留痕到" in outcome.text

    @pytest.mark.parametrize("days", [("2026-13-01", "2026-11-01"), ("2026-11-02", "2026-11-01")])
    def test_refuses_days_that_are_none(self, out, days) -> None:
        with pytest.raises(BadArgument):
            ask("export", "--from", days[0], "--to", days[1], "--out", str(out))

    def test_is_for_those_who_may(self, out, city) -> None:
        words = ("--from", "2026-11-01", "--to", "2026-11-01", "--out", str(out))

        with pytest.raises(NotTheWhole):
            ask("export", *words, by=city.head)
        city.reporter.role = "head"
        assert ask("export", *words, by=city.reporter).exit_code == 0
        with pytest.raises(NotPermitted):
            ask("export", *words, "--details", by=city.reporter)
        city.reporter.role = "audit_administrator"
        assert ask("export", *words, "--details", by=city.reporter).data["details"] == 1
        with pytest.raises(NotPermitted):
            ask("export", *words, by=city.stranger)


class TestCheckExport:
    @pytest.fixture
    def file(self, trail, tmp_path) -> Path:
        ask("export", "--from", "2026-11-01", "--to", "2026-11-01", "--out", str(tmp_path / "trail.csv"))
        return tmp_path / "trail.csv"

    def test_finds_a_whole_file_whole_without_a_database(self, file, settings) -> None:
        outcome = ask("check-export", str(file), data_dir=settings.DATA_DIR)

        assert not BY_NAME["check-export"].needs_database
        assert outcome.exit_code == 0
        assert outcome.data["holds"]
        assert "与清单相符" in outcome.text

    def test_tells_what_was_done_to_a_file(self, file, settings) -> None:
        file.write_text(file.read_text("utf-8-sig").replace("matter.accept", "matter.refuse", 1), "utf-8-sig")

        outcome = ask("check-export", str(file), "--key", str(settings.DATA_DIR / "key" / "trail.key"))

        assert outcome.exit_code == 1
        assert outcome.data["first_broken"] == 1
        assert "第 1 条内容被改动。" in outcome.text

    def test_asks_for_the_key(self, file, tmp_path) -> None:
        with pytest.raises(KeyFileAbsent):
            ask("check-export", str(file), "--key", str(tmp_path / "nowhere"))


def test_every_kind_of_finding_has_its_words() -> None:
    assert set(_WHAT) == {(kind, what) for kind in Kind for what in WHAT[kind]}


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (KeyMissing(Path("key"), 0), "fazhi setup"),
        (KeyMissing(Path("key"), 5), "备份"),
        (HeadBroken(5), "fazhi audit verify"),
        (DetailAbsent(7), "第 7 条"),
        (ExportUnsupported(Path("a.pdf")), ".csv"),
        (ExportUnreadable(Path("a.csv"), "row", 9), "第 9 行"),
        (ExportUnreadable(Path("a.csv"), "manifest"), "截短"),
        (KeyFileAbsent(Path("key")), "--key"),
    ],
)
def test_errors_have_a_chinese_sentence(error: Exception, words: str) -> None:
    assert words in (sentence(error) or "")
