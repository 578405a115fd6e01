"""What is done to jobs: enqueued, run, cancelled, and told as interrupted when their worker was killed."""

import logging
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from fazhi.kernel.audit import services as audit
from fazhi.surfaces.jobs import progress, registry
from fazhi.surfaces.jobs.models import Job, JobState
from fazhi.surfaces.jobs.progress import Told
from fazhi.surfaces.jobs.registry import Cancelled, Run
from fazhi.surfaces.wording import sentence

logger = logging.getLogger("fazhi.jobs")


def enqueue(
    name: str, *, by: str, at: datetime, arguments: Mapping[str, Any], not_before: datetime | None = None
) -> Job:
    """
    Ask for a job; the worker begins it when those before it have ended, and not before `not_before`.

    by         code of the acting post, or "system"
    arguments  plain values; no personal data, they stay in the table

    Raises UnknownJob.
    """
    registry.declared(name)
    job = Job(name=name, by=by, arguments=dict(arguments), queued_at=at)
    job.save(force_insert=True)
    # The queue is a table of the same database: in a transaction, both come or neither does.
    # A delayed one is told so only where it is: a backend that does tasks at once knows no delay.
    (run_job.using(run_after=not_before) if not_before else run_job).enqueue(str(job.pk))
    return job


@task()
def run_job(job: str) -> None:
    """What the worker calls."""
    run(UUID(job))


def run(job_id: UUID) -> None:
    """
    Run a job that is queued, once: a second call, or one after it was cancelled, does nothing.

    What the job does is told in the trail as done at the desk. An error that has no sentence is logged and told as such.
    """
    at = timezone.now()
    if not Job.objects.filter(pk=job_id, state=JobState.QUEUED).update(state=JobState.RUNNING, started_at=at):
        return
    job = Job.objects.get(pk=job_id)
    try:
        with audit.done_at(audit.Place.DESK):
            answer = registry.declared(job.name).work(_as_run(job, at))
    except Cancelled:
        _end(job, JobState.CANCELLED)
    except Exception as error:
        said = sentence(error)
        if said is None:
            logger.exception("job %s (%s) failed", job.pk, job.name)
        _end(job, JobState.FAILED, error=said or f"{type(error).__name__}: {error}", is_expected=said is not None)
    else:
        _end(job, JobState.DONE, answer=dict(answer))


def _as_run(job: Job, at: datetime) -> Run:
    data_dir = Path(settings.DATA_DIR)

    def tell(stage: str, share: float | None, seconds_left: float | None) -> None:
        percent = None if share is None else round(100 * share)
        left = None if seconds_left is None else round(seconds_left)
        progress.tell(job.pk, Told(stage, percent, left, timezone.now()), data_dir)

    return Run(
        job.pk, job.by, at, job.arguments, data_dir, tell, cancelled=lambda: progress.shall_stop(job.pk, data_dir)
    )


def cancel(job: Job, *, at: datetime) -> None:
    """Let a queued job be; ask a running one to stop at its next step. One that has ended stays as it is."""
    queued = Job.objects.filter(pk=job.pk, state=JobState.QUEUED)
    if queued.update(state=JobState.CANCELLED, ended_at=at):
        _tell_end(Job.objects.get(pk=job.pk))
    else:
        progress.ask_to_stop(job.pk, Path(settings.DATA_DIR))


def recover(*, at: datetime) -> int:
    """
    Tell jobs that were running when their worker was killed as interrupted; how many there were.

    Only for a worker that has made sure that it is alone.
    """
    data_dir = Path(settings.DATA_DIR)
    for room in registry.recoveries():
        room(at, data_dir)
    killed = list(Job.objects.filter(state=JobState.RUNNING))
    for job in killed:
        _end(job, JobState.INTERRUPTED)
    # What is left of the queue says nothing that the jobs don't. One whose worker was killed before it began waits anew.
    DBTaskResult.objects.exclude(status=TaskResultStatus.READY).delete()
    waiting = {result.args_kwargs["args"][0] for result in DBTaskResult.objects.filter()}
    for job in Job.objects.filter(state=JobState.QUEUED).order_by("queued_at", "id"):
        if str(job.pk) not in waiting:
            run_job.enqueue(str(job.pk))
    return len(killed)


def _end(
    job: Job, state: JobState, *, answer: dict[str, Any] | None = None, error: str = "", is_expected: bool = False
) -> None:
    job.state, job.answer, job.error, job.is_expected = state, answer or {}, error, is_expected
    job.ended_at = timezone.now()
    job.save(update_fields=["state", "answer", "error", "is_expected", "ended_at"])
    _tell_end(job)


def _tell_end(job: Job) -> None:
    progress.forget(job.pk, Path(settings.DATA_DIR))
    ended = registry.aftermath(job.name)
    if ended is not None:
        ended(job.pk, job.state, job.arguments)
