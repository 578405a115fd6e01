"""
What stops an act of people's mediation, and of what follows it, beyond what stops any matter
(`kernel.procedures.errors`).

PeopleError
├── MatterUnknown        no matter of that number in the office
├── NotACommittee        the office is no people's mediation committee
├── NumberTaken          the office has used that number
├── TooLong              longer than what is kept of it
├── PartyRefuses         a party clearly refuses mediation
├── MediatorTied         a mediator declares what forbids mediating
├── MediatorIsParty      a mediator bears a party's name
├── NoMediator           nobody has been appointed yet
├── NotAppointed         somebody conducts who was not appointed
├── AppointmentPast      a session was to be arranged for a time that has passed
├── NoAppointment        told of a session that nobody has arranged
├── RightsNotTold        the parties don't know their rights yet
├── NoSession            no session that the parties attended
├── WrittenRequired      a party wants it in writing
├── SignatureMissing     a day without which the agreement has no effect
├── AgreementTooEarly    one of its days lies before acceptance
├── AgreementTooLate     one of its days lies after the end
├── SealInvalid          the committee's seal was not valid on that day
├── DueBeforeEffect      performance was to end before the agreement took effect
├── NotSettled           what follows a settlement, of a matter that was not settled
├── FollowedAlready      its performance is or was followed up
├── VisitEnds            a result that is an act of its own
├── PerformanceNotDue    not performed, before it was due
├── ConfirmationTooLate  the thirty days are over
├── RequestSignedLater   a side signed the request after it was made
├── NotConfirmable       what courts don't confirm
├── CourtGroundWrong     not the court for it
├── RequestedAlready     a request is open, or the agreement is confirmed
├── NotConfirmed         an outsider's request against what no court has confirmed, or was revoked
└── OutsiderTooLate      the year is over
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from fazhi.engines.citation import Article

if TYPE_CHECKING:
    from fazhi.lines.mediation.terms import Bar, CourtGround, Source, Tie


class PeopleError(Exception):
    """Base of these findings; `number` is the matter's, `basis` the article that is broken, where there is one."""

    number: str


class MatterUnknown(PeopleError):
    def __init__(self, number: str, office: str) -> None:
        self.number, self.office = number, office
        super().__init__(f"{office} has no matter {number}.")


class NotACommittee(PeopleError):
    def __init__(self, number: str, office: str) -> None:
        self.number, self.office = number, office
        self.basis = Article("人民调解法", 7)
        super().__init__(f"{number}: {office} is no people's mediation committee ({self.basis.text}).")


class NumberTaken(PeopleError):
    def __init__(self, number: str, office: str) -> None:
        self.number, self.office = number, office
        super().__init__(f"{office} has used the number {number} already.")


class TooLong(PeopleError):
    """`title` is the Chinese name of what is too long."""

    def __init__(self, number: str, title: str, found: int, longest: int) -> None:
        self.number, self.title, self.found, self.longest = number, title, found, longest
        super().__init__(f"{number}: {title} has {found} characters; {longest} are kept.")


class PartyRefuses(PeopleError):
    def __init__(self, number: str, basis: Article) -> None:
        self.number, self.basis = number, basis
        super().__init__(f"{number} can't be mediated: a party clearly refuses ({basis.text}). Refuse it instead.")


class MediatorTied(PeopleError):
    def __init__(self, number: str, mediators: Sequence[str], tie: "Tie", basis: Article) -> None:
        self.number, self.mediators, self.tie, self.basis = number, tuple(mediators), tie, basis
        super().__init__(f"{number}: {', '.join(mediators)} can't mediate: {tie.value} ({basis.text}).")


class MediatorIsParty(PeopleError):
    def __init__(self, number: str, names: Sequence[str], basis: Article) -> None:
        self.number, self.names, self.basis = number, tuple(names), basis
        super().__init__(f"{number}: {', '.join(names)} bears a party's name ({basis.text}). Check for a namesake.")


class NoMediator(PeopleError):
    def __init__(self, number: str, basis: Article) -> None:
        self.number, self.basis = number, basis
        super().__init__(f"{number}: nobody is appointed to mediate ({basis.text}). Appoint mediators first.")


class NotAppointed(PeopleError):
    def __init__(self, number: str, names: Sequence[str], appointed: Sequence[str], basis: Article) -> None:
        self.number, self.names, self.appointed, self.basis = number, tuple(names), tuple(appointed), basis
        super().__init__(f"{number}: {', '.join(names)} not appointed; {', '.join(appointed)} are ({basis.text}).")


class AppointmentPast(PeopleError):
    """`meets_at` and `on` are local moments."""

    def __init__(self, number: str, meets_at: datetime, on: datetime) -> None:
        self.number, self.meets_at, self.on = number, meets_at, on
        super().__init__(f"{number}: a session at {meets_at} can't be arranged at {on}, which is later.")


class NoAppointment(PeopleError):
    def __init__(self, number: str) -> None:
        self.number = number
        super().__init__(f"{number} has no session to tell the parties of. Arrange one first.")


