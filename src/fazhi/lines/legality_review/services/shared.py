"""What acts of legality review share: why they read past the scope of a post, and which reviewer acts."""

from typing import TYPE_CHECKING

from fazhi.lines.legality_review.errors import NotReviewer, OpinionGiven
from fazhi.lines.legality_review.models import Review

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post

WHY = "an act of legality review; scope was checked"


def require_unfinished(review: Review, by: "Post") -> str:
    """ "first" or "second", whichever reviewer acts. Raises NotReviewer, OpinionGiven."""
    reviewers = {review.first_id: "first", review.second_id: "second"}
    which = reviewers.get(by.official_id)
    if which is None:
        raise NotReviewer(review.number, by.official.code)
    done = getattr(review, f"{which}_date")
    if done is not None:
        raise OpinionGiven(review.number, by.official.code, done)
    return which
