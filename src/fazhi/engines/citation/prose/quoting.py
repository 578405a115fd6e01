"""Comparing a quotation with the text that it is said to be from; signs and blanks don't count."""

import re
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from fazhi.engines.citation.prose.terms import Comparison, Difference

_FULL_WIDTH = {0xFF10 + digit: 0x30 + digit for digit in range(10)}
SAME = 0.98
LIKE = 0.80
_SIGNS = re.compile(r"[\W_]+")
_ELLIPSIS = re.compile(r"…+|\.{3,}|⋯+")
_WEIGHTY = re.compile(
    r"[零一二三四五六七八九十百千万亿两半\d]|应|可|得|须|必|不|无|未|禁|元|日|月|年|倍|上|下|内|外|以|或|和|并|且|者"
)
_NUMBER = re.compile(r"[零一二三四五六七八九十百千万亿两\d]+")
_DUTY = re.compile(r"[应当可以不得必须]{1,2}|禁止")
_FEW = 3
_SHORTEST_PART = 4


def plain(text: str) -> str:
    """The text without signs and blanks."""
    return _SIGNS.sub("", text.translate(_FULL_WIDTH))


def is_in(quotation: str, text: str) -> bool:
    """Whether all parts of a quotation, apart by ……, stand in the text in that order."""
    body, place = plain(text), 0
    for part in _parts(quotation):
        found = body.find(part, place)
        if found < 0:
            return False
        place = found + len(part)
    return True


def similarity(quotation: str, text: str) -> float:
    """1 − edit distance ÷ length between a quotation and the part of the text most like it; of its parts the least."""
    body = plain(text)
    return min((_similarity(part, body) for part in _parts(quotation)), default=1.0)


def compare(quotation: str, text: str, *, start: int) -> Comparison:
    """
    A quotation beside a text.

    start    where it stands in the text that was searched
    """
    body = plain(text)
    worst, actual = min(
        ((part, _most_like(part, body)) for part in _parts(quotation)),
        key=lambda pair: Levenshtein.normalized_similarity(*pair),
        default=("", ""),
    )
    differences = tuple(_differences(worst, actual))
    share = similarity(quotation, text)
    weighty = any(_WEIGHTY.search(each.quoted + each.actual) for each in differences)
    grave = share >= LIKE and len(differences) <= _FEW and any(map(_is_grave, differences))
    return Comparison(start, start + len(quotation), share, differences, actual, weighty, grave)


def _is_grave(difference: Difference) -> bool:
    """Whether a number stands for another, or one word of duty for another: 应当 for 可以."""
    pair = (difference.quoted, difference.actual)
    return all(map(_NUMBER.fullmatch, pair)) or all(map(_DUTY.fullmatch, pair))


def best(quotation: str, texts: Sequence[str]) -> tuple[int, float]:
    """The text that a quotation is most like, and how much; (-1, 0.0) of none."""
    bodies = [plain(text) for text in texts]
    parts = _parts(quotation)
    longest = max(parts, key=len, default="")
    for place, body in enumerate(bodies):
        if longest and longest in body:
            return place, similarity(quotation, texts[place])
    likeness = [
        fuzz.partial_ratio(longest, body, score_cutoff=70) if len(body) >= len(longest) else 0 for body in bodies
    ]
    place = max(range(len(likeness)), key=likeness.__getitem__, default=-1)
    return (place, similarity(quotation, texts[place])) if place >= 0 and likeness[place] else (-1, 0.0)


def _parts(quotation: str) -> list[str]:
    return [part for part in map(plain, _ELLIPSIS.split(quotation)) if len(part) >= _SHORTEST_PART]


def _similarity(part: str, body: str) -> float:
    if part in body:
        return 1.0
    return 1 - Levenshtein.distance(part, _most_like(part, body)) / len(part)


def _most_like(part: str, body: str) -> str:
    """The piece of the body most like the part."""
    if not body:
        return ""
    found = fuzz.partial_ratio_alignment(part, body) if len(body) >= len(part) else None
    if found is None:
        return body
    # The window is as long as the part: a word left out or put in moves its ends.
    slack = max(2, len(part) // 8)
    ends = {*range(max(0, found.dest_end - slack), min(len(body), found.dest_end + slack) + 1), found.dest_end}
    starts = {*range(max(0, found.dest_start - slack), found.dest_start + slack + 1)}
    start = min(starts, key=lambda place: (Levenshtein.distance(part, body[place : found.dest_end]), place))
    end = min(ends, key=lambda place: (Levenshtein.distance(part, body[start:place]), place))
    return body[start:end]


def _differences(quoted: str, actual: str) -> Iterator[Difference]:
    for each in Levenshtein.opcodes(quoted, actual):
        if each.tag != "equal":
            yield Difference(quoted[each.src_start : each.src_end], actual[each.dest_start : each.dest_end])
