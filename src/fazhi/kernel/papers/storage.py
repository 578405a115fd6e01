"""
Where files lie: `files/ab/cd/<sha256>` of the data folder, by the digest of their content, readable by their owner only.

A file is written aside, brought to the disk and renamed, so that what stands under a digest is whole.
"""

import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from fazhi.kernel.papers.errors import FileDamaged

_SHARD = re.compile(r"[0-9a-f]{2}")


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def root() -> Path:
    return Path(settings.DATA_DIR) / "files"


def path_of(sha256: str) -> Path:
    return root() / sha256[:2] / sha256[2:4] / sha256


def put(content: bytes) -> str:
    """Keep `content` and return its digest; what is there whole already is left alone, what is damaged is replaced."""
    sha256 = digest(content)
    target = path_of(sha256)
    if target.is_file() and digest(target.read_bytes()) == sha256:
        return sha256
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, draft = tempfile.mkstemp(prefix=".draft-", dir=target.parent)  # 0600
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, target)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
    _to_disk(target.parent)
    return sha256


def _to_disk(folder: Path) -> None:
    """A rename is on the disk when its folder is."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def get(sha256: str) -> bytes:
    """The content under a digest, checked; raises FileDamaged if it is missing or something else."""
    target = path_of(sha256)
    if not target.is_file():
        raise FileDamaged(sha256, "missing")
    content = target.read_bytes()
    if digest(content) != sha256:
        raise FileDamaged(sha256, "damaged")
    return content


def state(sha256: str) -> str:
    """ "whole", "missing" or "damaged", read in pieces: a check of all files must not hold one in memory."""
    target = path_of(sha256)
    if not target.is_file():
        return "missing"
    with target.open("rb") as file:
        return "whole" if hashlib.file_digest(file, "sha256").hexdigest() == sha256 else "damaged"


def kept() -> Iterator[str]:
    """Names of all files in the store, drafts of killed processes included; other rooms' folders are left aside."""
    for shard in sorted(root().glob("??")):
        if _SHARD.fullmatch(shard.name):
            yield from sorted(path.name for path in shard.glob("*/*") if path.is_file())
