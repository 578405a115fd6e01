"""
Restoring a backup: unpacked beside where it shall go, compared with what was backed up, then put in place in one step.

What is compared is asked of the restored data folder by a process of its own, which has that folder and that database and
knows nothing of ours.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import connection

from fazhi.surfaces.operations import standing
from fazhi.surfaces.operations.backup import archive, databases
from fazhi.surfaces.operations.backup.contents import differences
from fazhi.surfaces.operations.backup.making import KEYS, require_room, scratch_in
from fazhi.surfaces.operations.backup.secrets import Secret
from fazhi.surfaces.operations.errors import (
    BackupNewer,
    CannotWrite,
    ContentsDiffer,
    InTheWay,
    NotABackup,
    OtherDatabase,
    ToolFailed,
)

_SHOWN = 20


@dataclass(frozen=True)
class Verified:
    """
    What a backup was found to hold, when restored into a scratch place.

    differences  from what it says of itself, as (what, backed up, restored)
    figures      how many were compared; None: it is of another version, whose definitions this program has not
    trail        "whole", "broken", or "unchecked" where the trail's key is not at hand
    """

    head: dict[str, Any]
    differences: tuple[tuple[str, Any, Any], ...]
    tables: int
    rows: int
    figures: int | None
    trail: str

    @property
    def holds(self) -> bool:
        return not self.differences and self.trail != "broken"


@dataclass(frozen=True)
class Restored:
    """`keys` are the names of the keys that were put with it; `pending` says that the database must still be upgraded."""

    head: dict[str, Any]
    keys: tuple[str, ...] = field(default=())
    pending: bool = False


def verify(source: Path, secret: Secret, *, data_dir: Path) -> Verified:
    """
    Restore into a scratch place, compare, check the trail there, and leave nothing.

    Raises what `restore` raises, but for ContentsDiffer.
    """
    room = data_dir if data_dir.is_dir() else Path(tempfile.gettempdir())
    with _unpacked(source, secret, room) as (place, head), _database_for(head, place) as address:
        lend_keys(data_dir, place)
        found = ask(["backup", "contents"], place, address)
        trail = _trail(place, address)
        return Verified(
            head,
            tuple(differences(head, found)),
            len(found["tables"]),
            sum(found["tables"].values()),
            None if found["figures"] is None else sum(len(figures) for figures in found["figures"].values()),
            trail,
        )


def restore(source: Path, secret: Secret, *, data_dir: Path, keys: tuple[Path, Secret] | None) -> Restored:
    """
    Make the data folder `data_dir` from a backup, and fill the PostgreSQL database that the settings name.

    data_dir  does not exist yet, or is empty; it is there only when everything is
    keys      the sealed file of the keys, and its secret; without it they must be put there by hand

    Raises NotABackup, WrongSecret, BackupTorn, BackupDamaged, BackupNewer, OtherDatabase, InTheWay, NoRoom, CannotWrite,
    ToolMissing, ToolFailed, ContentsDiffer.
    """
    if data_dir.exists() and (not data_dir.is_dir() or any(data_dir.iterdir())):
        raise InTheWay(data_dir)
    databases.require_tools()
    if connection.vendor == "postgresql":
        databases.require_empty()
    with _unpacked(source, secret, data_dir.parent) as (place, head):
        named = _unpack_keys(keys, place)
        address = None
        if head["vendor"] == "postgresql":
            dump = place / databases.MEMBERS["postgresql"]
            databases.put_in(dump, connection.settings_dict["NAME"])
            dump.unlink()
            address = databases.url(connection.settings_dict["NAME"])
        found = differences(head, ask(["backup", "contents"], place, address))
        if found:
            raise ContentsDiffer(source, tuple(found[:_SHOWN]))
        _put(place, data_dir)
    return Restored(head, named, pending=bool(standing.missing(frozenset(head["migrations"]))))


def _put(place: Path, data_dir: Path) -> None:
    try:
        archive.put_in_place(place, data_dir)
    except OSError as error:
        raise CannotWrite(data_dir, error.errno or 0) from error


@contextmanager
def _unpacked(source: Path, secret: Secret, room: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The members of a backup in a folder in `room`, which is gone afterwards unless it was moved."""
    _require_ours(source, archive.head_of(source, secret))
    try:
        room.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(room, error.errno or 0) from error
    require_room(room, source.stat().st_size)
    with scratch_in(room) as place:
        yield place, archive.unpack(source, secret, place)


def _require_ours(source: Path, head: dict[str, Any]) -> None:
    """Raise NotABackup for sealed keys, OtherDatabase, BackupNewer."""
    if "vendor" not in head:
        raise NotABackup(source)
    if head["vendor"] != connection.vendor:
        raise OtherDatabase(source, head["vendor"])
    if standing.unknown(frozenset(head["migrations"])):
        raise BackupNewer(source, head["version"])


def _unpack_keys(keys: tuple[Path, Secret] | None, place: Path) -> tuple[str, ...]:
    if keys is None:
        return ()
    path, secret = keys
    if "keys" not in archive.head_of(path, secret):
        raise NotABackup(path)
    return tuple(archive.unpack(path, secret, place)["keys"])


@contextmanager
def _database_for(head: dict[str, Any], place: Path) -> Iterator[str | None]:
    """The address of a scratch PostgreSQL database with the dump in it; None for SQLite, whose file lies in `place`."""
    if head["vendor"] == "sqlite":
        yield None
        return
    with databases.scratch() as name:
        databases.put_in(place / databases.MEMBERS["postgresql"], name)
        yield databases.url(name)


def lend_keys(data_dir: Path, place: Path) -> None:
    """The keys of our own data folder, for as long as the scratch place stands."""
    if (data_dir / KEYS).is_dir():
        shutil.copytree(data_dir / KEYS, place / KEYS)


def _trail(place: Path, address: str | None) -> str:
    if not (place / KEYS / "trail.key").exists():
        return "unchecked"
    return "whole" if ask(["audit", "verify"], place, address)["holds"] else "broken"


def ask(words: list[str], place: Path, address: str | None) -> dict[str, Any]:
    """One of our commands about the restored data folder, by a process of its own."""
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    if address is not None:
        environment["DATABASE_URL"] = address
    command = [sys.executable, "-m", "fazhi", "--data", str(place), *words, "--json"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603  our own command
    if done.returncode not in {0, 1}:
        raise ToolFailed(f"fazhi {' '.join(words)}", done.stderr.strip().splitlines()[-1])
    return dict(json.loads(done.stdout))
