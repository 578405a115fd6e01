"""Seats: who gets free when, who retires, who is manned at all."""

import numpy as np

from fazhi.engines.compiled import kernel
from fazhi.engines.simulate.chance import PRESENT, key_of, number_of, uniform
from fazhi.engines.simulate.terms import (
    BALANCE,
    FIRST,
    HEAD,
    IDLE,
    RETIRING,
    SPARE,
    TAIL,
    TALKING,
    THERE,
    Model,
    State,
)

_DAY = 1440.0
_SEATS_APART = 1 << 20


@kernel
def released(at: np.ndarray, spare: np.ndarray, record: int) -> None:
    """The record is free for another call."""
    spare[at[SPARE]] = record
    at[SPARE] += 1


@kernel
def retired(at: np.ndarray, clock: np.ndarray, free: np.ndarray, until: float) -> None:
    """Calls in retiring seats end until then."""
    while at[FIRST] < at[HEAD] and free[at[FIRST]] <= until:
        clock[BALANCE] += free[at[FIRST]]
        clock[RETIRING] += free[at[FIRST]]
        at[FIRST] += 1


@kernel
def ended(
    at: np.ndarray, clock: np.ndarray, free: np.ndarray, holder: np.ndarray, spare: np.ndarray, until: float
) -> None:
    """Calls end until then: their seats retire or wait for another."""
    retired(at, clock, free, until)
    head = at[HEAD]
    while head < at[TAIL] and free[head] <= until:
        clock[BALANCE] += free[head]
        if holder.size > 1:
            released(at, spare, holder[head])
        head += 1
    if head > at[HEAD]:
        at[IDLE] += head - at[HEAD]
        at[HEAD] = head
        at[FIRST] = head


@kernel
def taken(
    at: np.ndarray,
    clock: np.ndarray,
    free: np.ndarray,
    holder: np.ndarray,
    spare: np.ndarray,
    begin: float,
    end: float,
    record: int,
) -> None:
    """
    A call begins in an idle seat, or else in the one that gets free first, which is at `begin`.

    record  of the call, below 0 where calls are not cut off and need none
    """
    if at[IDLE] > 0:
        at[IDLE] -= 1
        clock[BALANCE] -= begin
    else:
        retired(at, clock, free, begin)
        if record >= 0:
            released(at, spare, holder[at[HEAD]])
        at[HEAD] += 1
        at[FIRST] += 1
    tail = at[TAIL]
    if tail == free.size:
        tail = moved_up(at, free, holder)
    first = at[HEAD]
    place = tail
    if record < 0:
        while place > first and free[place - 1] > end:
            free[place] = free[place - 1]
            place -= 1
    else:
        while place > first and free[place - 1] > end:
            free[place] = free[place - 1]
            holder[place] = holder[place - 1]
            place -= 1
        holder[place] = record
    free[place] = end
    at[TAIL] = tail + 1


@kernel
def moved_up(at: np.ndarray, free: np.ndarray, holder: np.ndarray) -> int:
    """The buffer begins anew; the tail then."""
    shift = at[FIRST]
    for place in range(shift, at[TAIL]):
        free[place - shift] = free[place]
        if holder.size > 1:
            holder[place - shift] = holder[place]
    at[FIRST] -= shift
    at[HEAD] -= shift
    at[TAIL] -= shift
    return at[TAIL]


@kernel
def drained(at: np.ndarray, to: int) -> None:
    """The plan has `to` seats from now on; of the busy ones those that get free first retire, and only while there are too many."""
    busy = at[TAIL] - at[FIRST]
    if busy > to:
        at[HEAD] = at[TAIL] - to
        at[IDLE] = 0
    else:
        at[HEAD] = at[FIRST]
        at[IDLE] = to - busy


@kernel
def relieved(model: Model, state: State, now: float, to: int, days: int, minutes: np.ndarray) -> None:
    """A team with seats of its own takes over; calls under way are finished outside the plan."""
    at = state.at
    for place in range(at[FIRST], at[TAIL]):
        begin = now
        while begin < state.free[place] and begin < (days + 1) * _DAY:
            slot = int(begin / model.slot_minutes)
            end = min(state.free[place], (slot + 1) * model.slot_minutes)
            counted = 1 if begin >= _DAY else 0
            minutes[counted, slot % model.rates.size, TALKING] += end - begin
            minutes[counted, slot % model.rates.size, THERE] += end - begin
            begin = (slot + 1) * model.slot_minutes
    at[FIRST] = at[HEAD] = at[TAIL]
    at[IDLE] = to


@kernel
def manned(seed: np.uint64, number: int, model: Model, today: np.ndarray) -> None:
    """Seats by piece on the day of that number: a segment's are drawn on the day on which it begins."""
    today[:] = 0
    for segment in range(model.presence.size):
        begin, length = model.segments[segment, 0], model.segments[segment, 1]
        here = _present(seed, number, model, segment)
        for piece in range(begin, min(begin + length, today.size)):
            today[piece] += here
        if begin + length > today.size:
            yesterday = _present(seed, number - 1, model, segment)
            for piece in range(begin + length - today.size):
                today[piece] += yesterday


@kernel
def _present(seed: np.uint64, number: int, model: Model, segment: int) -> int:
    key, here = key_of(seed, PRESENT, number), 0
    for seat in range(model.segments[segment, 2]):
        if uniform(number_of(key, segment * _SEATS_APART + seat, 0)) < model.presence[segment]:
            here += 1
    return here
