"""Calls answered within a time, also where seats change while they wait."""

import numpy as np

from fazhi.engines.compiled import kernel
from fazhi.engines.transient.boundaries import DRAIN, expected
from fazhi.engines.transient.kernels import backward, forward


@kernel
def chances(rows: int, columns: int, mu: float, theta: float, seats: int, minutes: float) -> np.ndarray:
    """Probabilities that a caller who waits, with i ahead and e seats retiring, is answered within `minutes`."""
    values = np.zeros((rows, columns))
    backward(values, mu, theta, seats, minutes, 1.0, 0.0)
    return values


@kernel
def answered(weights: np.ndarray, seats: int, waiting: np.ndarray) -> float:
    """Those who find a free seat, and of those who wait their chances."""
    total = 0.0
    for n in range(min(seats, weights.shape[1])):
        total += weights[0, n]
    for e in range(weights.shape[0]):
        for i in range(weights.shape[1] - seats):
            total += weights[e, seats + i] * waiting[e, i]
    return total


@kernel
def across(
    late: np.ndarray,
    rate: float,
    mu: float,
    theta: float,
    seats: int,
    to: int,
    columns_after: int,
    fall: int,
    new_team: bool,
    within: float,
    nodes: np.ndarray,
    weights: np.ndarray,
) -> float:
    """
    Minutes of arriving in the last stretch of a slot, `within` long, weighted by the probability of being answered in time.

    late            the state at the start of the stretch
    nodes, weights  of a quadrature on 0 … 1: what is integrated is smooth, the stretch a few seconds
    """
    state, ignored = late.copy(), np.zeros_like(late)
    rows, columns = late.shape[0], late.shape[1] - seats
    rows_after = rows + (max(seats - to, 0) if fall == DRAIN else 0)
    total, passed = 0.0, 0.0
    for node in range(nodes.size):
        forward(state, rate, mu, theta, seats, nodes[node] * within - passed, ignored)
        passed = nodes[node] * within
        after = chances(rows_after, columns_after, mu, theta, to, passed)
        values = expected(after, seats, to, rows - 1, columns - 1, fall, new_team, 1.0)
        backward(values, mu, theta, seats, within - passed, 1.0, 0.0)
        total += weights[node] * within * answered(state, seats, values)
    return total
