"""Acts on a consultation: registered, answered or called back, referred, rated, and visited again if the caller was dissatisfied."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from fazhi.engines.procedure import Step
from fazhi.kernel.indicators.dated import parts
from fazhi.kernel.procedures import services as procedures
from fazhi.kernel.procedures.services import grounds
from fazhi.lines.hotline.errors import CallTaken, FirmUnknown, NotARating, NumberTaken, PromisedBefore, TopicUnfit
from fazhi.lines.hotline.models import Consultation
from fazhi.lines.hotline.queries import consultation_of_call, firm_of, known_consultation
from fazhi.lines.hotline.services.callbacks import free, hold
from fazhi.lines.hotline.services.shared import listed
from fazhi.lines.hotline.terms import MATTERS, Channel, Destination, Satisfaction, Topic

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Office, Post


def register(
    *,
    office: "Office",
    by: "Post",
    at: datetime,
    on: date,
    number: str,
    channel: str,
    topic: str,
    matter: str,
    caller_need: str,
    call_number: str = "",
    firm: str = "",
    district: str = "",
    late_reason: str = "",
) -> Consultation:
    """
    Register a consultation on the day `on`.

    call_number  of the call that it came with, as the switch has it
    firm         code of the duty team that answers, "" for none

    Raises Unlisted, TopicUnfit, FirmUnknown, NumberTaken, CallTaken, and what `procedures.begin` raises. Source: 法律援助法
    art. 23.
    """
    listed(Topic, "topic", topic)
    if matter not in MATTERS or not matter.startswith(f"{topic}."):
        raise TopicUnfit(topic, matter)
    serving = firm_of(firm, office, on) if firm else None
    if firm and serving is None:
        raise FirmUnknown(firm, office.name, on)
    if known_consultation(office, number):
        raise NumberTaken(number, office.name)
    other = consultation_of_call(office, on, call_number) if call_number else None
    if other is not None:
        raise CallTaken(call_number, on, other.number)
    consultation = Consultation(
        office=office,
        number=number,
        channel=listed(Channel, "channel", channel),
        call_number=call_number,
        topic=topic,
        matter=matter,
        district=district,
        firm=serving,
        need=caller_need,
        **parts("received", on),
    )
    return procedures.begin(consultation, by=by, at=at, on=on, grounds=grounds(late_reason, caller_need=caller_need))


def answer(
    consultation: Consultation, *, by: "Post", at: datetime, on: date, answer: str, late_reason: str = ""
) -> Step:
    """The caller was told `answer` at once."""
    told = grounds(late_reason, answer=answer)
    return procedures.take(consultation, "answer", by=by, at=at, on=on, grounds=told, changes=_answered(answer, on))


@transaction.atomic
def promise(
    consultation: Consultation,
    *,
    by: "Post",
    at: datetime,
    on: date,
    promised_date: date,
    promised_time: str,
    late_reason: str = "",
) -> Step:
    """
    Promise to call back on the day `promised_date`, `on` or later, in the half hour that begins at `promised_time` (HH:MM).

    Raises PromisedBefore, NoSuchSlot, SlotFull.
    """
    procedures.require_open(consultation, "promise", by=by, at=at)
    if promised_date < on:
        raise PromisedBefore(consultation.number, promised_date, on)
    slot = hold(consultation, promised_date, promised_time, at=at)
    told = grounds(late_reason, promised_date=promised_date, promised_time=promised_time)
    changes = {"promised_date": promised_date, "promised_slot": slot}
    return procedures.take(consultation, "promise", by=by, at=at, on=on, grounds=told, changes=changes)


@transaction.atomic
def call_back(
    consultation: Consultation, *, by: "Post", at: datetime, on: date, answer: str, late_reason: str = ""
) -> Step:
    """The caller was called back and told `answer`; a place promised for later is free again."""
    free(consultation, at=at)
    told = grounds(late_reason, answer=answer)
    return procedures.take(consultation, "call_back", by=by, at=at, on=on, grounds=told, changes=_answered(answer, on))


@transaction.atomic
def refer(
    consultation: Consultation,
    *,
    by: "Post",
    at: datetime,
    on: date,
    destination: str,
    reason: str,
    late_reason: str = "",
) -> Step:
    """Refer it to a body outside, which ends it here. Raises Unlisted. Source: 法律援助法 art. 23, for legal aid."""
    code = listed(Destination, "destination", destination)
    free(consultation, at=at)
    told = grounds(late_reason, destination=Destination(code).label, reason=reason)
    changes = {"destination": code, **parts("ended", on)}
    return procedures.take(consultation, "refer", by=by, at=at, on=on, grounds=told, changes=changes)


def rate(
    consultation: Consultation, *, by: "Post", at: datetime, on: date, satisfaction: str, late_reason: str = ""
) -> Step:
    """What the caller said of it, which ends it. Raises Unlisted; NotARating for dissatisfaction, which has an act of its own."""
    procedures.require_open(consultation, "rate", by=by, at=at)
    if satisfaction == Satisfaction.DISSATISFIED:
        raise NotARating(consultation.number)
    code = listed(Satisfaction, "satisfaction", satisfaction)
    told = grounds(late_reason, satisfaction=Satisfaction(code).label)
    changes = {"satisfaction": code, **parts("ended", on)}
    return procedures.take(consultation, "rate", by=by, at=at, on=on, grounds=told, changes=changes)


def complain(
    consultation: Consultation, *, by: "Post", at: datetime, on: date, reason: str, late_reason: str = ""
) -> Step:
    """The caller is dissatisfied, and why; a visit follows."""
    changes = {"satisfaction": Satisfaction.DISSATISFIED.value}
    told = grounds(late_reason, reason=reason)
    return procedures.take(consultation, "complain", by=by, at=at, on=on, grounds=told, changes=changes)


def revisit(
    consultation: Consultation, *, by: "Post", at: datetime, on: date, answer: str, late_reason: str = ""
) -> Step:
    """A dissatisfied caller was visited again and told `answer`; what the caller had said of it stays."""
    told = grounds(late_reason, answer=answer)
    changes = {"answer": answer, **parts("ended", on)}
    return procedures.take(consultation, "revisit", by=by, at=at, on=on, grounds=told, changes=changes)


def _answered(answer: str, on: date) -> dict[str, Any]:
    return {"answer": answer, "answered_date": on}
