"""The sessions arranged for a matter, and the notice that the parties receive."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils import timezone

from fazhi.lines.mediation.models import Appointment, PeoplesMatter
from fazhi.lines.mediation.queries.paper_facts import shared_facts
from fazhi.lines.mediation.terms.papers import NoticeFacts

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post


def appointments_of(matter_id: UUID, post: "Post") -> tuple[Appointment, ...]:
    """The sessions arranged for a matter within the post's offices, the latest first."""
    return tuple(Appointment.objects.visible_to(post).filter(matter_id=matter_id).order_by("-sequence"))


def notice_of(matter: PeoplesMatter, *, by: "Post", at: datetime, notice: str) -> NoticeFacts | None:
    """
    What the notice of the latest session says, with the parties' names: who asks has opened them with a reason. None while
    nothing is arranged.

    notice  what the head of every page says, as for synthetic data
    """
    latest = next(iter(appointments_of(matter.pk, by)), None)
    if latest is None:
        return None
    shared = shared_facts(matter, by=by, dated=timezone.localdate(at), notice=notice)
    return NoticeFacts(
        **shared, meets_at=timezone.localtime(latest.meets_at), place=latest.place, mediators=matter.mediator
    )
