"""
Disks that are full or read-only, a clock set back, files that were damaged.

Each is real: a small file system, one mounted read-only, bytes that were changed. After each nothing that was told as done is missing,
the trail holds or names the place, and the message says what to do.
"""

import errno
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from fazhi.kernel.audit import anchors
from fazhi.kernel.audit.anchors import Anchor
from fazhi.surfaces.wording import sentence

from .conftest import OPENING, Bureau, ledger

pytestmark = pytest.mark.fault
BEGIN = ("matter", "begin", "mediation.people", *OPENING, "--as", "E0001")
NUMBERS = tuple(range(2, 40))


def _mount(*words: str) -> bool:
    return os.geteuid() == 0 and subprocess.run(["mount", *words], capture_output=True, check=False).returncode == 0


@contextmanager
def _mounted(place: Path, *words: str) -> Iterator[None]:
    if not _mount(*words, str(place)):
        pytest.skip("may not mount a file system here")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


@pytest.fixture
def small(bureau: Bureau) -> Iterator[Callable[[int], None]]:
    """The data folder moved to a file system of its own of 24 MB; gives a function that fills it but for some bytes."""
    kept = bureau.data.with_name("kept")
    shutil.copytree(bureau.data, kept)
    with _mounted(bureau.data, "-t", "tmpfs", "-o", "size=24m,mode=0700", "tmpfs"):
        shutil.copytree(kept, bureau.data, dirs_exist_ok=True)

        def fill(left: int) -> None:
            (bureau.data / "ballast").unlink(missing_ok=True)
            free = shutil.disk_usage(bureau.data).free
            (bureau.data / "ballast").write_bytes(bytes(max(free - left, 0)))

        yield fill


def begin(bureau: Bureau, number: int) -> int | None:
    return bureau(*BEGIN[:3], f"number=〔2026〕{number}号", *OPENING[1:], "--as", "E0001").code


def test_on_a_full_disk_an_act_is_refused_with_what_to_do_and_done_when_there_is_room(
    bureau: Bureau, small: Callable[[int], None], on_sqlite: None
):
    small(40_000)
    answers = [bureau(*BEGIN[:3], f"number=〔2026〕{n}号", *OPENING[1:], "--as", "E0001") for n in range(1, 6)]
    done = sum(answer.code == 0 for answer in answers)
    refused = [answer for answer in answers if answer.code != 0]

    assert refused, "the disk was not full enough for this test"
    assert all(answer.code == 2 and "磁盘" in answer.err and "Traceback" not in answer.err for answer in refused)
    small(10_000_000)
    assert bureau.rows("SELECT count(*) FROM mediation_peoplesmatter") == [(done,)]
    assert bureau.holds()
    assert begin(bureau, 99) == 0


def test_on_a_full_disk_an_import_leaves_nothing_and_says_so(
    bureau: Bureau, small: Callable[[int], None], tmp_path: Path, on_sqlite: None
):
    book = ledger(tmp_path / "a.csv", 300)
    small(300_000)

    answer = bureau("ledger", "import", book)
    small(15_000_000)

    assert answer.code == 2
    assert "磁盘" in answer.err
    assert "Traceback" not in answer.err
    assert bureau.rows("SELECT count(*) FROM referrals_referral") == [(0,)]
    assert bureau("ledger", "import", book, "--json").data["files"][0]["accepted"] == 300
    assert bureau.holds()


def test_on_a_full_disk_a_backup_leaves_no_half_of_itself(
    bureau: Bureau, small: Callable[[int], None], tmp_path: Path, on_sqlite: None
):
    key = tmp_path / "backup.key"
    key.write_text("01" * 32)
    small(200_000)

    answer = bureau("backup", "--out", bureau.data / "a.backup", "--key-file", key)

    assert answer.code == 2
    assert "MB" in answer.err
    assert not list(bureau.data.glob("*.backup*"))
    assert not list(bureau.data.glob(".*backup*"))
    small(10_000_000)
    assert bureau.holds()


def test_on_a_full_disk_nothing_is_restored(bureau: Bureau, tmp_path: Path, on_sqlite: None):
    key = tmp_path / "backup.key"
    key.write_text("01" * 32)
    assert bureau("backup", "--out", tmp_path / "a.backup", "--key-file", key).code == 0
    room = tmp_path / "room"
    room.mkdir()

    with _mounted(room, "-t", "tmpfs", "-o", "size=1m", "tmpfs"):
        answer = bureau("restore", tmp_path / "a.backup", "--key-file", key, data=room / "restored")
        left = list(room.iterdir())

    assert answer.code == 2
    assert "磁盘" in answer.err
    assert left == []


