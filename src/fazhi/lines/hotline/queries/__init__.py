"""Questions about the hotline; nothing is changed here."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import polars as pl
from django.db.models import Exists, OuterRef, Q

from fazhi.engines.deadlines import DayKind
from fazhi.kernel.calendar.services import day_kinds
from fazhi.kernel.organisations.queries import office_codes, offices_of
from fazhi.lines.hotline.models import Call, Consultation, Firm, Plan
from fazhi.lines.hotline.terms import KEEPERS, Channel, Outcome
from fazhi.lines.hotline.terms.planning import CallRow

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Office, Post

_WHY = "the records of the hotline"
_SPRING_FESTIVAL = "春节"


def keepers() -> pl.DataFrame:
    """Offices that run a hotline."""
    return pl.DataFrame(office_codes(KEEPERS), schema={"code": pl.String, "id": pl.Int64}, orient="row")


def firm_codes() -> pl.DataFrame:
    return _codes(Firm)


def plan_codes() -> pl.DataFrame:
    return _codes(Plan)


def _codes(model: Any) -> pl.DataFrame:
    rows = [(code, str(key)) for code, key in model.objects.system(_WHY).values_list("code", "pk")]
    return pl.DataFrame(rows, schema={"code": pl.String, "id": pl.String}, orient="row")


def firm_of(code: str, office: "Office", on: date) -> Firm | None:
    """The firm of that code on duty for the office on that day; None if there is none."""
    return Firm.objects.system(_WHY).filter(code=code, office=office).filter(in_force(on)).first()


def in_force(on: date) -> Q:
    """Firms, or plans, of the day."""
    return Q(from_date__lte=on) & (Q(until_date=None) | Q(until_date__gt=on))


def known_consultation(office: "Office", number: str) -> bool:
    return Consultation.objects.system(_WHY).filter(office=office, number=number).exists()


def consultation_of_call(office: "Office", on: date, call_number: str) -> Consultation | None:
    """The consultation that came with the call, if one is registered."""
    rows = Consultation.objects.system(_WHY).filter(office=office, received_date=on, call_number=call_number)
    return rows.first()


def plans() -> list[Plan]:
    """All versions of all offices' plans, by office and day of force."""
    return list(Plan.objects.system(_WHY).select_related("office").order_by("office__code", "from_date"))


def without_call(on: date) -> list[Consultation]:
    """Telephone consultations until the day `on` of which the switch has no call that was answered; a thousand at most."""
    answered = Call.objects.system(_WHY).filter(
        called_date=OuterRef("received_date"), number=OuterRef("call_number"), office=OuterRef("office"),
        outcome=Outcome.ANSWERED,
    )  # fmt: skip
    rows = Consultation.objects.system(_WHY).filter(channel=Channel.PHONE, received_date__lte=on)
    return list(rows.filter(~Exists(answered)).order_by("number")[:1000])


def hotlines(by: "Post | None") -> list["Office"]:
    """Offices with calls on record that the post sees, or the system where there is none; by code."""
    calls = Call.objects.system(_WHY) if by is None else Call.objects.visible_to(by)
    found = set(calls.order_by().values_list("office_id", flat=True).distinct())
    return [office for office in offices_of(KEEPERS) if office.pk in found]


def calls_between(office: "Office", first: date, last: date) -> list[CallRow]:
    """Calls from `first` to `last`, both included, by time."""
    rows = Call.objects.system(_WHY).filter(office=office, called_date__range=(first, last))
    named = rows.order_by("called_date", "minute", "number").values_list(
        "called_date", "minute", "outcome", "wait_seconds", "talk_seconds", "caller"
    )
    return [CallRow(*row) for row in named.iterator(chunk_size=20_000)]


def plan_on(office: "Office", on: date) -> Plan | None:
    """The plan in force on that day."""
    return Plan.objects.system(_WHY).filter(in_force(on), office=office).first()


def day_kinds_of(first: date, last: date) -> dict[date, str]:
    """What kind of day each is to callers, both included: the calendar's kinds, with the Spring Festival (春节) apart."""
    days = day_kinds(first + timedelta(days=number) for number in range((last - first).days + 1))
    return {
        day.date: "spring_festival"
        if day.kind is DayKind.HOLIDAY and _SPRING_FESTIVAL in (day.name or "")
        else day.kind.value
        for day in days
    }


def provisional_years(first: date, last: date) -> list[int]:
    """Years of these days, both included, whose notice of holidays isn't published: their days are told by weekday."""
    days = day_kinds(first + timedelta(days=number) for number in range((last - first).days + 1))
    return sorted({day.date.year for day in days if day.provisional})
