"""Which jobs there are, and what each does; a room declares its own when Django starts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from fazhi.surfaces.jobs.errors import UnknownJob


@dataclass(frozen=True)
class Run:
    """
    One run of a job, as the job sees it.

    by         code of the post that asked; the job acts as it, at the moment `at`
    arguments  what it was asked with
    tell       says how far it is: the stage, the share of the whole from 0 to 1 and the seconds left, None where unknown
    cancelled  True once somebody wants it to stop; a job asks between its steps
    """

    id: UUID
    by: str
    at: datetime
    arguments: Mapping[str, Any]
    data_dir: Path
    tell: Callable[[str, float | None, float | None], None]
    cancelled: Callable[[], bool]


Work = Callable[[Run], Mapping[str, Any]]
"""Does the job; answers plain values. Raises JobStopped for what it expects, Cancelled when it was told to stop."""


class Cancelled(Exception):
    """A job that stopped because `Run.cancelled` said so; nothing of it is left."""


Aftermath = Callable[[UUID, str, Mapping[str, Any]], None]


@dataclass(frozen=True)
class Declared:
    """
    A job.

    work   does it
    ended  told how each job of that name ended: its id, its state, its arguments; also of one that was killed
    """

    work: Work
    ended: Aftermath | None = None


_jobs: dict[str, Declared] = {}
_recoveries: list[Callable[[datetime, Path], None]] = []


def register(name: str, work: Work, *, ended: Aftermath | None = None) -> None:
    """Make a job known under `name`, as "imports.check"."""
    _jobs[name] = Declared(work, ended)


def on_start(recover: Callable[[datetime, Path], None]) -> None:
    """Have `recover` called when a worker starts, before its first job, with the moment and the data folder."""
    if recover not in _recoveries:
        _recoveries.append(recover)


def declared(name: str) -> Declared:
    """The job of that name; raises UnknownJob."""
    if name not in _jobs:
        raise UnknownJob(name)
    return _jobs[name]


def aftermath(name: str) -> Aftermath | None:
    """What is to be told of the end of a job of that name, None if nothing, or if no room has such a job any more."""
    found = _jobs.get(name)
    return found.ended if found else None


def recoveries() -> tuple[Callable[[datetime, Path], None], ...]:
    return tuple(_recoveries)
