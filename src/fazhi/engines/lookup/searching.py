"""Full-text search: articles that have a query's phrases word for word, then those that have its words."""

import numpy as np

from fazhi.engines.lookup.index import Index
from fazhi.engines.lookup.postings import Integers
from fazhi.engines.lookup.terms import Article, Hit
from fazhi.engines.lookup.tokens import features_of, pairs_of

_MOST_PHRASES = 8
_MOST_SIGNS = 400
_READ = 2000
"""Articles whose text is read for a phrase, of those that have all its pairs of signs, the best first."""
_HALF = 20.0
"""The BM25 score that counts as half a phrase."""


def phrases_of(query: str) -> tuple[str, ...]:
    """What is looked for word for word: the parts of a query between spaces."""
    return tuple(dict.fromkeys(query[:_MOST_SIGNS].split()))[:_MOST_PHRASES]


def search(index: Index, query: str, top: int) -> tuple[Hit, ...]:
    """
    The articles that a query in words or phrases finds, best first.

    query  phrases apart by spaces; each stands in an article's text, its headings or its title
    top    at most so many

    Articles with more of the phrases come first, whatever else they have; those with none have some of the words.
    """
    phrases = phrases_of(query)
    if not phrases or not len(index):
        return ()
    numbers = index.numbers(list(dict.fromkeys(features_of(" ".join(phrases)))))
    words = index.whole.scores(numbers[numbers >= 0].tolist(), len(index))
    met = np.zeros(len(index), np.float32)
    for phrase in phrases:
        met[_with(index, phrase, words)] += 1
    scores = met + words / (words + np.float32(_HALF))
    found = np.flatnonzero(scores > 0)
    best = found[np.argsort(-scores[found], kind="stable")[:top]]
    return tuple(Hit(index.article(int(place)), float(scores[place])) for place in best)


def _with(index: Index, phrase: str, words: "np.ndarray[tuple[int], np.dtype[np.float32]]") -> Integers:
    """The articles that have the phrase; a phrase of other than Chinese signs is looked for as a word."""
    numbers = index.numbers(list(dict.fromkeys(pairs_of(phrase) or features_of(phrase))))
    if not len(numbers) or (numbers < 0).any():
        return np.zeros(0, np.int32)
    runs = sorted((index.whole.articles(number) for number in numbers.tolist()), key=len)
    common = runs[0]
    for run in runs[1:]:
        common = common[np.isin(common, run, assume_unique=True)]
    if len(numbers) > 1 and len(common) > _READ:
        common = common[np.argsort(-words[common], kind="stable")[:_READ]]
    if len(phrase) <= 2:
        return common
    return np.array([place for place in common.tolist() if _has(index.article(place), phrase)], np.int32)


def _has(article: Article, phrase: str) -> bool:
    return any(
        phrase in text
        for text in (article.text, article.title, article.short, article.part, article.chapter, article.section)
    )
