"""
The sentences of blind.txt: written by hand before anybody looked at the engine, the persons, numbers and addresses marked in them.

Half of them, by the digest of their numbers, are for developing; the other half is held out.
"""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from sentences import Gold

_MARKED = re.compile(r"\[\[(?P<kind>[A-Z_]+)\|(?P<written>.*?)\]\]")
_KEPT = "KEEP"


def blind(part: str) -> Iterator[Gold]:
    """The sentences of `part`: "dev", "held", or "all"."""
    for line in Path(__file__).with_name("blind.txt").read_text("utf-8").splitlines():
        number, _, marked = line.partition(" ")
        if number != "#" and part in {"all", part_of(number)}:
            yield unmarked(marked)


def part_of(number: str) -> str:
    """Which half the sentence with this number belongs to."""
    return "held" if hashlib.sha256(number.encode()).digest()[0] % 2 else "dev"


def unmarked(marked: str) -> Gold:
    """A sentence without its marks, and what they said."""
    text, at, spans, kept = "", 0, [], []
    for match in _MARKED.finditer(marked):
        text += marked[at : match.start()]
        stretch = (len(text), len(text) + len(match["written"]))
        if match["kind"] == _KEPT:
            kept.append(stretch)
        else:
            spans.append((*stretch, match["kind"]))
        text += match["written"]
        at = match.end()
    persons = tuple((start, end) for start, end, kind in spans if kind == "NAME")
    return Gold(text + marked[at:], tuple(spans), tuple(kept), persons)
