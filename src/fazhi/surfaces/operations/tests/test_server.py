"""The server keeps a worker beside it, forks nothing that has threads, and stops in order."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from fazhi.surfaces.operations import server


class Process:
    """A child that lives until it is told otherwise."""

    def __init__(self, command: list[str], **more: Any) -> None:
        self.command, self.code, self.terminated = command, None, False

    def poll(self) -> int | None:
        return self.code

    def terminate(self) -> None:
        self.terminated = True


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[Process]:
    made: list[Process] = []

    def start(command: list[str], **more: Any) -> Process:
        made.append(Process(command, **more))
        return made[-1]

    monkeypatch.setattr(server.subprocess, "Popen", start)
    return made


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [100.0]
    monkeypatch.setattr(server.time, "monotonic", lambda: now[0])
    return now


def test_a_worker_is_started_once(started, clock):
    worker = server.JobsWorker(Path("data"))

    worker.keep()
    worker.keep()

    (process,) = started
    assert process.command[1:3] == ["-m", "fazhi"]
    assert process.command[-2:] == ["worker", "--child"]


def test_a_worker_that_died_is_started_again_but_not_at_once_again(started, clock):
    worker = server.JobsWorker(Path("data"))
    worker.keep()
    started[0].code = -9
    clock[0] += 0.5

    worker.keep()
    assert len(started) == 1
    clock[0] += 2
    worker.keep()

    assert len(started) == 2


def test_the_worker_ends_with_the_server_and_not_with_one_of_its_forks(started, clock, monkeypatch):
    worker = server.JobsWorker(Path("data"))
    worker.keep()
    with monkeypatch.context() as fork:
        fork.setattr(server.os, "getpid", lambda: -1)
        worker.stop()
    assert not started[0].terminated

    worker.stop()

    assert started[0].terminated


def test_stopping_without_a_worker_is_nothing(started, clock):
    server.JobsWorker(Path("data")).stop()

    assert started == []


def test_the_servers_master_looks_after_the_worker(monkeypatch):
    kept = []
    monkeypatch.setattr(server.Arbiter, "__init__", lambda self, app: None)
    monkeypatch.setattr(server.Arbiter, "manage_workers", lambda self: kept.append("server"))
    worker = server.JobsWorker(Path("data"))
    monkeypatch.setattr(worker, "keep", lambda: kept.append("worker"))

    server.Master(None, worker).manage_workers()

    assert kept == ["server", "worker"]


def test_the_server_imports_nothing_that_must_not_be_forked():
    """polars and DuckDB start threads when they are imported; a fork without them aborts when it ends."""
    code = "import sys, fazhi.surfaces.operations.server, fazhi.surfaces.operations.lines; print(*sys.modules)"

    done = subprocess.run([sys.executable, "-c", code], env=_path(), capture_output=True, text=True, check=True)

    assert not {"django", "polars", "duckdb", "numpy", "fazhi.config"} & set(done.stdout.split())


def _path(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join(entry for entry in sys.path if entry), **more}


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder of its own, set up, without records."""
    place = tmp_path_factory.mktemp("installation") / "data"
    environment = _path()
    environment.pop("DATABASE_URL", None)
    subprocess.run([sys.executable, "-m", "fazhi", "--data", str(place), "setup"], env=environment, check=True)
    return place


class Running:
    """`fazhi serve` as a process on a free port, answering."""

    def __init__(self, place: Path) -> None:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            self.port = taken.getsockname()[1]
        environment = _path()
        environment.pop("DATABASE_URL", None)
        words = [sys.executable, "-m", "fazhi", "--data", str(place), "serve", "--port", str(self.port)]
        self.process = subprocess.Popen(
            words, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        until = time.monotonic() + 90
        while self.get("/health/live")[0] != 200:
            assert self.process.poll() is None, self.process.communicate()
            assert time.monotonic() < until
            time.sleep(0.2)

    def get(self, path: str, **headers: str) -> tuple[int, str]:
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()
        except OSError:
            return 0, ""

    def stop(self, by: int) -> tuple[int, str]:
        self.process.send_signal(by)
        _, said = self.process.communicate(timeout=60)
        return self.process.returncode, said


@pytest.mark.parametrize("by", [signal.SIGTERM, signal.SIGINT])
def test_it_is_ready_counts_over_its_workers_tells_nothing_typed_and_stops_in_order(installation: Path, by: int):
    running = Running(installation)
    raw = socket.create_connection(("127.0.0.1", running.port))
    raw.sendall("GET /陈大明 HTTP/9\r\n\r\n".encode())
    raw.close()
    for _ in range(20):
        running.get("/portal/?name=%E9%99%88%E5%A4%A7%E6%98%8E")
    status, told = running.get("/health/ready")
    _, metrics = running.get("/metrics")
    code, said = running.stop(by)

    assert (status, json.loads(told)["ready"]) == (200, True), told
    assert 'fazhi_requests_total{method="GET",route="portal",status="200"} 20.0' in metrics
    assert "fazhi_disk_free_bytes" in metrics
    assert code == 0
    assert "SIGABRT" not in said
    assert "terminate called" not in said
    assert "陈大明" not in said + metrics
    assert "%E9%99%88" not in said
    lines = [json.loads(line) for line in said.splitlines()]
    assert sum(line.get("route") == "portal" for line in lines) == 20
