"""A department's page (部门事项): what its office is asked, and the form by which it answers."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from fazhi.kernel.procedures.form_reading import read
from fazhi.kernel.procedures.forms import ActForm
from fazhi.lines.legality_review.forms.campaigns import LINES
from fazhi.lines.legality_review.models import CleanedItem
from fazhi.lines.legality_review.permissions import ANSWER
from fazhi.lines.legality_review.queries.campaigns import asked_of
from fazhi.lines.legality_review.queries.circulating import inquiries_to
from fazhi.lines.legality_review.queries.submissions import submissions_of
from fazhi.lines.legality_review.services import campaigns
from fazhi.lines.legality_review.terms.campaigns import Outcome
from fazhi.lines.legality_review.terms.circulating import SUBMISSION
from fazhi.lines.legality_review.web.submissions import own_row
from fazhi.lines.legality_review.web.tabs import SECTION, day_text, left_of, tabs
from fazhi.surfaces.web.cells import NOTHING
from fazhi.surfaces.web.errors import NotHere, Way
from fazhi.surfaces.web.matters.refusals import Refusal
from fazhi.surfaces.web.matters.sent import Sent
from fazhi.surfaces.web.matters.sheets import asked, names_of, sheet_of
from fazhi.surfaces.web.matters.submitting import submit
from fazhi.surfaces.web.pages import DeskRequest, page

_PROPOSE = gettext_noop("提交清理意见")


def assigned(request: DeskRequest) -> HttpResponse:
    """Everything that the post's office is asked, the earliest due first."""
    today = timezone.localdate()
    items = asked_of(request.post)
    by_campaign: dict[UUID, list[CleanedItem]] = {}
    for each in items:
        by_campaign.setdefault(each.campaign_id, []).append(each)
    context = {
        "cleaning": [
            {
                "title": found[0].campaign.title,
                "number": found[0].campaign.number,
                "url": reverse("normative-proposals", kwargs={"key": key}),
                "total": len(found),
                "open": sum(1 for each in found if not each.proposed),
                "due": day_text(min(each.due_date for each in found)),
                "left": left_of(min(each.due_date for each in found), today),
            }
            for key, found in by_campaign.items()
        ],
        "inquiries": [
            {
                "number": each.circulation.number,
                "url": reverse("legality-inquiry", kwargs={"key": each.pk}),
                "title": each.circulation.review.title,
                "drafter": each.circulation.review.drafter,
                "due": day_text(each.circulation.due_date),
                "left": left_of(each.circulation.due_date, today),
                "answered": day_text(each.answered_date) if each.answered_date else "",
            }
            for each in inquiries_to(request.post)
        ],
        "own": [own_row(submission, review) for submission, review in submissions_of(request.post)],
        "begin_url": reverse("begin", kwargs={"procedure": SUBMISSION}) if request.post.role in ANSWER.roles else "",
        "tabs": tabs(request.post, "legality-assigned"),
    }
    return page(request, "legality_review/assigned.html", context, section=SECTION)


def proposals(request: DeskRequest, key: UUID) -> HttpResponse:
    """The documents of the post's office in one campaign, and the form for what is to become of them."""
    items = asked_of(request.post, key)
    if not items:
        raise NotHere(_("这次清理"), Way(_("部门事项"), reverse("legality-assigned")))
    if request.post.role not in ANSWER.roles:
        raise PermissionDenied
    now, form = timezone.now(), asked("propose", LINES)
    if request.method != "POST":
        offered = "\n".join(_line(each) for each in items if not each.reviewed)
        return _show(request, items, form, Sent({"lines": offered}, {}), at=now)
    sent = Sent.of(request)

    def propose() -> str:
        values = read(form, sent.answers(), act=_PROPOSE)
        lines = values["lines"]
        assert isinstance(lines, tuple)
        campaigns.propose(items[0].campaign, lines, by=request.post, at=now, on=timezone.localdate(now))
        return reverse("normative-proposals", kwargs={"key": key})

    return submit(
        request,
        sent,
        propose,
        title=_(_PROPOSE),
        fields=names_of(form),
        again=lambda refusal: _show(request, items, form, sent, refusal, at=now),
        at=now,
    )


def _show(
    request: DeskRequest,
    items: list[CleanedItem],
    form: ActForm,
    sent: Sent,
    refusal: Refusal | None = None,
    *,
    at: datetime,
) -> HttpResponse:
    campaign = items[0].campaign
    url = reverse("normative-proposals", kwargs={"key": campaign.pk})
    sheet = sheet_of(form, title=_(_PROPOSE), url=url, version=0, typed=sent.texts, refusal=refusal, dated=False, at=at)
    context = {
        "campaign": campaign,
        "documents": [
            {
                "number": each.document.number,
                "title": each.document.title,
                "published": day_text(each.document.published_date),
                "expires": day_text(each.document.expires_date),
                "due": day_text(each.due_date),
                "proposed": _(Outcome(each.proposed).label) if each.proposed else NOTHING,
                "proposed_reason": each.proposed_reason,
                "is_reviewed": bool(each.reviewed),
            }
            for each in items
        ],
        "sheet": sheet,
        "back": reverse("legality-assigned"),
        "is_open": any(not each.reviewed for each in items),
    }
    status = refusal.status if refusal else 200
    return page(request, "legality_review/proposals.html", context, section=SECTION, status=status)


def _line(item: CleanedItem) -> str:
    outcome = Outcome(item.proposed or Outcome.KEEP)
    return f"{item.document.number} {outcome.label} {item.proposed_reason}".strip()
