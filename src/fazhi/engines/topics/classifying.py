"""Which topic a text has, the next best, and whether the answer is sure enough to be used."""

from dataclasses import dataclass

import numpy as np

from fazhi.engines.topics.errors import NoSuchSet
from fazhi.engines.topics.model import Floats, linear, ties, words

CONSULT, HOTLINE = "consult", "hotline"
SETS = (CONSULT, HOTLINE)

WORDS_WEIGHT = 0.5
"""What a word counts beside the linear model; chosen on the labelled examples."""
MARGIN = 0.1
"""The lead of the first class's chance over the second's below which nothing should be decided by it."""
_MOST_SIGNS = 20_000
_BARELY = 1e-3


@dataclass(frozen=True)
class Topic:
    """
    label    the best class, sure or not
    top3     the three best, best first
    margin   by how much its chance leads over the second's, 0 to 1
    abstain  whether that is too little
    """

    label: str
    top3: tuple[str, ...]
    margin: float
    abstain: bool


def classify(text: str, name: str = CONSULT) -> Topic:
    """
    The topic of a text.

    name  of the set of classes: CONSULT or HOTLINE

    Raises NoSuchSet.
    """
    if name not in SETS:
        raise NoSuchSet(name)
    bare = text[:_MOST_SIGNS]
    chances = _chances(consult_scores(bare))
    labels = words(CONSULT).labels
    if name == HOTLINE:
        there = words(HOTLINE)
        tied = np.log(_BARELY + chances @ ties(labels, there.labels))
        chances, labels = _chances(tied + WORDS_WEIGHT * there.scores(bare)), there.labels
    order = np.argsort(-chances, kind="stable")
    margin = float(chances[order[0]] - chances[order[1]])
    return Topic(labels[order[0]], tuple(labels[place] for place in order[:3]), round(margin, 4), margin < MARGIN)


def consult_scores(text: str) -> Floats:
    """What speaks for each class of CONSULT, in its order."""
    return linear().scores(text) + WORDS_WEIGHT * words(CONSULT).scores(text)


def _chances(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max())
    return np.asarray(raised / raised.sum())
