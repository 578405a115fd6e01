"""A day whose rates and seats change from slot to slot, exactly: what becomes of the calls that come in each slot."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from fazhi.engines.transient import boundaries, in_time, kernels
from fazhi.engines.transient.errors import NotADay, NotSettled, QueueTooLong
from fazhi.engines.transient.terms import Day, DayResult, Fall, Floats, Integers

MOST_WAITING, MOST_DAYS = 20_000, 400
LEFT_OUT, SETTLED, EMPTY_ROW = 1e-13, 1e-11, 1e-16

_CODES = {Fall.DRAIN: boundaries.DRAIN, Fall.CUT_REQUEUE: boundaries.CUT_REQUEUE, Fall.OVERLAP: boundaries.OVERLAP}


def day(
    rates: ArrayLike,
    seats: ArrayLike,
    *,
    slot_minutes: float,
    aht: float,
    patience: float,
    begins: ArrayLike | None = None,
) -> Day:
    """
    A day checked: `rates` calls and `seats` in each slot; times in minutes.

    begins  whether a segment of the plan begins with the slot, besides wherever the seats change

    Raises NotADay.
    """
    calls, group = np.asarray(rates, dtype=np.float64).reshape(-1), np.asarray(seats, dtype=np.float64).reshape(-1)
    if not calls.size or calls.size != group.size:
        raise NotADay("seats", group.size, None, f"与来电率一样多的时段数，即 {calls.size}")
    _require(calls, "rates", np.isfinite(calls) & (calls >= 0), "不小于0的来电数")
    _require(group, "seats", np.isfinite(group) & (group >= 0) & (group == np.floor(group)), "不小于0的整数")
    for name, minutes in (("slot_minutes", slot_minutes), ("aht", aht), ("patience", patience)):
        if not 0 < minutes < math.inf:
            raise NotADay(name, minutes, None, "大于0的分钟数")
    whole = group.astype(np.int64)
    starts = np.zeros(calls.size, dtype=np.bool_) if begins is None else np.asarray(begins, dtype=np.bool_).reshape(-1)
    if starts.size != calls.size:
        raise NotADay("begins", starts.size, None, f"与来电率一样多的时段数，即 {calls.size}")
    starts = starts | (whole != np.roll(whole, 1))
    # Floats whatever was given: the loops would be compiled anew for whole numbers.
    return Day(calls, whole, float(slot_minutes), float(aht), float(patience), starts)


def exact(plan: Day, *, fall: Fall = Fall.DRAIN, within: float = 1 / 3) -> DayResult:
    """
    What becomes of the calls of each slot of a day that repeats itself: the state at midnight is the one it comes back to.

    within  minutes in which a call counts as answered in time, at most a slot

    Raises NotADay, QueueTooLong, NotSettled. Source: docs/algorithms/transient.md.
    """
    if not 0 < within <= plan.slot_minutes:
        raise NotADay("within", within, None, f"大于0、不超过一个时段（{plan.slot_minutes:g} 分钟）的分钟数")
    return _Chain(plan, fall, float(within)).result()


def _require(values: Floats, name: str, fits: np.ndarray, expected: str) -> None:
    wrong = np.flatnonzero(~fits)
    if wrong.size:
        raise NotADay(name, float(values[wrong[0]]), int(wrong[0]), expected)


def _quadrature(panels: int) -> tuple[Floats, Floats]:
    """Nodes and weights on 0 … 1: Gauss and Legendre's of six in each panel."""
    nodes, weights = np.polynomial.legendre.leggauss(6)
    firsts = np.arange(panels)[:, None]
    return ((firsts + (nodes + 1) / 2) / panels).reshape(-1), np.tile(weights / 2 / panels, panels)


def _peaks(arrivals: Floats, theta: float, minutes: float) -> Floats:
    """
    The most that wait in each slot on average, if nobody were ever answered: m' = λ − θm over the day that repeats itself.
    """
    kept = math.exp(-theta * minutes)
    level, peaks = float(arrivals.max()) / theta, np.zeros_like(arrivals)
    for k in (*range(arrivals.size), *range(arrivals.size)):
        end = arrivals[k] / theta + (level - arrivals[k] / theta) * kept
        peaks[k] = max(level, end)
        level = end
    return peaks


def _most_waiting(mean: float) -> tuple[int, float]:
    """
    So many wait at most, and the probability of more: no more wait than if nobody were ever answered, and then their
    number is Poisson with mean `mean`.
    """
    if mean > MOST_WAITING:
        raise QueueTooLong(int(mean), MOST_WAITING)
    k = int(mean)
    while True:
        # P(N > k) < p(k+1) · (k+2) ÷ (k+2−mean), the tail being below a geometric one
        k += 1
        logarithm = (k + 1) * math.log(mean) - mean - math.lgamma(k + 2) if mean > 0 else -math.inf
        bound = math.exp(logarithm) * (k + 2) / (k + 2 - mean)
        if bound < LEFT_OUT:
            return k, bound


