"""A consultation passed on to an office of this system, and what comes back of it."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from fazhi.engines.procedure import Step
from fazhi.kernel.indicators.dated import parts
from fazhi.kernel.organisations.queries import office_seen_by
from fazhi.kernel.procedures import services as procedures
from fazhi.kernel.procedures.services import grounds
from fazhi.kernel.referrals import transferring
from fazhi.kernel.referrals.terms import TransferState
from fazhi.kernel.referrals.transferring import Origin
from fazhi.kernel.referrals.transfers import transfers_of
from fazhi.lines.hotline.errors.callbacks import NotYetAnswered, OfficeUnknown
from fazhi.lines.hotline.models import Consultation
from fazhi.lines.hotline.services.callbacks import free
from fazhi.lines.hotline.services.shared import listed
from fazhi.lines.hotline.terms import CONSULTATION, MATTERS, Destination

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post
    from fazhi.kernel.referrals.models import Transfer

_BACK = (TransferState.RETURNED, TransferState.WITHDRAWN)


@transaction.atomic
def pass_on(
    consultation: Consultation,
    *,
    by: "Post",
    at: datetime,
    on: date,
    to: str,
    destination: str,
    reason: str,
    contact: str = "",
    phone: str = "",
    late_reason: str = "",
) -> "Transfer":
    """
    Pass it on to the office with the code `to`: the office finds it in its inbox, and this one waits for its answer.

    contact, phone  of the caller, who agreed to be called by that office; it sees them once it has accepted

    Raises Unlisted, OfficeUnknown, and what `transferring.send` and `procedures.take` raise.
    """
    procedures.require_open(consultation, "pass_on", by=by, at=at)
    purpose = Destination(listed(Destination, "destination", destination))
    office = office_seen_by(by, to.strip().split(" ")[0])
    if office is None or office.pk == consultation.office_id:
        raise OfficeUnknown(to)
    before = transfers_of(consultation.pk, by)
    told = grounds(late_reason, destination=purpose.label, reason=reason, receiving_office=office.name)
    changes = {"destination": purpose.value}
    procedures.take(consultation, "pass_on", by=by, at=at, on=on, grounds=told, changes=changes)
    free(consultation, at=at)
    return transferring.send(
        office=office, by=by, at=at, on=on, number=f"{consultation.number[:58]}-转{len(before) + 1}",
        purpose=purpose.label, subject=MATTERS[consultation.matter],
        facts="\n".join(filter(None, (consultation.need, reason))), contact=contact, phone=phone,
        origin=Origin(CONSULTATION, consultation.pk, consultation.number, consultation.office), late_reason=late_reason,
    )  # fmt: skip


def take_back(
    consultation: Consultation, *, by: "Post", at: datetime, on: date, result: str, late_reason: str = ""
) -> Step:
    """It came back without an answer, and is to be answered or passed on here anew. Raises NotYetAnswered."""
    _require(consultation, "take_back", _BACK, by, at)
    told = grounds(late_reason, transfer_result=result)
    changes = {"destination": "", "promised_date": None, "promised_slot": None}
    return procedures.take(consultation, "take_back", by=by, at=at, on=on, grounds=told, changes=changes)


def conclude(
    consultation: Consultation, *, by: "Post", at: datetime, on: date, result: str, late_reason: str = ""
) -> Step:
    """The office has answered, which ends the consultation as referred. Raises NotYetAnswered."""
    _require(consultation, "conclude", (TransferState.ANSWERED,), by, at)
    told = grounds(late_reason, transfer_result=result)
    changes = {"answer": result, **parts("ended", on)}
    return procedures.take(consultation, "conclude", by=by, at=at, on=on, grounds=told, changes=changes)


def _require(consultation: Consultation, act: str, states: tuple[TransferState, ...], by: "Post", at: datetime) -> None:
    procedures.require_open(consultation, act, by=by, at=at)
    latest = next(reversed(transfers_of(consultation.pk, by)), None)
    if latest is None or latest.state not in states:
        stands = TransferState(latest.state).label if latest else ""
        raise NotYetAnswered(consultation.number, latest.number if latest else "", stands, act)
