"""Which articles have a feature and how much it weighs there: three arrays, by feature."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Integers = NDArray[np.int32]

K1, B = 1.2, 0.6
"""Of BM25: how fast a repeated word stops counting, and how much a long article is held against it."""


@dataclass(frozen=True)
class Postings:
    """
    starts   of each feature's run in the two others; one more than there are features
    places   of the articles, ascending in a run
    weights  of the feature there
    """

    starts: NDArray[np.int64]
    places: Integers
    weights: Floats

    def scores(self, features: Sequence[int], size: int, factors: Sequence[float] | None = None) -> Floats:
        """What `size` articles score: the sum of the features' weights, each times its factor."""
        runs = self._runs(features)
        if not runs:
            return np.zeros(size, np.float32)
        places, weights = np.concatenate([self.places[run] for run in runs]), self._weights(runs)
        if factors is not None:
            weights *= np.repeat(np.array(factors, np.float32), [run.stop - run.start for run in runs])
        return np.bincount(places, weights, minlength=size).astype(np.float32)

    def scores_and_shares(self, features: Sequence[int], size: int, worth: Floats) -> tuple[Floats, Floats]:
        """What `size` articles score, and what the features that each has are worth together, however often it has them."""
        runs = self._runs(features)
        if not runs:
            return np.zeros(size, np.float32), np.zeros(size, np.float32)
        places = np.concatenate([self.places[run] for run in runs]).astype(np.intp)
        worths = np.repeat(worth, [run.stop - run.start for run in runs])
        scores, shares = (np.bincount(places, each, minlength=size) for each in (self._weights(runs), worths))
        return scores.astype(np.float32), shares.astype(np.float32)

    def _runs(self, features: Sequence[int]) -> list[slice]:
        return [slice(int(self.starts[each]), int(self.starts[each + 1])) for each in features]

    def _weights(self, runs: Sequence[slice]) -> Floats:
        return np.concatenate([self.weights[run] for run in runs])

    def articles(self, feature: int) -> Integers:
        """That have the feature."""
        return self.places[int(self.starts[feature]) : int(self.starts[feature + 1])]

    def length(self, feature: int) -> int:
        """How many articles have the feature."""
        return int(self.starts[feature + 1] - self.starts[feature])


def bm25(
    rows: NDArray[np.int32], columns: NDArray[np.int32], counts: NDArray[Any], articles: int, features: int
) -> tuple[Postings, Floats]:
    """
    BM25 weights of counted features.

    rows, columns, counts  article, feature, how often; each pair at most once, in any order
    returns                the postings, and the features' inverse document frequency
    """
    lengths = np.bincount(rows, counts, minlength=articles)
    average = lengths.mean() if articles and lengths.any() else 1.0
    document_counts = np.bincount(columns, minlength=features)
    idf = np.log(1 + (articles - document_counts + 0.5) / (document_counts + 0.5))
    weights = idf[columns] * counts * (K1 + 1) / (counts + K1 * (1 - B + B * lengths[rows] / average))
    order = np.lexsort((rows, columns))
    starts = np.concatenate(([0], np.cumsum(document_counts)))
    return (
        Postings(starts, rows[order].astype(np.int32), weights[order].astype(np.float32)),
        idf.astype(np.float32),
    )
