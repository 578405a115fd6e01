"""The pages of uploaded files: drop some, see what each would change, confirm it or give it up."""

from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST
from django.views.decorators.vary import vary_on_headers

from fazhi.kernel.audit import services as audit
from fazhi.kernel.exchange import limits, queries, saved_mappings
from fazhi.kernel.exchange.errors import KindNotAllowed, UnknownKind
from fazhi.kernel.exchange.permissions import IMPORT
from fazhi.kernel.exchange.rights import rights_of
from fazhi.surfaces.web.errors import NotHere, Way
from fazhi.surfaces.web.imports import services, store
from fazhi.surfaces.web.imports.models import Upload, UploadState
from fazhi.surfaces.web.imports.shown import shown_batches, shown_uploads
from fazhi.surfaces.web.imports.wording import told
from fazhi.surfaces.web.pages import DeskRequest, page

SECTION = "imports"
_LISTED, _RECENT, _FIRST = 20, 8, 5
_MEBIBYTE = 1024 * 1024
_REFUSALS_TAKEN = "下载退回表"


def data_dir() -> Path:
    return Path(settings.DATA_DIR)


def upload_of(request: DeskRequest, key: UUID) -> Upload:
    """An upload of this post; raises NotHere for another's."""
    found = Upload.objects.select_related("job").filter(pk=key, by=request.post.code).first()
    if found is None:
        raise NotHere(_("这个上传的文件"), Way(_("导入台账"), reverse("imports")))
    return found


def may_map(request: DeskRequest) -> bool:
    """Whether the post may say which of a sender's headings means what: that holds for the whole bureau."""
    return request.post.role in IMPORT.roles and request.post.office.parent_id is None


@csrf_exempt  # so that the files are streamed by our own handler; the token is checked right behind it
def imports(request: DeskRequest) -> HttpResponse:
    """The files of this post that wait for it, and the latest imports of its offices."""
    if request.method == "POST":
        request.upload_handlers = [store.Receiver(request, data_dir())]
    return _imports(request)


@csrf_protect
@vary_on_headers("HX-Request")
def _imports(request: DeskRequest) -> HttpResponse:
    fault = ""
    if request.method == "POST":
        files = request.FILES.getlist("files")
        fault = _("没有选择文件。请选择台账文件，或者把文件拖到这里。") if not files else _receive(request)
        if not fault:
            return redirect("imports")
    uploads = Upload.objects.select_related("job").filter(by=request.post.code).exclude(state=UploadState.DISCARDED)
    latest = list(uploads.order_by("-uploaded_at", "-id")[:_LISTED])
    shown = shown_uploads(latest, at=timezone.now(), data_dir=data_dir())
    context = {
        "files": shown,
        "is_watched": any(item.watched for item in shown),
        "limit": limits.file_bytes() // _MEBIBYTE,
    }
    if request.htmx and request.method == "GET":
        return page(request, "web/imports/files.html", context, section=SECTION)
    context |= {
        "batches": shown_batches(queries.batches_seen_by(request.post, _RECENT)),
        "formats": rights_of(request.post).formats,
        "senders": _senders(),
        "fault": fault,
        "chosen": {"kind": request.POST.get("kind", ""), "sender": request.POST.get("sender", "")},
    }
    return page(request, "web/imports/imports.html", context, section=SECTION, status=400 if fault else 200)


def _senders() -> tuple[str, ...]:
    return tuple(dict.fromkeys(mapping.sender for mapping in saved_mappings.newest()))


def _receive(request: DeskRequest) -> str:
    """Take the files; a sentence if the post may not."""
    try:
        for file in request.FILES.getlist("files"):
            assert isinstance(file, store.Received)
            services.receive(
                file,
                kind=request.POST.get("kind", ""),
                sender=request.POST.get("sender", ""),
                by=request.post,
                at=timezone.now(),
                data_dir=data_dir(),
            )
    except (KindNotAllowed, UnknownKind) as error:
        return told(error) or ""
    return ""


