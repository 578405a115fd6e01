"""
Candidates for names of persons, and what speaks for and against each: the features of a linear judge.

A candidate is a surname and one or two characters. Its features: how likely its characters are in a name, the words and characters
left and right of it, how the dictionary would cut it, and whether the suffix of an institution follows.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import rjieba

from fazhi.engines.masking.contexts import after as context_after
from fazhi.engines.masking.contexts import before as context_before
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
_AHEAD = re.compile(
    rf"[{HAN}]{{0,2}}?(?:{INSTITUTION}|厂|店|馆|坊|局|所|庄|铺|行|镇|村|乡|路|街|区|县|市|社区|桥|巷|"
    rf"湖|山|河|号楼|大厦|广场)"
)
_HAN = re.compile(rf"[{HAN}]")
_EDGE = "^"
LEAST = -3.0
"""Below this sum of log odds of its characters a candidate is not looked at."""


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
    for start, sign in enumerate(line):
        if sign in known.surname:
            yield from _at(line, start, 1, known.surname[sign], words)
        if compound(line, start):
            yield from _at(line, start, 2, 6.0, words)


def _at(line: str, start: int, surname: int, odds: float, words: "_Words") -> Iterator[Candidate]:
    given = characters().given
    for length in (1, 2):
        end = start + surname + length
        if end > len(line) or not _HAN.match(line, end - 1):
            return
        first = given.get(line[start + surname])
        if length == 1:
            score = first[2] if first else UNKNOWN_GIVEN
        else:
            last = given.get(line[end - 1])
            score = (first[0] if first else UNKNOWN_GIVEN) + (last[1] if last else UNKNOWN_GIVEN)
        if odds + score >= LEAST:
            yield Candidate(start, end, words.features(start, end, surname, odds, score))


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

    def features(self, start: int, end: int, surname: int, odds: float, given: float) -> tuple[str, ...]:
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
        before, after = line[start - 1 : start] or _EDGE, line[end : end + 1] or _EDGE
        inside = self.words[last]
        return (
            f"n{size}",
            f"o{int(odds)}",
            f"g{size}{int(given)}",
            f"s{size}{line[start]}" if odds < 5 else f"s{size}",
            f"a{before}",
            f"b{after}",
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
            p := context_before(line, start),
            q := context_after(line, end),
            p + q,
        )
