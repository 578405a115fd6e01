"""`fazhi serve`: desk and portal on one port of this machine, with a worker for background jobs (docs/operations.md)."""

import argparse
import os
import sys

from django.conf import settings
from django.db import connections

from fazhi.surfaces.cli.command import Command, Context, Outcome
from fazhi.surfaces.cli.errors import BadArgument
from fazhi.surfaces.web import demo


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8000, metavar="PORT", help="端口（默认 8000）")
    parser.add_argument("--demo", action="store_true", help="演示模式：一键以示例人物登录，只限示例数据和本机")


def _serve(context: Context) -> Outcome:
    port = context.arguments.port
    if not 1 <= port <= 65535:
        raise BadArgument("--port", str(port), "1 到 65535 的整数")
    if context.arguments.demo:
        demo.require_possible()
    is_demo = settings.FAZHI_DEMO or context.arguments.demo
    entry = "，在登录页选一个示例人物" if is_demo else ""
    print(f"工作台：http://127.0.0.1:{port}/{entry}。按 Ctrl-C 停止。", flush=True)
    connections.close_all()
    # This process has imported what must not be forked (surfaces/operations/server.py): it becomes the server.
    command = [sys.executable, "-m", "fazhi.surfaces.operations.server", settings.WSGI_APPLICATION]
    command += ["--bind", f"127.0.0.1:{port}", "--data", str(context.data_dir)]
    environment = {**os.environ, "FAZHI_DATA": str(context.data_dir), "FAZHI_DEMO": "1" if is_demo else "0"}
    sys.stderr.flush()
    os.execve(sys.executable, command, environment)  # noqa: S606  our own command, without a shell


COMMANDS = (Command(("serve",), "启动工作台", _arguments, _serve),)
