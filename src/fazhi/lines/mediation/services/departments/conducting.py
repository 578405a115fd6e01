"""What a department does between the application and the end."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from fazhi.engines.procedure import Step
from fazhi.kernel.calendar import services as calendar
from fazhi.kernel.procedures import queries
from fazhi.kernel.procedures import services as procedures
from fazhi.kernel.procedures.errors import ClockStopped
from fazhi.kernel.procedures.services import grounds
from fazhi.lines.mediation.errors import MustRecuse, NotAgreed, NoThird, NotYetToStart
from fazhi.lines.mediation.models import AdministrativeMatter
from fazhi.lines.mediation.rules import departments
from fazhi.lines.mediation.terms import Again, Damage, Sector, State, Tie

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post

END_OF_MEDIATION = {
    Sector.GENERAL: "XZTJ-END",
    Sector.PUBLIC_SECURITY: "ZA-TJ2",
    Sector.TRAFFIC: "JT-END",
    Sector.CONSUMER: "XF-CONSUME-END",
    Sector.LABOUR: "LD-TJ",
}
"""Sector → the limit within which its mediation ends."""


def appoint(
    matter: AdministrativeMatter,
    *,
    by: "Post",
    at: datetime,
    on: date,
    mediator: str,
    interest: str,
    late_reason: str = "",
) -> Step:
    """
    Appoint who mediates, or somebody else in their place; `interest` is what they declare about the parties.

    Raises MustRecuse for anybody with an interest. Source: 投诉举报处理办法 art. 19(2); elsewhere the municipal rules.
    """
    procedures.require_open(matter, "appoint", by=by, at=at)
    tie = Tie(interest)
    if departments.recusal(Sector(matter.procedure), tie) is not None:
        raise MustRecuse(matter.number, mediator, tie)
    given = grounds(late_reason, mediator=mediator, tie=tie.label)
    return procedures.take(matter, "appoint", by=by, at=at, on=on, grounds=given, changes={"mediator": mediator})


def start(
    matter: AdministrativeMatter,
    *,
    by: "Post",
    at: datetime,
    on: date,
    damage: str,
    damage_date: date,
    late_reason: str = "",
) -> Step:
    """
    Begin the mediation of a traffic accident on the day that the law names, which may be before it is recorded `on`.

    damage_date  the day on which the funeral time or the treatment was over, the disability or the loss determined

    Raises NotYetToStart. Source: 道路交通事故处理程序规定 art. 90(1), 90(2).
    """
    procedures.require_open(matter, "start", by=by, at=at)
    event = calendar.start_event("JT-START", Damage(damage).value)
    day = calendar.started("JT-START", damage, {event: damage_date}).day
    begins = departments.traffic_start(day, matter.accepted_date or day)
    if begins > on:
        raise NotYetToStart(matter.number, begins, on)
    given = grounds(late_reason, damage=Damage(damage).label, damage_date=damage_date)
    changes = {"damage": Damage(damage).value, "damage_date": damage_date}
    return procedures.take(matter, "start", by=by, at=at, on=begins, grounds=given, changes=changes)


def mediate_again(
    matter: AdministrativeMatter, *, by: "Post", at: datetime, on: date, reason: str, late_reason: str = ""
) -> Step:
    """
    Let the police mediate once more after a first mediation that failed `on` that day: seven working days are left.

    Raises NoThird. Source: 行政案件程序规定 art. 183.
    """
    if matter.state != State.AGAIN or matter.procedure != Sector.PUBLIC_SECURITY:
        procedures.require_open(matter, "mediate_again", by=by, at=at)
    elif by.office.left <= matter.office.left <= by.office.right:
        raise NoThird(matter.number)
    given = grounds(late_reason, reason=Again(reason).value)
    return procedures.take(matter, "mediate_again", by=by, at=at, on=on, grounds=given)


def last_day(matter: AdministrativeMatter, by: "Post") -> date | None:
    """The last day of the limit that runs for the end of the mediation; None if none runs."""
    period = END_OF_MEDIATION[Sector(matter.procedure)]
    running = queries.clocks_of(matter.pk, by).filter(period=period, stopped_at=None)
    return running.values_list("due_date", flat=True).first()


def extend(
    matter: AdministrativeMatter,
    *,
    by: "Post",
    at: datetime,
    on: date,
    days: int,
    applicant_agreed: date | None,
    respondent_agreed: date | None,
) -> date:
    """
    Give the mediation `days` more because both parties have agreed; returns the new last day.

    Raises NotAgreed for a party that had not agreed by `on`, and what `procedures.extend` raises; only the general table
    and the court's referrals know such an extension.
    """
    for side, agreed in (("applicant", applicant_agreed), ("respondent", respondent_agreed)):
        if agreed is None or agreed > on:
            raise NotAgreed(matter.number, side, on)
    period = END_OF_MEDIATION[Sector(matter.procedure)]
    clock = queries.clocks_of(matter.pk, by).filter(period=period, stopped_at=None).first()
    if clock is None:
        raise ClockStopped(period)
    reason = f"双方当事人同意（申请人 {applicant_agreed}，被申请人 {respondent_agreed}）"
    return procedures.extend(clock, by=by, at=at, on=on, reason=reason, units=days)