@vary_on_headers("HX-Request")
def file(request: DeskRequest, key: UUID) -> HttpResponse:
    """One uploaded file: how far it is, what it would change, what can be done with it."""
    upload = upload_of(request, key)
    return _file(request, upload, shows_all="all" in request.GET)


def _file(request: DeskRequest, upload: Upload, *, shows_all: bool, fault: str = "", status: int = 200) -> HttpResponse:
    (shown,) = shown_uploads([upload], at=timezone.now(), data_dir=data_dir())
    preview = upload.preview if upload.state in (UploadState.CHECKED, UploadState.WRITING) else None
    rows = slice(None if shows_all else _FIRST)
    told_rows = ("refused_rows", "changes", "warned_rows")
    context = {
        **({name: preview[name][rows] for name in told_rows} if preview else {}),
        "item": shown,
        "upload": upload,
        "preview": preview,
        "first": _FIRST,
        "shows_all": shows_all,
        "to_write": preview["new"] + preview["updated"] if preview else 0,
        "fault": fault,
        "kept_days": services.KEPT_DAYS,
        "may_map": may_map(request),
        "formats": rights_of(request.post).formats,
        "senders": _senders() if upload.state == UploadState.REFUSED else (),
        "batch": _batch(request, upload),
    }
    template = "web/imports/_file.html" if request.htmx else "web/imports/file.html"
    return page(request, template, context, section=SECTION, status=status)


def _batch(request: DeskRequest, upload: Upload) -> queries.BatchTold | None:
    return queries.batch_seen_by(request.post, upload.batch) if upload.batch is not None else None


@require_POST
def confirmation(request: DeskRequest, key: UUID) -> HttpResponse:
    """Write the file as it was previewed."""
    upload = upload_of(request, key)
    if not services.confirm(upload, by=request.post, at=timezone.now()):
        return _file(request, upload, shows_all=False, fault=_late(upload), status=409)
    return redirect("import-file", key=key)


@require_POST
def check(request: DeskRequest, key: UUID) -> HttpResponse:
    """Check the file again, perhaps as another kind."""
    upload = upload_of(request, key)
    try:
        done = services.check_again(
            upload,
            kind=request.POST.get("kind", upload.kind),
            sender=request.POST.get("sender", upload.sender),
            by=request.post,
            at=timezone.now(),
        )
    except (KindNotAllowed, UnknownKind) as error:
        return _file(request, upload, shows_all=False, fault=told(error) or "", status=400)
    if not done:
        return _file(request, upload, shows_all=False, fault=_late(upload), status=409)
    return redirect("import-file", key=key)


@require_POST
def cancellation(request: DeskRequest, key: UUID) -> HttpResponse:
    """Stop what is being done with the file."""
    upload = upload_of(request, key)
    services.cancel(upload, at=timezone.now())
    return redirect("import-file", key=key)


@require_POST
def abandonment(request: DeskRequest, key: UUID) -> HttpResponse:
    """Give the file up."""
    upload = upload_of(request, key)
    if not services.discard(upload, data_dir=data_dir()):
        return _file(request, upload, shows_all=False, fault=_late(upload), status=409)
    messages.success(request, _("已放弃“%(name)s”，没有写入任何内容。") % {"name": upload.name})
    return redirect("imports")


def _late(upload: Upload) -> str:
    state = UploadState(upload.state).label
    return _("这个文件现在的状态是“%(state)s”，这一步没有再做一遍。") % {"state": state}


def refusals(request: DeskRequest, key: UUID) -> HttpResponseBase:
    """The refused rows, in the template's layout, to be corrected and imported by themselves."""
    upload = upload_of(request, key)
    path = store.refusals_path(upload.pk, data_dir())
    if not path.exists():
        raise NotHere(_("这份退回表"), Way(upload.name, reverse("import-file", kwargs={"key": key})))
    subject = ("imports.upload", upload.pk.hex)
    audit.note_read(by=request.post.code, at=timezone.now(), subject=subject, reason=_REFUSALS_TAKEN, place="desk")
    return FileResponse(path.open("rb"), as_attachment=True, filename=f"{Path(upload.name).stem}（退回）.xlsx")
