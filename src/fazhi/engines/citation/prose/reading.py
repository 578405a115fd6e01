"""Reading a text from left to right: what each place that may name an instrument means there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from fazhi.engines.citation.prose.articles import read_refs
from fazhi.engines.citation.prose.catalogue import Catalogue
from fazhi.engines.citation.prose.declaring import Edition, declared, read_before, read_behind
from fazhi.engines.citation.prose.meaning import Meanings, Named, is_nearly_nation, mistypes_nation
from fazhi.engines.citation.prose.names import NATION, key_of
from fazhi.engines.citation.prose.scanning import NOUNS, Anchor, Way, anchors
from fazhi.engines.citation.prose.terms import Aliases, Ref

_GENERIC = frozenset(NOUNS.split("|"))
_NEAR = 300
"""How far 该法 looks back, and a quotation reaches."""
_PREFIX = len(NATION)
_JUST_BEFORE = 16
_BODY = r"(?:最高人民法院|最高人民检察院|中共中央办公厅|中共中央|国务院办公厅|国务院|全国人民代表大会常务委员会|全国人大常委会)"
_ISSUED = re.compile(
    rf"(?P<bodies>{_BODY}(?:(?:、|和|与|会同){_BODY}){{0,3}})"
    r"(?:[^，。；：《》\n]{0,16}(?:制定|发布|印发|下发|公布|颁布|出台|作出|施行)的)?$"
)
_ABROAD = re.compile(r"(?:香港|澳门|台湾)(?:特别行政区|地区)?(?:法例)?(?:第\d+章)?(?:的|现行)?$|第\d+章$|[^中]国的?$")


@dataclass(frozen=True, slots=True)
class Citation:
    """
    A citation as read, in the normalised text.

    name_end  where the name ends
    end       where the last place ends, or the name
    own       whether the host cites itself
    mistyped  whether a sign is written wrong in a name that is plain all the same
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
        self._meanings = Meanings(self.catalogue, self.on)
        self._aliases = {key_of(short): self._meanings.of(full) for short, full in self.given.items()}
        self._own = self._meanings.of(self.host) if self.host else None
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
        named = self._meanings.bare(anchor.name, anchor.position)
        start = self._whole_name(anchor.start)
        end = anchor.end + self.text.startswith("》", anchor.end)
        return self._cite(start, end, named, mistyped=mistypes_nation(self.text[start:end]))

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
            return self._anaphor(anchor, anchor.start, anchor.name, before or "该") or self._again(anchor)
        if named is None and (mended := self._meanings.mended(anchor.name)) is not None:
            return self._cite(anchor.start, anchor.end, mended, mistyped=True)
        return self._cite(anchor.start, anchor.end, named or self._titled(anchor))

    def _titled(self, anchor: Anchor) -> Named:
        """What a title in 《》 means here."""
        past = self._past[-1].named if self._past else None
        if past is not None and (named := self._meanings.implementing(past, anchor.name)) is not None:
            return named
        named = self._meanings.of(self._issued(anchor), bracketed=True)
        if named.instrument is None and read_refs(self.text, anchor.end)[0]:
            return self._meanings.shortened(anchor.name) or named
        return named

    def _issued(self, anchor: Anchor) -> str:
        """最高人民法院《关于…的解释》 with its issuer."""
        if not anchor.name.startswith("关于"):
            return anchor.name
        found = _ISSUED.search(self.text, max(0, anchor.start - _NEAR // 5), anchor.start)
        return re.sub("[和与]|会同", "、", found["bodies"]) + anchor.name if found else anchor.name

    def _again(self, anchor: Anchor) -> Citation | None:
        """《决定》 for the decision that the paragraph named before."""
        named = self._latest(anchor.start, anchor.name)
        return self._cite(anchor.start, anchor.end, named) if named else None

    def _whole_name(self, start: int) -> int:
        """Where a bare name begins, with a mistyped 中华人民共和国 before it, or a 《 that isn't closed."""
        if is_nearly_nation(self.text[max(0, start - _PREFIX) : start]):
            start -= _PREFIX
        return start - 1 if start and self.text[start - 1] == "《" else start

    def _cite(self, start: int, end: int, named: Named, *, mistyped: bool = False) -> Citation:
        behind = read_behind(self.text, end)
        if behind.part and not named.title.endswith(behind.part):
            position = self.catalogue.names.find(named.title + behind.part)
            if position is not None:
                named = self._meanings.at(position)
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


def _is_called(named: Named, noun: str) -> bool:
    return named.noun == ("法" if noun == "法典" else noun)
