"""Words that stand right before and right after the name of a person in official and everyday Chinese, whatever the case is about."""

from collections.abc import Iterator

import ahocorasick_rs

from fazhi.engines.masking.statistics import words

BEFORE, AFTER = words("before.txt"), words("after.txt")
_LINKS = ': "为是叫'
"""What may stand between such a word and the name: 车主为张三, 落款:张三."""
_MOST_LINKS = 3
_CUES = ahocorasick_rs.AhoCorasick(sorted(word for word in BEFORE if len(word) > 1))


def before(line: str, start: int) -> str:
    """How long a word of `BEFORE` ends at `start`: "p0" none, "p1" of one character, "p2" longer, "p3" with a link behind it."""
    for size in (4, 3, 2):
        if line[max(0, start - size) : start] in BEFORE:
            return "p2"
    at = start
    while at and start - at < _MOST_LINKS and line[at - 1] in _LINKS:
        at -= 1
    if at < start:
        for size in (4, 3, 2):
            if line[max(0, at - size) : at] in BEFORE:
                return "p3"
    return "p1" if line[start - 1 : start] in BEFORE else "p0"


def after(line: str, end: int) -> str:
    """Likewise of `AFTER`, from `end` on."""
    for size in (3, 2):
        if line[end : end + size] in AFTER:
            return "q2"
    return "q1" if line[end : end + 1] in AFTER else "q0"


def cued(line: str) -> Iterator[int]:
    """Where a name may begin because a word of `BEFORE`, longer than one character, ends there, with links or without."""
    places = set()
    for _, _, end in _CUES.find_matches_as_indexes(line, overlapping=True):
        places.add(end)
        for at in range(end, min(len(line), end + _MOST_LINKS)):
            if line[at] not in _LINKS:
                break
            places.add(at + 1)
    return iter(sorted(places))
