"""What is read of a corpus, before anything is kept: documents, articles, history, repeals, and what was refused."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from fazhi.kernel.law.models import Happening, Kind, Level, Standing


class Fault(StrEnum):
    """Why a text is not taken in."""

    UNREADABLE = "unreadable"
    """The file can't be opened as what its name says."""
    UNSUPPORTED = "unsupported"
    """No reader for files of that kind."""
    TOO_LARGE = "too_large"
    """The file is larger, or unpacks to more, than a text of law can be."""
    EMPTY = "empty"
    """Nothing is in it."""
    NO_TITLE = "no_title"
    """The first line can't be a title."""
    NO_HISTORY = "no_history"
    """No line under the title tells when it was passed or published."""
    DATE_IMPOSSIBLE = "date_impossible"
    """A day that no calendar has."""
    NUMBERING = "numbering"
    """An article doesn't follow the one before it."""
    MALFORMED = "malformed"
    """A line of a corpus that isn't as the corpus' description says."""
    TWICE = "twice"
    """The same title and date was read in this run already, with another text."""
    INCOMPLETE = "incomplete"
    """The index of the corpus tells of more than the file has."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """
    What was not taken in.

    line   from 1; None where the whole file is meant
    found  what stands there, or how much
    """

    path: Path
    line: int | None
    fault: Fault
    found: str


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """One article as read; `number` is None where the text has no numbering."""

    number: int | None
    suffix: int
    label: str
    is_item: bool
    part: str
    chapter: str
    section: str
    text: str


@dataclass(frozen=True, slots=True)
class ReadEvent:
    """One line of a history as read."""

    event_date: date
    kind: Happening
    text: str


@dataclass(frozen=True)
class ReadDocument:
    """One version as read, with its articles in their order; fields as in `models.Statute` and `models.Version`."""

    title: str
    level: Level
    kind: Kind
    issuing_body: str
    branch: str
    region: str
    version_date: date | None
    effective_date: date | None
    original_effective_date: date | None
    status: Standing
    preamble: str
    appendix: str
    history: tuple[ReadEvent, ...]
    articles: tuple[ReadArticle, ...]

    @cached_property
    def sha256(self) -> str:
        """Digest of everything read, in hex."""
        told = (str(getattr(self, field.name)) for field in fields(self) if field.name not in _NESTED)
        events = (part for event in self.history for part in (str(event.event_date), event.kind, event.text))
        articles = (str(getattr(article, name)) for article in self.articles for name in ReadArticle.__slots__)
        return _digest((*told, *events, *articles))

    @cached_property
    def words_sha256(self) -> str:
        """Digest of the words alone, in hex: how sources break lines, quote and label is their own."""
        text = "".join(article.text for article in self.articles) or self.preamble
        return _digest((_SIGNS.sub("", text),))


@dataclass(frozen=True, slots=True)
class ReadRepeal:
    """One repeal as read; fields as in `models.Repeal`."""

    title: str
    by_title: str
    by_version_date: date | None
    effective_date: date | None
    place: str
    sentence: str


_SIGNS = re.compile(r"[\W_]+")
_NESTED = frozenset({"history", "articles"})


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
