"""Questions about saved views."""

from typing import TYPE_CHECKING

from django.db.models import Q

from fazhi.surfaces.saved_views.models import SavedView

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post
    from fazhi.surfaces.accounts.models import Account

MOST_SHOWN = 24


def views_of(account: "Account", register: str, *, post: "Post") -> tuple[SavedView, ...]:
    """The account's own views of a register and those shared in the post's office, by name; at most `MOST_SHOWN`."""
    mine_or_ours = Q(account=account) | Q(is_shared=True, office=post.office)
    found = SavedView.objects.visible_to(post).filter(mine_or_ours, register=register)
    return tuple(found.order_by("name", "id")[:MOST_SHOWN])
