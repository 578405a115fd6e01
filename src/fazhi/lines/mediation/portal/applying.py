"""Applying: one form, the page to check it, the slip."""

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fazhi.kernel.calendar import services as calendar
from fazhi.kernel.law.marks import Mark
from fazhi.kernel.law.periods import period_row
from fazhi.kernel.organisations.queries import office_with
from fazhi.lines.mediation.errors.applications import ApplicationError
from fazhi.lines.mediation.models import Application
from fazhi.lines.mediation.portal import asked
from fazhi.lines.mediation.portal.choosing import BASIS, SECTION
from fazhi.lines.mediation.queries.applications import is_accepting
from fazhi.lines.mediation.services import applications
from fazhi.lines.mediation.terms import Category
from fazhi.lines.mediation.terms.applications import APPLICATION
from fazhi.surfaces.portal import limits, receipts, tokens
from fazhi.surfaces.portal.citations import cited, cited_source
from fazhi.surfaces.portal.errors import PortalError
from fazhi.surfaces.portal.pages import page
from fazhi.surfaces.wording import sentence

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Office

ACCEPTING = "TJ-ACCEPT"


def apply(request: HttpRequest, office: str) -> HttpResponse:
    """The form; sent once it is checked, sent from there it is received."""
    chosen = office_with(office)
    if chosen is None or not is_accepting(chosen, on=timezone.localdate()):
        raise Http404
    if request.method != "POST":
        return _form(request, chosen, asked.blank(), tokens.form_token())
    told = asked.read(request.POST, on=timezone.localdate())
    step = request.POST.get("step")
    try:
        token = tokens.require_form(request)
        if step == "edit" or told.faults:
            # The same token goes on, so that what is sent twice in the end is one application.
            status = 400 if told.faults and step != "edit" else 200
            return _form(request, chosen, told, request.POST[tokens.FIELD], status=status)
        if step != "send":
            return _check(request, chosen, told, request.POST[tokens.FIELD])
        slip = _received(request, chosen, told, token)
    except (PortalError, ApplicationError) as error:
        fault = sentence(error) or ""
        return _form(request, chosen, told, tokens.form_token(), fault=fault, status=400)
    response = redirect("portal-slip")
    tokens.remember_slip(response, request, slip.number, slip.code, reverse("portal-apply"))
    tokens.remember_open(response, request, slip.key, reverse("portal-follow"))  # photos can follow at once
    return response


def _received(request: HttpRequest, office: "Office", told: asked.Asked, token: str) -> receipts.Slip:
    now = timezone.now()

    def begin(number: str) -> Application:
        limits.spend("apply-visitor", limits.visitor(request), at=now)
        limits.spend("apply-all", limits.EVERYBODY, at=now)
        return applications.apply(
            office=office,
            number=number,
            at=now,
            category=told.values["category"],
            applicant=told.applicant,
            respondent=told.respondent,
            facts=told.values["facts"],
            request=told.values["request"],
        )

    return receipts.issue(APPLICATION, token, begin, at=now)


def _form(
    request: HttpRequest, office: "Office", told: asked.Asked, token: str, *, fault: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "office": office,
        "told": told,
        "values": told.values,
        "faults": told.faults if status != 200 else {},
        "fault": fault,
        "kinds": asked.kinds(),
        "document_types": asked.document_types(),
        "token": token,
        "basis": cited(*BASIS),
    }
    return page(request, "mediation/portal/apply.html", context, section=SECTION, status=status, is_private=True)


def _check(request: HttpRequest, office: "Office", told: asked.Asked, token: str) -> HttpResponse:
    row = period_row(ACCEPTING)
    due = calendar.due(ACCEPTING, timezone.localdate()).due.last
    context = {
        "office": office,
        "values": told.values,
        "category": _(Category(told.values["category"]).label),
        "token": token,
        "due": due,
        "due_basis": cited_source(row.source, is_open=row.mark is Mark.UNVERIFIED),
    }
    return page(request, "mediation/portal/check.html", context, section=SECTION, is_private=True)


def slip(request: HttpRequest) -> HttpResponse:
    """Number and code, to be printed or written down; for a while, in the browser that applied."""
    kept = tokens.slip(request)
    if kept is None:
        return redirect("portal-follow")
    context = {"slip": receipts.Slip(*kept), "today": timezone.localdate()}
    return page(request, "mediation/portal/slip.html", context, section=SECTION, is_private=True)


@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    """The slip was written down: this browser shows it no more."""
    response = redirect("portal-follow")
    tokens.forget_slip(response, reverse("portal-apply"))
    return response
