"""
The chain: HMAC-SHA-256 over an entry's columns and the MAC before it.

Pure functions of bytes and text; `recording` writes with them, `walk` and `stretches` read with them.
Source: RFC 2104 (HMAC); FIPS 180-4 (SHA-256).
"""

import hashlib
import json
from collections.abc import Callable, Sequence
from functools import lru_cache

GENESIS = "0" * 64  # stands for the MAC before entry 1
_BLOCK = 64  # bytes, of SHA-256


def entry_mac(key: bytes, columns: Sequence[int | str]) -> str:
    """
    The MAC of one entry.

    columns  the chained columns in the order of `models.CHAINED`; the number first, the previous MAC last
    returns  64 hexadecimal digits
    """
    return sealer(key, b"entry\n")(_message(columns))


def head_mac(key: bytes, count: int, latest_mac: str) -> str:
    """The MAC of a head of `count` entries, the latest of which carries `latest_mac`."""
    return sealer(key, b"head\n")(_message((count, latest_mac)))


def manifest_mac(key: bytes, values: Sequence[int | str]) -> str:
    """The MAC of what an export says about itself (`terms.Manifest`)."""
    return sealer(key, b"export\n")(_message(values))


def detail_digest(salt: str, content: str) -> str:
    """Digest of erasable details; without the 256-bit salt the content can't be guessed from it."""
    # surrogateescape: bytes that are no text, put there by somebody, must differ, not stop the check.
    return hashlib.sha256(f"{salt}\n{content}".encode(errors="surrogateescape")).hexdigest()


@lru_cache(maxsize=8)
def sealer(key: bytes, label: bytes) -> Callable[[bytes], str]:
    """
    The function that gives a message its MAC: HMAC-SHA-256 under `key` of `label` and the message, 64 hexadecimal digits.

    Copying two keyed hashes costs less than half of `hmac.digest`, which sets up the algorithm at each call.
    """
    padded = key.ljust(_BLOCK, b"\0") if len(key) <= _BLOCK else hashlib.sha256(key).digest().ljust(_BLOCK, b"\0")
    inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in padded) + label)
    outer = hashlib.sha256(bytes(byte ^ 0x5C for byte in padded))

    def seal(message: bytes) -> str:
        within, around = inner.copy(), outer.copy()
        within.update(message)
        around.update(within.digest())
        return around.hexdigest()

    return seal


def _message(values: Sequence[int | str]) -> bytes:
    # default=str: a column of SQLite that someone filled with another type must differ, not stop the check.
    return json.dumps(values, separators=(",", ":"), default=str).encode()
