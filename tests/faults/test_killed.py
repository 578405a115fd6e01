"""
Kill -9 at every stage of an import, an act, a sealing, a backup, a restore, an upgrade.

What was acknowledged is there, what was not leaves nothing that a figure or a page would show, the trail holds, and the same
command again does what it should have done.
"""

from pathlib import Path

import pytest

from .conftest import OPENING, Bureau, ledger

pytestmark = pytest.mark.fault

IMPORT = {
    "the file is read": [r"os\.mkdir .*/staging"],
    "the batch begins": [r"sql INSERT INTO .exchange_ledgerbatch"],
    "the original is kept": [r"open .*\.partial"],
    "the original has its name": [r"os\.rename .*\.partial"],
    "rows are made ready": [r"os\.rename .*\.partial", r"commit$|sql ATTACH|sql INSERT|COPY"],
    "rows are written": [
        r"os\.rename .*\.partial",
        r"sql INSERT INTO main|sql UPDATE .exchange_ledgerbatch|sql SELECT",
    ],
    "the trail is written": [r"sql INSERT INTO audit_entry"],
    "it is about to be committed": [r"sql INSERT INTO audit_entry", r"commit$"],
}
COMMITTED = [r"sql INSERT INTO audit_entry", r"committed$"]


@pytest.mark.parametrize("die", IMPORT.values(), ids=IMPORT.keys())
def test_an_import_killed_when(bureau: Bureau, tmp_path: Path, die: list[str]):
    book = ledger(tmp_path / "a.csv", 20)

    assert bureau("ledger", "import", book, die=die).code is None
    assert bureau.rows("SELECT count(*) FROM referrals_referral") == [(0,)]
    assert bureau.rows("SELECT count(*) FROM exchange_importedrow") == [(0,)]

    again = bureau("ledger", "import", book, "--json")

    assert again.code == 0, again.err
    assert again.data["files"][0]["accepted"] == 20
    assert bureau.rows("SELECT count(*) FROM referrals_referral") == [(20,)]
    assert bureau.actions()[-1] == "ledger.import"
    assert set(bureau.actions()) <= {"ledger.interrupt", "ledger.import"}
    assert bureau.holds()


@pytest.mark.parametrize("die", [COMMITTED, [*COMMITTED, r"open .*anchors"]], ids=["committed", "before its anchor"])
def test_an_import_killed_after_its_commit_is_there_whole(bureau: Bureau, tmp_path: Path, die: list[str]):
    book = ledger(tmp_path / "a.csv", 20)

    assert bureau("ledger", "import", book, die=die).code is None
    assert bureau.rows("SELECT count(*) FROM referrals_referral") == [(20,)]

    again = bureau("ledger", "import", book, "--json")

    assert (again.data["files"][0]["accepted"], again.data["files"][0]["unchanged"]) == (0, 20)
    assert bureau.holds()


ACT = {
    "the matter is written": [r"sql INSERT INTO .mediation_peoplesmatter"],
    "its parties are": [r"sql INSERT INTO .parties_party"],
    "its clock starts": [r"sql INSERT INTO .procedures_clock"],
    "the trail is written": [r"sql INSERT INTO audit_entry"],
    "the head is moved": [r"sql UPDATE audit_head"],
    "it is about to be committed": [r"sql UPDATE audit_head", r"commit$"],
}


@pytest.mark.parametrize("die", ACT.values(), ids=ACT.keys())
def test_an_act_killed_when(bureau: Bureau, die: list[str]):
    assert bureau("matter", "begin", "mediation.people", *OPENING, "--as", "E0001", die=die).code is None
    for table in ("mediation_peoplesmatter", "parties_party", "procedures_clock", "procedures_task", "audit_entry"):
        assert bureau.rows(f"SELECT count(*) FROM {table}") == [(0,)], table

    again = bureau("matter", "begin", "mediation.people", *OPENING, "--as", "E0001")

    assert again.code == 0, again.err
    assert bureau.rows("SELECT count(*) FROM mediation_peoplesmatter") == [(1,)]
    assert bureau.holds()


def test_an_act_killed_after_its_commit_is_there_whole(bureau: Bureau):
    die = [r"sql UPDATE audit_head", r"committed$"]

    assert bureau("matter", "begin", "mediation.people", *OPENING, "--as", "E0001", die=die).code is None

    assert bureau.rows("SELECT state FROM mediation_peoplesmatter") == [("applied",)]
    assert bureau.actions() == ["mediation.people.begin", "parties.add", "parties.add"]
    assert bureau.holds()


FREEZE = {
    "files are written": [r"sql BEGIN DEFERRED|sql BEGIN ISOLATION"],
    "the manifest is written": [r"open .*manifest\.json"],
    "it is recorded": [r"sql INSERT INTO .indicators_frozenyear"],
    "it gets its name": [r"os\.rename .*2024-v1"],
    "it is about to be committed": [r"os\.rename .*2024-v1", r"commit$"],
}


@pytest.mark.parametrize("die", FREEZE.values(), ids=FREEZE.keys())
def test_a_sealing_killed_when(bureau: Bureau, die: list[str]):
    assert bureau("year", "freeze", "2024", die=die).code is None
    assert bureau.rows("SELECT count(*) FROM indicators_frozenyear") == [(0,)]

    again = bureau("year", "freeze", "2024", "--json")

    assert again.code == 0, again.err
    assert again.data["version"] == 1
    verified = bureau("year", "verify", "2024", "--json")
    assert verified.data["holds"], verified.data
    assert bureau.holds()


