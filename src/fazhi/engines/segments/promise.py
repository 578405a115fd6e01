"""The cheapest plan of K segments that has the seats each slot requires, exactly, by dynamic programming."""

import numpy as np
from numpy.typing import ArrayLike

from fazhi.engines.compiled import kernel
from fazhi.engines.segments.errors import NoSuchPlan, NotADemand
from fazhi.engines.segments.terms import Integers, Rules, Segments, lengths_of, rules

NO_WAY = np.iinfo(np.int64).max // 4


def for_promise(required: ArrayLike, count: int, *, by: Rules | None = None) -> Segments:
    """
    Cut the day into `count` segments, each with as many seats as its busiest slot requires, so that seat-slots are least.

    required  whole seats that each slot needs
    by        how the day may be cut; anyhow without it

    Among equally cheap plans the one whose cuts come first in order. The curve has the least cost of 1 … `count` segments.
    Raises NotADemand, NoSuchPlan. Time O(count · T²), T times that for a circle. Source: docs/algorithms/segments.md.
    """
    needs = _whole(required)
    by = by or rules(needs.size)
    if by.slots != needs.size:
        raise NotADemand("required", needs.size, None, f"{by.slots} 个时段")
    if count < 1:
        raise NotADemand("count", count, None, "至少一段")
    anchors = np.flatnonzero(by.allowed) if by.wrap else np.array([0])
    curve = np.full(count, NO_WAY, dtype=np.int64)
    cuts: tuple[int, ...] = ()
    for anchor in anchors:
        turned = np.roll(needs, -anchor)
        costs = np.empty((needs.size + 1, count + 1), dtype=np.int64)
        _costs(turned, np.roll(by.allowed, -anchor), by.min_slots, by.max_slots, costs)
        if costs[0, count] < curve[count - 1]:
            found = np.empty(count, dtype=np.int64)
            _cuts(turned, np.roll(by.allowed, -anchor), by.min_slots, by.max_slots, costs, found)
            cuts = tuple(int(each + anchor) for each in found)
        curve = np.minimum(curve, costs[0, 1:])
    if not cuts:
        raise NoSuchPlan(count, tuple(int(k) + 1 for k in np.flatnonzero(curve < NO_WAY)))
    cuts = tuple(sorted(cut % needs.size for cut in cuts))
    seats = tuple(
        int(needs[np.arange(cut, cut + length) % needs.size].max())
        for cut, length in zip(cuts, lengths_of(cuts, needs.size), strict=True)
    )
    return Segments(cuts, seats, int(curve[-1]), tuple(int(cost) if cost < NO_WAY else None for cost in curve))


def _whole(required: ArrayLike) -> Integers:
    given = np.asarray(required, dtype=np.float64).reshape(-1)
    if not given.size:
        raise NotADemand("required", "[]", None, "至少一个时段")
    wrong = np.flatnonzero(~(np.isfinite(given) & (given >= 0) & (given == np.floor(given)) & (given < 1e9)))
    if wrong.size:
        raise NotADemand("required", float(given[wrong[0]]), int(wrong[0]), "不小于0的整数")
    return given.astype(np.int64)


@kernel
def _costs(needs: np.ndarray, allowed: np.ndarray, shortest: int, longest: int, costs: np.ndarray) -> None:
    """
    `costs[i, k]`: the least cost of the slots from i on in exactly k segments, the first of which begins at i.

    A plan costs no less than its first segment and what the other slots need. That only grows with the first segment, so a k is
    done (`most` falls below it) once that is no less than the least cost found for it.
    """
    slots = needs.size
    rest = np.zeros(slots + 1, dtype=np.int64)
    for i in range(slots - 1, -1, -1):
        rest[i] = rest[i + 1] + needs[i]
    costs[:, :] = NO_WAY
    costs[slots, 0] = 0
    for i in range(slots - 1, -1, -1):
        if not allowed[i]:
            continue
        peak = 0
        most = min(costs.shape[1] - 1, (slots - i) // shortest)
        for j in range(i + 1, min(i + longest, slots) + 1):
            peak = max(peak, needs[j - 1])
            if j - i < shortest or (j < slots and not allowed[j]):
                continue
            cost = peak * (j - i)
            while most and costs[i, most] <= cost + rest[j]:
                most -= 1
            if not most:
                break
            for k in range(1, most + 1):
                costs[i, k] = min(costs[i, k], cost + costs[j, k - 1])


@kernel
def _cuts(
    needs: np.ndarray, allowed: np.ndarray, shortest: int, longest: int, costs: np.ndarray, found: np.ndarray
) -> None:
    """The first of the cheapest plans: each segment as short as the least cost allows."""
    slots, i = needs.size, 0
    for place in range(found.size):
        found[place] = i
        left, peak = found.size - place, 0
        for j in range(i + 1, min(i + longest, slots) + 1):
            peak = max(peak, needs[j - 1])
            if j - i < shortest or (j < slots and not allowed[j]):
                continue
            if peak * (j - i) + costs[j, left - 1] == costs[i, left]:
                i = j
                break
