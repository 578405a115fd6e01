"""
What can go wrong when a matter is moved.

ProcedureError
├── UnknownStep         the procedure has no such step at all
├── StepNotOpen         the step is not open from the matter's state; what is open is told
├── CannotBegin         only imports bring matters of this procedure
├── DeemedByLaw         the step is a result that the law draws itself when a time limit lapses
├── NotDeemed           the clock was to take a step that is a person's
├── NotPartysOwn        a party was to take an act that is an official's
├── MissingGround       a required ground is missing or blank
├── FormRefused         answers to a form that can't be taken, each fault beside its field
├── NoForm              no line has said what the act asks, so no surface can take it
├── NoMoment            an hour was given for an act of which only the day is kept
├── MatterUnknown       there is no matter of that number, or not within the post's offices
├── NumberAmbiguous     several offices have a matter of that number
├── OutOfSight          the matter lies outside the post's offices
├── MatterChanged       somebody else acted first; what they did is told
├── WrongDay            the day of the act can't be right
│   ├── FutureAct       it lies after the day of its recording
│   ├── ActOutOfOrder   it lies before the act that came before it, or after the one that followed
│   └── LateEntry       it lies so far back that a reason is needed
├── NotStandingIn       the post does not stand in for the other on that day
├── ClockError          what can't be done to a clock
│   ├── ClockStopped    it no longer runs
│   ├── NoSuspension    the law of the period names nothing that suspends it
│   ├── PausedAlready   it stands still already
│   ├── NotPaused       it does not stand still
│   ├── NoExtension     the law of the period knows no extension, or it was extended already
│   ├── DayToCome       it is to be paused, resumed or extended on a day that has not come
│   └── TooLate         an extension decided after the limit has lapsed is none
├── TaskHeld            somebody else has the task, and no reason was given to take it over
├── MayNotGoOn          the post may take none of the acts that the matter waits for
├── NotRectifiable      the value is the runner's own: it changes by acts only
└── NothingToRectify    no value differs from what is recorded
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from fazhi.engines.procedure import Opening, Procedure, Step

if TYPE_CHECKING:
    from fazhi.kernel.audit.models import Entry


class ProcedureError(Exception):
    """Base of this room's findings; `number` is the matter's."""


class UnknownStep(ProcedureError):
    def __init__(self, procedure: Procedure, name: str) -> None:
        self.procedure, self.name = procedure, name
        known = ", ".join(sorted({step.name for step in procedure.steps}))
        super().__init__(f"{procedure.name} has no step {name!r}; its steps are {known}.")


class StepNotOpen(ProcedureError):
    def __init__(self, procedure: Procedure, number: str, state: str, name: str) -> None:
        self.procedure, self.number, self.state, self.name = procedure, number, state, name
        self.sources = procedure.sources_of(name)
        self.open = tuple(step for step in procedure.open_from(state) if not step.is_deemed)
        basis = next(step.basis for step in procedure.steps if step.name == name)
        super().__init__(
            f"{procedure.name} {number} can't {name}: it is {state!r}, and {name!r} is open from "
            f"{', '.join(self.sources)} only ({basis.text}). Open now: {', '.join(step.name for step in self.open) or 'nothing'}."
        )


class CannotBegin(ProcedureError):
    def __init__(self, procedure: Procedure) -> None:
        self.procedure = procedure
        super().__init__(f"{procedure.name} declares no opening: its matters come by import only.")


class DeemedByLaw(ProcedureError):
    def __init__(self, number: str, step: Step) -> None:
        self.number, self.step = number, step
        super().__init__(
            f"{number} can't be made to {step.name}: that result comes by itself when its time limit lapses "
            f"({step.basis.text})."
        )


class NotDeemed(ProcedureError):
    def __init__(self, number: str, step: Step) -> None:
        self.number, self.step = number, step
        super().__init__(f"{number} can't {step.name} by the clock: that step takes the right {step.by!r}.")


class NotPartysOwn(ProcedureError):
    """`act` is its official word."""

    def __init__(self, number: str, act: str) -> None:
        self.number, self.act = number, act
        super().__init__(f"{number}: {act} is an official's act, no party can take it.")


class MissingGround(ProcedureError):
    def __init__(self, number: str, step: Step | Opening, ground: str) -> None:
        self.number, self.step, self.ground = number, step, ground
        super().__init__(f"{number} can't {step.title}: the ground {ground!r} is missing or blank ({step.basis.text}).")


@dataclass(frozen=True)
class FieldFault:
    """
    What is wrong with one answer.

    field     name of the field, as it was answered
    title     what people call it, "" for a name that the form doesn't know
    found     what was read, "" if nothing was
    expected  what would be right, in Chinese
    """

    field: str
    title: str
    found: str
    expected: str


class FormRefused(ProcedureError):
    """`act` is the act's title; `faults` are all there are, in the order of the form."""

    def __init__(self, act: str, faults: Sequence[FieldFault]) -> None:
        self.act, self.faults = act, tuple(faults)
        told = "; ".join(f"{fault.field} is {fault.found!r}, expected {fault.expected}" for fault in self.faults)
        super().__init__(f"{act} can't be taken with these answers: {told}.")


class NoForm(ProcedureError):
    def __init__(self, procedure: Procedure, act: str) -> None:
        self.procedure, self.act = procedure, act
        super().__init__(f"{procedure.name} has no form for {act!r}.")


