"""Tests breakdowns: complete ones as sums, partial ones part by part, rough wholes as bounds of the sum."""

from collections.abc import Iterator

from fazhi.engines.claims.breakdowns import Breakdown, breakdowns
from fazhi.engines.claims.intervals import interval, plain, total
from fazhi.engines.claims.runs import Run
from fazhi.engines.claims.terms import Bound, Kind, StatedIdentity


def sums(run: Run) -> Iterator[StatedIdentity]:
    """The sums that the run states, and the bounds by which a part is no greater than its whole."""
    for found in breakdowns(run):
        if found.anchor >= run.fresh:
            yield from _against_rough(found) if found.limit else _tested(found)


def _tested(found: Breakdown) -> Iterator[StatedIdentity]:
    if len(found.parts) > 1:
        holds = total(found.parts).meets(interval(found.whole))
        if holds or found.is_exhausting:
            exactly = sum(part.number for part in found.parts) == found.whole.number
            yield _sum(found, "≈" if holds and not exactly else "=", Kind.SUM, holds)
            return
    if not _is_total_after(found) and not found.loose:
        for part in found.parts:
            holds = interval(part).low <= interval(found.whole).high
            yield StatedIdentity(
                f"{plain(part.value)} ≤ {plain(found.whole.value)}", Kind.BOUND, holds, found.whole.offset
            )


def _against_rough(found: Breakdown) -> Iterator[StatedIdentity]:
    """500余场，其中线上200场、线下310场: the parts make up 500 at least; those of 近600件 make up 600 at most."""
    limit, parts = found.whole.number, total(found.parts)
    several = len(found.parts) > 1
    if found.limit is Bound.AT_MOST and (found.sure or not found.is_overlapping if several else not found.loose):
        holds = parts.low <= limit
        if holds or not several or found.is_exhausting:
            yield _sum(found, "≤", Kind.BOUND, holds)
    elif found.limit is Bound.AT_LEAST and several:
        holds = parts.high >= limit
        if holds or found.is_exhausting:
            yield _sum(found, "≥", Kind.BOUND, holds)


def _is_total_after(found: Breakdown) -> bool:
    return found.whole.offset > found.parts[0].offset


def _sum(found: Breakdown, sign: str, kind: Kind, holds: bool) -> StatedIdentity:
    left = " + ".join(plain(part.value) for part in found.parts)
    offset = min(found.whole.offset, found.parts[0].offset)
    return StatedIdentity(f"{left} {sign} {plain(found.whole.value)}", kind, holds, offset)
