"""How like a question is to many texts at once: the cosine of their features, rare ones counting for more."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from math import log

import numpy as np
from numpy.typing import NDArray

from fazhi.engines.lookup.postings import Floats, Integers, Postings
from fazhi.engines.lookup.tokens import hashes_of


@dataclass(frozen=True)
class Likeness:
    """
    Texts by feature, for comparing a question with all at once.

    hashes   of features, ascending; `starts`, `texts`, `weights` the texts that have each
    """

    hashes: NDArray[np.uint64]
    starts: NDArray[np.int64]
    texts: Integers
    weights: Floats

    def scores(self, hashes: NDArray[np.uint64], weights: Floats, count: int) -> Floats:
        """The cosine of each of `count` texts with a question whose features weigh so."""
        if not len(self.hashes):
            return np.zeros(count, np.float32)
        found = np.minimum(np.searchsorted(self.hashes, hashes), len(self.hashes) - 1)
        known = self.hashes[found] == hashes
        features = found[known].tolist()
        return Postings(self.starts, self.texts, self.weights).scores(features, count, weights[known].tolist())


def likeness(bags: Sequence[Mapping[str, float]]) -> Likeness:
    """Lay out texts by their weighted features."""
    names = list(dict.fromkeys(chain.from_iterable(bags)))
    number = dict(zip(names, range(len(names)), strict=True))
    sizes = [len(bag) for bag in bags]
    rows = np.repeat(np.arange(len(bags), dtype=np.int32), sizes)
    columns = np.array([number[name] for name in chain.from_iterable(bags)], np.int64)
    told = np.array(list(chain.from_iterable(bag.values() for bag in bags)), np.float64)
    lengths = np.sqrt(np.bincount(rows, told**2, minlength=len(bags)))
    weights = (told / np.where(lengths > 0, lengths, 1.0)[rows]).astype(np.float32)
    hashes = hashes_of(names)
    order = np.argsort(hashes)
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    ranked = rank[columns]
    sorting = np.lexsort((rows, ranked))
    starts = np.concatenate(([0], np.cumsum(np.bincount(ranked, minlength=len(names)))))
    return Likeness(hashes[order], starts, rows[sorting], weights[sorting])


def question_weight(frequency: int, count: int) -> float:
    """What a feature says of a text if `frequency` of `count` texts have it."""
    return log(1 + count / (1 + frequency))


def weights_beside(hashes: NDArray[np.uint64], frequency: Mapping[int, int], count: int) -> Floats:
    """What each feature of a question weighs beside `count` texts, so many of which have it; the squares add up to 1."""
    weights = np.array([question_weight(frequency.get(value, 0), count) for value in hashes.tolist()], np.float32)
    found: Floats = weights / max(float(np.linalg.norm(weights)), 1e-9)
    return found
