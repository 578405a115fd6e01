"""Which articles answer a question."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from fazhi.engines.lookup.evidence import gather
from fazhi.engines.lookup.index import Index
from fazhi.engines.lookup.memory import Memory
from fazhi.engines.lookup.network import NAMES
from fazhi.engines.lookup.questions import Asked, take_apart
from fazhi.engines.lookup.terms import Article, Hit, Why
from fazhi.engines.lookup.tokens import PAIR

_WORDS_TOLD = 6
_SIMILAR = 0.2
"""Less like than this, a known question is no reason."""


@dataclass(frozen=True)
class Library:
    """An index with the lessons laid out for it."""

    index: Index
    memory: Memory


def ask(library: Library, question: str, top: int) -> tuple[Hit, ...]:
    """
    The articles most likely to answer a question in plain words, best first, each with why.

    top  at most so many, and never more than `evidence.CANDIDATES`
    """
    index = library.index
    if not len(index):
        return ()
    asked = take_apart(question, index, library.memory)
    if not len(asked.features):
        return ()
    evidence = gather(asked, index, library.memory)
    network = library.memory.network
    # Lessons without a network: the plain sum that chose the candidates ranks them too.
    scores = network.scores(evidence.rows) if network else evidence.rows[:, NAMES.index("first")]
    order = np.argsort(-scores, kind="stable")[:top]
    words = _rarest_first(asked, index)
    lay = tuple((word, law) for word, law in library.memory.lay if word in question)
    hits = []
    for row in order.tolist():
        article = index.article(int(evidence.places[row]))
        hits.append(Hit(article, float(scores[row]), _why(article, words, lay, float(evidence.nearest[row]))))
    return tuple(hits)


def _rarest_first(asked: Asked, index: Index) -> list[str]:
    """The question's words of two signs and more that the index knows."""
    words = [
        (float(index.idf[number]), feature)
        for feature, number in zip(asked.features, asked.numbers.tolist(), strict=True)
        if number >= 0 and not feature.startswith(PAIR) and len(feature) > 1
    ]
    return [word for _, word in sorted(words, reverse=True)]


def _why(article: Article, words: Sequence[str], lay: Sequence[tuple[str, tuple[str, ...]]], similar: float) -> Why:
    text = "\n".join((article.short, article.part, article.chapter, article.section, article.text))
    bridges = [(word, each) for word, law in lay for each in law if each != word and each in text]
    return Why(
        tuple(islice((word for word in words if word in text), _WORDS_TOLD)),
        tuple(bridges[:_WORDS_TOLD]),
        round(similar, 3) if similar >= _SIMILAR else 0.0,
    )
