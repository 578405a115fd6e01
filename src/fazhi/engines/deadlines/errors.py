"""
What a caller of `deadlines` can act on.

DeadlineError
├── MalformedPeriod      the declaration contradicts itself
├── MomentRequired       a period of hours was given a day, or a moment without a time zone
├── NothingToReckon      a condition has no day that could be reckoned
├── NoFixedExtension     the law gives no extension of a fixed length
├── ExtensionTooLate     the extension was decided after the last day
├── PauseNotApplicable   only a deadline and a minimum can be paused
├── ReversedPause        the pause ends before it begins
├── UnknownChannel       the start rule knows no such way in
├── EventMissing         the event that counts as the start has not happened
└── OutsideCalendar      the result lies outside the years 1 to 9999
"""

from collections.abc import Mapping
from datetime import date


class DeadlineError(ValueError):
    """The root of the tree above."""


class MalformedPeriod(DeadlineError):
    """`fault` says which declaration contradicts which."""

    def __init__(self, fault: str) -> None:
        self.fault = fault
        super().__init__(f"a period can't be declared so: {fault}")


class MomentRequired(DeadlineError):
    """Hours run from a moment; `given` is what came instead."""

    def __init__(self, given: date) -> None:
        self.given = given
        super().__init__(f"a period of hours runs from an aware moment; got {given.isoformat()}")


class NothingToReckon(DeadlineError):
    """The period is a condition, such as 及时 (promptly) or "less than seven days remain"."""

    def __init__(self) -> None:
        super().__init__("a condition has no due day; decide it on the facts of the matter")


class NoFixedExtension(DeadlineError):
    """An extension was asked for, and the period has none of a fixed length."""

    def __init__(self) -> None:
        super().__init__("this period has no extension of a fixed length; reckon it without one")


class ExtensionTooLate(DeadlineError):
    """The period ended on `last`; an extension decided `on` a later day is none."""

    def __init__(self, last: date, on: date) -> None:
        self.last = last
        self.on = on
        super().__init__(f"the period ended on {last}; an extension of {on.isoformat()} comes too late and is none")


class PauseNotApplicable(DeadlineError):
    """`kind` can't be paused."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        super().__init__(f"a {kind} period can't be paused; only a deadline and a minimum can")


class ReversedPause(DeadlineError):
    """The last day of the pause lies before its first."""

    def __init__(self, first: date, last: date) -> None:
        self.first = first
        self.last = last
        super().__init__(f"a pause from {first} to {last} ends before it begins; give the earlier day first")


class UnknownChannel(DeadlineError):
    """The start rule `rule` has no channel `channel`; `known` are those it has, by code, with their titles."""

    def __init__(self, rule: str, channel: str, known: Mapping[str, str]) -> None:
        self.rule = rule
        self.channel = channel
        self.known = known
        super().__init__(f"{rule} has no channel {channel!r}; it has {', '.join(known)}")


class EventMissing(DeadlineError):
    """By `channel` the start rule `rule` needs the day of `event`, in Chinese `told`, which was not given."""

    def __init__(self, rule: str, channel: str, event: str, told: str) -> None:
        self.rule = rule
        self.channel = channel
        self.event = event
        self.told = told
        super().__init__(f"{rule} by {channel} runs from {event!r}; give its day, or nothing runs yet")


class OutsideCalendar(DeadlineError):
    """The reckoning left the years that a date can hold."""

    def __init__(self, start: date) -> None:
        self.start = start
        super().__init__(f"the period from {start.isoformat()} leaves the years 1 to 9999")
