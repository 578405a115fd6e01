"""What a dossier needs, what a conclusion needs, how answers and numbers are written, how long a document may be valid."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from fazhi.engines.citation import Article, CitationError, Document, parse_citations
from fazhi.lines.legality_review.errors import (
    AnswersUnfit,
    AnswerUnclear,
    BasisUnclear,
    ConclusionUnfit,
    NumberUnclear,
    ValidityUnfit,
)
from fazhi.lines.legality_review.terms import Adoption, Conclusion, Kind, Material

_M = Material
_OF_DOCUMENTS = (_M.DRAFT, _M.NOTE, _M.BASIS, _M.OPINIONS, _M.OWN_REVIEW)
_NEEDED = {
    Kind.NORMATIVE: _OF_DOCUMENTS,
    Kind.POLICY: _OF_DOCUMENTS,
    Kind.DECISION: (_M.DRAFT, _M.BASIS, _M.PROCEDURE),
    Kind.CONTRACT: (_M.DRAFT, _M.NOTE),
    Kind.AFFAIR: (_M.NOTE,),
}
COMPETING = frozenset({Kind.NORMATIVE, Kind.POLICY, Kind.DECISION})
"""Kinds that may not be issued without a fair-competition review. Source: 公平竞争审查条例 art. 2, 18."""

_NUMBER = re.compile(r"[一-鿿]{2,12}〔[12][0-9]{3}〕[1-9][0-9]{0,4}号")
_ANSWER = re.compile(r"([1-9][0-9]{0,3})[ 　.、]{1,3}(采纳|部分采纳|不采纳)(?:[ 　：:，]{1,3}(.{1,2000}))?")
ANSWER_FORM = "意见序号 采纳、部分采纳或者不采纳 理由"


def needed(kind: str) -> tuple[Material, ...]:
    """
    The materials that a dossier of this kind consists of.

    Source: 重大行政决策程序暂行条例 art. 26(1) for decisions; for the others the usual list of 国办发〔2018〕115号, 待核.
    """
    return _NEEDED[Kind(kind)]


def missing(kind: str, materials: Iterable[str]) -> tuple[str, ...]:
    """Codes of what the dossier lacks, in the order of the list."""
    there = set(materials)
    return tuple(each.value for each in needed(kind) if each.value not in there)


def read_basis(number: str, text: str) -> tuple[Article | Document, ...]:
    """
    What a point rests on, written as 行政许可法 第十七条, or a document with its number where it has no articles.

    Raises BasisUnclear.
    """
    try:
        found = parse_citations(text)
    except CitationError as error:
        raise BasisUnclear(number, text) from error
    if any(isinstance(each, Document) and not (each.wenhao or "〔" in each.title) for each in found):
        raise BasisUnclear(number, text)
    return tuple(found)


def is_basis(text: str) -> bool:
    """Whether a text is such a basis."""
    try:
        return bool(read_basis("", text))
    except BasisUnclear:
        return False


def require_conclusion(number: str, conclusion: str, points: int) -> None:
    """A lawful draft has no point against it, another has at least one. Raises ConclusionUnfit."""
    if (conclusion == Conclusion.LAWFUL) != (points == 0):
        raise ConclusionUnfit(number, conclusion, points)


@dataclass(frozen=True)
class Answer:
    """What the drafting body did with the point `place`, and why."""

    place: int
    adoption: Adoption
    reason: str


def read_answers(number: str, lines: Sequence[str], places: Sequence[int]) -> tuple[Answer, ...]:
    """
    One answer for each of the points `places`, in their order; a point not wholly adopted needs its reason.

    Raises AnswerUnclear, AnswersUnfit.
    """
    found: list[Answer] = []
    codes = {each.label: each for each in Adoption}
    for line in lines:
        read = _ANSWER.fullmatch(line.strip())
        if read is None:
            raise AnswerUnclear(number, line)
        found.append(Answer(int(read[1]), codes[read[2]], (read[3] or "").strip()))
    told = [each.place for each in found]
    strange = sorted({place for place in told if place not in places or told.count(place) > 1})
    unanswered = [place for place in places if place not in told]
    unreasoned = [each.place for each in found if each.adoption is not Adoption.ADOPTED and not each.reason]
    if strange or unanswered or unreasoned:
        raise AnswersUnfit(number, unanswered, strange, unreasoned)
    return tuple(sorted(found, key=lambda each: each.place))


def is_number(text: str) -> bool:
    """Whether a text is a document number: 厦司规〔2024〕1号."""
    return _NUMBER.fullmatch(text) is not None


def require_number(number: str) -> None:
    """A document number reads 厦司规〔2024〕1号. Raises NumberUnclear."""
    if not is_number(number):
        raise NumberUnclear(number)


def require_validity(number: str, effective: date, expires: date, last: date) -> None:
    """The last day of validity lies after the day of effect, and not after `last`. Raises ValidityUnfit."""
    if not effective < expires <= last:
        raise ValidityUnfit(number, effective, expires, last)
