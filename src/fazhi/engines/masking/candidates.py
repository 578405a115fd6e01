"""
Candidates for names of persons, and what speaks for and against each: the features of a linear judge.

A candidate is a surname and one or two characters. Its features: how likely its characters are in a name, the words and characters
left and right of it, how the dictionary would cut it, and whether the suffix of an institution follows.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import rjieba

from fazhi.engines.identifiers.masks import COMPOUND_SURNAMES
from fazhi.engines.masking.contexts import after as context_after
from fazhi.engines.masking.contexts import before as context_before
from fazhi.engines.masking.contexts import cued
from fazhi.engines.masking.foreign import TRANSLITERATED
from fazhi.engines.masking.plain import HAN
from fazhi.engines.masking.statistics import UNKNOWN_GIVEN, characters, compound

INSTITUTION = (
    "公司|集团|企业|事务所|法院|检察院|公安|派出所|司法|委员会|居委会|村委会|政府|街道办|办事处|"
    "医院|学校|中学|小学|大学|学院|幼儿园|银行|支行|分行|信用社|合作社|经营部|商行|超市|酒店|饭店|"
    "宾馆|"
    "餐饮|商贸|贸易|建筑|装饰|物业|科技|运输|服装|食品|电子|医疗|房地产|劳务|工作室|中心|协会|研究|"
    "鉴定所|仲裁委|法庭|大队|支队|中队|分局|商店|药店|药房|药厂|诊所|工厂|小吃|餐厅|茶庄|书店|门诊|"
    "养殖场|加工厂|制品|个体"
)
_LISTS = frozenset("、,; ")
_AHEAD = re.compile(
    rf"[{HAN}]{{0,2}}?(?:{INSTITUTION}|厂|店|馆|坊|局|所|庄|铺|行|镇|村|乡|路|街|区|县|市|社区|桥|巷|"
    rf"湖|山|河|号楼|大厦|广场)"
)
_SURNAMES = re.compile(
    f"[{''.join(characters().surname)}{''.join({word[0] for word in COMPOUND_SURNAMES})}](?=[{HAN}])"
)
_WHOLE = re.compile(rf"(?<![{HAN}A-Za-z0-9])[{HAN}]{{2,6}}(?![{HAN}A-Za-z0-9])")
_ITEM = re.compile(rf"[{''.join(characters().surname)}][{HAN}]{{1,2}}(?![{HAN}])")
_APART = frozenset(" ,.;:、。()|/\"'!?@-")
_EDGE = "^"
LEAST = -3.0
"""Below this sum of log odds of its characters a candidate is not looked at."""
LEAST_STRANGE = 0.0
"""Below this mean of log odds of its characters a candidate without a surname is not looked at."""
_MOST_STRANGE = 6


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible name, from `start` to before `end` of the line, with its features."""

    start: int
    end: int
    features: tuple[str, ...]


def candidates(line: str) -> Iterator[Candidate]:
    """All candidates in a line of plain text."""
    known = characters()
    words = _Words(line)
    for match in _SURNAMES.finditer(line):
        start = match.start()
        odds = known.surname.get(line[start])
        if odds is not None:
            yield from _at(line, start, 1, odds, words)
        if compound(line, start):
            yield from _at(line, start, 2, 6.0, words)
    wholes = dict(match.span() for match in _WHOLE.finditer(line))
    for start in sorted({*cued(line), *wholes}):
        yield from _strange(line, start, wholes.get(start), words)


def _at(line: str, start: int, surname: int, odds: float, words: "_Words") -> Iterator[Candidate]:
    given = characters().given
    for length in (1, 2):
        end = start + surname + length
        if end > len(line) or not "\u4e00" <= line[end - 1] <= "\u9fff":
            return
        first = given.get(line[start + surname])
        if length == 1:
            score = first[2] if first else UNKNOWN_GIVEN
        else:
            last = given.get(line[end - 1])
            score = (first[0] if first else UNKNOWN_GIVEN) + (last[1] if last else UNKNOWN_GIVEN)
        if odds + score >= LEAST:
            yield Candidate(start, end, words.features(start, end, f"{surname}", odds, score))


