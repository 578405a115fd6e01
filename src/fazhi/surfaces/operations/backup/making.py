"""Making a backup: the database at one moment, then every file beside it. Everybody works on meanwhile."""

import errno
import hashlib
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from fazhi.kernel.audit import services as audit
from fazhi.kernel.audit.canonical import canonical
from fazhi.kernel.indicators.live import Live
from fazhi.surfaces.operations import standing
from fazhi.surfaces.operations.backup import archive, databases
from fazhi.surfaces.operations.backup.contents import contents
from fazhi.surfaces.operations.backup.secrets import Secret
from fazhi.surfaces.operations.errors import CannotWrite, NoRoom

MADE = "backup.make"
SUFFIX = ".backup"
KEYS = "key"
"""The folder of keys, which a backup never holds: whoever has the key and the trail can write another trail."""

_SCRATCH = ".fazhi-scratch-"
_DERIVED = {"law", "lookup"}
"""Made anew from the database when they are missing."""
_LEFT_OUT = frozenset({KEYS, "jobs", "fazhi.log", "import.lock", "worker.lock", *_DERIVED, *databases.MEMBERS.values()})
_PASSING = {Path("files", "ledgers", "staging"), Path("files", "masking")}
"""What is on its way: rows being written, and originals that go when their masked file is taken."""


@dataclass(frozen=True)
class Made:
    """
    A backup that has been made.

    contents  what it holds, as `contents.contents`
    gone      files that were removed between the snapshot and their turn
    """

    path: Path
    sha256: str
    bytes: int
    files: int
    gone: int
    contents: dict[str, Any]


def make(out: Path, secret: Secret, *, data_dir: Path, by: str, at: datetime) -> Made:
    """
    Back up the data folder and its database into one sealed file.

    out  a new file, or a folder, in which it is named after the moment

    Raises InTheWay, NoRoom, CannotWrite, ToolMissing, ToolFailed; then there is no file.
    """
    databases.require_tools()
    target = out / f"fazhi-{timezone.localtime(at):%Y%m%d-%H%M%S}{SUFFIX}" if out.is_dir() else out
    require_room(data_dir, databases.size())
    gone = 0
    with scratch_in(data_dir) as scratch, archive.written(target, secret) as writer:
        # Before the snapshot: an anchor that names a later entry would accuse the restored trail of a cut tail.
        anchors = _bytes_of(data_dir / "anchors.jsonl")
        with Live().snapshot():
            held = contents()
            database = _copied(scratch)
        writer.add_bytes(archive.FIRST, canonical({**held, "made_at": at.isoformat()}))
        writer.add_file(database.name, database)
        if anchors is not None:
            writer.add_bytes("anchors.jsonl", anchors)
        for name, path in _files(data_dir):
            gone += not writer.add_file(name, path)
        files = writer.files - 1
    made = Made(target, _digest(target), target.stat().st_size, files, gone, held)
    _tell(made, by=by, at=at)
    return made


def make_keys(out: Path, secret: Secret, *, data_dir: Path) -> tuple[str, ...]:
    """
    Seal the keys of the data folder into a file of their own; returns their names.

    Raises InTheWay, CannotWrite.
    """
    paths = sorted(path for path in (data_dir / KEYS).glob("*.key") if path.is_file())
    with archive.written(out, secret) as writer:
        writer.add_bytes(archive.FIRST, canonical({"keys": [path.name for path in paths]}))
        for path in paths:
            writer.add_file(f"{KEYS}/{path.name}", path)
    return tuple(path.name for path in paths)


def _tell(made: Made, *, by: str, at: datetime) -> None:
    """Enter it into the trail, unless the trail is of another version than the program: a backup before an upgrade."""
    if standing.is_of_this_version():
        payload = {"sha256": made.sha256, "bytes": made.bytes, "entries": made.contents["trail"]["entries"]}
        with transaction.atomic():
            audit.record(MADE, by=by, at=at, payload=payload, detail={"file": made.path.name})
        audit.anchor("export", at=at)


def require_room(place: Path, needed: int) -> None:
    """Raise NoRoom unless the disk of `place` has that many bytes free."""
    free = shutil.disk_usage(place).free
    if free < needed:
        raise NoRoom(place, needed, free)


def _copied(scratch: Path) -> Path:
    try:
        return databases.copy_out(scratch)
    except OSError as error:
        raise CannotWrite(scratch, error.errno or 0) from error
    except sqlite3.OperationalError as error:
        is_full = error.sqlite_errorcode == sqlite3.SQLITE_FULL
        raise CannotWrite(scratch, errno.ENOSPC if is_full else errno.EIO) from error


@contextmanager
def scratch_in(room: Path) -> Iterator[Path]:
    """
    A folder in `room` that is its owner's alone, gone afterwards unless it was moved; what killed processes left goes first.

    Raises CannotWrite.
    """
    for left in room.glob(f"{_SCRATCH}*"):
        if not _is_alive(left):
            shutil.rmtree(left, ignore_errors=True)
    try:
        place = Path(tempfile.mkdtemp(prefix=f"{_SCRATCH}{os.getpid()}-", dir=room))
    except OSError as error:
        raise CannotWrite(room, error.errno or 0) from error
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _is_alive(left: Path) -> bool:
    number = left.name.removeprefix(_SCRATCH).partition("-")[0]
    return number.isdecimal() and Path("/proc", number).exists()


def _files(data_dir: Path) -> Iterator[tuple[str, Path]]:
    """Every file of the data folder that is whole and meant to stay, with its name in the archive."""
    for folder, folders, names in os.walk(data_dir):
        here = Path(folder).relative_to(data_dir)
        folders[:] = sorted(name for name in folders if _is_kept(here / name))
        for name in sorted(names):
            path = data_dir / here / name
            if _is_kept(here / name) and path.is_file() and not path.is_symlink():
                yield (here / name).as_posix(), path


def _is_kept(name: Path) -> bool:
    if name.parent == Path() and (name.name in _LEFT_OUT or name.name.startswith(databases.MEMBERS["sqlite"])):
        return False
    is_draft = name.name.startswith(".") or name.suffix in {".partial", ".part", ".incoming", ".named"}
    return name not in _PASSING and name != Path("anchors.jsonl") and not is_draft and name.suffix != SUFFIX


def _bytes_of(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
