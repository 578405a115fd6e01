"""The same quantities from the chain of states itself, solved as linear equations: slow, and written independently."""

import math

import numpy as np


def stationary(rate: float, aht: float, patience: float, seats: int, top: int) -> np.ndarray:
    """Probabilities of 0 … top calls in the system, by cutting between neighbours."""
    calls = np.arange(1, top + 1)
    leaving = np.minimum(calls, seats) / aht + np.maximum(calls - seats, 0) / patience
    logarithms = np.concatenate([[0.0], np.cumsum(np.log(rate / leaving))])
    weights = np.exp(logarithms - logarithms.max())
    return weights / weights.sum()


def answered_within(
    rate: float, aht: float, patience: float, seats: int, within: float, top: int
) -> tuple[float, float]:
    """
    Shares of calls answered, and given up, within `within`: the chain of one call that finds j waiting, by uniformization.

    States: j waiting ahead … 0 ahead, answered, given up.
    """
    probabilities = stationary(rate, aht, patience, seats, top)
    answered, gone = float(probabilities[:seats].sum()), 0.0
    width = top - seats + 1
    generator = np.zeros((width + 2, width + 2))
    for ahead in range(width):
        move = seats / aht + ahead / patience
        generator[ahead, ahead - 1 if ahead else width] += move
        generator[ahead, width + 1] += 1 / patience
        generator[ahead, ahead] -= move + 1 / patience
    fastest = float(-generator.diagonal().min())
    step = np.eye(width + 2) + generator / fastest
    reached, current = np.zeros((width + 2, width + 2)), np.eye(width + 2)
    mean = fastest * within
    for k in range(int(mean + 12 * math.sqrt(mean) + 40)):
        reached += current * math.exp(k * math.log(mean) - mean - math.lgamma(k + 1))
        current = current @ step
    for ahead in range(width):
        answered += float(probabilities[seats + ahead] * reached[ahead, width])
        gone += float(probabilities[seats + ahead] * reached[ahead, width + 1])
    return answered, gone