BACKUP = {
    "the database is copied": [r"sql BEGIN DEFERRED|sql BEGIN ISOLATION"],
    "files go in": [r"open .*\.part"],
    "it gets its name": [r"os\.rename .*\.part"],
    "it is entered": [r"sql INSERT INTO audit_entry"],
}


@pytest.fixture
def key(tmp_path: Path) -> Path:
    path = tmp_path / "backup.key"
    path.write_text("01" * 32)
    return path


@pytest.mark.parametrize("die", BACKUP.values(), ids=BACKUP.keys())
def test_a_backup_killed_when(bureau: Bureau, tmp_path: Path, key: Path, die: list[str]):
    out = tmp_path / "a.backup"

    assert bureau("backup", "--out", out, "--key-file", key, die=die).code is None
    is_whole = out.exists()  # it has its name only when it is whole
    assert is_whole == ("audit_entry" in die[-1])

    again = bureau("backup", "--out", tmp_path / "b.backup", "--key-file", key)

    assert again.code == 0, again.err
    assert not list(bureau.data.glob(".fazhi-scratch-*")), "what the killed one left"
    assert bureau.holds()


RESTORE = {
    "members are unpacked": [r"open .*\.fazhi-scratch"],
    "it is compared": [r"subprocess\.Popen"],
    "it gets its name": [r"os\.rename .*\.fazhi-scratch"],
}


@pytest.mark.parametrize("die", RESTORE.values(), ids=RESTORE.keys())
def test_a_restore_killed_when(bureau: Bureau, tmp_path: Path, key: Path, die: list[str], on_sqlite: None):
    assert bureau("matter", "begin", "mediation.people", *OPENING, "--as", "E0001").code == 0
    assert bureau("backup", "--out", tmp_path / "a.backup", "--key-file", key).code == 0
    place = tmp_path / "restored"

    assert bureau("restore", tmp_path / "a.backup", "--key-file", key, data=place, die=die).code is None
    assert not place.exists()

    again = bureau("restore", tmp_path / "a.backup", "--key-file", key, data=place)

    assert again.code == 0, again.err
    assert not list(tmp_path.glob(".fazhi-scratch-*")), "what the killed one left"


UPGRADE = {
    "views and triggers are dropped": [r"sql DROP VIEW", r"sql DROP VIEW"],
    "a table is made": [r"sql CREATE TABLE .saved_views"],
    "it is noted": [r"sql INSERT INTO .django_migrations"],
    "triggers are made again": [r"sql CREATE TRIGGER", r"sql CREATE TRIGGER"],
    "views are made again": [r"sql CREATE VIEW", r"sql CREATE VIEW"],
    "the law is loaded": [r"sql CREATE VIEW", r"sql INSERT INTO .law_"],
}


@pytest.mark.parametrize("die", UPGRADE.values(), ids=UPGRADE.keys())
def test_an_upgrade_killed_when(bureau: Bureau, die: list[str], on_sqlite: None):
    assert bureau("matter", "begin", "mediation.people", *OPENING, "--as", "E0001").code == 0
    bureau.change("DROP TABLE saved_views_savedview", "DELETE FROM django_migrations WHERE app = 'saved_views'")

    assert bureau("setup", die=die).code is None
    told = bureau("figures", "--year", "2024")
    assert told.code in {0, 2}, "either it is done, or the start is refused"

    again = bureau("setup", "--json")

    assert again.code == 0, again.err
    assert bureau("check").code in {0, 1}
    assert bureau("figures", "--year", "2024").code == 0
    assert bureau.rows("SELECT state FROM mediation_peoplesmatter") == [("applied",)]
    assert bureau.holds()


def test_an_upgrade_is_rehearsed_on_a_copy_that_is_gone_afterwards(bureau: Bureau, on_sqlite: None):
    bureau.change("DROP TABLE saved_views_savedview", "DELETE FROM django_migrations WHERE app = 'saved_views'")

    told = bureau("setup", "--dry-run", "--json")

    assert told.code == 0, told.err
    assert [name.partition(".")[0] for name in told.data["pending"]] == ["saved_views"]
    assert told.data["upgrade_seconds"] > 0
    assert told.data["free"] > told.data["bytes"] > 0
    assert bureau.rows("SELECT count(*) FROM django_migrations WHERE app = 'saved_views'") == [(0,)]
    assert not list(bureau.data.glob(".fazhi-scratch-*"))


def test_the_way_back_is_the_backup_made_before_the_upgrade(bureau: Bureau, tmp_path: Path, key: Path, on_sqlite: None):
    """A backup of the version before is restored by this one, which then says that it must be upgraded, and upgrades it."""
    assert bureau("matter", "begin", "mediation.people", *OPENING, "--as", "E0001").code == 0
    bureau.change("DROP TABLE saved_views_savedview", "DELETE FROM django_migrations WHERE app = 'saved_views'")
    keys, place = tmp_path / "keys.backup", tmp_path / "restored"
    assert bureau("backup", "--out", tmp_path / "a.backup", "--key-file", key).code == 0
    assert bureau("backup", "keys", "--out", keys, "--key-file", key).code == 0
    assert bureau("setup").code == 0

    words = ("restore", tmp_path / "a.backup", "--key-file", key, "--keys", keys, "--keys-key-file", key, "--json")
    done = bureau(*words, data=place)

    assert done.code == 0, done.err
    assert done.data["pending"] is True
    assert bureau("figures", "--year", "2024", data=place).code == 2
    assert bureau("setup", data=place).code == 0
    assert bureau("figures", "--year", "2024", data=place).code == 0
    assert bureau("audit", "verify", "--json", data=place).data["holds"]
