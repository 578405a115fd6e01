"""First attempts among calls: a caller who was not answered often calls again, and is still one caller."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from fazhi.engines.tide.terms import Floats


@dataclass(frozen=True)
class Attempt:
    """
    One call as the switch recorded it.

    minute    when it came, minutes after any fixed moment
    caller    keyed hash of the number; None where the number was withheld
    answered  whether somebody picked up; given up, turned away and closed are not
    """

    minute: float
    caller: str | None
    answered: bool


@dataclass(frozen=True)
class FirstAttempts:
    """
    How many of the calls were new demand.

    weights    [call], in the order given: probability that the call was no re-dial, 0 to 1
    redial     share of unanswered identified calls followed by one of the same caller within the window
    background the same share after answered calls: callers who have something else to ask
    """

    weights: Floats
    redial: float
    background: float


def first_attempts(calls: Sequence[Attempt], *, window: float = 60.0, weight: float | None = None) -> FirstAttempts:
    """
    Weigh each call by the probability that it is new demand.

    window  minutes within which a second call of the same caller may be a re-dial
    weight  of such a call, known from a longer record; without it, from these calls themselves

    A call that follows an unanswered one of the same caller within `window` is a re-dial but for the background: people also
    call again after an answer. It weighs background ÷ redial, all others 1; calls without a number weigh as much as the
    others do on average. Time O(n log n). Source: docs/algorithms/tide.md.
    """
    by_caller: dict[str, list[int]] = {}
    for place in sorted(range(len(calls)), key=lambda place: calls[place].minute):
        caller = calls[place].caller
        if caller is not None:
            by_caller.setdefault(caller, []).append(place)
    seen = {True: 0, False: 0}
    followed: dict[bool, list[int]] = {True: [], False: []}
    for places in by_caller.values():
        for place in places:
            seen[calls[place].answered] += 1
        for earlier, later in pairwise(places):
            if calls[later].minute - calls[earlier].minute <= window:
                followed[calls[earlier].answered].append(later)
    redial = len(followed[False]) / seen[False] if seen[False] else 0.0
    background = len(followed[True]) / seen[True] if seen[True] else 0.0
    weights = np.ones(len(calls))
    if redial:
        weights[followed[False]] = min(background / redial, 1.0) if weight is None else weight
    withheld = np.array([call.caller is None for call in calls], dtype=np.bool_)
    if withheld.any() and not withheld.all():
        weights[withheld] = weights[~withheld].mean()
    return FirstAttempts(weights, redial, background)
