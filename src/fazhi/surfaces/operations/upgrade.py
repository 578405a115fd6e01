"""
An upgrade, rehearsed (升级演练): the migrations that wait are done to a copy of the database, which is then thrown away.

On SQLite the copy is made and upgraded here, so its times are those of the real upgrade on this machine. A PostgreSQL database is
rehearsed by restoring a backup into another database (docs/operations.md); here it is told what waits.
"""

import shutil
import time
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

from fazhi.kernel.indicators.live import Live
from fazhi.surfaces.operations import standing
from fazhi.surfaces.operations.backup import databases
from fazhi.surfaces.operations.backup.making import require_room, scratch_in
from fazhi.surfaces.operations.backup.restoring import ask, lend_keys


@dataclass(frozen=True)
class Rehearsal:
    """
    What an upgrade would do.

    pending          migrations, as "app.name"
    bytes, free      size of the database, room on the data folder's disk
    copy_seconds     how long a copy of the database took, None where none was made
    upgrade_seconds  how long the upgrade of the copy took, start of the program included
    """

    pending: tuple[str, ...]
    bytes: int
    free: int
    copy_seconds: float | None = None
    upgrade_seconds: float | None = None


def rehearse(data_dir: Path) -> Rehearsal:
    """
    Do the upgrade to a copy. Without a database there is nothing to copy, and everything waits.

    Raises NoRoom, CannotWrite; ToolFailed with what the upgrade of the copy was refused for.
    """
    pending = standing.unapplied()
    size, free = databases.size(), shutil.disk_usage(data_dir).free
    if not pending or connection.vendor != "sqlite":
        return Rehearsal(pending, size, free)
    # The copy, and what Django's remaking of tables writes beside it.
    require_room(data_dir, 2 * size)
    with scratch_in(data_dir) as place:
        began = time.perf_counter()
        with Live().snapshot():
            databases.copy_out(place)
        copied = time.perf_counter()
        lend_keys(data_dir, place)
        ask(["setup"], place, None)
        return Rehearsal(pending, size, free, round(copied - began, 2), round(time.perf_counter() - copied, 2))
