"""How uploads and batches look: their kind by its title, how far they are, who is ahead of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from fazhi.kernel.exchange.formats import registered
from fazhi.kernel.exchange.queries import BatchTold, names_of
from fazhi.surfaces.jobs import queries as background
from fazhi.surfaces.jobs import worker
from fazhi.surfaces.jobs.models import Job, JobState
from fazhi.surfaces.web.imports.models import AT_WORK, KEPT, Upload

_MEBIBYTE = 1024 * 1024
STYLES = {"checked": "on", "refused": "over", "interrupted": "wait", "cancelled": "wait"}


@dataclass(frozen=True)
class Watched:
    """
    A job as the page shows it.

    says     what is being done, or what it waits for
    percent  of the whole, None while not known
    """

    job: Job
    says: str
    percent: int | None


@dataclass(frozen=True)
class ShownUpload:
    """`title` of the ledger that it was read as, `watched` while a job is at it, `style` of its state."""

    upload: Upload
    title: str
    size: str
    style: str
    watched: Watched | None

    @property
    def is_kept(self) -> bool:
        """Whether it waits for a person."""
        return self.upload.state in KEPT


@dataclass(frozen=True)
class ShownBatch:
    """`who` imported it, by name where that is known."""

    batch: BatchTold
    title: str
    who: str


def titles() -> dict[str, str]:
    return {format.code: format.title for format in registered()}


def shown_uploads(uploads: Sequence[Upload], *, at: datetime, data_dir: Path) -> tuple[ShownUpload, ...]:
    """Uploads as listed; their jobs are loaded with them."""
    at_work = [upload.job for upload in uploads if upload.state in AT_WORK and upload.job is not None]
    watched = watched_jobs(at_work, at=at, data_dir=data_dir)
    known = titles()
    return tuple(
        ShownUpload(
            upload,
            known.get(upload.found_kind, ""),
            _size(upload.size),
            STYLES.get(upload.state, ""),
            watched.get(upload.job_id) if upload.state in AT_WORK else None,
        )
        for upload in uploads
    )


def _size(count: int) -> str:
    return f"{count / _MEBIBYTE:.1f} MB" if count >= _MEBIBYTE else f"{-(-count // 1024)} KB"


def watched_jobs(jobs: Sequence[Job], *, at: datetime, data_dir: Path) -> dict[Any, Watched]:
    """How jobs stand, in words."""
    standings = background.standings(list(jobs), at=at)
    names = names_of({actor for standing in standings.values() for actor in standing.ahead_by})
    is_served = worker.is_served(data_dir) if jobs else True
    return {
        key: Watched(standing.job, _says(standing, names, is_served=is_served), standing.percent)
        for key, standing in standings.items()
    }


def _says(standing: background.Standing, names: dict[str, str], *, is_served: bool) -> str:
    if not is_served and standing.job.is_waited_for:
        return _("后台任务没有运行，启动后接着办。请告诉系统管理员。")
    if standing.job.state == JobState.QUEUED:
        if not standing.ahead:
            return _("排队，马上开始")
        who = "、".join(dict.fromkeys(names.get(actor, _("系统")) for actor in standing.ahead_by[:3]))
        return _("排队，前面有 %(count)d 个任务（%(who)s）") % {"count": standing.ahead, "who": who}
    if standing.is_stopping:
        return _("正在取消")
    if standing.percent is None:
        return standing.stage or _("开始")
    said = f"{standing.stage} {standing.percent}%"
    if standing.seconds_left is None:
        return said
    return _("%(said)s，约剩 %(seconds)d 秒") % {"said": said, "seconds": standing.seconds_left}


def shown_batches(batches: Sequence[BatchTold]) -> tuple[ShownBatch, ...]:
    """Batches as listed."""
    names, known = names_of({batch.by for batch in batches}), titles()
    return tuple(
        ShownBatch(batch, known.get(batch.kind, batch.kind), names.get(batch.by, _("控制台"))) for batch in batches
    )