def test_on_a_read_only_disk_acts_are_refused_with_what_to_do_and_reading_goes_on(bureau: Bureau, on_sqlite: None):
    assert begin(bureau, 1) == 0

    with _mounted(bureau.data, "--bind", str(bureau.data)):
        subprocess.run(["mount", "-o", "remount,ro,bind", str(bureau.data)], check=True)
        refused = bureau(*BEGIN[:3], "number=〔2026〕2号", *OPENING[1:], "--as", "E0001")

    assert refused.code == 2
    assert "只读" in refused.err
    assert "Traceback" not in refused.err
    assert bureau.rows("SELECT count(*) FROM mediation_peoplesmatter") == [(1,)]
    assert bureau.holds()
    assert begin(bureau, 2) == 0


def test_with_the_clock_set_back_the_trail_holds_and_a_day_to_come_is_refused(bureau: Bureau):
    assert begin(bureau, 1) == 0

    back = bureau("clock", back=86_400 * 400)
    later = bureau(*BEGIN[:3], "number=〔2026〕2号", *OPENING[1:], "--as", "E0001", back=86_400 * 2)

    assert back.code == 0, back.err
    assert later.code == 0, later.err
    assert bureau.rows("SELECT number FROM audit_entry ORDER BY number")[-1][0] >= 2
    assert bureau.holds()
    assert bureau("clock").code == 0
    assert bureau.holds()


# Files that were damaged


def test_a_damaged_file_of_the_store_is_named(bureau: Bureau, tmp_path: Path):
    from fazhi.kernel.papers import storage

    digest = storage.put("一份材料".encode())
    storage.path_of(digest).write_bytes(b"something else")

    assert storage.state(digest) == "damaged"
    with pytest.raises(storage.FileDamaged) as found:
        storage.get(digest)
    assert digest in str(found.value)


def test_a_torn_parquet_file_of_a_frozen_year_is_named_and_no_figure_comes_from_it(bureau: Bureau):
    assert bureau("year", "freeze", "2024").code == 0
    torn = bureau.data / "frozen" / "2024-v1" / "mediation_people_register.parquet"
    content = torn.read_bytes()
    torn.write_bytes(content[: len(content) // 2])

    verified = bureau("year", "verify", "2024", "--json")
    figures = bureau("figures", "--year", "2024", "--engine", "frozen")

    assert verified.code == 1
    assert verified.data["seal"] is False
    assert torn.name in {difference.get("file") for difference in verified.data["differences"]}
    assert figures.code == 2
    assert "从备份取回" in figures.err


def test_a_damaged_database_says_so(bureau: Bureau, on_sqlite: None):
    path = bureau.data / "fazhi.sqlite3"
    content = bytearray(path.read_bytes())
    content[:4096] = bytes(4096)
    path.write_bytes(content)

    answer = bureau("figures", "--year", "2024")

    assert answer.code == 2
    assert "数据库文件已损坏" in answer.err


def test_half_a_line_of_the_anchors_is_named(bureau: Bureau):
    assert begin(bureau, 1) == 0
    assert bureau("audit", "anchor").code == 0
    path = bureau.data / "anchors.jsonl"
    path.write_bytes(path.read_bytes()[:-20])

    answer = bureau("audit", "verify")

    assert answer.code == 1
    assert "锚点" in answer.out


def test_an_anchor_that_does_not_go_in_whole_is_taken_away_again(data_dir: Path, monkeypatch: pytest.MonkeyPatch):
    anchors.append(Anchor(1, "a" * 64, "manual", "2024-06-03 09:30:00.000000"))
    before = anchors.anchors_path().read_bytes()
    write = os.write
    monkeypatch.setattr(anchors.os, "write", lambda descriptor, line: write(descriptor, line[:10]))

    with pytest.raises(OSError) as refused:
        anchors.append(Anchor(2, "b" * 64, "manual", "2024-06-03 09:31:00.000000"))

    assert refused.value.errno == errno.ENOSPC
    assert anchors.anchors_path().read_bytes() == before


def test_an_act_is_done_though_its_anchor_is_not(bureau: Bureau, tmp_path: Path):
    """The disk fills between commit and anchor: the import is told as done, the chain holds, the next anchor covers it."""
    (bureau.data / "anchors.jsonl").mkdir()

    answer = bureau("ledger", "import", ledger(tmp_path / "a.csv", 20), "--json")

    assert answer.code == 0, answer.err
    assert answer.data["files"][0]["accepted"] == 20
    (bureau.data / "anchors.jsonl").rmdir()
    assert bureau("audit", "anchor").code == 0
    assert bureau.holds()


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EIO])
def test_what_a_disk_refuses_is_a_sentence(number: int):
    told = sentence(OSError(number, os.strerror(number), "/data/x"))

    assert told
    assert "/data/x" in told


def test_another_fault_of_the_system_stays_unexpected():
    assert sentence(OSError(errno.ECHILD, "No child processes")) is None
