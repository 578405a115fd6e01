"""
The chain of calls in one slot, forwards and backwards, by uniformization.

A state is (e, n): n calls in the seats of the plan or waiting, and e more in seats that the plan no longer has and that retire
when their call ends (0 except after a fall of seats under `drain`). While e > 0 every seat is busy and nobody is taken from the
queue. Backwards the same moves are seen by one waiting caller with i others ahead.
"""

import math

import numpy as np

from fazhi.engines.compiled import kernel

MOST_JUMPS = 500.0
"""Expected jumps of one piece of time: e^(−500) is still a number."""

LEFT_OUT = 1e-15
"""Probability of so many jumps that a piece leaves them out."""


@kernel
def forward(
    states: np.ndarray, rate: float, mu: float, theta: float, seats: int, minutes: float, spent: np.ndarray
) -> None:
    """
    Move the probabilities `states[e, n]` on by `minutes`, and add to `spent[e, n]` the expected minutes in each state.

    States with e > 0 and n < seats do not occur. Calls that would pass the last n are not counted: the caller chose it so
    that they are too few to matter.
    """
    rows, columns = states.shape
    fastest = rate + (seats + rows - 1) * mu + max(columns - 1 - seats, 0) * theta
    if fastest * minutes <= 0.0:
        spent += states * minutes
        return
    if rows == 1:
        _forward_alone(states, rate, mu, theta, seats, minutes, fastest, spent)
        return
    # Columns are shifted by one and framed by zeros, so that the inner loop is one formula. Shares of a jump: `down` of the
    # state to the right, `ends` of the state with one retiring seat more, `up` of the state to the left.
    up = rate / fastest
    stay, down, ends = np.zeros((rows, columns + 2)), np.zeros((rows, columns + 2)), np.zeros((rows, columns + 2))
    for e in range(rows):
        for n in range(columns):
            waiting = max(n - seats, 0) * theta / fastest
            if e == 0:
                down[e, n] = waiting + min(n, seats) * mu / fastest
                leaving = down[e, n]
            else:
                down[e, n] = waiting
                leaving = waiting + (seats + e) * mu / fastest
            if e + 1 < rows and n >= seats:
                ends[e, n + 1] = (seats + e + 1) * mu / fastest
            stay[e, n + 1] = 1.0 - leaving - (up if n < columns - 1 else 0.0)
    down[:, columns] = 0.0
    current, following = np.zeros((rows + 1, columns + 2)), np.zeros((rows + 1, columns + 2))
    reached = np.zeros((rows, columns + 2))
    current[:rows, 1 : columns + 1] = states
    pieces = int(math.ceil(fastest * minutes / MOST_JUMPS))
    mean = fastest * minutes / pieces
    for _ in range(pieces):
        weight = math.exp(-mean)
        tail = 1.0 - weight
        for e in range(rows):
            for n in range(1, columns + 1):
                reached[e, n] = weight * current[e, n]
                spent[e, n - 1] += tail / fastest * current[e, n]
        jumps = 0
        while tail > LEFT_OUT and jumps < mean + 40.0 * math.sqrt(mean) + 60.0:
            jumps += 1
            weight *= mean / jumps
            tail = max(tail - weight, 0.0)
            share = tail / fastest
            for e in range(rows):
                for n in range(1, columns + 1):
                    value = (
                        stay[e, n] * current[e, n]
                        + up * current[e, n - 1]
                        + down[e, n] * current[e, n + 1]
                        + ends[e, n] * current[e + 1, n]
                    )
                    following[e, n] = value
                    reached[e, n] += weight * value
                    spent[e, n - 1] += share * value
            current, following = following, current
        current[:rows, :] = reached
    states[:, :] = current[:rows, 1 : columns + 1]


@kernel
def _forward_alone(
    states: np.ndarray,
    rate: float,
    mu: float,
    theta: float,
    seats: int,
    minutes: float,
    fastest: float,
    spent: np.ndarray,
) -> None:
    """`forward` where no seat retires, which is most of a day: one row, on arrays that the machine can take several numbers of at once."""
    columns = states.shape[1]
    up = rate / fastest
    stay, down = np.empty(columns), np.zeros(columns)
    for n in range(columns):
        leaving = (max(n - seats, 0) * theta + min(n, seats) * mu) / fastest
        stay[n] = 1.0 - leaving - (up if n < columns - 1 else 0.0)
        if n > 0:
            down[n - 1] = leaving
    # Column n of the states is n + 1 here, between zeros.
    current, following = np.zeros(columns + 2), np.zeros(columns + 2)
    reached, passed = np.empty(columns), np.zeros(columns)
    current[1 : columns + 1] = states[0]
    pieces = int(math.ceil(fastest * minutes / MOST_JUMPS))
    mean = fastest * minutes / pieces
    for _ in range(pieces):
        weight = math.exp(-mean)
        tail = 1.0 - weight
        for n in range(columns):
            reached[n] = weight * current[n + 1]
            passed[n] += tail / fastest * current[n + 1]
        jumps = 0
        while tail > LEFT_OUT and jumps < mean + 40.0 * math.sqrt(mean) + 60.0:
            jumps += 1
            weight *= mean / jumps
            tail = max(tail - weight, 0.0)
            share = tail / fastest
            for n in range(columns):
                value = stay[n] * current[n + 1] + up * current[n] + down[n] * current[n + 2]
                following[n + 1] = value
                reached[n] += weight * value
                passed[n] += share * value
            current, following = following, current
        current[1 : columns + 1] = reached
    states[0] = current[1 : columns + 1]
    spent[0] += passed


