"""Questions about transfers (转办), each within the post's offices; they change nothing."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count

from fazhi.kernel.referrals.models import Transfer
from fazhi.kernel.referrals.terms import TransferState

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post

PAGE = 50


def transfers_of(origin: UUID, post: "Post") -> tuple[Transfer, ...]:
    """Those that a matter was passed on by, the earliest first, as far as the post sees their receivers."""
    rows = Transfer.objects.visible_to(post).filter(origin_id=origin).select_related("office")
    return tuple(rows.order_by("sent_date", "number"))


def transfer_counts(post: "Post") -> dict[TransferState, int]:
    """How many transfers to the post's offices stand in each state."""
    rows = Transfer.objects.visible_to(post).order_by().values_list("state").annotate(found=Count("pk"))
    return {TransferState(state): found for state, found in rows}


def transfers_in(post: "Post", state: TransferState, *, after: UUID | None = None) -> tuple[Transfer, ...]:
    """Transfers to the post's offices in one state, the latest first, one more than a page; `after` is the last one before."""
    rows = Transfer.objects.visible_to(post).filter(state=state).select_related("office", "sender")
    if after is not None:
        rows = rows.filter(pk__lt=after)
    return tuple(rows.order_by("-pk")[: PAGE + 1])
