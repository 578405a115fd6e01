"""
Where a file lies while it is being masked: `files/masking` of the data folder, one folder each, seen by the post that brought it.

The original is kept no longer than that: it goes when the masked file is taken, when it is given up, or after a day.
"""

import json
import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from fazhi.kernel.papers.media import clean_name

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST = timedelta(days=1)
_NOTE = "note.json"


@dataclass(frozen=True)
class Waiting:
    """A file that is being masked; `by` is the code of the post that brought it, `paper` the id of the paper of a matter it is."""

    key: UUID
    name: str
    by: str
    at: datetime
    path: Path
    paper: UUID | None = None


def keep(
    chunks: "Iterable[bytes]", name: str, *, by: str, at: datetime, data_dir: Path, paper: UUID | None = None
) -> Waiting:
    """Write the file under a name fit for a disk."""
    key, name = uuid4(), clean_name(name)
    place = _folder(data_dir) / str(key)
    place.mkdir(mode=0o700)
    with (place / name).open("wb") as file:
        for chunk in chunks:
            file.write(chunk)
    note = {"name": name, "by": by, "at": at.isoformat(), "paper": paper.hex if paper else ""}
    (place / _NOTE).write_text(json.dumps(note), "utf-8")
    return Waiting(key, name, by, at, place / name, paper)


def waiting(key: UUID, *, by: str, data_dir: Path) -> Waiting | None:
    """The post's own file; None if there is none."""
    found = _read(_folder(data_dir) / str(key))
    return found if found is not None and found.by == by else None


def all_of(by: str, *, data_dir: Path) -> tuple[Waiting, ...]:
    """The post's files, the latest first."""
    found = (_read(place) for place in _folder(data_dir).iterdir())
    return tuple(sorted((each for each in found if each and each.by == by), key=lambda each: each.at, reverse=True))


def remove(key: UUID, *, data_dir: Path) -> None:
    """The original and its note go."""
    shutil.rmtree(_folder(data_dir) / str(key), ignore_errors=True)


def sweep(*, at: datetime, data_dir: Path) -> int:
    """Remove what has waited too long, whoever brought it; returns how many."""
    old = [each for each in map(_read, _folder(data_dir).iterdir()) if each and each.at < at - LONGEST]
    for each in old:
        remove(each.key, data_dir=data_dir)
    return len(old)


def _folder(data_dir: Path) -> Path:
    place = data_dir / "files" / "masking"
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place


def _read(place: Path) -> Waiting | None:
    try:
        note = json.loads((place / _NOTE).read_text("utf-8"))
        at, paper = datetime.fromisoformat(note["at"]), note.get("paper")
        key, path = UUID(place.name), place / note["name"]
        return Waiting(key, note["name"], note["by"], at, path, UUID(paper) if paper else None)
    except (OSError, ValueError):
        return None
