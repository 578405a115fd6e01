"""What call-backs, passing on and complaints refuse; `errors` draws the whole tree."""

from collections.abc import Sequence
from datetime import date

from fazhi.lines.hotline.errors import HotlineError


class NoSuchSlot(HotlineError):
    """No call-backs are made at `time` of `day`, or it has begun; `nearest` are free: day and time."""

    def __init__(self, number: str, day: date, time: str, nearest: Sequence[str]) -> None:
        super().__init__(f"{number}: no call-backs at {time} of {day}; free are {', '.join(nearest) or 'none'}.")
        self.number, self.day, self.time, self.nearest = number, day, time, tuple(nearest)


class SlotFull(HotlineError):
    """All places of `time` on `day` are promised; `nearest` are free: day and time."""

    def __init__(self, number: str, day: date, time: str, nearest: Sequence[str]) -> None:
        super().__init__(f"{number}: {time} of {day} is full; free are {', '.join(nearest) or 'none'}.")
        self.number, self.day, self.time, self.nearest = number, day, time, tuple(nearest)


class CapacityUnfit(HotlineError):
    """`text` is no line of a capacity, or its day `from_date` has passed."""

    def __init__(self, text: str) -> None:
        super().__init__(f"{text!r} is no capacity; expected 09:00-11:30 2, from today on.")
        self.text = text


class OfficeUnknown(HotlineError):
    """No office with `code` lies within the post's sight, or it is the hotline's own."""

    def __init__(self, code: str) -> None:
        super().__init__(f"No office {code!r} to pass it on to.")
        self.code = code


class NotYetAnswered(HotlineError):
    """The transfer `transfer` of the consultation stands at `state`, which the act does not follow from."""

    def __init__(self, number: str, transfer: str, state: str, act: str) -> None:
        super().__init__(f"{number} can't {act}: {transfer} is {state}.")
        self.number, self.transfer, self.state, self.act = number, transfer, state, act


class ComplaintWaiting(HotlineError):
    """The complaint `waiting` about the consultation `number` is not closed."""

    def __init__(self, number: str, waiting: str) -> None:
        super().__init__(f"{number} has the open complaint {waiting}.")
        self.number, self.waiting = number, waiting


class NoConsultation(HotlineError):
    """The office has no consultation `number`."""

    def __init__(self, number: str) -> None:
        super().__init__(f"There is no consultation {number!r}.")
        self.number = number
