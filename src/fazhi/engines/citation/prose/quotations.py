"""Quotations of a cited text: which words the text says stand there."""

import re
from dataclasses import dataclass

from fazhi.engines.citation.prose import quoting
from fazhi.engines.citation.prose.reading import Citation

_LONGEST = 3000
_SHORTEST = 8
_GAP = re.compile(r"[^“”\"‘《》。；\n]{0,30}(?P<mark>[“\"‘])")
_CLOSE = {"“": re.compile("[“”]"), "‘": re.compile("[‘’]"), '"': re.compile('"')}
_CHANGES = re.compile(
    r"修改|改为|增加|删去|删除|删|合并|调整|作为|界定为|理解为|视为|称为|简称|罪名|以[“\"‘]|构成|处以?|不属于|认定为"
)
_SAYS = re.compile(r"规定|明确|指出|载明|要求|写明|所称|：|如下")
_STRICT = re.compile(r"(?:规定|明确|指出|载明|写明|如下)?[，：].$|(?:规定|明确规定|指出|载明|写明).$")
_WORDS = re.compile(
    r"[^“”\"‘《》。；，：\n]{0,6}(?:规定|明确|指出|载明|内容)(?:如下|是|为)?[：，](?P<words>[^“”\"‘《》\n]{12,400}?)(?:。|\n|$)"
)
# What follows a place after a mere comma or 规定, or stands before it in brackets, may be the place's words.
_AFTER = re.compile(r"(?:，|规定(?![的之]))(?P<words>[^“”\"‘《》。；\n]{15,400}?)(?:[。；\n]|$)")
_IN_FRONT = re.compile(r"(?:^|[。；：”》\n])(?P<words>[^“”《》。；：（\n]{12,200})（(?:见|参见|依据|根据|引自|出自)?$")
_AMENDED = re.compile(r"[^\n]{0,200}?(?:修改|改)为")
_AMENDS = 210
_LABEL = re.compile(r"^第[一二三四五六七八九十百千零]{1,9}条(?:之[一二三四五六七八九十]{1,3})?(?=[　 ])[　 ]*")
_BEFORE = re.compile(r"“(?P<words>[^“”\n]{8,600})”[^“”《》。；（\n]{0,4}（(?:见|参见|依据|根据|引自|出自)?$")


@dataclass(frozen=True, slots=True)
class Quotation:
    """
    Words that are said to stand in a cited place.

    start      in the normalised text
    is_strict  whether they are introduced, in quotation marks, as what the place provides; a term may leave out words, and
               what has no marks may be put otherwise: there only a number or a word of duty in place of another counts
    is_marked  whether quotation marks stand around them: then they must stand in no other place instead
    """

    start: int
    text: str
    is_strict: bool
    is_marked: bool = True


def quotation_of(text: str, citation: Citation, limit: int) -> Quotation | None:
    """
    What a text quotes of a citation, or None.

    limit  where the next citation begins: what is quoted stands before it, or has it inside
    """
    gap = _GAP.match(text, citation.end)
    if gap is not None and gap.end() <= limit:
        between = gap[0]
        if _CHANGES.search(between) or (len(between) > 6 and not _SAYS.search(between)):
            return None
        return _quoted(text, gap.end(), gap["mark"], is_strict=_STRICT.search(between) is not None)
    words = _WORDS.match(text, citation.end) or (None if citation.own else _AFTER.match(text, citation.end))
    if words is not None:
        return Quotation(words.start("words"), words["words"], is_strict=False, is_marked=False)
    return _before(text, citation)


def _quoted(text: str, start: int, mark: str, *, is_strict: bool) -> Quotation | None:
    """The words from `start` to the mark that closes the quotation; one inside another is passed over."""
    depth = 1
    for sign in _CLOSE[mark].finditer(text, start, start + _LONGEST):
        depth += 1 if sign[0] in "“‘" else -1
        if depth == 0:
            words = text[start : sign.start()]
            label = _LABEL.match(words)
            skipped = label.end() if label else 0
            if _AMENDED.match(text, sign.end(), sign.end() + _AMENDS):
                return None
            return _long_enough(Quotation(start + skipped, words[skipped:], is_strict))
    return None


def _before(text: str, citation: Citation) -> Quotation | None:
    """“…”（《X法》第十条）."""
    if citation.start == 0 or text[citation.start - 1] not in "（见据自":
        return None
    low = max(0, citation.start - _LONGEST // 4)
    before = text[low : citation.start]
    if (found := _BEFORE.search(before)) is not None:
        return _long_enough(Quotation(low + found.start("words"), found["words"], is_strict=False))
    found = _IN_FRONT.search(before) if text.startswith("）", citation.end) else None
    return Quotation(low + found.start("words"), found["words"], is_strict=False, is_marked=False) if found else None


def _long_enough(quotation: Quotation) -> Quotation | None:
    return quotation if len(quoting.plain(quotation.text)) >= _SHORTEST else None
