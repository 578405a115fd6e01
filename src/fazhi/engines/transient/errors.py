"""
What a caller of the exact chain can act on.

TransientError
├── NotADay      a rate, length, number of seats or slot that no day has, and where it stands
├── QueueTooLong so many callers may wait at once that the chain would not end in reasonable time
└── NotSettled   the day does not come back to itself: it never ends as it began
"""


class TransientError(Exception):
    """Base of this engine's findings."""


class NotADay(TransientError):
    """`place` is the slot, None for what concerns the whole day; `expected` in Chinese what belongs there."""

    def __init__(self, name: str, value: float, place: int | None, expected: str) -> None:
        self.name, self.value, self.place, self.expected = name, value, place, expected
        where = "" if place is None else f" in slot {place}"
        super().__init__(f"{name} is {value}{where}; it must be otherwise ({expected}).")


class QueueTooLong(TransientError):
    def __init__(self, waiting: int, most: int) -> None:
        self.waiting, self.most = waiting, most
        super().__init__(f"Up to {waiting} callers may wait at once; the exact chain takes at most {most}.")


class NotSettled(TransientError):
    def __init__(self, days: int) -> None:
        self.days = days
        super().__init__(f"After {days} equal days the state at midnight still changes.")
