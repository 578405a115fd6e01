"""Questions about referrals, each within the post's offices; they change nothing."""

from typing import TYPE_CHECKING
from uuid import UUID

from fazhi.kernel.referrals.models import Referral

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post


def referral(key: UUID, post: "Post") -> Referral | None:
    """The referral with its office, or None if it is not there or outside the post's offices."""
    return Referral.objects.visible_to(post).select_related("office").filter(pk=key).first()


def referral_numbered(number: str, channel: str, post: "Post") -> Referral | None:
    """The referral of that number through that door; None likewise."""
    found = Referral.objects.visible_to(post).filter(number=number, channel=channel)
    return found.select_related("office").first()
