"""
What a caller of the pick-up rates can act on.

PickupError
├── NotACall     a call record that can't be: a negative wait, an answered call that never waited for a seat
└── NotATally    counts that contradict each other, such as more answered than asked for
"""


class PickupError(Exception):
    """Base of this engine's findings."""


class NotACall(PickupError):
    """`place` is the call's position, from 0; `expected` in Chinese what belongs there."""

    def __init__(self, place: int, name: str, value: object, expected: str) -> None:
        self.place, self.name, self.value, self.expected = place, name, value, expected
        super().__init__(f"Call {place}: {name} is {value}; it must be otherwise ({expected}).")


class NotATally(PickupError):
    """`limit` names the count that `name` is part of; None where `value` itself is no count."""

    def __init__(self, name: str, value: int, limit: str | None, most: int | None) -> None:
        self.name, self.value, self.limit, self.most = name, value, limit, most
        told = "is no count" if limit is None else f"is more than {limit}, {most}, of which it is part"
        super().__init__(f"{name}, {value}, {told}.")
