"""Lessons laid out for one index: learned articles found in it, questions, bridge and network as arrays."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np

from fazhi.engines.lookup.expecting import Expectations, expectations
from fazhi.engines.lookup.index import Index
from fazhi.engines.lookup.lessons import Bag, Key, Lessons, Signature, agreement, beginning, is_same, signature
from fazhi.engines.lookup.likeness import Likeness, likeness, question_weight
from fazhi.engines.lookup.network import Network
from fazhi.engines.lookup.paraphrases import Paraphrases, paraphrases
from fazhi.engines.lookup.postings import Floats, Integers
from fazhi.engines.lookup.terms import Article
from fazhi.engines.lookup.tokens import hashes_of

_MOST_BRIDGED = 8.0
"""The idf at which a rarer word of a question counts no more in the bridge."""


@dataclass(frozen=True)
class Memory:
    """
    own, answers    likeness by the questions' own features, and by those of their answers
    frequency       in how many questions each feature of `own` stands
    pair_questions  with `pair_places`: which question cites which article of the index, by article
    pair_units      the unit of each of `pair_places`; `pair_titles` the text
    pair_shares     of a citation: a question that cites several gives less to each
    cited           the logarithm of how often each article of the index is cited, plus 1; `cited_titles` of each text, plus 0.3
    expectations    what the answers to known questions say
    profiles        likeness by what was asked and answered where an article was cited; `profiled` the articles
    paraphrases     the words in which people ask for articles
    bridge          by the hash of a word: numbers of features of the index, and the chance of each
    lay             a layman's word, and the features of the law's words, with what each weighs
    """

    count: int
    own: Likeness
    answers: Likeness
    frequency: Mapping[int, int]
    pair_questions: Integers
    pair_places: Integers
    pair_units: Integers
    pair_titles: Integers
    pair_shares: Floats
    cited: Floats
    cited_titles: Floats
    expectations: Expectations
    profiles: Likeness
    profiled: Integers
    paraphrases: Paraphrases
    bridge: Mapping[int, tuple[Integers, Floats]]
    lay: Sequence[tuple[str, tuple[str, ...]]]
    network: Network | None


def remember(lessons: Lessons, index: Index) -> Memory:
    """
    Lay lessons out for an index.

    An article that was renumbered since is found by its text within the same title; one that isn't here is left out,
    and the questions that cite it still tell of the others.
    """
    titles = {key[0] for key, *_ in chain[Any](lessons.articles, lessons.paraphrases)}
    held = _held(titles, index)
    places = _places(lessons.articles, held)
    pairs = sorted(
        (places[article], number, 1 / len(question.articles) ** 0.5)
        for number, question in enumerate(lessons.questions)
        for article in question.articles
        if article in places
    )
    pair_places = np.array([pair[0] for pair in pairs], np.int32)
    cited = np.bincount(pair_places, minlength=len(index)).astype(np.float32)
    own: list[Bag] = [dict.fromkeys(question.own, 1) for question in lessons.questions]
    frequency: dict[str, int] = {}
    for name in chain.from_iterable(own):
        frequency[name] = frequency.get(name, 0) + 1
    names = list(frequency)
    by_hash = dict(zip(hashes_of(names).tolist(), frequency.values(), strict=True))
    count = len(lessons.questions)
    profiles = _profiles(lessons, places)
    weighed = [{name: question_weight(frequency[name], count) for name in bag} for bag in own]
    return Memory(
        count=count,
        own=likeness(weighed),
        answers=likeness([question.answer for question in lessons.questions]),
        frequency=by_hash,
        pair_questions=np.array([pair[1] for pair in pairs], np.int32),
        pair_places=pair_places,
        pair_units=index.unit_of[pair_places],
        pair_titles=index.title_of[pair_places],
        pair_shares=np.array([pair[2] for pair in pairs], np.float32),
        cited=np.log1p(cited),
        cited_titles=np.log((np.add.reduceat(cited, index.title_starts) if len(index) else cited) + np.float32(0.3)),
        expectations=expectations(lessons.questions, places, index),
        profiles=likeness(list(profiles.values())),
        profiled=np.array(list(profiles), np.int32),
        paraphrases=paraphrases(_paraphrased(lessons, held)),
        bridge=_bridge(lessons.bridge, index),
        lay=lessons.lay,
        network=lessons.network,
    )


def bridged_weight(idf: float) -> float:
    """What a question's word counts in the bridge."""
    return min(idf, _MOST_BRIDGED)


