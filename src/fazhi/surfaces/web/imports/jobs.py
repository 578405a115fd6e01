"""The jobs of imports, as the worker does them: a file checked, a file written, a batch taken back."""

import os
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from django.utils import timezone

from fazhi.kernel.audit import services as audit
from fazhi.kernel.exchange import drafting, locking, queries
from fazhi.kernel.exchange import services as exchange
from fazhi.kernel.exchange.errors import ExchangeError, ImportCancelled, ImportRunning
from fazhi.kernel.exchange.rights import rights_of
from fazhi.kernel.exchange.terms import FileReport, Step
from fazhi.kernel.organisations.queries import post_named
from fazhi.surfaces.jobs.models import Job, JobState
from fazhi.surfaces.jobs.registry import Cancelled, Run
from fazhi.surfaces.web.imports import services, store
from fazhi.surfaces.web.imports.errors import UploadGone
from fazhi.surfaces.web.imports.models import AT_WORK, Upload, UploadState
from fazhi.surfaces.web.imports.wording import MAPPABLE, told

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post

_UNEXPECTED = "出现意外情况，没有完成，已经记入日志。请稍后重新核对；仍不行，请告诉系统管理员。"
_LEFT_BEHIND = timedelta(days=1)

Answer = TypeVar("Answer")


def check(run: Run) -> Mapping[str, Any]:
    """Read, check and compare the file, and keep what it would change; nothing is written."""
    upload = _upload(run)
    report, draft = _imported(upload, run, dry_run=True)
    if report.error is not None:
        _refuse(upload, report, draft)
    else:
        assert report.preview is not None
        if report.refusals_path is not None:
            os.replace(report.refusals_path, store.refusals_path(upload.pk, run.data_dir))
        _set(
            upload,
            state=UploadState.CHECKED,
            found_kind=report.kind,
            read=report.read,
            preview={**asdict(report.preview), "ignored": report.ignored, "sender": report.sender},
        )
    return {"read": report.read}


def write(run: Run) -> Mapping[str, Any]:
    """Import the file as it was previewed."""
    upload = _upload(run)
    report, _ = _imported(upload, run, dry_run=False)
    if report.error is not None:
        _refuse(upload, report, "")
        return {}
    assert report.batch is not None
    _set(upload, state=UploadState.WRITTEN, batch=report.batch)
    services.forget_files(upload, run.data_dir)
    return {"batch": report.batch}


def undo(run: Run) -> Mapping[str, Any]:
    """Take a batch back."""
    post, number = _post(run), run.arguments["batch"]
    queries.batch_seen_by(post, number)
    rights = rights_of(post)
    run.tell("撤销", None, None)
    done = _when_free(
        run,
        lambda: exchange.undo(
            number,
            by=run.by,
            at=run.at,
            reason=run.arguments["reason"],
            data_dir=run.data_dir,
            within=rights.within,
        ),
    )
    return {"removed": done.removed, "restored": done.restored}


def undone(job: UUID, state: str, arguments: Mapping[str, Any]) -> None:
    """The reason stands in the trail, where it can be erased; here it goes."""
    Job.objects.filter(pk=job).update(arguments={"batch": arguments["batch"]})


def ended(job: UUID, state: str, arguments: Mapping[str, Any]) -> None:
    """Where a job did not come to its end, say so of its file."""
    upload = Upload.objects.filter(pk=arguments["upload"], state__in=AT_WORK).first()
    if upload is None:
        return
    if state == JobState.CANCELLED:
        _set(upload, state=UploadState.CANCELLED)
    elif state == JobState.INTERRUPTED:
        _after_a_kill(upload, Job.objects.get(pk=job))
    elif state == JobState.FAILED:
        found = Job.objects.get(pk=job)
        _set(upload, state=UploadState.REFUSED, error=found.error if found.is_expected else _UNEXPECTED)


def _after_a_kill(upload: Upload, job: Job) -> None:
    """The batch says what became of the file: between its commit and ours the worker may have been killed too."""
    assert job.started_at is not None
    batch = queries.batch_begun(upload.sha256, by=job.by, at=job.started_at)
    if batch is not None and batch.state == "done":
        _set(upload, state=UploadState.WRITTEN, batch=batch.id)
    else:
        _set(upload, state=UploadState.INTERRUPTED)


def recover(at: datetime, data_dir: Path) -> None:
    """When a worker starts: the import that was killed with the last one is told, and what nobody waits for goes."""
    if locking.running(data_dir) is None:
        with audit.done_at(audit.Place.SYSTEM):
            exchange.recover(by="system", at=at, data_dir=data_dir)
    services.expire(at, data_dir)
    store.sweep(data_dir, before=(at - _LEFT_BEHIND).timestamp())


def _upload(run: Run) -> Upload:
    return Upload.objects.get(pk=run.arguments["upload"])


def _post(run: Run) -> "Post":
    """Who asked, if the post is still held now that the job's turn has come. Raises UnknownPost."""
    return post_named(run.by, on=timezone.localdate(run.at))


def _imported(upload: Upload, run: Run, *, dry_run: bool) -> tuple[FileReport, str]:
    """The report of the file, and the draft of a mapping if one was asked for and is needed."""
    rights = rights_of(_post(run))
    try:
        with store.named(upload.sha256, upload.name, run.data_dir) as path:
            report = _when_free(
                run,
                lambda: exchange.import_files(
                    [path],
                    by=run.by,
                    at=run.at,
                    data_dir=run.data_dir,
                    kind=upload.kind or None,
                    sender=upload.sender or None,
                    dry_run=dry_run,
                    within=rights.within,
                    allowed=rights.allowed,
                    progress=lambda step: _tell(run, step),
                    cancelled=run.cancelled,
                    previewed=None if dry_run else (upload.preview or {}).get("digest", ""),
                ),
            )
            if not report.files:
                raise Cancelled
            (file,) = report.files
            wants_draft = run.arguments.get("drafting") and upload.kind and isinstance(file.error, MAPPABLE)
            return file, _draft(path, upload.kind) if wants_draft else ""
    except FileNotFoundError:
        return FileReport(Path(upload.name), error=UploadGone(upload.name)), ""


def _when_free(run: Run, call: Callable[[], Answer]) -> Answer:
    """What `call` answers once no other import runs: whoever waits is told for which."""
    while True:
        other = locking.running(run.data_dir)
        if other is not None:
            run.tell(f"等另一次导入结束（{other.file or '正在读取文件'}）", None, None)
        try:
            return call()
        except ImportRunning:
            if run.cancelled():
                raise Cancelled from None
        except ImportCancelled:
            raise Cancelled from None


def _tell(run: Run, step: Step) -> None:
    run.tell(step.stage.split(" ")[0], step.share, step.seconds_left)


def _draft(path: Path, kind: str) -> str:
    try:
        return drafting.draft(path, kind, "来文单位")
    except ExchangeError:
        return ""


def _refuse(upload: Upload, report: FileReport, draft: str) -> None:
    error = report.error
    if isinstance(error, ImportCancelled):
        raise Cancelled
    assert error is not None
    _set(
        upload,
        state=UploadState.REFUSED,
        found_kind=report.kind,
        error=told(error) or _UNEXPECTED,
        maps_columns=isinstance(error, MAPPABLE),
        draft=draft,
    )


def _set(upload: Upload, **changed: object) -> None:
    Upload.objects.filter(pk=upload.pk, state__in=AT_WORK).update(**changed)
