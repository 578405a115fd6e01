"""The pages of what was imported: the batches, one with its rows, its files, and taking it back."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.vary import vary_on_headers

from fazhi.kernel.audit import services as audit
from fazhi.kernel.exchange import contents, queries, receiving, undoing
from fazhi.kernel.exchange.contents import BatchRows
from fazhi.kernel.exchange.errors import FileNotKept, UndoRefused, UnknownBatch
from fazhi.kernel.exchange.permissions import EXPORT
from fazhi.kernel.exchange.queries import BatchTold
from fazhi.kernel.exchange.receiving import Part
from fazhi.kernel.exchange.rights import rights_of
from fazhi.kernel.organisations.errors import NotPermitted
from fazhi.kernel.procedures import registry
from fazhi.surfaces.jobs.models import Job
from fazhi.surfaces.web.errors import NotHere, Way
from fazhi.surfaces.web.imports import services, terms
from fazhi.surfaces.web.imports.shown import shown_batches, watched_jobs
from fazhi.surfaces.web.imports.uploading import SECTION, data_dir
from fazhi.surfaces.web.imports.wording import told
from fazhi.surfaces.web.matters.face import face_of
from fazhi.surfaces.web.pages import DeskRequest, page

PAGE = 50


def batches(request: DeskRequest) -> HttpResponse:
    """What the offices of this post have imported, the latest first."""
    before = _number(request.GET.get("before", ""))
    found = queries.batches_seen_by(request.post, PAGE + 1, before=before)
    context = {
        "batches": shown_batches(found[:PAGE]),
        "following": found[PAGE - 1].id if len(found) > PAGE else None,
        "is_first": before is None,
    }
    return page(request, "web/imports/batches.html", context, section=SECTION)


@vary_on_headers("HX-Request")
def batch(request: DeskRequest, number: int) -> HttpResponse:
    """One import: who, when, what, with its rows, each opening its record."""
    found = _batch(request, number)
    job = _job_of(request, found)
    if request.htmx and (job is None or not job.is_waited_for):
        return HttpResponse(headers={"HX-Refresh": "true"})  # state and buttons of the whole page have changed
    after = _number(request.GET.get("after", "")) or 0
    (shown,) = shown_batches([found])
    rows = contents.rows_of(found, after=after, limit=PAGE, data_dir=data_dir())
    written = found.inserted + found.updated
    context = {
        "shown": shown,
        "batch": found,
        "rows": rows,
        "opened": _opened(rows),
        "after": after,
        "following": after + PAGE if written > after + PAGE else None,
        "job": job,
        "watched": watched_jobs([job], at=timezone.now(), data_dir=data_dir()).get(job.pk) if job else None,
        "may_undo": found.state == "done" and written and found.kind in rights_of(request.post).allowed,
        "may_take": request.post.role in EXPORT.roles,
    }
    template = "web/imports/_undone.html" if request.htmx else "web/imports/batch.html"
    return page(request, template, context, section=SECTION)


def undoing_(request: DeskRequest, number: int) -> HttpResponse:
    """What taking the batch back would do, and doing it."""
    found = _batch(request, number)
    rights = rights_of(request.post)
    if found.kind not in rights.allowed:
        raise PermissionDenied
    fault, reason = "", request.POST.get("reason", "").strip()
    if request.method == "POST":
        if reason:
            job = services.undo(found, reason=reason, by=request.post, at=timezone.now())
            return redirect(f"{reverse('import-batch', kwargs={'number': number})}?job={job.pk}")
        fault = _("没有写撤回的原因。请写明，它记入留痕。")
    preview = undoing.preview(number, data_dir=data_dir(), within=rights.within)
    refused = UndoRefused(number, found.name, preview.blockers)
    context = {
        "batch": found,
        "preview": preview,
        "refused": told(refused) if preview.blockers else "",
        "fault": fault,
        "reason": reason,
    }
    return page(request, "web/imports/undoing.html", context, section=SECTION, status=400 if fault else 200)


def original(request: DeskRequest, number: int) -> HttpResponseBase:
    """The file as it was imported."""
    return _handed_out(request, number, Part.ORIGINAL)


def refused(request: DeskRequest, number: int) -> HttpResponseBase:
    """The rows of the batch that were refused."""
    return _handed_out(request, number, Part.REFUSED)


def _handed_out(request: DeskRequest, number: int, part: Part) -> HttpResponseBase:
    way = Way(_("第 %(number)d 批") % {"number": number}, reverse("import-batch", kwargs={"number": number}))
    try:
        with audit.done_at(audit.Place.DESK):
            path, name = receiving.hand_out(number, part, by=request.post, at=timezone.now(), data_dir=data_dir())
    except NotPermitted as error:
        raise PermissionDenied from error
    except UnknownBatch as error:
        raise _not_here(number) from error
    except FileNotKept as error:
        raise NotHere(_("这份留存文件"), way) from error
    return FileResponse(path.open("rb"), as_attachment=True, filename=name, content_type="application/octet-stream")


def _batch(request: DeskRequest, number: int) -> BatchTold:
    try:
        return queries.batch_seen_by(request.post, number)
    except UnknownBatch as error:
        raise _not_here(number) from error


def _not_here(number: int) -> NotHere:
    return NotHere(_("第 %(number)d 批导入") % {"number": number}, Way(_("导入记录"), reverse("import-batches")))


def _number(written: str) -> int | None:
    return int(written) if written.isascii() and written.isdecimal() and len(written) < 16 else None


def _opened(rows: BatchRows) -> list[tuple[contents.BatchRow, str]]:
    """The rows, each with the address of its record, "" where no line has a page for it."""
    name = _url_name(rows.procedure)
    return [(row, reverse(name, kwargs={"key": row.subject}) if name else "") for row in rows.rows]


def _url_name(procedure: str) -> str:
    """The page of records that stand under `procedure`, or under one of those that it begins."""
    under = [item.name for item in registry.procedures() if item.name.startswith(f"{procedure}.")]
    faces = (face_of(name) for name in (procedure, *under))
    return next((face.url_name for face in faces if face is not None), "")


def _job_of(request: DeskRequest, found: BatchTold) -> Job | None:
    """The undoing that this page was opened to watch, if it is one of this batch."""
    try:
        key = UUID(request.GET.get("job", ""))
    except ValueError:
        return None
    job = Job.objects.filter(pk=key, name=terms.UNDO, by=request.post.code).first()
    return job if job is not None and job.arguments.get("batch") == found.id else None
