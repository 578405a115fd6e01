"""
Names of persons 姓名: candidates are judged one by one, the same string throughout the text together, and what is accepted is spread.

A name that stands once after 原告 and ten times without any such word is found ten times. Officials acting officially are found and
left. Names of minorities and foreigners are known by the dot between their parts.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import repeat

import ahocorasick_rs
import rjieba

from fazhi.engines.masking.candidates import FEATURES, candidates
from fazhi.engines.masking.foreign import dotted, lettered
from fazhi.engines.masking.plain import HAN
from fazhi.engines.masking.protecting import Places
from fazhi.engines.masking.roles import PARTY, goes_on, is_official, is_protected
from fazhi.engines.masking.statistics import characters, divisions, weights
from fazhi.engines.masking.terms import Confidence, Kind, Span

ACCEPTED, DOUBTED = -1.6, -2.8
"""Log odds from which a candidate is masked, and from which it is shown to a person."""
_SHARED, _MOST_SHARED = 0.5, 4.0
_SPREAD_WORD = -3.5
"""A name that is a word of the dictionary too, as 高兴, is spread to places where it is at least as likely as this."""
_FEW = 8
"""So many names are sooner counted than looked for together."""
_PLACE = 4.0
"""What speaks against a candidate that is the name of a city, as 沈阳."""
_WORD = 1.0
"""What speaks against a candidate of two characters that is a word, as 方便, beyond what the judge has learned."""
_TITLES = (
    "女士",
    "先生",
    "小姐",
    "师傅",
    "阿姨",
    "老师",
    "同志",
    "大爷",
    "大妈",
    "大叔",
    "阿婆",
    "阿伯",
    "医生",
    "律师",
    "法官",
    "警官",
    "老板",
)
"""After a surname they make no name: 李女士."""
_APART = re.compile(rf"(?:{PARTY})[: ]{{1,4}}(?P<name>[{HAN}] {{1,3}}[{HAN}])(?=[ ,;。)\n]|$)")
_PUBLIC = frozenset(
    (
        "毛泽东",
        "邓小平",
        "习近平",
        "江泽民",
        "胡锦涛",
        "周恩来",
        "雷锋",
        "焦裕禄",
        "孙中山",
        "白求恩",
        "王老吉",
        "老干妈",
        "周大福",
        "李宁",
        "张裕",
    )
)
"""Names that stand for a thought, a cause or a brand, not for a party."""


@dataclass(slots=True)
class _Found:
    start: int
    end: int
    score: float


def names(plain: str, kept: Places) -> tuple[Iterator[Span], frozenset[tuple[int, int]]]:
    """Spans of names outside of `kept`, and the places of the officials, which are left."""
    judged = [found for found in _judged(plain) if not kept.touch(found.start, found.end)]
    judged += [found for found in _unlike(plain) if not kept.touch(found.start, found.end)]
    accepted = _apart(sorted(_together(plain, judged), key=lambda found: (-found.score, found.start - found.end)))
    officials = _officials(plain, accepted)
    spread = _spread(plain, kept, judged, accepted, officials)
    return _spans(plain, [*accepted, *spread], officials), officials


def _judged(plain: str) -> Iterator[_Found]:
    """All candidates that are not out of the question, with their log odds."""
    constant, tables = weights(FEATURES)
    places, at = divisions(), 0
    for line in plain.split("\n"):
        for candidate in candidates(line) if len(line) > 1 else ():
            score = constant + sum(map(dict.get, tables, candidate.features, repeat(0.0)))
            if score <= _SPREAD_WORD:
                continue
            written = line[candidate.start : candidate.end]
            if written.endswith(_TITLES) or line.startswith(_TITLES, candidate.end - 1):
                continue
            if written in places:
                score -= _PLACE
            elif len(written) == 2 and rjieba.has_word(written):
                score -= _WORD
            if score > _SPREAD_WORD:
                yield _Found(at + candidate.start, at + candidate.end, score)
        at += len(line) + 1
    surnames = characters().surname
    for match in _APART.finditer(plain):
        if match.group("name")[0] in surnames:
            yield _Found(*match.span("name"), 5.0)


def _unlike(plain: str) -> Iterator[_Found]:
    """Names that are known by their signs: a dot between their parts, Latin letters."""
    for start, end in dotted(plain):
        yield _Found(start, end, 6.0)
    for start, end, is_person in lettered(plain):
        yield _Found(start, end, 6.0 if is_person else DOUBTED)


def _together(plain: str, judged: list[_Found]) -> list[_Found]:
    """Each candidate, helped by the best place where the same characters stand elsewhere in the text."""
    places: defaultdict[str, list[float]] = defaultdict(list)
    for found in judged:
        places[plain[found.start : found.end]].append(found.score)
    helped = []
    for found in judged:
        scores = places[plain[found.start : found.end]]
        best = (
            max(scores)
            if len(scores) > 1 and max(scores) > found.score
            else (sorted(scores)[-2] if len(scores) > 1 else 0.0)
        )
        helped.append(_Found(found.start, found.end, found.score + min(_MOST_SHARED, max(0.0, best * _SHARED))))
    return helped


def _apart(judged: list[_Found]) -> list[_Found]:
    """The best candidates that don't lie over each other, in the order of the text."""
    taken = bytearray(max((found.end for found in judged), default=0))
    chosen = []
    for found in judged:
        if found.score < DOUBTED:
            break
        if not any(taken[found.start : found.end]):
            chosen.append(found)
            taken[found.start : found.end] = b"\1" * (found.end - found.start)
    return sorted(chosen, key=lambda found: found.start)


