"""
One process of `test_writers`: `python writing.py ROLE NAME COUNT GATE`, one JSON document on stdout.

It starts when the file GATE is there, so that all processes run at the same time.
"""

import json
import os
import signal
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import django

django.setup()

from django.db import connection, transaction  # noqa: E402

from fazhi.kernel.audit import services, verification  # noqa: E402
from fazhi.kernel.audit.models import Entry  # noqa: E402
from fazhi.kernel.audit.queries import head_state  # noqa: E402
from fazhi.kernel.audit.services import EntryDraft  # noqa: E402

AT = datetime(2025, 1, 6, tzinfo=UTC)


def write(name: str, count: int) -> list[int]:
    """`count` acts, each in a transaction of its own; returns their numbers."""
    numbers = []
    for n in range(count):
        with transaction.atomic():
            entry = services.record("matter.accept", by=name, at=AT, subject=("matter", str(n)), detail={"n": n})
        numbers.append(entry.number)
    return numbers


def bulk(name: str, count: int) -> list[int]:
    """One transaction that writes `count` rows, lasts two seconds and ends with one entry."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany("INSERT INTO throwaway_row (n) VALUES (%s)", [(n,) for n in range(count)])
        time.sleep(2)
        entry = services.record("ledger.import", by=name, at=AT, payload={"rows": count})
    return [entry.number]


def read(name: str, count: int) -> list[bool]:
    """`count` looks into files, and the whole chain checked while others write; returns whether it held."""
    held = []
    for n in range(count):
        services.note_read(by=name, at=AT, subject=("matter", str(n)), reason="核对")
        assert Entry.objects.count() <= head_state().entries
        if n % 10 == 0:
            held.append(services.verify(at=AT).holds)
    return held


def acts(name: str, count: int) -> list[int]:
    """`count` bulks of ten acts, each in a transaction."""
    numbers = []
    for n in range(count):
        drafts = [EntryDraft("matter.close", name, AT, ("matter", f"{n}/{m}"), detail={"m": m}) for m in range(10)]
        with transaction.atomic():
            numbers += [entry.number for entry in services.record_many(drafts)]
    return numbers


def proof(name: str, count: int) -> list[bool]:
    """The whole chain checked `count` times by processes of its own, while others write."""
    verification.STRETCH, verification.APART_FROM = 100, 1
    return [services.verify(at=AT).holds for _ in range(count)]


def die(name: str, count: int) -> list[int]:
    """A writer that is killed by nobody's fault with its entry written and not committed."""
    with transaction.atomic():
        services.record_many([EntryDraft("matter.lost", name, AT, detail={"n": n}) for n in range(count)])
        os.kill(os.getpid(), signal.SIGKILL)
    return []


def check(name: str, count: int) -> dict[str, object]:
    answer = services.verify(at=AT)
    return {"entries": answer.entries, "holds": answer.holds, "findings": [str(f) for f in answer.findings]}


if __name__ == "__main__":
    role, name, count, gate = sys.argv[1:]
    connection.ensure_connection()
    while not Path(gate).exists():
        time.sleep(0.01)
    roles = {"write": write, "bulk": bulk, "acts": acts, "read": read, "proof": proof, "die": die, "check": check}
    print(json.dumps(roles[role](name, int(count))))
