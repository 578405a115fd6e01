"""A question taken apart: its features, and what synonyms and the bridge add to them."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from fazhi.engines.lookup.index import Index
from fazhi.engines.lookup.memory import Memory, bridged_weight
from fazhi.engines.lookup.postings import Integers
from fazhi.engines.lookup.tokens import features_of, hashes_of

_MOST_FEATURES = 300
"""Of a question, the rarest; a longer text is no question."""
_MOST_SIGNS = 4000
_BRIDGED = 40
"""Words of the law that the bridge adds to a question."""


@dataclass(frozen=True)
class Asked:
    """
    A question taken apart.

    features  it has, each once; `numbers` of them in the index, -1 for none
    lay       numbers of the law's words that synonyms add, and the weight of each
    bridged   numbers of the law's words that the bridge adds, and the weight of each
    """

    features: tuple[str, ...]
    hashes: NDArray[np.uint64]
    numbers: Integers
    lay: tuple[tuple[int, float], ...]
    bridged: tuple[tuple[int, float], ...]


def take_apart(question: str, index: Index, memory: Memory) -> Asked:
    """The question's features, and what synonyms and the bridge add to them."""
    question = question[:_MOST_SIGNS]
    features = list(dict.fromkeys(features_of(question)))
    numbers = index.numbers(features)
    if len(features) > _MOST_FEATURES:
        rarity = np.where(numbers >= 0, index.idf[numbers], 0)
        kept = np.sort(np.argsort(-rarity, kind="stable")[:_MOST_FEATURES])
        features, numbers = [features[place] for place in kept], numbers[kept]
    hashes = hashes_of(features)
    return Asked(
        tuple(features),
        hashes,
        numbers,
        _synonyms(question, frozenset(features), index, memory),
        _bridged(hashes, numbers, index, memory),
    )


def _synonyms(question: str, own: frozenset[str], index: Index, memory: Memory) -> tuple[tuple[int, float], ...]:
    weights: dict[str, float] = {}
    for lay, words in memory.lay:
        if lay in question:
            share = 1 / len(words) ** 0.5
            for word in words:
                for feature in _features_of_law(word):
                    if feature not in own:
                        weights[feature] = max(weights.get(feature, 0.0), share)
    found = zip(index.numbers(list(weights)).tolist(), weights.values(), strict=True)
    return tuple((number, weight) for number, weight in found if number >= 0)


@lru_cache(maxsize=4096)
def _features_of_law(word: str) -> tuple[str, ...]:
    return tuple(features_of(word))


def _bridged(
    hashes: NDArray[np.uint64], numbers: Integers, index: Index, memory: Memory
) -> tuple[tuple[int, float], ...]:
    runs = [
        (memory.bridge[value], bridged_weight(float(index.idf[number])))
        for value, number in zip(hashes.tolist(), numbers.tolist(), strict=True)
        if number >= 0 and value in memory.bridge
    ]
    if not runs:
        return ()
    targets, where = np.unique(np.concatenate([run[0] for run, _ in runs]), return_inverse=True)
    weights = np.bincount(where, np.concatenate([run[1] * np.float32(weight) for run, weight in runs]))
    order = np.lexsort((targets, -weights))[:_BRIDGED]
    return tuple(zip(targets[order].tolist(), weights[order].tolist(), strict=True))
