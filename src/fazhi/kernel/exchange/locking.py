"""
One import at a time (导入互斥): a lock on a file in the data folder, which says whose it is, and one in the database.

Both go with the process that holds them, so a killed import frees them; what it was at is still written in the file. The
file's lock is of one machine. On PostgreSQL, which several machines may share, an advisory lock keeps them apart as well;
what the other machine is at stands in its batch.
"""

import fcntl
import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from fazhi.kernel.exchange import limits
from fazhi.kernel.exchange.errors import ImportCancelled, ImportRunning
from fazhi.kernel.exchange.models import BatchState, LedgerBatch
from fazhi.kernel.exchange.terms import Cancelled

_POLL_SECONDS = 0.1
_ADVISORY_KEY = 0x46_5A_4C_45_44_47_45_52
""""FZLEDGER" in ASCII; one number for all of one database's imports."""


@dataclass
class Hold:
    """
    The lock, held.

    left  the file that an import killed in the middle was at, None if the one before ended in order
    """

    descriptor: int
    started_at: datetime
    left: str | None

    def note(self, file: str) -> None:
        """Say which file is being imported."""
        content = json.dumps({"file": file, "started_at": self.started_at.isoformat(), "pid": os.getpid()})
        os.ftruncate(self.descriptor, 0)
        os.pwrite(self.descriptor, content.encode(), 0)

    def clear(self) -> None:
        """Say that nothing is left unfinished, whatever happens next."""
        os.ftruncate(self.descriptor, 0)


@dataclass(frozen=True)
class Running:
    """The import that holds the lock: its file, "" while that is not known, and when it began, as ISO text."""

    file: str
    started_at: str


def running(data_dir: Path) -> Running | None:
    """The import that holds the lock of `data_dir` at this moment, None if nobody does; takes no lock itself."""
    path = data_dir / "import.lock"
    if not path.exists():
        return None
    descriptor = os.open(path, os.O_RDWR)
    try:
        if _take(descriptor):
            return None
        noted = _noted(descriptor)
        return Running(noted.get("file", ""), noted.get("started_at", ""))
    finally:
        os.close(descriptor)


@contextmanager
def exclusive(data_dir: Path, *, at: datetime, cancelled: Cancelled | None = None) -> Iterator[Hold]:
    """
    Hold the import lock of `data_dir` and of the database, waiting for another import up to `limits.wait_seconds()`.

    cancelled  asked while waiting; True ends it

    Raises ImportRunning with the other's file and start, ImportCancelled.
    """
    data_dir.mkdir(parents=True, exist_ok=True)
    until = time.monotonic() + limits.wait_seconds()
    descriptor = os.open(data_dir / "import.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _wait(lambda: _take(descriptor), until, lambda: _noted(descriptor), cancelled)
        with _database_lock(until, cancelled):
            yield Hold(descriptor, at, _noted(descriptor).get("file"))
            # Not reached when the body fails: what it was at is then found as after a kill.
            os.ftruncate(descriptor, 0)
    finally:
        os.close(descriptor)


def _take(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def _database_lock(until: float, cancelled: Cancelled | None) -> Iterator[None]:
    """
    Hold PostgreSQL's advisory lock, on a connection of its own: it is the session's, whatever becomes of transactions.
    """
    if connection.vendor != "postgresql":
        yield
        return
    session = connection.copy()
    try:
        _wait(lambda: _take_advisory(session), until, _running_batch, cancelled)
        yield
    finally:
        session.close()


def _take_advisory(session: BaseDatabaseWrapper) -> bool:
    with session.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_ADVISORY_KEY])
        return bool(cursor.fetchone()[0])


def _running_batch() -> dict[str, str]:
    """The file that another machine is at; none while it still reads its files."""
    batch = LedgerBatch.objects.filter(state=BatchState.RUNNING).order_by("-id").first()
    return {"file": batch.name, "started_at": batch.started_at.isoformat()} if batch else {}


def _wait(
    take: Callable[[], bool], until: float, holder: Callable[[], dict[str, str]], cancelled: Cancelled | None
) -> None:
    while not take():
        if cancelled is not None and cancelled():
            raise ImportCancelled(holder().get("file", ""))
        if time.monotonic() >= until:
            noted = holder()
            raise ImportRunning(noted.get("file", ""), noted.get("started_at", ""), limits.wait_seconds())
        time.sleep(_POLL_SECONDS)


def _noted(descriptor: int) -> dict[str, str]:
    content = os.pread(descriptor, 65536, 0)
    try:
        return dict(json.loads(content)) if content else {}
    except ValueError:
        # killed between truncating and writing
        return {"file": ""}
