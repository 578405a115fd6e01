"""What is learned from one stretch of days, and what it says of others, before the records are asked how far to trust it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from fazhi.engines.tide import days as between_days
from fazhi.engines.tide.days import Traits, Weights, traits
from fazhi.engines.tide.shapes import Shapes, complete_enough, rooted, scores_of, shapes_of
from fazhi.engines.tide.terms import Counts, Flags, Floats, Kind, Kinds, kinds_of


@dataclass(frozen=True)
class Prior:
    """
    What is expected of some days before they begin, on the scale √(N + ¼).

    scores       [day, shape]
    covariances  [day, shape, shape]: shapes go their own ways beforehand, and together once part of the day is seen
    """

    scores: Floats
    covariances: Floats


@dataclass(frozen=True)
class Model:
    """
    slots    positions of the slots that are ever known
    shapes   of days
    traits, scores, noise  of the days learned from
    weights  of each shape
    """

    slots: np.ndarray
    shapes: Shapes
    traits: Traits
    scores: Floats
    noise: Floats
    weights: tuple[Weights, ...]

    def prior(self, asked: Traits) -> Prior:
        found = [
            between_days.predicted(self.scores[:, shape], self.noise[:, shape], self.traits, asked, weights)
            for shape, weights in enumerate(self.weights)
        ]
        spread = np.column_stack([spread for _, spread in found])
        return Prior(np.column_stack([mean for mean, _ in found]), spread[:, :, None] * np.eye(len(found)))

    def expected(self, prior: Prior) -> tuple[Floats, Floats]:
        """Mean and variance of the calls, both [day, slot]."""
        return expected(self.shapes, prior)


def fitted(of: Counts, kinds: Kinds, weights: tuple[Weights, ...] | None = None) -> Model:
    """
    Learn from all days that are complete enough.

    weights  of an earlier fit, which are kept where as many shapes are found; learned anew without them
    """
    chosen = complete_enough(of.known)
    days = [day for day, good in zip(of.days, chosen, strict=True) if good]
    calls, known = of.calls[chosen], of.known[chosen]
    slots = np.flatnonzero(known.any(axis=0))
    calls, known = calls[:, slots], known[:, slots]
    shapes = shapes_of(calls, known)
    scores, noise = scores_of(shapes, calls, known)
    told = traits(days, kinds_of(days, kinds))
    given = weights or ()
    return Model(
        slots,
        shapes,
        told,
        scores,
        noise,
        tuple(
            given[shape] if shape < len(given) else between_days.learned(scores[:, shape], noise[:, shape], told)
            for shape in range(scores.shape[1])
        ),
    )


def expected(shapes: Shapes, prior: Prior) -> tuple[Floats, Floats]:
    """Mean and variance of the calls of days of which so much is expected, both [day, slot]."""
    return moments(
        shapes.mean + prior.scores @ shapes.shapes,
        np.einsum("rt,drs,st->dt", shapes.shapes, prior.covariances, shapes.shapes, optimize=True),
        shapes.variance,
    )


def moments(root: Floats, between: Floats, within: Floats) -> tuple[Floats, Floats]:
    """
    Mean and variance of N, where √(N + ¼) has mean `root`, and variance `between` among days and `within` them.

    E N = root² + variance − ¼ holds whatever the distribution; the variance is that of a normal root's square.
    """
    both = between + within
    mean = np.maximum(root**2 + both - 0.25, 0.0)
    return mean, np.maximum(4.0 * root**2 * both + 2.0 * both**2, 0.0)


def updated(of: Shapes, prior: Prior, calls: Floats, known: Flags) -> Prior:
    """
    What is expected of one day after some of its slots have passed.

    calls, known  [slot] over the slots of the shapes; scores are normal beforehand, and what is seen is normal around them
    Source: Shen and Huang 2008, penalised least squares of a day under way; here with its variances.
    """
    shapes, seen = of.shapes, known / of.variance
    before = np.linalg.inv(prior.covariances[0])
    after = np.linalg.inv(before + (shapes * seen) @ shapes.T).astype(np.float64)
    apart = np.where(known, rooted(calls) - of.mean, 0.0)
    scores = after @ (before @ prior.scores[0] + (shapes * seen) @ apart)
    return Prior(scores[None], after[None])


def told(days: Sequence[date], kinds: Kinds) -> Traits:
    """Traits of days asked about. Raises KindMissing."""
    return traits(days, kinds_of(list(days), kinds))


def typical(kind: Kind) -> Traits:
    """A day of that kind without weekday, place in the month or neighbours."""
    plain = traits([date(1, 1, 1)], [kind])
    return replace(plain, weekday=np.array([-1.0]), phase=np.array([np.nan]), ordinal=np.array([-1e6]))
