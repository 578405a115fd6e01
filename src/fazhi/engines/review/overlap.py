"""Clauses of a draft beside clauses of earlier documents: which say nearly the same, and may repeat or contradict it."""

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from fazhi.engines.review.terms import Clause, Level

ALIKE = 0.72
"""From this share of equal wording two clauses are shown side by side."""
_SHORTEST = 15
"""Characters; shorter clauses are alike by chance."""
_READ = {Level.ARTICLE, Level.HEADING}


@dataclass(frozen=True)
class Earlier:
    """A clause of an earlier document; `key` is the caller's own name for it."""

    key: str
    text: str


@dataclass(frozen=True)
class Overlap:
    """`similarity` from 0 to 1; `earlier` is the key of the clause that is alike."""

    clause: Clause
    earlier: str
    similarity: float


def overlaps(
    text: str, clauses: Sequence[Clause], earlier: Sequence[Earlier], *, most: int = 3, alike: float = ALIKE
) -> tuple[Overlap, ...]:
    """
    For each article of a draft the earlier clauses most like it, the most alike first.

    text     the draft
    most     how many for a clause
    alike    the least share of equal wording, 0 to 1
    """
    kept = {each.key: each.text for each in earlier if len(each.text) >= _SHORTEST}
    found = []
    for clause in clauses:
        words = text[clause.start : clause.end]
        if clause.level not in _READ or len(words) < _SHORTEST:
            continue
        near = process.extract(words, kept, scorer=fuzz.ratio, score_cutoff=alike * 100, limit=most)
        found += [Overlap(clause, key, score / 100) for _, score, key in near]
    return tuple(found)
