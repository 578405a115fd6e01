"""The day divided so finely that every change of seats falls between two pieces."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fazhi.engines.scenario.terms import DAY, Floats, Integers, Scenario, Segment


@dataclass(frozen=True)
class Grid:
    """
    A day of equal pieces.

    minutes   length of a piece; a slot is a whole number of pieces
    per_slot  pieces of a slot
    rates     calls by piece
    seats     seats planned, by piece
    begins    pieces at which a segment of the plan begins, or seats change
    """

    minutes: int
    per_slot: int
    rates: Floats
    seats: Integers
    begins: NDArray[np.bool_]

    def by_slot(self, pieces: Floats) -> Floats:
        """Sums over the pieces of each slot."""
        return pieces.reshape(-1, self.per_slot).sum(axis=1)


def grid_of(scenario: Scenario) -> Grid:
    """The coarsest grid on which slots and segments of the plan begin and end."""
    minutes = scenario.slot_minutes
    for segment in scenario.plan:
        minutes = math.gcd(minutes, segment.start, segment.end)
    per_slot, pieces = scenario.slot_minutes // minutes, DAY // minutes
    seats, begins = np.zeros(pieces, dtype=np.int64), np.zeros(pieces, dtype=np.bool_)
    for segment in scenario.plan:
        covered, _ = covered_by(segment, minutes)
        seats[covered] += segment.seats
        begins[segment.start // minutes] = True
    begins |= seats != np.roll(seats, 1)
    rates = np.repeat(np.asarray(scenario.rates) / per_slot, per_slot)
    return Grid(minutes, per_slot, rates, seats, begins)


def covered_by(segment: Segment, minutes: int) -> tuple[Integers, Integers]:
    """The pieces a segment covers, and of these those it reaches on the day after it began."""
    end = segment.end if segment.end > segment.start else segment.end + DAY
    whole = np.arange(segment.start // minutes, end // minutes, dtype=np.int64)
    pieces = DAY // minutes
    return whole % pieces, whole[whole >= pieces] - pieces
