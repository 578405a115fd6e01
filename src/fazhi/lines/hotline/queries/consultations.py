"""Consultations as a post sees them."""

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from fazhi.lines.hotline.models import Complaint, Consultation
from fazhi.lines.hotline.terms import ConsultationState
from fazhi.lines.hotline.terms.callbacks import ComplaintState

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post

PAGE = 50
_ENDED = (ConsultationState.REFERRED.value, ConsultationState.CLOSED.value)


def latest_seen_by(post: "Post", *, is_open: bool, after: "tuple[date, str] | None" = None) -> list[Consultation]:
    """
    The latest first, one more than a page; only those still open where `is_open`.

    after  day and number of the last one on the page before
    """
    rows = Consultation.objects.visible_to(post).order_by("-received_date", "-number")
    if is_open:
        rows = rows.exclude(state__in=_ENDED)
    if after is not None:
        day, number = after
        rows = rows.filter(received_date__lte=day).exclude(received_date=day, number__gte=number)
    return list(rows[: PAGE + 1])


def taken_down_on(post: "Post", on: date) -> list[Consultation]:
    """Of that day, the latest first; ten at most."""
    return list(Consultation.objects.visible_to(post).filter(received_date=on).order_by("-number")[:10])


def complaints_of(consultation: UUID, post: "Post") -> list[Complaint]:
    """Complaints about a consultation, the earliest first."""
    rows = Complaint.objects.visible_to(post).filter(consultation=consultation).select_related("consultation")
    return list(rows.order_by("received_date", "number"))


def complaints_seen_by(post: "Post", *, is_open: bool, after: UUID | None = None) -> list[Complaint]:
    """The latest first, one more than a page; only those not closed where `is_open`; `after` is the last one before."""
    rows = Complaint.objects.visible_to(post).select_related("consultation").order_by("-pk")
    if is_open:
        rows = rows.exclude(state=ComplaintState.CLOSED)
    if after is not None:
        rows = rows.filter(pk__lt=after)
    return list(rows[: PAGE + 1])
