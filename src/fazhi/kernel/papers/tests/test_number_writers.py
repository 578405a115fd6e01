"""Eight writers, as processes and as threads, draw from one series at once: 1 to 400, none twice, none left out."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

from fazhi.kernel.papers.services import open_series

COUNT = 50


@pytest.fixture
def environment(transactional_db, city, at, data_dir: Path) -> dict[str, str]:
    """What a process needs to work on the test's database: a file made from it on SQLite, itself on PostgreSQL."""
    open_series("厦司", title="局发文", office=city.bureau, by="system", at=at)
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


@pytest.mark.parametrize(("processes", "threads"), [(8, 1), (2, 4)])
def test_eight_writers_draw_every_number_once(environment, processes: int, threads: int):
    script = str(Path(__file__).with_name("drawing_numbers.py"))
    gate = Path(environment["FAZHI_DATA"]) / "gate"
    command = [sys.executable, script, "E0005", str(COUNT), str(threads), str(gate)]
    started = [
        subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(processes)
    ]
    gate.touch()

    drawn = []
    for process in started:
        out, err = process.communicate(timeout=300)
        assert process.returncode == 0, err
        drawn += json.loads(out)

    assert sorted(drawn) == list(range(1, processes * threads * COUNT + 1))
