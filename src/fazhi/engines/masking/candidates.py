"""
Candidates for names of persons, and what speaks for and against each: the features of a linear judge.

A candidate is a surname and one or two characters; or, after a word that names go after or standing alone, two to six characters of
any kind. Its features: how likely its characters are in a name, the words and characters left and right of it, how the dictionary
would cut it, whether the word of an institution follows, whether it stands in a list beside others.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

import rjieba

from fazhi.engines.identifiers.masks import COMPOUND_SURNAMES
from fazhi.engines.masking.contexts import Contexts
from fazhi.engines.masking.foreign import TRANSLITERATED
from fazhi.engines.masking.plain import HAN
from fazhi.engines.masking.statistics import UNKNOWN_GIVEN, characters, compound

FEATURES = (
    *("size", "odds", "given", "surname", "before", "after", "two before", "two after", "last", "last and after"),
    *("word before", "word after", "tag before", "tag after", "cut", "cut and tag", "last word", "institution"),
    *("context before", "context after", "contexts", "size and contexts", "cut and contexts", "list"),
)
"""What each of the features of a candidate is of, in order."""
LEAST, LEAST_BARE = -2.0, 3.0
"""Below this sum of log odds of its characters a candidate is not looked at; below the second one not without a word or a sign beside it."""
LEAST_STRANGE = 0.0
"""Below this mean of log odds of its characters a candidate without a surname is not looked at."""

_SIMPLE = "".join(characters().surname)
_SURNAMES = re.compile(f"[{_SIMPLE}{''.join({word[0] for word in COMPOUND_SURNAMES})}](?=[{HAN}])")
_WHOLE = re.compile(rf"(?<![{HAN}A-Za-z0-9])[{HAN}]{{2,6}}(?![{HAN}A-Za-z0-9])")
_NEXT = re.compile(rf"[{_SIMPLE}][{HAN}]{{1,2}}(?![{HAN}])")
_LISTS = frozenset("、,; ")
_APART = frozenset(" ,.;:、。()|/\\\"'!?@-")
_ENDS = _APART | {""}
_BESIDE = ("0", "1")
_EDGE = "^"
_MOST_STRANGE = 6
_FOREIGN = 1.5
"""What a character of transliteration counts as in the mean of a name without a surname."""
_COMPOUND = 6.0


class Candidate(NamedTuple):
    """A possible name, from `start` to before `end` of the line, with its features in the order of `FEATURES`."""

    start: int
    end: int
    features: tuple[str, ...]


def candidates(line: str) -> Iterator[Candidate]:
    """All candidates in a line of plain text."""
    known = characters().surname
    words = _Words(line)
    for match in _SURNAMES.finditer(line):
        start = match.start()
        odds = known.get(line[start])
        if odds is not None:
            yield from _at(line, start, 1, odds, words)
        if compound(line, start):
            yield from _at(line, start, 2, _COMPOUND, words)
    wholes = dict(match.span() for match in _WHOLE.finditer(line))
    for start in sorted(words.contexts.cued | wholes.keys()):
        yield from _strange(line, start, wholes.get(start), words)


def _at(line: str, start: int, surname: int, odds: float, words: "_Words") -> Iterator[Candidate]:
    given = characters().given
    for length in (1, 2):
        end = start + surname + length
        if end > len(line) or not "\u4e00" <= line[end - 1] <= "\u9fff":
            return
        first = given.get(line[start + surname])
        if length == 1:
            score = first[2] if first else UNKNOWN_GIVEN
        else:
            last = given.get(line[end - 1])
            score = (first[0] if first else UNKNOWN_GIVEN) + (last[1] if last else UNKNOWN_GIVEN)
        if odds + score >= (LEAST_BARE if words.is_bare(start, end) else LEAST):
            yield Candidate(start, end, words.features(start, end, surname, odds, score))


def _strange(line: str, start: int, whole: int | None, words: "_Words") -> Iterator[Candidate]:
    """Names whose first character is no surname, or that are longer than others: after a word that names go after, or standing alone."""
    surname, given = characters().surname, characters().given
    usual = 3 + compound(line, start) if line[start : start + 1] in surname else 1 + 3 * compound(line, start)
    total, foreign = 0.0, 0
    for size, sign in enumerate(line[start : start + _MOST_STRANGE], 1):
        if not "\u4e00" <= sign <= "\u9fff":
            return
        if sign in TRANSLITERATED:
            foreign += 1
            total += _FOREIGN
        else:
            odds = given.get(sign)
            total += max(odds) if odds else UNKNOWN_GIVEN
        end = start + size
        if size <= usual or total < LEAST_STRANGE * size:
            continue
        if (
            whole == end
            or whole is None
            and (end == len(line) or line[end] in _APART or words.contexts.after(end) != "q0")
        ):
            kind = 0 if usual == 1 else 4
            yield Candidate(start, end, words.features(start, end, kind, 9.0 * foreign / size, 2 * total / size))


class _Words:
    """A line cut into dictionary words, and what they say about a stretch of it."""

    def __init__(self, line: str) -> None:
        self.line = line
        self.contexts = Contexts(line)
        self.words = [(word, tag[:2], len(word)) for word, tag in rjieba.tag(line, hmm=False)]
        self.cuts = "".join(["|" + "." * (size - 1) for _, _, size in self.words]) + "|"
        self.at = [place for place, (_, _, size) in enumerate(self.words) for _ in range(size)]

    def features(self, start: int, end: int, surname: int, odds: float, given: float) -> tuple[str, ...]:
        """`surname` is how many characters the surname has; 0 of a strange name, 4 of one that is only longer than usual."""
        line, at, words = self.line, self.at, self.words
        size = f"{surname}{end - start}"
        first, last = at[start], at[end - 1]
        cut = self.cuts[start : end + 1]
        whole_left, whole_right = cut[0] == "|", cut[-1] == "|"
        left, left_tag, _ = words[first - 1] if whole_left and first else ("", _EDGE if whole_left else "<", 0)
        right, right_tag, _ = (
            words[last + 1] if whole_right and last + 1 < len(words) else ("", _EDGE if whole_right else ">", 0)
        )
        sign_before, sign_after = line[start - 1 : start] or _EDGE, line[end : end + 1] or _EDGE
        word, tag, _ = words[last]
        ahead, behind = self.contexts.before(start), self.contexts.after(end)
        if sign_after in _APART or sign_after == _EDGE:
            behind = "q9"
        if ahead == "p0" and (sign_before in _APART or sign_before == _EDGE):
            ahead = "p9"
        contexts = ahead + behind
        return (
            size,
            f"{surname}{int(odds)}",
            f"{size}{int(given)}",
            f"{size}{line[start]}" if surname == 1 else size,
            sign_before,
            sign_after,
            line[start - 2 : start],
            line[end : end + 2],
            line[end - 1],
            line[end - 1 : end + 1],
            left,
            right,
            left_tag,
            right_tag,
            cut,
            cut + tag,
            word if len(word) > 1 else "",
            "i" if self.contexts.owned(end) else "j",
            ahead,
            behind,
            contexts,
            f"{surname}{contexts}",
            cut + contexts,
            _BESIDE[bool(sign_before in _LISTS and self._name_before(start - 1))]
            + _BESIDE[bool(sign_after in _LISTS and _NEXT.match(line, end + 1))],
        )

    def is_bare(self, start: int, end: int) -> bool:
        """Whether neither a word that stands beside names nor the end of a clause is at either edge."""
        line, contexts = self.line, self.contexts
        return (
            line[start - 1 : start] not in _ENDS
            and line[end : end + 1] not in _ENDS
            and contexts.before(start) == "p0"
            and contexts.after(end) == "q0"
        )

    def _name_before(self, edge: int) -> bool:
        """Whether what may be a name ends at `edge`."""
        line, surname = self.line, characters().surname
        return any(
            edge >= size and line[edge - size] in surname and line[edge - size : edge].isalpha() for size in (2, 3)
        )
