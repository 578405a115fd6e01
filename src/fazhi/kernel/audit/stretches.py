"""
Proving a stretch of the chain whole, fast; without Django, so that several processes can share the work.

Entries carry the MAC before them, so stretches are proven apart and joined at their ends. Here is only "whole" or "not
proven": what a stretch that is not whole is made of, `walk` says, entry by entry.
"""

import json
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db import DatabaseError

from fazhi.kernel.audit.chain import detail_digest, entry_mac, sealer
from fazhi.kernel.audit.rows import PAGE, row_query
from fazhi.kernel.audit.terms import ERASE, READS, SUBJECT

Fetch = Callable[[str], list[tuple[Any, ...]]]
"""Runs a query, returns its rows."""


_TOLD = frozenset({ERASE, READS})
_BETWEEN = '","'


@dataclass(frozen=True)
class Bounds:
    """
    What to prove: entries `first` to `last`.

    anchored  the numbers among them that the anchor file names
    """

    first: int
    last: int
    anchored: tuple[int, ...] = ()


@dataclass(frozen=True)
class Stretch:
    """
    Entries `first` to `last`, whole: every MAC fits its columns, every entry follows the one before, every detail that
    is there has its digest.

    previous_mac    what the first entry says came before it; `latest_mac` is that of the last one
    anchored        number → MAC, of the numbers asked for
    without_detail  entries whose details are gone
    erased          entries (as text) whose details an erasure in this stretch names
    batches         entry → payload digest, for the batches of reads
    """

    first: int
    last: int
    previous_mac: str
    latest_mac: str
    anchored: dict[int, str]
    without_detail: tuple[int, ...]
    erased: tuple[str, ...]
    batches: dict[int, str]


@dataclass(frozen=True)
class Source:
    """
    Where another process finds the entries.

    vendor      "sqlite" or "postgresql"
    parameters  of the connection: `{"path": …}` of the file, or what psycopg takes
    """

    vendor: str
    parameters: dict[str, Any]


def prove_apart(source: Source, key: bytes, bounds: Bounds) -> Stretch | None:
    """`prove` on a connection of its own, for a process of its own."""
    with closing(_connect(source)) as connection:
        return prove(lambda query: connection.execute(query).fetchall(), source.vendor, key, bounds)


def prove(fetch: Fetch, vendor: str, key: bytes, bounds: Bounds) -> Stretch | None:
    """
    The stretch, if it is whole; None if it is not or can't be read this way. A page at a time: memory stays flat.

    Equal to a `Walk` over the same entries: what is whole here, it finds nothing against (`test_stretches.py`).
    """
    draft = _Draft(key, bounds)
    try:
        for first in range(bounds.first, bounds.last + 1, PAGE):
            last = min(first + PAGE - 1, bounds.last)
            if not draft.takes(first, last, fetch(row_query(vendor, first, last))):
                return None
    except (sqlite3.Error, DatabaseError):  # a value that SQLite should not hold: the walk names it
        return None
    return draft.stretch()


class _Draft:
    """A stretch that grows page by page."""

    def __init__(self, key: bytes, bounds: Bounds) -> None:
        self._key = key
        self._seal = sealer(key, b"entry\n")
        self._bounds = bounds
        self._previous = self._latest = ""
        self._anchored: dict[int, str] = {}
        self._without_detail: list[int] = []
        self._erased: list[str] = []
        self._batches: dict[int, str] = {}

    def takes(self, first: int, last: int, page: Sequence[tuple[Any, ...]]) -> bool:
        """Whether `page` has entries `first` to `last`, all whole and each after the one before."""
        if [row[0] for row in page] != list(range(first, last + 1)):
            return False
        if first == self._bounds.first:
            self._previous = self._latest = page[0][11]
        latest = self._latest
        for row in page:
            if row[11] != latest or not self._is_genuine(row):
                return False
            latest = row[12]
            if row[13] is not None:
                if detail_digest(row[13], row[14]) != row[10]:
                    return False
            elif row[10]:
                self._without_detail.append(row[0])
            if row[5] in _TOLD:
                self._note(row)
        self._latest = latest
        self._anchored |= {
            number: page[number - first][12] for number in self._bounds.anchored if first <= number <= last
        }
        return True

    def _is_genuine(self, row: tuple[Any, ...]) -> bool:
        """Whether the MAC fits, first by a shorter way to the JSON of texts that need no escapes."""
        try:
            head = f'[{row[0]},"{_BETWEEN.join(row[1:8])}",'
            tail = f',"{_BETWEEN.join(row[9:12])}"]'
        except TypeError:  # not text
            return False
        # A backslash in the head may stand for the escape of another text's quote. The tail holds digests.
        if "\\" not in head and head.isascii() and self._seal(f"{head}{_quoted(row[8])}{tail}".encode()) == row[12]:
            return True
        return entry_mac(self._key, row[:12]) == row[12]

    def _note(self, row: tuple[Any, ...]) -> None:
        """Remember what the trail says about itself: erasures and batches of reads."""
        if row[5] == READS:
            self._batches[row[0]] = row[9]
        elif row[6] == SUBJECT:
            self._erased.append(row[7])

    def stretch(self) -> Stretch:
        return Stretch(
            self._bounds.first,
            self._bounds.last,
            self._previous,
            self._latest,
            self._anchored,
            tuple(self._without_detail),
            tuple(self._erased),
            self._batches,
        )


@lru_cache(maxsize=4_096)
def _quoted(basis: object) -> str:
    """A basis, of which there are few, as JSON."""
    return json.dumps(basis, default=str)


def _connect(source: Source) -> Any:
    if source.vendor == "sqlite":
        return sqlite3.connect(f"{source.parameters['path'].as_uri()}?mode=ro", uri=True, timeout=20)
    import psycopg

    return psycopg.connect(**source.parameters, autocommit=True)
