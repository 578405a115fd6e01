"""
One process of `test_number_writers`: `python drawing_numbers.py POST COUNT THREADS GATE`, drawn numbers on stdout.

It starts when the file GATE is there, so that all processes run at the same time.
"""

import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path

import django

django.setup()

from django.db import connection  # noqa: E402

from fazhi.kernel.organisations.models import Post  # noqa: E402
from fazhi.kernel.papers.services import issue_number  # noqa: E402

AT = datetime(2024, 6, 3, tzinfo=UTC)


def draw(code: str, count: int) -> list[int]:
    """`count` numbers, each in a transaction of its own."""
    by = Post.objects.system("test").select_related("office", "official").get(official__code=code)
    drawn = [issue_number("厦司", on=date(2024, 6, 3), by=by, at=AT, purpose=f"{n}").sequence for n in range(count)]
    connection.close()
    return drawn


if __name__ == "__main__":
    code, count, threads, gate = sys.argv[1:]
    while not Path(gate).exists():
        time.sleep(0.01)
    with ThreadPoolExecutor(int(threads)) as pool:
        parts = list(pool.map(lambda _: draw(code, int(count)), range(int(threads))))
    print(json.dumps([sequence for part in parts for sequence in part]))
