"""What the finder asks of a library of law: its titles with their versions, and the articles of a version."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Protocol

from fazhi.engines.citation.prose.names import NameIndex
from fazhi.engines.citation.prose.terms import Repeal


class Rank(StrEnum):
    """What sort of law a title is, as far as reading a citation needs."""

    STATUTE = "statute"
    REGULATION = "regulation"
    INTERPRETATION = "interpretation"
    LOCAL = "local"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Version:
    """
    A text of an instrument as of one day.

    key       by which `Texts` knows it
    passed    when it was passed or amended so; None where its source has no date
    force     from when it is law, as far as is known
    changed   when it was changed into a text that isn't held
    repeal    of this version
    expired   the day from which it is known to be repealed, where nobody tells by what and since when
    pending   whether it is law from a day still unknown
    """

    key: int
    passed: date | None
    force: date | None
    changed: date | None = None
    repeal: Repeal | None = None
    expired: date | None = None
    pending: bool = False


@dataclass(frozen=True, slots=True)
class Instrument:
    """
    A text under one title.

    versions  held here, oldest first; none for a title that is only known
    first     the earliest day on which its history tells of it; None where it doesn't tell
    years     the years in which it was passed or changed, held or not
    repeal    of a title that is only known
    """

    title: str
    rank: Rank
    versions: tuple[Version, ...] = ()
    first: date | None = None
    years: frozenset[int] = frozenset()
    repeal: Repeal | None = None


class Texts(Protocol):
    """The articles of versions."""

    def article(self, version: int, number: int, suffix: int) -> str | None:
        """The text of an article, paragraphs apart by line feeds; None if the version has none of that number."""
        ...

    def numbers(self, version: int) -> Sequence[tuple[int, int]]:
        """Number and suffix of every article, in order."""
        ...


@dataclass(frozen=True)
class Catalogue:
    """
    A library of law, ready to find citations.

    instruments  every title
    texts        their articles
    aliases      other names (old, short) → position in `instruments`
    """

    instruments: Sequence[Instrument]
    texts: Texts
    aliases: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def names(self) -> "NameIndex":
        """Every name of every title, compiled."""
        ranked = [(each.title, bool(each.versions), each.rank.value) for each in self.instruments]
        return NameIndex(ranked, self.aliases)
