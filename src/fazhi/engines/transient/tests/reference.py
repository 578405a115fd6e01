"""
The same day by dense matrices: every state by name, moves as a table of rates, matrix exponentials, and the fate of each slot's
callers by integrating over the moment at which they come. Written independently of the engine, and slow.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from fazhi.engines.transient import Fall

Moves = Callable[[Hashable], dict[Hashable, float]]


def exponential(matrix: np.ndarray) -> np.ndarray:
    """e^matrix by scaling, a Taylor series and squaring."""
    norm = float(np.abs(matrix).sum(axis=1).max())
    times = max(int(np.ceil(np.log2(norm))) + 4, 0) if norm > 0 else 0
    small, term, total = matrix / 2**times, np.eye(len(matrix)), np.eye(len(matrix))
    for k in range(1, 18):
        term = term @ small / k
        total = total + term
    for _ in range(times):
        total = total @ total
    return total


@dataclass
class Reference:
    """A small day; `top` bounds the queue."""

    rates: tuple[float, ...]
    seats: tuple[int, ...]
    begins: tuple[bool, ...]
    minutes: float
    aht: float
    patience: float
    fall: Fall
    top: int

    def abandoned(self) -> list[float]:
        """Callers of each slot who give up in the end."""
        return [
            self._over_moments(k, 0.0, self.minutes, lambda left, k=k: self._fates(k, left, "gone", None))
            for k in range(len(self.rates))
        ]

    def answered_within(self, within: float) -> list[float]:
        """Callers of each slot who are answered within so many minutes; not under CUT_REQUEUE."""
        found = []
        for k in range(len(self.rates)):
            parts = [(0.0, self.minutes - within), (self.minutes - within, self.minutes)]
            fates = [lambda left, k=k: self._fates(k, left, "answered", within)] * 2
            found.append(sum(self._over_moments(k, *part, fate) for part, fate in zip(parts, fates, strict=True)))
        return found

    def _over_moments(self, k: int, low: float, high: float, fates: Callable[[float], dict[Hashable, float]]) -> float:
        """Callers who come between `low` and `high` of slot `k`, weighted by their fate; it is asked what is left of the slot."""
        nodes, weights = np.polynomial.legendre.leggauss(14)
        total, start = 0.0, self._starts[k]
        for node, weight in zip((nodes + 1) / 2, weights / 2, strict=True):
            moment = low + node * (high - low)
            state, fate = start @ exponential(self._generator(k) * moment), fates(self.minutes - moment)
            seen = sum(p * fate.get(self._seen(k, x), 0.0) for x, p in zip(self._states, state, strict=True))
            total += weight * seen
        return self.rates[k] * (high - low) / self.minutes * total

    @property
    def _states(self) -> list[tuple[int, int]]:
        """(calls in retiring seats, calls in the plan's seats or waiting)."""
        most = max(self.seats)
        return [(e, n) for e in range(most + 1) for n in range(most + self.top + 1)]

    def _moves(self, k: int, state: tuple[int, int]) -> dict[tuple[int, int], float]:
        (e, n), s = state, self.seats[k]
        moves = {(e, n + 1): self.rates[k] / self.minutes}
        if e and self.fall is Fall.DRAIN:
            moves[e - 1, n] = (e + min(n, s)) / self.aht
            moves[e, n - 1] = max(n - s, 0) / self.patience
        else:
            moves[e, n - 1] = min(n, s) / self.aht + max(n - s, 0) / self.patience
        return moves

    def _generator(self, k: int) -> np.ndarray:
        return _matrix(self._states, lambda state: self._moves(k, state))

    def _handed_over(self, k: int, state: tuple[int, int]) -> tuple[int, int]:
        """The state at the start of the slot after `k`."""
        after = (k + 1) % len(self.seats)
        (e, n), s, to = state, self.seats[k], self.seats[after]
        busy, queue = min(n, s) + e, min(max(n - s, 0), self.top - max(self.seats))
        if self.fall is Fall.OVERLAP:
            return (0, queue) if self.begins[after] else (0, n)
        if self.fall is Fall.CUT_REQUEUE or busy <= to:
            return (0, busy + queue)
        return (min(busy - to, max(self.seats)), to + queue)

    @cached_property
    def _starts(self) -> list[np.ndarray]:
        index = {state: i for i, state in enumerate(self._states)}
        state = np.zeros(len(index))
        state[0] = 1.0
        steps = [exponential(self._generator(k) * self.minutes) for k in range(len(self.rates))]
        for _ in range(60):
            starts = []
            for k, step in enumerate(steps):
                starts.append(state)
                end, state = state @ step, np.zeros(len(index))
                for x, p in zip(self._states, end, strict=True):
                    state[index[self._handed_over(k, x)]] += p
        return starts

    def _seen(self, k: int, state: tuple[int, int]) -> Hashable:
        """What a caller who comes finds before it: (retiring, ahead) if it waits, its own place where it may be cut off."""
        (e, n), s = state, self.seats[k]
        if self.fall is Fall.CUT_REQUEUE:
            return n
        return "answered" if e == 0 and n < s else (e, n - s)

    def _fates(self, k: int, left: float, wanted: str, within: float | None) -> dict[Hashable, float]:
        """
        Probability of what is `wanted` for each thing seen, `left` minutes before the end of slot `k`; in the end, or
        `within` so many minutes.
        """
        if self.fall is Fall.CUT_REQUEUE:
            places: list[Hashable] = [*range(max(self.seats) + self.top + 1), "done", "gone"]
        else:
            places = [*((e, i) for e in range(max(self.seats) + 1) for i in range(self.top + 1)), "answered", "gone"]
        index = {place: i for i, place in enumerate(places)}
        value = np.zeros(len(places))
        value[index[wanted]] = 1.0
        if within is not None and within <= left:
            return dict(zip(places, self._back(places, k, within, value), strict=True))
        horizon = 1 if within is not None else int(np.ceil(40 * max(self.patience, self.aht) / self.minutes)) + 1
        for later in range(k + horizon, k, -1):
            minutes = self.minutes if within is None else within - left
            value = self._back(places, later % len(self.seats), minutes, value)
            before = (later - 1) % len(self.seats)
            value = np.array([value[index[self._tagged_over(before, place)]] for place in places])
        return dict(zip(places, self._back(places, k, left, value), strict=True))

    def _back(self, places: list[Hashable], k: int, minutes: float, value: np.ndarray) -> np.ndarray:
        return exponential(_matrix(places, lambda place: self._tagged(k, place)) * minutes) @ value

    def _tagged(self, k: int, place: Hashable) -> dict[Hashable, float]:
        s = self.seats[k]
        if isinstance(place, str):
            return {}
        if isinstance(place, int):  # under CUT_REQUEUE: its place among all calls
            before = min(place, s) / self.aht + max(place - s, 0) / self.patience
            return {place - 1: before, **({"done": 1 / self.aht} if place < s else {"gone": 1 / self.patience})}
        e, i = place
        moves: dict[Hashable, float] = {"gone": 1 / self.patience, (e, i - 1): i / self.patience}
        if e:
            moves[e - 1, i] = (s + e) / self.aht
        else:
            onwards: Hashable = (0, i - 1) if i else "answered"
            moves[onwards] = moves.get(onwards, 0.0) + s / self.aht
        return moves

    def _tagged_over(self, k: int, place: Hashable) -> Hashable:
        after = (k + 1) % len(self.seats)
        s, to = self.seats[k], self.seats[after]
        if not isinstance(place, tuple):
            return place
        e, i = place
        if self.fall is Fall.OVERLAP:
            free = to if self.begins[after] else to - s
            return (0, min(i - free, self.top)) if i >= free else "answered"
        busy = s + e
        if busy > to:
            return (min(busy - to, max(self.seats)), i)
        return (0, i - (to - busy)) if i >= to - busy else "answered"


def _matrix(states: list, moves: Moves) -> np.ndarray:
    index = {state: i for i, state in enumerate(states)}
    matrix = np.zeros((len(states), len(states)))
    for state, i in index.items():
        for target, rate in moves(state).items():
            if rate > 0 and target in index:
                matrix[i, index[target]] += rate
                matrix[i, i] -= rate
    return matrix
