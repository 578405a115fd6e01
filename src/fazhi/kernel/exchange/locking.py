"""
One import at a time (导入互斥): a lock on a file in the data folder, which says whose it is.

The lock goes with the process that holds it, so a killed import frees it; what it was at is still written in the file.
"""

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from fazhi.kernel.exchange import limits
from fazhi.kernel.exchange.errors import ImportRunning

_POLL_SECONDS = 0.1


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


@contextmanager
def exclusive(data_dir: Path, *, at: datetime) -> Iterator[Hold]:
    """
    Hold the import lock of `data_dir`, waiting for another import up to `limits.wait_seconds()`.

    Raises ImportRunning with the other's file and start.
    """
    data_dir.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(data_dir / "import.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _wait(descriptor)
        yield Hold(descriptor, at, _noted(descriptor).get("file"))
        # Not reached when the body fails: what it was at is then found as after a kill.
        os.ftruncate(descriptor, 0)
    finally:
        os.close(descriptor)


def _wait(descriptor: int) -> None:
    seconds = limits.wait_seconds()
    until = time.monotonic() + seconds
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                noted = _noted(descriptor)
                raise ImportRunning(noted.get("file", ""), noted.get("started_at", ""), seconds) from None
            time.sleep(_POLL_SECONDS)
        else:
            return


def _noted(descriptor: int) -> dict[str, str]:
    content = os.pread(descriptor, 65536, 0)
    try:
        return dict(json.loads(content)) if content else {}
    except ValueError:
        # killed between truncating and writing
        return {"file": ""}