class NoMoment(ProcedureError):
    def __init__(self, act: str) -> None:
        self.act = act
        super().__init__(f"{act} is kept by its day; give no hour.")


class MatterUnknown(ProcedureError):
    """`post` is who asked, "" for the system account."""

    def __init__(self, procedure: Procedure, number: str, post: str = "") -> None:
        self.procedure, self.number, self.post = procedure, number, post
        super().__init__(f"{procedure.name} has no matter {number!r} within the offices of {post or 'the city'}.")


class NumberAmbiguous(ProcedureError):
    """`offices` are the codes of those that have one."""

    def __init__(self, number: str, offices: Sequence[str]) -> None:
        self.number, self.offices = number, tuple(offices)
        super().__init__(f"{number!r} is a number of {', '.join(offices)}; name the office.")


class OutOfSight(ProcedureError):
    def __init__(self, number: str, post: str) -> None:
        self.number, self.post = number, post
        super().__init__(f"{number} lies outside the offices of {post}.")


class MatterChanged(ProcedureError):
    """`entry` is the latest act on the matter as the trail tells it, None if the trail has none."""

    def __init__(self, procedure: Procedure, number: str, version: int, state: str, entry: "Entry | None") -> None:
        self.procedure, self.number, self.version, self.state, self.entry = procedure, number, version, state, entry
        told = f" by {entry.actor} ({entry.action})" if entry else ""
        super().__init__(
            f"{number} was changed{told} since version {version} was read; it is {state!r} now. "
            "Read it again and decide anew."
        )


class WrongDay(ProcedureError):
    """The day `on` of an act on matter `number`."""

    def __init__(self, number: str, on: date, fault: str) -> None:
        self.number, self.on = number, on
        super().__init__(f"{number}: {on} can't be the day of the act: {fault}.")


class FutureAct(WrongDay):
    def __init__(self, number: str, on: date, recorded: date) -> None:
        self.recorded = recorded
        super().__init__(number, on, f"it is recorded on {recorded}")


class ActOutOfOrder(WrongDay):
    """`before` is the day of the act before it, `after` of the one that followed; one of them is in the way."""

    def __init__(self, number: str, on: date, *, before: date | None = None, after: date | None = None) -> None:
        self.before, self.after = before, after
        fault = f"the act before it occurred on {before}" if before else f"the act after it occurred on {after}"
        super().__init__(number, on, fault)


class LateEntry(WrongDay):
    def __init__(self, number: str, on: date, days: int) -> None:
        self.days = days
        super().__init__(number, on, f"it is more than {days} days ago; give the reason of the late entry")


class NotStandingIn(ProcedureError):
    def __init__(self, post: str, absent: str, on: date) -> None:
        self.post, self.absent, self.on = post, absent, on
        super().__init__(f"{post} does not stand in for {absent} on {on}; record the absence with its cover first.")


class ClockError(ProcedureError):
    """What can't be done to the clock of the period `period`."""

    def __init__(self, period: str, fault: str) -> None:
        self.period = period
        super().__init__(f"{period}: {fault}.")


class ClockStopped(ClockError):
    def __init__(self, period: str) -> None:
        super().__init__(period, "the clock no longer runs")


class NoSuspension(ClockError):
    def __init__(self, period: str, source: str) -> None:
        self.source = source
        super().__init__(period, f"its law names nothing that suspends it ({source})")


class PausedAlready(ClockError):
    def __init__(self, period: str, since: date) -> None:
        self.since = since
        super().__init__(period, f"the clock has stood still since {since}; resume it first")


class NotPaused(ClockError):
    def __init__(self, period: str) -> None:
        super().__init__(period, "the clock does not stand still")


class NoExtension(ClockError):
    """`extended` tells whether it was extended before; else the law of the period knows no extension."""

    def __init__(self, period: str, source: str, *, extended: bool) -> None:
        self.source, self.extended = source, extended
        super().__init__(period, f"{'it was extended already' if extended else 'there is no extension'} ({source})")


class DayToCome(ClockError):
    def __init__(self, period: str, on: date, recorded: date) -> None:
        self.on, self.recorded = on, recorded
        super().__init__(period, f"{on} has not come when it is recorded on {recorded}")


class TooLate(ClockError):
    def __init__(self, period: str, on: date, due: date) -> None:
        self.on, self.due = on, due
        super().__init__(period, f"it lapsed on {due}; an extension decided on {on} is none")


class TaskHeld(ProcedureError):
    def __init__(self, number: str, holder: str) -> None:
        self.number, self.holder = number, holder
        super().__init__(f"{number} is held by {holder}; give a reason to take it over.")


class MayNotGoOn(ProcedureError):
    def __init__(self, number: str, post: str, acts: Sequence[str]) -> None:
        self.number, self.post, self.acts = number, post, tuple(acts)
        super().__init__(f"{post} may take none of the acts that {number} waits for: {', '.join(acts) or 'none'}.")


class NotRectifiable(ProcedureError):
    def __init__(self, number: str, field: str) -> None:
        self.number, self.field = number, field
        super().__init__(f"{number}: {field!r} is not rectified; it changes by acts only.")


class NothingToRectify(ProcedureError):
    def __init__(self, number: str) -> None:
        self.number = number
        super().__init__(f"{number}: every value is recorded so already.")
