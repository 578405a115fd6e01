"""
From public values to numbers: seed 种子, stream 随机流, numbers below a bound.

seed = H("draw/v1" ‖ lp(part) ‖ …); block i = H(seed ‖ lp(label) ‖ i in 8 bytes), i = 0, 1, …, read as 8-byte words.
Everything is big-endian; lp(x) is the length of x in 4 bytes, then x.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from fazhi.engines.draw.sm3 import sm3
from fazhi.engines.draw.terms import PROTOCOL, HashName

WORDS = 2**64
"""How many values a word has."""


class Choice(NamedTuple):
    """
    One number below `m`: `value` = `word` mod `m`, the first word of the stream that was not discarded.

    A tuple, because the pivotal method makes one for each of a million objects.
    """

    m: int
    word: int
    discarded: tuple[int, ...]
    value: int


Below = Callable[[int], Choice]
"""A source of choices; the draw's own is `Stream(…).below`, the tests' enumerates every outcome."""


def hash_of(name: HashName) -> Callable[[bytes], bytes]:
    """The hash function a rule names."""
    if name is HashName.SHA256:
        return lambda data: hashlib.sha256(data).digest()
    if "sm3" in hashlib.algorithms_available:
        return lambda data: hashlib.new("sm3", data).digest()
    return sm3


def length_prefixed(part: bytes) -> bytes:
    return len(part).to_bytes(4, "big") + part


def seed_of(parts: Sequence[bytes], name: HashName) -> bytes:
    """The seed from its parts: hash of objects.tsv, name and value of each beacon, secret of each party."""
    return hash_of(name)(PROTOCOL.encode() + b"".join(map(length_prefixed, parts)))


class Stream:
    """The words that `seed` and `label` give, each used once."""

    def __init__(self, seed: bytes, label: str, name: HashName) -> None:
        self._words = _words(seed + length_prefixed(label.encode()), hash_of(name))

    def below(self, m: int) -> Choice:
        """
        The next number from 0 to m − 1, each equally likely; 1 ≤ m ≤ 2⁶⁴.

        Words from the largest multiple of m on are discarded: otherwise small remainders would come more often.
        """
        limit = WORDS - WORDS % m
        discarded: list[int] = []
        for word in self._words:  # pragma: no branch  the words have no end
            if word < limit:
                break
            discarded.append(word)
        return Choice(m, word, tuple(discarded), word % m)


def _words(prefix: bytes, digest: Callable[[bytes], bytes]) -> Iterator[int]:
    index = 0
    while True:
        block = digest(prefix + index.to_bytes(8, "big"))
        for place in range(0, 32, 8):
            yield int.from_bytes(block[place : place + 8], "big")
        index += 1
