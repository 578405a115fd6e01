"""Questions about circulated drafts: who was asked, what each said, what a department is asked."""

from typing import TYPE_CHECKING
from uuid import UUID

from fazhi.lines.legality_review.models import Circulation, Inquiry, Remark, Review
from fazhi.lines.legality_review.terms.circulating import CirculationState

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post


def inquiries_of(circulation: Circulation, post: "Post") -> list[Inquiry]:
    """Who was asked, in the order of kind and name."""
    rows = Inquiry.objects.visible_to(post).filter(circulation=circulation)
    return list(rows.select_related("recipient").order_by("kind", "name"))


def remarks_of(circulation: Circulation, post: "Post") -> list[Remark]:
    """What was said, in order."""
    rows = Remark.objects.visible_to(post).filter(circulation=circulation)
    return list(rows.select_related("inquiry").order_by("place"))


def circulations_of(review: Review, post: "Post") -> list[Circulation]:
    """The rounds on one draft, the latest first."""
    return list(Circulation.objects.visible_to(post).filter(review=review).order_by("-asked_date", "-pk"))


def inquiries_to(post: "Post", key: UUID | None = None) -> list[Inquiry]:
    """What the post's office is asked in rounds that are open, with the draft, the earliest due first."""
    rows = Inquiry.received.visible_to(post).filter(circulation__state=CirculationState.OPEN)
    if key is not None:
        rows = rows.filter(pk=key)
    return list(rows.select_related("circulation__review").order_by("circulation__due_date", "pk"))
