"""
What a caller of the simulator can act on.

SimulateError
├── NotARun        a number of days or threads, or a seed, that no run has
└── TooManyCalls   so many calls would have to be followed that the run would not end in reasonable time
"""


class SimulateError(Exception):
    """Base of this engine's findings."""


class NotARun(SimulateError):
    """`expected` in Chinese says what belongs there."""

    def __init__(self, name: str, value: object, expected: str) -> None:
        self.name, self.value, self.expected = name, value, expected
        super().__init__(f"{name} is {value}; it must be otherwise ({expected}).")


class TooManyCalls(SimulateError):
    def __init__(self, calls: float, most: float) -> None:
        self.calls, self.most = calls, most
        super().__init__(f"The run has about {calls:.3g} calls; it takes at most {most:.3g}.")
