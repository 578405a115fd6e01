"""The few shapes that days are made of: a mean day and how days differ from it, from counts that are made equally uncertain."""

from dataclasses import dataclass

import numpy as np

from fazhi.engines.tide.terms import Flags, Floats

MOST_SHAPES = 5
NOISE = 0.5
"""Standard deviation of √(N + ¼) where N is by chance alone (Poisson), whatever its mean, from a few calls on."""

ROUNDS = 8
"""Of filling in what is not known by what the shapes say of it."""

ENOUGH = 0.5
"""A day with fewer of its slots known says nothing of shapes."""

LEAST = 1e-4
"""Smallest variance of a slot: a slot that never had a call."""

VAGUE = 1e6
"""Variance of a score of which a day says nothing, as none of the slots in which the shape lies is known."""

FIRM = 8.0
"""Days' worth of trust in the neighbouring slots' variance."""


@dataclass(frozen=True)
class Shapes:
    """
    On the scale √(N + ¼), where chance is equally large everywhere; only slots that are ever known.

    mean      [slot] of the days learned from
    shapes    [shape, slot], rows of length 1 at right angles: how days differ from the mean day, the largest difference first
    variance  [slot] of what the shapes leave
    """

    mean: Floats
    shapes: Floats
    variance: Floats


def rooted(calls: Floats) -> Floats:
    """√(N + ¼)."""
    root: Floats = np.sqrt(calls + 0.25)
    return root


def complete_enough(known: Flags) -> Flags:
    """[day]: whether enough of its slots are known, of those that ever are."""
    return known[:, known.any(axis=0)].mean(axis=1) >= ENOUGH if known.any() else np.zeros(len(known), dtype=np.bool_)


def shapes_of(calls: Floats, known: Flags) -> Shapes:
    """
    The shapes of days, each row of which is complete enough, over slots that are known at least once.

    As many shapes as stand out of chance: singular values above ½(√days + √slots), where those of pure chance end.
    Source: Shen and Huang 2008; the edge is Marchenko and Pastur's.
    """
    root = rooted(calls)
    seen = known.sum(axis=0)
    mean = np.where(known, root, 0.0).sum(axis=0) / seen
    apart = np.where(known, root - mean, 0.0)
    chosen = np.zeros((0, mean.size))
    for _ in range(1 if known.all() else ROUNDS):
        _, sizes, right = np.linalg.svd(apart, full_matrices=False)
        edge = NOISE * (np.sqrt(apart.shape[0]) + np.sqrt(apart.shape[1]))
        count = int(np.clip((sizes > edge).sum(), 1, min(MOST_SHAPES, len(sizes))))
        chosen = right[:count]
        fitted = apart @ chosen.T @ chosen
        apart = np.where(known, root - mean, fitted)
    left = np.where(known, root - mean - apart @ chosen.T @ chosen, 0.0)
    free = np.maximum(seen - len(chosen) - 1, 1)
    found = (left**2).sum(axis=0) / free
    return Shapes(mean, chosen, np.maximum((free * found + FIRM * _smoothed(found)) / (free + FIRM), LEAST))


def scores_of(shapes: Shapes, calls: Floats, known: Flags) -> tuple[Floats, Floats]:
    """
    How much of each shape each day has, and how uncertain that is by chance and by what isn't known, as a variance.

    Both [day, shape]; by least squares weighed with what the slots leave.
    """
    apart = rooted(calls) - shapes.mean
    weight = known / shapes.variance
    square = np.einsum("rt,dt,st->drs", shapes.shapes, weight, shapes.shapes) + np.eye(len(shapes.shapes)) / VAGUE
    right = np.einsum("rt,dt,dt->dr", shapes.shapes, weight, apart)
    inverse = np.linalg.inv(square)
    return np.einsum("drs,ds->dr", inverse, right), np.einsum("drr->dr", inverse).copy()


def _smoothed(values: Floats) -> Floats:
    """Mean of each value with its two neighbours."""
    padded = np.concatenate([values[:1], values, values[-1:]])
    smooth: Floats = (padded[:-2] + padded[1:-1] + padded[2:]) / 3.0
    return smooth
