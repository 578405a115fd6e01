"""What hangs together with a matter of mediation: what followed it, and what that followed; each within the post's offices."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Q

from fazhi.lines.mediation.models import (
    Confirmation,
    LinkProposal,
    Mediation,
    OutsiderRequest,
    PeoplesMatter,
    Performance,
    RiskReport,
    Visit,
)

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post


@dataclass(frozen=True)
class Followers:
    """What followed a mediation, each in order."""

    performance: Performance | None
    confirmations: tuple[Confirmation, ...]
    reports: tuple[RiskReport, ...]
    proposals: tuple[LinkProposal, ...]


def followers_of(matter: Mediation, post: "Post") -> Followers:
    """What follows this mediation; four queries for a people's matter, one for a department's."""
    key, is_peoples = matter.pk, isinstance(matter, PeoplesMatter)
    return Followers(
        performance=_of(Performance, key, post).first() if is_peoples else None,
        confirmations=tuple(_of(Confirmation, key, post)) if is_peoples else (),
        reports=tuple(_of(RiskReport, key, post)) if is_peoples else (),
        proposals=proposals_with(key, post),
    )


def proposals_with(key: UUID, post: "Post") -> tuple[LinkProposal, ...]:
    """Proposals that take this record and another for one dispute."""
    rows = LinkProposal.objects.visible_to(post).filter(Q(earlier_id=key) | Q(later_id=key))
    return tuple(rows.order_by("occurred_date", "pk"))


def followed(key: UUID, post: "Post") -> PeoplesMatter | None:
    """The people's matter that something follows; None outside the post's offices."""
    return PeoplesMatter.objects.visible_to(post).select_related("office").filter(pk=key).first()


def visits_of(performance: Performance, post: "Post") -> tuple[Visit, ...]:
    """The visits made to see an agreement performed, in order."""
    return tuple(Visit.objects.visible_to(post).filter(performance=performance).order_by("visited_date", "pk"))


def requests_against(confirmation: Confirmation, post: "Post") -> tuple[OutsiderRequest, ...]:
    """Outsiders' requests to revoke a confirmation, in order."""
    rows = OutsiderRequest.objects.visible_to(post).filter(confirmation=confirmation)
    return tuple(rows.order_by("requested_date", "pk"))


def confirmation_of(request: OutsiderRequest, post: "Post") -> Confirmation | None:
    """The confirmation that a request is against."""
    return Confirmation.objects.visible_to(post).filter(pk=request.confirmation_id).first()


def _of(model: Any, key: UUID, post: "Post") -> Any:
    return model.objects.visible_to(post).filter(matter_id=key).order_by("occurred_date", "pk")
