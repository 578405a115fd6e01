"""The recursions themselves, on numbers; each is the text's formula, written so that nothing overflows."""

import math

import numpy as np

from fazhi.engines.compiled import kernel

SCALE = 1e200
"""Above this a sum and its parts are divided by it: only their ratio matters."""

SMALL = 1e-18
"""Terms below this share of their sum are left out."""

EQUAL = 1e-12
"""A promise missed by less is kept: what is missing is rounding."""


@kernel
def inverse_blocking(load: float, seats: int) -> float:
    """1 ÷ B by 1/B(k) = 1 + k/a · 1/B(k−1); infinite where B is below all numbers, and without load but with seats."""
    if load <= 0.0:
        return 1.0 if seats == 0 else math.inf
    inverse, each = 1.0, 1.0 / load  # one division: each step waits for the one before it
    for k in range(1, seats + 1):
        inverse = 1.0 + inverse * (k * each)
    return inverse


@kernel
def waiting_sums(rate: float, mu: float, theta: float, seats: int) -> tuple[float, float, float]:
    """
    S = Σ tⱼ and Q = Σ j·tⱼ over the states of the queue, tⱼ = Π λ ÷ (sμ + iθ), i = 1 … j; and the scale of both, by which
    they are too small.
    """
    term, total, weighted, scale, j = 1.0, 0.0, 0.0, 1.0, 0
    while True:
        j += 1
        leaving = seats * mu + j * theta
        term *= rate / leaving
        total += term
        weighted += j * term
        if total > SCALE:
            term, total, weighted, scale = term / SCALE, total / SCALE, weighted / SCALE, scale / SCALE
        if leaving > rate and j * term * leaving <= SMALL * weighted * (leaving - rate):
            return total, weighted, scale


@kernel
def abandonment(rate: float, mu: float, theta: float, seats: int, inverse: float) -> tuple[float, float]:
    """P(wait) and the mean number of callers who wait, of the model with patience; `inverse` is 1 ÷ B."""
    if rate <= 0.0:
        return (1.0 if seats == 0 else 0.0), 0.0
    if inverse == math.inf:
        return 0.0, 0.0
    total, weighted, scale = waiting_sums(rate, mu, theta, seats)
    all_busy = 1.0 / (inverse * scale + total)
    return min((scale + total) * all_busy, 1.0), weighted * all_busy


@kernel
def blocking_all(load: np.ndarray, seats: np.ndarray, out: np.ndarray) -> None:
    for i in range(load.size):
        out[i] = 1.0 / inverse_blocking(load[i], seats[i])


@kernel
def waiting_all(load: np.ndarray, seats: np.ndarray, out: np.ndarray) -> None:
    """Erlang C; 1 where the load is not below the seats."""
    for i in range(load.size):
        out[i] = waiting(load[i], seats[i], inverse_blocking(load[i], seats[i]))


@kernel
def waiting(load: float, seats: int, inverse: float) -> float:
    """C = s ÷ (s − a(1 − B)) · B, from 1 ÷ B."""
    if load >= seats:
        return 1.0
    return seats / (inverse * (seats - load) + load)


@kernel
def abandonment_all(
    rate: np.ndarray, mu: np.ndarray, theta: np.ndarray, seats: np.ndarray, p_wait: np.ndarray, queue: np.ndarray
) -> None:
    for i in range(rate.size):
        inverse = inverse_blocking(rate[i] / mu[i], seats[i])
        p_wait[i], queue[i] = abandonment(rate[i], mu[i], theta[i], seats[i], inverse)


@kernel
def seats_to_answer_all(
    rate: np.ndarray, mu: np.ndarray, theta: np.ndarray, target: np.ndarray, out: np.ndarray
) -> None:
    """
    Fewest seats by which the share `target` is answered.

    What is answered leaves through a seat: sμ ≥ target · λ. So the search begins there and goes up, 1 ÷ B along with it.
    """
    for i in range(rate.size):
        load = rate[i] / mu[i]
        seats = int(math.ceil(target[i] * load - 1e-9))
        inverse = inverse_blocking(load, seats)
        while rate[i] > 0.0:
            _, queue = abandonment(rate[i], mu[i], theta[i], seats, inverse)
            if 1.0 - theta[i] * queue / rate[i] >= target[i] - EQUAL:
                break
            seats += 1
            inverse = 1.0 + inverse * seats / load
        out[i] = seats


