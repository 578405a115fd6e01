"""How a department's matter ends."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from fazhi.engines.procedure import Step
from fazhi.kernel.procedures import services as procedures
from fazhi.lines.mediation import rules
from fazhi.lines.mediation.errors import NotOnTheList, RouteUntold, SecondTooLate
from fazhi.lines.mediation.models import AdministrativeMatter
from fazhi.lines.mediation.services.acts import parts
from fazhi.lines.mediation.services.departments.conducting import last_day
from fazhi.lines.mediation.services.disputes import refresh
from fazhi.lines.mediation.services.grounds import grounds
from fazhi.lines.mediation.terms import (
    ENDINGS,
    NOT_ACCEPTED,
    DepartmentRoute,
    Ending,
    Nature,
    NotAccepted,
    Sector,
    State,
)

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post


def refuse(
    matter: AdministrativeMatter, *, by: "Post", at: datetime, on: date, reason: NotAccepted, late_reason: str = ""
) -> Step:
    """
    Refuse an application for a reason of the sector's closed list, which the applicant is told.

    Raises NotOnTheList. Source: 投诉举报处理办法 art. 15; 行政案件程序规定 art. 179; 道路交通事故处理程序规定 art. 86.
    """
    listed = NOT_ACCEPTED[Sector(matter.procedure)]
    if reason not in listed:
        raise NotOnTheList(matter.number, reason, listed)
    changes = {**ended(matter, on), "not_accepted": reason.value}
    given = grounds(late_reason, reason=reason.value)
    return _end(matter, "refuse", by, at, on, given, changes)


def settle_at_once(
    matter: AdministrativeMatter,
    *,
    by: "Post",
    at: datetime,
    on: date,
    amount_fen: int | None = None,
    late_reason: str = "",
) -> Step:
    """
    Settle a simple dispute on the spot: accepted, agreed and ended on one day. Source: 行政案件程序规定 art. 178(3).
    """
    changes = {**parts("accepted", on), **parts("effective", on), "amount_fen": amount_fen, **ended(matter, on)}
    changes |= {"days_to_conclude": 0}
    given = grounds(late_reason, effective_date=on)
    return _end(matter, "settle_at_once", by, at, on, given, changes)


def settle(
    matter: AdministrativeMatter,
    *,
    by: "Post",
    at: datetime,
    on: date,
    effective: date | None,
    amount_fen: int | None = None,
    late_reason: str = "",
) -> Step:
    """
    Record the agreement; `effective` is the day it took effect, on which figures count it.

    Raises SecondTooLate for a second mediation by the police that was not finished in time (行政案件程序规定 art. 183).
    """
    last = last_day(matter, by) if matter.state == State.AGAIN else None
    if last is not None and on > last:
        raise SecondTooLate(matter.number, last, on)
    taking_effect = parts("effective", effective) if effective else {}
    changes = {**taking_effect, "amount_fen": amount_fen, **ended(matter, on, closed=effective)}
    given = grounds(late_reason, effective_date=effective)
    return _end(matter, "settle", by, at, on, given, changes)


def fail(
    matter: AdministrativeMatter,
    *,
    by: "Post",
    at: datetime,
    on: date,
    reason: Ending,
    routes: Collection[DepartmentRoute],
    late_reason: str = "",
) -> Step:
    """
    End the mediation without agreement, for a reason of the sector's closed list; `routes` is what the parties were told.

    Raises NotOnTheList, RouteUntold. Source: 投诉举报处理办法 art. 21(1); 行政案件程序规定 art. 185; 道路交通事故处理程序规定
    art. 86(2), 93(3), 94; 劳动争议调解仲裁法 art. 14(3).
    """
    sector = Sector(matter.procedure)
    if reason not in ENDINGS[sector]:
        raise NotOnTheList(matter.number, reason, ENDINGS[sector])
    missing = rules.missing_routes(sector, Nature(matter.nature), routes)
    if missing is not None:
        raise RouteUntold(matter.number, missing)
    told = "；".join(route.label for route in routes)
    changes = {**ended(matter, on), "ending": reason.value}
    given = grounds(late_reason, reason=reason.value, routes_told=told)
    return _end(matter, "fail", by, at, on, given, changes)


def withdraw(matter: AdministrativeMatter, *, by: "Post", at: datetime, on: date, late_reason: str = "") -> Step:
    """Record that the applicant, or the parties together, have taken it back."""
    given = grounds(late_reason)
    return _end(matter, "withdraw", by, at, on, given, ended(matter, on))


def lapse(matter: AdministrativeMatter, at: datetime, on: date) -> Step:
    """
    End a mediation whose time is over, as the law does by itself; the clock calls it.

    Source: 投诉举报处理办法 art. 21(1)(5); 劳动争议调解仲裁法 art. 14(3).
    """
    changes = {**ended(matter, on), "ending": Ending.LAPSED.value}
    step = procedures.take_deemed(matter, "lapse", at=at, on=on, changes=changes)
    refresh(matter.pk)
    return step


def tell(matter: AdministrativeMatter, *, by: "Post", at: datetime, on: date, told: str, late_reason: str = "") -> Step:
    """Record how both parties of a complaint were told that its mediation has ended (投诉举报处理办法 art. 21(2))."""
    return procedures.take(matter, "tell", by=by, at=at, on=on, grounds=grounds(late_reason, told=told))


@transaction.atomic
def _end(
    matter: AdministrativeMatter,
    name: str,
    by: "Post",
    at: datetime,
    on: date,
    given: Mapping[str, object],
    changes: Mapping[str, Any],
) -> Step:
    step = procedures.take(matter, name, by=by, at=at, on=on, grounds=given, changes=changes)
    refresh(matter.pk)
    return step


def ended(matter: AdministrativeMatter, on: date, *, closed: date | None = None) -> Mapping[str, Any]:
    """The columns of an end on the day `on`; `closed` is the day on which figures count it out, if another."""
    days = (on - matter.accepted_date).days if matter.accepted_date else None
    return {**parts("concluded", on), "days_to_conclude": days, "closed_date": closed or on}
