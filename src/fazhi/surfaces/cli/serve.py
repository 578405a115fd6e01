"""`fazhi serve`: desk and portal on one port of this machine, with a worker for background jobs (docs/accounts.md)."""

import argparse
import os
import subprocess
import sys
import time
from importlib import import_module

from django.conf import settings
from django.db import connections
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter

from fazhi.surfaces.cli.command import Command, Context, Outcome
from fazhi.surfaces.cli.errors import BadArgument
from fazhi.surfaces.web import demo

_PAUSE = 2.0
"""Seconds between two starts of a worker that does not stay."""


class _Worker:
    """The child process that does the jobs; started again when it has ended."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._started = -_PAUSE
        self._master = os.getpid()

    def keep(self) -> None:
        if self._process is not None and self._process.poll() is None:
            return
        if time.monotonic() - self._started >= _PAUSE:
            self._started = time.monotonic()
            command = [sys.executable, "-m", "fazhi", "--data", str(settings.DATA_DIR), "worker", "--child"]
            self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL)  # noqa: S603  our own command

    def stop(self) -> None:
        # The server's own workers are forks that leave by the same way; the jobs are not theirs to end.
        is_ours = os.getpid() == self._master
        if is_ours and self._process is not None and self._process.poll() is None:
            self._process.terminate()


class _Arbiter(Arbiter):
    """gunicorn's master, which looks after the worker whenever it looks after its own, once a second."""

    def __init__(self, app: BaseApplication, worker: _Worker) -> None:
        self._jobs = worker
        super().__init__(app)

    def manage_workers(self) -> None:
        super().manage_workers()
        self._jobs.keep()


class _Server(BaseApplication):
    def __init__(self, options: dict[str, object]) -> None:
        self._options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> object:
        module, _, name = settings.WSGI_APPLICATION.rpartition(".")
        return getattr(import_module(module), name)

    def run(self) -> None:
        worker = _Worker()
        try:
            _Arbiter(self, worker).run()
        finally:
            worker.stop()


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8000, metavar="PORT", help="端口（默认 8000）")
    parser.add_argument("--demo", action="store_true", help="演示模式：一键以示例人物登录，只限示例数据和本机")


def _serve(context: Context) -> Outcome:
    port = context.arguments.port
    if not 1 <= port <= 65535:
        raise BadArgument("--port", str(port), "1 到 65535 的整数")
    if context.arguments.demo:
        demo.require_possible()
        settings.FAZHI_DEMO = True  # the workers are forked from this process
    entry = "，在登录页选一个示例人物" if settings.FAZHI_DEMO else ""
    print(f"工作台：http://127.0.0.1:{port}/{entry}。按 Ctrl-C 停止。", flush=True)
    options = {
        "bind": f"127.0.0.1:{port}",
        "workers": min(4, os.cpu_count() or 1),
        "threads": 4,
        "worker_class": "fazhi.surfaces.patience.PatientWorker",
        "loglevel": "warning",
        "control_socket_disable": True,
    }
    connections.close_all()  # the workers are forked from here, and each opens its own
    _Server(options).run()
    return Outcome({}, "")


COMMANDS = (Command(("serve",), "启动工作台", _arguments, _serve),)
