"""Every name of every title: exact look-up by a spelling-proof key, names without 《》 in running text, near titles."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from ahocorasick_rs import AhoCorasick, MatchKind
from rapidfuzz import fuzz, process

from fazhi.engines.citation.prose.abbreviating import is_short_for, short_names

NATION = "中华人民共和国"
_SIGNS = re.compile(r"[《》〈〉<>＜＞“”\"'‘’·、\s　]")
_ISSUERS = re.compile(
    r"(?:最高人民法院|最高人民检察院|全国人民代表大会常务委员会|全国人大常委会|全国人民代表大会|国务院办公厅|国务院|公安部|司法部|、|和|\s)+(?=关于|印发)"
)
_EDITION = re.compile(
    r"（(?:\d{4}年?\d*月?\d*日?|试行|暂行|最新|新)?(?:修正|修订|修改|通过|公布|发布|施行|版|修正版|修订版|文本|本)*）$"
)
_COURTS = re.compile("最高人民法院|最高人民检察院")
_LEGAL_END = re.compile(
    r"(?:法|典|条例|规定|办法|细则|规则|解释|决定|决议|[总通]则|批复|安排|意见|通知|规范|修正案(?=（))(?:（[一二三四五六七八九十]+）)?$"
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
        self._by_short = self._short_names(aliases)
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
        if found is not None:
            return found if self._may_issue(key, found) else None
        return self._by_short.get(key) if NATION in name else self._by_suffix.get(key, self._by_short.get(key))

    def shortened(self, name: str) -> int | None:
        """The statute whose title with words left out a name is, the shortest; None of two as short."""
        key = key_of(name)
        if NATION in name or len(key) < _SHORTEST_SUFFIX or not key.endswith("法"):
            return None
        fitting = [(len(full), place) for full, place in self._statutes.get(key[0], ()) if is_short_for(key, full)]
        least = min(fitting, default=None)
        return least[1] if least and sum(length == least[0] for length, _ in fitting) == 1 else None

    def _may_issue(self, key: str, position: int) -> bool:
        """Whether a court that a name tells is one of those that issued the title."""
        issuers = set(_COURTS.findall(self._titles[position][0]))
        return not issuers or issuers.issuperset(_COURTS.findall(key))

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
    def _statutes(self) -> dict[str, list[tuple[str, int]]]:
        """Keys of statutes by their first sign."""
        found: dict[str, list[tuple[str, int]]] = {}
        for position, (title, held, rank) in enumerate(self._titles):
            key = key_of(title)
            if held and rank == "statute" and key.endswith("法"):
                found.setdefault(key[0], []).append((key, position))
        return found

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
        for name, position in self._by_short.items():
            if "解释" in name:
                spelled.setdefault(name, position)
        return list(spelled), list(spelled.values())

    def _short_names(self, aliases: Mapping[str, int]) -> dict[str, int]:
        """What interpretations whose text is held are called for short, where it means one of them only."""
        laws: dict[str, tuple[str, ...]] = {}
        for name, position in aliases.items():
            title, _, rank = self._titles[position]
            if rank == "statute" and name.endswith("法") and key_of(name) != key_of(title):
                laws[key_of(title)] = (*laws.get(key_of(title), ()), key_of(name))
        meant: dict[str, set[int]] = {}
        for position, (title, held, rank) in enumerate(self._titles):
            if held and rank == "interpretation":
                for name in short_names(without_issuer(key_of(title)), laws):
                    meant.setdefault(name, set()).add(position)
        return {name: places.pop() for name, places in meant.items() if len(places) == 1 and name not in self._by_key}


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
