"""
Anchors: how long the chain was and how it ended, kept beside the database in a file that only grows.

An old head replayed over a cut tail is a valid head; only an anchor made since tells.
"""

import errno
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True)
class Anchor:
    """
    One line of the file.

    entries  length of the chain
    mac      MAC of its latest entry
    reason   "import", "export", "freeze", "daily", …
    at       when, ISO 8601 in UTC
    """

    entries: int
    mac: str
    reason: str
    at: str


def anchors_path() -> Path:
    return Path(settings.DATA_DIR) / "anchors.jsonl"


def append(anchor: Anchor) -> None:
    """
    Write one line at the end and see it to the disk; two writers' lines do not mix (O_APPEND, one write).

    A line that does not go in whole, as on a full disk, is taken away again: half of one would look like tampering.
    Raises OSError.
    """
    path = anchors_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    line = (json.dumps(asdict(anchor), ensure_ascii=False) + "\n").encode()
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        written = os.write(descriptor, line)
        if written < len(line):
            os.ftruncate(descriptor, os.fstat(descriptor).st_size - written)
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def read_anchors() -> Iterator[Anchor | None]:
    """The anchors in file order; None for a line that can't be read as one. Nothing if there is no file."""
    path = anchors_path()
    if not path.exists():
        return
    for line in path.read_bytes().splitlines():
        yield _parse(line)


def _parse(line: bytes) -> Anchor | None:
    try:
        anchor = Anchor(**json.loads(line))
    except (ValueError, TypeError):
        return None
    return anchor if isinstance(anchor.entries, int) else None
