"""
Departments' own submissions: what the reviewing office is sent, and what a department may see of the review of its draft.

It sees where the review stands, what was asked for, and the opinion once it is given: the points that stand, without who raised them.
Drafts of opinions, dropped points and what the two reviewers propose are the reviewing office's.
"""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q

from fazhi.lines.legality_review.errors.circulating import SubmissionUnfit
from fazhi.lines.legality_review.models import Point, Review, Submission
from fazhi.lines.legality_review.terms import ReviewState
from fazhi.lines.legality_review.terms.circulating import SubmissionState

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post

_OVER = (ReviewState.CLOSED, ReviewState.RETURNED, ReviewState.WITHDRAWN)
_SHOWN = (
    "pk", "number", "state", "asked_reason", "accepted_date", "concluded_date", "conclusion", "opinion_number", "left_date",
)  # fmt: skip
_OF_POINTS = ("place", "clause", "quote", "problem", "basis", "suggestion", "adoption", "answer")
MOST = 200


def review_for(submission: Submission, post: "Post") -> Review | None:
    """The review of a submission with what its department may see; reading another column of it is a mistake."""
    return Review.submitted.visible_to(post).filter(submission=submission).only(*_SHOWN).first()


def points_for(submission: Submission, post: "Post") -> list[Point]:
    """The points of the opinion that was given, in order; none before."""
    rows = Point.submitted.visible_to(post).filter(
        review__submission=submission, review__concluded_date__isnull=False, is_standing=1
    )
    return list(rows.only(*_OF_POINTS).order_by("place"))


def submission_to_take_in(number: str, post: "Post") -> Submission:
    """What was sent to the post's office under that number and has no review yet. Raises SubmissionUnfit."""
    found = Submission.addressed.visible_to(post).select_related("office").filter(number=number).first()
    if found is None:
        raise SubmissionUnfit(number, "unknown")
    if found.state == SubmissionState.WITHDRAWN:
        raise SubmissionUnfit(number, "withdrawn")
    if Review.objects.system("one submission, one review").filter(submission=found).exists():
        raise SubmissionUnfit(number, "taken")
    return found


@dataclass(frozen=True)
class Sent:
    """A submission as the reviewing office has it before it: with its review, None before it was taken in."""

    submission: Submission
    review: Review | None

    @property
    def waits_for(self) -> str:
        """The act by which the office goes on: "begin", "supplement", "withdraw", "respond"; "" where none is due."""
        review, submission = self.review, self.submission
        if review is None:
            return "" if submission.state == SubmissionState.WITHDRAWN else "begin"
        if submission.state == SubmissionState.WITHDRAWN:
            return "" if review.left_date else "withdraw"
        if review.state == ReviewState.SUPPLEMENT and self._came_later(review.occurred_date):
            return "supplement"
        return "respond" if review.state == ReviewState.CONCLUDED and submission.answers else ""

    def _came_later(self, asked: date) -> bool:
        supplemented = self.submission.supplemented_date
        return supplemented is not None and supplemented >= asked


def sent_to(post: "Post") -> list[Sent]:
    """What was sent to the post's office and is not over, the earliest first."""
    reviews = Review.objects.visible_to(post).filter(submission__isnull=False)
    rows = Submission.addressed.visible_to(post).exclude(pk__in=reviews.filter(state__in=_OVER).values("submission"))
    without = ~Q(pk__in=reviews.values("submission"))
    rows = rows.exclude(Q(state=SubmissionState.WITHDRAWN) & without)
    found = list(rows.select_related("office").defer("body").order_by("submitted_date", "pk")[:MOST])
    known = {
        each.submission_id: each for each in reviews.filter(submission__in=[row.pk for row in found]).defer("body")
    }
    return [Sent(each, known.get(each.pk)) for each in found]


def submissions_of(post: "Post") -> list[tuple[Submission, Review | None]]:
    """What the post's office has sent, the latest first, each with its review as `review_for` has it."""
    rows = list(Submission.objects.visible_to(post).defer("body").order_by("-submitted_date", "-pk")[:MOST])
    reviews = Review.submitted.visible_to(post).filter(submission__in=[row.pk for row in rows])
    known = {each.submission_id: each for each in reviews.only(*_SHOWN, "submission")}
    return [(each, known.get(each.pk)) for each in rows]
