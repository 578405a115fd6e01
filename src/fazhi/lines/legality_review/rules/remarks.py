"""How a reply to a circulated draft is written, a line for each clause."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from fazhi.lines.legality_review.errors.circulating import RemarkUnclear
from fazhi.lines.legality_review.terms.circulating import Stance

_LINE = re.compile(r"(\S{1,60})[ 　\t]{1,4}(赞成|建议|反对)(?:[ 　：:，\t]{1,4}(.{1,2000}))?")
_NOTHING = "无意见"
WHOLE = "全文"
REMARK_FORM = "条款 赞成、建议或者反对 意见"


@dataclass(frozen=True)
class Said:
    """What is said of one clause."""

    clause: str
    stance: Stance
    text: str


def read_remarks(number: str, lines: Sequence[str]) -> tuple[Said, ...]:
    """
    The remarks of one reply, in their order; 无意见 alone agrees with the whole. What does not agree says something.

    Raises RemarkUnclear, also where nothing is written.
    """
    written = [line.strip() for line in lines if line.strip()]
    if written == [_NOTHING]:
        return (Said(WHOLE, Stance.AGREE, ""),)
    if not written:
        raise RemarkUnclear(number, "")
    codes, found = {each.label: each for each in Stance}, []
    for line in written:
        read = _LINE.fullmatch(line)
        text = (read[3] or "").strip() if read else ""
        if read is None or (codes[read[2]] is not Stance.AGREE and not text):
            raise RemarkUnclear(number, line)
        found.append(Said(read[1], codes[read[2]], text))
    return tuple(found)
