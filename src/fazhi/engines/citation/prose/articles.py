"""
Lists of places behind a title: 第三条至第五条、第七条第一款第（二）项和第三款.

    条 := 第 N 条 (之 n)?      ref := 条 (第 n 款)? (第 （n） 项)?      list := ref ((、|和|至 …) (ref | 款 | 项))*

N may be a list or a range itself: 第三、四条, 第（一）至（三）项. A 款 or 项 after a connector inherits what stands above it.
"""

import re
from dataclasses import replace

from fazhi.engines.citation.errors import NumeralNotUnderstood
from fazhi.engines.citation.numerals import from_chinese
from fazhi.engines.citation.prose.terms import Ref

NUMERAL = r"(?:[零一二三四五六七八九十百千]{1,9}|\d{1,4})"
_ONE = rf"（?{NUMERAL}）?"
_RANGE = r"至|到|[-—~～－―]{1,2}"
# 条 is no reference in 条件, 项 none in 项目.
_UNIT = re.compile(
    rf"(?P<mark>第?)(?P<list>{_ONE}(?:(?:、|和|或|{_RANGE})第?{_ONE}){{0,40}})(?P<kind>条(?![件约款目线幅])|款(?!项|式)|项(?!目))"
    rf"(?P<suffix>之{NUMERAL}(?:、之{NUMERAL}){{0,9}})?"
)
_FILLER = re.compile(
    rf"(?:的|：|中的?|总则|分则|附则|原|规定(?!的)|第{NUMERAL}[编章节]|[“”\"])?(?:第{NUMERAL}分?[编章节]){{0,3}}中?的?(?=第)"
)
_FIRST = re.compile(rf"(?:的)?前(?P<count>{NUMERAL}|两)(?P<kind>[款项])")
_CONNECTOR = re.compile(
    rf"(?:、|和|与|及其?|以及|或者?|(?P<range>{_RANGE})|，|、和|、及|，以及|，或者)(?=第|（?{NUMERAL}）?[款项])"
)
# What a place is cited for may stand between it and the next: 第十四条第（六）项“本人主要责任”、第十六条.
_QUOTED = re.compile(r"“[^“”\n]{1,40}”(?=(?:、|和|以及|或者?)第)")
# 民法典110条第1款: without 第 it must be the end of something, for 《条例》3条意见 is no place.
_UNMARKED = re.compile(
    r"(?:\d{1,4}|[一二三四五六七八九十百千零]{2,9})条(?=第|之|规定|所|的|中|关于|[，。；：、）”]|[和与及或]|\s|$)"
)
_PART = re.compile(_ONE + rf"|{_RANGE}")
_BETWEEN = re.compile(r"(?:的|中的?|(?:新增|增加)的?)?(?=第|（)")
_IS_RANGE = re.compile(_RANGE)
WIDEST = 1300
"""A range of more articles than any code has is two references."""
MOST = 1500
"""A list of more places is read no further."""


def read_refs(text: str, place: int) -> tuple[tuple[Ref, ...], int]:
    """
    The places named at `place` of a normalised text.

    returns  the references, lists and ranges expanded, each once, and where they end; none and `place` if none is named
    """
    filler = _FILLER.match(text, place)
    unit = _UNIT.match(text, filler.end() if filler else place)
    if unit is None or unit["kind"] != "条" or not (unit["mark"] or _UNMARKED.match(text, place)):
        return (), place
    refs: list[Ref] = []
    end, connected, in_range = place, True, False
    while unit is not None:
        read = _read_unit(unit, refs, connected=connected, in_range=in_range)
        if not read or len(read) > MOST:
            break
        refs, end = read, unit.end()
        refs, end = _first(text, end, refs, unit["kind"])
        unit, connected, in_range = _next(text, end, unit["kind"])
    return tuple(dict.fromkeys(refs)), end


def _first(text: str, end: int, refs: list[Ref], above: str) -> tuple[list[Ref], int]:
    """前三项, 前两款 behind a place: its first parts."""
    found = _FIRST.match(text, end)
    if found is None or "条款项".index(found["kind"]) <= "条款项".index(above):
        return refs, end
    count = _number(found["count"].replace("两", "二")) or 0
    if not 0 < count < WIDEST:
        return refs, end
    field = "paragraph" if found["kind"] == "款" else "item"
    return refs[:-1] + [replace(refs[-1], **{field: number}) for number in range(1, count + 1)], found.end()


def _next(text: str, end: int, above: str) -> tuple[re.Match[str] | None, bool, bool]:
    """The unit that goes on at `end`, whether a connector stands before it, and whether that is a range."""
    quoted = _QUOTED.match(text, end)
    connector = _CONNECTOR.match(text, quoted.end() if quoted else end)
    if connector is not None:
        unit = _UNIT.match(text, connector.end())
        if quoted and unit is not None and unit["kind"] != "条":
            return None, False, False
        if (
            unit is not None
            and (unit["mark"] or unit["kind"] != "条")
            and not (connector[0] == "，" and unit["kind"] != "条")
        ):
            return unit, True, connector["range"] is not None
        return None, False, False
    between = _BETWEEN.match(text, end)
    unit = _UNIT.match(text, between.end()) if between else None
    # 第三条第二款: a lower part follows; 第三条第五条 is no list.
    if unit is not None and "条款项".index(unit["kind"]) > "条款项".index(above):
        return unit, False, False
    return None, False, False


def _read_unit(unit: re.Match[str], refs: list[Ref], *, connected: bool, in_range: bool) -> list[Ref] | None:
    numbers = _numbers(unit["list"])
    if not numbers:
        return None
    if unit["kind"] == "条":
        suffixes = [_number(each) for each in unit["suffix"].replace("之", "").split("、")] if unit["suffix"] else [0]
        if None in suffixes:
            return None
        new = [Ref(number) for number in numbers[:-1]] + [Ref(numbers[-1], suffix or 0) for suffix in suffixes]
        if in_range and refs and 0 < new[0].article - refs[-1].article < WIDEST:
            last = refs[-1].article
            between = [Ref(number) for number in range(last + 1, new[0].article + (new[0].suffix > 0))]
            return refs + between + new
        return refs + new
    field = "paragraph" if unit["kind"] == "款" else "item"
    base = refs[-1]
    if in_range and (previous := getattr(base, field)) is not None and previous < numbers[0]:
        numbers = [*range(previous + 1, numbers[0]), *numbers]
    if field == "paragraph":
        base = replace(base, item=None)
    if not connected:
        refs = refs[:-1]
    return refs + [replace(base, **{field: number}) for number in numbers]


def _numbers(written: str) -> list[int]:
    """The numbers of 三、四 or 三至五, or none if one can't be read."""
    found: list[int] = []
    in_range = False
    for part in _PART.findall(written):
        if _IS_RANGE.fullmatch(part):
            in_range = True
            continue
        number = _number(part.strip("（）"))
        if number is None:
            return []
        if in_range and found and 0 < number - found[-1] < WIDEST:
            found += range(found[-1] + 1, number)
        found.append(number)
        in_range = False
    return found


def _number(written: str) -> int | None:
    if written.isdecimal():
        return int(written) or None
    try:
        return from_chinese(written)
    except NumeralNotUnderstood:
        return None
