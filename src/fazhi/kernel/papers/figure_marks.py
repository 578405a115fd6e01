"""
The second mark of a figure in a Word file: a bookmark inside its content control.

The control's tag is the code itself. Programs that drop the tag (LibreOffice, a copy through the clipboard) keep
bookmarks, whose names are short and can't hold a code, so they hold its digest.
"""

import hashlib

_START = "fz_"
_DIGITS = 16


def mark_of(code: str, place: int) -> str:
    """
    The bookmark of the `place`-th figure (from 1) of a document, which prints `code`; at most 40 signs, as Word demands.

    >>> mark_of("mediation.people.resolved", 1)
    'fz_283c05846da5960c_1'
    """
    return f"{_START}{_digest(code)}_{place}"


def is_mark(name: str) -> bool:
    """Whether a bookmark is one of ours."""
    return name.startswith(_START)


def marks(name: str, code: str) -> bool:
    """Whether the bookmark `name` stands for `code`."""
    return name.startswith(f"{_START}{_digest(code)}_")


def _digest(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()[:_DIGITS]
