"""What must stay as it is: numbers of cases, papers and standards, credit codes, sums, dates, hotlines, titles of law, masked runs."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import chain

from fazhi.engines.identifiers import judge_credit_code, refuses
from fazhi.engines.masking.plain import HAN

# Every repeat is bounded and begins at a sign that starts no other repeat: linear in the text.
_CASE = re.compile(
    rf"[(〔\[【]\d{{4}}[)〕\]】][{HAN}\d]{{0,24}}?(?:第 ?)?\d{{1,8}}(?:-\d{{1,4}})?号(?:之[一二三四五六七八九十\d]{{1,2}})?"
)
_PAPER = re.compile(r"[(〔\[【]\d{4}[)〕\]】] ?第? ?\d{1,6}号")
_CODE = re.compile(
    rf"(?:不服|根据|依据|按照|收到|下达|下发|印发|发布|出具|制作|制发|送达|文号|编号|[^{HAN}]|[为是的以由经及和与系向对号据作出该按照至被将])"
    rf"(?P<code>[{HAN}]{{2,10}}?)$"
)
"""What stands before the year in a paper's number: the office and the series, 周川城管罚决字."""
_LONGEST_CODE = 13
_SERIAL = re.compile(r"(?<=字)(?:\[\d{4}\]|\(\d{4}\))?第? ?[A-Za-z]{0,3}\d[\d-]{0,24}号")
_STANDARD = re.compile(
    r"\b(?:GB|GA|GM|JGJ|CJJ|HJ|DB\d{0,4}|ISO|IEC|NY|SF|MZ|RB|JR|SB|QB|YY|WS|LY|SL|"
    r"JTG)(?:/[TZ])? ?\d[\d.]{0,12}(?:-\d{2,4})?"
)
_CREDIT = re.compile(
    r"(?<![0-9A-Za-z])[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}(?![0-9A-Za-z])", re.IGNORECASE
)
_SUM = re.compile(
    r"(?:人民币|¥|￥|\$|US\$|RMB)? ?(?<![\d.])\d[\d,]{0,24}(?:\.\d{1,6})? ?(?:亿|万|千|百)?(?:元|"
    r"美元|港元|欧元|日元|平方米)"
)
_COUNT = re.compile(
    r"(?<![\d.])\d[\d,]{0,8}(?:\.\d{1,6})? ?(?:股|平方公里|公里|千米|米|公顷|亩|吨|千克|公斤|件|人次|"
    r"%|‰|亿|万)"
)
_DATE = re.compile(
    r"(?<!\d)(?:1[89]|20)\d{2} ?(?:年 ?\d{1,2} ?月(?: ?\d{1,2} ?日)?|"
    r"[-/.]\d{1,2}[-/.]\d{1,2}(?!\d))(?:[ T]?\d{1,2}(?::\d{2}){1,2}|[上下]午)?"
)
_COMPACT_DATE = re.compile(
    r"(?<![0-9A-Za-z])(?<!\d[ -])(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|"
    r"3[01])(?![0-9A-Za-z]|[ -]\d)"
)
_HOTLINE = re.compile(
    r"(?<![0-9A-Za-z-])(?<![A-Za-z][·•. ])(?<!\d )(?:1(?:1[0-9]|2[0-2]|2[0-9]{3})|9[56]\d{3,4}|[48]00[- ]?\d{3,4}[- ]?\d{3,4}|"
    r"1[02]0\d{2,3})(?![0-9A-Za-z])(?!-\d)"
)
_TITLE = re.compile(
    r"《[^《》\n]{1,80}(?:法|典|条例|规定|办法|解释|决定|意见|细则|规则|准则|标准|规范|通知|批复|"
    r"纲要|方案|目录)[^《》\n]{0,12}》"
)
_HIDDEN = re.compile(r"[0-9A-Za-z]{0,20}[*×✱●■█※〇Xx＊]{3,}[0-9A-Za-z*×]{0,20}|[*×●■█]{1,2}")
_SOMEBODY = re.compile(rf"[{HAN}]某{{1,3}}(?:[甲乙丙丁戊己庚辛壬癸]|\d{{1,3}})?|[{HAN}][*×○]{{1,3}}")

_UNBOUND = (_CASE, _SERIAL, _STANDARD, _SUM, _COUNT, _DATE, _COMPACT_DATE, _HOTLINE, _TITLE, _HIDDEN, _SOMEBODY)


class Places:
    """Stretches of a text, merged; asks in logarithmic time whether something lies over one of them."""

    def __init__(self, stretches: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(stretches):
            if self._ends and start < self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            elif end > start:
                self._starts.append(start)
                self._ends.append(end)

    def touch(self, start: int, end: int) -> bool:
        """Whether any character from `start` to before `end` lies in a stretch."""
        place = bisect_right(self._starts, end - 1) - 1
        return place >= 0 and self._ends[place] > start

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return zip(self._starts, self._ends, strict=True)


def protected(plain: str) -> Places:
    """Stretches of a plain text in which nothing is masked."""
    found = chain.from_iterable(pattern.finditer(plain) for pattern in _UNBOUND)
    stretches = [match.span() for match in found]
    stretches += [_coded(plain, match.start()) for match in _PAPER.finditer(plain)]
    stretches += [match.span() for match in _CREDIT.finditer(plain) if is_credit_code(match.group())]
    return Places(stretches)


def _coded(plain: str, year: int) -> tuple[int, int]:
    """The stretch of the code before the year of a paper's number; empty where none is told from the words before it."""
    code = _CODE.search("\n" + plain[max(0, year - _LONGEST_CODE) : year])
    return (year - len(code["code"]), year) if code else (year, year)


def is_credit_code(number: str) -> bool:
    """18 signs whose check character is right, of a registrar that the standard knows; an identity number is none."""
    return number[0].upper() in "1595AN" and not refuses(judge_credit_code(number))
