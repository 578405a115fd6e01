"""The nouns of the live wall (话务实时屏): what the switch tells while the day is under way."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

FEED = "hotline.feed"
"""Kind of subject in the trail: what the switch told of an office's hotline."""

INTRADAY_JOB = "hotline.intraday"

MOST_CALLS = 500
"""In one message."""

BEHIND = timedelta(hours=48)
"""How long after a call came the switch may tell of it; what is older comes by ledger."""

AHEAD = timedelta(minutes=5)
"""By which the switch's clock may be before ours."""

STALE = timedelta(minutes=5)
"""After so long without a word of the switch, what it said last is no longer shown as what is."""

ADVISED_FOR = timedelta(minutes=5)
"""How long an advice stands before it is reckoned anew."""

USUAL_TARGET = 90
"""Per cent, where the plan in force was published from no draft."""


@dataclass(frozen=True)
class FedCall:
    """
    A call whose fate is known, as the switch tells it.

    minute        of the day in which it came
    talk_seconds  0 unless answered and over
    caller        keyed digest of the number, "" where withheld; firm: code of the team, "" where not told
    """

    number: str
    day: date
    minute: int
    outcome: str
    wait_seconds: int
    talk_seconds: int
    caller: str
    firm: str


@dataclass(frozen=True)
class Lines:
    """How the lines stood at a moment: seats signed in, callers waiting, seconds of the one who waits longest."""

    at: datetime
    seats_in: int
    waiting: int
    longest_wait_seconds: int


@dataclass(frozen=True)
class Taken:
    """What became of a message: calls by what they were, and whether its lines are the latest now."""

    new: int
    updated: int
    unchanged: int
    is_latest: bool
