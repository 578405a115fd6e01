"""A consultation taken down while the caller is on the telephone: registered, and at once answered, promised or referred."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from fazhi.lines.hotline import services
from fazhi.lines.hotline.models import Consultation
from fazhi.lines.hotline.services.passing_on import pass_on
from fazhi.lines.hotline.terms import Channel

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Office, Post

_WHY = "the next number of the office's day"


@dataclass(frozen=True)
class Heard:
    """
    What the caller asked and what was done.

    call_number    of the switch, "" where the consultation did not come by telephone
    told           the answer, or why it is referred; "" where a call-back is promised
    promised       day and time (HH:MM) of a call-back, None unless one is promised
    destination    "" unless it is referred
    to             code of the office of this system that it is passed on to, "" for a body outside
    contact, phone of the caller, for that office
    """

    call_number: str
    matter: str
    need: str
    told: str = ""
    promised: tuple[date, str] | None = None
    destination: str = ""
    to: str = ""
    contact: str = ""
    phone: str = ""


@transaction.atomic
def take_down(heard: Heard, *, office: "Office", by: "Post", at: datetime, on: date) -> Consultation:
    """Register what was heard with the day's next number, and do with it what was done. Raises what these acts raise."""
    consultation = services.register(
        office=office, by=by, at=at, on=on, number=_number(office, on),
        channel=(Channel.PHONE if heard.call_number else Channel.COUNTER).value, topic=heard.matter.split(".")[0],
        matter=heard.matter, caller_need=heard.need, call_number=heard.call_number,
    )  # fmt: skip
    if heard.promised is not None:
        day, time = heard.promised
        services.promise(consultation, by=by, at=at, on=on, promised_date=day, promised_time=time)
    elif heard.to:
        pass_on(
            consultation, by=by, at=at, on=on, to=heard.to, destination=heard.destination, reason=heard.told,
            contact=heard.contact, phone=heard.phone,
        )  # fmt: skip
    elif heard.destination:
        services.refer(consultation, by=by, at=at, on=on, destination=heard.destination, reason=heard.told)
    else:
        services.answer(consultation, by=by, at=at, on=on, answer=heard.told)
    return consultation


def _number(office: "Office", on: date) -> str:
    """The day and the next number of its consultations: two at once are told apart by the database, and one tries again."""
    taken = Consultation.objects.system(_WHY).filter(office=office, received_date=on).count()
    while Consultation.objects.system(_WHY).filter(office=office, number=f"{on:%Y%m%d}-{taken + 1:03}").exists():
        taken += 1
    return f"{on:%Y%m%d}-{taken + 1:03}"