def _officials(plain: str, accepted: list[_Found]) -> frozenset[tuple[int, int]]:
    found: set[tuple[int, int]] = set()
    last: _Found | None = None
    for each in accepted:
        line = plain.rfind("\n", 0, each.start) + 1
        is_one = is_official(plain[max(line, each.start - 24) : each.start], plain[each.end : each.end + 10]) or (
            last is not None
            and (last.start, last.end) in found
            and each.start - last.end <= 7
            and goes_on(plain[last.end : each.start])
        )
        if is_one or plain[each.start : each.end] in _PUBLIC:
            found.add((each.start, each.end))
        last = each
    return frozenset(found)


def _spread(
    plain: str, kept: Places, judged: list[_Found], accepted: list[_Found], officials: frozenset[tuple[int, int]]
) -> Iterator[_Found]:
    """Other places of accepted names."""
    sure = {
        plain[found.start : found.end]
        for found in accepted
        if found.score >= ACCEPTED and (found.start, found.end) not in officials
    }
    if len(sure) <= _FEW and all(
        plain.count(name) == sum(found.score >= ACCEPTED and plain.startswith(name, found.start) for found in accepted)
        for name in sure
    ):
        return
    covered = Places((found.start, found.end) for found in accepted if found.score >= ACCEPTED)
    local = {(found.start, found.end) for found in judged}
    matcher = ahocorasick_rs.AhoCorasick(sorted(sure), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    for _, start, end in matcher.find_matches_as_indexes(plain):
        is_word = end - start == 2 and rjieba.has_word(plain[start:end])
        if not covered.touch(start, end) and not kept.touch(start, end) and (not is_word or (start, end) in local):
            yield _Found(start, end, ACCEPTED)


def _spans(plain: str, found: Iterable[_Found], officials: frozenset[tuple[int, int]]) -> Iterator[Span]:
    masked = [each for each in found if (each.start, each.end) not in officials]
    whole = {
        plain[each.start : each.end]
        for each in masked
        if each.score >= ACCEPTED
        and is_protected(plain[max(0, each.start - 24) : each.start], plain[each.end : each.end + 24])
    }
    for each in masked:
        sure = each.score >= ACCEPTED
        yield Span(
            each.start, each.end, Kind.NAME, Confidence.LIKELY if sure else Confidence.DOUBTFUL, "姓名" if sure else "可能是姓名",
            plain[each.start : each.end] in whole,
        )  # fmt: skip
