"""
A draft's text as the checks read it: one character for one, so that every place is a place of the original.

Full-width digits and letters become half-width, half-width brackets full-width, the traditional forms of the words
that the checks look for simplified ones, spaces of any kind a blank.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fazhi.engines.citation import NumeralNotUnderstood, from_chinese

_TRADITIONAL = (
    "條條款項編節規辦務發證書罰處許擴業產營銷購標場權義應當須報審準備實驗認證費繳納徵幣萬億無為與從經"
    "關於國務局們門區縣鄉鎮單個團體協會員請復訴訟權優錄選額獎補貼稅減還減勞險強製執扣凍結斷電"
)
_SIMPLIFIED = (
    "条条款项编节规办务发证书罚处许扩业产营销购标场权义应当须报审准备实验认证费缴纳征币万亿无为与从经"
    "关于国务局们门区县乡镇单个团体协会员请复诉讼权优录选额奖补贴税减还减劳险强制执扣冻结断电"
)
_PLAIN = (
    {0xFF01 + offset: 0x21 + offset for offset in range(94) if chr(0x21 + offset).isalnum()}
    | dict.fromkeys(map(ord, "\u3000\u00a0\t\u2002\u2003\u2009\u200b\ufeff\r"), " ")
    | {ord("("): "（", ord(")"): "）", ord("["): "［", ord("]"): "］", ord(";"): "；", ord(":"): "：", ord("％"): "%"}
    | {ord(old): new for old, new in zip(_TRADITIONAL, _SIMPLIFIED, strict=True)}
)


def plain(text: str) -> str:
    """The text in its one form; `len(plain(text)) == len(text)`."""
    return text.translate(_PLAIN)


@dataclass(frozen=True)
class Line:
    """A line that holds anything, without the blanks around it."""

    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def lines(text: str) -> Iterator[Line]:
    """The lines of a plain text; also one that only a line separator of Unicode parts."""
    start = 0
    for row in re.split("[\n\u2028\u2029\x0b\x0c\x85]", text):
        words = row.strip()
        if words:
            yield Line(words, start + len(row) - len(row.lstrip()))
        start += len(row) + 1


@dataclass(frozen=True)
class Squeezed:
    """Text without blanks inside Chinese; `place` leads back to where a character stood."""

    text: str
    places: tuple[int, ...] | None
    start: int

    def place(self, index: int) -> int:
        """The offset in the whole text of a character of this one."""
        return self.start + (index if self.places is None else self.places[index])


def squeezed(line: Line) -> Squeezed:
    if " " not in line.text:
        return Squeezed(line.text, None, line.start)
    kept = [index for index, sign in enumerate(line.text) if sign != " "]
    return Squeezed("".join(line.text[index] for index in kept), tuple(kept), line.start)


def number_of(numeral: str) -> int | None:
    """十二 or 12 as 12; None for what is no number from 1 to 9999."""
    if numeral.isascii():
        return int(numeral) if numeral.isdigit() and 0 < len(numeral) < 5 and int(numeral) else None
    try:
        return from_chinese(numeral.replace("两", "二"))
    except NumeralNotUnderstood:
        return None
