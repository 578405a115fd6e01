"""The recording of a consultation (录音): where it lies is noted, and shown for one view to whoever may and says why."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fazhi.kernel.organisations.errors import NotPermitted
from fazhi.kernel.parties.errors import ReasonNeedsWords
from fazhi.kernel.parties.terms import Reason
from fazhi.lines.hotline.errors import HotlineError
from fazhi.lines.hotline.models import Consultation
from fazhi.lines.hotline.permissions import ANSWER, LISTEN
from fazhi.lines.hotline.queries.quality import consultation_seen_by, recording_of
from fazhi.lines.hotline.services import recordings as acts
from fazhi.lines.hotline.web.tabs import SECTION
from fazhi.surfaces.web.citations import cited
from fazhi.surfaces.web.errors import NotHere, Way
from fazhi.surfaces.web.pages import DeskRequest, page
from fazhi.surfaces.wording import sentence

if TYPE_CHECKING:
    from fazhi.kernel.procedures.models import Matter


def recording(request: DeskRequest, key: UUID) -> HttpResponse:
    """One consultation's recording: noted by who answers, opened by who may."""
    row = consultation_seen_by(request.post, key)
    if row is None:
        raise NotHere(_("这件咨询"), Way(_("咨询"), reverse("hotline-consultations")))
    if request.method != "POST":
        return _page(request, row)
    try:
        if request.POST.get("_do") == "note":
            acts.note_recording(row, reference=request.POST.get("reference", ""), by=request.post, at=timezone.now())
            messages.success(request, _("已登记 %s 的录音。") % row.number)
            return redirect("hotline-recording", key=row.pk)
        return _page(request, row, opened=_opened(request, row))
    except NotPermitted as error:
        raise PermissionDenied from error
    except (HotlineError, ReasonNeedsWords) as error:
        return _page(request, row, fault=sentence(error) or "")


def _opened(request: DeskRequest, row: Consultation) -> str:
    """Where it lies, once a reason is told."""
    sent = request.POST.get("reason", "")
    reason = Reason(sent) if sent in Reason.values else Reason.OTHER
    return acts.open_recording(
        row, reason=reason, words=request.POST.get("words", ""), by=request.post, at=timezone.now()
    )


def _page(request: DeskRequest, row: Consultation, *, opened: str = "", fault: str = "") -> HttpResponse:
    found = recording_of(row.pk, by=request.post)
    context = {
        "row": row,
        "found": found,
        "may_open": found is not None and acts.may_open(row, request.post),
        "may_note": request.post.role in ANSWER.roles,
        "reasons": [(code, _(str(title))) for code, title in Reason.choices],
        "typed": request.POST,
        "opened": opened,
        "is_address": acts.is_address(opened),
        "longest": acts.LONGEST,
        "fault": fault,
        "basis": cited([LISTEN.basis])[0],
    }
    answer = page(request, "hotline/recording.html", context, section=SECTION, status=400 if fault else 200)
    if opened:
        answer["Cache-Control"] = "private, no-store"
    return answer


def recorded(matter: "Matter", request: DeskRequest) -> dict[str, Any]:
    """The sheet on a consultation's page: the way to its recording."""
    return {"url": reverse("hotline-recording", kwargs={"key": matter.pk})}
