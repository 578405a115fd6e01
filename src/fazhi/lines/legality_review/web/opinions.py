"""The sheets of a review's page: the draft, the two reviewers' points clause by clause, what was said of the like before."""

from typing import TYPE_CHECKING, Any, cast

from django.urls import reverse
from django.utils.translation import gettext as _

from fazhi.lines.legality_review.models import Document, Point, Review
from fazhi.lines.legality_review.queries import document_of, filing_of, points_and_the_like
from fazhi.lines.legality_review.rules import read_basis
from fazhi.lines.legality_review.terms import Adoption, Conclusion, FilingState, Kind
from fazhi.lines.legality_review.web.tabs import day_text
from fazhi.surfaces.web.citations import cited

if TYPE_CHECKING:
    from fazhi.kernel.procedures.models import Matter
    from fazhi.surfaces.web.pages import DeskRequest

_SIMILAR, _READ = 5, 200


def opinion_of(matter: "Matter", request: "DeskRequest") -> dict[str, Any]:
    """Everything of a review beside its facts."""
    review = cast(Review, matter)
    points, similar = points_and_the_like(review, request.post, limit=_READ)
    document = document_of(review, request.post) if review.closed_date and review.kind == Kind.NORMATIVE else None
    return {
        "reviewers": _reviewers(review),
        "points": _shown(points, review),
        "similar": [
            {
                "number": each.review.number,
                "url": reverse("legality-review", kwargs={"key": each.review_id}),
                "clause": each.clause,
                "problem": each.problem,
                "basis": each.basis,
                "adoption": _(Adoption(each.adoption).label) if each.adoption else "",
            }
            for each in similar[:_SIMILAR]
        ],
        "body": [line for line in review.body.splitlines() if line.strip()],
        "document": document,
        "document_url": reverse("normative-document", kwargs={"key": document.pk}) if document else "",
    }


def _reviewers(review: Review) -> list[dict[str, str]]:
    told = (
        (_("主审人"), review.first, review.first_date, review.first_proposed),
        (_("复审人"), review.second, review.second_date, review.second_proposed),
    )
    return [
        {
            "role": role,
            "name": who.name,
            "day": day_text(day),
            "proposed": _(Conclusion(proposed).label) if proposed else _("尚未提交"),
        }
        for role, who, day, proposed in told
        if who is not None
    ]


def _shown(points: list[Point], review: Review) -> list[dict[str, Any]]:
    """Points in the order of their clauses' first mention, so that both reviewers' stand beside each other."""
    clauses: dict[str, list[Point]] = {}
    for each in points:
        clauses.setdefault(each.clause, []).append(each)
    ordered = [each for found in clauses.values() for each in found]
    bases = iter(cited([read_basis(review.number, each.basis)[0] for each in ordered]))
    both = review.first_date is not None and review.second_date is not None
    return [
        {
            "place": each.place,
            "clause": each.clause if position == 0 else "",
            "quote": each.quote,
            "problem": each.problem,
            "basis": next(bases),
            "suggestion": each.suggestion,
            "by": each.reviewer.name if each.reviewer else "",
            "is_alone": both and len({other.reviewer_id for other in found}) == 1,
            "dropped": each.dropped,
            "adoption": _(Adoption(each.adoption).label) if each.adoption else "",
            "answer": each.answer,
        }
        for found in clauses.values()
        for position, each in enumerate(found)
    ]


def filing_sheet(matter: "Matter", request: "DeskRequest") -> dict[str, Any] | None:
    """Where the filing of a document stands."""
    filing = filing_of(cast(Document, matter), request.post)
    if filing is None:
        return None
    return {
        "filing": filing,
        "url": reverse("normative-filing", kwargs={"key": filing.pk}),
        "state": _(FilingState(filing.state).label),
        "sent": day_text(filing.sent_date),
        "filed": day_text(filing.filed_date),
    }
