"""Runs the rules and the judge of likeness over a draft, passage by passage, in time linear in the text."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from typing import Any

import re2  # ships no types

from fazhi.engines.review.found import Found
from fazhi.engines.review.prohibited.force import bounded, overlong
from fazhi.engines.review.prohibited.likeness import DOUBTFUL, SURE, Likeness, liken, spoken
from fazhi.engines.review.prohibited.rules import Kind, Rule
from fazhi.engines.review.structure import Draft
from fazhi.engines.review.terms import Check, Level
from fazhi.engines.review.text import squeezed

_PART = re.compile("[^。；！？;!?]+")
_LONGEST = 600
"""Characters of a sentence part that are looked at together; longer ones are cut."""
_PASSAGE = 160
"""Characters up to which sentences of one line are judged together, as long as the clauses that the judge has learned from."""
_SHORTEST = 8
"""Characters of a passage below which it is no provision."""
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
_COMMA = re.compile("(?<![0-9]),|,(?![0-9])")
_LIKE = "由相似度判断找到：{}与应当停下的“{}”条款用语相近，没有规则认定，请人工核对。{}"
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

    def match(self, text: str) -> tuple[int, int] | None:
        """Where the rule's pattern is, None where it isn't."""
        match = self._pattern.search(text)
        return None if match is None or match.end() - match.start() > _WIDEST else (match.start(), match.end())

    def excused(self, text: str) -> bool:
        return self._unless is not None and self._unless.search(text) is not None


@dataclass
class _Heard:
    """What the rules say of a passage: the kinds that match, those of them that apply, and the first place of each part."""

    matching: set[str] = field(default_factory=set)
    applying: set[str] = field(default_factory=set)
    places: list[tuple[Check, int, int]] = field(default_factory=list)


def scan(draft: Draft, kinds: tuple[Kind, ...]) -> Iterator[Found]:
    """
    The places where a rule applies, of several in one part of a sentence the first kind's, and those that are only like such a place.

    A list's lead (…提交下列材料：) is read before each of its items. Where a rule and the judge differ, the surer one is believed.
    """
    rules = _compiled(kinds)
    checks = {kind.check.code.removeprefix("clause."): kind.check for kind in kinds}
    lead = ""
    for row in draft.rows:
        if row.level in _NOT_READ:
            continue
        line = squeezed(row.line)
        text = _said(line.text)
        context = lead if row.level in (Level.ITEM, Level.SUBITEM) else ""
        founds = [Found(checks["validity"], *place) for place in overlong(text, draft)]
        counted = bool(founds)
        for parts in _passages(text):
            for found in _judged(rules, checks, context, _Line(text, line.text), parts):
                # The judge reads all numbers alike: whether a term that is told is too long is counted.
                like_validity = bool(found.message) and found.check is checks["validity"]
                if not (counted and found.check is checks["validity"]) and not (like_validity and bounded(text, draft)):
                    founds.append(found)
        for found in founds:
            yield replace(found, start=line.place(found.start), end=line.place(found.end - 1) + 1)
        if row.level not in (Level.ITEM, Level.SUBITEM):
            lead = re.split("[。；]", text)[-1] if text.endswith("：") else ""


def passages(text: str, kinds: tuple[Kind, ...]) -> Iterator[tuple[str, set[str], set[str]]]:
    """The passages of a line of plain text, each with the kinds whose rules match in it and whose rules apply: what the judge learns from."""
    rules, said = _compiled(kinds), _said(text)
    for parts in _passages(said):
        heard = _hearing(rules, "", said, parts)
        yield said[parts[0][0] : parts[-1][1]], heard.matching, heard.applying


def _said(text: str) -> str:
    """With official words, and commas of one form; each place stays."""
    return _EVERYDAY.sub(lambda said: _SAID[said[0]], _COMMA.sub("，", text))


def _parts(text: str) -> Iterator[tuple[int, int]]:
    for match in _PART.finditer(text):
        for start in range(match.start(), match.end(), _LONGEST):
            yield start, min(start + _LONGEST, match.end())


def _passages(text: str) -> Iterator[list[tuple[int, int]]]:
    """Parts that are judged together."""
    together: list[tuple[int, int]] = []
    for part in _parts(text):
        if together and part[1] - together[0][0] > _PASSAGE:
            yield together
            together = []
        together.append(part)
    if together:
        yield together


@dataclass(frozen=True)
class _Line:
    """A line as the rules read it, and as it is written; one character for one."""

    said: str
    written: str


def _judged(
    rules: "_Rules", checks: dict[str, Check], lead: str, line: _Line, parts: list[tuple[int, int]]
) -> Iterator[Found]:
    heard = _hearing(rules, lead, line.said, parts)
    start, end = parts[0][0], parts[-1][1]
    if end - start < _SHORTEST:
        yield from (Found(*place) for place in heard.places)
        return
    passage = line.said[start:end]
    like = liken(lead[-_PASSAGE:] + passage, heard.matching, heard.applying)
    check = checks[like.kind]
    if not heard.places:
        if like.chance >= SURE:
            first, last, words = spoken(passage, like.kind)
            yield _alike(check, start + first, start + last, like, _as_written(words, line, start))
    elif like.chance >= DOUBTFUL:
        one = heard.places[0]
        if len(heard.places) == 1 and like.chance >= SURE and one[0] is not check:
            yield _alike(check, one[1], one[2], like, _as_written(spoken(passage, like.kind)[2], line, start))
        else:
            yield from (Found(*place) for place in heard.places)


def _alike(check: Check, start: int, end: int, like: Likeness, words: Iterable[str]) -> Found:
    named = "、".join(f"“{word}”" for word in words)
    return Found(check, start, end, message=_LIKE.format(named, check.label, check.message), confidence=like.confidence)


def _as_written(words: Iterable[str], line: _Line, start: int) -> Iterator[str]:
    """Words of a passage that starts there, as the draft has them."""
    for word in words:
        place = line.said.index(word, start)
        yield line.written[place : place + len(word)]


def _hearing(rules: "_Rules", lead: str, line: str, parts: list[tuple[int, int]]) -> _Heard:
    heard = _Heard()
    for start, end in parts:
        text = lead[-_LONGEST:] + line[start:end]
        shift = len(text) - (end - start)
        place = None
        for index in rules.hits(text):
            rule = rules.compiled[index]
            found = None if rule.rule.whole else rule.match(text)
            if found is None:
                continue
            heard.matching.add(rule.check.code.removeprefix("clause."))
            if rule.excused(text):
                continue
            heard.applying.add(rule.check.code.removeprefix("clause."))
            if place is None and found[1] > shift:
                place = rule.check, start + max(found[0] - shift, 0), start + found[1] - shift
        for rule in rules.wide:
            if (
                place is None
                and "有效期" in line[start:end]
                and rule.match(line[:_LONGEST])
                and not rule.excused(line[:_LONGEST])
            ):
                place = rule.check, start, end
                heard.matching.add(rule.check.code.removeprefix("clause."))
                heard.applying.add(rule.check.code.removeprefix("clause."))
        if place is not None:
            heard.places.append(place)
    return heard


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
