from dataclasses import dataclass, fields
from enum import StrEnum
from fractions import Fraction

from fazhi.engines.pickup.errors import NotATally

PARTS = (
    ("requested", "inbound"),
    ("answered", "requested"),
    ("answered_within_15", "answered"),
    ("abandoned", "requested"),
    ("abandoned_within_10", "abandoned"),
    ("abandoned_within_5", "abandoned_within_10"),
    ("abandoned_within_5", "abandoned"),
    ("helped", "requests"),
)
"""Count → the count it is part of."""


class Outcome(StrEnum):
    """
    What became of a call.

    ANSWERED    a seat picked up
    ABANDONED   the caller asked for a seat and hung up while waiting
    REFUSED     the caller was turned away, all lines or all places in the queue being taken
    CLOSED      it came outside duty hours and heard so
    ENDED_EARLY it ended in the announcement or the menu, before a seat was asked for
    """

    ANSWERED = "answered"
    ABANDONED = "abandoned"
    REFUSED = "refused"
    CLOSED = "closed"
    ENDED_EARLY = "ended_early"


@dataclass(frozen=True)
class Call:
    """
    One call as the switch recorded it. Its number there is no part of it: switches reset theirs.

    minute  when it came, minutes after any fixed moment
    waited  seconds between asking for a seat and the answer or hanging up; None if no seat was asked for
    caller  keyed hash of the number; None where it was withheld
    """

    minute: float
    outcome: Outcome
    waited: float | None = None
    caller: str | None = None


@dataclass(frozen=True)
class Tally:
    """
    Counts of one period; None for what was not counted.

    inbound              all calls the switch recorded
    requested            those that asked for a seat: answered, given up or turned away. Were the refused left out, fewer lines
                         would raise the rate
    answered             by a seat; answered_within_15 of them within 15 seconds of asking
    abandoned            asked for a seat and hung up; abandoned_within_5, abandoned_within_10 of them within so many seconds
    requests             matters of callers: a call that follows an unanswered one of the same caller within an hour is the
                         same matter
    helped               of those, answered in the end

    Raises NotATally when made of counts that contradict each other.
    """

    inbound: int | None = None
    requested: int | None = None
    answered: int | None = None
    answered_within_15: int | None = None
    abandoned: int | None = None
    abandoned_within_5: int | None = None
    abandoned_within_10: int | None = None
    requests: int | None = None
    helped: int | None = None

    def __post_init__(self) -> None:
        for each in fields(self):
            value = getattr(self, each.name)
            if value is not None and value < 0:
                raise NotATally(each.name, value, None, None)
        for name, whole in PARTS:
            value, most = getattr(self, name), getattr(self, whole)
            if value is not None and most is not None and value > most:
                raise NotATally(name, value, whole, most)
        if self.requested is not None and self.answered is not None and self.abandoned is not None:
            ended = self.answered + self.abandoned
            if ended > self.requested:
                raise NotATally("answered + abandoned", ended, "requested", self.requested)

    def __add__(self, other: "Tally") -> "Tally":
        """Of both periods; what one of them did not count is not counted."""
        pairs = {each.name: (getattr(self, each.name), getattr(other, each.name)) for each in fields(self)}
        return Tally(**{name: a + b for name, (a, b) in pairs.items() if a is not None and b is not None})


@dataclass(frozen=True)
class Definition:
    """
    One meaning of 接通率.

    numerator, denominator  names of counts of `Tally`
    without                 count taken off the denominator; None for none
    source                  who uses it, or why it is there
    verified                whether the source was read for this meaning; else it is 待核, known from practice
    """

    code: str
    name: str
    numerator: str
    denominator: str
    without: str | None
    source: str
    verified: bool


@dataclass(frozen=True)
class Rate:
    """
    One rate of one period.

    numerator, denominator  counts; None where one of them was not counted
    value                   exact, 0 to 1; None without either, and where the denominator is 0: nobody called
    """

    definition: Definition
    numerator: int | None
    denominator: int | None
    value: Fraction | None
