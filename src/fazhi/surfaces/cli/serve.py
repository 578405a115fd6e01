"""`fazhi serve`: desk and published figures on one port, read-only and on this machine only until accounts exist."""

import argparse
import os

from django.conf import settings
from gunicorn.app.base import BaseApplication

from fazhi.surfaces.cli.command import Command, Context, Outcome
from fazhi.surfaces.cli.errors import BadArgument


class _Server(BaseApplication):
    def __init__(self, options: dict[str, object]) -> None:
        self._options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> object:
        from importlib import import_module

        module, _, name = settings.WSGI_APPLICATION.rpartition(".")
        return getattr(import_module(module), name)


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8000, metavar="PORT", help="端口（默认 8000）")


def _serve(context: Context) -> Outcome:
    port = context.arguments.port
    if not 1 <= port <= 65535:
        raise BadArgument("--port", str(port), "1 到 65535 的整数")
    print(f"工作台：http://127.0.0.1:{port}/  按 Ctrl-C 停止。", flush=True)
    options = {
        "bind": f"127.0.0.1:{port}",
        "workers": min(4, os.cpu_count() or 1),
        "threads": 4,
        "worker_class": "gthread",
        "loglevel": "warning",
        "control_socket_disable": True,
    }
    _Server(options).run()
    return Outcome({}, "")


COMMANDS = (Command(("serve",), "启动工作台", _arguments, _serve),)
