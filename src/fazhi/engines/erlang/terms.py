from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fazhi.engines.erlang.errors import NotAQueue

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


@dataclass(frozen=True)
class Blocking:
    """
    Of a group without a queue.

    p_block    probability that a call finds all seats busy and is lost
    occupancy  share of the seats' time that is spent on calls; 0 without seats
    """

    p_block: Floats
    occupancy: Floats


@dataclass(frozen=True)
class Performance:
    """
    Of a group with a queue.

    p_wait     probability that a call does not find a free seat
    p_abandon  probability that a caller gives up; 0 where nobody does
    mean_wait  minutes that a caller waits on average, those who give up too; infinite where the queue grows for ever
    occupancy  share of the seats' time that is spent on calls; 0 without seats
    """

    p_wait: Floats
    p_abandon: Floats
    mean_wait: Floats
    occupancy: Floats


@dataclass(frozen=True)
class ServiceLevel:
    """
    The share answered within a time, by two definitions that are both in use and must not be compared with each other.

    of_offered  answered within it ÷ all calls
    of_patient  answered within it ÷ (all calls − those who gave up within it)
    """

    of_offered: Floats
    of_patient: Floats


def positive_rate(rate: Floats) -> None:
    """Raises NotAQueue for a negative, infinite or missing rate of calls."""
    _require(rate, "rate", np.isfinite(rate) & (rate >= 0), "不小于0的来电率")


def positive_minutes(minutes: Floats, name: str, *, endless: bool = False) -> None:
    """Raises NotAQueue for a length that isn't above 0; an infinite one only where `endless`."""
    fits = (minutes > 0) & (np.isfinite(minutes) | endless)
    _require(minutes, name, fits, "大于0的分钟数")


def whole_seats(seats: Any) -> Integers:
    """Seats as integers. Raises NotAQueue for parts of seats and negative ones."""
    given = np.asarray(seats, dtype=np.float64)
    _require(given, "seats", np.isfinite(given) & (given >= 0) & (given == np.floor(given)), "不小于0的整数")
    return given.astype(np.int64)


def broadcast(*arrays: ArrayLike) -> tuple[tuple[int, ...], list[Floats]]:
    """The common shape, and each array spread over it, flat and contiguous."""
    spread = np.broadcast_arrays(*(np.asarray(array, dtype=np.float64) for array in arrays))
    return spread[0].shape, [np.ascontiguousarray(array).reshape(-1) for array in spread]


def _require(values: Floats, name: str, fits: NDArray[np.bool_], expected: str) -> None:
    wrong = np.flatnonzero(~fits)
    if wrong.size:
        raise NotAQueue(name, float(values.reshape(-1)[wrong[0]]), int(wrong[0]), expected)
