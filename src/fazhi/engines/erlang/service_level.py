"""The share of calls answered within a time, exactly."""

import numpy as np
from numpy.typing import ArrayLike

from fazhi.engines.erlang import kernels
from fazhi.engines.erlang.forms import erlang_c
from fazhi.engines.erlang.terms import (
    Floats,
    ServiceLevel,
    broadcast,
    positive_minutes,
    positive_rate,
    whole_seats,
)


def service_level(
    rate: ArrayLike, aht: ArrayLike, patience: ArrayLike, seats: ArrayLike, within: ArrayLike
) -> ServiceLevel:
    """
    With callers who give up (`erlang_a`): the share answered within `within` minutes, by both definitions.

    Raises NotAQueue. Source: docs/algorithms/erlang.md, which derives the closed form.
    """
    shape, (rates, lengths, mean_patience, spread, limit) = broadcast(rate, aht, patience, whole_seats(seats), within)
    positive_rate(rates)
    positive_minutes(lengths, "aht")
    positive_minutes(mean_patience, "patience")
    positive_minutes(limit, "within")
    answered, gone = np.empty_like(rates), np.empty_like(rates)
    group = spread.astype(np.int64)
    kernels.in_time_all(rates, 1.0 / lengths, 1.0 / mean_patience, group, limit, answered, gone)
    patient = np.maximum(1.0 - gone, answered)
    of_patient = np.where(patient > 0.0, answered / np.where(patient > 0.0, patient, 1.0), 0.0)
    return ServiceLevel(answered.reshape(shape), of_patient.reshape(shape))


def service_level_c(rate: ArrayLike, aht: ArrayLike, seats: ArrayLike, within: ArrayLike) -> Floats:
    """
    Where nobody gives up (`erlang_c`): 1 − C · e^(−(s − a)T/h), 0 where the queue grows for ever.

    Raises NotAQueue.
    """
    waits = erlang_c(rate, aht, seats)
    shape, (rates, lengths, group, limit, late) = broadcast(rate, aht, seats, within, waits.p_wait)
    positive_minutes(limit, "within")
    spare = group - rates * lengths
    level = np.where(spare > 0.0, 1.0 - late * np.exp(-np.maximum(spare, 0.0) * limit / lengths), 0.0)
    return np.where((rates == 0.0) & (group > 0), 1.0, level).reshape(shape)
