"""Tests growth 增长 and decline 下降 where the sentence states both years' figures, or one and the difference."""

import re
from collections.abc import Iterator
from fractions import Fraction

from fazhi.engines.claims.comparisons import Comparison, comparisons, continues, direction, pair_of_doubling
from fazhi.engines.claims.intervals import Interval, interval, plain
from fazhi.engines.claims.runs import Run
from fazhi.engines.claims.shares import agrees, relation_sign
from fazhi.engines.claims.terms import PERCENT, POINTS, TIMES, Kind, StatedFigure, StatedIdentity
from fazhi.engines.claims.years import DOWN, UP, comparable, states_earlier

_MULTIPLE = re.compile(r"^,?(?:是|为|相当于|达到?)(?:上年|去年|(?:19|20)\d{2}年)(?:度|同期)?的?$")


def growths(run: Run) -> Iterator[StatedIdentity]:
    """The growth and decline that the run states, as far as it states what grew from what."""
    for index in range(max(2, run.fresh), len(run.figures)):
        yield from _by_difference(run, index)
        yield from _multiple(run, index)
    for compared in comparisons(run):
        by_rate = compared.stated.unit in {PERCENT, TIMES} and compared.now.unit != PERCENT
        yield from (_by_rate if by_rate else _by_amount)(compared)
    yield from _doubling(run)


def _by_rate(compared: Comparison) -> Iterator[StatedIdentity]:
    now, then = compared.now, compared.then
    high, low = (now, then) if compared.sign > 0 else (then, now)
    words = f"({plain(high.value)} - {plain(low.value)}) / {plain(then.value)}"
    yield _relative(interval(high) - interval(low), interval(then), words, compared.stated, _first(now, then))


def _by_amount(compared: Comparison) -> Iterator[StatedIdentity]:
    stated, now, then = compared.stated, compared.now, compared.then
    if stated.unit != now.unit and not (stated.unit in POINTS and now.unit == PERCENT):
        return
    high, low = (now, then) if compared.sign > 0 else (then, now)
    holds = agrees(interval(high) - interval(low), stated)
    expression = f"{plain(high.value)} - {plain(low.value)} {relation_sign(stated)} {plain(stated.value)}"
    yield StatedIdentity(expression, Kind.GROWTH, holds, _first(now, then).offset)


def _by_difference(run: Run, index: int) -> Iterator[StatedIdentity]:
    """A rate against the difference stated right before it: 受理150件，同比减少25件，下降14.3%."""
    stated, sign = run.figures[index], direction(run, index)
    changed = _difference_before(run, index, sign) if sign and stated.unit in {PERCENT, TIMES} else None
    if changed is None or sign is None:
        return
    now, delta = changed
    words = f"{plain(delta.value)} / ({plain(now.value)} {'-' if sign > 0 else '+'} {plain(delta.value)})"
    difference = interval(delta)
    yield _relative(difference, interval(now) - difference.times(sign), words, stated, now)


def _relative(
    difference: Interval, base: Interval, words: str, stated: StatedFigure, first: StatedFigure
) -> StatedIdentity:
    factor, unit = (100, PERCENT) if stated.unit == PERCENT else (1, TIMES)
    holds = base.low > 0 and agrees((difference / base).times(factor), stated)
    return StatedIdentity(f"{words} {relation_sign(stated)} {stated.value}{unit}", Kind.GROWTH, holds, first.offset)


def _first(one: StatedFigure, other: StatedFigure) -> StatedFigure:
    return min(one, other, key=lambda figure: figure.offset)


def _difference_before(run: Run, index: int, sign: int) -> tuple[StatedFigure, StatedFigure] | None:
    """A figure and the amount by which it changed, if they stand right before the percentage."""
    if index < 2 or not re.fullmatch(rf",?(?:同比)?(?:{UP if sign > 0 else DOWN})(?:了|达|为|约)*", run.gaps[index]):
        return None
    now, delta = run.figures[index - 2], run.figures[index - 1]
    if not continues(run, index - 1) or not re.search(r"^,?(?:同比|比|较)", run.gaps[index - 1]):
        return None
    if direction(run, index - 1) != sign:
        return None
    alike = now.unit == delta.unit and now.is_count and now.bound is None and delta.bound is None
    grows_from_nothing = sign > 0 and delta.number >= now.number
    return (now, delta) if alike and not grows_from_nothing and not states_earlier(run, index - 2) else None


def _multiple(run: Run, index: int) -> Iterator[StatedIdentity]:
    """受理900件，是上年600件的1.5倍."""
    now, then, stated = run.figures[index - 2 : index + 1]
    if stated.unit != TIMES or run.gaps[index] != "的" or not _MULTIPLE.match(run.gaps[index - 1]):
        return
    if comparable(now, then) and then.number > 0 and not states_earlier(run, index - 2):
        holds = agrees(interval(now) / interval(then), stated)
        words = f"{plain(now.value)} / {plain(then.value)} {relation_sign(stated)} {stated.value}倍"
        yield StatedIdentity(words, Kind.GROWTH, holds, now.offset)


def _doubling(run: Run) -> Iterator[StatedIdentity]:
    """翻番 (at least twice, as rounded to a tenth) and 翻两番 (four times)."""
    for index in range(run.fresh, len(run.gaps)):
        pair = pair_of_doubling(run, index)
        if pair is None or not pair[0].is_count:
            continue
        now, then = pair
        fold = 4 if "两番" in run.gaps[index] else 2
        holds = interval(now).high >= interval(then).low * (fold - Fraction(1, 20))
        yield StatedIdentity(
            f"{plain(now.value)} ≥ {fold} × {plain(then.value)}", Kind.GROWTH, holds, _first(now, then).offset
        )
