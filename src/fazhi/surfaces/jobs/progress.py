"""
How far a job is, and whether it shall stop: small files in `jobs` of the data folder.

They are not in the database because a job may hold SQLite's one write lock for seconds: what it told would not be seen, and
who wants to cancel it would have to wait for it. Who did what with which end stands in the database.
"""

import json
import os
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID


@dataclass(frozen=True)
class Told:
    """
    What a job says of itself while it runs.

    stage         what is being done, in Chinese
    percent       of the whole, 0 to 100; None while that is not known
    seconds_left  of the whole when it was told, judged by the rate so far; None while that is not known
    told_at       when
    """

    stage: str
    percent: int | None
    seconds_left: int | None
    told_at: datetime


def tell(job: UUID, told: Told, data_dir: Path) -> None:
    """Replace what was told before."""
    path = _folder(data_dir) / f"{job}.json"
    draft = path.with_suffix(".draft")
    draft.write_text(json.dumps({**asdict(told), "told_at": told.told_at.isoformat()}), encoding="utf-8")
    os.replace(draft, path)


def told(job: UUID, data_dir: Path) -> Told | None:
    """What the job told last, None before it has told anything."""
    try:
        content = json.loads((_folder(data_dir) / f"{job}.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return Told(**{**content, "told_at": datetime.fromisoformat(content["told_at"])})


def ask_to_stop(job: UUID, data_dir: Path) -> None:
    """Leave word for the job that it shall stop."""
    (_folder(data_dir) / f"{job}.stop").touch()


def shall_stop(job: UUID, data_dir: Path) -> bool:
    """Whether somebody has."""
    return (_folder(data_dir) / f"{job}.stop").exists()


def forget(job: UUID, data_dir: Path) -> None:
    """Remove both at the end of the job."""
    for suffix in (".json", ".stop"):
        (_folder(data_dir) / f"{job}{suffix}").unlink(missing_ok=True)


def _folder(data_dir: Path) -> Path:
    place = data_dir / "jobs"
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place
