"""
What stops mediation by a department or a ruling, beyond what stops any matter (`kernel.procedures.errors`).

DepartmentError
├── NotADepartment      the office is no administrative department
├── AgencyUnnamed       an administrative dispute without the agency that is its party
├── OwnDispute          a department would mediate in its own dispute, and nobody watches over it
├── SupervisorIsParty   the unit that is to watch over it is itself the party
├── CivilOnly           the sector has disputes between private parties only
├── MustRecuse          the mediator has an interest in the matter
├── NotOnTheList        the reason is none of the sector's
├── RouteUntold         a way that must be told was not
├── TooLateToApply      the days for asking the police to mediate are over
├── NotYetToStart       the day on which traffic mediation begins has not come
├── NoticeTooShort      the parties were told of the session too late
├── SecondTooLate       the second mediation by the police lies after its last day
├── NoThird             the police mediate twice at most
├── NotAgreed           a party has not agreed to more time by the day of the decision
└── NotEmpowered        what is named as the basis of a ruling is no article of a law
"""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fazhi.engines.codes import Labelled
    from fazhi.lines.mediation.terms import DepartmentRoute, Sector, Tie


class DepartmentError(Exception):
    """Base of these findings; `number` is the matter's."""

    number: str


class NotADepartment(DepartmentError):
    def __init__(self, number: str, office: str) -> None:
        self.number, self.office = number, office
        super().__init__(f"{number}: {office} is no administrative department.")


class AgencyUnnamed(DepartmentError):
    def __init__(self, number: str) -> None:
        self.number = number
        super().__init__(f"{number} is an administrative dispute: name the agency that is its party.")


class OwnDispute(DepartmentError):
    """`office` is the department, and the agency of the dispute."""

    def __init__(self, number: str, office: str) -> None:
        self.number, self.office = number, office
        super().__init__(f"{number}: {office} is a party of it and can't mediate unless a supervising unit is named.")


class SupervisorIsParty(DepartmentError):
    def __init__(self, number: str, supervisor: str) -> None:
        self.number, self.supervisor = number, supervisor
        super().__init__(f"{number}: {supervisor} can't watch over the mediation, it is the department itself.")


class CivilOnly(DepartmentError):
    def __init__(self, number: str, sector: "Sector") -> None:
        self.number, self.sector = number, sector
        super().__init__(f"{number}: disputes of {sector.value} are civil ones.")


class MustRecuse(DepartmentError):
    def __init__(self, number: str, mediator: str, interest: "Tie") -> None:
        self.number, self.mediator, self.interest = number, mediator, interest
        super().__init__(f"{number}: {mediator} can't mediate: {interest.value}. Appoint somebody else.")


class NotOnTheList(DepartmentError):
    """`given` is no code of the sector, or none at all; `listed` are."""

    def __init__(self, number: str, given: "Labelled | str", listed: "Iterable[Labelled]") -> None:
        self.number, self.given, self.listed = number, given, tuple(listed)
        super().__init__(f"{number}: {str(given)!r} is none of {', '.join(each.value for each in self.listed)}.")


class RouteUntold(DepartmentError):
    """`missing` must be among what the parties are told; empty if any route would do and none was told."""

    def __init__(self, number: str, missing: "Iterable[DepartmentRoute]") -> None:
        self.number, self.missing = number, tuple(missing)
        named = ", ".join(each.value for each in self.missing) or "at least one route"
        super().__init__(f"{number} can't end without agreement unless the parties are told of {named}.")


class TooLateToApply(DepartmentError):
    """`since` is the day from which the days ran, `last` the last on which a request could come."""

    def __init__(self, number: str, period: str, since: date, last: date, on: date) -> None:
        self.number, self.period, self.since, self.last, self.on = number, period, since, last, on
        super().__init__(
            f"{number}: the joint request of {on} is late; by {period} from {since} it could come until {last}."
        )


class NotYetToStart(DepartmentError):
    def __init__(self, number: str, start: date, on: date) -> None:
        self.number, self.start, self.on = number, start, on
        super().__init__(f"{number}: the mediation begins on {start}, not on {on}.")


class NoticeTooShort(DepartmentError):
    """`last` is the last day on which notice of a session `on` that day could be given."""

    def __init__(self, number: str, notified: date | None, last: date, on: date) -> None:
        self.number, self.notified, self.last, self.on = number, notified, last, on
        super().__init__(
            f"{number}: notice on {notified or 'no day'} of a session on {on} is short; {last} was the last day."
        )


class SecondTooLate(DepartmentError):
    def __init__(self, number: str, last: date, on: date) -> None:
        self.number, self.last, self.on = number, last, on
        super().__init__(f"{number}: the second mediation had to be finished by {last}; {on} is late. End it.")


class NoThird(DepartmentError):
    def __init__(self, number: str) -> None:
        self.number = number
        super().__init__(f"{number}: the police have mediated twice; there is no third time.")


class NotAgreed(DepartmentError):
    """`side` is the party that had not agreed by the day `on`."""

    def __init__(self, number: str, side: str, on: date) -> None:
        self.number, self.side, self.on = number, side, on
        super().__init__(f"{number}: the {side} has not agreed to more time by {on}.")


class NotEmpowered(DepartmentError):
    def __init__(self, number: str, basis: str) -> None:
        self.number, self.basis = number, basis
        super().__init__(f"{number}: {basis!r} is no article of a law that is known; write it as 土地管理法 第十四条.")
