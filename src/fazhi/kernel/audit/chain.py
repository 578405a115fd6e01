"""
The chain: HMAC-SHA-256 over an entry's columns and the MAC before it.

Pure functions of bytes and text; `services` writes with them, `verification` reads with them.
Source: RFC 2104 (HMAC); FIPS 180-4 (SHA-256).
"""

import hashlib
import hmac
import json
from collections.abc import Sequence

GENESIS = "0" * 64  # stands for the MAC before entry 1


def entry_mac(key: bytes, columns: Sequence[int | str]) -> str:
    """
    The MAC of one entry.

    columns  the chained columns in the order of `models.CHAINED`; the number first, the previous MAC last
    returns  64 hexadecimal digits
    """
    return _mac(key, b"entry\n", columns)


def head_mac(key: bytes, count: int, latest_mac: str) -> str:
    """The MAC of a head of `count` entries, the latest of which carries `latest_mac`."""
    return _mac(key, b"head\n", (count, latest_mac))


def detail_digest(salt: str, content: str) -> str:
    """Digest of erasable details; without the 256-bit salt the content can't be guessed from it."""
    return hashlib.sha256(f"{salt}\n{content}".encode()).hexdigest()


def _mac(key: bytes, label: bytes, values: Sequence[int | str]) -> str:
    # default=str: a column of SQLite that someone filled with another type must differ, not stop the check.
    message = json.dumps(values, separators=(",", ":"), default=str)
    return hmac.digest(key, label + message.encode(), "sha256").hex()