@dataclass(frozen=True)
class _Slot:
    """
    One slot as the forward pass saw it.

    spent     expected minutes in each state
    early     of these, those before the last stretch, which is as long as a call may wait to be answered in time
    late      the state at the start of that stretch
    end       the state at the end, before seats change
    """

    spent: Floats
    early: Floats
    late: Floats
    end: Floats


class _Chain:
    """One evaluation: the forward pass for who is there, the backward pass for what becomes of those who wait."""

    def __init__(self, plan: Day, fall: Fall, within: float) -> None:
        self._plan, self._fall, self._within = plan, _CODES[fall], within
        self._mu, self._theta = 1 / plan.aht, 1 / plan.patience
        self._slots = plan.rates.size
        self._arrivals = plan.rates / plan.slot_minutes
        self._waiting, self._left_out = self._bounds()
        self._nodes, self._weights = _quadrature(math.ceil(2 * within / min(plan.aht, plan.patience)))

    def _bounds(self) -> tuple[Integers, float]:
        """The most that wait in each slot, and the probability of more."""
        peaks = _peaks(self._arrivals, self._theta, self._plan.slot_minutes)
        bounds = [_most_waiting(mean) for mean in peaks]
        waiting = np.array([most for most, _ in bounds])
        if self._fall == boundaries.CUT_REQUEUE:  # calls that were cut off wait besides those who came
            waiting = waiting + int(self._plan.seats.max()) - self._plan.seats
        return waiting, max(left_out for _, left_out in bounds)

    def result(self) -> DayResult:
        slots = self._settled()
        abandoned, in_time = self._outcomes(slots)
        offered = self._plan.rates
        abandoned = np.clip(abandoned, 0.0, offered)
        busy, there = self._busy(slots)
        return DayResult(
            offered=offered,
            answered=offered - abandoned,
            abandoned=abandoned,
            answered_within=np.clip(in_time, 0.0, offered - abandoned),
            busy_minutes=busy,
            occupancy=np.divide(busy, there, out=np.zeros_like(busy), where=there > 0).clip(0.0, 1.0),
            left_out=self._left_out,
        )

    def _settled(self) -> list[_Slot]:
        """The slots of the day that begins as it ended."""
        plan = self._plan
        warm = min(math.ceil(30 * max(plan.aht, plan.patience) / plan.slot_minutes), self._slots)
        first = self._slots - warm
        state = np.zeros((1, int(plan.seats[first] + self._waiting[first]) + 1))
        state[0, 0] = 1.0
        for k in range(first, self._slots):
            state = self._next(k, self._passed(k, state).end)
        for _ in range(MOST_DAYS):
            slots, began = [], state
            for k in range(self._slots):
                slots.append(self._passed(k, state))
                state = self._next(k, slots[-1].end)
            if _distance(state, began) < SETTLED:
                return slots
        raise NotSettled(MOST_DAYS)

    def _passed(self, k: int, start: Floats) -> _Slot:
        state, minutes = start.copy(), np.zeros_like(start)
        self._run(k, state, self._plan.slot_minutes - self._within, minutes)
        early, late = minutes.copy(), state.copy()
        self._run(k, state, self._within, minutes)
        return _Slot(minutes, early, late, state)

    def _run(self, k: int, state: Floats, minutes: float, spent: Floats) -> None:
        seats = int(self._plan.seats[k])
        kernels.forward(state, float(self._arrivals[k]), self._mu, self._theta, seats, minutes, spent)

    def _next(self, k: int, state: Floats) -> Floats:
        """The state at the start of the slot after `k`, without rows that are empty."""
        plan, after = self._plan, (k + 1) % self._slots
        carried = boundaries.carried(
            state,
            int(plan.seats[k]),
            int(plan.seats[after]),
            int(self._waiting[after]),
            self._fall,
            bool(plan.begins[after]),
        )
        return np.ascontiguousarray(carried[: boundaries.trimmed_rows(carried, EMPTY_ROW)])

    def _relieved(self, slots: list[_Slot]) -> Floats:
        """Seat-minutes that relieved teams still spend in each slot, under OVERLAP."""
        plan, minutes = self._plan, np.zeros(self._slots)
        if self._fall != boundaries.OVERLAP:
            return minutes
        left, kept = 0.0, math.exp(-self._mu * plan.slot_minutes)
        for k in (*range(self._slots), *range(self._slots)):  # twice: what is left at midnight goes on
            if plan.begins[k]:
                before = (k - 1) % self._slots
                end = slots[before].end[0]
                left += float(end @ np.minimum(np.arange(end.size), plan.seats[before]))
            minutes[k] = left * (1 - kept) / self._mu
            left *= kept
        return minutes

    def _busy(self, slots: list[_Slot]) -> tuple[Floats, Floats]:
        """Seat-minutes spent on calls in each slot, and those there."""
        plan, relieved = self._plan, self._relieved(slots)
        busy, there = relieved.copy(), plan.seats * plan.slot_minutes + relieved
        for k, slot in enumerate(slots):
            minutes = slot.spent
            extras = np.arange(minutes.shape[0])
            retiring = float(extras @ minutes.sum(axis=1))
            busy[k] += float(minutes.sum(axis=0) @ np.minimum(np.arange(minutes.shape[1]), plan.seats[k])) + retiring
            there[k] += retiring
        return busy, there

    def _outcomes(self, slots: list[_Slot]) -> tuple[Floats, Floats]:
        """
        Calls of each slot that give up, and those answered in time.

        Those who give up during a slot are of all slots before; with W, the callers present at its end who will give up,
        those of the slot itself are what gave up in it, plus W at its end, minus W at its start.
        """
        gave_up = np.array([self._gave_up(k, slot.spent) for k, slot in enumerate(slots)])
        bound_to = self._bound_to_give_up([slot.end for slot in slots])
        in_time = np.array([self._in_time(k, slot) for k, slot in enumerate(slots)])
        return gave_up + bound_to - np.roll(bound_to, 1), in_time

    def _gave_up(self, k: int, minutes: Floats) -> float:
        waiting = np.maximum(np.arange(minutes.shape[1]) - self._plan.seats[k], 0)
        return self._theta * float(minutes.sum(axis=0) @ waiting)

    def _bound_to_give_up(self, ends: list[Floats]) -> Floats:
        if self._fall == boundaries.CUT_REQUEUE:
            return self._bound_to_give_up_requeued(ends)
        plan, found = self._plan, np.zeros(self._slots)
        values = np.zeros((1, int(self._waiting[0]) + 1))
        for k, is_warm in self._backwards():
            end = ends[k]
            values = self._before(k, values, end.shape[0] - 1, served=0.0)
            if not is_warm:
                found[k] = _of_all_waiting(end, values, int(plan.seats[k]))
            kernels.backward(values, self._mu, self._theta, int(plan.seats[k]), plan.slot_minutes, 0.0, 1.0)
        return found

    def _bound_to_give_up_requeued(self, ends: list[Floats]) -> Floats:
        plan, found = self._plan, np.zeros(self._slots)
        values = np.zeros(int((plan.seats + self._waiting).max()) + 1)
        for k, is_warm in self._backwards():
            if not is_warm:
                ahead = np.concatenate([[0.0], np.cumsum(values)])
                found[k] = float(ends[k][0] @ ahead[: ends[k].shape[1]])
            kernels.backward_requeued(values, self._mu, self._theta, int(plan.seats[k]), plan.slot_minutes)
        return found

    def _backwards(self) -> Iterator[tuple[int, bool]]:
        """Slots from the last to the first, after as many of the day that follows as nobody waits through."""
        plan = self._plan
        longest = plan.patience if self._fall != boundaries.CUT_REQUEUE else max(plan.patience, plan.aht)
        warm = math.ceil(36 * longest / plan.slot_minutes)
        for k in range(warm - 1, -1, -1):
            yield k % self._slots, True
        for k in range(self._slots - 1, -1, -1):
            yield k, False

    def _before(self, k: int, values: Floats, extras: int, *, served: float) -> Floats:
        """A waiting caller's values just before the end of slot `k`, from those at the start of the next."""
        plan, after = self._plan, (k + 1) % self._slots
        return boundaries.expected(
            values,
            int(plan.seats[k]),
            int(plan.seats[after]),
            extras,
            int(self._waiting[k]),
            self._fall,
            bool(plan.begins[after]),
            served,
        )

    def _in_time(self, k: int, slot: _Slot) -> float:
        """Calls of slot `k` that are answered within the time; its last stretch looks across the boundary."""
        plan, after, within = self._plan, (k + 1) % self._slots, self._within
        seats, arrivals = int(plan.seats[k]), float(self._arrivals[k])
        rows, columns = slot.end.shape
        chances = in_time.chances(rows, columns - seats, self._mu, self._theta, seats, within)
        if plan.seats[k] == plan.seats[after] and not (self._fall == boundaries.OVERLAP and plan.begins[after]):
            return arrivals * float(in_time.answered(slot.spent, seats, chances))
        last = in_time.across(
            slot.late,
            arrivals,
            self._mu,
            self._theta,
            seats,
            int(plan.seats[after]),
            int(self._waiting[after]) + 1,
            self._fall,
            bool(plan.begins[after]),
            within,
            self._nodes,
            self._weights,
        )
        return arrivals * float(in_time.answered(slot.early, seats, chances) + last)


def _of_all_waiting(state: Floats, values: Floats, seats: int) -> float:
    """Expected number of those waiting in `state` that come to what `values` counts."""
    of_first = np.concatenate([np.zeros((values.shape[0], 1)), np.cumsum(values, axis=1)], axis=1)
    waiting = state[:, seats:]
    return float((waiting * of_first[:, : waiting.shape[1]]).sum())


def _distance(first: Floats, second: Floats) -> float:
    rows, columns = max(first.shape[0], second.shape[0]), first.shape[1]
    both = np.zeros((2, rows, columns))
    both[0, : first.shape[0]], both[1, : second.shape[0]] = first, second
    return float(np.abs(both[0] - both[1]).sum())
