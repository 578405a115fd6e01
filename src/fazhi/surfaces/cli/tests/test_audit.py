import argparse
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection, transaction

from fazhi.kernel.audit.errors import DetailAbsent, HeadBroken, KeyMissing
from fazhi.kernel.audit.findings import WHAT, Kind
from fazhi.kernel.audit.services import create_key, record
from fazhi.kernel.audit.triggers import TRIGGERS
from fazhi.surfaces.cli.audit import _WHAT, COMMANDS
from fazhi.surfaces.cli.command import Context, Outcome
from fazhi.surfaces.cli.errors import NotSetUp
from fazhi.surfaces.wording import sentence

AT = datetime(2026, 11, 1, 2, 0, tzinfo=UTC)


@pytest.fixture
def trail(db, settings, tmp_path: Path) -> None:
    """Three entries."""
    settings.DATA_DIR = tmp_path / "var"
    create_key()
    for number in range(3):
        with transaction.atomic():
            record("matter.accept", by="system", at=AT, subject=("matter", str(number)))


def verify() -> Outcome:
    (command,) = COMMANDS
    parser = argparse.ArgumentParser()
    command.arguments(parser)
    return command.run(Context(arguments=parser.parse_args([]), by=None, data_dir=Path(), at=AT))


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
    (command,) = COMMANDS
    assert not command.start_checks  # they would refuse a database without triggers


def test_missing_triggers_alone_are_a_fault(trail) -> None:
    tamper("SELECT 1")

    outcome = verify()

    assert outcome.data["holds"]
    assert outcome.exit_code == 1


def test_a_database_never_set_up_is_told(db, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("fazhi.kernel.audit.queries.has_trail", lambda: False)

    with pytest.raises(NotSetUp):
        verify()


def test_every_kind_of_finding_has_its_words() -> None:
    assert set(_WHAT) == {(kind, what) for kind in Kind for what in WHAT[kind]}


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (KeyMissing(Path("key"), 0), "fazhi setup"),
        (KeyMissing(Path("key"), 5), "备份"),
        (HeadBroken(5), "fazhi audit verify"),
        (DetailAbsent(7), "第 7 条"),
    ],
)
def test_errors_have_a_chinese_sentence(error: Exception, words: str) -> None:
    assert words in (sentence(error) or "")
