from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from fazhi.engines.transient import Fall

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

DAY = 24 * 60
"""Minutes of a day; there is no summer time."""


class Kind(StrEnum):
    """How a length of time is distributed."""

    EXPONENTIAL = "exponential"
    LOGNORMAL = "lognormal"
    GAMMA = "gamma"
    EMPIRICAL = "empirical"


@dataclass(frozen=True)
class Duration:
    """
    A length of time that chance decides.

    mean    minutes
    cv      standard deviation ÷ mean 变异系数
    values  minutes; of EMPIRICAL, each as likely as any other
    """

    kind: Kind
    mean: float
    cv: float
    values: tuple[float, ...] = ()


@dataclass(frozen=True)
class Redial:
    """
    Callers who gave up or found the line busy dial again 重拨.

    probability  of doing so, each time
    mean_delay   minutes until then, exponential
    most         times that one caller does so
    """

    probability: float
    mean_delay: float
    most: int


@dataclass(frozen=True)
class Overdispersion:
    """
    Days and slots are busier and quieter than their rates, by more than chance: factors of mean 1, gamma distributed.

    day, slot  standard deviation of the factor that a whole day has in common, and of that of a single slot
    """

    day: float = 0.0
    slot: float = 0.0


@dataclass(frozen=True)
class Segment:
    """
    Seats from `start` to `end`, minutes from midnight; an end before the start is the next day's.

    presence  the probability that a seat is really manned, decided for each seat each time 实际到岗
    """

    start: int
    end: int
    seats: int
    presence: float = 1.0


@dataclass(frozen=True)
class Scenario:
    """
    A day that repeats itself.

    slot_minutes  length of a slot
    rates         calls by slot, from midnight to midnight; first attempts, without those dialled again
    service       length of a call
    patience      until a waiting caller gives up
    plan          seats; overlapping segments add up, where there is none there is no seat
    fall          what becomes of calls when seats go
    trunks        callers that fit in at once, talking and waiting; the next finds the line busy. None is no limit
    """

    slot_minutes: int
    rates: tuple[float, ...]
    service: Duration
    patience: Duration
    plan: tuple[Segment, ...]
    fall: Fall = Fall.DRAIN
    redial: Redial | None = None
    overdispersion: Overdispersion | None = None
    trunks: int | None = None
