"""
Canonical JSON: keys in the order of their bytes, no spaces, UTF-8 without escapes, no fractions.

One document has one text, so that a digest of the text is a digest of the document.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from fazhi.engines.draw.errors import Fault, MalformedDocument

Document = dict[str, Any]


def canonical(document: Mapping[str, Any]) -> str:
    """The one text of a document."""
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def digest_of(document: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical text, in hex."""
    return hashlib.sha256(canonical(document).encode()).hexdigest()


def parsed(text: str | bytes, where: str) -> Document:
    """
    The JSON object that `text` holds.

    Raises MalformedDocument, naming `where`, for what is no JSON or no object, and for a key given twice.
    """

    def unique(pairs: list[tuple[str, Any]]) -> Document:
        document = dict(pairs)
        if len(document) != len(pairs):
            keys = [key for key, _ in pairs]
            raise MalformedDocument(where, Fault.REPEATED_KEY, next(key for key in keys if keys.count(key) > 1))
        return document

    try:
        document = json.loads(_decoded(text), object_pairs_hook=unique)
    except MalformedDocument:
        raise
    except (ValueError, RecursionError) as error:
        raise MalformedDocument(where, Fault.NOT_JSON, str(error)) from error
    if not isinstance(document, dict):
        raise MalformedDocument(where, Fault.NOT_AN_OBJECT, document)
    return document


def _decoded(text: str | bytes) -> str:
    return text.decode() if isinstance(text, bytes) else text


def is_canonical(text: str | bytes, document: Mapping[str, Any]) -> bool:
    """Is `text` the canonical text of the document read from it? The document has been compared or checked before."""
    return canonical(document).encode() == (text.encode() if isinstance(text, str) else text)
