"""A duty swapped (换班): given to another team, or exchanged with one of its duties."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fazhi.kernel.organisations.errors import NotPermitted
from fazhi.lines.hotline.errors import HotlineError
from fazhi.lines.hotline.models import Duty, Firm
from fazhi.lines.hotline.permissions import DRAFT
from fazhi.lines.hotline.queries.rosters import duties_seen_by, duty_seen_by, firms_seen_by, names_of
from fazhi.lines.hotline.services import rosters as acts
from fazhi.lines.hotline.terms.planning import clock
from fazhi.lines.hotline.web.tabs import SECTION
from fazhi.surfaces.web.cells import weekday
from fazhi.surfaces.web.citations import cited
from fazhi.surfaces.web.errors import NotHere, Way
from fazhi.surfaces.web.pages import DeskRequest, page
from fazhi.surfaces.wording import sentence


def swap(request: DeskRequest, key: UUID) -> HttpResponse:
    """A duty given to another team, or exchanged with one of its duties."""
    duty = duty_seen_by(request.post, key)
    if duty is None or duty.roster.published_at is None:
        raise NotHere(_("这个班"), Way(_("值班表"), reverse("hotline-rosters")))
    firms = {str(firm.pk): firm for firm in firms_seen_by(request.post, duty.roster.month_date)}
    asked = request.POST if request.method == "POST" else request.GET
    to = firms.get(asked.get("to", ""))
    theirs = [each for each in duties_seen_by(request.post, duty.roster) if to and each.firm_id == to.pk]
    against = next((each for each in theirs if str(each.pk) == asked.get("against", "")), None)
    fault = ""
    if request.method == "POST":
        fault = _swapped(request, duty, to, against)
        if not fault:
            return redirect("hotline-roster", key=duty.roster_id)
    names, today = names_of(firms.values()), timezone.localdate()
    context = {
        "duty": duty,
        "name": names.get(duty.firm_id, duty.firm.name),
        "times": times_of(duty),
        "firms": [(pk, names[firm.pk]) for pk, firm in firms.items() if firm.pk != duty.firm_id],
        "to": str(to.pk) if to else "",
        "theirs": [(str(each.pk), times_of(each)) for each in theirs if each.served_date >= today],
        "against": str(against.pk) if against else "",
        "reason": request.POST.get("reason", ""),
        "fault": fault,
        "basis": cited([DRAFT.basis])[0],
    }
    return page(request, "hotline/swap.html", context, section=SECTION, status=400 if fault else 200)


def times_of(duty: Duty) -> str:
    """Day and hours of a duty, as pages call it."""
    return f"{duty.served_date} {weekday(duty.served_date)} {clock(duty.start_minute)}–{clock(duty.end_minute)}"


def _swapped(request: DeskRequest, duty: Duty, to: Firm | None, against: Duty | None) -> str:
    """Do it; why it was refused, "" if it was not."""
    reason = request.POST.get("reason", "").strip()
    if to is None or not reason:
        return _("请选换给哪个团队，写明换班的理由。")
    try:
        acts.swap(
            duty,
            to=to,
            against=against,
            reason=reason[:200],
            by=request.post,
            at=timezone.now(),
            on=timezone.localdate(),
        )
    except NotPermitted as error:
        raise PermissionDenied from error
    except HotlineError as error:
        return sentence(error) or ""
    messages.success(request, _("已登记换班：%s。") % times_of(duty))
    return ""
