"""A text's features: the words that a dictionary finds, and each two signs that stand side by side."""

import hashlib
import re
from collections.abc import Iterable
from functools import lru_cache

import numpy as np
import rjieba
from numpy.typing import NDArray

_RUN = re.compile(r"[\u3400-\u9fff]+|[A-Za-z0-9]+")
PAIR = "~"
"""Begins the feature of two signs, so that it isn't taken for a word."""


def words_of(text: str) -> list[str]:
    """Its words, those inside longer words too, without punctuation."""
    return [word for word in rjieba.cut_for_search(text) if _RUN.fullmatch(word)]


def pairs_of(text: str) -> list[str]:
    """Each two Chinese signs side by side, marked."""
    pairs = []
    for run in _RUN.findall(text):
        if run[0] >= "\u3400":
            pairs += [PAIR + run[place : place + 2] for place in range(len(run) - 1)]
    return pairs


def features_of(text: str) -> list[str]:
    """Words and pairs, each as often as it stands."""
    return words_of(text) + pairs_of(text)


@lru_cache(maxsize=1 << 17)  # laying out the lessons needs most of their features four times over
def hash_of(feature: str) -> int:
    """64 bits that stand for a feature in the index, the same on every machine."""
    return int.from_bytes(hashlib.blake2b(feature.encode(), digest_size=8).digest(), "little")


def hashes_of(features: Iterable[str]) -> NDArray[np.uint64]:
    """Of each feature, in the order given."""
    return np.array([hash_of(feature) for feature in features], np.uint64)
