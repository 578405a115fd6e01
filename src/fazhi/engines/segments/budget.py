"""The plan of K segments that gains most within a budget of seat-slots, exactly for gains that add up over slots."""

import numpy as np
from numpy.typing import ArrayLike

from fazhi.engines.compiled import kernel
from fazhi.engines.segments.errors import NoSuchPlan, NotADemand
from fazhi.engines.segments.terms import BudgetPlan, Floats, Rules, lengths_of, rules

MOST_CELLS = 50_000_000
"""Cells of the table: 400 MB."""

NEVER = -1e300


def for_budget(
    gains: ArrayLike, count: int, budget: int, *, least_seats: int = 0, by: Rules | None = None
) -> BudgetPlan:
    """
    Cut the day into `count` segments and give each seats, so that the gains of all slots add up to most.

    gains        gains[s, t]: what s seats are worth in slot t (calls answered, say), s = 0, 1, …
    budget       seat-slots, all of which need not be used
    least_seats  seats that each segment has at least
    by           how the day may be cut; anyhow without it

    Among plans that gain the same the one whose cuts come first in order, then the one with fewer seats in front.
    Exact for gains that add up: carry-over from slot to slot is the judge's of `polished`. Raises NotADemand, NoSuchPlan.
    Time O(count · T² · S · budget), T times that for a circle. Source: docs/algorithms/segments.md.
    """
    worth, by = _checked(gains, count, budget, least_seats, by)
    slots = worth.shape[1]
    anchors = np.flatnonzero(by.allowed) if by.wrap else np.array([0])
    curve = np.full(count, NEVER)
    best: tuple[tuple[int, ...], tuple[int, ...]] | None = None
    for anchor in anchors:
        turned, allowed = np.roll(worth, -anchor, axis=1), np.roll(by.allowed, -anchor)
        before = np.concatenate([np.zeros((worth.shape[0], 1)), np.cumsum(turned, axis=1)], axis=1)
        table = np.empty((slots + 1, count + 1, budget + 1))
        _gains(before, allowed, by.min_slots, by.max_slots, least_seats, table)
        if table[0, count, budget] > curve[count - 1]:
            starts, groups = np.empty(count, dtype=np.int64), np.empty(count, dtype=np.int64)
            _plan(before, allowed, by.min_slots, by.max_slots, least_seats, table, starts, groups)
            best = tuple(int(start + anchor) for start in starts), tuple(int(group) for group in groups)
        curve = np.maximum(curve, table[0, 1:, budget])
    if best is None:
        raise NoSuchPlan(count, tuple(int(k) + 1 for k in np.flatnonzero(curve > NEVER / 2)))
    ordered = sorted(zip((cut % slots for cut in best[0]), best[1], strict=True))
    cuts, seats = tuple(cut for cut, _ in ordered), tuple(group for _, group in ordered)
    cost = sum(length * group for length, group in zip(lengths_of(cuts, slots), seats, strict=True))
    known = tuple(float(gain) if gain > NEVER / 2 else None for gain in curve)
    return BudgetPlan(cuts, seats, cost, float(curve[-1]), known)


def _checked(gains: ArrayLike, count: int, budget: int, least_seats: int, by: Rules | None) -> tuple[Floats, Rules]:
    worth = np.asarray(gains, dtype=np.float64)
    if worth.ndim != 2 or not worth.size:
        raise NotADemand("gains", worth.shape, None, "一个席位数与时段的表")
    if not np.isfinite(worth).all():
        raise NotADemand("gains", "nan", int(np.flatnonzero(~np.isfinite(worth).all(axis=0))[0]), "一个数")
    by = by or rules(worth.shape[1])
    if by.slots != worth.shape[1]:
        raise NotADemand("gains", worth.shape[1], None, f"{by.slots} 个时段")
    if count < 1 or budget < 0 or not 0 <= least_seats < worth.shape[0]:
        raise NotADemand("budget", (count, budget, least_seats), None, "至少一段、不小于0的席位时段数、表中有的席位数")
    cells = (by.slots + 1) * (count + 1) * (budget + 1)
    if cells > MOST_CELLS:
        raise NotADemand("budget", cells, None, f"至多 {MOST_CELLS} 格的表：请用较长的时段或较少的段数")
    return worth, by


@kernel
def _gains(before: np.ndarray, allowed: np.ndarray, shortest: int, longest: int, least: int, table: np.ndarray) -> None:
    """`table[i, k, b]`: the most that slots from i on gain in exactly k segments with b seat-slots; `before` are running sums."""
    slots, most, budget = table.shape[0] - 1, table.shape[1] - 1, table.shape[2] - 1
    table[:, :, :] = NEVER
    table[slots, 0, :] = 0.0
    for i in range(slots - 1, -1, -1):
        if not allowed[i]:
            continue
        for j in range(i + shortest, min(i + longest, slots) + 1):
            if j < slots and not allowed[j]:
                continue
            for seats in range(least, before.shape[0]):
                used = seats * (j - i)
                if used > budget:
                    break
                gain = before[seats, j] - before[seats, i]
                for k in range(1, most + 1):
                    for b in range(used, budget + 1):
                        value = gain + table[j, k - 1, b - used]
                        if value > table[i, k, b]:
                            table[i, k, b] = value


@kernel
def _plan(
    before: np.ndarray,
    allowed: np.ndarray,
    shortest: int,
    longest: int,
    least: int,
    table: np.ndarray,
    cuts: np.ndarray,
    groups: np.ndarray,
) -> None:
    """The first of the best plans, read off the table."""
    slots, budget, i = table.shape[0] - 1, table.shape[2] - 1, 0
    for place in range(cuts.size):
        left, found = cuts.size - place, False
        for j in range(i + shortest, min(i + longest, slots) + 1):
            if j < slots and not allowed[j]:
                continue
            for seats in range(least, before.shape[0]):
                used = seats * (j - i)
                if used > budget:
                    break
                if before[seats, j] - before[seats, i] + table[j, left - 1, budget - used] == table[i, left, budget]:
                    cuts[place], groups[place], found = i, seats, True
                    budget -= used
                    i = j
                    break
            if found:
                break
