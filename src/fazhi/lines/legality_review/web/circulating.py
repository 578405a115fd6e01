"""Circulated drafts on the desk: the face of a round with its replies, the sheet on a review, the form by which a department replies."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlencode
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from fazhi.kernel.procedures.form_reading import read
from fazhi.kernel.procedures.forms import ActForm
from fazhi.lines.legality_review.forms.circulating import REMARKS
from fazhi.lines.legality_review.models import Circulation, Inquiry, Review
from fazhi.lines.legality_review.permissions import ANSWER, CIRCULATE
from fazhi.lines.legality_review.queries.circulating import circulations_of, inquiries_of, inquiries_to, remarks_of
from fazhi.lines.legality_review.services import circulating
from fazhi.lines.legality_review.terms import Adoption, ReviewState
from fazhi.lines.legality_review.terms.circulating import (
    CIRCULATION,
    COLLATION_TABLE,
    CirculationState,
    RecipientKind,
    Stance,
)
from fazhi.lines.legality_review.web.tabs import SECTION, day_text
from fazhi.surfaces.web.cells import NOTHING
from fazhi.surfaces.web.errors import NotHere, Way
from fazhi.surfaces.web.matters.face import PAPERS, MatterFace, Milestone, Part
from fazhi.surfaces.web.matters.refusals import Refusal
from fazhi.surfaces.web.matters.sent import Sent
from fazhi.surfaces.web.matters.sheets import asked, names_of, sheet_of
from fazhi.surfaces.web.matters.submitting import submit
from fazhi.surfaces.web.pages import DeskRequest, page

if TYPE_CHECKING:
    from fazhi.kernel.procedures.models import Matter

_REPLY = gettext_noop("答复征求意见")
_UNDER_WAY = (ReviewState.ACCEPTED, ReviewState.REVIEWING)


def inquiry(request: DeskRequest, key: UUID) -> HttpResponse:
    """The draft that the post's office is asked about, and the form for its reply."""
    found = next(iter(inquiries_to(request.post, key)), None)
    if found is None:
        raise NotHere(_("这次征求意见"), Way(_("部门事项"), reverse("legality-assigned")))
    if request.post.role not in ANSWER.roles:
        raise PermissionDenied
    now, form = timezone.now(), asked("reply", REMARKS)
    if request.method != "POST":
        return _show(request, found, form, Sent({}, {}), at=now)
    sent = Sent.of(request)

    def reply() -> str:
        lines = read(form, sent.answers(), act=_REPLY)["lines"]
        assert isinstance(lines, tuple)
        circulating.reply(found, lines, by=request.post, at=now, on=timezone.localdate(now))
        return reverse("legality-assigned")

    return submit(
        request,
        sent,
        reply,
        title=_(_REPLY),
        fields=names_of(form),
        again=lambda refusal: _show(request, found, form, sent, refusal, at=now),
        at=now,
    )


def _show(
    request: DeskRequest,
    found: Inquiry,
    form: ActForm,
    sent: Sent,
    refusal: Refusal | None = None,
    *,
    at: datetime,
) -> HttpResponse:
    url = reverse("legality-inquiry", kwargs={"key": found.pk})
    review = found.circulation.review
    context = {
        "number": found.circulation.number,
        "title": review.title,
        "drafter": review.drafter,
        "due": day_text(found.circulation.due_date),
        "answered": day_text(found.answered_date) if found.answered_date else "",
        "body": [line for line in review.body.splitlines() if line.strip()],
        "sheet": sheet_of(
            form, title=_(_REPLY), url=url, version=0, typed=sent.texts, refusal=refusal, dated=False, at=at
        ),
        "back": reverse("legality-assigned"),
    }
    status = refusal.status if refusal else 200
    return page(request, "legality_review/inquiry.html", context, section=SECTION, status=status)


def circulations_sheet(matter: "Matter", request: DeskRequest) -> dict[str, Any] | None:
    """The rounds on a draft, on the page of its review; None where there is none and none can begin."""
    review = cast(Review, matter)
    rounds = circulations_of(review, request.post)
    begins = review.state in _UNDER_WAY and request.post.role in CIRCULATE.roles
    if not rounds and not begins:
        return None
    query = urlencode({"review": review.number, "number": f"{review.number}-征{len(rounds) + 1}"})
    return {
        "rounds": [
            {
                "number": each.number,
                "url": reverse("legality-circulation", kwargs={"key": each.pk}),
                "asked": day_text(each.asked_date),
                "due": day_text(each.due_date),
                "state": _(CirculationState(each.state).label),
            }
            for each in rounds
        ],
        "begin_url": f"{reverse('begin', kwargs={'procedure': CIRCULATION})}?{query}" if begins else "",
    }


def _title(matter: "Matter") -> str:
    return cast(Circulation, matter).review.title


def _facts(matter: "Matter") -> Iterator[tuple[str, str]]:
    circulation = cast(Circulation, matter)
    yield _("合法性审核"), circulation.review.number
    yield _("起草单位"), circulation.review.drafter
    yield _("发出日期"), day_text(circulation.asked_date)
    yield _("答复期限"), day_text(circulation.due_date)
    yield _("汇总日期"), day_text(circulation.collated_date)


def _milestones(matter: "Matter") -> Iterator[Milestone]:
    circulation = cast(Circulation, matter)
    if circulation.collated_date:
        yield Milestone(circulation.collated_date, gettext_noop("汇总意见"), "", frozenset({"collate"}))
    yield Milestone(circulation.asked_date, gettext_noop("征求意见"), "", frozenset({"begin"}))


def _replies(matter: "Matter", request: DeskRequest) -> dict[str, Any]:
    """Who was asked and has replied, and every remark with what became of it."""
    circulation, today = cast(Circulation, matter), timezone.localdate()
    inquiries, remarks = inquiries_of(circulation, request.post), remarks_of(circulation, request.post)
    is_over = circulation.due_date < today
    return {
        "review_url": reverse("legality-review", kwargs={"key": circulation.review_id}),
        "review_number": circulation.review.number,
        "inquiries": [
            {
                "name": each.name,
                "kind": _(RecipientKind(each.kind).label),
                "is_own": each.recipient_id is not None,
                "answered": day_text(each.answered_date) if each.answered_date else "",
                "is_late": each.answered_date is None and is_over,
            }
            for each in inquiries
        ],
        "remarks": [
            {
                "place": each.place,
                "name": each.inquiry.name,
                "clause": each.clause,
                "stance": _(Stance(each.stance).label),
                "text": each.text,
                "adoption": _(Adoption(each.adoption).label) if each.adoption else NOTHING,
                "reason": each.reason,
            }
            for each in remarks
        ],
    }


CIRCULATION_FACE = MatterFace(
    procedures=(CIRCULATION,),
    url_name="legality-circulation",
    register="",
    title=_title,
    facts=_facts,
    parts=(Part("legality_review/replies.html", _replies),),
    milestones=_milestones,
    papers={COLLATION_TABLE: gettext_noop("征求意见汇总表"), **PAPERS},
    facts_title=gettext_noop("征求意见情况"),
    section=SECTION,
    has_parties=False,
)
