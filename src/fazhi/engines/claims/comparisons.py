"""
Comparisons: what a sentence says to have grown, and from what, whether the growth stands after the two figures
(由80件降至70件，下降12.5%), between them (70件，下降12.5%，上年为80件) or before them (下降12.5%，由80件降至70件).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fazhi.engines.claims.runs import Run
from fazhi.engines.claims.terms import StatedFigure
from fazhi.engines.claims.years import (
    DOWN,
    UP,
    Pair,
    by_both_mentions,
    by_mention,
    by_subject,
    comparable,
    years_in,
)

_CHANGE = re.compile(rf"(?:(?P<up>{UP})|(?P<down>{DOWN}))(?:了|达到?|为|约|近|超过|至少|不少于|逾)*$")
DOUBLED = re.compile(r"翻(?:了)?(?P<fold>一|两)?番")
# Before the verb only words that leave the subject as it was: 成功率同比提高 speaks of something else.
_SAME_SUBJECT = re.compile(
    r"^[,、]?(?:今年|实现|总体|整体|数量|总量|案件量|受理量)*(?:同比|环比|比|较|与)?(?:上年度?|去年度?|上一年度?|前一年|20\d{2}年度?|的?同期|相比)*[,]?(?:的基础上|的)?$"
)


@dataclass(frozen=True)
class Comparison:
    """
    A stated growth and the two figures it compares.

    stated  the rate, the multiple or the difference
    sign    1 for growth, -1 for decline
    """

    stated: StatedFigure
    sign: int
    now: StatedFigure
    then: StatedFigure


def comparisons(run: Run) -> Iterator[Comparison]:
    """The growth and decline that the run states together with both years' figures."""
    for last in range(max(2, run.fresh), len(run.figures)):
        if continues(run, last) and (pair := pair_before(run, last)):
            yield _comparison(run, last, pair)
        elif around := pair_around(run, last):
            pair, changes = around
            yield from (_comparison(run, change, pair) for change in changes)
        elif after := _pair_after(run, last - 2):
            yield _comparison(run, last - 2, after)


def _comparison(run: Run, place: int, pair: Pair) -> Comparison:
    return Comparison(run.figures[place], direction(run, place) or 1, *pair)


def direction(run: Run, place: int) -> int | None:
    """1 if the figure is stated as a growth, -1 as a decline, None as neither."""
    change = _CHANGE.search(run.gaps[place])
    return None if change is None else -1 if change["down"] else 1


def continues(run: Run, place: int) -> bool:
    """Whether the figure is stated as a growth or decline of what the words before it were about."""
    change = _CHANGE.search(run.gaps[place])
    return change is not None and _SAME_SUBJECT.match(run.gaps[place][: change.start()]) is not None


def pair_before(run: Run, place: int) -> Pair | None:
    """The two figures before `place`; a difference between them and it is passed over (增加100件，增长12.5%)."""
    if place > 1 and continues(run, place - 1) and run.figures[place - 1].unit == run.figures[place - 2].unit:
        place -= 1
    if place < 2 or any(re.search("分别|其中|;", gap) for gap in run.gaps[place - 1 : place + 1]):
        return None
    return by_subject(run, place - 2, place - 1)


def pair_around(run: Run, last: int) -> tuple[Pair, tuple[int, ...]] | None:
    """The figure at `last` and the one before the growth that precedes it, with the places of that growth."""
    first = last - 1
    while first > 0 and last - first < 3 and continues(run, first):
        first -= 1
    changes = tuple(range(first + 1, last))
    # 其中涉企100件，同比增长12.5%，去年为800件 may go back to the whole.
    of_a_part = re.search("其中|^、", run.gaps[first])
    pair = by_mention(run, first, last, run.gaps[last]) if changes and not of_a_part else None
    if pair is None or not all(_has_base(run, change, pair) for change in changes):
        return None
    if by_both_mentions(run, last, run.gaps[last]):
        return None
    return None if any(pair_before(run, change) for change in changes) else (pair, changes)


def _pair_after(run: Run, place: int) -> Pair | None:
    """The two figures after `place`, unless the figure before it is another one of their kind."""
    if direction(run, place) is None or re.search("分别", run.gaps[place]):
        return None
    pair = by_both_mentions(run, place + 1, run.gaps[place + 1])
    if pair is None or not _has_base(run, place, pair):
        return None
    before = run.figures[place - 1] if place else None
    return None if before and comparable(before, pair[0]) and before.number != pair[0].number else pair


def _has_base(run: Run, change: int, pair: Pair) -> bool:
    """Whether the growth at `change` may be one from the earlier figure, by the years that the words name."""
    now_years, then_years = (years_in(_words_before(run, figure)) for figure in pair)
    named = years_in(run.gaps[change])
    if "环比" in run.gaps[change] or named:
        return named != frozenset() and named <= then_years
    then = run.figures.index(pair[1])
    if not then_years or then < change or then == run.fresh or re.match(",?[由从]", run.gaps[then]):
        return True
    # 同比增长20%，2020年为100件 gives another year's figure unless the year before is meant.
    return bool(now_years) and max(now_years) - max(then_years) == 1


def _words_before(run: Run, figure: StatedFigure) -> str:
    return run.gaps[run.figures.index(figure)]


def pair_of_doubling(run: Run, place: int) -> Pair | None:
    """The pair of the 翻番 in the words before `place`: two figures before it, two after it, or one on each side."""
    doubled = DOUBLED.search(run.gaps[place])
    if doubled is None:
        return None
    before, rest = run.gaps[place][: doubled.start()], run.gaps[place][doubled.end() :]
    if place == 0 or not _SAME_SUBJECT.match(before):
        return by_both_mentions(run, place, rest) if place == 0 else None
    if place == len(run.figures):
        return pair_before(run, place)
    return pair_before(run, place) or by_mention(run, place - 1, place, rest)
