"""Where a text may cite: what stands in 《》, names without them, short names, and 本法, 该条例, 同法 before an article."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto

from fazhi.engines.citation.prose.articles import NUMERAL
from fazhi.engines.citation.prose.names import NameIndex

NOUNS = "法典|法|条例|办法|规定|细则|规则|解释|决定|决议|通知|意见|批复|规范|章程|公约|安排|通则|规程|纪要|方案"
_LONGEST = 240
_BRACKETS = re.compile(r"[《》\n]")
_PAIR = re.compile(r"《[^《》]*》")
_ANAPHOR = re.compile(
    rf"(?P<word>本|该|同|此|上述|前述)(?:实施|暂行|试行|补充|若干)?(?P<noun>{NOUNS})(?=(?:的|中的?|总则|分则|附则|规定)?第)"
)
_UNKNOWN = re.compile(rf"中华人民共和国[一-鿿]{{2,30}}?(?:(?<![办本该同此])法典?|(?<![本该])条例)(?=第{NUMERAL}条)")
_LAW = re.compile(rf"(?<![办本该同此方做])法(?=第{NUMERAL}条)")
_LONGEST_SHORT, _SHORTEST_SHORT = 7, 2
_NAME_BEGINS = re.compile(r"(?:[和与及按照依据对、，。；：（“反用如\n]|我国|^)$")

# What makes a longer word of a name: 公司法人, 证券法规 (but 证券法规定), 刑法修正案, 消防法实施条例.
_AFTER = re.compile(
    r"[律人院庭学理官系令医师案则域科]|规(?!定)|制(?!定)|定(?!期)|治(?!安)|委员会"
    r"|(?:实施)?(?:细则|条例|办法|规则)|修正案|(?:司法)?解释|释义|草案|（草案|（修订草案|（征求意见稿"
)
_BEFORE = re.compile(r"[省市县州盟旗区]$|国际$|外国$|各国$|军事$|比较$|清算$|受控$|销售$|调解$|本$")
_ALREADY = re.compile(r"(?:简称|[统合下]称|称为|简称为|简称作)[“《\"]?$")
_DECISION = re.compile(r"关于(?:修改|修订|废止|实施|执行|适用|贯彻)?[^，。；]{0,4}$")
_DECISION_END = re.compile(r"[》]?的(?:决定|解释|通知|批复|规定|意见|补充)")
_GENERAL = re.compile(r"(?:和|、|以及|及|或者?|与)?(?:有关|其他|国家)?(?:法律|宣誓|日|监督|实施|权威|意识|精神|原则)")
_WORD_BEFORE = re.compile(r"[和与及按照依据对《、，。；：（“反合在由从以用于犯前后年新旧原\n]$")


class Way(Enum):
    """How a place in the text names an instrument."""

    BRACKETED = auto()
    BARE = auto()
    ALIAS = auto()
    ANAPHOR = auto()


@dataclass(frozen=True, slots=True)
class Anchor:
    """
    A place that may name an instrument.

    start, end  in the normalised text, 《》 included
    name        without 《》; of an anaphor the noun
    position    of the title, where the place itself tells
    word        本, 该, 同 … of an anaphor
    """

    start: int
    end: int
    way: Way
    name: str
    position: int | None = None
    word: str = ""


def anchors(text: str, names: NameIndex, aliases: Iterable[str]) -> list[Anchor]:
    """
    Every place of a normalised text that may name an instrument, by its start, longest first; they may overlap.

    aliases  short names that the text or its surroundings declare
    """
    found = [
        *_bracketed(text),
        *_bare(text, names),
        *_anaphors(text),
        *_aliased(text, aliases),
        *_unknown(text),
        *_shortened(text, names),
    ]
    found.sort(key=lambda anchor: (anchor.start, -anchor.end))
    return found


def _bracketed(text: str) -> Iterator[Anchor]:
    depth = opened = 0
    for sign in _BRACKETS.finditer(text):
        place = sign.start()
        if sign[0] == "《":
            if depth == 0:
                opened = place
            depth += 1
        elif sign[0] == "》" and depth:
            depth -= 1
            if depth == 0:
                yield from _within(text, opened, place + 1)
        elif sign[0] == "\n" and depth:
            yield from _pairs(text, opened, place)
            depth = 0
    if depth:
        yield from _pairs(text, opened, len(text))


def _within(text: str, start: int, end: int) -> Iterator[Anchor]:
    if end - start <= _LONGEST:
        yield Anchor(start, end, Way.BRACKETED, text[start + 1 : end - 1])
    else:
        yield from _pairs(text, start, end)


def _pairs(text: str, start: int, end: int) -> Iterator[Anchor]:
    """Brackets that don't match: the innermost pairs."""
    for pair in _PAIR.finditer(text, start, end):
        if len(pair[0]) <= _LONGEST:
            yield Anchor(pair.start(), pair.end(), Way.BRACKETED, pair[0][1:-1])


def _bare(text: str, names: NameIndex) -> Iterator[Anchor]:
    for start, end, position in names.bare(text):
        name = text[start:end]
        if _AFTER.match(text, end) or _is_part(text, start, end, name):
            continue
        yield Anchor(start, end, Way.BARE, name, position)


def _is_part(text: str, start: int, end: int, name: str) -> bool:
    """Whether the words before and behind make something else of the name."""
    before = text[max(0, start - 14) : start]
    if _ALREADY.search(before) or (not name.startswith("中华") and _BEFORE.search(before)):
        return True
    if _DECISION_END.match(text, end) and _DECISION.search(before):
        return True
    if name.endswith("宪法") and _GENERAL.match(text, end):
        return True
    return (
        len(name) == len("水法")
        and name != "宪法"
        and bool(before)
        and not _WORD_BEFORE.search(before)
        and not text.startswith("第", end)
    )


def _anaphors(text: str) -> Iterator[Anchor]:
    for found in _ANAPHOR.finditer(text):
        yield Anchor(found.start(), found.end(), Way.ANAPHOR, found["noun"], word=found["word"])


def _unknown(text: str) -> Iterator[Anchor]:
    for found in _UNKNOWN.finditer(text):
        yield Anchor(found.start(), found.end(), Way.BARE, found[0])


def _shortened(text: str, names: NameIndex) -> Iterator[Anchor]:
    """地方组织法第四十四条: what a statute is called for short, told by the place behind it."""
    for law in _LAW.finditer(text):
        for length in range(_LONGEST_SHORT, _SHORTEST_SHORT - 1, -1):
            start = law.start() - length
            if start >= 0 and _NAME_BEGINS.search(text, max(0, start - 2), start):
                name = text[start : law.end()]
                position = names.find(name)
                if position is None:
                    position = names.shortened(name)
                if position is not None:
                    yield Anchor(start, law.end(), Way.BARE, name, position)
                    break


def _aliased(text: str, aliases: Iterable[str]) -> Iterator[Anchor]:
    told = sorted({alias for alias in aliases if len(alias) > 1}, key=lambda alias: (-len(alias), alias))
    if not told:
        return
    for found in re.finditer("|".join(map(re.escape, told)), text):
        start, end = found.span()
        before = text[max(0, start - 14) : start]
        if _ALREADY.search(before) or _AFTER.match(text, end):
            continue
        # 方案 is no alias in 实施方案, 条例 none in 本条例: a mere noun needs an article behind and an end before it.
        if re.fullmatch(NOUNS, found[0]) and not (
            text.startswith("第", end) and (not before or _WORD_BEFORE.search(before))
        ):
            continue
        yield Anchor(start, end, Way.ALIAS, found[0])
