from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


class Unit(StrEnum):
    """That which has one number of seats, and in which the target is kept."""

    SLOT = "slot"
    SEGMENT = "segment"
    DAY = "day"


@dataclass(frozen=True)
class Span:
    """Minutes from midnight; an end before the start, or at it, is the next day's."""

    start: int
    end: int


@dataclass(frozen=True)
class Staffing:
    """
    The seats that a target takes.

    spans         the units, in the order of the day
    required      seats of each: with one less in any of them the target is missed somewhere
    offered       calls of each, on average
    pickup        of each, by the exact chain; 1 where nobody calls
    day           pick-up of the whole day
    first         seats by the closed form of each unit, as if it lasted for ever: where the search began
    first_pickup  what these keep in truth
    judged        days that the exact chain was asked for
    """

    spans: tuple[Span, ...]
    required: Integers
    offered: Floats
    pickup: Floats
    day: float
    first: Integers
    first_pickup: Floats
    judged: int

    @property
    def seat_minutes(self) -> int:
        lengths = [(span.end - span.start - 1) % 1440 + 1 for span in self.spans]
        return int(np.dot(lengths, self.required))
