"""
Keys by which equal documents and contacts are found without comparing texts.

A key is an integer of 47 bits: above, the last four signs of the number, so that the end of a number is a range of keys;
below, 33 bits of a keyed digest (BLAKE2b, RFC 7693). Two numbers that end alike have the same key once in 8.6 billion. One
small index so serves hints, whole numbers and ends of numbers.

The digest's key is a file beside the database, never in it, and another one than the trail's.
"""

import hashlib
import os
import secrets
from pathlib import Path

from django.conf import settings

from fazhi.engines.identifiers import DocumentKind, lasting_number
from fazhi.kernel.parties.errors import KeyLost
from fazhi.kernel.parties.models import Party

JOINT = "\x1f"
"""Stands between the two parts of what is digested."""

TAIL = 4
"""Signs of a number's end that must be typed to find it."""

DIGEST_BITS = 33
FOLDING = {letter: str(place % 10) for place, letter in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZ")}
"""Letters as digits, where the end of a number is put into a key."""

_FOLDED = str.maketrans(FOLDING)
_SIZE = 5
_SPARE = 8 * _SIZE - DIGEST_BITS


def key_path() -> Path:
    return Path(settings.DATA_DIR) / "key" / "party.key"


def read_key() -> bytes:
    """
    The 32 bytes of the key, made when it is first needed; readable by its owner only.

    Raises KeyLost if parties were kept under a key that is gone: under a new one their hints would silently fail.
    """
    path = key_path()
    if not path.exists():
        if Party.objects.system("asking whether a key was ever used").exclude(document_key=None).exists():
            raise KeyLost(path)
        _create(path)
    return bytes.fromhex(path.read_text().strip())


def _create(path: Path) -> None:
    """Two at once end with one key: the link fails for the second."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{secrets.token_hex(8)}")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secrets.token_hex(32) + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def document_key(document_type: str, number: str, key: bytes) -> int | None:
    """The key of a document, the same for every way of writing it; None without a number."""
    if not number or not document_type:
        return None
    text = JOINT.join(lasting_number(DocumentKind(document_type), number))
    return tail_of(text) << DIGEST_BITS | digest(text, key)


def contact_key(phone: str, name_pinyin: str, key: bytes) -> int | None:
    """The key of a telephone with the sound of a name; None without a telephone."""
    return tail_of(phone) << DIGEST_BITS | digest(phone + JOINT + name_pinyin, key) if phone else None


def tail_of(number: str) -> int:
    """The last four signs as an integer, letters folded to digits; 0 if there are other signs among them."""
    folded = number[-TAIL:].translate(_FOLDED)
    return int(folded) if folded.isascii() and folded.isdigit() else 0


def tail_range(number: str) -> tuple[int, int]:
    """The least and the greatest key of numbers that may end like this one; what is found must still be compared."""
    tail = tail_of(number)
    return tail << DIGEST_BITS, (tail + 1 << DIGEST_BITS) - 1


def digest(text: str, key: bytes) -> int:
    """The keyed digest of a text, an integer of `DIGEST_BITS` bits."""
    made = hashlib.blake2b(text.encode(), key=key, digest_size=_SIZE).digest()
    return int.from_bytes(made, "big") >> _SPARE
