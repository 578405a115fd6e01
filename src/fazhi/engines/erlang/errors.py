"""
What a caller of the closed forms can act on.

ErlangError
├── NotAQueue       a rate, length or number of seats that no queue has, and where it stands
└── NoSuchPromise   a promise that no number of seats keeps
"""


class ErlangError(Exception):
    """Base of this engine's findings."""


class NotAQueue(ErlangError):
    """`place` is the position in the broadcast arrays, `expected` in Chinese what belongs there."""

    def __init__(self, name: str, value: float, place: int, expected: str) -> None:
        self.name, self.value, self.place, self.expected = name, value, place, expected
        super().__init__(f"{name} is {value} at position {place}; it must be otherwise ({expected}).")


class NoSuchPromise(ErlangError):
    def __init__(self, name: str, target: float, expected: str) -> None:
        self.name, self.target, self.expected = name, target, expected
        super().__init__(f"No number of seats keeps {name} = {target}; it must be otherwise ({expected}).")
