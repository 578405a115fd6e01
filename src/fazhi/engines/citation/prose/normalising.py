"""One form for the many ways to type a text, with the way back to where each sign stood."""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

from fazhi.engines.citation.prose.traditional import SIMPLIFIED

_TYPED = {
    **{0xFF10 + digit: 0x30 + digit for digit in range(10)},
    **{0xFF21 + letter: 0x41 + letter for letter in range(26)},
    **{0xFF41 + letter: 0x61 + letter for letter in range(26)},
    **str.maketrans("()〈〉＜＞﹤﹥«»〇○,:;﹙﹚【】「」『』", "（）《》《》《》《》零零，：；（）（）“”“”"),
}
# Radicals that PDF files have in place of the signs that look like them: ⼈ for 人, ⻔ for 门.
_RADICALS = {
    **{radical: ord(unicodedata.normalize("NFKC", chr(radical))) for radical in range(0x2F00, 0x2FD6)},
    **str.maketrans("⺟⺠⻄⻅⻆⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻥⻦⻩⻬⻮⻰⻳", "母民西见角贝车长门青页风飞食马鱼鸟黄齐齿龙龟"),
}
_TABLE = {**SIMPLIFIED, **_TYPED, **_RADICALS}

_HAN = "一-鿿"
_JOINT = rf"[{_HAN}《》（）、，。；：“”\d]"
# Blanks between Chinese signs; a line break where the line is full and the next one is no beginning.
_DROPPED = re.compile(
    rf"(?<={_JOINT})[ \t　 ​﻿]+(?={_JOINT})"
    rf"|(?<=[{_HAN}《（、，第\d])[ \t　]*\r?\n[ \t　]*"
    rf"(?=[{_HAN}》）、，。；：”\d])(?!第[零一二三四五六七八九十百千\d]{{1,9}}[条章节编][^规的第、和至]|[一二三四五六七八九十]{{1,3}}、|附件)"
)
_FULL_LINE = 18


@dataclass(frozen=True, slots=True)
class Normal:
    """
    A text in one form.

    text    the form that is searched
    starts  places in `text` after which signs were dropped, with how many signs were dropped until there (`drops`)
    """

    text: str
    starts: tuple[int, ...]
    drops: tuple[int, ...]

    def original(self, place: int) -> int:
        """Where the sign at `place` of `text` stands in the original."""
        if not self.starts:
            return place
        before = bisect_right(self.starts, place)
        return place + (self.drops[before - 1] if before else 0)

    def original_end(self, end: int) -> int:
        """The end in the original of what ends before `end` in `text`."""
        return self.original(end - 1) + 1 if end else 0


def normalise(text: str) -> Normal:
    """
    Full-width digits and letters to half-width, brackets and common traditional characters to one form, blanks inside
    Chinese and line breaks inside sentences dropped.
    """
    plain = text.translate(_TABLE)
    pieces: list[str] = []
    starts: list[int] = []
    drops: list[int] = []
    done = dropped = kept = 0
    for blank in _DROPPED.finditer(plain):
        start, end = blank.span()
        if "\n" in blank[0] and not _is_full(plain, start):
            continue
        pieces.append(plain[done:start])
        kept += start - done
        dropped += end - start
        starts.append(kept)
        drops.append(dropped)
        done = end
    if not pieces:
        return Normal(plain, (), ())
    pieces.append(plain[done:])
    return Normal("".join(pieces), tuple(starts), tuple(drops))


def _is_full(text: str, end: int) -> bool:
    """Whether the line that ends at `end` may have been broken for want of room: it is long, or inside a title."""
    if end < _FULL_LINE or text.rfind("\n", end - _FULL_LINE, end) >= 0:
        return text.rfind("《", max(0, end - _FULL_LINE), end) > text.rfind("》", max(0, end - _FULL_LINE), end)
    return True
