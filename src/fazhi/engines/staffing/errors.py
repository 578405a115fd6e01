"""
What a caller of the staffing can act on.

StaffingError
├── NoSuchTarget   a share of calls that no number of seats answers
├── NotShifts      a demand or a shift that can't be, and which
└── NotCovered     a slot needs seats and no shift reaches it
"""


class StaffingError(Exception):
    """Base of this engine's findings."""


class NoSuchTarget(StaffingError):
    """`expected` in Chinese says what belongs there."""

    def __init__(self, target: float, expected: str) -> None:
        self.target, self.expected = target, expected
        super().__init__(f"No number of seats keeps a pick-up of {target}; it must be otherwise ({expected}).")


class NotShifts(StaffingError):
    """`expected` in Chinese says what belongs there."""

    def __init__(self, name: str, value: object, expected: str) -> None:
        self.name, self.value, self.expected = name, value, expected
        super().__init__(f"{name} is {value}; it must be otherwise ({expected}).")


class NotCovered(StaffingError):
    """The first such slot, and the seats that it requires."""

    def __init__(self, slot: int, required: int) -> None:
        self.slot, self.required = slot, required
        super().__init__(f"Slot {slot} requires {required} seats, and no shift reaches it.")
