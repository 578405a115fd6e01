"""What the loops work on, as named arrays, and what a run answers."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

DRAIN, CUT_REQUEUE, OVERLAP = 0, 1, 2

# by_slot and by_day
OFFERED, ANSWERED, IN_TIME, REFUSED, FRESH = range(5)
# minutes
TALKING, THERE = range(2)
# State.at
FIRST, HEAD, TAIL, IDLE, PIECE, WAITING, SPARE, ORBITING, INSIDE, OVERFLOWS = range(10)
# State.clock
OPENED, BALANCE, RETIRING = range(3)
# State.moments
SINCE, DEADLINE, REST = range(3)
# State.marks
SLOT, DAY, BORN, CALL, ATTEMPT, TIMES = range(6)


class Model(NamedTuple):
    """
    A scenario in numbers. A table of one cell means that there is no such chance.

    rates             calls by slot
    seats, begins     seats planned, by piece of the day, and whether a segment begins
    segments          [segment, (first piece, pieces, seats)], and `presence` of each; none where all seats are manned
    unit              quantiles of the exponential distribution of mean 1
    *_table, *_values as of `quantiles.drawn_from`
    again, again_mean, again_most  of dialling again: probability, mean delay in minutes, times
    trunks            0 without limit
    within            minutes in which a call counts as answered in time
    """

    rates: Floats
    slot_minutes: float
    piece_minutes: float
    seats: Integers
    begins: NDArray[np.bool_]
    segments: Integers
    presence: Floats
    fall: int
    unit: Floats
    service_table: Floats
    service_values: Floats
    patience_table: Floats
    patience_values: Floats
    day_table: Floats
    slot_table: Floats
    again: float
    again_mean: float
    again_most: int
    trunks: int
    within: float


class Tally(NamedTuple):
    """
    by_slot  [counted, slot, OFFERED … REFUSED], `counted` 0 for the day that only warms up
    by_day   [day, OFFERED … FRESH], day 0 the one that warms up
    minutes  [counted, slot, TALKING … THERE] of seats
    """

    by_slot: Integers
    by_day: Integers
    minutes: Floats


class State(NamedTuple):
    """
    The seats and those who wait. Moments are minutes from the midnight before the day that warms up.

    today     seats by piece of the day
    free      moments at which busy seats get free, ascending: [FIRST, HEAD) retire then, [HEAD, TAIL) are the plan's
    holder    record of the call in each, under CUT_REQUEUE
    at        positions and counts by name; OVERFLOWS is 1 if the orbit was too small for a caller
    clock     when the piece began; the sums whose balance at its end is its minutes busy, and retiring
    moments   [record, SINCE … REST] of a call that waits or may be cut off
    marks     [record, SLOT … TIMES]: BORN is the day of the caller's first attempt, TIMES how often the call was cut off
    spare     records not in use, the first SPARE
    line      records of those who wait, in the order in which they came, the first WAITING
    orbit     [caller, (moment, born, call, attempt)] of those who will dial again, a heap by moment, the first ORBITING
    leaving   moments at which those inside leave, the first INSIDE; only with a limit of trunks
    """

    today: Integers
    free: Floats
    holder: Integers
    at: Integers
    clock: Floats
    moments: Floats
    marks: Integers
    spare: Integers
    line: Integers
    orbit: Floats
    leaving: Floats


@dataclass(frozen=True)
class Run:
    """
    What became of the calls of `days` days; a call counts in the day and slot in which it was made.

    by_slot   [slot, (offered, answered, in time, refused)]: whole calls, offered = answered + given up + refused
    by_day    [day, (offered, answered, in time, refused, fresh)]: fresh are first attempts, the others dialled again
    minutes   [slot, (talking, there)]: seat-minutes spent on calls, and there
    """

    days: int
    by_slot: Integers
    by_day: Integers
    minutes: Floats

    @property
    def offered(self) -> int:
        return int(self.by_day[:, OFFERED].sum())

    @property
    def answered(self) -> int:
        return int(self.by_day[:, ANSWERED].sum())

    @property
    def refused(self) -> int:
        """Calls that found no free line."""
        return int(self.by_day[:, REFUSED].sum())

    @property
    def abandoned(self) -> int:
        return self.offered - self.answered - self.refused

    @property
    def callers(self) -> int:
        """Each once, however often it dialled."""
        return int(self.by_day[:, FRESH].sum())

    @property
    def pickup(self) -> float:
        """Answered ÷ offered; 1 where nobody calls."""
        return self.answered / self.offered if self.offered else 1.0

    @property
    def half_width(self) -> float | None:
        """Half of the 95 % confidence interval of the pick-up, None for fewer than FEWEST_DAYS days."""
        return half_width(deviations(self))


FEWEST_DAYS = 10
"""With fewer days there is no confidence interval."""

_Z = 1.959963984540054


def deviations(run: Run) -> Floats:
    """By day, what the day adds to the error of the pick-up: (answered − pickup · offered) ÷ all offered."""
    offered = max(run.offered, 1)
    return (run.by_day[:, ANSWERED] - run.pickup * run.by_day[:, OFFERED]) / offered


def half_width(each: Floats) -> float | None:
    """
    Of the 95 % interval of a ratio whose deviations by day these are; neighbouring days may go together, for who waits at
    midnight, and who dials again, belongs to both. Student's t by Cornish and Fisher's expansion.
    """
    days = each.size
    if days < FEWEST_DAYS:
        return None
    variance = float(each @ each) + 2.0 * max(float(each[1:] @ each[:-1]), 0.0)
    z, freedom = _Z, days - 1
    t = z + (z**3 + z) / (4 * freedom) + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)
    return t * float(np.sqrt(variance * days / freedom))
