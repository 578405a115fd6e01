"""From call records to counts, and from counts to every rate."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction

from fazhi.engines.pickup.definitions import DEFINITIONS
from fazhi.engines.pickup.errors import NotACall
from fazhi.engines.pickup.terms import Call, Definition, Outcome, Rate, Tally

SAME_MATTER = 60.0
"""Minutes after an unanswered call within which another of the same caller is about the same matter."""

QUEUED = frozenset({Outcome.ANSWERED, Outcome.ABANDONED})
"""Outcomes after waiting for a seat."""


def tally(calls: Sequence[Call]) -> Tally:
    """
    Count calls, in any order; callers without a number are a matter each.

    Raises NotACall for a wait that can't be. Time O(n log n).
    """
    for place, call in enumerate(calls):
        _require(place, call)
    outcomes = Counter(call.outcome for call in calls)
    gone = [call.waited or 0.0 for call in calls if call.outcome is Outcome.ABANDONED]
    requests, helped = _matters(call for call in calls if call.outcome in QUEUED or call.outcome is Outcome.REFUSED)
    return Tally(
        inbound=len(calls),
        requested=outcomes[Outcome.ANSWERED] + outcomes[Outcome.ABANDONED] + outcomes[Outcome.REFUSED],
        answered=outcomes[Outcome.ANSWERED],
        answered_within_15=sum(call.outcome is Outcome.ANSWERED and (call.waited or 0.0) <= 15 for call in calls),
        abandoned=outcomes[Outcome.ABANDONED],
        abandoned_within_5=sum(waited <= 5 for waited in gone),
        abandoned_within_10=sum(waited <= 10 for waited in gone),
        requests=requests,
        helped=helped,
    )


def rates(counted: Tally) -> tuple[Rate, ...]:
    """Every meaning of 接通率, in the order of `DEFINITIONS`."""
    return tuple(_rate(definition, counted) for definition in DEFINITIONS)


def _rate(definition: Definition, counted: Tally) -> Rate:
    numerator: int | None = getattr(counted, definition.numerator)
    denominator: int | None = getattr(counted, definition.denominator)
    less: int | None = getattr(counted, definition.without) if definition.without else 0
    if numerator is None or denominator is None or less is None:
        return Rate(definition, None, None, None)
    denominator -= less
    return Rate(definition, numerator, denominator, Fraction(numerator, denominator) if denominator else None)


def _matters(calls: Iterable[Call]) -> tuple[int, int]:
    """How many matters the calls are about, and how many of them were answered in the end."""
    matters = helped = 0
    latest: dict[str, Call] = {}
    for call in sorted(calls, key=lambda call: call.minute):
        answered = call.outcome is Outcome.ANSWERED
        before = latest.get(call.caller) if call.caller is not None else None
        if call.caller is not None:
            latest[call.caller] = call
        same = (
            before is not None and before.outcome is not Outcome.ANSWERED and call.minute - before.minute <= SAME_MATTER
        )
        matters += not same
        helped += answered  # an answer ends a matter, so each matter has at most one
    return matters, helped


def _require(place: int, call: Call) -> None:
    if not math.isfinite(call.minute):
        raise NotACall(place, "minute", call.minute, "分钟数")
    if call.outcome in QUEUED and call.waited is None:
        raise NotACall(place, "waited", None, f"{call.outcome}的来电应有等待秒数")
    if call.waited is not None and not (math.isfinite(call.waited) and call.waited >= 0):
        raise NotACall(place, "waited", call.waited, "不小于0的秒数")
