"""Words that stand right before and right after the name of a person in official and everyday Chinese, and those that end institutions."""

from collections.abc import Set

import ahocorasick_rs

from fazhi.engines.masking.statistics import words

BEFORE, AFTER, INSTITUTION = words("before.txt"), words("after.txt"), words("institutions.txt")
_LINKS = ': "为是叫'
"""What may stand between such a word and the name: 车主为张三, 落款:张三."""
_MOST_LINKS = 3
_FAR = 2
"""How many characters a name and the word of an institution may have between them: 张小燕家常饭店."""
_WORDS = sorted(BEFORE | AFTER | INSTITUTION)
_KINDS = [(word in BEFORE and len(word) > 1, word in AFTER and len(word) > 1, word in INSTITUTION) for word in _WORDS]
_FINDER = ahocorasick_rs.AhoCorasick(_WORDS)


class Contexts:
    """What the words around each place of a line say."""

    def __init__(self, line: str) -> None:
        self._line = line
        self._direct: set[int] = set()
        self._linked: set[int] = set()
        self._behind: set[int] = set()
        self._institutions: set[int] = set()
        for word, start, end in _FINDER.find_matches_as_indexes(line, overlapping=True):
            is_before, is_after, is_institution = _KINDS[word]
            if is_before:
                self._direct.add(end)
                for at in range(end, min(len(line), end + _MOST_LINKS)):
                    if line[at] not in _LINKS:
                        break
                    self._linked.add(at + 1)
            if is_after:
                self._behind.add(start)
            if is_institution:
                self._institutions.add(start)

    @property
    def cued(self) -> Set[int]:
        """Where a name may begin because a word of `BEFORE`, longer than one character, ends there, with links or without."""
        return self._direct | self._linked

    def before(self, start: int) -> str:
        """Which word of `BEFORE` ends at `start`: "p0" none, "p1" one of one character, "p2" a longer one, "p3" one with a link behind it."""
        if start in self._direct:
            return "p2"
        if start in self._linked:
            return "p3"
        return "p1" if self._line[start - 1 : start] in BEFORE else "p0"

    def after(self, end: int) -> str:
        """Likewise of `AFTER`, from `end` on, without links."""
        if end in self._behind:
            return "q2"
        return "q1" if self._line[end : end + 1] in AFTER else "q0"

    def owned(self, end: int) -> bool:
        """Whether an institution's word stands at `end` or shortly behind it."""
        for at in range(end, end + _FAR + 1):
            if at in self._institutions:
                return True
            if not "\u4e00" <= self._line[at : at + 1] <= "\u9fff":
                return False
        return False
