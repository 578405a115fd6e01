"""Tables of quantiles from which `chance.drawn` reads, one for each distribution."""

import math
from functools import lru_cache
from statistics import NormalDist

import numpy as np

from fazhi.engines.compiled import kernel
from fazhi.engines.scenario import Duration, Kind
from fazhi.engines.scenario.terms import Floats
from fazhi.engines.simulate.chance import CELLS, OCTAVES

NO_VALUES = np.empty(0)
NO_TABLE = np.zeros((2, 1, 2))

_EXACT, _ROUNDS = 1e-13, 60


@lru_cache(maxsize=64)
def drawn_from(duration: Duration) -> tuple[Floats, Floats]:
    """The table of a duration and its values, one of which is empty: what `chance.drawn` takes."""
    if duration.kind is Kind.EMPIRICAL:
        return NO_TABLE, np.asarray(duration.values)
    return table_of(duration), NO_VALUES


def table_of(duration: Duration) -> Floats:
    """
    `[side, cell, (a, b)]`: the quantile at v · 2⁻⁵³, from below for side 0 and from above for side 1, is a + b·v, minutes.

    Exact where cells meet; between, too large by at most 10⁻⁵ of it, on average by some 10⁻⁶.
    """
    octaves = np.arange(OCTAVES)[:, None]
    knots = np.append((2.0 ** (octaves - 1) * (1 + np.arange(CELLS) / CELLS)).reshape(-1), 2.0 ** (OCTAVES - 1))
    sides = _quantiles(duration, knots * 2.0**-53)
    table = np.empty((2, knots.size - 1, 2))
    for side, found in enumerate(sides):
        slope = np.diff(found) / np.diff(knots)
        table[side, :, 0], table[side, :, 1] = found[:-1] - slope * knots[:-1], slope
    return table


def _quantiles(duration: Duration, p: Floats) -> tuple[Floats, Floats]:
    """The quantiles of p and of 1 − p, p at most ½."""
    if duration.kind is Kind.EXPONENTIAL:
        return -duration.mean * np.log1p(-p), -duration.mean * np.log(p)
    if duration.kind is Kind.LOGNORMAL:
        sigma = math.sqrt(math.log1p(duration.cv**2))
        normal = NormalDist()
        z = sigma * np.array([normal.inv_cdf(each) for each in p.tolist()])
        middle = math.log(duration.mean) - sigma**2 / 2
        return np.exp(middle + z), np.exp(middle - z)
    shape = duration.cv**-2
    below, above = np.empty_like(p), np.empty_like(p)
    gamma_quantiles(shape, math.lgamma(shape), p, below, above)
    return below * duration.mean / shape, above * duration.mean / shape


@kernel
def gamma_quantiles(shape: float, log_gamma: float, p: np.ndarray, below: np.ndarray, above: np.ndarray) -> None:
    """The quantiles of p and of 1 − p of the gamma distribution of scale 1; p ascending, at most ½."""
    log_x = (math.log(p[0]) + math.log(shape) + log_gamma) / shape
    for i in range(p.size):
        log_x = _solved(shape, log_gamma, math.log(p[i]), True, log_x)
        below[i] = math.exp(log_x)
    for i in range(p.size - 1, -1, -1):
        log_x = _solved(shape, log_gamma, math.log(p[i]), False, log_x)
        above[i] = math.exp(log_x)


@kernel
def _solved(shape: float, log_gamma: float, log_p: float, is_below: bool, log_x: float) -> float:
    """ln x where the logarithm of P(shape, x), or of 1 − P, is `log_p`, by Newton's method on the logarithms."""
    for _ in range(_ROUNDS):
        lower, upper = _log_incomplete(shape, log_gamma, log_x)
        log_density = shape * log_x - math.exp(log_x) - log_gamma
        found = lower if is_below else upper
        slope = math.exp(min(log_density - found, 700.0))
        step = (log_p - found) / slope if is_below else (found - log_p) / slope
        step = min(max(step, -2.0), 2.0)
        log_x += step
        if abs(step) < _EXACT * max(1.0, abs(log_x)):
            break
    return log_x


@kernel
def _log_incomplete(shape: float, log_gamma: float, log_x: float) -> tuple[float, float]:
    """
    Logarithms of the regularised incomplete gamma functions P and 1 − P at x: the series below shape + 1, the continued
    fraction above. Source: Abramowitz and Stegun 6.5.29, 6.5.31.
    """
    x = math.exp(log_x)
    front = shape * log_x - x - log_gamma
    if x < shape + 1.0:
        term = 1.0 / shape
        total, n = term, shape
        while term > 1e-17 * total:
            n += 1.0
            term *= x / n
            total += term
        lower = min(front + math.log(total), -1e-300)
        return lower, math.log(-math.expm1(lower))
    b, c, d = x + 1.0 - shape, 1e300, 1.0 / (x + 1.0 - shape)
    fraction, i = d, 0.0
    while True:
        i += 1.0
        a = -i * (i - shape)
        b += 2.0
        d = a * d + b
        d = 1.0 / (d if abs(d) > 1e-300 else 1e-300)
        c = b + a / c
        c = c if abs(c) > 1e-300 else 1e-300
        fraction *= d * c
        if abs(d * c - 1.0) < 1e-15 or i > 1e5:
            break
    upper = min(front + math.log(fraction), -1e-300)
    return math.log(-math.expm1(upper)), upper
