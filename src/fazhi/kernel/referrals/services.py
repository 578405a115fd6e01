"""
Acts on referrals, each of one step and one entry in the trail: sent, signed for, accepted or returned, answered, closed.

Every act takes the referral as it was read; `by` is the acting post, `at` the moment of recording, `on` the day it
occurred, `late_reason` why it is entered so late, where it is. What stops any matter stops a referral: NotPermitted,
OutOfSight, StepNotOpen, MissingGround, FutureAct, ActOutOfOrder, LateEntry, MatterChanged (`procedures.services.take`).
The time limit is extended by `procedures.services.extend` with the days that both parties agreed on.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction

from fazhi.engines.procedure import Step
from fazhi.kernel.calendar import services as calendar
from fazhi.kernel.organisations.services import require
from fazhi.kernel.papers import services as papers
from fazhi.kernel.papers.terms import MatterRef
from fazhi.kernel.procedures import services as procedures
from fazhi.kernel.procedures.errors import OutOfSight
from fazhi.kernel.procedures.models import Clock
from fazhi.kernel.referrals.errors import ConsentTooLate, NoResult, NumberTaken, ReturnedBefore
from fazhi.kernel.referrals.models import Referral
from fazhi.kernel.referrals.permissions import SEND
from fazhi.kernel.referrals.procedures import limit_of
from fazhi.kernel.referrals.terms import CONSENT, RESULTS, Kind, Outcome, ReturnReason, State

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Office, Post


@transaction.atomic
def send(
    kind: Kind,
    number: str,
    *,
    to: "Office",
    sender: str,
    category: str,
    by: "Post",
    at: datetime,
    on: date,
    sender_number: str = "",
    late_reason: str = "",
    place: str = "desk",
) -> Referral:
    """
    Record that `sender` has handed over a dispute to the office `to`; its limit to sign for it starts.

    number         of the referral, once through each door; `sender_number` the sender's own case number
    category       code of the dispute's category, of the line that receives it

    Raises NotPermitted, OutOfSight, FutureAct, LateEntry, NumberTaken.
    """
    if not by.office.left <= to.left <= by.office.right:
        raise OutOfSight(number, by.code)
    require(by, SEND)
    if Referral.objects.system("a number comes once").filter(channel=kind.channel, number=number).exists():
        raise NumberTaken(kind.channel, number)
    referral = Referral(
        procedure=kind.value,
        number=number,
        channel=kind.channel,
        office=to,
        sender=sender,
        sender_number=sender_number,
        category=category,
        sent_date=on,
    )
    told = {"number": number, "sender": sender, "sender_number": sender_number}
    grounds = {**told, procedures.LATE_REASON: late_reason} if late_reason else told
    return procedures.begin(referral, by=by, at=at, on=on, grounds=grounds, place=place)


def sign(referral: Referral, *, by: "Post", at: datetime, on: date, late_reason: str = "") -> Step:
    """
    Sign for the referral and its materials, or confirm it on the court's platform: the limit of mediation starts, and
    figures count it on this day. Source: 特邀调解规定 art. 27(3); 在线调解规则 art. 12(1), 24(2).
    """
    (due,) = calendar.due_dates(limit_of(Kind(referral.procedure)), [on])
    return _take(referral, "sign", by, at, on, late_reason, changes={**_parts("signed", on), "result_due_date": due})


def accept(
    referral: Referral,
    *,
    by: "Post",
    at: datetime,
    on: date,
    consent: date | None = None,
    evidence: bytes | None = None,
    evidence_name: str = "双方同意书.pdf",
    late_reason: str = "",
) -> Step:
    """
    Accept the dispute for mediation.

    consent   the day by which both parties had agreed; courts' and petition offices' referrals need it
    evidence  the file that shows it, kept as an attachment of the referral; `evidence_name` is its name

    Raises ConsentTooLate besides. Source: 特邀调解规定 art. 11(1); 人民调解法 art. 17; 信访工作条例 art. 33.
    """
    if consent is not None and consent > on:
        raise ConsentTooLate(referral.number, consent, on)
    changes: dict[str, Any] = {"consent_date": consent}
    with transaction.atomic():
        if consent is not None and evidence:
            changes["consent_evidence_id"] = _keep_evidence(referral, evidence, evidence_name, by, at)
        grounds = {"consent_date": consent}
        return _take(referral, "accept", by, at, on, late_reason, grounds=grounds, changes=changes)


def _keep_evidence(referral: Referral, content: bytes, name: str, by: "Post", at: datetime) -> UUID:
    matter = MatterRef(referral.procedure, referral.pk, referral.office)
    return papers.attach(matter, content, name=name, kind=CONSENT, by=by, at=at).pk


def return_(
    referral: Referral, *, by: "Post", at: datetime, on: date, reason: ReturnReason, late_reason: str = ""
) -> Step:
    """
    Return it to the sender, for a reason of the closed list.

    What the sender has handed over once more after a return is not returned a second time, unless a party refuses, for
    then nobody may mediate (人民调解法 art. 17). Raises ReturnedBefore. Source: 在线调解规则 art. 12(1), 15(2).
    """
    earlier = None if reason == ReturnReason.REFUSED else _returned_before(referral)
    if earlier is not None:
        raise ReturnedBefore(referral.number, earlier.number, earlier.occurred_date)
    changes = {**_result(referral, Outcome.RETURNED, on), "return_reason": reason}
    return _take(referral, "return", by, at, on, late_reason, grounds={"reason_code": reason}, changes=changes)


def _returned_before(referral: Referral) -> Referral | None:
    """An earlier referral of the same case of the same sender to the same office, which was returned."""
    if not referral.sender_number:
        return None
    same = Referral.objects.system("what went back once").filter(
        channel=referral.channel,
        sender=referral.sender,
        sender_number=referral.sender_number,
        office=referral.office_id,
        state=State.RETURNED,
    )
    return same.exclude(pk=referral.pk).order_by("occurred_date").first()


def report_result(
    referral: Referral, *, by: "Post", at: datetime, on: date, outcome: Outcome | None, late_reason: str = ""
) -> Step:
    """
    Send the result back to the sender.

    Raises NoResult for a return, which is an act of its own. Source: 特邀调解规定 art. 26(2).
    """
    if outcome is not None and outcome not in RESULTS:
        raise NoResult(referral.number, outcome)
    changes = _result(referral, outcome, on) if outcome else {}
    return _take(referral, "report_result", by, at, on, late_reason, grounds={"outcome": outcome}, changes=changes)


def sign_result(referral: Referral, *, by: "Post", at: datetime, on: date, late_reason: str = "") -> Step:
    """Record that the sender has signed for the result: the referral is finished."""
    return _take(referral, "sign_result", by, at, on, late_reason, changes={"result_signed_date": on})


def withdraw(referral: Referral, *, by: "Post", at: datetime, on: date, late_reason: str = "") -> Step:
    """
    Record that the sender has taken it back; figures count it among those that went back. A party that withdraws after
    acceptance is a result instead. Source: 在线调解规则 art. 12(2).
    """
    return _take(referral, "withdraw", by, at, on, late_reason, changes=_result(referral, Outcome.RETURNED, on))


def _take(
    referral: Referral,
    name: str,
    by: "Post",
    at: datetime,
    on: date,
    late_reason: str,
    *,
    changes: Mapping[str, Any],
    grounds: Mapping[str, object] | None = None,
) -> Step:
    late = {procedures.LATE_REASON: late_reason} if late_reason else {}
    return procedures.take(referral, name, by=by, at=at, on=on, grounds={**(grounds or {}), **late}, changes=changes)


def _result(referral: Referral, outcome: Outcome, on: date) -> dict[str, Any]:
    days = (on - referral.signed_date).days if referral.signed_date else None
    due = _last_day(referral, on)
    told = {"result_due_date": due, "is_on_time": int(on <= due)} if due else {}
    return {"outcome": outcome, **_parts("result", on), "days_to_result": days, **told}


def _last_day(referral: Referral, on: date) -> date | None:
    """The last day for the result as the clock has it, with what was agreed and what did not count."""
    clock = (
        Clock.objects.system("the result's last day")
        .filter(matter_id=referral.pk, period=limit_of(Kind(referral.procedure)), stopped_at=None)
        .first()
    )
    if clock is None:
        return referral.result_due_date
    # A limit that stands still has not lapsed.
    return max(clock.due_date, on) if procedures.standing_pause(clock) else clock.due_date


def _parts(name: str, day: date) -> dict[str, Any]:
    """A date column with its stored year, quarter and month."""
    return {
        f"{name}_date": day,
        f"{name}_year": day.year,
        f"{name}_quarter": (day.month + 2) // 3,
        f"{name}_month": day.month,
    }
