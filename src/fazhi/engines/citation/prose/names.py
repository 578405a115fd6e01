"""Every name of every title: exact look-up by a spelling-proof key, names without 《》 in running text, near titles."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from ahocorasick_rs import AhoCorasick, MatchKind
from rapidfuzz import fuzz, process

NATION = "中华人民共和国"
_SIGNS = re.compile(r"[《》〈〉<>＜＞“”\"'‘’·、\s　]")
_ISSUERS = re.compile(
    r"(?:最高人民法院|最高人民检察院|全国人民代表大会常务委员会|全国人大常委会|全国人民代表大会|国务院办公厅|国务院|公安部|司法部|、|和|\s)+(?=关于|印发)"
)
_EDITION = re.compile(
    r"（(?:\d{4}年?\d*月?\d*日?|试行|暂行|最新|新)?(?:修正|修订|修改|通过|公布|发布|施行|版|修正版|修订版|文本|本)*）$"
)
_LEGAL_END = re.compile(
    r"(?:法|典|条例|规定|办法|细则|规则|解释|决定|决议|通则|批复|安排|意见|通知|规范)(?:（[一二三四五六七八九十]+）)?$"
)
_SHORT = 2
_SHORTEST_SUFFIX, _LONGEST_SUFFIX = 3, 6
_NEAR_ENOUGH = 60.0

Ranked = tuple[str, bool, str]
"""Title, whether its text is held, and its rank."""


def key_of(name: str) -> str:
    """A name without what people leave out or type otherwise: 中华人民共和国, inner brackets, blanks."""
    return _SIGNS.sub("", name).replace(NATION, "").replace("(", "（").replace(")", "）")


def without_issuer(key: str) -> str:
    """The key without the bodies before 关于."""
    found = _ISSUERS.match(key)
    return key[found.end() :] if found else key


def without_edition(key: str) -> str:
    """The key without （2018年修正） or （试行） at its end."""
    return _EDITION.sub("", key)


class NameIndex:
    """
    The names of a library, compiled.

    titles   each title, whether its text is held, and its rank
    aliases  other names → position of the title
    """

    def __init__(self, titles: Sequence[Ranked], aliases: Mapping[str, int]) -> None:
        self._titles = titles
        self._by_key: dict[str, int] = {}
        self._by_tail: dict[str, int] = {}
        # A held title goes before one that is only known.
        for position in sorted(range(len(titles)), key=lambda place: not titles[place][1]):
            key = key_of(titles[position][0])
            self._by_key.setdefault(key, position)
            if (tail := without_issuer(without_edition(key))) != key:
                self._by_tail.setdefault(tail, position)
        for name, position in aliases.items():
            self._by_key.setdefault(key_of(name), position)
        self._by_suffix = _only_suffixes(titles)
        self._patterns, self._targets = self._spellings(aliases)
        self._automaton = AhoCorasick(self._patterns, matchkind=MatchKind.LeftmostLongest)

    def find(self, name: str) -> int | None:
        """The title that a name means, or None."""
        key = key_of(name)
        for attempt in (key, without_edition(key)):
            if attempt in self._by_key:
                return self._by_key[attempt]
        tail = without_issuer(without_edition(key))
        found = self._by_tail.get(tail)
        if found is None:
            found = self._by_key.get(tail)
        return found if found is not None or NATION in name else self._by_suffix.get(key)

    def bare(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Names in a text, longest first where they overlap: (start, end, position of the title)."""
        targets = self._targets
        for pattern, start, end in self._automaton.find_matches_as_indexes(text):
            yield start, end, targets[pattern]

    def near(self, name: str, *, count: int = 3) -> tuple[tuple[str, float], ...]:
        """Titles written like a name, the nearest first, each with its likeness of 0 to 100."""
        found = process.extract(
            without_edition(key_of(name)), self._keys, scorer=fuzz.ratio, limit=count * 2, score_cutoff=_NEAR_ENOUGH
        )
        titles: dict[str, float] = {}
        for _, likeness, place in found:
            titles.setdefault(self._titles[self._positions[place]][0], likeness)
        return tuple(titles.items())[:count]

    @cached_property
    def _positions(self) -> list[int]:
        return list(self._by_key.values())

    @cached_property
    def _keys(self) -> list[str]:
        return list(self._by_key)

    def _spellings(self, aliases: Mapping[str, int]) -> tuple[list[str], list[int]]:
        """How names are written without 《》 around them, and the title of each."""
        spelled: dict[str, int] = {}
        for position, (title, held, rank) in enumerate(self._titles):
            for name in _variants(title):
                if _may_be_bare(name, rank, held=held) and (held or name not in spelled):
                    spelled[name] = position
        for name, position in aliases.items():
            if _may_be_bare(name, "statute", held=True):
                spelled.setdefault(name, position)
        return list(spelled), list(spelled.values())


def _only_suffixes(titles: Sequence[Ranked]) -> dict[str, int]:
    """监督法 and the like: ends of titles of statutes that no other statute has."""
    meant: dict[str, set[int]] = {}
    for position, (title, held, rank) in enumerate(titles):
        key = key_of(title)
        if held and rank == "statute" and key.endswith("法"):
            for length in range(_SHORTEST_SUFFIX, min(len(key), _LONGEST_SUFFIX + 1)):
                meant.setdefault(key[-length:], set()).add(position)
    return {suffix: positions.pop() for suffix, positions in meant.items() if len(positions) == 1}


def _variants(title: str) -> Iterator[str]:
    inner = title.replace("〈", "《").replace("〉", "》").replace("(", "（").replace(")", "）")
    for name in dict.fromkeys((inner, inner.replace("《", "").replace("》", ""))):
        yield name
        if NATION in name:
            yield name.replace(NATION, "")
            yield name.removeprefix(NATION)


def _may_be_bare(name: str, rank: str, *, held: bool) -> bool:
    """Whether a name is told from plain words where no 《》 stand around it."""
    if not _LEGAL_END.search(name) or len(name) < _SHORT:
        return False
    if name.startswith("关于"):
        return len(name) >= 14
    if rank == "statute":
        return True
    return len(name) >= (6 if rank == "regulation" else 8)