class RightsNotTold(PeopleError):
    def __init__(self, number: str, basis: Article) -> None:
        self.number, self.basis = number, basis
        super().__init__(f"{number} can't settle: the parties were not told their rights ({basis.text}).")


class NoSession(PeopleError):
    def __init__(self, number: str, basis: Article) -> None:
        self.number, self.basis = number, basis
        super().__init__(f"{number} can't settle: no session that the parties attended ({basis.text}).")


class WrittenRequired(PeopleError):
    def __init__(self, number: str, basis: Article) -> None:
        self.number, self.basis = number, basis
        super().__init__(f"{number}: oral only where the parties think a paper is not needed ({basis.text}).")


class SignatureMissing(PeopleError):
    """`title` is the missing day's Chinese name."""

    def __init__(self, number: str, title: str, basis: Article) -> None:
        self.number, self.title, self.basis = number, title, basis
        super().__init__(f"{number}: the agreement has no effect without {title} ({basis.text}).")


class AgreementTooEarly(PeopleError):
    def __init__(self, number: str, title: str, day: date, accepted: date) -> None:
        self.number, self.title, self.day, self.accepted = number, title, day, accepted
        super().__init__(f"{number}: {title} {day} lies before acceptance on {accepted}.")


class AgreementTooLate(PeopleError):
    def __init__(self, number: str, title: str, day: date, on: date) -> None:
        self.number, self.title, self.day, self.on = number, title, day, on
        super().__init__(f"{number}: {title} {day} lies after the matter's end on {on}.")


class SealInvalid(PeopleError):
    """`why` says in Chinese what is wrong with the seal."""

    def __init__(self, number: str, office: str, sealed: date, why: str, basis: Article) -> None:
        self.number, self.office, self.sealed, self.why, self.basis = number, office, sealed, why, basis
        super().__init__(f"{number}: the seal of {office} was not valid on {sealed}: {why} ({basis.text}).")


class DueBeforeEffect(PeopleError):
    def __init__(self, number: str, due: date, effective: date) -> None:
        self.number, self.due, self.effective = number, due, effective
        super().__init__(f"{number}: performance due on {due}, before the agreement takes effect on {effective}.")


class NotSettled(PeopleError):
    """`state` is the label of the matter's state."""

    def __init__(self, number: str, state: str) -> None:
        self.number, self.state = number, state
        super().__init__(f"{number} is {state}: only an agreement can be followed up or confirmed.")


class FollowedAlready(PeopleError):
    def __init__(self, number: str) -> None:
        self.number = number
        super().__init__(f"The performance of {number} is followed up already.")


class VisitEnds(PeopleError):
    def __init__(self, number: str) -> None:
        self.number = number
        super().__init__(f"{number}: a visit that found performance is the act find_performed.")


class PerformanceNotDue(PeopleError):
    def __init__(self, number: str, due: date, on: date) -> None:
        self.number, self.due, self.on = number, due, on
        super().__init__(f"{number} can't be found not performed on {on}: it is due on {due}.")


class ConfirmationTooLate(PeopleError):
    def __init__(self, number: str, effective: date, last: date, on: date, basis: Article) -> None:
        self.number, self.effective, self.last, self.on, self.basis = number, effective, last, on, basis
        super().__init__(f"{number}: in effect from {effective}, confirmation until {last}, not {on} ({basis.text}).")


class RequestSignedLater(PeopleError):
    def __init__(self, number: str, day: date, on: date, basis: Article) -> None:
        self.number, self.day, self.on, self.basis = number, day, on, basis
        super().__init__(f"{number}: a side signed on {day}, after the request of {on} ({basis.text}).")


class NotConfirmable(PeopleError):
    def __init__(self, number: str, bar: "Bar", basis: Article) -> None:
        self.number, self.bar, self.basis = number, bar, basis
        super().__init__(f"{number} can't be confirmed: {bar.value} ({basis.text}).")


class CourtGroundWrong(PeopleError):
    def __init__(self, number: str, ground: "CourtGround", source: "Source", basis: Article) -> None:
        self.number, self.ground, self.source, self.basis = number, ground, source, basis
        super().__init__(f"{number} came by {source.value}: {ground.value} is not its court ({basis.text}).")


class RequestedAlready(PeopleError):
    """`state` is the label of the request's state."""

    def __init__(self, number: str, request: str, state: str) -> None:
        self.number, self.request, self.state = number, request, state
        super().__init__(f"{number} has the request {request}, which is {state}.")


class NotConfirmed(PeopleError):
    """`state` is the label of the confirmation's state."""

    def __init__(self, number: str, state: str) -> None:
        self.number, self.state = number, state
        super().__init__(f"{number} is {state}: there is no confirmation to revoke.")


class OutsiderTooLate(PeopleError):
    def __init__(self, number: str, known: date, last: date, on: date, basis: Article) -> None:
        self.number, self.known, self.last, self.on, self.basis = number, known, last, on, basis
        super().__init__(f"{number}: known on {known}, request until {last}, not {on} ({basis.text}).")
