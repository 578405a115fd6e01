"""The fewest seats that keep a promise in a steady state."""

import numpy as np
from numpy.typing import ArrayLike

from fazhi.engines.erlang import kernels
from fazhi.engines.erlang.errors import NoSuchPromise
from fazhi.engines.erlang.terms import Floats, Integers, broadcast, positive_minutes, positive_rate


def seats_to_answer(rate: ArrayLike, aht: ArrayLike, patience: ArrayLike, target: ArrayLike) -> Integers:
    """
    Fewest seats that answer the share `target` of all calls, callers giving up after `patience` minutes on average.

    rate    calls per minute; aht and patience in minutes
    target  from 0 to below 1: with patience, no number of seats answers all

    Raises NotAQueue, NoSuchPromise.
    """
    shape, (rates, lengths, mean_patience, targets) = broadcast(rate, aht, patience, target)
    positive_rate(rates)
    positive_minutes(lengths, "aht")
    positive_minutes(mean_patience, "patience")
    _promise(targets, "target")
    seats = np.empty(rates.size, dtype=np.int64)
    kernels.seats_to_answer_all(rates, 1.0 / lengths, 1.0 / mean_patience, targets, seats)
    return seats.reshape(shape)


def seats_to_wait_less(rate: ArrayLike, aht: ArrayLike, within: ArrayLike, target: ArrayLike) -> Integers:
    """
    Fewest seats by which the share `target` waits at most `within` minutes, nobody giving up (`erlang_c`); always enough
    for the queue not to grow.

    Raises NotAQueue, NoSuchPromise.
    """
    shape, (rates, lengths, limit, targets) = broadcast(rate, aht, within, target)
    positive_rate(rates)
    positive_minutes(lengths, "aht")
    positive_minutes(limit, "within")
    _promise(targets, "target")
    seats = np.empty(rates.size, dtype=np.int64)
    kernels.seats_to_wait_less_all(rates * lengths, lengths, limit, targets, seats)
    return seats.reshape(shape)


def _promise(targets: Floats, name: str) -> None:
    wrong = np.flatnonzero(~((targets >= 0.0) & (targets < 1.0)))
    if wrong.size:
        raise NoSuchPromise(name, float(targets[wrong[0]]), "0 到 1 之间的比例，不含 1")
