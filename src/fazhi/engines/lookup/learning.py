"""Learning from questions whose articles are known. Trees are fitted elsewhere, from the evidence told here."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from fazhi.engines.lookup.index import Index
from fazhi.engines.lookup.lessons import Bag, Key, Question, signature
from fazhi.engines.lookup.likeness import question_weight
from fazhi.engines.lookup.tokens import features_of, words_of

_ANSWER_FEATURES = 100
"""Kept of an answer, the weightiest."""
_TARGETS = 30
"""Kept of a word's partners in the bridge, the likeliest."""
_ROUNDS = 4
_DOUBT = 3.0
"""Sightings by which the chances of a rare word's partners are held down."""
_PLAIN = 2.0
"""Words of a lower idf are nobody's partner."""


@dataclass(frozen=True)
class Example:
    """
    A question with its answer.

    keywords  chosen by whoever answered; `answer` in prose; both may be ""
    articles  that answer it, with the text of each as it was meant
    """

    question: str
    keywords: str
    answer: str
    articles: tuple[tuple[Key, str], ...]


def bags(examples: Sequence[Example]) -> tuple[list[tuple[Key, tuple[int, ...]]], list[Question]]:
    """The articles cited, with their signatures, and the questions as bags of features."""
    frequency = Counter(feature for each in examples for feature in set(features_of(each.question)))
    numbers: dict[Key, int] = {}
    cited: list[tuple[Key, tuple[int, ...]]] = []
    questions = []
    for each in examples:
        for key, text in each.articles:
            if key not in numbers:
                numbers[key] = len(cited)
                cited.append((key, signature(text)))
        articles = tuple(sorted({numbers[key] for key, _ in each.articles}))
        counts: Counter[str] = Counter()
        for text, times in ((each.question, 1), (each.keywords, 2), (each.answer, 1)):
            for feature in features_of(text):
                counts[feature] += times
        own = tuple(sorted(set(features_of(each.question))))
        questions.append(Question(articles, own, _answer_bag(counts, frequency, len(examples))))
    return cited, questions


def _answer_bag(counts: Mapping[str, int], frequency: Mapping[str, int], size: int) -> Bag:
    weights = {
        name: float(np.log1p(count)) * question_weight(frequency.get(name, 0), size) for name, count in counts.items()
    }
    length = sum(weight**2 for weight in weights.values()) ** 0.5 or 1.0
    kept = sorted(weights.items(), key=lambda each: (-each[1], each[0]))[:_ANSWER_FEATURES]
    return {name: round(1000 * weight / length) for name, weight in kept if round(1000 * weight / length) > 0}


def bridge(examples: Sequence[Example], index: Index) -> dict[str, Bag]:
    """
    By IBM model 1, what words of answers and articles go with each word of the questions.

    Each word of an answer is taken to come from one of the question's words; from which, is guessed evenly at first and
    then, round by round, by what was guessed. Chances are in ten thousandths.
    """
    pairs = [(sorted(set(words_of(each.question))), _targets(each, index)) for each in examples]
    chances: dict[str, dict[str, float]] = {}
    for number in range(_ROUNDS):
        counts: dict[str, dict[str, float]] = {}
        for sources, targets in pairs:
            for target, weight in targets.items():
                guesses = [chances[source].get(target, 0.0) if number else 1.0 for source in sources]
                total = sum(guesses) or 1.0
                for source, guess in zip(sources, guesses, strict=True):
                    row = counts.setdefault(source, {})
                    row[target] = row.get(target, 0.0) + weight * guess / total
        chances = {
            source: {target: count / (sum(row.values()) + _DOUBT) for target, count in _likely(row).items()}
            for source, row in counts.items()
        }
    return {
        source: {
            target: round(10_000 * chance)
            for target, chance in sorted(row.items(), key=lambda each: (-each[1], each[0]))[:_TARGETS]
            if round(10_000 * chance) > 0
        }
        for source, row in sorted(chances.items())
    }


def _likely(row: Mapping[str, float]) -> Mapping[str, float]:
    """Without partners whose count is next to nothing, which only take room."""
    return {target: count for target, count in row.items() if count > 0.001}


def _targets(example: Example, index: Index) -> dict[str, float]:
    counts: Counter[str] = Counter(words_of(example.keywords) + words_of(example.answer))
    weights = {word: float(count) for word, count in counts.items()}
    for _, text in example.articles:
        for word, count in Counter(words_of(text)).items():
            weights[word] = weights.get(word, 0.0) + 2 * count / len(example.articles)
    names = sorted(weights)
    numbers = index.numbers(names)
    return {
        name: weights[name]
        for name, number in zip(names, numbers.tolist(), strict=True)
        if number >= 0 and index.idf[number] > _PLAIN
    }
