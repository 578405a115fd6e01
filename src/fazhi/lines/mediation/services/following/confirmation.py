"""Judicial confirmation: both parties ask, the court accepts, decides, or does not (人民调解法 art. 33)."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from fazhi.engines.procedure import BEGIN, Step
from fazhi.kernel.calendar import services as calendar
from fazhi.kernel.procedures import services as procedures
from fazhi.lines.mediation import queries
from fazhi.lines.mediation.errors import NotSettled, RequestedAlready
from fazhi.lines.mediation.models import Confirmation, PeoplesMatter
from fazhi.lines.mediation.rules import confirming
from fazhi.lines.mediation.services.acts import day_of, grounds, parts
from fazhi.lines.mediation.terms import PEOPLES, Bar, ConfirmationState, CourtGround, RefusalGround, State

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Office, Post

_STANDS = {ConfirmationState.REQUESTED, ConfirmationState.ACCEPTED, ConfirmationState.CONFIRMED}
"""States in which a request leaves no room for another."""


@transaction.atomic
def request_confirmation(
    *,
    office: "Office",
    by: "Post",
    at: datetime,
    on: date,
    number: str,
    court: str,
    court_ground: str,
    applicant_signed: date,
    respondent_signed: date,
    bar: str = "",
    late_reason: str = "",
) -> Confirmation:
    """
    Record that both parties have asked a court to confirm the agreement of the matter `number`.

    court_ground  why it is that court; `bar` what keeps courts from confirming this agreement, "" for nothing
    applicant_signed, respondent_signed  when each side signed the request

    Raises MatterUnknown, NotSettled, RequestedAlready, RequestSignedLater, ConfirmationTooLate, NotConfirmable,
    CourtGroundWrong. Source: 人民调解法 art. 33(1); 民事诉讼法 art. 205; 民事诉讼法解释 art. 355.
    """
    matter = queries.matter_numbered(number, office, by)
    if matter.state != State.SETTLED or matter.effective_date is None:
        raise NotSettled(number, State(matter.state).label)
    day, ground = day_of(on), CourtGround(court_ground)
    _require_no_other(matter)
    confirming.require_confirmable(number, Bar(bar) if bar else None)
    confirming.require_court(number, ground, matter.source)
    confirming.require_joint(number, signed=(applicant_signed, respondent_signed), on=day)
    last = calendar.due("TJ-CONFIRM", matter.effective_date).due.last
    confirming.require_in_time(number, effective=matter.effective_date, last=last, on=day)
    request = Confirmation(
        number=f"{number}确认{len(queries.confirmations_of(matter.pk)) + 1}",
        office=matter.office,
        procedure=PEOPLES,
        matter_id=matter.pk,
        court=court,
        court_ground=ground.value,
        applicant_signed_date=applicant_signed,
        respondent_signed_date=respondent_signed,
        effective_date=matter.effective_date,
        requested_date=day,
    )
    told = grounds(
        late_reason,
        court=court,
        court_ground=ground.label,
        applicant_signed=applicant_signed,
        respondent_signed=respondent_signed,
    )
    procedures.begin(request, by=by, at=at, on=on, grounds=told)
    procedures.carry(matter, {}, source=request, act=BEGIN, basis=confirming.REQUEST, by=by, at=at, on=on)
    return request


def _require_no_other(matter: PeoplesMatter) -> None:
    for earlier in queries.confirmations_of(matter.pk):
        if ConfirmationState(earlier.state) in _STANDS:
            raise RequestedAlready(matter.number, earlier.number, ConfirmationState(earlier.state).label)


def court_accepts(request: Confirmation, *, by: "Post", at: datetime, on: date, late_reason: str = "") -> Step:
    """The court has accepted the request; its time to decide begins. Source: 司法确认规定 art. 4(1)."""
    changes = {"court_accepted_date": day_of(on)}
    return procedures.take(request, "accept", by=by, at=at, on=on, grounds=grounds(late_reason), changes=changes)


def court_does_not_accept(
    request: Confirmation, *, by: "Post", at: datetime, on: date, ground: str, late_reason: str = ""
) -> Step:
    """The court has not accepted the request, on a ground of the closed list. Source: 民事诉讼法解释 art. 355(1)."""
    changes = {"refusal_ground": Bar(ground).value}
    told = grounds(late_reason, ground=Bar(ground).label)
    return procedures.take(request, "not_accept", by=by, at=at, on=on, grounds=told, changes=changes)


@transaction.atomic
def court_confirms(
    request: Confirmation, *, by: "Post", at: datetime, on: date, decision_number: str, late_reason: str = ""
) -> Step:
    """The court has confirmed the agreement; the matter carries the day. Source: 司法确认规定 art. 5(1), 8."""
    changes = {"decided_date": day_of(on), "decision_number": decision_number}
    told = grounds(late_reason, decision_number=decision_number)
    step = procedures.take(request, "confirm", by=by, at=at, on=on, grounds=told, changes=changes)
    matter = queries.matter_of(request.procedure, request.matter_id)
    procedures.carry(
        matter, parts("confirmed", day_of(on)), source=request, act=step.name, basis=step.basis, by=by, at=at, on=on
    )
    return step


def court_refuses(
    request: Confirmation,
    *,
    by: "Post",
    at: datetime,
    on: date,
    ground: str,
    decision_number: str,
    late_reason: str = "",
) -> Step:
    """The court has refused confirmation, on a ground of the closed list. Source: 民事诉讼法解释 art. 358."""
    code = RefusalGround(ground)
    changes = {"decided_date": day_of(on), "decision_number": decision_number, "refusal_ground": code.value}
    told = grounds(late_reason, ground=code.label, decision_number=decision_number)
    return procedures.take(request, "refuse", by=by, at=at, on=on, grounds=told, changes=changes)


def withdraw_request(request: Confirmation, *, by: "Post", at: datetime, on: date, late_reason: str = "") -> Step:
    """One or both parties have taken the request back before the court decided. Source: 司法确认规定 art. 5(2)."""
    return procedures.take(request, "withdraw", by=by, at=at, on=on, grounds=grounds(late_reason))
