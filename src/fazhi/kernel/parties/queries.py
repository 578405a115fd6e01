"""Questions about the parties of a matter; they change nothing."""

from typing import TYPE_CHECKING
from uuid import UUID

from fazhi.kernel.parties.models import Party

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post


def parties_of(matter_id: UUID, post: "Post") -> tuple[Party, ...]:
    """The parties of a matter within the post's offices, in the order of the ledger."""
    return tuple(Party.objects.visible_to(post).filter(matter_id=matter_id).order_by("position"))
