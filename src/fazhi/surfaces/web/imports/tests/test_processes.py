"""A worker as a process: killed in the middle of an import, it leaves nothing, and the file can be imported again."""

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

from fazhi.kernel.exchange.tests.cases import rows
from fazhi.surfaces.web.imports.tests.importing import act, file, latest, upload

QUEUE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def confirmed(transactional_db, desk, settings, tmp_path, data_dir):
    """A file of 300 rows whose writing is queued, in a database that other processes see; gives their environment."""
    client = desk()
    upload(client, file(tmp_path, rows(300)))
    settings.TASKS = QUEUE
    act(client, "confirmation", latest())
    inherited = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    path = os.pathsep.join(entry for entry in sys.path if entry)
    return inherited | {"FAZHI_DATA": str(data_dir), "PYTHONPATH": path} | _database(data_dir)


def _database(data_dir: Path) -> dict[str, str]:
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(data_dir / "fazhi.sqlite3")) as copy:
            connection.connection.backup(copy)
        return {}
    of = connection.settings_dict
    return {"DATABASE_URL": f"postgresql://{of['USER']}:{of['PASSWORD']}@{of['HOST']}:{of['PORT']}/{of['NAME']}"}


def start(environment, mode):
    script = str(Path(__file__).with_name("working.py"))
    return subprocess.Popen([sys.executable, script, mode], env=environment, stderr=subprocess.PIPE, text=True)


def finish(process):
    _, err = process.communicate(timeout=120)
    assert process.returncode == 0, err


def asked(environment, query):
    if connection.vendor != "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(query)
            return cursor.fetchall()
    with closing(sqlite3.connect(Path(environment["FAZHI_DATA"]) / "fazhi.sqlite3")) as found:
        return found.execute(query).fetchall()


def test_a_worker_killed_while_it_writes_leaves_nothing_and_nothing_is_doubled(confirmed):
    killed = start(confirmed, "slow")
    until = time.monotonic() + 60
    while not (Path(confirmed["FAZHI_DATA"]) / "writing").exists():
        assert killed.poll() is None, killed.communicate()[1]
        assert time.monotonic() < until
        time.sleep(0.05)
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    assert asked(confirmed, "SELECT count(*) FROM exchange_importedrow") == [(0,)]
    assert asked(confirmed, "SELECT state FROM jobs_job ORDER BY queued_at") == [("done",), ("running",)]

    finish(start(confirmed, "quick"))

    assert asked(confirmed, "SELECT state FROM exchange_ledgerbatch") == [("interrupted",)]
    assert asked(confirmed, "SELECT state FROM jobs_job ORDER BY queued_at") == [("done",), ("interrupted",)]
    assert asked(confirmed, "SELECT state FROM imports_upload") == [("interrupted",)]

    finish(start(confirmed, "again"))

    assert asked(confirmed, "SELECT state FROM imports_upload") == [("written",)]
    assert asked(confirmed, "SELECT count(*) FROM referrals_referral") == [(300,)]
    assert asked(confirmed, "SELECT state FROM exchange_ledgerbatch ORDER BY id") == [("interrupted",), ("done",)]
    told = asked(confirmed, "SELECT action, place FROM audit_entry ORDER BY number")
    assert told == [("ledger.interrupt", "system"), ("ledger.import", "desk")]
    left = Path(confirmed["FAZHI_DATA"]) / "files" / "uploads"
    assert list(left.iterdir()) == []
