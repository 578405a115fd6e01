"""What a person does with an uploaded file: upload, check again, confirm, cancel, give up; and take a batch back."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from fazhi.kernel.exchange import limits
from fazhi.kernel.exchange.errors import FileTooLarge, KindNotAllowed, UnknownKind
from fazhi.kernel.exchange.formats import registered
from fazhi.kernel.exchange.queries import BatchTold
from fazhi.kernel.exchange.rights import rights_of
from fazhi.surfaces.jobs import services as background
from fazhi.surfaces.jobs.models import Job
from fazhi.surfaces.web.imports import store, terms
from fazhi.surfaces.web.imports.models import AT_WORK, KEPT, Upload, UploadState
from fazhi.surfaces.web.imports.store import Received
from fazhi.surfaces.web.imports.wording import told

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post

KEPT_DAYS = 7
"""How long a file waits for a person."""


def receive(file: Received, *, kind: str, sender: str, by: "Post", at: datetime, data_dir: Path) -> Upload:
    """
    Take an uploaded file and have it checked; one over the limit is refused at once.

    Raises NotPermitted, KindNotAllowed, UnknownKind.
    """
    require_kind(by, kind)
    name = store.clean_name(file.name or "")
    upload = Upload(by=by.code, name=name, size=file.size or 0, uploaded_at=at, kind=kind, sender=sender)
    if not file.sha256:
        error = FileTooLarge(name, "size", upload.size, limits.file_bytes(), "FAZHI_LEDGER_MAX_BYTES")
        upload.state, upload.error = UploadState.REFUSED, told(error) or ""
        upload.save(force_insert=True)
        return upload
    file.keep(data_dir)
    upload.sha256, upload.state = file.sha256, UploadState.CHECKING
    upload.save(force_insert=True)
    return _enqueue(upload, terms.CHECK, by=by, at=at)


def require_kind(post: "Post", kind: str) -> None:
    """Raise KindNotAllowed if the post may not import ledgers of that kind, NotPermitted if none; UnknownKind."""
    rights = rights_of(post)
    titles = {format.code: format.title for format in registered()}
    if kind and kind not in titles:
        raise UnknownKind(kind, titles)
    if kind and kind not in rights.allowed:
        raise KindNotAllowed(titles[kind])


def check_again(upload: Upload, *, kind: str, sender: str, by: "Post", at: datetime, drafting: bool = False) -> bool:
    """
    Have a kept file checked anew, as another kind or by another sender's mapping; False if somebody was first.

    drafting  where its headings are not known, draft a mapping to `kind`
    """
    require_kind(by, kind)
    changed = {"kind": kind, "sender": sender, "error": "", "preview": None, "draft": "", "maps_columns": False}
    if not _move(upload, KEPT, UploadState.CHECKING, **changed):
        return False
    _enqueue(upload, terms.CHECK, by=by, at=at, drafting=drafting)
    return True


def confirm(upload: Upload, *, by: "Post", at: datetime) -> bool:
    """Have a checked file written, as it was previewed; False if it does not wait for that any more."""
    if not _move(upload, (UploadState.CHECKED,), UploadState.WRITING):
        return False
    _enqueue(upload, terms.WRITE, by=by, at=at)
    return True


def cancel(upload: Upload, *, at: datetime) -> None:
    """Stop what is done with the file; what has ended stays as it is."""
    if upload.job is not None:
        background.cancel(upload.job, at=at)


def discard(upload: Upload, *, data_dir: Path) -> bool:
    """Give the file up and remove it; False if it is at work or written."""
    if not _move(upload, KEPT, UploadState.DISCARDED, preview=None, draft=""):
        return False
    forget_files(upload, data_dir)
    return True


def forget_files(upload: Upload, data_dir: Path) -> None:
    """Remove the uploaded file, unless somebody else waits with the same, and the rows refused of it."""
    store.refusals_path(upload.pk, data_dir).unlink(missing_ok=True)
    others = Upload.objects.filter(sha256=upload.sha256, state__in=[*AT_WORK, *KEPT])
    if upload.sha256 and not others.exclude(pk=upload.pk).exists():
        store.forget(upload.sha256, data_dir)


def expire(at: datetime, data_dir: Path) -> None:
    """Give up files that have waited too long: they hold personal data."""
    for upload in Upload.objects.filter(state__in=KEPT, uploaded_at__lt=at - timedelta(days=KEPT_DAYS)):
        discard(upload, data_dir=data_dir)


def undo(batch: BatchTold, *, reason: str, by: "Post", at: datetime) -> Job:
    """
    Have a batch taken back; what stands in the way is told by the job.

    Raises NotPermitted, KindNotAllowed, UnknownKind.
    """
    require_kind(by, batch.kind)
    return background.enqueue(terms.UNDO, by=by.code, at=at, arguments={"batch": batch.id, "reason": reason})


def _move(upload: Upload, before: tuple[UploadState, ...], after: UploadState, **changed: object) -> bool:
    """One conditional update: of two who act at once, one does."""
    done = Upload.objects.filter(pk=upload.pk, state__in=before).update(state=after, **changed)
    upload.refresh_from_db()
    return bool(done)


def _enqueue(upload: Upload, name: str, *, by: "Post", at: datetime, **more: object) -> Upload:
    job = background.enqueue(name, by=by.code, at=at, arguments={"upload": str(upload.pk), **more})
    Upload.objects.filter(pk=upload.pk).update(job=job)
    upload.refresh_from_db()
    return upload
