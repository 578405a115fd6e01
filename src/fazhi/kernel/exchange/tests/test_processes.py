"""Imports as processes on one database: two at once, and one killed in the middle of its transaction."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

from fazhi.kernel.exchange.tests import cases


@pytest.fixture
def environment(transactional_db, city, data_dir: Path) -> dict[str, str]:
    """What a process needs to work on the test's database: a file made from it on SQLite, itself on PostgreSQL."""
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


def start(environment: dict[str, str], path: Path, pace: str = "quick") -> subprocess.Popen[str]:
    script = str(Path(__file__).with_name("importing.py"))
    command = [sys.executable, script, str(path), pace]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def finish(process: subprocess.Popen[str]) -> dict[str, object]:
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    return json.loads(out)


def start_and_wait_until_it_writes(environment: dict[str, str], path: Path) -> subprocess.Popen[str]:
    process = start(environment, path, "slow")
    until = time.monotonic() + 60
    while not (Path(environment["FAZHI_DATA"]) / "writing").exists():
        assert process.poll() is None, process.communicate()[1]
        assert time.monotonic() < until
        time.sleep(0.05)
    return process


def kill(process: subprocess.Popen[str]) -> None:
    process.send_signal(signal.SIGKILL)
    process.communicate()


def rows(environment: dict[str, str], query: str) -> list[tuple[object, ...]]:
    if connection.vendor != "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(query)
            return cursor.fetchall()
    with closing(sqlite3.connect(Path(environment["FAZHI_DATA"]) / "fazhi.sqlite3")) as file:
        return file.execute(query).fetchall()


def test_the_second_of_two_imports_is_told_of_the_first(tmp_path, environment):
    first = start_and_wait_until_it_writes(environment, cases.book(tmp_path / "first.xlsx", cases.rows(2)))

    second = finish(
        start(environment | {"FAZHI_LEDGER_WAIT_SECONDS": "1"}, cases.book(tmp_path / "b.xlsx", cases.rows(1)))
    )
    kill(first)

    assert second["running"] == "first.xlsx"
    assert second["since"]


def test_two_imports_at_once_are_done_one_after_the_other(tmp_path, environment):
    paths = [cases.book(tmp_path / f"{c}.xlsx", cases.rows(200, channel=c)) for c in ("公调对接", "诉调对接")]

    reports = [finish(process) for process in [start(environment, path) for path in paths]]

    assert [report["accepted"] for report in reports] == [200, 200]
    assert rows(environment, "SELECT count(*) FROM referrals_referral") == [(400,)]


def test_a_killed_import_leaves_nothing_but_an_entry_at_the_next_start(tmp_path, environment):
    path = cases.book(tmp_path / "killed.xlsx", cases.rows(300))
    kill(start_and_wait_until_it_writes(environment, path))
    assert rows(environment, "SELECT count(*) FROM referrals_referral") == [(0,)]
    assert rows(environment, "SELECT count(*) FROM exchange_importedrow") == [(0,)]

    report = finish(start(environment, path))

    assert report == {"accepted": 300, "error": None, "interrupted": ["killed.xlsx"]}
    assert rows(environment, "SELECT state FROM exchange_ledgerbatch ORDER BY id") == [("interrupted",), ("done",)]
    told = rows(environment, "SELECT action FROM audit_entry ORDER BY number")
    assert told == [("ledger.interrupt",), ("ledger.import",)]
    left = [item.name for item in (Path(environment["FAZHI_DATA"]) / "files" / "ledgers").iterdir() if item.is_file()]
    assert sorted(name.split(".", 1)[1] for name in left) == ["2.accepted.parquet", "xlsx"]
