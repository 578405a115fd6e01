"""What quality checks and recordings refuse; `errors` draws the whole tree."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum

from fazhi.lines.hotline.errors import HotlineError


class MonthOpen(HotlineError):
    """On the day `on` the month is not over: more may be answered."""

    def __init__(self, month: date, on: date) -> None:
        super().__init__(f"{month:%Y-%m} is not over on {on}.")
        self.month, self.on = month, on


class RoundTaken(HotlineError):
    """The month has its round; or, `is_drawn`, that is drawn."""

    def __init__(self, month: date, *, is_drawn: bool = False) -> None:
        super().__init__(f"The check of {month:%Y-%m} is {'drawn' if is_drawn else 'ordered'} already.")
        self.month, self.is_drawn = month, is_drawn


class NothingAnswered(HotlineError):
    """No consultation of `office` was answered in the month."""

    def __init__(self, month: date, office: str) -> None:
        super().__init__(f"{office} answered no consultation in {month:%Y-%m}.")
        self.month, self.office = month, office


class BeaconUnfit(HotlineError):
    """The public value speaks at `moment`: at or before `at`, when the list is frozen; or, `is_to_come`, after it."""

    def __init__(self, moment: datetime, at: datetime, *, is_to_come: bool = False) -> None:
        super().__init__(f"The public value of {moment} {'is to come' if is_to_come else 'is known'} at {at}.")
        self.moment, self.at, self.is_to_come = moment, at, is_to_come


class MarksUnfit(HotlineError):
    """`wrong` are titles of items that lack a level, and codes of no fault of the sheet."""

    def __init__(self, wrong: Sequence[str]) -> None:
        super().__init__(f"Without a level, or not on the sheet: {', '.join(wrong)}.")
        self.wrong = tuple(wrong)


class Bar(StrEnum):
    """Why somebody is not to score."""

    ANSWERED = "answered"
    SCORED = "scored"
    COMPLETE = "complete"
    UNDISPUTED = "undisputed"


class NotToScore(HotlineError):
    """Whoever asks answered the consultation `number`, or scored it; or it needs no further score."""

    def __init__(self, number: str, bar: Bar) -> None:
        super().__init__(f"{number}: {bar.value}.")
        self.number, self.bar = number, bar


class ReferenceUnfit(HotlineError):
    """`text` is empty, longer than `longest`, not printable, or an address that is not of http."""

    def __init__(self, text: str, longest: int) -> None:
        super().__init__(f"{text!r} is no reference of at most {longest} signs.")
        self.text, self.longest = text, longest


class NoRecording(HotlineError):
    """Of the consultation `number` no recording is on record."""

    def __init__(self, number: str) -> None:
        super().__init__(f"{number} has no recording on record.")
        self.number = number
