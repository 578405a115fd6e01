"""
What a caller of `deadlines` can act on.

DeadlineError
├── MalformedPeriod      the declaration contradicts itself
├── MomentRequired       a period of hours was given a day, or a moment without a time zone
├── NothingToReckon      a condition has no day that could be reckoned
├── NoFixedExtension     the law gives no extension of a fixed length
├── PauseNotApplicable   only a deadline and a minimum can be paused
├── ReversedPause        the pause ends before it begins
└── OutsideCalendar      the result lies outside the years 1 to 9999
"""

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


class OutsideCalendar(DeadlineError):
    """The reckoning left the years that a date can hold."""

    def __init__(self, start: date) -> None:
        self.start = start
        super().__init__(f"the period from {start.isoformat()} leaves the years 1 to 9999")
