"""Whole numbers of calls with a given mean and variance: Poisson, and the negative binomial where the variance is larger."""

from collections.abc import Iterator

import numpy as np

from fazhi.engines.tide.terms import Floats

REACH, BESIDE = 6.0, 30
"""Numbers looked at on either side of the mean: standard deviations, and a few more."""

AT_ONCE = 4_000_000


def quantile(mean: Floats, variance: Floats, share: float) -> Floats:
    """The least whole number that is not exceeded with probability `share`; variances below the mean count as the mean."""
    found = np.empty(mean.size)
    for part, start, mass in _masses(mean.reshape(-1), variance.reshape(-1)):
        found[part] = start + (np.cumsum(mass, axis=1) < share - 1e-12).sum(axis=1)
    return found.reshape(mean.shape)


def inside(mean: Floats, variance: Floats, seen: Floats, share: float) -> Floats:
    """
    How much of each number seen lies in the middle `share` of its distribution, 0 to 1.

    A whole number fills a stretch of probability, from what lies below it to what lies up to it; the part of that stretch
    between (1 − share)/2 and (1 + share)/2. On average it is `share` where the distributions are right, small counts
    included, for which a band of whole numbers must hold more. Source: Czado, Gneiting and Held 2009.
    """
    low, high = (1.0 - share) / 2.0, (1.0 + share) / 2.0
    found = np.empty(mean.size)
    flat = np.rint(seen.reshape(-1))
    for part, start, mass in _masses(mean.reshape(-1), variance.reshape(-1)):
        upto = np.concatenate([np.zeros((len(mass), 1)), np.minimum(np.cumsum(mass, axis=1), 1.0)], axis=1)
        place = (flat[part] - start).astype(np.int64)
        rows, last = np.arange(len(mass)), mass.shape[1]
        below, up = upto[rows, np.clip(place, 0, last)], upto[rows, np.clip(place + 1, 0, last)]
        width = np.where(up > below, up - below, 1.0)
        found[part] = np.maximum(np.minimum(up, high) - np.maximum(below, low), 0.0) / width
    return found.reshape(mean.shape)


def _masses(mean: Floats, variance: Floats) -> Iterator[tuple[np.ndarray, np.ndarray, Floats]]:
    """
    Positions of some of the distributions, the first number looked at of each, and the probabilities from there on.

    From the mode outwards by p(k+1)/p(k) = (k(v−m) + m²) ÷ (v(k+1)), so that nothing overflows. Wide ones apart from narrow.
    """
    spread = np.maximum(variance, mean)
    order = np.argsort(spread, kind="stable")
    place = 0
    while place < order.size:
        count = 1
        width = _width(spread[order[place]])
        while place + count < order.size and count * (wider := _width(spread[order[place + count]])) <= AT_ONCE:
            width, count = max(width, wider), count + 1
        part = order[place : place + count]
        start, mass = _mass(mean[part], spread[part], width)
        yield part, start, mass
        place += count


def _width(variance: float) -> int:
    return int(REACH * np.sqrt(variance)) + BESIDE


def _mass(mean: Floats, variance: Floats, width: int) -> tuple[np.ndarray, Floats]:
    middle = np.floor(mean)
    start = np.maximum(middle - width, 0.0)
    numbers = start[:, None] + np.arange(2 * width + 1)
    m, v = mean[:, None], np.maximum(variance, 1e-12)[:, None]
    up = (numbers * (v - m) + m * m) / (v * (numbers + 1.0))
    logs = np.concatenate([np.zeros((len(mean), 1)), np.cumsum(np.log(np.maximum(up[:, :-1], 1e-300)), axis=1)], axis=1)
    mass = np.exp(logs - logs.max(axis=1, keepdims=True))
    return start, mass / mass.sum(axis=1, keepdims=True)