def _strange(line: str, start: int, whole: int | None, words: "_Words") -> Iterator[Candidate]:
    """Names whose first character is no surname, or that are longer than others: after a word that names go after, or standing alone."""
    surname, given = characters().surname, characters().given
    simple = 1 + 2 * (line[start : start + 1] in surname) + compound(line, start)
    total, foreign = 0.0, 0
    for size, sign in enumerate(line[start : start + _MOST_STRANGE], 1):
        if not "\u4e00" <= sign <= "\u9fff":
            return
        odds = given.get(sign)
        foreign += sign in TRANSLITERATED
        total += 1.5 if sign in TRANSLITERATED else max(odds) if odds else UNKNOWN_GIVEN
        end = start + size
        if size < 2 or size <= simple or total < LEAST_STRANGE * size:
            continue
        if (
            whole == end
            or whole is None
            and (line[end : end + 1] in _APART or end == len(line) or context_after(line, end) != "q0")
        ):
            kind = "0" if simple == 1 else "4"
            yield Candidate(start, end, words.features(start, end, kind, 9.0 * foreign / size, 2 * total / size))


class _Words:
    """A line cut into dictionary words, and what they say about a stretch of it."""

    def __init__(self, line: str) -> None:
        self.line = line
        self.starts: list[int] = []
        self.words: list[tuple[str, str]] = []
        self.at: list[int] = []
        place = 0
        for word, tag in rjieba.tag(line, hmm=False):
            self.at += [len(self.words)] * len(word)
            self.starts.append(place)
            self.words.append((word, tag[:2]))
            place += len(word)
        self.starts.append(place)

    def features(self, start: int, end: int, surname: str, odds: float, given: float) -> tuple[str, ...]:
        line = self.line
        size = f"{surname}{end - start}"
        first, last = self.at[start], self.at[end - 1]
        whole_left, whole_right = self.starts[first] == start, self.starts[last + 1] == end
        left, left_tag = self.words[first - 1] if whole_left and first else ("", _EDGE if whole_left else "<")
        right, right_tag = (
            self.words[last + 1] if whole_right and last + 1 < len(self.words) else ("", _EDGE if whole_right else ">")
        )
        cut = "".join("|" if self.starts[self.at[place]] == place else "." for place in range(start, end))
        cut += "|" if whole_right else "."
        before, after_ = line[start - 1 : start] or _EDGE, line[end : end + 1] or _EDGE
        inside = self.words[last]
        p, q = context_before(line, start), context_after(line, end)
        if after_ in _APART or after_ == _EDGE:
            q = "q9"
        if p == "p0" and (before in _APART or before == _EDGE):
            p = "p9"
        return (
            f"n{size}",
            f"o{surname}{int(odds)}",
            f"g{size}{int(given)}",
            f"s{size}{line[start]}" if surname == "1" else f"s{size}",
            f"a{before}",
            f"b{after_}",
            f"A{line[start - 2 : start]}",
            f"B{line[end : end + 2]}",
            f"d{line[end - 1]}",
            f"e{line[end - 1 : end + 1]}",
            f"l{left}",
            f"r{right}",
            f"L{left_tag}",
            f"R{right_tag}",
            f"c{cut}",
            f"w{cut}{inside[1]}",
            f"W{inside[0]}" if len(inside[0]) > 1 else "W",
            "i" if _AHEAD.match(line, end) else "j",
            p,
            q,
            p + q,
            f"x{surname}{p}{q}",
            f"y{cut}{p}{q}",
            f"z{self.beside(start, -1):d}{self.beside(end, 1):d}",
        )

    def beside(self, edge: int, way: int) -> bool:
        """Whether another item of a list stands beside a candidate's edge that may be a name: of two to four characters, a surname first."""
        line = self.line
        sign = line[edge : edge + 1] if way > 0 else line[edge - 1 : edge]
        if sign not in _LISTS or not sign:
            return False
        if way > 0:
            match = _ITEM.match(line, edge + 1)
            return match is not None
        at = edge - 1
        size = 0
        while at and size < 5 and "\u4e00" <= line[at - 1] <= "\u9fff":
            at, size = at - 1, size + 1
        return any(line[edge - 1 - length] in characters().surname for length in (2, 3) if length <= size)
