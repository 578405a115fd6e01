"""
Which article of one version of a text an article of another is: old and new numbers, for a whole pair of versions at once.

Articles keep their order when a statute is amended, and some are moved. So the pairs that ascend in both are found first, by
dynamic programming over how alike two articles are; what is left over on both sides is then paired wherever it stands, but
only if it is very much alike.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from rapidfuzz import fuzz, process

ALIKE = 0.4
"""Likeness from which two articles in the order of the text may be the same one."""
MOVED = 0.6
"""Likeness from which an article that is out of order may be one that was moved."""
_SIGNS = re.compile(r"[\W_]+")
_Matrix = np.ndarray[tuple[int, int], np.dtype[np.float32]]


@dataclass(frozen=True, slots=True)
class Match:
    """
    An article of the old version in the new one.

    old, new   places in the sequences given, from 0
    likeness   0 to 1: twice the signs in common, in order, by the signs of both; 1 is word for word, but for punctuation
    is_moved   whether it stands elsewhere in the order of the text
    """

    old: int
    new: int
    likeness: float
    is_moved: bool = False


def align(old: Sequence[str], new: Sequence[str]) -> tuple[Match, ...]:
    """
    The articles that two versions of a text have in common, by their texts.

    old, new   texts of the articles of either version, in their order
    returns    ascending by `old`; each article is in one match at most. One that is in none was taken out or put in

    The same question asked from the other side has the same matches. Time O(N M L/64) for N and M articles of L signs.
    Source: global alignment without gap costs, Needleman and Wunsch 1970; likeness by the longest common subsequence
    (indel ratio, rapidfuzz).
    """
    if not old or not new:
        return ()
    likeness = _likeness([_bare(text) for text in old], [_bare(text) for text in new])
    ordered = _in_order(likeness)
    left = np.ones(likeness.shape, np.bool_)
    for one, other in ordered:
        left[one, :] = left[:, other] = False
    moved = _elsewhere(np.where(left, likeness, 0))
    matches = [Match(one, other, float(likeness[one, other])) for one, other in ordered]
    matches += [Match(one, other, float(likeness[one, other]), is_moved=True) for one, other in moved]
    return tuple(sorted(matches, key=lambda match: match.old))


@lru_cache(maxsize=32)
def aligned(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[Match, ...]:
    """`align`, remembered by the texts themselves: the same two versions are asked for again and again."""
    return align(old, new)


def _bare(text: str) -> str:
    return _SIGNS.sub("", text)


def _likeness(old: Sequence[str], new: Sequence[str]) -> _Matrix:
    found: _Matrix = process.cdist(old, new, scorer=fuzz.ratio, score_cutoff=100 * ALIKE, dtype=np.float32)
    return found / np.float32(100)


def _in_order(likeness: _Matrix) -> list[tuple[int, int]]:
    """The ascending pairs with the greatest sum of what their likeness is above `ALIKE`."""
    gain = np.maximum(likeness - np.float32(ALIKE), 0)
    rows, columns = gain.shape
    best = np.zeros((rows + 1, columns + 1), np.float32)
    for row in range(rows):
        paired = best[row, :-1] + gain[row]
        best[row + 1, 1:] = np.maximum.accumulate(np.maximum(best[row, 1:], paired))
    pairs = []
    row, column = rows, columns
    while row and column:
        if best[row, column] == best[row - 1, column]:
            row -= 1
        elif best[row, column] == best[row, column - 1]:
            column -= 1
        else:
            row, column = row - 1, column - 1
            pairs.append((row, column))
    return pairs[::-1]


def _elsewhere(likeness: _Matrix) -> list[tuple[int, int]]:
    """Of the articles left over, the pairs most alike first."""
    pairs: list[tuple[int, int]] = []
    taken_old, taken_new = set(), set()
    rows, columns = np.nonzero(likeness >= MOVED)
    order = np.lexsort((columns, rows, -likeness[rows, columns]))
    for row, column in zip(rows[order].tolist(), columns[order].tolist(), strict=True):
        if row not in taken_old and column not in taken_new:
            taken_old.add(row)
            taken_new.add(column)
            pairs.append((row, column))
    return pairs
