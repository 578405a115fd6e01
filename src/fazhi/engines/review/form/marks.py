"""Brackets and quotation marks that open and close."""

import re
from collections.abc import Iterator

from fazhi.engines.citation import Document
from fazhi.engines.review.found import Found
from fazhi.engines.review.structure import Draft
from fazhi.engines.review.terms import About, Check, Severity
from fazhi.engines.review.text import Line

UNBALANCED = Check(
    "form.bracket_unbalanced", "标点不成对", Severity.WARNING, (Document("标点符号用法", "GB/T 15834-2011"),),
    "“{}”没有成对使用。", "补上或者删去。", 0.95, "根据《中华人民共和国行政处罚法第十六条的规定，制定本办法。",
)  # fmt: skip

CHECKS = (UNBALANCED,)

_PAIRS = {"》": "《", "〉": "〈", "）": "（", "〕": "〔", "】": "【", "］": "［", "』": "『", "」": "「"}
_OPENING = set(_PAIRS.values())
_DEEPEST = 50
_LIST_SIGN = re.compile("[，。；：、 ][0-9a-zA-Z一二三四五六七八九十]{1,2}$")


def find(draft: Draft, about: About) -> Iterator[Found]:
    for row in draft.rows:
        yield from _in_line(row.line)


def _in_line(line: Line) -> Iterator[Found]:
    stack: list[tuple[str, int]] = []
    wrong: list[int] = []
    for index, sign in enumerate(line.text):
        if sign in _OPENING:
            if len(stack) < _DEEPEST:
                stack.append((sign, index))
        elif sign in _PAIRS:
            if _is_list_sign(line.text, index, stack):
                continue
            while stack and stack[-1][0] != _PAIRS[sign] and any(each[0] == _PAIRS[sign] for each in stack):
                wrong.append(stack.pop()[1])
            if stack and stack[-1][0] == _PAIRS[sign]:
                stack.pop()
            else:
                wrong.append(index)
    wrong += [index for _, index in stack]
    opened, closed = line.text.count("“"), line.text.count("”")
    if abs(opened - closed) == 1:  # more are a style of its own, such as a quotation over paragraphs
        sign = "“" if opened > closed else "”"
        wrong.append(line.text.rindex(sign) if sign == "“" else line.text.index(sign))
    for index in sorted(wrong)[:_DEEPEST]:
        yield Found(UNBALANCED, line.start + index, line.start + index + 1, line.text[index])


def _is_list_sign(text: str, index: int, stack: list[tuple[str, int]]) -> bool:
    """1） or a） or 一）, as people number."""
    if text[index] != "）" or any(sign == "（" for sign, _ in stack):
        return False
    return _LIST_SIGN.search(text[max(0, index - 3) : index]) is not None if index > 2 else text[:index].isalnum()
