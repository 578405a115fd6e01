"""`fazhi serve` keeps a worker: started with the server, again when it dies, ended with it."""

from typing import Any

import pytest

from fazhi.surfaces.cli import serve


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

    monkeypatch.setattr(serve.subprocess, "Popen", start)
    return made


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [100.0]
    monkeypatch.setattr(serve.time, "monotonic", lambda: now[0])
    return now


def test_a_worker_is_started_once(started, clock):
    worker = serve._Worker()

    worker.keep()
    worker.keep()

    (process,) = started
    assert process.command[1:3] == ["-m", "fazhi"]
    assert process.command[-2:] == ["worker", "--child"]


def test_a_worker_that_died_is_started_again_but_not_at_once_again(started, clock):
    worker = serve._Worker()
    worker.keep()
    started[0].code = -9
    clock[0] += 0.5

    worker.keep()
    assert len(started) == 1
    clock[0] += 2
    worker.keep()

    assert len(started) == 2


def test_the_worker_ends_with_the_server_and_not_with_one_of_its_forks(started, clock, monkeypatch):
    worker = serve._Worker()
    worker.keep()
    with monkeypatch.context() as fork:
        fork.setattr(serve.os, "getpid", lambda: -1)
        worker.stop()
    assert not started[0].terminated

    worker.stop()

    assert started[0].terminated


def test_stopping_without_a_worker_is_nothing(started, clock):
    serve._Worker().stop()

    assert started == []


def test_the_servers_master_looks_after_the_worker(monkeypatch):
    kept = []
    monkeypatch.setattr(serve.Arbiter, "__init__", lambda self, app: None)
    monkeypatch.setattr(serve.Arbiter, "manage_workers", lambda self: kept.append("server"))
    worker = serve._Worker()
    monkeypatch.setattr(worker, "keep", lambda: kept.append("worker"))

    serve._Arbiter(None, worker).manage_workers()

    assert kept == ["server", "worker"]
