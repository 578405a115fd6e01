"""What changed between two texts, line by line, and within a changed line sign by sign."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_LONGEST = 2_000
"""Lines of more signs are shown whole, old and new: comparing sign by sign takes the square of their length."""


class Change(StrEnum):
    """What became of a run of signs."""

    KEPT = "kept"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Run:
    """Signs of one fate."""

    change: Change
    text: str


Line = tuple[Run, ...]


def differences(before: str, after: str) -> tuple[Line, ...]:
    """
    The newer text with what was taken out and put in, a paragraph a line.

    >>> [[(run.change.value, run.text) for run in line] for line in differences("甲乙\\n丙", "甲丁\\n丙")]
    [[('kept', '甲'), ('removed', '乙'), ('added', '丁')], [('kept', '丙')]]
    """
    old, new = before.splitlines(), after.splitlines()
    found: list[Line] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        found += _lines(tag, old[a:b], new[c:d])
    return tuple(found)


def _lines(tag: str, old: Sequence[str], new: Sequence[str]) -> Iterator[Line]:
    paired = min(len(old), len(new)) if tag == "replace" else 0
    for left, right in zip(old[:paired], new[:paired], strict=True):
        yield _within(left, right)
    if tag == "equal":
        yield from ((Run(Change.KEPT, line),) for line in new)
        return
    yield from ((Run(Change.REMOVED, line),) for line in old[paired:])
    yield from ((Run(Change.ADDED, line),) for line in new[paired:])


def _within(old: str, new: str) -> Line:
    if max(len(old), len(new)) > _LONGEST:
        return (Run(Change.REMOVED, old), Run(Change.ADDED, new))
    runs: list[Run] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            runs.append(Run(Change.KEPT, new[c:d]))
            continue
        runs += [Run(Change.REMOVED, old[a:b])] if b > a else []
        runs += [Run(Change.ADDED, new[c:d])] if d > c else []
    return tuple(runs)
