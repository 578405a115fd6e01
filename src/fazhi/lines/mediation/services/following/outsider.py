"""A person outside the mediation asks the court to revoke a confirmation (司法确认规定 art. 10)."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from fazhi.engines.procedure import Step
from fazhi.kernel.calendar import services as calendar
from fazhi.kernel.procedures import services as procedures
from fazhi.lines.mediation import queries
from fazhi.lines.mediation.errors import NotConfirmed
from fazhi.lines.mediation.models import OutsiderRequest
from fazhi.lines.mediation.rules import confirming
from fazhi.lines.mediation.services.acts import day_of, grounds
from fazhi.lines.mediation.terms import ConfirmationState, OutsiderState

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Office, Post


@transaction.atomic
def register_outsider(
    *, office: "Office", by: "Post", at: datetime, on: date, number: str, known: date, late_reason: str = ""
) -> OutsiderRequest:
    """
    Record an outsider's request to revoke the confirmation `number`, made `on`.

    known  when the outsider knew of the harm, or should have

    Raises MatterUnknown, NotConfirmed, OutsiderTooLate. Source: 司法确认规定 art. 10.
    """
    confirmation = queries.confirmation_numbered(number, office, by)
    if confirmation.state != ConfirmationState.CONFIRMED or confirmation.revoked_date is not None:
        state = OutsiderState.REVOKED if confirmation.revoked_date else ConfirmationState(confirmation.state)
        raise NotConfirmed(number, state.label)
    last = calendar.due("TJ-OUTSIDER", known).due.last
    confirming.require_outsider_in_time(number, known=known, last=last, on=day_of(on))
    earlier = OutsiderRequest.objects.visible_to(by).filter(confirmation=confirmation)
    request = OutsiderRequest(
        number=f"{number}撤销{earlier.count() + 1}",
        office=confirmation.office,
        confirmation=confirmation,
        known_date=known,
        requested_date=day_of(on),
    )
    return procedures.begin(request, by=by, at=at, on=on, grounds=grounds(late_reason, known=known))


@transaction.atomic
def revoke(request: OutsiderRequest, *, by: "Post", at: datetime, on: date, late_reason: str = "") -> Step:
    """The court has revoked the confirmation, which shows it from now on. Source: 司法确认规定 art. 10."""
    step = _decide(request, "revoke", by=by, at=at, on=on, late_reason=late_reason)
    confirmation = request.confirmation
    procedures.carry(
        confirmation, {"revoked_date": day_of(on)}, source=request, act=step.name, basis=step.basis, by=by, at=at, on=on
    )
    return step


def dismiss(request: OutsiderRequest, *, by: "Post", at: datetime, on: date, late_reason: str = "") -> Step:
    """The court has dismissed the request; the confirmation stands. Source: 司法确认规定 art. 10."""
    return _decide(request, "dismiss", by=by, at=at, on=on, late_reason=late_reason)


def withdraw_outsider(request: OutsiderRequest, *, by: "Post", at: datetime, on: date, late_reason: str = "") -> Step:
    """The outsider has taken the request back."""
    return procedures.take(request, "withdraw", by=by, at=at, on=on, grounds=grounds(late_reason))


def _decide(request: OutsiderRequest, name: str, *, by: "Post", at: datetime, on: date, late_reason: str) -> Step:
    changes = {"decided_date": day_of(on)}
    return procedures.take(request, name, by=by, at=at, on=on, grounds=grounds(late_reason), changes=changes)