@kernel
def seats_to_wait_less_all(
    load: np.ndarray, length: np.ndarray, within: np.ndarray, target: np.ndarray, out: np.ndarray
) -> None:
    """Fewest seats by which the share `target` waits at most `within`, nobody giving up; the queue must not grow."""
    for i in range(load.size):
        seats = int(math.floor(load[i])) + 1 if load[i] > 0.0 else 0
        inverse = inverse_blocking(load[i], seats)
        patient, fewer = math.exp(-(seats - load[i]) * within[i] / length[i]), math.exp(-within[i] / length[i])
        while load[i] > 0.0:
            if 1.0 - waiting(load[i], seats, inverse) * patient >= target[i] - EQUAL:
                break
            seats += 1
            inverse = 1.0 + inverse * seats / load[i]
            patient *= fewer
        out[i] = seats


@kernel
def in_time(rate: float, mu: float, theta: float, seats: int, within: float) -> tuple[float, float]:
    """
    The shares of all calls answered, and given up, within `within`.

    A call that finds j waiting is served after j + 1 departures at the rates sμ + jθ … sμ, unless it gives up first. With
    x = sμ/θ and y = 1 − e^(−θT), the first time is at most T with probability I_y(j+1, x), and comes before the caller's
    own patience and T with x ÷ (x+j+1) · I_y(j+1, x+1), I being the regularised incomplete beta function. Both follow from
    j to j+1 by I_y(a+1, b) = I_y(a, b) − y^a (1−y)^b ÷ (a·B(a, b)).
    """
    if rate <= 0.0:
        return (0.0 if seats == 0 else 1.0), 0.0
    left = math.exp(-theta * within)
    if seats == 0:
        return 0.0, 1.0 - left
    inverse = inverse_blocking(rate / mu, seats)
    if inverse == math.inf:
        return 1.0, 0.0
    total, _, scale = waiting_sums(rate, mu, theta, seats)
    whole = inverse * scale + total
    waiting_left = (scale + total) / whole
    seen, answered, gone = scale / whole, max(1.0 - waiting_left, 0.0), 0.0
    x, y, a = seats * mu / theta, -math.expm1(-theta * within), 1.0
    # I_y(a, x) and I_y(a, x + 1), and what each loses from a to a + 1.
    here, ahead = -math.expm1(-theta * within * x), -math.expm1(-theta * within * (x + 1.0))
    here_less = y * math.exp(-theta * within * x) * x
    ahead_less = y * math.exp(-theta * within * (x + 1.0)) * (x + 1.0)
    while True:
        served = x / (x + a) * ahead
        answered += seen * served
        gone += seen * max(1.0 - served - left * (1.0 - here), 0.0)
        waiting_left -= seen
        if waiting_left <= SMALL or (seats * mu + a * theta > rate and seen <= SMALL):
            return min(answered, 1.0), min(gone, 1.0)
        here, ahead = max(here - here_less, 0.0), max(ahead - ahead_less, 0.0)
        here_less *= y * (a + x) / (a + 1.0)
        ahead_less *= y * (a + x + 1.0) / (a + 1.0)
        seen *= rate / (seats * mu + a * theta)
        a += 1.0


@kernel
def in_time_all(
    rate: np.ndarray,
    mu: np.ndarray,
    theta: np.ndarray,
    seats: np.ndarray,
    within: np.ndarray,
    answered: np.ndarray,
    gone: np.ndarray,
) -> None:
    for i in range(rate.size):
        answered[i], gone[i] = in_time(rate[i], mu[i], theta[i], seats[i], within[i])
