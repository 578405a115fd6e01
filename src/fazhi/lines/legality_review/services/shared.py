"""What every act of legality review needs: a date with its parts, the grounds with why it is entered late."""

from datetime import date
from typing import TYPE_CHECKING, Any

from fazhi.kernel.procedures import services as procedures
from fazhi.lines.legality_review.errors import NotReviewer, OpinionGiven
from fazhi.lines.legality_review.models import Review

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post

WHY = "an act of legality review; scope was checked"


def parts(name: str, day: date | None) -> dict[str, Any]:
    """A date column with its stored year, quarter and month; all null without a day."""
    return {
        f"{name}_date": day,
        f"{name}_year": day and day.year,
        f"{name}_quarter": day and (day.month + 2) // 3,
        f"{name}_month": day and day.month,
    }


def grounds(late_reason: str, **told: object) -> dict[str, object]:
    """The grounds of an act, with why it is entered late if it is."""
    return {**told, procedures.LATE_REASON: late_reason} if late_reason else told


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
