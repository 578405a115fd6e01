"""What a change of seats at the end of a slot does to the calls (交接), forwards and for one waiting caller backwards."""

import numpy as np

from fazhi.engines.compiled import kernel

DRAIN, CUT_REQUEUE, OVERLAP = 0, 1, 2


@kernel
def carried(states: np.ndarray, seats: int, to: int, waiting: int, fall: int, new_team: bool) -> np.ndarray:
    """
    The probabilities after `seats` have become `to`; at most `waiting` callers wait.

    new_team  whether a segment begins; under `overlap` calls under way then leave the plan's seats
    """
    extras = states.shape[0] - 1
    most = max(seats + extras - to, 0) if fall == DRAIN else 0
    after = np.zeros((most + 1, to + waiting + 1))
    for e in range(extras + 1):
        for n in range(states.shape[1]):
            if states[e, n] <= 0.0:
                continue
            queue = max(n - seats, 0)
            busy = min(n, seats) + e
            if fall == OVERLAP and new_team:
                row, column = 0, queue
            elif fall == DRAIN and busy > to:
                row, column = busy - to, to + queue
            else:
                row, column = 0, busy + queue
            after[row, min(column, to + waiting)] += states[e, n]
    return after


@kernel
def expected(
    values: np.ndarray,
    seats: int,
    to: int,
    extras: int,
    waiting: int,
    fall: int,
    new_team: bool,
    served: float,
) -> np.ndarray:
    """
    The values of a waiting caller just before `seats` become `to`, from those just after, `values[e, i]`.

    extras, waiting  rows and columns wanted, less one; served is what being answered is worth
    """
    last = values.shape[1] - 1
    before = np.empty((extras + 1, waiting + 1))
    for e in range(extras + 1):
        for i in range(waiting + 1):
            busy = seats + e
            row, ahead = 0, i - (to - busy)
            if fall == OVERLAP:
                ahead = i - to if new_team else i - (to - seats)
            elif fall == DRAIN and busy > to:
                row, ahead = min(busy - to, values.shape[0] - 1), i
            before[e, i] = served if ahead < 0 else values[row, min(ahead, last)]
    return before


@kernel
def trimmed_rows(states: np.ndarray, below: float) -> int:
    """How many rows are left if the last ones are cut off whose probability is below `below`."""
    rows = states.shape[0]
    while rows > 1 and states[rows - 1].sum() <= below:
        rows -= 1
    return rows
