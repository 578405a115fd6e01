"""Following an application with number and code: where it stands, what comes next, by when, whom to call; and acts."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fazhi.kernel.audit import services as audit
from fazhi.kernel.papers.errors import FileRefused
from fazhi.kernel.procedures.errors import ProcedureError
from fazhi.lines.mediation.errors.applications import ApplicationError
from fazhi.lines.mediation.models import Application
from fazhi.lines.mediation.portal.words import complaint_told, shown
from fazhi.lines.mediation.queries.applications import application_with, complaint_waiting, followed
from fazhi.lines.mediation.services import applications
from fazhi.lines.mediation.terms.applications import APPLICATION, ComplaintSubject
from fazhi.surfaces.portal import limits, receipts, tokens
from fazhi.surfaces.portal.errors import PortalError
from fazhi.surfaces.portal.pages import page
from fazhi.surfaces.portal.site import site
from fazhi.surfaces.wording import sentence

SECTION = "follow"
_READING = "申请人查询进度"
_LONGEST = 1000
_REFUSED = (PortalError, ApplicationError, ProcedureError, FileRefused)


def follow(request: HttpRequest) -> HttpResponse:
    """Number and code."""
    number, fault = request.POST.get("number", "")[:40], ""
    if request.method == "POST":
        try:
            now = timezone.now()
            found = receipts.opened(number, request.POST.get("code", ""), visitor=limits.visitor(request), at=now)
            response = redirect("portal-case")
            tokens.remember_open(response, request, found.pk, reverse("portal-follow"))
            return response
        except PortalError as error:
            fault = sentence(error) or ""
    context = {"number": number, "fault": fault}
    return page(
        request, "mediation/portal/follow.html", context, section=SECTION, status=400 if fault else 200, is_private=True
    )


View = Callable[..., HttpResponse]


def _opened(view: View) -> View:
    """The application of the receipt that this browser has open; without one, number and code are asked."""

    @wraps(view)
    def wrapped(request: HttpRequest) -> HttpResponse:
        key = tokens.open_receipt(request)
        kept = receipts.receipt_with(key) if key is not None else None
        application = application_with(kept.matter_id) if kept and kept.procedure == APPLICATION else None
        return view(request, application) if application else redirect("portal-follow")

    return wrapped


@_opened
def case(request: HttpRequest, application: Application) -> HttpResponse:
    """Where it stands."""
    return _case(request, application)


def _case(request: HttpRequest, application: Application, *, fault: str = "", status: int = 200) -> HttpResponse:
    now = timezone.now()
    found = followed(application, on=timezone.localdate(now))
    audit.note_read(
        by="portal", at=now, subject=(APPLICATION, application.pk.hex), reason=_READING, place=audit.Place.PORTAL
    )
    context = {
        "found": found,
        "application": application,
        "shown": shown(found),
        "complaints": [complaint_told(*each) for each in found.complaints],
        "most_papers": applications.MOST_PAPERS,
        "fault": fault,
        "token": tokens.form_token(),
    }
    return page(request, "mediation/portal/case.html", context, section=SECTION, status=status, is_private=True)


def _done(request: HttpRequest, application: Application, act: Callable[[], object], said: str) -> HttpResponse:
    """Do what the applicant asks and come back to the case; what can't be done is said there."""
    try:
        limits.spend("act-visitor", limits.visitor(request), at=timezone.now())
        act()
    except _REFUSED as error:
        # As it stands now: somebody may have been first.
        fresh = application_with(application.pk) or application
        return _case(request, fresh, fault=sentence(error) or _("没有办成，请打电话办理。"), status=409)
    messages.success(request, said)
    return redirect("portal-case")


@require_http_methods(["GET", "POST"])
@_opened
def withdraw(request: HttpRequest, application: Application) -> HttpResponse:
    """Ask once more, then withdraw."""
    if request.method == "POST":
        return _done(
            request, application, lambda: applications.withdraw(application, at=timezone.now()), _("申请已经撤回。")
        )
    context = {"application": application, "shown": shown(followed(application, on=timezone.localdate()))}
    return page(request, "mediation/portal/withdraw.html", context, section=SECTION, is_private=True)


@require_POST
@_opened
def paper(request: HttpRequest, application: Application) -> HttpResponse:
    """One photo or PDF more."""
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile):
        return _case(request, application, fault=_("请先选择照片或者 PDF 文件。"), status=400)
    if (file.size or 0) > site().file_bytes:
        return _case(request, application, fault=_("文件超过 8 MB，请缩小以后再传。"), status=400)
    content, name = file.read(), file.name or ""

    def add() -> object:
        return applications.add_paper(application, content, name=name, most=site().file_bytes, at=timezone.now())

    return _done(request, application, add, _("材料已经收到。"))


@require_http_methods(["GET", "POST"])
@_opened
def complain(request: HttpRequest, application: Application) -> HttpResponse:
    """A complaint about how this application is handled."""
    subject = request.POST.get("subject", "")
    text = request.POST.get("text", "").replace("\r\n", "\n").replace("\x00", "").strip()
    faults = _complaint_faults(subject, text) if request.method == "POST" else {}
    if request.method == "POST" and not faults:
        return _done(
            request,
            application,
            lambda: applications.complain(application, subject=subject, text=text, at=timezone.now()),
            _("投诉已经收到，十五日内告知您怎样办理。"),
        )
    context: dict[str, Any] = {
        "application": application,
        "subjects": [(code, _(label)) for code, label in ComplaintSubject.labels().items()],
        "subject": subject,
        "text": text,
        "faults": faults,
        "longest": _LONGEST,
        "waiting": complaint_waiting(application),
    }
    return page(
        request,
        "mediation/portal/complain.html",
        context,
        section=SECTION,
        status=400 if faults else 200,
        is_private=True,
    )


def _complaint_faults(subject: str, text: str) -> dict[str, str]:
    faults = {}
    if subject not in set(ComplaintSubject):
        faults["subject"] = _("请选一项。")
    if not text:
        faults["text"] = _("请写明对什么不满意。")
    elif len(text) > _LONGEST:
        faults["text"] = _("最多 %(most)d 个字，现在有 %(found)d 个。") % {"most": _LONGEST, "found": len(text)}
    return faults


@require_POST
@_opened
def withdraw_complaint(request: HttpRequest, application: Application) -> HttpResponse:
    """Withdraw the complaint that waits."""
    waiting = complaint_waiting(application)
    if waiting is None:
        return _case(request, application, fault=_("没有正在办理的投诉。"), status=409)
    return _done(
        request,
        application,
        lambda: applications.withdraw_complaint(waiting, at=timezone.now()),
        _("投诉已经撤回。"),
    )


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """End following in this browser."""
    response = redirect("portal-follow")
    tokens.forget_open(response, reverse("portal-follow"))
    return response
