"""Backup and restore: the same comes back, the keys are not in it, and what can't be restored leaves nothing behind."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import connection, transaction

from fazhi.kernel.audit import services as audit
from fazhi.kernel.audit.models import Entry
from fazhi.kernel.papers import storage
from fazhi.surfaces.cli.console import run
from fazhi.surfaces.operations.backup import archive, databases, making, restoring
from fazhi.surfaces.operations.backup.contents import contents
from fazhi.surfaces.operations.backup.secrets import Secret, secret_from
from fazhi.surfaces.operations.errors import (
    BackupDamaged,
    BackupNewer,
    BackupTorn,
    CannotWrite,
    ContentsDiffer,
    InTheWay,
    NoRoom,
    NotABackup,
    OtherDatabase,
    SecretMissing,
    SecretUnusable,
    ToolFailed,
    ToolMissing,
    WrongSecret,
)

SECRET, OTHER = Secret(b"k", b"\x01" * 32), Secret(b"k", b"\x02" * 32)
ON_SQLITE = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="SQLite's own")


@pytest.fixture
def kept(transactional_db, city, data_dir, at) -> Path:
    """A data folder with a city, an entry in the trail, a file in the store, and what must stay outside a backup."""
    with transaction.atomic():
        audit.record("test.act", by="system", at=at, detail={"name": "陈大明"})
    audit.anchor("manual", at=at)
    storage.put("内容".encode())
    (data_dir / "portal.toml").write_text("[site]\n")
    (data_dir / "frozen" / "2024-v1").mkdir(parents=True)
    (data_dir / "frozen" / "2024-v1" / "manifest.json").write_text("{}")
    for left_out in (
        "fazhi.log", "import.lock", "old.backup", "files/ledgers/staging/1.arrow", "files/ab/cd/.draft-1",
        "files/masking/1/original.docx", "law/catalogue-1.bin", "lookup/1/done.json",
    ):  # fmt: skip
        (data_dir / left_out).parent.mkdir(parents=True, exist_ok=True)
        (data_dir / left_out).write_text("not this")
    return data_dir


@pytest.fixture
def backup(kept, tmp_path, at) -> Path:
    return making.make(tmp_path / "a.backup", SECRET, data_dir=kept, by="system", at=at).path


def members(path: Path) -> dict[str, bytes]:
    with archive._members(path, SECRET) as (found, _):
        return {name: content.read() for name, content in found}


def restored(path: Path, place: Path, secret: Secret = SECRET, **more) -> restoring.Restored:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:  # the test's own database is restored after the test anyway
            cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    return restoring.restore(path, secret, data_dir=place, keys=more.get("keys"))


def test_it_holds_the_files_beside_the_database_and_neither_keys_nor_drafts(backup):
    names = set(members(backup))

    digest = storage.digest("内容".encode())
    assert names == {
        "backup.json", databases.MEMBERS[connection.vendor], "anchors.jsonl", "portal.toml",
        "frozen/2024-v1/manifest.json", f"files/{digest[:2]}/{digest[2:4]}/{digest}",
    }  # fmt: skip
    assert (b"5a" * 32) not in b"".join(members(backup).values())


def test_it_is_entered_into_the_trail_with_its_digest_and_anchored(backup, kept):
    entry = Entry.objects.get(action=making.MADE)

    assert entry.number == 2
    anchors = (kept / "anchors.jsonl").read_text().splitlines()
    assert json.loads(anchors[-1])["entries"] == 2


def test_what_comes_back_is_what_went_in(backup, kept, tmp_path):
    place = tmp_path / "restored"
    made = making.make_keys(tmp_path / "keys.backup", OTHER, data_dir=kept)

    done = restored(backup, place, keys=(tmp_path / "keys.backup", OTHER))

    assert done.keys == made == ("trail.key",)
    assert (place / "key" / "trail.key").read_text() == (kept / "key" / "trail.key").read_text()
    assert (place / "key" / "trail.key").stat().st_mode & 0o777 == 0o600
    assert (place / "portal.toml").read_text() == "[site]\n"
    assert not (place / "fazhi.log").exists()
    assert done.head["trail"]["entries"] == 1
    assert done.head["tables"]["organisations_office"] == 6
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(place / "fazhi.sqlite3")) as file:
            assert file.execute("SELECT action FROM audit_entry").fetchall() == [("test.act",)]
    assert [item.name for item in tmp_path.iterdir() if item.name.startswith(".")] == []


def test_verifying_compares_and_leaves_nothing(backup, kept, tmp_path):
    before = sorted(tmp_path.rglob("*"))

    found = restoring.verify(backup, SECRET, data_dir=kept)

    assert found.holds
    assert (found.trail, found.differences) == ("whole", ())
    assert found.rows > 0
    assert sorted(tmp_path.rglob("*")) == before


def test_without_the_trails_key_the_chain_is_left_unchecked_and_said_so(backup, kept):
    (kept / "key" / "trail.key").unlink()

    assert restoring.verify(backup, SECRET, data_dir=kept).trail == "unchecked"


def forged(path: Path, **changed: object) -> Path:
    """A backup sealed well, whose first member says something else."""
    target = path.with_name("forged.backup")
    inside = members(path)
    head = {**json.loads(inside.pop("backup.json")), **changed}
    with archive.written(target, SECRET) as writer:
        writer.add_bytes("backup.json", json.dumps(head).encode())
        for name, content in inside.items():
            writer.add_bytes(name, content)
    return target


def test_a_backup_that_is_not_what_it_says_is_told_and_not_restored(backup, kept, tmp_path):
    tables = contents()["tables"]
    wrong = forged(backup, tables={**tables, "organisations_office": 7})

    found = restoring.verify(wrong, SECRET, data_dir=kept)
    assert not found.holds
    assert ("tables organisations_office", 7, 6) in found.differences
    with pytest.raises(ContentsDiffer):
        restored(wrong, tmp_path / "restored")
    assert not (tmp_path / "restored").exists()


def test_one_that_a_later_version_made_is_refused(backup, kept, tmp_path):
    head = json.loads(members(backup)["backup.json"])
    later = forged(backup, migrations=[*head["migrations"], "audit.9999_later"], version="9.0")

    with pytest.raises(BackupNewer, match=r"forged"):
        restored(later, tmp_path / "restored")


def test_one_of_the_other_database_is_refused(backup, tmp_path):
    other = {"sqlite": "postgresql", "postgresql": "sqlite"}[connection.vendor]

    with pytest.raises(OtherDatabase):
        restored(forged(backup, vendor=other), tmp_path / "restored")


@pytest.mark.parametrize("name", ["../outside", "/tmp/outside", "a/../../outside", ""])
def test_a_member_that_would_go_elsewhere_is_refused(tmp_path, name):
    path = tmp_path / "tricked.backup"
    with archive.written(path, SECRET) as writer:
        writer.add_bytes("backup.json", b"{}")
        writer.add_bytes(name, b"x")
    (tmp_path / "place").mkdir()

    with pytest.raises(NotABackup):
        archive.unpack(path, SECRET, tmp_path / "place")
    assert list((tmp_path / "place").iterdir()) == []


def test_a_wrong_key_is_told_apart_from_damage(backup, tmp_path):
    with pytest.raises(WrongSecret):
        restored(backup, tmp_path / "restored", OTHER)


@pytest.mark.parametrize("share", [0.001, 0.3, 0.7, 0.999])
def test_a_torn_file_is_refused_and_nothing_is_there(backup, tmp_path, share):
    content = backup.read_bytes()
    torn = tmp_path / "torn.backup"
    torn.write_bytes(content[: max(int(len(content) * share), 48)])

    with pytest.raises((BackupTorn, BackupDamaged)):
        restored(torn, tmp_path / "restored")
    assert not (tmp_path / "restored").exists()
    assert not list(tmp_path.glob(".fazhi-scratch-*"))


def test_a_damaged_file_is_refused_and_the_place_is_told(backup, tmp_path):
    content = bytearray(backup.read_bytes())
    content[len(content) // 2] ^= 1
    damaged = tmp_path / "damaged.backup"
    damaged.write_bytes(content)

    with pytest.raises((BackupDamaged, BackupTorn)):
        restored(damaged, tmp_path / "restored")
    assert not (tmp_path / "restored").exists()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"fazhi backup 2\n" + bytes(100)])
def test_another_file_is_no_backup(tmp_path, transactional_db, content):
    path = tmp_path / "other"
    path.write_bytes(content)

    with pytest.raises(NotABackup):
        restored(path, tmp_path / "restored")


def test_a_backup_of_keys_is_none_of_data_and_the_other_way_round(backup, kept, tmp_path):
    keys = tmp_path / "keys.backup"
    making.make_keys(keys, SECRET, data_dir=kept)

    with pytest.raises(NotABackup):
        restored(keys, tmp_path / "restored")
    with pytest.raises(NotABackup):
        restored(backup, tmp_path / "restored", keys=(backup, SECRET))


def test_nothing_is_restored_over_what_is_there(backup, kept, tmp_path):
    with pytest.raises(InTheWay):
        restoring.restore(backup, SECRET, data_dir=kept, keys=None)
    (tmp_path / "empty").mkdir()

    assert restored(backup, tmp_path / "empty").head["trail"]["entries"] == 1


def test_nothing_is_backed_up_over_what_is_there(backup, kept, at):
    before = backup.read_bytes()

    with pytest.raises(InTheWay):
        making.make(backup, SECRET, data_dir=kept, by="system", at=at)
    assert backup.read_bytes() == before


def test_in_a_folder_it_is_named_after_the_moment(kept, tmp_path, at):
    (tmp_path / "backups").mkdir()

    made = making.make(tmp_path / "backups", SECRET, data_dir=kept, by="system", at=at)

    assert made.path.name == "fazhi-20240603-173000.backup"


def test_too_little_room_is_known_before_beginning(kept, tmp_path, at, monkeypatch):
    monkeypatch.setattr(making.shutil, "disk_usage", lambda place: SimpleNamespace(free=-1))

    with pytest.raises(NoRoom):
        making.make(tmp_path / "a.backup", SECRET, data_dir=kept, by="system", at=at)
    assert not (tmp_path / "a.backup").exists()


def test_where_nothing_can_be_written_there_is_no_half_of_it(kept, tmp_path, at):
    with pytest.raises(CannotWrite):
        making.make(tmp_path / "no" / "such" / "a.backup", SECRET, data_dir=kept, by="system", at=at)
    assert Entry.objects.filter(action=making.MADE).count() == 0


def test_a_file_that_goes_meanwhile_is_counted(kept, tmp_path, at, monkeypatch):
    listed = [*making._files(kept), ("files/gone", kept / "files" / "gone")]
    monkeypatch.setattr(making, "_files", lambda place: listed)

    assert making.make(tmp_path / "a.backup", SECRET, data_dir=kept, by="system", at=at).gone == 1


def test_what_a_killed_backup_left_goes_with_the_next_one(kept, tmp_path, at):
    (kept / ".fazhi-scratch-4194304-x").mkdir()

    making.make(tmp_path / "a.backup", SECRET, data_dir=kept, by="system", at=at)

    assert not list(kept.glob(".fazhi-scratch-*"))


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="PostgreSQL's own")
def test_without_pg_dump_it_says_what_is_missing(kept, tmp_path, at, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(ToolMissing, match="pg_dump"):
        making.make(tmp_path / "a.backup", SECRET, data_dir=kept, by="system", at=at)


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="PostgreSQL's own")
def test_a_database_with_tables_is_not_restored_into(backup, tmp_path):
    with pytest.raises(InTheWay):
        restoring.restore(backup, SECRET, data_dir=tmp_path / "restored", keys=None)


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="PostgreSQL's own")
def test_a_dump_that_does_not_go_in_leaves_the_database_empty(backup, tmp_path):
    inside = members(backup)
    broken = tmp_path / "broken.backup"
    with archive.written(broken, SECRET) as writer:
        writer.add_bytes("backup.json", inside["backup.json"])
        writer.add_bytes("database.dump", inside["database.dump"][:-2000])

    with pytest.raises(ToolFailed):
        restored(broken, tmp_path / "restored")
    connection.close()
    assert connection.introspection.table_names() == []


# What a secret must be


def test_a_key_file_holds_64_digits(tmp_path):
    path = tmp_path / "key"
    path.write_text("01" * 32 + "\n")
    assert secret_from(path, None) == SECRET
    path.write_text("01" * 31)
    with pytest.raises(SecretUnusable, match="key"):
        secret_from(path, None)
    with pytest.raises(SecretUnusable):
        secret_from(tmp_path / "none", None)


def test_a_short_passphrase_is_refused(tmp_path):
    path = tmp_path / "phrase"
    path.write_text("短口令")

    with pytest.raises(SecretUnusable, match="short"):
        secret_from(None, path)


def test_nobody_to_ask_is_said(monkeypatch):
    monkeypatch.setattr("sys.stdin", SimpleNamespace(isatty=lambda: False))

    with pytest.raises(SecretMissing):
        secret_from(None, None)


def test_at_a_terminal_it_is_asked_twice(monkeypatch):
    monkeypatch.setattr("sys.stdin", SimpleNamespace(isatty=lambda: True))
    typed = iter(["一句足够长的备份口令要有十五个字", "另一句", "一句足够长的备份口令要有十五个字"])
    monkeypatch.setattr("getpass.getpass", lambda asked: next(typed))

    with pytest.raises(SecretUnusable, match="repeat"):
        secret_from(None, None, asked_twice=True)
    assert secret_from(None, None).kind == b"p"


# At the console


@pytest.fixture
def key(tmp_path) -> Path:
    path = tmp_path / "key"
    path.write_text("01" * 32)
    return path


def test_at_the_console_each_step_says_what_it_did(kept, tmp_path, key, capsys):
    out = tmp_path / "a.backup"

    assert run(["backup", "--out", str(out), "--key-file", str(key), "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert run(["backup", "verify", str(out), "--key-file", str(key)]) == 0
    verified = capsys.readouterr().out
    assert run(["backup", "keys", "--out", str(tmp_path / "k.backup"), "--key-file", str(key)]) == 0
    keys = capsys.readouterr().out
    assert run(["backup", "contents"]) == 0
    told = capsys.readouterr().out

    assert made["path"] == str(out)
    assert made["bytes"] == out.stat().st_size
    assert "可以恢复" in verified
    assert "分开存放" in keys
    assert "organisations_office  6 行" in told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["backup", "--key-file", "{key}"], "--out 是“未给出”"),
        (["backup", "verify", "{tmp}/none", "--key-file", "{key}"], "不是所要的备份文件"),
        (["restore", "{tmp}/none", "--key-file", "{key}"], "已经有内容"),
        (["backup", "--out", "{tmp}/a", "--key-file", "{tmp}/none"], "64 位十六进制"),
    ],
)
def test_what_is_refused_is_one_sentence_and_exit_2(kept, tmp_path, key, capsys, words, told):
    code = run([word.format(key=key, tmp=tmp_path) for word in words])

    said = capsys.readouterr()
    assert code == 2
    assert told in said.err
    assert len(said.err.splitlines()) == 1
    assert said.out == ""


def test_only_the_system_administrator_of_the_bureau_may(kept, city, tmp_path, key, capsys):
    code = run(["--as", city.head.code, "backup", "--out", str(tmp_path / "a"), "--key-file", str(key)])

    assert code == 2
    assert "备份" in capsys.readouterr().err
    assert not (tmp_path / "a").exists()