def _profiles(lessons: Lessons, places: Mapping[int, int]) -> dict[int, dict[str, float]]:
    """By an article's place, what was asked and answered where it was cited; what comes back counts less each time."""
    profiles: dict[int, dict[str, float]] = {}
    for question in lessons.questions:
        for place in {places[article] for article in question.articles if article in places}:
            profile = profiles.setdefault(place, {})
            for name, weight in question.answer.items():
                profile[name] = profile.get(name, 0.0) + weight
    return {
        place: {name: weight**0.5 for name, weight in profile.items()} for place, profile in sorted(profiles.items())
    }


_Held = Mapping[str, Sequence[tuple[int, Article]]]
"""The articles of some texts, with their places in the index."""


def _held(titles: Collection[str], index: Index) -> _Held:
    runs = np.append(index.title_starts, len(index))
    held: dict[str, list[tuple[int, Article]]] = {}
    for start, end in zip(runs[:-1].tolist(), runs[1:].tolist(), strict=True):
        title = index.article(start).title
        if title in titles:
            held[title] = [(place, index.article(place)) for place in range(start, end)]
    return held


def _paraphrased(lessons: Lessons, held: _Held) -> dict[int, str]:
    """Words by the places of the articles meant: those of the number that begin so, or the only ones of the text that do."""
    begun: dict[tuple[str, int], list[tuple[int, Key]]] = {}
    for title in {key[0] for key, _, _ in lessons.paraphrases}:
        for place, article in held.get(title, ()):
            begun.setdefault((title, beginning(article.text)), []).append((place, article.key))
    found = {}
    for key, meant, words in lessons.paraphrases:
        alike = begun.get((key[0], meant), [])
        meant_here = [place for place, other in alike if other == key] or [
            place for place, _ in alike if len(alike) == 1
        ]
        if meant_here:
            found[meant_here[0]] = words
    return found


def _places(articles: Sequence[tuple[Key, Signature]], held: _Held) -> dict[int, int]:
    """Where each of the articles is in the index, by their order."""
    by_key = {article.key: (place, article) for rows in held.values() for place, article in reversed(rows)}
    signed: dict[str, list[tuple[int, tuple[int, ...]]]] = {}
    found: dict[int, int] = {}
    for number, (key, meant) in enumerate(articles):
        place, article = by_key.get(key, (-1, None))
        if article is not None and is_same(meant, signature(article.text)):
            found[number] = place
            continue
        title = key[0]
        if title not in signed:
            signed[title] = [(row, signature(each.text)) for row, each in held.get(title, [])]
        best = max(signed[title], key=lambda each: agreement(meant, each[1]), default=None)
        if best is not None and is_same(meant, best[1]):
            found[number] = best[0]
    return found


def _bridge(bridge: Mapping[str, Bag], index: Index) -> dict[int, tuple[Integers, Floats]]:
    words = list(bridge)
    targets = list(dict.fromkeys(chain.from_iterable(bridge.values())))
    number = dict(zip(targets, index.numbers(targets).tolist(), strict=True))
    laid = {}
    for value, word in zip(hashes_of(words).tolist(), words, strict=True):
        kept = [(number[target], chance) for target, chance in bridge[word].items() if number[target] >= 0]
        laid[value] = (
            np.array([each[0] for each in kept], np.int32),
            np.array([each[1] / 10_000 for each in kept], np.float32),
        )
    return laid
