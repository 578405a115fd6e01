"""Duties of given hours that cover the seats needed, at least cost, exactly: a flow, so that whole numbers come of themselves."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fazhi.engines.staffing.errors import NotCovered, NotShifts

Integers = NDArray[np.int64]


@dataclass(frozen=True)
class Shift:
    """A duty that begins with slot `start` and ends before slot `end`; `cost` of one seat for its length."""

    start: int
    end: int
    cost: int = 1


@dataclass(frozen=True)
class Cover:
    """
    counts   seats on each shift, in the order given
    cost     of all together
    seats    on duty in each slot, never fewer than required
    """

    counts: tuple[int, ...]
    cost: int
    seats: Integers


def cover(required: ArrayLike, shifts: Sequence[Shift]) -> Cover:
    """
    Seats on each shift so that every slot has at least those it requires and the cost is least.

    required  whole seats by slot, over a day, a week or longer; a shift that passes midnight just goes on

    Raises NotShifts for a shift or a demand that can't be, NotCovered for a slot that no shift reaches. Needs OR-Tools.
    The matrix of intervals is totally unimodular: its rows' differences are a network (Veinott & Wagner, Optimal Capacity
    Scheduling, Operations Research 10, 1962).
    """
    from ortools.graph.python import min_cost_flow

    needs = _checked(required, shifts)
    reached = _seats(shifts, np.ones(len(shifts), dtype=np.int64), needs.size)
    bare = np.flatnonzero((needs > 0) & (reached == 0))
    if bare.size:
        raise NotCovered(int(bare[0]), int(needs[bare[0]]))
    starts = np.array([shift.start for shift in shifts], dtype=np.int64)
    ends = np.array([shift.end for shift in shifts], dtype=np.int64)
    costs = np.array([shift.cost for shift in shifts], dtype=np.int64)
    slots = np.arange(needs.size, dtype=np.int64)
    flow = min_cost_flow.SimpleMinCostFlow()
    # A seat on a shift flows from its first slot to its end; what is beyond the need of a slot flows back over it.
    flow.add_arcs_with_capacity_and_unit_cost(
        np.concatenate((starts, slots + 1)),
        np.concatenate((ends, slots)),
        np.full(len(shifts) + needs.size, max(1, int(needs.sum())), dtype=np.int64),
        np.concatenate((costs, np.zeros(needs.size, dtype=np.int64))),
    )
    flow.set_nodes_supplies(np.arange(needs.size + 1), np.diff(needs, prepend=0, append=0))
    if flow.solve() != flow.OPTIMAL:
        raise AssertionError("Each slot in need is reached by a shift, so there is a flow.")
    counts = flow.flows(np.arange(len(shifts)))
    return Cover(tuple(map(int, counts)), int(flow.optimal_cost()), _seats(shifts, counts, needs.size))


def _checked(required: ArrayLike, shifts: Sequence[Shift]) -> Integers:
    given = np.asarray(required, dtype=np.float64).reshape(-1)
    if not given.size:
        raise NotShifts("required", "[]", "至少一个时段")
    wrong = np.flatnonzero(~(np.isfinite(given) & (given >= 0) & (given == np.floor(given)) & (given < 1e6)))
    if wrong.size:
        raise NotShifts(f"required[{wrong[0]}]", float(given[wrong[0]]), "不小于0、小于一百万的整数")
    for place, shift in enumerate(shifts):
        if not 0 <= shift.start < shift.end <= given.size:
            raise NotShifts(f"shifts[{place}]", f"{shift.start}–{shift.end}", f"0 到 {given.size} 之间，起点在终点之前")
        if shift.cost < 0:
            raise NotShifts(f"shifts[{place}].cost", shift.cost, "不小于0的整数")
    return given.astype(np.int64)


def _seats(shifts: Sequence[Shift], counts: Integers, slots: int) -> Integers:
    change = np.zeros(slots + 1, dtype=np.int64)
    np.add.at(change, [shift.start for shift in shifts], counts)
    np.subtract.at(change, [shift.end for shift in shifts], counts)
    return np.cumsum(change)[:slots]
