"""What a text states at a place, and whether it is what the records give: the words of one figure against another's."""

import re
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from fazhi.engines import claims
from fazhi.engines.claims import StatedFigure
from fazhi.lines.annual_report.terms import PrintedFigure

_MONEY = {"分": Fraction(1, 100), "元": Fraction(1), "万元": Fraction(10_000), "亿元": Fraction(100_000_000)}
_SENTENCE = re.compile(r"[^。！？!?；;\n]*[。！？!?；;\n]?")
_MOST_SIGNS = 120


class Verdict(StrEnum):
    """How a stated figure stands to the record's."""

    SAME = "same"
    ROUNDED = "rounded"
    BOUNDED = "bounded"
    OTHER_UNIT = "other_unit"
    OTHER = "other"

    @property
    def note(self) -> str:
        """What is to be said of a change, "" if nothing but that it is one."""
        notes = {"rounded": "四舍五入", "bounded": "写成了约数", "other_unit": "单位不同"}
        return notes.get(self.value, "")


@dataclass(frozen=True)
class Meaning:
    """
    A figure of the report as a text may state it.

    stated  the printed words as the claims engine reads them; None where it reads no figure in them
    exact   the value before rounding, in the unit of `stated`: yuan, per cent, rows
    """

    figure: PrintedFigure
    stated: StatedFigure | None
    exact: Fraction | None


def meaning_of(figure: PrintedFigure) -> Meaning:
    """
    What the figure says, before and after rounding.

    >>> money = PrintedFigure("a", "金额", "5.6亿元", "5.6", "亿元", Fraction(56_003_741_260), 1)
    >>> meaning_of(money).exact, meaning_of(money).stated.value
    (Fraction(2800187063, 5), '560000000')
    """
    found = claims.read(figure.text).figures
    stated = found[0] if len(found) == 1 and found[0].text == figure.text else None
    if figure.exact is None:
        return Meaning(figure, stated, None)
    if figure.unit in _MONEY:
        return Meaning(figure, stated, figure.exact / 100)
    return Meaning(figure, stated, figure.exact * 100 if figure.unit == "%" else figure.exact)


def judged(meaning: Meaning, stated: StatedFigure | None, text: str) -> Verdict:
    """
    Whether `stated`, or the bare `text` where no figure was read in it, says what the record gives.

    Equal values are the same however they are written (40980件, 40,980件, 4.098万件); a value that is the record's only
    after rounding is told as rounded, one with 余、近、超过 as bounded.
    """
    own = meaning.stated
    if own is None or stated is None:
        return Verdict.SAME if _bare(text) == _bare(meaning.figure.text) else Verdict.OTHER
    if stated.unit != own.unit:
        return Verdict.OTHER_UNIT if stated.number == own.number else Verdict.OTHER
    exact = Fraction(own.number) if meaning.exact is None else meaning.exact
    near = abs(Fraction(stated.number) - exact) <= Fraction(stated.slack)
    if stated.bound is not own.bound:
        holds = claims.Bound.AT_LEAST is stated.bound and Fraction(stated.number) <= exact
        return Verdict.BOUNDED if stated.number == own.number or near or holds else Verdict.OTHER
    if stated.number == own.number:
        return Verdict.SAME
    return Verdict.ROUNDED if stated.slack and near else Verdict.OTHER


def stated_at(figures: tuple[StatedFigure, ...], text: str, start: int, end: int) -> StatedFigure | None:
    """
    The figure that a reader sees between `start` and `end` of `text`; it may begin before or end behind, as where the
    unit stands outside of the control. None if there is none or if there are several.

    figures  all of `text`
    """
    inside = [figure for figure in figures if figure.offset < end and start < figure.end]
    if not inside:  # in quotation marks, say, a number is no figure of the text; in its control it is one
        inside = list(claims.read(text[start:end]).figures)
    return inside[0] if len(inside) == 1 else None


def sentence_at(text: str, offset: int) -> str:
    """The sentence of `text` around `offset`, cut to what can be read at a glance."""
    whole = next((match for match in _SENTENCE.finditer(text) if match.start() <= offset < max(match.end(), 1)), None)
    if whole is None:
        return ""
    start = max(whole.start(), min(offset - _MOST_SIGNS // 2, whole.end() - _MOST_SIGNS))
    part = text[start : min(whole.end(), start + _MOST_SIGNS)]
    return f"{'…' if start > whole.start() else ''}{part.strip()}{'…' if start + _MOST_SIGNS < whole.end() else ''}"


def sentences(text: str) -> tuple[str, ...]:
    """All sentences of `text`, without empty ones."""
    return tuple(found for match in _SENTENCE.finditer(text) if (found := match[0].strip()))


def _bare(text: str) -> str:
    """The signs alone: full width as half width, without spaces and thousands commas."""
    half = "".join(chr(ord(sign) - 0xFEE0) if "！" <= sign <= "～" else sign for sign in text)
    return re.sub(r"[\s,\u3000]", "", half)


def same_words(left: str, right: str) -> bool:
    """Whether two cells say the same, however their numbers are spaced."""
    return _bare(left) == _bare(right)
