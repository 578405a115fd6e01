"""A piece of the day ends and the seats of the next one apply; and, where that cuts calls off, the line of those who wait."""

import math

import numpy as np

from fazhi.engines.compiled import kernel
from fazhi.engines.simulate.queue import cut_off, settled
from fazhi.engines.simulate.seats import drained, ended, manned, relieved
from fazhi.engines.simulate.terms import (
    BALANCE,
    CUT_REQUEUE,
    DEADLINE,
    FIRST,
    HEAD,
    IDLE,
    OPENED,
    OVERLAP,
    PIECE,
    RETIRING,
    SINCE,
    TAIL,
    TALKING,
    THERE,
    Model,
    State,
    Tally,
)


@kernel
def settled_first(seed: np.uint64, first_day: int, days: int, model: Model, state: State, tally: Tally) -> None:
    """The first in line begins or gives up, unless the seats change before."""
    at, record = state.at, state.line[0]
    ready = max(state.moments[record, SINCE], state.clock[OPENED])
    ended(at, state.clock, state.free, state.holder, state.spare, ready)
    begin = ready
    if at[IDLE] == 0:
        begin = state.free[at[HEAD]] if at[HEAD] < at[TAIL] else math.inf
    if state.clock[OPENED] + model.piece_minutes <= min(begin, state.moments[record, DEADLINE]):
        turned(seed, first_day, days, model, state, tally)
    else:
        settled(seed, first_day, model, state, tally, begin)


@kernel
def turned(seed: np.uint64, first_day: int, days: int, model: Model, state: State, tally: Tally) -> None:
    """A piece of the day ends: its minutes are added up, and the seats of the next one apply."""
    at, pieces = state.at, model.seats.size
    per_slot = pieces // model.rates.size
    piece = closed(
        at,
        state.clock,
        state.free,
        state.holder,
        state.spare,
        tally.minutes,
        pieces,
        per_slot,
        model.piece_minutes,
        days,
    )
    if piece == 0 and model.presence.size > 0:
        manned(seed, first_day + at[PIECE] // pieces, model, state.today)
    handed_over(seed, first_day, days, model, state, tally.minutes)
    began(at, state.clock)


@kernel
def closed(
    at: np.ndarray,
    clock: np.ndarray,
    free: np.ndarray,
    holder: np.ndarray,
    spare: np.ndarray,
    minutes: np.ndarray,
    pieces: int,
    per_slot: int,
    piece_minutes: float,
    days: int,
) -> int:
    """A piece ends, and its minutes are added up; the next piece of the day."""
    now = clock[OPENED] + piece_minutes
    ended(at, clock, free, holder, spare, now)
    day, piece = at[PIECE] // pieces, at[PIECE] % pieces
    if day <= days:
        counted, slot = 1 if day > 0 else 0, piece // per_slot
        retiring = clock[RETIRING] + (at[HEAD] - at[FIRST]) * now
        minutes[counted, slot, TALKING] += clock[BALANCE] + (at[TAIL] - at[FIRST]) * now
        minutes[counted, slot, THERE] += (at[IDLE] + at[TAIL] - at[HEAD]) * piece_minutes + retiring
    at[PIECE] += 1
    clock[OPENED] = now
    return piece + 1 if piece + 1 < pieces else 0


@kernel
def began(at: np.ndarray, clock: np.ndarray) -> None:
    """The sums of minutes begin anew."""
    clock[BALANCE] = -(at[TAIL] - at[FIRST]) * clock[OPENED]
    clock[RETIRING] = -(at[HEAD] - at[FIRST]) * clock[OPENED]


@kernel
def handed_over(seed: np.uint64, first_day: int, days: int, model: Model, state: State, minutes: np.ndarray) -> None:
    """The seats of the piece that begins apply."""
    at, now, piece = state.at, state.clock[OPENED], state.at[PIECE] % model.seats.size
    to = state.today[piece]
    if model.fall == OVERLAP:
        if model.begins[piece] or to != at[IDLE] + at[TAIL] - at[HEAD]:
            relieved(model, state, now, to, days, minutes)
        return
    if model.fall == CUT_REQUEUE:
        cut_off(seed, first_day, model, state, now, to)
    drained(at, to)
