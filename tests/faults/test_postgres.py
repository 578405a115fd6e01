"""
PostgreSQL restarted under load, and two servers on one database.

What was acknowledged is there, nothing is there twice, the trail holds; of two officials who take one step one is told.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection

from fazhi.kernel.exchange.tests import cases
from fazhi.kernel.exchange.tests.test_processes import finish, kill, start, start_and_wait_until_it_writes

pytestmark = [
    pytest.mark.fault,
    pytest.mark.postgres,
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="PostgreSQL's own"),
]
ACTING = Path(__file__).with_name("acting.py")
EACH = 15


class Cluster:
    """A PostgreSQL of the test's own, which may be stopped as hard as one likes."""

    def __init__(self, place: Path, programs: Path) -> None:
        self._place, self._programs = place, programs
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            self.port = taken.getsockname()[1]
        self._as_postgres(
            "initdb", "-D", str(place / "data"), "-U", "fazhi", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"
        )
        self.start()

    def _as_postgres(self, program: str, *words: str) -> None:
        become = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"] if os.geteuid() == 0 else []
        command = [*become, str(self._programs / program), *words]
        subprocess.run(command, check=True, cwd=self._place, stdout=subprocess.DEVNULL)

    def start(self) -> None:
        options = f"-p {self.port} -k {self._place} -c listen_addresses=127.0.0.1"
        log = str(self._place / "log")
        self._as_postgres("pg_ctl", "-D", str(self._place / "data"), "-w", "-o", options, "-l", log, "start")

    def stop(self) -> None:
        """As hard as it goes: no connection is finished, the next start recovers."""
        self._as_postgres("pg_ctl", "-D", str(self._place / "data"), "-m", "immediate", "stop")

    @property
    def url(self) -> str:
        return f"postgresql://fazhi@127.0.0.1:{self.port}/fazhi"

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.url) as session:
            return session.execute(query).fetchall()  # type: ignore[arg-type]


@pytest.fixture
def cluster(transactional_db: None, city: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """With a copy of the test's database in it."""
    found = shutil.which("pg_ctl")
    programs = Path(found).resolve().parent if found else Path()
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    programs = programs if (programs / "initdb").exists() else (versions or [Path()])[-1]
    if not (programs / "initdb").exists():
        pytest.skip("no initdb here")
    place = Path(f"/tmp/fazhi-cluster-{os.getpid()}")  # a socket's path is short, and postgres must reach it
    place.mkdir(mode=0o755)
    if os.geteuid() == 0:
        shutil.chown(place, "postgres", "postgres")
    made = Cluster(place, programs)
    try:
        of = connection.settings_dict
        address = ["-h", of["HOST"] or "127.0.0.1", "-p", str(of["PORT"] or 5432), "-U", of["USER"] or "postgres"]
        subprocess.run(
            [programs / "createdb", "-h", "127.0.0.1", "-p", str(made.port), "-U", "fazhi", "fazhi"], check=True
        )
        environment = {**os.environ, **({"PGPASSWORD": of["PASSWORD"]} if of["PASSWORD"] else {})}
        dump = subprocess.run(
            [programs / "pg_dump", "--no-owner", *address, of["NAME"]], check=True, capture_output=True, env=environment
        ).stdout
        subprocess.run(
            [programs / "psql", "-q", "-v", "ON_ERROR_STOP=1", made.url],
            input=dump,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        yield made
    finally:
        made.stop()
        shutil.rmtree(place, ignore_errors=True)


def environment(data: Path, url: str) -> dict[str, str]:
    path = os.pathsep.join(entry for entry in sys.path if entry)
    more = {
        "FAZHI_DATA": str(data),
        "DATABASE_URL": url,
        "PYTHONPATH": path,
        "DJANGO_SETTINGS_MODULE": "fazhi.config.settings",
    }
    return {**os.environ, **more}


def acting(surroundings: dict[str, str], *words: object) -> "subprocess.Popen[str]":
    command = [sys.executable, str(ACTING), *(str(word) for word in words)]
    return subprocess.Popen(command, env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_restarted_under_load_it_has_everything_that_was_acknowledged_once(cluster: Cluster, data_dir: Path):
    surroundings = environment(data_dir, cluster.url)
    clerks = [acting(surroundings, first, EACH, data_dir / "gate") for first in (100, 200)]
    (data_dir / "gate").touch()
    until = time.monotonic() + 120
    while cluster.rows("SELECT count(*) FROM mediation_peoplesmatter")[0][0] < 4:
        assert time.monotonic() < until
        time.sleep(0.05)

    cluster.stop()
    time.sleep(0.5)
    cluster.start()
    said = [process.communicate(timeout=240) for process in clerks]

    told = [number for out, _ in said for number in out.split()]
    there = [row[0] for row in cluster.rows("SELECT number FROM mediation_peoplesmatter")]
    assert set(told) <= set(there)
    assert len(there) == len(set(there)) == 2 * EACH
    assert any("数据库没有应答" in err for _, err in said), "nobody noticed, so this showed nothing"
    command = [sys.executable, "-m", "fazhi", "audit", "verify"]
    verified = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False)
    assert verified.returncode == 0, verified.stdout + verified.stderr
    assert cluster.rows("SELECT count(*) FROM audit_entry WHERE action LIKE 'mediation.people%'") == [(2 * EACH,)]


def test_of_two_servers_that_take_one_step_one_does_and_one_is_told(cluster: Cluster, data_dir: Path):
    other = data_dir.with_name("other")
    shutil.copytree(data_dir, other)
    first, second = environment(data_dir, cluster.url), environment(other, cluster.url)
    (data_dir / "gate").touch()
    acting(first, 1, 1, data_dir / "gate").communicate(timeout=120)

    gate = data_dir / "both"
    both = [acting(surroundings, "take", "〔2026〕1号", gate) for surroundings in (first, second)]
    time.sleep(4)  # until both have started
    gate.touch()
    said = [process.communicate(timeout=120) for process in both]

    assert sorted(int(out) for out, _ in said) == [0, 2]
    assert any("〔2026〕1号" in err for _, err in said), "the one who came second is told of the matter"
    assert cluster.rows("SELECT state FROM mediation_peoplesmatter") == [("accepted",)]
    assert cluster.rows("SELECT count(*) FROM audit_entry WHERE action LIKE '%accept'") == [(1,)]


def test_of_two_servers_that_import_the_second_waits_and_is_told(cluster: Cluster, data_dir: Path, tmp_path: Path):
    other = data_dir.with_name("other")
    shutil.copytree(data_dir, other)
    first = start_and_wait_until_it_writes(
        environment(data_dir, cluster.url), cases.book(tmp_path / "first.xlsx", cases.rows(2))
    )

    waiting = {**environment(other, cluster.url), "FAZHI_LEDGER_WAIT_SECONDS": "1"}
    second = finish(start(waiting, cases.book(tmp_path / "second.xlsx", cases.rows(1))))
    kill(first)

    assert second["running"] == "first.xlsx"
    again = finish(start(waiting, cases.book(tmp_path / "second.xlsx", cases.rows(1))))
    assert again["accepted"] == 1
