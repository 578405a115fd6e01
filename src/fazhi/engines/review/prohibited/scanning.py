"""Runs the rules over a draft, sentence part by sentence part, in time linear in the text."""

import re
from collections.abc import Iterator
from functools import cache, cached_property
from typing import Any

import re2  # ships no types

from fazhi.engines.review.found import Found
from fazhi.engines.review.prohibited.rules import Kind, Rule
from fazhi.engines.review.structure import Draft
from fazhi.engines.review.terms import Check, Level
from fazhi.engines.review.text import squeezed

_PART = re.compile("[^。；！？;!?]+")
_LONGEST = 600
"""Characters of a sentence part that are looked at together; longer ones are cut."""
_WIDEST = 70
"""Characters that the parts of a rule may lie apart, all together."""
_SAID = {
    "不许": "不得", "不给": "不予", "不让": "不准", "勿得": "不得",
    "休得": "不得", "一概": "一律", "务必": "必须", "务须": "必须",
    "得先": "须先", "才许": "才可", "方许": "方可", "罚钱": "罚款",
    "交钱": "缴费", "缴钱": "缴费", "收钱": "收费", "路钱": "路费",
    "赶出": "清出", "撵出": "清出", "打官司": "提诉讼", "上法院": "去起诉",
    "告状": "起诉", "条子": "证明", "证言": "证明", "外乡": "外地",
    "外埠": "外地", "乡亲": "村民", "店家": "商户", "租客": "租户",
    "盖村章": "村盖章",
}  # fmt: skip
"""Everyday words and the official ones that the rules know, each as long as the other, so that every place stays."""
_EVERYDAY = re.compile("|".join(_SAID))
_NOT_READ = {
    Level.TITLE,
    Level.NUMBER,
    Level.ADDRESSEE,
    Level.ATTACHMENT_NOTE,
    Level.SIGNATURE,
    Level.DATE,
    Level.CHAPTER,
    Level.SECTION,
}


class _Compiled:
    """A rule whose patterns are compiled when they are first needed; most drafts need few."""

    def __init__(self, check: Check, rule: Rule) -> None:
        self.check, self.rule = check, rule

    @cached_property
    def _pattern(self) -> Any:
        return re2.compile(self.rule.pattern)

    @cached_property
    def _unless(self) -> Any:
        return re2.compile(self.rule.unless) if self.rule.unless else None

    def applies(self, text: str) -> tuple[int, int] | None:
        """Where the rule applies, None where it doesn't."""
        match = self._pattern.search(text)
        if match is None or match.end() - match.start() > _WIDEST:
            return None
        if self._unless is not None and self._unless.search(text) is not None:
            return None
        return match.start(), match.end()


def scan(draft: Draft, kinds: tuple[Kind, ...]) -> Iterator[Found]:
    """
    The places where a rule applies; of several in one part of a sentence the first kind's.

    A list's lead (…提交下列材料：) is read before each of its items.
    """
    rules = _compiled(kinds)
    lead = ""
    for row in draft.rows:
        if row.level in _NOT_READ:
            continue
        line = squeezed(row.line)
        text = _EVERYDAY.sub(lambda said: _SAID[said[0]], line.text)
        for start, end in _parts(text):
            part = text[start:end]
            context = lead if row.level in (Level.ITEM, Level.SUBITEM) else ""
            found = _first(rules, context, part, text)
            if found:
                check, begins, ends = found
                begins, ends = start + begins, start + ends
                if ends > begins:
                    yield Found(check, line.place(begins), line.place(ends - 1) + 1)
        if row.level not in (Level.ITEM, Level.SUBITEM):
            lead = re.split("[。；]", text)[-1] if text.endswith("：") else ""


def _parts(text: str) -> Iterator[tuple[int, int]]:
    for match in _PART.finditer(text):
        for start in range(match.start(), match.end(), _LONGEST):
            yield start, min(start + _LONGEST, match.end())


def _first(rules: "_Rules", lead: str, part: str, line: str) -> tuple[Check, int, int] | None:
    text = lead[-_LONGEST:] + part
    shift = len(text) - len(part)
    hits = rules.hits(text)
    for index in hits:
        rule = rules.compiled[index]
        if rule.rule.whole:
            continue
        found = rule.applies(text)
        if found and found[1] > shift:
            return rule.check, max(found[0] - shift, 0), found[1] - shift
    for rule in rules.wide:
        if "有效期" in part and rule.applies(line[:_LONGEST]):
            return rule.check, 0, len(part)
    return None


class _Rules:
    """All rules behind one filter, which looks for their words first."""

    def __init__(self, kinds: tuple[Kind, ...]) -> None:
        self.compiled = [_Compiled(kind.check, rule) for kind in kinds for rule in kind.rules]
        self.wide = [rule for rule in self.compiled if rule.rule.whole]
        self._filter = re2.Filter()
        for each in self.compiled:
            self._filter.Add(each.rule.pattern)
        self._filter.Compile()

    def hits(self, text: str) -> list[int]:
        return sorted(self._filter.Match(text) or ())


@cache
def _compiled(kinds: tuple[Kind, ...]) -> _Rules:
    return _Rules(kinds)
