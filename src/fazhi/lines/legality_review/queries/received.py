"""Questions about filings that came in."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q

from fazhi.lines.legality_review.models import Flaw, ReceivedFiling

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Office, Post


def flaws_of(filing: ReceivedFiling, post: "Post") -> list[Flaw]:
    """What the examination found, in order."""
    return list(Flaw.objects.visible_to(post).filter(filing=filing).order_by("place"))


def was_filed(office: "Office", number: str, post: "Post") -> bool:
    return ReceivedFiling.objects.visible_to(post).filter(office=office, number=number).exists()


def received_seen_by(post: "Post", *, closed: bool, after: UUID | None = None, limit: int) -> list[ReceivedFiling]:
    """Filings that go on, or those that are over, the latest received first; `after` is the last one of the page before."""
    seen = ReceivedFiling.objects.visible_to(post)
    rows = seen.filter(closed_date__isnull=not closed)
    last = seen.filter(pk=after).values_list("received_date", flat=True).first() if after else None
    if last is not None:
        rows = rows.filter(Q(received_date__lt=last) | Q(received_date=last, pk__lt=after))
    return list(rows.defer("body").order_by("-received_date", "-pk")[:limit])
