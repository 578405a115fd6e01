"""
One process of `test_writers`: `python writing.py ROLE NAME COUNT GATE`, one JSON document on stdout.

It starts when the file GATE is there, so that all processes run at the same time.
"""

import json
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import django

django.setup()

from django.db import connection, transaction  # noqa: E402

from fazhi.kernel.audit import services  # noqa: E402
from fazhi.kernel.audit.models import Entry  # noqa: E402
from fazhi.kernel.audit.queries import head_state  # noqa: E402

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


def check(name: str, count: int) -> dict[str, object]:
    answer = services.verify(at=AT)
    return {"entries": answer.entries, "holds": answer.holds, "findings": [str(f) for f in answer.findings]}


if __name__ == "__main__":
    role, name, count, gate = sys.argv[1:]
    connection.ensure_connection()
    while not Path(gate).exists():
        time.sleep(0.01)
    print(json.dumps({"write": write, "bulk": bulk, "read": read, "check": check}[role](name, int(count))))
