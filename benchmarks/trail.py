"""
The trail at size: written by a fast writer, checked, exported; and how fast acts are recorded on top of it.

    python benchmarks/trail.py [--entries N] [--data DIR] [--walk]

The writer seals with the function that `record` uses and puts the rows in without the triggers, which stand again
before anything is measured; `record` must go on from there and `verify` must hold, or the run fails. With DIR the trail
is kept there and used again. SQLite, or an empty database named by DATABASE_URL. `--walk` also times the check without
stretches, entry by entry in one process. Prints a Markdown table.
"""

import argparse
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

START = datetime(2024, 1, 1, tzinfo=UTC)
PAGE = 20_000
ACTS = 200


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entries", type=int, default=1_000_000, metavar="N")
    parser.add_argument("--data", type=Path, metavar="DIR", help="keep the trail here")
    parser.add_argument("--walk", action="store_true", help="time the check entry by entry, too")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        data = arguments.data or Path(scratch)
        data.mkdir(parents=True, exist_ok=True)
        os.environ["FAZHI_DATA"] = str(data)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fazhi.config.settings")
        import django

        django.setup()
        prepare(arguments.entries)
        report(arguments.entries, measured(Path(scratch), walk=arguments.walk))


def prepare(entries: int) -> None:
    """A database with a trail of at least `entries`."""
    from django.core.management import call_command

    from fazhi.kernel.audit.queries import head_state
    from fazhi.kernel.audit.services import create_key

    call_command("migrate", verbosity=0)
    create_key()
    found = head_state().entries
    if not found:
        fill(entries)
    elif found < entries:
        sys.exit(f"The trail in this database has {found} entries already; give an empty one.")


def fill(entries: int) -> None:
    """Write the trail past the triggers, a page to a transaction."""
    from django.db import connection, transaction

    from fazhi.config import schema
    from fazhi.kernel.audit.chain import GENESIS, head_mac
    from fazhi.kernel.audit.key import read_key
    from fazhi.kernel.audit.models import Head

    started = time.perf_counter()
    key = read_key()
    schema.drop_all()
    sealed = sealed_acts(entries, key)
    latest = GENESIS
    while page := list(islice(sealed, PAGE)):
        with transaction.atomic():
            insert(page)
        latest = page[-1].mac
        print(f"\r\x1b[K{page[-1].number:,} entries written", end="", file=sys.stderr, flush=True)
    Head.objects.create(pk=1, count=entries, latest_mac=latest, mac=head_mac(key, entries, latest))
    schema.create_all()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(f" in {time.perf_counter() - started:.0f} s", file=sys.stderr)


def sealed_acts(entries: int, key: bytes) -> Iterator[Any]:
    """Acts such as the mediation line records, three of four with details."""
    from fazhi.kernel.audit.chain import GENESIS
    from fazhi.kernel.audit.drafts import EntryDraft, sealed

    previous = GENESIS
    for number in range(1, entries + 1):
        at = START + timedelta(seconds=number * 3)
        draft = EntryDraft(
            "mediation.people.settle",
            f"E{number % 400:04}@XM-SM-01:mediator",
            at,
            ("mediation.people", f"{number * 0x9E3779B97F4A7C15 % 2**128:032x}"),
            "人民调解法 第三十三条",
            {"from": "accepted", "to": "settled", "version": 3},
            {"agreement": f"第 {number} 号", "phone": f"{number:011}"} if number % 4 else None,
            "desk",
            at - timedelta(hours=8, microseconds=number % 10**6),
        )
        entry = sealed(draft, number, previous, key)
        previous = entry.mac
        yield entry


def insert(page: list[Any]) -> None:
    from django.db import connection

    from fazhi.kernel.audit.models import CHAINED
    from fazhi.kernel.audit.recording import _stored

    tables = {
        "audit_entry": ((*CHAINED, "mac"), [tuple(map(_stored, entry.columns)) for entry in page]),
        "audit_detail": (
            ("entry_id", "salt", "content"),
            [(entry.number, entry.salt, entry.content) for entry in page if entry.salt],
        ),
    }
    with connection.cursor() as cursor:
        for table, (columns, rows) in tables.items():
            if connection.vendor == "postgresql":
                with cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
                    for row in rows:
                        copy.write_row(row)
            else:
                marks = ", ".join(["%s"] * len(columns))
                cursor.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)


def measured(scratch: Path, *, walk: bool) -> dict[str, tuple[float, float]]:
    """What was done → seconds, and seconds of all our processes on a core."""
    from django.db import transaction

    from fazhi.kernel.audit import services, verification
    from fazhi.kernel.audit.drafts import EntryDraft
    from fazhi.kernel.audit.exporting import check_export
    from fazhi.kernel.audit.key import read_key

    at = START + timedelta(days=3650)
    drafts = [
        EntryDraft("matter.close", "system", at, ("matter", str(n)), payload={"n": n}, detail={"phone": str(n)})
        for n in range(ACTS)
    ]

    def verify() -> None:
        answer = services.verify(at=at)
        if not answer.holds:
            sys.exit(f"The trail does not hold: {answer.findings[:5]}")

    def walk_alone() -> None:
        stretch, verification.STRETCH = verification.STRETCH, 10**12
        proven, verification._proven = verification._proven, lambda key, bounds: (None for _ in bounds)
        verify()
        verification.STRETCH, verification._proven = stretch, proven

    def one_by_one() -> None:
        for draft in drafts:
            with transaction.atomic():
                services.record_many([draft])

    def at_once() -> None:
        with transaction.atomic():
            services.record_many(drafts)

    days = (START.date(), at.date() - timedelta(days=1))
    jobs: dict[str, Callable[[], object]] = {
        f"{ACTS} acts, a transaction each": one_by_one,
        f"{ACTS} acts in one transaction": at_once,
        "verify": verify,
        "verify, again": verify,
        "export to .csv": lambda: services.export(*days, scratch / "trail.csv", details=False, by="system", at=at),
        "check that .csv": lambda: check_export(scratch / "trail.csv", read_key()),
    }
    if walk:
        jobs["verify, entry by entry in one process"] = walk_alone
    return {name: timed(job) for name, job in jobs.items()}


def timed(job: Callable[[], object]) -> tuple[float, float]:
    start, cores = time.perf_counter(), sum(os.times()[:4])
    job()
    return time.perf_counter() - start, sum(os.times()[:4]) - cores


def report(entries: int, found: dict[str, tuple[float, float]]) -> None:
    print(f"| {entries:,} entries | s | core s |\n|---|---:|---:|")
    for name, (seconds, cores) in found.items():
        print(f"| {name} | {seconds:.2f} | {cores:.2f} |")
    here, others = (
        resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    print(f"\nPeak memory: {here:.0f} MiB here, {others:.0f} MiB in the largest other process.")


if __name__ == "__main__":
    main()
