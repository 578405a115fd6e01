"""
A process that runs our commands, each in a fork of its own, and kills the fork at the stage that a test names.

It reads requests from standard input, one JSON object a line: `data`, `database`, `words`, `die`, `back` (seconds by which the clock is set back).
Stages are seen from outside the product: SQL as Django sends it, commits, and files as Python opens, renames, links and removes
them. `die` is a list of patterns; when each has been seen after the one before, the fork gets SIGKILL from itself, before what the
last one names is done. It answers with `code` (None if it was killed), `out`, `err` and the stages seen.

Forks cost a second less each than processes of our command; nothing here has used a library that starts threads at its first use.
"""

import gc
import json
import os
import re
import signal
import sys
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core import checks  # noqa: E402
from django.db import connection, connections  # noqa: E402
from django.db.backends.base.base import BaseDatabaseWrapper  # noqa: E402
from django.utils import timezone  # noqa: E402

from fazhi.surfaces.cli.console import run  # noqa: E402

_WATCHED = {"open", "os.rename", "os.link", "os.remove", "os.mkdir", "shutil.rmtree", "subprocess.Popen"}


class Stages:
    """What has been seen, and what is waited for."""

    def __init__(self, data: str, die: list[str], log: Path) -> None:
        self._data, self._waited, self._log = data, [re.compile(text) for text in die], log.open("w")
        self._is_seeing = False

    def saw(self, stage: str) -> None:
        if self._is_seeing:
            return
        self._is_seeing = True
        self._log.write(stage[:300].replace("\n", " ") + "\n")
        self._log.flush()
        if self._waited and self._waited[0].search(stage):
            self._waited.pop(0)
            if not self._waited:
                os.kill(os.getpid(), signal.SIGKILL)
        self._is_seeing = False

    def hook(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event in _WATCHED and not (event == "open" and isinstance(arguments[0], int)):
            told = " ".join(str(item) for item in arguments[:2])
            writes = event != "open" or (isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR))
            if writes and (self._data in told or event == "subprocess.Popen"):
                self.saw(f"{event} {told}")

    def watch(self) -> None:
        sys.addaudithook(self.hook)
        commit = BaseDatabaseWrapper._commit

        def told(wrapper: BaseDatabaseWrapper) -> None:
            self.saw("commit")
            commit(wrapper)
            self.saw("committed")

        BaseDatabaseWrapper._commit = told

        def execute(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
            self.saw(f"sql {sql}")
            return execute(sql, params, many, context)

        connection.execute_wrappers.append(execute)


def child(request: dict[str, Any], place: Path) -> int:
    """What the fork does."""
    for number, name in ((1, "out"), (2, "err")):
        descriptor = os.open(place / name, os.O_WRONLY | os.O_CREAT)
        os.dup2(descriptor, number)
    settings.DATA_DIR = Path(request["data"])
    os.environ["FAZHI_DATA"] = request["data"]
    connections["default"].settings_dict["NAME"] = request["database"]
    stages = Stages(str(settings.DATA_DIR.parent), request["die"], place / "stages")
    if request["back"]:
        now = timezone.now() - timedelta(seconds=request["back"])
        timezone.now = lambda: now
    stages.watch()
    code = run(request["words"])
    sys.stdout.flush()
    sys.stderr.flush()
    return code


def main() -> None:
    checks.run_checks()  # what it loads and remembers, each fork has
    gc.freeze()
    for line in sys.stdin:
        request = json.loads(line)
        place = Path(tempfile.mkdtemp(dir=request["scratch"]))
        number = os.fork()
        if number == 0:
            code = 70
            try:
                code = child(request, place)
            finally:
                os._exit(code)
        _, status = os.waitpid(number, 0)
        told = {name: (place / name).read_text() for name in ("out", "err", "stages") if (place / name).exists()}
        code = os.waitstatus_to_exitcode(status)
        print(json.dumps({"code": None if code == -signal.SIGKILL else code, **told}), flush=True)


main()
