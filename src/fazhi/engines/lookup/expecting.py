"""
What the answer to a question is expected to say: the features of the answers to like questions, and of the articles they cite.

An article that none of them cites is found by these features as if they had been asked (relevance feedback, the feedback
taken from known answers and not from what a first search found).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from fazhi.engines.lookup.index import Index
from fazhi.engines.lookup.lessons import Question
from fazhi.engines.lookup.postings import K1, Floats, Integers
from fazhi.engines.lookup.tokens import features_of

_PLAIN = 2.5
"""Features of a lower idf stand everywhere, and nothing is expected of them."""
_KEPT = 100
"""Features kept of an answer and its articles, the weightiest."""
_NEAREST = 10
_EXPECTED = 60
"""Features looked for, the likeliest."""


@dataclass(frozen=True)
class Expectations:
    """
    Known questions with what their answers say.

    starts    of each question's run in the two others; one more than there are questions
    features  numbers in the index
    weights   of each; the squares of a question's add up to about 1
    """

    starts: NDArray[np.int64]
    features: Integers
    weights: Floats

    def like(self, likeness: Floats) -> tuple[tuple[int, float], ...]:
        """
        The features expected of the answer to a question, and how much.

        likeness  to each known question; the nearest count by its square
        """
        nearest = np.sort(np.argsort(-likeness, kind="stable")[:_NEAREST])
        shares = likeness[nearest] ** 2
        if not shares.any():
            return ()
        runs = [slice(int(self.starts[each]), int(self.starts[each + 1])) for each in nearest.tolist()]
        features = np.concatenate([self.features[run] for run in runs])
        weights = np.concatenate(
            [self.weights[run] * share for run, share in zip(runs, shares / shares.sum(), strict=True)]
        )
        found, where = np.unique(features, return_inverse=True)
        sums = np.bincount(where, weights, minlength=len(found))
        order = np.lexsort((found, -sums))[:_EXPECTED]
        return tuple(zip(found[order].tolist(), sums[order].tolist(), strict=True))


def expectations(questions: Sequence[Question], places: Mapping[int, int], index: Index) -> Expectations:
    """
    Lay out what the answers say.

    places  where the lessons' articles are in the index
    """
    counted = {place: Counter(features_of(index.article(place).text)) for place in sorted(set(places.values()))}
    names = list(dict.fromkeys(chain(*(each.answer for each in questions), *counted.values())))
    numbers = dict(zip(names, index.numbers(names).tolist(), strict=True))
    articles = {place: _said_by(counts, numbers, index) for place, counts in counted.items()}
    bags = []
    for each in questions:
        cited = [articles[places[article]] for article in each.articles if article in places]
        features, weights = _telling(each.answer, numbers, index)
        found, where = np.unique(np.concatenate([features, *(held for held, _ in cited)]), return_inverse=True)
        shared = [_evened(weights), *(weights / np.float32(len(cited)) for _, weights in cited)]
        sums = np.bincount(where, np.concatenate(shared), minlength=len(found)).astype(np.float32)
        kept = np.sort(np.lexsort((found, -sums))[:_KEPT])
        bags.append((found[kept], sums[kept]))
    return Expectations(
        np.concatenate(([0], np.cumsum([len(features) for features, _ in bags], dtype=np.int64))),
        np.concatenate([np.zeros(0, np.int32), *(features for features, _ in bags)]),
        np.concatenate([np.zeros(0, np.float32), *(weights for _, weights in bags)]),
    )


def _said_by(counts: Mapping[str, int], numbers: Mapping[str, int], index: Index) -> tuple[Integers, Floats]:
    features, often = _telling(counts, numbers, index)
    return features, _evened(index.idf[features] * often / (often + np.float32(K1)))


def _telling(bag: Mapping[str, int], numbers: Mapping[str, int], index: Index) -> tuple[Integers, Floats]:
    """Features of a bag that the index has and that don't stand everywhere, with their weights."""
    features = np.array([numbers[name] for name in bag], np.int32)
    weights = np.array(list(bag.values()), np.float32)
    kept = features >= 0
    kept[kept] = index.idf[features[kept]] > _PLAIN
    return features[kept], weights[kept]


def _evened(weights: Floats) -> Floats:
    found: Floats = weights / max(float(np.linalg.norm(weights)), 1e-9)
    return found
