"""
Writers, an import, readers and checks at once, as processes on one database: nothing is lost, nobody is sent away, and
one that is killed in the middle of its act leaves nothing.
"""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

WRITERS, ACTS, READERS, READS, ROWS = 8, 25, 2, 30, 20_000
BULKS = 20


@pytest.fixture
def environment(transactional_db, data_dir: Path) -> dict[str, str]:
    """What a process needs to work on the test's database: a file made from it on SQLite, itself on PostgreSQL."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE throwaway_row (n integer)")
    inherited = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    path = os.pathsep.join(entry for entry in sys.path if entry)
    return inherited | {"FAZHI_DATA": str(data_dir), "PYTHONPATH": path} | _database(data_dir)


def _database(data_dir: Path) -> dict[str, str]:
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(data_dir / "fazhi.sqlite3")) as file:
            connection.connection.backup(file)
        return {}
    of = connection.settings_dict
    return {"DATABASE_URL": f"postgresql://{of['USER']}:{of['PASSWORD']}@{of['HOST']}:{of['PORT']}/{of['NAME']}"}


def start(environment: dict[str, str], role: str, name: str, count: int) -> subprocess.Popen[str]:
    script = str(Path(__file__).with_name("writing.py"))
    gate = str(Path(environment["FAZHI_DATA"]) / "gate")
    return subprocess.Popen(
        [sys.executable, script, role, name, str(count), gate],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finish(process: subprocess.Popen[str]) -> object:
    out, err = process.communicate(timeout=300)
    assert process.returncode == 0, err
    assert "locked" not in err
    return json.loads(out)


def test_eight_writers_an_import_and_readers_lose_nothing(environment):
    writers = [start(environment, "write", f"E{n:04}", ACTS) for n in range(WRITERS)]
    importer = start(environment, "bulk", "system", ROWS)
    readers = [start(environment, "read", f"E{n:04}", READS) for n in range(READERS)]
    (Path(environment["FAZHI_DATA"]) / "gate").touch()

    numbers = [number for process in [*writers, importer] for number in finish(process)]
    held = [one for process in readers for one in finish(process)]
    answer = finish(start(environment, "check", "system", 0))

    assert len(set(numbers)) == len(numbers) == WRITERS * ACTS + 1
    assert held == [True] * (READERS * READS // 10)
    assert answer["holds"], answer["findings"]
    assert answer["entries"] >= max(numbers)
    assert answer["entries"] - len(numbers) <= READERS * READS  # the rest are batches of reads


def test_the_chain_holds_at_every_moment_while_bulks_are_written_and_writers_die(environment):
    writers = [start(environment, "acts", f"E{n:04}", BULKS) for n in range(4)]
    victims = [start(environment, "die", f"E{n:04}", 50) for n in range(5, 8)]
    check = start(environment, "proof", "system", 3)
    (Path(environment["FAZHI_DATA"]) / "gate").touch()

    died = [process.wait(timeout=300) for process in victims]
    numbers = [number for process in writers for number in finish(process)]
    held = finish(check)
    answer = finish(start(environment, "check", "system", 0))

    assert died == [-signal.SIGKILL] * 3
    assert sorted(numbers) == list(range(1, 4 * BULKS * 10 + 1))  # no gap where a writer died
    assert held == [True] * 3
    assert (answer["entries"], answer["holds"]) == (len(numbers), True)
