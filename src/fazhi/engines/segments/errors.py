"""
What a caller of the segmentation can act on.

SegmentsError
├── NotADemand     a number of seats, a gain or a rule that no day has, and where it stands
└── NoSuchPlan     the rules leave no way to cut the day into so many segments, or the budget buys none
"""


class SegmentsError(Exception):
    """Base of this engine's findings."""


class NotADemand(SegmentsError):
    """`place` is the slot, None for what concerns the whole day; `expected` in Chinese what belongs there."""

    def __init__(self, name: str, value: object, place: int | None, expected: str) -> None:
        self.name, self.value, self.place, self.expected = name, value, place, expected
        where = "" if place is None else f" in slot {place}"
        super().__init__(f"{name} is {value}{where}; it must be otherwise ({expected}).")


class NoSuchPlan(SegmentsError):
    """`possible` are the numbers of segments for which there is a way."""

    def __init__(self, count: int, possible: tuple[int, ...]) -> None:
        self.count, self.possible = count, possible
        told = f"{possible[0]} to {possible[-1]}" if possible else "no number"
        super().__init__(f"The day can't be cut into {count} segments by these rules; it can into {told}.")
