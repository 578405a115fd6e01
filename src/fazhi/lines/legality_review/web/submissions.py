"""A department's own submission on the desk, and what was sent to the reviewing office (送审收件)."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from fazhi.lines.legality_review.models import Point, Review, Submission
from fazhi.lines.legality_review.queries.submissions import Sent, points_for, review_for, sent_to
from fazhi.lines.legality_review.rules import read_basis
from fazhi.lines.legality_review.terms import (
    DRAFT_FILE,
    OPINION_LETTER,
    REVIEW,
    Adoption,
    Competition,
    Conclusion,
    Kind,
    Material,
    ReviewState,
)
from fazhi.lines.legality_review.terms.circulating import SUBMISSION, SubmissionState
from fazhi.lines.legality_review.web.tabs import SECTION, day_text, tabs
from fazhi.surfaces.web.cells import NOTHING
from fazhi.surfaces.web.citations import cited
from fazhi.surfaces.web.matters.face import PAPERS, MatterFace, Milestone, Part
from fazhi.surfaces.web.pages import DeskRequest, page

if TYPE_CHECKING:
    from fazhi.kernel.procedures.models import Matter

_ACTS = {
    "begin": gettext_lazy("登记送审"),
    "supplement": gettext_lazy("登记补正"),
    "withdraw": gettext_lazy("登记撤回"),
    "respond": gettext_lazy("登记采纳情况"),
}


def inbox(request: DeskRequest) -> HttpResponse:
    """What departments have sent to the post's office, each with the act that is due on it, filled in."""
    context = {
        "rows": [_sent(each) for each in sent_to(request.post)],
        "tabs": tabs(request.post, "legality-inbox"),
    }
    return page(request, "legality_review/inbox.html", context, section=SECTION)


def _sent(sent: Sent) -> dict[str, Any]:
    submission, review = sent.submission, sent.review
    act = sent.waits_for
    return {
        "number": submission.number,
        "title": submission.title,
        "kind": _(Kind(submission.kind).label),
        "drafter": submission.office.name,
        "submitted": day_text(submission.submitted_date),
        "state": _(SubmissionState(submission.state).label),
        "review": review.number if review else "",
        "review_url": reverse("legality-review", kwargs={"key": review.pk}) if review else "",
        "review_state": _(ReviewState(review.state).label) if review else _("尚未登记"),
        "act": _ACTS[act] if act else "",
        "act_url": _act_url(sent, act) if act else "",
    }


def _act_url(sent: Sent, act: str) -> str:
    """The form of the act with what the department has written."""
    submission = sent.submission
    materials = "\n".join(Material(code).label for code in submission.materials)
    if sent.review is None:
        query = {
            "submission": submission.number,
            "title": submission.title,
            "kind": submission.kind,
            "drafter": submission.office.name,
            "materials": materials,
            "competition": submission.competition,
            "competition_told": submission.competition_told,
        }
        return f"{reverse('begin', kwargs={'procedure': REVIEW})}?{urlencode(query)}"
    offered = {
        "supplement": {"materials": materials},
        "withdraw": {"reason": _("送审部门撤回")},
        "respond": {"answers": submission.answers},
    }[act]
    url = reverse("legality-review-act", kwargs={"key": sent.review.pk, "act": act})
    return f"{url}?{urlencode(offered)}"


def own_row(submission: Submission, review: Review | None) -> dict[str, Any]:
    """One line of a department's list."""
    return {
        "number": submission.number,
        "url": reverse("legality-submission", kwargs={"key": submission.pk}),
        "title": submission.title,
        "submitted": day_text(submission.submitted_date),
        "state": _(SubmissionState(submission.state).label),
        "review_state": _(ReviewState(review.state).label) if review else _("尚未登记"),
        "conclusion": _(Conclusion(review.conclusion).label) if review and review.conclusion else NOTHING,
    }


def _title(matter: "Matter") -> str:
    return cast(Submission, matter).title


def _facts(matter: "Matter") -> Iterator[tuple[str, str]]:
    submission = cast(Submission, matter)
    yield _("审核类别"), _(Kind(submission.kind).label)
    yield _("审核机构"), submission.addressee.name
    yield _("送审材料"), _("、").join(_(Material(code).label) for code in submission.materials) or NOTHING
    if submission.competition:
        told = _(Competition(submission.competition).label)
        yield _("公平竞争审查"), f"{told}　{submission.competition_told}".strip()
    yield _("送审日期"), day_text(submission.submitted_date)
    if submission.supplemented_date:
        yield _("补正日期"), day_text(submission.supplemented_date)


def _milestones(matter: "Matter") -> Iterator[Milestone]:
    yield Milestone(cast(Submission, matter).submitted_date, gettext_noop("报送送审稿"), "", frozenset({"begin"}))


def _progress(matter: "Matter", request: DeskRequest) -> dict[str, Any]:
    """Where the review stands, and the opinion once it was given: nothing of the reviewers' own notes."""
    submission = cast(Submission, matter)
    review, points = review_for(submission, request.post), points_for(submission, request.post)
    return {
        "review": review,
        "state": _(ReviewState(review.state).label) if review else _("尚未登记"),
        "accepted": day_text(review.accepted_date) if review else NOTHING,
        "concluded": day_text(review.concluded_date) if review else NOTHING,
        "asked": review.asked_reason if review and review.state == ReviewState.SUPPLEMENT else "",
        "conclusion": _(Conclusion(review.conclusion).label) if review and review.conclusion else "",
        "points": list(_points(points)),
        "answers": submission.answers.splitlines(),
        "body": [line for line in submission.body.splitlines() if line.strip()],
    }


def _points(points: list[Point]) -> Iterator[dict[str, Any]]:
    bases = cited([read_basis("", each.basis)[0] for each in points])
    for each, basis in zip(points, bases, strict=True):
        yield {
            "place": each.place,
            "clause": each.clause,
            "quote": each.quote,
            "problem": each.problem,
            "basis": basis,
            "suggestion": each.suggestion,
            "adoption": _(Adoption(each.adoption).label) if each.adoption else NOTHING,
            "answer": each.answer,
        }


SUBMISSION_FACE = MatterFace(
    procedures=(SUBMISSION,),
    url_name="legality-submission",
    register="",
    title=_title,
    facts=_facts,
    parts=(Part("legality_review/submission.html", _progress),),
    milestones=_milestones,
    papers={DRAFT_FILE: gettext_noop("送审稿"), OPINION_LETTER: gettext_noop("合法性审核意见书"), **PAPERS},
    facts_title=gettext_noop("送审情况"),
    section=SECTION,
    has_parties=False,
)
