"""What hangs together with a matter of mediation: what followed it, and what that followed; each within the post's offices."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import CharField, Q, Value

from fazhi.lines.mediation.models import (
    Confirmation,
    DisputeMember,
    LinkProposal,
    OutsiderRequest,
    PeoplesMatter,
    Performance,
    RiskReport,
    Visit,
)
from fazhi.lines.mediation.terms import CONFIRMATION, LINKAGE, PERFORMANCE, RISK

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from fazhi.kernel.organisations.models import Post


@dataclass(frozen=True)
class Follower:
    """Something that follows a mediation or judges it: which procedure moves it, and where it stands."""

    procedure: str
    id: UUID
    number: str
    state: str
    day: date


DISPUTE = ""
"""Stands for the procedure of a row that says only that the matter is a record of a dispute with several."""

_FOLLOWERS: tuple[tuple[str, Any], ...] = (
    (PERFORMANCE, Performance),
    (CONFIRMATION, Confirmation),
    (RISK, RiskReport),
)


def followers_of(key: UUID, post: "Post") -> tuple[Follower, ...]:
    """
    What follows the mediation, the proposals that take it and another for one dispute, and whether it is a record of one
    (`DISPUTE`), by the day of their latest act; one query.
    """
    rows = [_rows(name, model.objects.visible_to(post).filter(matter_id=key)) for name, model in _FOLLOWERS]
    proposed = LinkProposal.objects.visible_to(post).filter(Q(earlier_id=key) | Q(later_id=key))
    own = DisputeMember.objects.visible_to(post).filter(matter_id=key).order_by()
    member = own.annotate(moved_by=Value(DISPUTE, CharField()))
    of_dispute = member.values_list("moved_by", "matter_id", "number", "outcome", "began_date")
    together = rows[0].union(*rows[1:], _rows(LINKAGE, proposed), of_dispute, all=True)
    return tuple(sorted((Follower(*row) for row in together), key=lambda each: (each.day, each.number)))


def _rows(procedure: str, rows: "QuerySet[Any]") -> "QuerySet[Any, tuple[Any, ...]]":
    named = rows.order_by().annotate(moved_by=Value(procedure, CharField()))
    return named.values_list("moved_by", "pk", "number", "state", "occurred_date")


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
