"""
Learning how the evidence for articles is weighed: the network of `fazhi.engines.lookup`, with NumPy alone.

Each question's candidates are one choice: the network is fitted so that the softmax over them falls on the articles that answer it
(ListNet with the top place; Cao et al. 2007), by Adam. Some networks from different beginnings stand side by side in one.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from fazhi.engines.lookup.network import Network

BEGINNINGS, UNITS, ROUNDS, AT_ONCE = 3, 32, 25, 16
STEP, DECAY, DROPPED = 3e-3, 1e-3, 0.2
_SLOW, _SLOWER, _TINY = 0.9, 0.999, 1e-8
Floats = NDArray[np.float32]


def trained(evidence: Sequence[Floats], wanted: Sequence[NDArray[np.bool_]]) -> "Network":
    """
    A network for candidates told by their evidence.

    evidence  of each question, a row a candidate, the same number of them for all
    wanted    which of its candidates answer it; questions without one teach nothing
    """
    from fazhi.engines.lookup.network import FARTHEST, Network

    taught = [place for place, mine in enumerate(wanted) if mine.any()]
    rows = np.concatenate(evidence)
    middles, scales = rows.mean(axis=0), rows.std(axis=0) + np.float32(1e-6)
    scaled = np.clip((np.stack([evidence[place] for place in taught]) - middles) / scales, -FARTHEST, FARTHEST)
    shares = np.stack([wanted[place] / wanted[place].sum() for place in taught]).astype(np.float32)
    nets = [_fitted(scaled, shares, np.random.default_rng(seed)) for seed in range(BEGINNINGS)]
    return Network(
        middles,
        scales,
        sum(net[3] for net in nets) / np.float32(BEGINNINGS),
        np.concatenate([net[0] for net in nets], axis=1),
        np.concatenate([net[1] for net in nets]),
        np.concatenate([net[2] for net in nets]) / np.float32(BEGINNINGS),
    )


def _fitted(scaled: Floats, shares: Floats, chance: np.random.Generator) -> list[Any]:
    """Hidden weights, thresholds, outputs and direct weights of one network."""
    count, kinds = len(scaled), scaled.shape[2]
    weights = [
        chance.normal(0, kinds**-0.5, (kinds, UNITS)).astype(np.float32),
        np.zeros(UNITS, np.float32),
        chance.normal(0, 0.1 * UNITS**-0.5, UNITS).astype(np.float32),
        np.zeros(kinds, np.float32),
    ]
    means = [np.zeros_like(each) for each in weights]
    squares = [np.zeros_like(each) for each in weights]
    steps = ROUNDS * -(-count // AT_ONCE)
    step = 0
    for _ in range(ROUNDS):
        order = chance.permutation(count)
        for start in range(0, count, AT_ONCE):
            some = order[start : start + AT_ONCE]
            slopes = _slopes(weights, scaled[some], shares[some], chance)
            step += 1
            pace = STEP * 0.5 * (1 + np.cos(np.pi * step / steps))
            for place, slope in enumerate(slopes):
                means[place] = _SLOW * means[place] + (1 - _SLOW) * slope
                squares[place] = _SLOWER * squares[place] + (1 - _SLOWER) * slope**2
                mean, square = means[place] / (1 - _SLOW**step), squares[place] / (1 - _SLOWER**step)
                weights[place] -= (pace * (mean / (np.sqrt(square) + _TINY) + DECAY * weights[place])).astype(
                    np.float32
                )
    return weights


def _slopes(weights: list[Any], scaled: Floats, shares: Floats, chance: np.random.Generator) -> tuple[Floats, ...]:
    hidden, thresholds, outputs, direct = weights
    kept = (chance.random(UNITS) > DROPPED).astype(np.float32) / np.float32(1 - DROPPED)
    units = np.maximum(scaled @ hidden + thresholds, 0)
    scores = (units * kept) @ outputs + scaled @ direct
    odds = np.exp(scores - scores.max(axis=1, keepdims=True))
    errors = (odds / odds.sum(axis=1, keepdims=True) - shares) / len(scaled)
    back = errors[..., None] * outputs * kept * (units > 0)
    flat = scaled.reshape(-1, scaled.shape[2])
    return (
        flat.T @ back.reshape(-1, UNITS),
        back.sum(axis=(0, 1)),
        (units * kept).reshape(-1, UNITS).T @ errors.ravel(),
        flat.T @ errors.ravel(),
    )
