"""
The server process behind `fazhi serve`: gunicorn, and a worker for background jobs beside it.

    python -m fazhi.surfaces.operations.server APPLICATION --bind ADDRESS --data DIR

It is a process of its own and imports no application: the libraries that read ledgers and Parquet start threads when they are
imported, a fork has none of them, and on leaving it aborts. So each of gunicorn's workers imports the application itself.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path

from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter

METRICS = "PROMETHEUS_MULTIPROC_DIR"
"""The folder through which the server's workers add up their counts; prometheus_client reads it from the environment."""

_PAUSE = 2.0
"""Seconds between two starts of a worker that does not stay."""


class JobsWorker:
    """The child process that does the jobs; started again when it has ended."""

    def __init__(self, data_dir: Path) -> None:
        self._data_dir = data_dir
        self._process: subprocess.Popen[bytes] | None = None
        self._started = -_PAUSE
        self._master = os.getpid()

    def keep(self) -> None:
        if self._process is not None and self._process.poll() is None:
            return
        if time.monotonic() - self._started >= _PAUSE:
            self._started = time.monotonic()
            command = [sys.executable, "-m", "fazhi", "--data", str(self._data_dir), "worker", "--child"]
            environment = {name: value for name, value in os.environ.items() if name != METRICS}
            self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL, env=environment)  # noqa: S603  our own command

    def stop(self) -> None:
        # The server's own workers are forks that leave by the same way; the jobs are not theirs to end.
        is_ours = os.getpid() == self._master
        if is_ours and self._process is not None and self._process.poll() is None:
            self._process.terminate()


class Master(Arbiter):
    """gunicorn's master, which looks after the worker whenever it looks after its own, once a second."""

    def __init__(self, app: BaseApplication, worker: JobsWorker) -> None:
        self._jobs = worker
        super().__init__(app)

    def manage_workers(self) -> None:
        super().manage_workers()
        self._jobs.keep()


class Server(BaseApplication):
    """gunicorn with its settings from here, and from nowhere else."""

    def __init__(self, application: str, bind: str, data_dir: Path) -> None:
        self._application, self._bind, self._data_dir = application, bind, data_dir
        super().__init__()

    def load_config(self) -> None:
        for name, value in options(self._bind).items():
            self.cfg.set(name, value)

    def load(self) -> object:
        module, _, name = self._application.rpartition(".")
        return getattr(import_module(module), name)

    def run(self) -> None:
        worker = JobsWorker(self._data_dir)
        try:
            Master(self, worker).run()
        finally:
            worker.stop()


def options(bind: str) -> dict[str, object]:
    """gunicorn's settings."""
    return {
        "bind": bind,
        "workers": min(4, os.cpu_count() or 1),
        "threads": 4,
        "worker_class": "fazhi.surfaces.patience.PatientWorker",
        "loglevel": "warning",
        "logger_class": "fazhi.surfaces.operations.lines.ServerLog",
        "control_socket_disable": True,
        # A request that an official has sent is finished before a stop or a restart ends its worker.
        "graceful_timeout": 30,
    }


def main() -> None:
    parser = argparse.ArgumentParser(prog="fazhi.surfaces.operations.server")
    parser.add_argument("application")
    parser.add_argument("--bind", required=True)
    parser.add_argument("--data", required=True, type=Path)
    given = parser.parse_args()
    counts = tempfile.mkdtemp(prefix="fazhi-metrics-")
    os.environ[METRICS] = counts
    master = os.getpid()
    try:
        Server(given.application, given.bind, given.data).run()
    finally:
        if os.getpid() == master:
            shutil.rmtree(counts, ignore_errors=True)


if __name__ == "__main__":
    main()
