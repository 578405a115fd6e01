"""The three models: from rate, length of a call, patience and seats to what callers meet."""

import numpy as np
from numpy.typing import ArrayLike

from fazhi.engines.erlang import kernels
from fazhi.engines.erlang.terms import (
    Blocking,
    Floats,
    Integers,
    Performance,
    broadcast,
    positive_minutes,
    positive_rate,
    whole_seats,
)


def erlang_b(rate: ArrayLike, aht: ArrayLike, seats: ArrayLike) -> Blocking:
    """
    Calls that find all seats busy are lost.

    rate   calls per minute
    aht    mean length of a call, minutes
    seats  whole numbers
    Arrays of shapes that NumPy can broadcast; the answers have the common shape.

    Raises NotAQueue. Source: A. K. Erlang, 1917; the recursion is docs/algorithms/erlang.md.
    """
    shape, (rates, lengths, group) = broadcast(rate, aht, whole_seats(seats))
    positive_rate(rates)
    positive_minutes(lengths, "aht")
    blocked = np.empty_like(rates)
    kernels.blocking_all(rates * lengths, group.astype(np.int64), blocked)
    return Blocking(blocked.reshape(shape), _occupancy(rates, lengths, group.astype(np.int64), blocked).reshape(shape))


def erlang_c(rate: ArrayLike, aht: ArrayLike, seats: ArrayLike) -> Performance:
    """
    Everybody waits until answered. Where the load is not below the seats the queue grows for ever: P(wait) is 1, the wait
    infinite.

    Parameters and errors as of `erlang_b`. Source: A. K. Erlang, 1917.
    """
    shape, (rates, lengths, spread) = broadcast(rate, aht, whole_seats(seats))
    positive_rate(rates)
    positive_minutes(lengths, "aht")
    group, load = spread.astype(np.int64), rates * lengths
    waits = np.empty_like(rates)
    kernels.waiting_all(load, group, waits)
    grows = load >= group
    spare = np.where(grows, 1.0, group - load)
    mean = np.where(grows, np.where((load == 0.0) & (group > 0), 0.0, np.inf), waits * lengths / spare)
    occupancy = np.where(group > 0, np.minimum(load / np.maximum(group, 1), 1.0), 0.0)
    answers = (waits, np.zeros_like(waits), mean, occupancy)
    return Performance(*(answer.reshape(shape) for answer in answers))


def erlang_a(rate: ArrayLike, aht: ArrayLike, patience: ArrayLike, seats: ArrayLike) -> Performance:
    """
    Callers give up after an exponential patience of `patience` minutes on average.

    `mean_wait` is of all callers, so p_abandon · patience = mean_wait. Other parameters and errors as of `erlang_b`;
    an infinite patience is `erlang_c`'s.

    Source: C. Palm, 1946; A. Mandelbaum and S. Zeltyn, "The Palm/Erlang-A queue, with applications to call centers", 2005.
    """
    shape, (rates, lengths, mean_patience, spread) = broadcast(rate, aht, patience, whole_seats(seats))
    positive_rate(rates)
    positive_minutes(lengths, "aht")
    positive_minutes(mean_patience, "patience")
    group = spread.astype(np.int64)
    waits, queue = np.empty_like(rates), np.empty_like(rates)
    kernels.abandonment_all(rates, 1.0 / lengths, 1.0 / mean_patience, group, waits, queue)
    some = rates > 0.0
    mean = np.where(some, queue / np.where(some, rates, 1.0), np.where(group == 0, mean_patience, 0.0))
    gone = np.clip(mean / mean_patience, 0.0, 1.0)
    answers = (waits, gone, mean, _occupancy(rates, lengths, group, gone))
    return Performance(*(answer.reshape(shape) for answer in answers))


def _occupancy(rates: Floats, lengths: Floats, seats: Integers, lost: Floats) -> Floats:
    busy = rates * lengths * (1.0 - lost) / np.maximum(seats, 1)
    return np.where(seats > 0, np.minimum(busy, 1.0), 0.0)
