"""What speaks for an article as the answer to a question: a row of numbers for each candidate."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fazhi.engines.lookup.index import Index
from fazhi.engines.lookup.memory import Likeness, Memory, bridged_weight, question_weight
from fazhi.engines.lookup.network import NAMES, RELATIVE
from fazhi.engines.lookup.postings import Floats, Integers
from fazhi.engines.lookup.tokens import features_of, hashes_of

CANDIDATES = 400
"""Articles that are weighed in full."""
_MOST_FEATURES = 300
"""Of a question, the rarest; a longer text is no question."""
_MOST_SIGNS = 4000
_NEAREST = 40
_BRIDGED = 40
"""Words of the law that the bridge adds to a question."""
_BESIDE = ((1, 1.0), (2, 0.5), (3, 0.25))
"""Articles so far away count so much."""
_SEEN = 0.003


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


@dataclass(frozen=True)
class Evidence:
    """
    places   of the candidates in the index, ascending
    rows     what speaks for each, in the order of `network.KINDS`
    nearest  how like the likest known question is that cites it
    """

    places: Integers
    rows: Floats
    nearest: Floats


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
                for feature in features_of(word):
                    if feature not in own:
                        weights[feature] = max(weights.get(feature, 0.0), share)
    found = zip(index.numbers(list(weights)).tolist(), weights.values(), strict=True)
    return tuple((number, weight) for number, weight in found if number >= 0)


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


def gather(asked: Asked, index: Index, memory: Memory) -> Evidence:
    """The candidates for a question, and what speaks for each."""
    size = len(index)
    dense = _said(asked, index)
    words = dense["words"] + dense["pairs"]
    own, answers = _likeness(asked, memory, memory.own), _likeness(asked, memory, memory.answers)
    all_own, all_answers = _weights(own, memory), _weights(answers, memory)
    dense["votes"] = _tallied(_weights(_the_nearest(own), memory), memory.pair_places, size)
    dense["answer_votes"] = _tallied(_weights(_the_nearest(answers), memory), memory.pair_places, size)
    dense["nearest"], dense["answer_nearest"] = _nearest(own, memory, size), _nearest(answers, memory, size)
    dense["cited"] = memory.cited
    units, texts = index.unit_starts, index.title_starts
    by_unit = {
        "unit_best": np.maximum.reduceat(words, units),
        "unit_mean": _mean(words, units),
        "unit_bridge": _mean(dense["bridge"], units),
        "unit_synonyms": np.maximum.reduceat(dense["synonyms"], units),
        "unit_votes": _shares(_tallied(all_own, memory.pair_units, len(units))),
        "unit_answer_votes": _shares(_tallied(all_answers, memory.pair_units, len(units))),
    }
    by_title = {
        "title_best": np.maximum.reduceat(words, texts),
        "title_cited": memory.cited_titles,
        "title_votes": _shares(_tallied(all_own, memory.pair_titles, len(texts))),
        "title_answer_votes": _shares(_tallied(all_answers, memory.pair_titles, len(texts))),
    }
    dense["first"] = _first(words, dense, by_unit["unit_votes"], by_title["title_answer_votes"], index)
    count = min(CANDIDATES, size)
    places = np.sort(np.argpartition(-dense["first"], count - 1)[:count]).astype(np.int32)
    here = {name: values[places] for name, values in dense.items()}
    here |= {name: values[index.unit_of[places]] for name, values in by_unit.items()}
    here |= {name: values[index.title_of[places]] for name, values in by_title.items()}
    here["beside"] = _beside(words, places, index)
    here["votes_beside"] = _beside(dense["votes"], places, index)
    traits = index.traits[places]
    columns = [here[name] for name in NAMES[: len(NAMES) - traits.shape[1]]]
    shares = [here[name] / max(float(here[name].max(initial=0)), 1e-6) for name in RELATIVE]
    shares.append(here["first"] - here["first"].max())
    rows = np.column_stack([*columns, traits, *shares]).astype(np.float32)
    return Evidence(places, rows, here["nearest"])


def _said(asked: Asked, index: Index) -> dict[str, Floats]:
    """What the question's own features, synonyms and the bridge give each article."""
    size = len(index)
    held = asked.numbers[asked.numbers >= 0]
    is_pair = index.is_pair[held]
    words, pairs = held[~is_pair].tolist(), held[is_pair].tolist()
    return {
        "body_words": index.body.scores(words, size),
        "words": index.whole.scores(words, size),
        "pairs": index.whole.scores(pairs, size),
        "heading": index.heading.scores(pairs, size),
        "synonyms": _weighed(asked.lay, index),
        "bridge": _weighed(asked.bridged, index),
    }


def _weighed(features: tuple[tuple[int, float], ...], index: Index) -> Floats:
    return index.whole.scores([each[0] for each in features], len(index), [each[1] for each in features])


def _likeness(asked: Asked, memory: Memory, likeness: Likeness) -> Floats:
    """The cosine with each known question."""
    weights = np.array(
        [question_weight(memory.frequency.get(value, 0), memory.count) for value in asked.hashes.tolist()], np.float32
    )
    return likeness.scores(asked.hashes, weights / max(float(np.linalg.norm(weights)), 1e-9), memory.count)


def _the_nearest(likeness: Floats) -> Floats:
    """The likeness of the nearest questions, 0 for the others."""
    if len(likeness) <= _NEAREST:
        return likeness
    return np.where(likeness >= np.partition(likeness, -_NEAREST)[-_NEAREST], likeness, np.float32(0))


def _weights(likeness: Floats, memory: Memory) -> Floats:
    """What each citation of a known question weighs: the square of the question's likeness, shared."""
    return likeness[memory.pair_questions] ** 2 * memory.pair_shares


def _tallied(weights: Floats, places: Integers, size: int) -> Floats:
    return np.bincount(places, weights, minlength=size).astype(np.float32)


def _nearest(likeness: Floats, memory: Memory, size: int) -> Floats:
    found = np.zeros(size, np.float32)
    np.maximum.at(found, memory.pair_places, likeness[memory.pair_questions])
    return found


def _mean(scores: Floats, starts: Integers) -> Floats:
    sizes = np.diff(np.append(starts, len(scores)))
    return (np.add.reduceat(scores, starts) / sizes).astype(np.float32)


def _shares(sums: Floats) -> Floats:
    """The logarithm of each group's share of the votes."""
    return np.log(_SEEN + sums / max(float(sums.sum()), 1e-9)).astype(np.float32)


def _first(words: Floats, dense: dict[str, Floats], units: Floats, titles: Floats, index: Index) -> Floats:
    """A plain sum by which the candidates are chosen."""
    return (
        words / 30
        + 0.5 * dense["votes"] / max(float(dense["votes"].max(initial=0)), 1e-9)
        + 0.25 * units[index.unit_of]
        + 0.1 * titles[index.title_of]
        + dense["nearest"]
        + 0.01 * dense["synonyms"]
        + 0.3 * dense["bridge"] / max(float(dense["bridge"].max(initial=0)), 1e-9)
        + 0.1 * dense["cited"]
    ).astype(np.float32)


def _beside(scores: Floats, places: Integers, index: Index) -> Floats:
    """What the articles before and after it in its text score."""
    total = np.zeros(len(places), np.float32)
    titles = index.title_of[places]
    for distance, weight in _BESIDE:
        for shifted in (places - distance, places + distance):
            inside = np.minimum(np.maximum(shifted, 0), len(index) - 1)
            same = (shifted == inside) & (index.title_of[inside] == titles)
            total += np.float32(weight) * scores[inside] * same
    return total
