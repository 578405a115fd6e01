"""Tells by the words before each which of two figures is this year's and which an earlier year's."""

import re

from fazhi.engines.claims.runs import Run
from fazhi.engines.claims.terms import POINTS, StatedFigure

UP = r"增长|上升|增加|提高|提升|上涨|增幅|增长率|升高|多"
DOWN = r"下降|减少|降低|压减|缩减|降幅|回落|少"
_EARLIER = re.compile(r"上年|去年|上一年|前一年|同期(?!相?比|增|上升|下降|减)|原来|原有|原先|[由从](?!事)|此前")
_LATER = re.compile(r"今年|本年|当年|全年|[增升降减][加长至到少]*[至到]|提高[至到]|现有|目前")
_TIME_WORDS = re.compile(
    r"(?:19|20)\d{2}年[度底末初]?|[上去今本当全前][一]?年度?|同期|原来|原有|原先|此前|目前|现有|[由从比较与的为是达共至到]|累计|总计"
    rf"|{UP}|{DOWN}|[增升降减](?=[至到])"
)
_YEAR = re.compile(r"((?:19|20)\d{2})年")
_EARLIER_YEAR = r"(?:上一?年|去年|前一年|原来|(?:19|20)\d{2}年)(?:度|底|末)?(?:全年|同期)?"
# All the words before a figure that only takes up what was said: with any more, it may be of another subject.
_THEN = re.compile(rf"^,?(?:而|由|从)?{_EARLIER_YEAR}(?:的|为|是|仅|有|只有|共|达)*$|^,?[由从]$")
_NOW = re.compile(
    r"^,?(?:(?:今年|本年|当年|(?:19|20)\d{2}年)度?(?:全年)?的?(?:为|是|有|共|达到?)*"
    r"|(?:达到?|[增升降减][加长少]?[至到]|(?:上升|下降|提高|回落)[至到]|至)(?:今年|(?:19|20)\d{2}年)?的?)$"
)

Pair = tuple[StatedFigure, StatedFigure]
"""The later and the earlier figure."""


def comparable(one: StatedFigure, other: StatedFigure) -> bool:
    return one.unit == other.unit and one.unit not in POINTS and one.bound is None and other.bound is None


def by_subject(run: Run, one: int, two: int) -> Pair | None:
    """The pair of two figures of the same subject; None unless the words tell which is the earlier."""
    first, second = run.figures[one], run.figures[two]
    if not comparable(first, second) or not _alike(_subject(run.gaps[one]), _subject(run.gaps[two])):
        return None
    years = [max(years_in(run.gaps[place]), default=0) for place in (one, two)]
    if all(years) and years[0] != years[1]:
        return (second, first) if years[0] < years[1] else (first, second)
    earlier = [states_earlier(run, place) for place in (one, two)]
    if earlier == [False, True] and not _LATER.search(run.gaps[two]):
        return first, second
    if earlier == [True, False] and (_LATER.search(run.gaps[two]) or years[1]):
        return second, first
    return None


def by_mention(run: Run, one: int, two: int, words: str) -> Pair | None:
    """The pair of a figure and one that takes it up with nothing but `words` of time: ，去年为 or ，达到."""
    if not comparable(run.figures[one], run.figures[two]):
        return None
    if _THEN.match(words) and not states_earlier(run, one) and _in_order(words, run.gaps[one]):
        return run.figures[one], run.figures[two]
    if _NOW.match(words) and states_earlier(run, one) and _in_order(run.gaps[one], words):
        return run.figures[two], run.figures[one]
    return None


def by_both_mentions(run: Run, one: int, words: str) -> Pair | None:
    """The pair of the figure after `words` and the next one, both told by words of time alone: ，由上年的 … 降至 …."""
    two = one + 1
    if two >= len(run.figures) or not comparable(run.figures[one], run.figures[two]):
        return None
    if _THEN.match(words) and _NOW.match(run.gaps[two]) and _in_order(words, run.gaps[two]):
        return run.figures[two], run.figures[one]
    if _NOW.match(words) and _THEN.match(run.gaps[two]) and _in_order(run.gaps[two], words):
        return run.figures[one], run.figures[two]
    return None


def years_in(words: str) -> frozenset[int]:
    return frozenset(map(int, _YEAR.findall(words)))


def states_earlier(run: Run, place: int) -> bool:
    words = re.split(r"[;。]", run.gaps[place])[-1]
    return _EARLIER.search(words) is not None or (bool(_YEAR.search(words)) and re.search("[比较]", words) is not None)


def _in_order(then: str, now: str) -> bool:
    """Whether the years named, if both are, are in this order."""
    return not years_in(then) or not years_in(now) or max(years_in(then)) < max(years_in(now))


def _subject(gap: str) -> str:
    """What a figure is of, in the words before it, without the words that tell the time or the direction."""
    return _TIME_WORDS.sub("", re.split(r"[,;。:]", gap.rstrip(",;。:"))[-1])


def _alike(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return set(short) <= set(long)
