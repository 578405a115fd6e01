"""
Many console commands in one process: `python console_session.py`, FAZHI_DATA in the environment.

Each line on stdin is a JSON list of words; each line on stdout the JSON of [exit code, stdout, stderr] of that command.
Connections are closed after each, so that a test may put another database file in their place.
"""

import contextlib
import io
import json
import sys

from fazhi.__main__ import main


def call(words: list[str]) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(words)
    from django.db import connections

    connections.close_all()
    return code, out.getvalue(), err.getvalue()


if __name__ == "__main__":
    for line in sys.stdin:
        print(json.dumps(call(json.loads(line))), flush=True)
