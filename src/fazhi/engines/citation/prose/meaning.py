"""What a name means in a library, on a day: the instrument, or that it is no known one."""

import re
from dataclasses import dataclass
from datetime import date

from rapidfuzz.distance import Levenshtein

from fazhi.engines.citation.prose.catalogue import Catalogue, Instrument
from fazhi.engines.citation.prose.kinds import is_instrument, noun_of
from fazhi.engines.citation.prose.names import NATION, key_of, without_edition, without_issuer

_PREFIX = len(NATION)
_MISTYPED = 5
_ALMOST = re.compile("条[^例款文约件目数]$")
_IMPLEMENTING = ("实施条例", "实施细则", "实施办法")


@dataclass(frozen=True, slots=True)
class Named:
    """
    What a place names.

    instrument  None for a title that isn't known, and for what is no instrument
    title       the official one, or as written
    is_other    whether it is no instrument
    """

    instrument: Instrument | None
    title: str
    is_other: bool = False

    @property
    def noun(self) -> str:
        return noun_of(self.title)


@dataclass(frozen=True, slots=True)
class Meanings:
    """
    The meanings of names.

    on  the day of the text: no short name is one of what came later
    """

    catalogue: Catalogue
    on: date

    def at(self, position: int) -> Named:
        """The instrument at a position of the catalogue."""
        instrument = self.catalogue.instruments[position]
        return Named(instrument, instrument.title)

    def of(self, name: str, *, bracketed: bool = False) -> Named:
        """What a name means; what isn't known may, in 《》, be no instrument."""
        position = self.catalogue.names.find(name)
        if position is not None:
            named = self.at(position)
            if not self._is_later(named, name):
                return named
        return Named(None, name, is_other=bracketed and not is_instrument(name))

    def bare(self, name: str, position: int) -> Named:
        """What a name without 《》 means that stands for the title at a position."""
        named = self.at(position)
        return Named(None, name) if self._is_later(named, name) else named

    def shortened(self, name: str) -> Named | None:
        """The statute whose title a name is with words left out."""
        position = self.catalogue.names.shortened(name)
        return None if position is None else self.at(position)

    def mended(self, name: str) -> Named | None:
        """What a title means in which only 中华人民共和国, or 条例 at its end, is written wrong."""
        if mistypes_nation(name):
            position = self.catalogue.names.find(name[_tail(name) :])
            return None if position is None else self.at(position)
        position = self.catalogue.names.find(name[:-1] + "例") if _ALMOST.search(name) else None
        return None if position is None else self.at(position)

    def implementing(self, named: Named, name: str) -> Named | None:
        """《实施条例》 behind 《矿山安全法》."""
        if name not in _IMPLEMENTING or named.instrument is None:
            return None
        position = self.catalogue.names.find(named.title + name)
        return None if position is None else self.at(position)

    def _is_later(self, named: Named, name: str) -> bool:
        """Whether a short name can't mean an instrument, for there was none by the day."""
        first = named.instrument.first if named.instrument else None
        if first is None or first <= self.on:
            return False
        title = without_edition(key_of(named.title))
        return without_issuer(without_edition(key_of(name))) != without_issuer(title)


def is_nearly_nation(words: str) -> bool:
    """Whether words are 中华人民共和国 with a sign or two in place of others."""
    return len(words) == _PREFIX and sum(map(str.__eq__, words, NATION)) >= _MISTYPED


def mistypes_nation(name: str) -> bool:
    """Whether a name begins with 中华人民共和国 written wrong."""
    name = name.lstrip("《")
    if name.startswith(NATION) or not name.startswith("中华"):
        return False
    return 0 < Levenshtein.distance(name[: _tail(name)], NATION) <= _PREFIX - _MISTYPED


def _tail(name: str) -> int:
    """Where the name goes on behind its 中华人民共和国, written right or with a sign more or less."""
    return next((place for place in (_PREFIX, _PREFIX - 1, _PREFIX + 1) if name[place - 1 : place] == "国"), 0)
