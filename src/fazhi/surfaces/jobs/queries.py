"""How a job stands, for the one who waits for it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.conf import settings

from fazhi.surfaces.jobs import progress
from fazhi.surfaces.jobs.models import WAITED_FOR, Job, JobState


@dataclass(frozen=True)
class Standing:
    """
    A job at a moment.

    stage, percent, seconds_left  as it told them, the seconds counted on since; "" and None where it has not
    ahead        jobs that the worker does first
    ahead_by     codes of the posts that asked for them, the nearest to its turn first, each once
    is_stopping  somebody has cancelled it, and it has not stopped yet
    """

    job: Job
    stage: str = ""
    percent: int | None = None
    seconds_left: int | None = None
    ahead: int = 0
    ahead_by: tuple[str, ...] = ()
    is_stopping: bool = False


def standings(jobs: list[Job], *, at: datetime) -> dict[UUID, Standing]:
    """How each of these jobs stands: one query, and a small file for each that runs."""
    waited_for = [job for job in jobs if job.is_waited_for]
    queue = list(Job.objects.filter(state__in=WAITED_FOR).order_by("queued_at", "id")[:500]) if waited_for else []
    return {job.pk: _standing(job, queue, at) for job in jobs}


def standing(job: Job, *, at: datetime) -> Standing:
    """How one job stands."""
    return standings([job], at=at)[job.pk]


def _standing(job: Job, queue: list[Job], at: datetime) -> Standing:
    data_dir = Path(settings.DATA_DIR)
    if job.state == JobState.QUEUED:
        before = [other for other in queue if (other.queued_at, other.pk) < (job.queued_at, job.pk)]
        return Standing(job, ahead=len(before), ahead_by=tuple(dict.fromkeys(other.by for other in before)))
    if job.state != JobState.RUNNING:
        return Standing(job)
    told = progress.told(job.pk, data_dir)
    is_stopping = progress.shall_stop(job.pk, data_dir)
    if told is None:
        return Standing(job, is_stopping=is_stopping)
    return Standing(job, told.stage, told.percent, _left(told, at), is_stopping=is_stopping)


def _left(told: progress.Told, at: datetime) -> int | None:
    """The seconds left, counted on; at least one while it runs."""
    if told.seconds_left is None:
        return None
    return max(1, told.seconds_left - (at - told.told_at) // timedelta(seconds=1))
