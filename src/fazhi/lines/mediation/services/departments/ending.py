"""How a department's matter ends."""

from collections.abc import Collection
from datetime import date, datetime
from typing import TYPE_CHECKING

from fazhi.engines.procedure import Step
from fazhi.kernel.indicators.dated import parts
from fazhi.kernel.procedures import services as procedures
from fazhi.kernel.procedures.services import grounds
from fazhi.lines.mediation.errors import NotOnTheList, RouteUntold, SecondTooLate
from fazhi.lines.mediation.models import AdministrativeMatter
from fazhi.lines.mediation.rules import departments
from fazhi.lines.mediation.services import acts
from fazhi.lines.mediation.services.departments.conducting import last_day
from fazhi.lines.mediation.services.disputes import refresh
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
    from fazhi.kernel.procedures.models import Matter


def refuse(
    matter: AdministrativeMatter, *, by: "Post", at: datetime, on: date, reason: str, late_reason: str = ""
) -> Step:
    """
    Refuse an application for a reason of the sector's closed list, which the applicant is told.

    Raises NotOnTheList. Source: 投诉举报处理办法 art. 15; 行政案件程序规定 art. 179; 道路交通事故处理程序规定 art. 86.
    """
    procedures.require_open(matter, "refuse", by=by, at=at)
    listed, code = NOT_ACCEPTED[Sector(matter.procedure)], NotAccepted(reason)
    if code not in listed:
        raise NotOnTheList(matter.number, code, listed)
    changes, given = {"not_accepted": code.value}, grounds(late_reason, reason=code.value)
    return acts.end(matter, "refuse", by=by, at=at, on=on, grounds=given, changes=changes)


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
    taken = {**parts("accepted", on), **parts("effective", on)}
    changes = {**taken, "amount_fen": amount_fen, "days_to_conclude": 0}
    given = grounds(late_reason, effective_date=on)
    return acts.end(matter, "settle_at_once", by=by, at=at, on=on, grounds=given, changes=changes)


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
    procedures.require_open(matter, "settle", by=by, at=at)
    last = last_day(matter, by) if matter.state == State.AGAIN else None
    if last is not None and on > last:
        raise SecondTooLate(matter.number, last, on)
    changes = {**(parts("effective", effective) if effective else {}), "amount_fen": amount_fen}
    given = grounds(late_reason, effective_date=effective)
    return acts.end(matter, "settle", by=by, at=at, on=on, grounds=given, changes=changes)


def fail(
    matter: AdministrativeMatter,
    *,
    by: "Post",
    at: datetime,
    on: date,
    reason: str,
    routes: Collection[str],
    late_reason: str = "",
) -> Step:
    """
    End the mediation without agreement, for a reason of the sector's closed list; `routes` is what the parties were told.

    Raises NotOnTheList, RouteUntold. Source: 投诉举报处理办法 art. 21(1); 行政案件程序规定 art. 185; 道路交通事故处理程序规定
    art. 86(2), 93(3), 94; 劳动争议调解仲裁法 art. 14(3).
    """
    procedures.require_open(matter, "fail", by=by, at=at)
    sector, code, ways = Sector(matter.procedure), Ending(reason), _ways(matter, routes)
    if code not in ENDINGS[sector]:
        raise NotOnTheList(matter.number, code, ENDINGS[sector])
    missing = departments.missing_routes(sector, Nature(matter.nature), ways)
    if missing is not None:
        raise RouteUntold(matter.number, missing)
    told = "；".join(way.label for way in ways)
    changes, given = {"ending": code.value}, grounds(late_reason, reason=code.value, routes_told=told)
    return acts.end(matter, "fail", by=by, at=at, on=on, grounds=given, changes=changes)


def _ways(matter: AdministrativeMatter, routes: Collection[str]) -> tuple[DepartmentRoute, ...]:
    """The routes by their codes, as a form has them line by line."""
    for code in routes:
        if code not in DepartmentRoute.labels():
            raise NotOnTheList(matter.number, code, DepartmentRoute)
    return tuple(map(DepartmentRoute, routes))


def lapse(matter: "Matter", at: datetime, on: date) -> Step:
    """
    End a mediation whose time is over, as the law does by itself; the clock calls it.

    Source: 投诉举报处理办法 art. 21(1)(5); 劳动争议调解仲裁法 art. 14(3).
    """
    accepted: date | None = getattr(matter, "accepted_date", None)
    days = (on - accepted).days if accepted else None
    ended = {**parts("concluded", on), "days_to_conclude": days, "closed_date": on}
    changes = {**ended, "ending": Ending.LAPSED.value}
    step = procedures.take_deemed(matter, "lapse", at=at, on=on, changes=changes)
    refresh(matter.pk)
    return step


def tell(matter: AdministrativeMatter, *, by: "Post", at: datetime, on: date, told: str, late_reason: str = "") -> Step:
    """Record how both parties of a complaint were told that its mediation has ended (投诉举报处理办法 art. 21(2))."""
    return procedures.take(matter, "tell", by=by, at=at, on=on, grounds=grounds(late_reason, told=told))
