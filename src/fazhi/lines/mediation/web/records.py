"""What the pages read of the line's own records, within the post's offices: a matter, and the matter of a referral."""

from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from fazhi.lines.mediation.models import AdministrativeMatter, PeoplesMatter

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post
    from fazhi.kernel.referrals.models import Referral

Kept = TypeVar("Kept", PeoplesMatter, AdministrativeMatter)


def seen(model: type[Kept], key: UUID, post: "Post") -> Kept | None:
    """The matter with its office, or None if it is not there or outside the post's offices."""
    return model.objects.visible_to(post).select_related("office").filter(pk=key).first()


def matter_of(referral: "Referral", post: "Post") -> PeoplesMatter | None:
    """The people's matter that bears the referral's number, if one has been registered."""
    found = PeoplesMatter.objects.visible_to(post).filter(referral_number=referral.number, source=referral.channel)
    return found.select_related("office").first()
