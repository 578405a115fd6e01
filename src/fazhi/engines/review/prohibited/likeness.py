"""
The second voice beside the rules: how like a passage is to clauses that were to be stopped, and to lawful ones.

A multinomial logistic regression of twelve kinds and lawful over the signs of a passage, learned by `benchmarks/review_learn.py`
from clauses of several writers. It only weighs words: it knows no law, and a finding by it says so.
"""

import csv
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from fazhi.engines.review.prohibited.signs import KINDS_OF_WORDS, RUNS, marks, runs

Floats = NDArray[np.float64]

LAWFUL = ""
"""The class of what is not to be stopped."""
SURE = 0.70
"""The chance from which a passage is found by likeness alone."""
DOUBTFUL = 0.30
"""The chance below which a rule's finding is dropped."""
_SLOPE, _BASE = 1.24, -0.20
"""Of the line from the odds to those that clauses of writers left out had; benchmarks/review_learn.py prints them."""
_MOST = 0.8
_SHORTEST_QUOTE = 8
_SPOKEN = 4
_SEGMENT = re.compile("[^，。；：！？;!?]+")


@dataclass(frozen=True)
class Likeness:
    """
    kind        the likeliest of the twelve
    chance      that the passage is one to be stopped, as the model has it: what SURE and DOUBTFUL are measured by
    confidence  the same as it turned out with writers that the model had not learned from, never above what a rule has
    """

    kind: str
    chance: float
    confidence: float


@dataclass(frozen=True)
class Model:
    """
    classes  LAWFUL and the kinds
    places   of each sign in the two tables
    rarity   of each sign; 0 of one that counts as it is
    weights  a row a sign, a column a class
    bias     of each class
    """

    classes: tuple[str, ...]
    places: dict[str, int]
    rarity: Floats
    weights: Floats
    bias: Floats

    def scores(self, passage: str, told: Iterable[str]) -> Floats:
        """The logarithm of each class's chance; `told` are the marks of the passage."""
        known = {sign: count for sign, count in runs(passage).items() if sign in self.places}
        rows = np.array([self.places[sign] for sign in known], dtype=np.intp)
        values = (1 + np.log(np.array(list(known.values()), dtype=float))) * self.rarity[rows]
        marked = np.array(sorted(self.places[sign] for sign in told if sign in self.places), dtype=np.intp)
        length = np.linalg.norm(values) or 1.0
        scores = self.bias + values @ self.weights[rows] / length + self.weights[marked].sum(axis=0)
        return np.asarray(scores - np.logaddexp.reduce(scores))

    def speaking(self, text: str, kind: str) -> dict[str, float]:
        """What each run in a text says for a kind against its being lawful."""
        column, lawful = self.classes.index(kind), self.classes.index(LAWFUL)
        return {
            sign: float(self.rarity[place] * (self.weights[place, column] - self.weights[place, lawful]))
            for sign in runs(text)
            if sign[0] in RUNS and (place := self.places.get(sign)) is not None
        }


def liken(passage: str, heard: Iterable[str], applying: Iterable[str]) -> Likeness:
    """
    What a passage is like.

    heard, applying  the kinds whose rules match in it, and those whose rules apply
    """
    judge = model()
    scores = judge.scores(passage, marks(passage, heard, applying))
    lawful = judge.classes.index(LAWFUL)
    kinds = np.delete(scores, lawful)
    kind = np.delete(np.array(judge.classes), lawful)[kinds.argmax()]
    odds = float(np.logaddexp.reduce(kinds) - scores[lawful])
    return Likeness(str(kind), _share(odds), min(_share(_SLOPE * odds + _BASE), _MOST))


def spoken(passage: str, kind: str) -> tuple[int, int, tuple[str, ...]]:
    """Where the part of a passage is that speaks most for a kind, and the words of the passage that do."""
    judge = model()
    told = [
        (sum(judge.speaking(part[0], kind).values()), part.start(), part.end()) for part in _SEGMENT.finditer(passage)
    ]
    if not told:
        return 0, len(passage), ()
    _, start, end = max(told, key=lambda part: (part[0], -part[1]))
    if end - start < _SHORTEST_QUOTE:
        end = next((stop for _, begin, stop in told if begin > start), end)
    speaking = judge.speaking(passage, kind)
    return start, end, _foremost(passage, speaking, "wb") or _foremost(passage, speaking, "g")


def _foremost(passage: str, speaking: dict[str, float], letters: str) -> tuple[str, ...]:
    """The words among some signs that speak most, none inside another."""
    words = {
        sign[1:].replace(" ", ""): weight for sign, weight in speaking.items() if sign[0] in letters and weight > 0
    }
    chosen: list[str] = []
    for word in sorted(words, key=lambda word: (-words[word], word)):
        if (
            len(word) > 1
            and word.isalpha()
            and word in passage
            and not any(word in each or each in word for each in chosen)
        ):
            chosen.append(word)
    return tuple(chosen[:_SPOKEN])


@cache
def model() -> Model:
    """The judge that ships with the package."""
    # The first row names the classes, the second is the bias: a sign without a letter.
    rows = list(csv.reader(_file().read_text(encoding="utf-8").splitlines()))
    _, (_, _, classes), (_, _, bias), *signs = rows
    table = np.array([[int(value) / 100 for value in weights.split()] for _, _, weights in signs])
    return Model(
        tuple(LAWFUL if name == "lawful" else name for name in classes.split()),
        {sign: place for place, (sign, _, _) in enumerate(signs)},
        np.array([float(rarity or 0) for _, rarity, _ in signs]),
        table,
        np.array([int(value) / 100 for value in bias.split()]),
    )


def _file() -> resources.abc.Traversable:
    return resources.files("fazhi.engines.review.prohibited") / "data" / "likeness.csv"


def _share(odds: float) -> float:
    return float(1 / (1 + np.exp(-odds)))


JUDGE = (hashlib.sha256(_file().read_bytes()).hexdigest(), KINDS_OF_WORDS, SURE, DOUBTFUL)
"""What a finding by likeness depends on: the digest of the weights, and what they are of."""
