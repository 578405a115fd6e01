"""Comments as somebody sees them, each at its place in the report of today."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fazhi.lines.annual_report.models import Circulation, Comment, Contribution
from fazhi.lines.annual_report.rules.anchors import place_of
from fazhi.lines.annual_report.rules.drafts import from_plain
from fazhi.lines.annual_report.terms import Anchor, CommentKind, CommentOutcome, Place, Report

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post


@dataclass(frozen=True)
class Placed:
    """A comment with the place where it stands now."""

    comment: Comment
    place: Place

    @property
    def is_open(self) -> bool:
        return self.comment.outcome == CommentOutcome.OPEN

    @property
    def outcome(self) -> str:
        return CommentOutcome(self.comment.outcome).label


def comments_on(report: Report, post: "Post") -> tuple[Placed, ...]:
    """The comments on a year's report that the post sees, the open ones first, then by time."""
    rows = Comment.objects.visible_to(post).filter(report__year=report.year)
    found = rows.select_related("by__official", "by__office", "answered_by__official").order_by("written_at", "pk")
    placed = (Placed(each, place_of(anchor_of(each), report)) for each in found)
    return tuple(sorted(placed, key=lambda each: not each.is_open))


def circulated(asked: Sequence[Contribution]) -> tuple[Report, Circulation] | None:
    """
    The draft that last went round, for an office that was asked for a text and sees no records; None if none has.

    asked  the contributions that the office sees, as `standing.asked_of` found them
    """
    if not asked:
        return None
    rows = Circulation.objects.filter(version__report_id=asked[0].report_id)
    found = rows.order_by("version__number", "number").last()
    return (from_plain(found.content), found) if found else None


def anchor_of(comment: Comment) -> Anchor:
    return Anchor(CommentKind(comment.kind), comment.key, comment.section, comment.said)


def comment_seen(year: int, number: int, post: "Post") -> Comment | None:
    """The comment of that number, None if there is none or if it is out of the post's sight."""
    rows = Comment.objects.visible_to(post).filter(report__year=year, pk=number)
    return rows.select_related("report", "by").first()
