"""
A process that registers matters one after the other, and prints the number of each that it was told is done.

    python acting.py FIRST COUNT GATE      waits for the file GATE; an act that was refused is tried again
    python acting.py take NUMBER GATE      takes one step of one matter once, and prints the exit code
"""

import contextlib
import io
import sys
import time
from pathlib import Path

import django

django.setup()

from django.db import connections  # noqa: E402

from fazhi.surfaces.cli.console import run  # noqa: E402

OPENING = ("category=neighbour", "source=application", "applicant_name=陈阿土", "respondent_name=林阿水")


def done(*words: str) -> int:
    """One command, silently; a connection that was lost is opened anew, as by the next request of a server."""
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()) as said:
        code = run(list(words))
    if code:
        sys.stderr.write(said.getvalue())
        connections.close_all()
    return code


def wait_for(gate: str) -> None:
    while not Path(gate).exists():
        time.sleep(0.02)


def main() -> None:
    first, second, gate = sys.argv[1:]
    connections["default"].ensure_connection()
    wait_for(gate)
    if first == "take":
        print(done("matter", "act", "mediation.people", second, "accept", "--as", "E0002"))
        return
    for place in range(int(second)):
        number = f"〔2026〕{int(first) + place}号"
        for _ in range(100):
            # Refused because the first try had been committed after all: it is there, which is what was asked.
            if done("matter", "begin", "mediation.people", f"number={number}", *OPENING, "--as", "E0001") == 0:
                print(number, flush=True)
                break
            if done("matter", "show", "mediation.people", number) == 0:
                break
            time.sleep(0.2)


main()
