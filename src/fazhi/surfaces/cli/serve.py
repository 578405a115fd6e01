"""`fazhi serve`: desk and portal on one port of this machine; others reach it through a proxy (docs/accounts.md)."""

import argparse
import os

from django.conf import settings
from gunicorn.app.base import BaseApplication

from fazhi.surfaces.cli.command import Command, Context, Outcome
from fazhi.surfaces.cli.errors import BadArgument
from fazhi.surfaces.web import demo


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
        "worker_class": "gthread",
        "loglevel": "warning",
        "control_socket_disable": True,
    }
    _Server(options).run()
    return Outcome({}, "")


COMMANDS = (Command(("serve",), "启动工作台", _arguments, _serve),)
