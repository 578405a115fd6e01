"""Finds the figures of a text, and leaves out what only looks like one."""

import re
from collections.abc import Iterator
from decimal import Decimal

from fazhi.engines.claims.numerals import chinese_integer, scaled
from fazhi.engines.claims.terms import PERCENT, RELATIVE_UNITS, Bound, StatedFigure
from fazhi.engines.claims.units import UNIT

_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | dict.fromkeys((0x3000, 0x00A0, 0x0D), 0x20)

_NUMERAL = "零〇一二两三四五六七八九十百千万亿"
_SCALE = "(?P<scale>万亿|千万|百万|十万|亿|万|千|百)?"
_GAP = r"[ \t]*"

_ARABIC = re.compile(
    rf"(?<![\dA-Za-z.+×xX*/:#·〔\[~～—–-])(?<!\d[至到,])"
    r"(?P<digits>\d{1,3}(?:(?:,\d{3})+|(?: \d{3})+(?!\d))(?:\.\d+)?|\d+(?:\.\d+)?)(?![\d,.]\d)"
    rf"(?:{_GAP}(?P<more>[余多来几])?{_SCALE}(?P<still_more>[余多来])?{_GAP}|\s*){UNIT}"
)
_CHINESE = re.compile(
    rf"(?<![{_NUMERAL}第每前数几\d])(?P<numeral>[{_NUMERAL}]+)(?P<more>[余多])?(?P<rest>[万亿])?{UNIT}"
)
_HUNDREDTHS = re.compile(
    rf"百分之(?:(?P<digits>\d+(?:\.\d+)?)|(?P<numeral>[{_NUMERAL}]+)(?:点(?P<decimals>[{_NUMERAL}]+))?)"
)
_TENTHS = re.compile(
    rf"(?<![第\d{_NUMERAL}])(?P<tenths>[一二三四五六七八九1-9])成(?P<half>[一二三四五六七八九])?"
    r"(?![立功员果为本效都长年就交套品型熟])"
)

# What has the form of a figure and is none: titles, slogans in quotation marks, document numbers, dates, times,
# articles and ordinals, telephone numbers.
_NOT_FIGURES = re.compile(
    r"《[^》]{1,120}》"
    r"|“[^”,。;!?\n]{1,20}”"
    r"|[〔\[(]\d{4}[〕\])]第?\d+号"
    r"|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}日?"
    r"|\d{1,2}:\d{2}(?::\d{2})?"
    rf"|第[\d{_NUMERAL}]+[^\d{_NUMERAL},。;]?(?:[、和及至到-]第?[\d{_NUMERAL}]+[条款项章节])*"
    r"|(?<!\d)0\d{2,3}-\d{7,8}|(?<!\d)1[3-9]\d{9}(?!\d)"
)

_BEFORE = (
    (Bound.AT_MOST, re.compile(r"(?:不超过|不足|不到|不高于|不多于|低于|(?<!不)少于|至多|最多)$")),
    (Bound.AT_LEAST, re.compile(r"(?:(?<!不)超过|(?<!不)超|逾|突破|不少于|不低于|至少|(?<!不)高于|(?<!不)多于)$")),
    (Bound.ABOUT, re.compile(r"(?:(?<![附最邻])近|约|接近)$")),
)
_AFTER = (
    (Bound.AT_LEAST, re.compile(r"[及]?以上")),
    (Bound.AT_MOST, re.compile(r"以下|以内|之内")),
    (Bound.ABOUT, re.compile(r"左右|上下")),
)


def half_width(text: str) -> str:
    """`text` with full-width signs as half-width ones, one for one, so that offsets stay."""
    return text.translate(_HALF_WIDTH)


def find_figures(text: str) -> tuple[StatedFigure, ...]:
    """The figures of `text`, which is `half_width` already, in its order."""
    closed = {place for match in _NOT_FIGURES.finditer(text) for place in range(*match.span())}
    found = (*_hundredths(text), *_tenths(text), *_arabic(text), *_chinese(text))
    kept: list[StatedFigure] = []
    for figure in sorted(found, key=lambda figure: figure.offset):
        if figure.offset not in closed and (not kept or kept[-1].end <= figure.offset):
            kept.append(figure)
    return tuple(kept)


def _arabic(text: str) -> Iterator[StatedFigure]:
    for match in _ARABIC.finditer(text):
        if text[max(0, match.start() - 1) : match.start()] in ("第", "每", "前") or _is_wrapped_word(text, match):
            continue
        value, half_unit = scaled(match["digits"], match["scale"])
        rounded = match["scale"] or "." in match["digits"] or match["unit"] in RELATIVE_UNITS
        bound = Bound.AT_LEAST if match["more"] or match["still_more"] else _bound(text, match.start(), match.end())
        yield _figure(match, value, match["unit"], half_unit if rounded else Decimal(0), bound)


def _is_wrapped_word(text: str, match: re.Match[str]) -> bool:
    """Whether a line break parts the number from a word that goes on, and so from a next line of its own."""
    return "\n" in match[0] and re.match(r"[\s,、。;:)]|$", text[match.end() : match.end() + 1]) is None


def _chinese(text: str) -> Iterator[StatedFigure]:
    for match in _CHINESE.finditer(text):
        numeral = match["numeral"] + (match["rest"] or "")
        number = chinese_integer(numeral)
        if number is None or not (match["more"] or _is_quantity(match["numeral"])):
            continue
        bound = Bound.AT_LEAST if match["more"] else _bound(text, match.start(), match.end())
        yield _figure(match, str(number), match["unit"], Decimal(0), bound)


def _is_quantity(numeral: str) -> bool:
    """Whether a numeral counts: 二十三 and 五百 do; alone, 一, 两, 十 and 千 are mostly words (一件事, 两个维护)."""
    return len(numeral) > 1 and numeral[0] not in "百千万亿"


def _hundredths(text: str) -> Iterator[StatedFigure]:
    for match in _HUNDREDTHS.finditer(text):
        value = match["digits"] or _spoken(match["numeral"], match["decimals"])
        if value is not None:
            half_unit = scaled(value, None)[1]
            yield _figure(match, value, PERCENT, half_unit, _bound(text, match.start(), match.end()))


def _spoken(numeral: str, decimals: str | None) -> str | None:
    whole = 100 if numeral == "百" else chinese_integer(numeral)
    if whole is None or not decimals:
        return None if whole is None else str(whole)
    return f"{whole}." + "".join(str(chinese_integer(sign)) for sign in decimals)


def _tenths(text: str) -> Iterator[StatedFigure]:
    for match in _TENTHS.finditer(text):
        tenths = int(match["tenths"]) if match["tenths"].isdigit() else chinese_integer(match["tenths"]) or 0
        ones = chinese_integer(match["half"]) or 0 if match["half"] else 0
        half_unit = Decimal("0.5") if match["half"] else Decimal(5)
        yield _figure(match, str(tenths * 10 + ones), PERCENT, half_unit, _bound(text, match.start(), match.end()))


def _bound(text: str, start: int, end: int) -> Bound | None:
    before, after = re.sub("达到?$", "", text[max(0, start - 5) : start]), text[end : end + 3]
    for bound, pattern in _BEFORE:
        if pattern.search(before):
            return bound
    return next((bound for bound, pattern in _AFTER if pattern.match(after)), None)


def _figure(match: re.Match[str], value: str, unit: str, slack: Decimal, bound: Bound | None) -> StatedFigure:
    return StatedFigure(match[0], value, unit, match.start(), slack, bound)
