"""
Acts on transfers (转办), each of one step and one entry in the trail: passed on, accepted or returned, answered, taken back.

`by` is the acting post, `at` the moment of recording, `on` the day it occurred, `late_reason` why it is entered so late.
What stops any matter stops a transfer (`procedures.services.take`).
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction

from fazhi.engines.procedure import Step
from fazhi.kernel.organisations.services import require
from fazhi.kernel.parties import services as parties
from fazhi.kernel.parties.terms import Draft
from fazhi.kernel.procedures import services as procedures
from fazhi.kernel.procedures.errors import OutOfSight
from fazhi.kernel.referrals.errors import NotTheSender, TransferNumberTaken, TransferOpen
from fazhi.kernel.referrals.models import Transfer
from fazhi.kernel.referrals.permissions import TRANSFER as RIGHT
from fazhi.kernel.referrals.terms import TRANSFER, TRANSFER_OPEN, TransferOutcome, TransferReturn

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Office, Post

_WHY = "a matter is passed on to one office at a time"


@dataclass(frozen=True)
class Origin:
    """The matter that a transfer comes of, and the office that it belongs to."""

    procedure: str
    key: UUID
    number: str
    office: "Office"


@transaction.atomic
def send(
    *,
    office: "Office",
    by: "Post",
    at: datetime,
    on: date,
    number: str,
    purpose: str,
    subject: str,
    facts: str,
    contact: str = "",
    phone: str = "",
    origin: Origin | None = None,
    late_reason: str = "",
) -> Transfer:
    """
    Pass a matter on to `office`, within the post's sight; its limit to accept starts.

    number          of the transfer, once at each receiver
    contact, phone  of who asked, where the receiver has to reach them: kept as a party that only the sender's side sees
                    until the receiver accepts
    origin          None where it comes of no matter; the sender is the post's office then

    Raises OutOfSight, NotPermitted, TransferOpen, TransferNumberTaken, FutureAct, LateEntry, MissingGround.
    """
    if not by.office.left <= office.left <= by.office.right:
        raise OutOfSight(number, by.code)
    require(by, RIGHT)
    _require_new(number, office, origin)
    transfer = Transfer(
        number=number,
        office=office,
        sender=origin.office if origin else by.office,
        origin_procedure=origin.procedure if origin else "",
        origin_id=origin.key if origin else None,
        origin_number=origin.number if origin else "",
        purpose=purpose,
        subject=subject,
        facts=facts,
        sent_date=on,
    )
    told = _grounds(late_reason, number=number, transfer_purpose=purpose, transfer_facts=facts)
    procedures.begin(transfer, by=by, at=at, on=on, grounds=told)
    procedures.release(transfer, at=at)  # it waits for the receiver, not for who passed it on
    if contact or phone:
        asked = Draft(contact or "来电人", phone=phone)
        parties.add_party(TRANSFER, transfer.pk, asked, office=transfer.sender, by=by, at=at)
    return transfer


def _require_new(number: str, office: "Office", origin: Origin | None) -> None:
    known = Transfer.objects.system(_WHY).select_related("office")
    waiting = known.filter(origin_id=origin.key, state__in=TRANSFER_OPEN).first() if origin else None
    if origin and waiting:
        raise TransferOpen(origin.number, waiting.number, waiting.office.name)
    if known.filter(office=office, number=number).exists():
        raise TransferNumberTaken(number, office.name)


@transaction.atomic
def accept(transfer: Transfer, *, by: "Post", at: datetime, on: date, late_reason: str = "") -> Step:
    """Accept it: the limit to answer starts, and who asked is from now on a party that the receiver sees, masked as any."""
    step = _take(transfer, "accept", by, at, on, late_reason, changes={"accepted_date": on})
    parties.hand_on(TRANSFER, transfer.pk, to=transfer.office, by=by, at=at)
    return step


def return_(transfer: Transfer, *, by: "Post", at: datetime, on: date, reason: str, late_reason: str = "") -> Step:
    """Send it back, for a reason of the closed list."""
    code = TransferReturn(reason)
    changes = {"return_reason": code, "ended_date": on}
    return _take(transfer, "return", by, at, on, late_reason, changes=changes, reason_code=code)


def answer(
    transfer: Transfer, *, by: "Post", at: datetime, on: date, outcome: str, answer: str, late_reason: str = ""
) -> Step:
    """Tell the sender what became of it, which ends it."""
    code = TransferOutcome(outcome)
    changes = {"outcome": code, "answer": answer, "ended_date": on}
    return _take(
        transfer, "answer", by, at, on, late_reason, changes=changes, transfer_outcome=code, transfer_answer=answer
    )


def withdraw(transfer: Transfer, *, by: "Post", at: datetime, on: date, late_reason: str = "") -> Step:
    """Take it back before it is accepted. Raises NotTheSender where the sender is not within the post's sight."""
    procedures.require_open(transfer, "withdraw", by=by, at=at)
    if not by.office.left <= transfer.sender.left <= by.office.right:
        raise NotTheSender(transfer.number, transfer.sender.name)
    return _take(transfer, "withdraw", by, at, on, late_reason, changes={"ended_date": on})


def _take(
    transfer: Transfer,
    name: str,
    by: "Post",
    at: datetime,
    on: date,
    late_reason: str,
    *,
    changes: dict[str, Any],
    **told: object,
) -> Step:
    grounds = _grounds(late_reason, **told)
    return procedures.take(transfer, name, by=by, at=at, on=on, grounds=grounds, changes=changes)


def _grounds(late_reason: str, **told: object) -> dict[str, object]:
    return {**told, procedures.LATE_REASON: late_reason} if late_reason else told
