"""The data of the classifier, read once: words that speak for a class, the linear model, the table between the sets."""

import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_FIRST = 8
"""So many of a class's words are its own before all others."""
_SHARED = {1: 1.0, 2: 0.7, 3: 0.5}
"""What a word counts that so many classes have; of more, 0.4."""
_LONGEST = 4
"""Signs in a run."""


@dataclass(frozen=True)
class Words:
    """Of a set: its labels, and what each word counts for the class of each label."""

    labels: tuple[str, ...]
    weights: dict[str, tuple[tuple[int, float], ...]]

    def scores(self, text: str) -> Floats:
        """What the words of a text say for each class; each word counts once."""
        scores = np.zeros(len(self.labels))
        for word, given in self.weights.items():
            if word in text:
                for place, weight in given:
                    scores[place] += weight
        return scores


@dataclass(frozen=True)
class Linear:
    """
    runs     of one to four signs, with the place of each in the two others
    rarity   inverse document frequency
    weights  a row a run, a column a class
    bias     of each class
    """

    runs: dict[str, int]
    rarity: Floats
    weights: Floats
    bias: Floats

    def scores(self, text: str) -> Floats:
        """The logarithm of each class's chance."""
        scores = self.bias + self._vector(text) @ self.weights
        return scores - np.logaddexp.reduce(scores)

    def _vector(self, text: str) -> Floats:
        vector = np.zeros(len(self.runs))
        for run, count in counted(text).items():
            if run in self.runs:
                vector[self.runs[run]] = (1 + np.log(count)) * self.rarity[self.runs[run]]
        return vector / (np.linalg.norm(vector) or 1.0)


def counted(text: str) -> Counter[str]:
    """How often each run of one to four signs stands in a text, spaces left out."""
    bare = "".join(text.split())
    return Counter(
        bare[place : place + length] for length in range(1, _LONGEST + 1) for place in range(len(bare) - length + 1)
    )


@cache
def words(name: str) -> Words:
    """Of the set `name`."""
    rows = [(row["label"], row["words"].split()) for row in _rows(name)]
    owners = Counter(word for _, own in rows for word in own)
    weights: dict[str, list[tuple[int, float]]] = {}
    for number, (_, own) in enumerate(rows):
        for place, word in enumerate(own):
            size = 0.6 if len(word) == 1 else 1 + 0.25 * (len(word) - 2)
            weight = size * (1.6 if place < _FIRST else 1.0) * _SHARED.get(owners[word], 0.4)
            weights.setdefault(word, []).append((number, weight))
    return Words(tuple(label for label, _ in rows), {word: tuple(given) for word, given in weights.items()})


@cache
def linear() -> Linear:
    """The linear model of the set `consult`."""
    # The first row is the bias: a run of no signs. A column a class, in the order of the set's words.
    bias, *rows = _rows("weights")
    table = np.array([[int(value) / 100 for value in row["weights"].split()] for row in rows])
    runs = {row["run"]: place for place, row in enumerate(rows)}
    rarity = np.array([float(row["rarity"]) for row in rows])
    return Linear(runs, rarity, table, np.array([int(value) / 100 for value in bias["weights"].split()]))


@cache
def ties(labels: tuple[str, ...], others: tuple[str, ...]) -> Floats:
    """What share of each class of one set goes to each of another."""
    table = np.zeros((len(labels), len(others)))
    for row in _rows("ties"):
        table[labels.index(row["consult"]), others.index(row["hotline"])] = float(row["share"])
    return table


def _rows(name: str) -> Sequence[dict[str, str]]:
    path = resources.files("fazhi.engines.topics") / "data" / f"{name}.csv"
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
