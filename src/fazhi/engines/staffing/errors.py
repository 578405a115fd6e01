"""
What a caller of the staffing can act on.

StaffingError
└── NoSuchTarget   a share of calls that no number of seats answers
"""


class StaffingError(Exception):
    """Base of this engine's findings."""


class NoSuchTarget(StaffingError):
    """`expected` in Chinese says what belongs there."""

    def __init__(self, target: float, expected: str) -> None:
        self.target, self.expected = target, expected
        super().__init__(f"No number of seats keeps a pick-up of {target}; it must be otherwise ({expected}).")
