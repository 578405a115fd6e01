"""
Sentences by strangers to the engine, the persons, numbers and addresses marked in them.

blind.txt    written before anybody looked at the engine, rich in what is hard; half of them, by the digest of their numbers, are for
             developing, the other half is held out
natural.txt  a natural mix of a bureau's papers by another writer, measured once and then used to mend the engine
"""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from sentences import Filler, Gold

_MARKED = re.compile(r"\[\[(?P<kind>[A-Z_]+)\|(?P<written>.*?)\]\]")
_KEPT = "KEEP"


def blind(part: str) -> Iterator[Gold]:
    """The sentences of `part`: "dev", "held", or "all"."""
    return map(unmarked, _lines(part))


def natural() -> Iterator[Gold]:
    """The sentences of natural.txt."""
    return map(unmarked, Path(__file__).with_name("natural.txt").read_text("utf-8").splitlines())


def _lines(part: str) -> list[str]:
    lines = Path(__file__).with_name("blind.txt").read_text("utf-8").splitlines()
    numbered = (line.split(" ", 1) for line in lines if not line.startswith("#"))
    return [marked for number, marked in numbered if part in {"all", part_of(number)}]


def part_of(number: str) -> str:
    """Which half the sentence with this number belongs to."""
    return "held" if hashlib.sha256(number.encode()).digest()[0] % 2 else "dev"


def renamed(filler: Filler, copies: int) -> Iterator[Gold]:
    """The developing half with other persons in it, the same one wherever a sentence names one twice."""
    for line in _lines("dev") * copies:
        names = {match["written"]: filler.N() for match in _MARKED.finditer(line) if match["kind"] == "NAME"}
        yield unmarked(re.sub(r"(?<=\[\[NAME\|).*?(?=\]\])", lambda match, names=names: names[match.group()], line))


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
