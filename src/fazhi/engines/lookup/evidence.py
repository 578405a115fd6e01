"""What speaks for an article as the answer to a question: a row of numbers for each candidate."""

from dataclasses import dataclass

import numpy as np

from fazhi.engines.lookup.index import Index
from fazhi.engines.lookup.likeness import weights_beside
from fazhi.engines.lookup.memory import Memory
from fazhi.engines.lookup.network import NAMES, RELATIVE
from fazhi.engines.lookup.postings import Floats, Integers
from fazhi.engines.lookup.questions import Asked

CANDIDATES = 400
"""Articles that are weighed in full."""
_NEAREST = 40
_BESIDE = ((1, 1.0), (2, 0.5), (3, 0.25))
"""Articles so far away count so much."""
_SEEN = 0.003


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


def gather(asked: Asked, index: Index, memory: Memory) -> Evidence:
    """The candidates for a question, and what speaks for each."""
    size = len(index)
    dense = _said(asked, index)
    words = dense["words"] + dense["pairs"]
    weights = weights_beside(asked.hashes, memory.frequency, memory.count)
    own = memory.own.scores(asked.hashes, weights, memory.count)
    answers = memory.answers.scores(asked.hashes, weights, memory.count)
    dense["expected"] = _weighed(memory.expectations.like((own + answers) * np.float32(0.5)), index)
    dense["profile"] = np.zeros(size, np.float32)
    dense["profile"][memory.profiled] = memory.profiles.scores(asked.hashes, weights, len(memory.profiled))
    dense["paraphrase"] = memory.paraphrases.scores(asked.hashes, size)
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
    in_words, cover_words = _covered(words, index)
    in_pairs, cover_pairs = _covered(pairs, index)
    return {
        "body_words": index.body.scores(words, size),
        "words": in_words,
        "pairs": in_pairs,
        "cover_words": cover_words,
        "cover_pairs": cover_pairs,
        "heading": index.heading.scores(pairs, size),
        "synonyms": _weighed(asked.lay, index),
        "bridge": _weighed(asked.bridged, index),
    }


def _covered(features: list[int], index: Index) -> tuple[Floats, Floats]:
    """What each article scores, and the share of the features that it has, the rare ones counting for more."""
    rarity = index.idf[features]
    return index.whole.scores_and_shares(features, len(index), rarity / max(float(rarity.sum()), 1e-9))


def _weighed(features: tuple[tuple[int, float], ...], index: Index) -> Floats:
    return index.whole.scores([each[0] for each in features], len(index), [each[1] for each in features])


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
    votes, bridge = (max(float(dense[name].max(initial=0)), 1e-9) for name in ("votes", "bridge"))
    return (
        words * np.float32(1 / 30)
        + dense["votes"] * np.float32(0.5 / votes)
        + (0.25 * units)[index.unit_of]
        + (0.1 * titles)[index.title_of]
        + dense["nearest"]
        + 0.01 * dense["synonyms"]
        + dense["bridge"] * np.float32(0.3 / bridge)
        + 0.1 * dense["cited"]
        + dense["paraphrase"]
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
