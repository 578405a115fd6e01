"""Reading a text from left to right: what each place that may name an instrument means there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from rapidfuzz.distance import Levenshtein

from fazhi.engines.citation.prose.articles import read_refs
from fazhi.engines.citation.prose.catalogue import Catalogue, Instrument
from fazhi.engines.citation.prose.declaring import Edition, declared, read_before, read_behind
from fazhi.engines.citation.prose.kinds import is_instrument, noun_of
from fazhi.engines.citation.prose.names import NATION, key_of
from fazhi.engines.citation.prose.scanning import NOUNS, Anchor, Way, anchors
from fazhi.engines.citation.prose.terms import Aliases, Ref

_GENERIC = frozenset(NOUNS.split("|"))
_NEAR = 300
"""How far 该法 looks back, and a quotation reaches."""
_PREFIX = len(NATION)
_MISTYPED = 5
_JUST_BEFORE = 16
_ABROAD = re.compile(r"(?:香港|澳门|台湾)(?:特别行政区|地区)?(?:法例)?(?:第\d+章)?(?:的|现行)?$|第\d+章$|[^中]国的?$")


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
class Citation:
    """
    A citation as read, in the normalised text.

    name_end  where the name ends
    end       where the last place ends, or the name
    own       whether the host cites itself
    mistyped  whether 中华人民共和国 is written wrong in it
    abroad    whether the words before it say that it is no law of the mainland
    """

    start: int
    name_end: int
    end: int
    named: Named
    refs: tuple[Ref, ...]
    edition: Edition | None = None
    own: bool = False
    mistyped: bool = False
    abroad: bool = False


@dataclass
class Reader:
    """
    Reads one text.

    host     what the text is part of: 本法
    aliases  short names declared before the text
    """

    text: str
    catalogue: Catalogue
    on: date
    host: str | None = None
    given: Aliases = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._aliases = {key_of(short): self._named(full) for short, full in self.given.items()}
        self._own = self._named(self.host) if self.host else None
        self._past: list[Citation] = []
        self._done = 0

    def read(self) -> Iterator[Citation]:
        """The citations of the text, in order."""
        names = [*self.given, *declared(self.text)]
        for anchor in anchors(self.text, self.catalogue.names, names):
            if anchor.start >= self._done:
                found = self._read(anchor)
                if found is not None:
                    self._past.append(found)
                    yield found

    def _read(self, anchor: Anchor) -> Citation | None:
        if anchor.way is Way.ANAPHOR:
            return self._anaphor(anchor, anchor.start, anchor.name, anchor.word)
        if anchor.way is Way.BRACKETED:
            return self._bracketed(anchor)
        if anchor.way is Way.ALIAS:
            named = self._aliases.get(key_of(anchor.name))
            return self._cite(anchor.start, anchor.end, named) if named else None
        if key_of(anchor.name) in self._aliases:
            return self._cite(anchor.start, anchor.end, self._aliases[key_of(anchor.name)])
        if anchor.position is None:
            return self._cite(anchor.start, anchor.end, Named(None, anchor.name))
        instrument = self.catalogue.instruments[anchor.position]
        start = self._whole_name(anchor.start)
        end = anchor.end + self.text.startswith("》", anchor.end)
        return self._cite(start, end, Named(instrument, instrument.title), mistyped=_mistypes(self.text[start:end]))

    def _bracketed(self, anchor: Anchor) -> Citation | None:
        named = self._aliases.get(key_of(anchor.name))
        if named is None and anchor.name in _GENERIC:
            before = next(
                (
                    word
                    for word in ("上述", "前述", "本", "该", "同", "此")
                    if self.text.endswith(word, 0, anchor.start)
                ),
                "",
            )
            return self._anaphor(anchor, anchor.start, anchor.name, before or "该")
        if named is None and (mended := self._mended(anchor.name)) is not None:
            return self._cite(anchor.start, anchor.end, mended, mistyped=True)
        return self._cite(
            anchor.start, anchor.end, named or self._following(anchor) or self._named(anchor.name, bracketed=True)
        )

    def _mended(self, name: str) -> Named | None:
        """What a title means in which only 中华人民共和国 is written wrong."""
        if not _mistypes(name):
            return None
        position = self.catalogue.names.find(name[_tail(name) :])
        if position is None:
            return None
        instrument = self.catalogue.instruments[position]
        return Named(instrument, instrument.title)

    def _following(self, anchor: Anchor) -> Named | None:
        """《实施条例》 behind 《矿山安全法》."""
        if anchor.name not in ("实施条例", "实施细则", "实施办法") or not self._past:
            return None
        past = self._past[-1].named
        position = self.catalogue.names.find(past.title + anchor.name)
        if position is None or past.instrument is None:
            return None
        instrument = self.catalogue.instruments[position]
        return Named(instrument, instrument.title)

    def _named(self, name: str, *, bracketed: bool = False) -> Named:
        position = self.catalogue.names.find(name)
        if position is not None:
            instrument = self.catalogue.instruments[position]
            return Named(instrument, instrument.title)
        return Named(None, name, is_other=bracketed and not is_instrument(name))

    def _whole_name(self, start: int) -> int:
        """Where a bare name begins, with a mistyped 中华人民共和国 before it, or a 《 that isn't closed."""
        prefix = self.text[max(0, start - _PREFIX) : start]
        if len(prefix) == _PREFIX and sum(map(str.__eq__, prefix, NATION)) >= _MISTYPED:
            start -= _PREFIX
        return start - 1 if start and self.text[start - 1] == "《" else start

    def _cite(self, start: int, end: int, named: Named, *, mistyped: bool = False) -> Citation:
        behind = read_behind(self.text, end)
        if behind.part and not named.title.endswith(behind.part):
            position = self.catalogue.names.find(named.title + behind.part)
            if position is not None:
                instrument = self.catalogue.instruments[position]
                named = Named(instrument, instrument.title)
                end += len(behind.part)
        for alias in behind.aliases:
            self._aliases[key_of(alias)] = named
        refs, refs_end = ((), end) if named.is_other else read_refs(self.text, behind.end)
        self._done = max(end, refs_end, behind.end if behind.aliases else end)
        edition = behind.edition or read_before(self.text, start)
        abroad = _ABROAD.search(self.text, max(0, start - _JUST_BEFORE), start) is not None
        last = refs_end if refs else end
        return Citation(start, end, last, named, refs, edition, mistyped=mistyped, abroad=abroad)

    def _anaphor(self, anchor: Anchor, start: int, noun: str, word: str) -> Citation | None:
        refs, end = read_refs(self.text, anchor.end)
        if not refs:
            return None
        named, own = self._self(anchor.start, noun) if word == "本" else (self._latest(anchor.start, noun), False)
        if named is None:
            return None
        self._done = end
        return Citation(start, anchor.end, end, named, refs, own=own)

    def _self(self, place: int, noun: str) -> tuple[Named | None, bool]:
        """What 本法 means: in a quotation the text quoted, else the host; an instrument of another kind is neither."""
        quoted = self._quoted_at(place)
        if quoted is not None and _is_called(quoted, noun):
            return quoted, False
        if self._own is not None and _is_called(self._own, noun):
            return self._own, True
        return self._latest(place, noun), False

    def _quoted_at(self, place: int) -> Named | None:
        """The instrument cited before the quotation in which `place` stands."""
        low = max(0, place - _NEAR)
        opened = self.text.rfind("“", low, place)
        if opened < 0 or self.text.rfind("”", opened, place) >= 0 or self.text.rfind("\n", opened, place) >= 0:
            return None
        before = next((each for each in reversed(self._past) if each.start < opened), None)
        return before.named if before and opened - before.end < _NEAR // 5 else None

    def _latest(self, place: int, noun: str) -> Named | None:
        """The instrument of that kind named last, in the paragraph of `place`."""
        for past in reversed(self._past):
            if place - past.end > _NEAR or self.text.find("\n", past.end, place) >= 0:
                return None
            if _is_called(past.named, noun) and not past.own:
                return past.named
        return None


def _tail(name: str) -> int:
    """Where the name goes on behind its 中华人民共和国, written right or with a sign more or less."""
    return next((place for place in (_PREFIX, _PREFIX - 1, _PREFIX + 1) if name[place - 1 : place] == "国"), 0)


def _mistypes(name: str) -> bool:
    """Whether a name begins with 中华人民共和国 written wrong."""
    name = name.lstrip("《")
    if name.startswith(NATION) or not name.startswith("中华"):
        return False
    return 0 < Levenshtein.distance(name[: _tail(name)], NATION) <= _PREFIX - _MISTYPED


def _is_called(named: Named, noun: str) -> bool:
    return named.noun == ("法" if noun == "法典" else noun)