@kernel
def backward(
    values: np.ndarray, mu: float, theta: float, seats: int, minutes: float, served: float, gone: float
) -> None:
    """
    Move `values[e, i]` back by `minutes`: what a waiting caller with i ahead, and e retiring seats, may expect.

    served, gone  what being answered, and giving up, are worth
    """
    rows, columns = values.shape
    fastest = (seats + rows - 1) * mu + columns * theta
    if fastest * minutes <= 0.0:
        return
    leave = theta / fastest * gone
    stay, ahead, ends = np.zeros((rows, columns + 1)), np.zeros((rows, columns + 1)), np.zeros((rows, columns + 1))
    for e in range(rows):
        busy = (seats + e) * mu / fastest
        for i in range(columns):
            passed = i * theta / fastest
            if e == 0:
                ahead[e, i + 1] = passed + busy
            else:
                ahead[e, i + 1] = passed
                ends[e, i + 1] = busy
            stay[e, i + 1] = 1.0 - busy - (i + 1) * theta / fastest
    # Column 0 is being answered; row 0 is framed by a row that nothing leads to.
    current, following = np.zeros((rows + 1, columns + 1)), np.zeros((rows + 1, columns + 1))
    reached = np.zeros((rows + 1, columns + 1))
    current[1:, 1:] = values
    current[:, 0] = served
    following[:, 0] = served
    pieces = int(math.ceil(fastest * minutes / MOST_JUMPS))
    mean = fastest * minutes / pieces
    for _ in range(pieces):
        weight = math.exp(-mean)
        tail = 1.0 - weight
        for e in range(1, rows + 1):
            for i in range(1, columns + 1):
                reached[e, i] = weight * current[e, i]
        jumps = 0
        while tail > LEFT_OUT and jumps < mean + 40.0 * math.sqrt(mean) + 60.0:
            jumps += 1
            weight *= mean / jumps
            tail = max(tail - weight, 0.0)
            for e in range(1, rows + 1):
                for i in range(1, columns + 1):
                    value = (
                        stay[e - 1, i] * current[e, i]
                        + ahead[e - 1, i] * current[e, i - 1]
                        + ends[e - 1, i] * current[e - 1, i]
                        + leave
                    )
                    following[e, i] = value
                    reached[e, i] += weight * value
            current, following = following, current
        current[1:, 1:] = reached[1:, 1:]
    values[:, :] = current[1:, 1:]


@kernel
def backward_requeued(values: np.ndarray, mu: float, theta: float, seats: int, minutes: float) -> None:
    """
    Move `values[m]` back by `minutes`: the probability that a caller with m calls before it, in service or waiting, gives up
    in the end, where a call may be cut off and wait again.
    """
    columns = values.size
    fastest = (seats + 1) * mu + columns * theta
    before, stay, leave = np.zeros(columns + 1), np.zeros(columns + 1), np.zeros(columns + 1)
    for m in range(columns):
        before[m + 1] = (min(m, seats) * mu + max(m - seats, 0) * theta) / fastest
        own = (mu if m < seats else theta) / fastest
        leave[m + 1] = own if m >= seats else 0.0
        stay[m + 1] = 1.0 - before[m + 1] - own
    current, following, reached = np.zeros(columns + 1), np.zeros(columns + 1), np.zeros(columns + 1)
    current[1:] = values
    pieces = max(int(math.ceil(fastest * minutes / MOST_JUMPS)), 1)
    mean = fastest * minutes / pieces
    for _ in range(pieces):
        weight = math.exp(-mean)
        tail = 1.0 - weight
        reached[:] = weight * current
        jumps = 0
        while tail > LEFT_OUT and jumps < mean + 40.0 * math.sqrt(mean) + 60.0:
            jumps += 1
            weight *= mean / jumps
            tail = max(tail - weight, 0.0)
            for m in range(1, columns + 1):
                value = stay[m] * current[m] + before[m] * current[m - 1] + leave[m]
                following[m] = value
                reached[m] += weight * value
            current, following = following, current
        current[:] = reached
    values[:] = current[1:]
