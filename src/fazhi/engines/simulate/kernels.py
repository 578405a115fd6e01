"""
Days of calls one after another, without a list of events: first come first served makes the fate of a call depend on earlier calls
only, so calls are settled in the order in which they come. Changes of seats are applied up to the moment at which a call is settled;
that may be ahead of the next caller, but then all seats are taken until there.
"""

import math

import numpy as np

from fazhi.engines.compiled import kernel
from fazhi.engines.simulate.chance import (
    ARRIVAL,
    DAY_FACTOR,
    PATIENCE,
    SERVICE,
    SLOT_FACTOR,
    drawn,
    key_of,
    number_of,
)
from fazhi.engines.simulate.queue import (
    cut_off,
    dialled_again,
    entered,
    is_full,
    lined_up,
    out_of_orbit,
    recorded,
    settled,
)
from fazhi.engines.simulate.seats import drained, ended, manned, relieved, taken
from fazhi.engines.simulate.terms import (
    ANSWERED,
    BALANCE,
    CUT_REQUEUE,
    DEADLINE,
    FIRST,
    FRESH,
    HEAD,
    IDLE,
    IN_TIME,
    OFFERED,
    OPENED,
    ORBITING,
    OVERFLOWS,
    OVERLAP,
    PIECE,
    REFUSED,
    REST,
    RETIRING,
    SINCE,
    TAIL,
    TALKING,
    THERE,
    WAITING,
    Model,
    State,
    Tally,
)

_DAY = 1440.0


@kernel
def run(seed: np.uint64, first_day: int, days: int, model: Model, state: State, tally: Tally) -> bool:
    """
    Add to the tally what becomes of the calls of the day numbered `first_day`, which only warms up, and of `days` days after it.
    False if more callers were about to dial again than the orbit takes.
    """
    nothing = model.patience_values[:0]
    if model.presence.size > 0:
        manned(seed, first_day, model, state.today)
    state.at[IDLE] = state.today[0]
    for day in range(days + 1):
        number = first_day + day
        arrivals, factor = key_of(seed, ARRIVAL, number), 1.0
        if model.day_table.shape[1] > 1:
            factor = drawn(number_of(key_of(seed, DAY_FACTOR, number), 0, 0), model.day_table, nothing)
        call, left = 0, drawn(number_of(arrivals, 0, 0), model.unit, nothing)
        for slot in range(model.rates.size):
            rate = model.rates[slot] * factor / model.slot_minutes
            if model.slot_table.shape[1] > 1:
                rate *= drawn(number_of(key_of(seed, SLOT_FACTOR, number), slot, 0), model.slot_table, nothing)
            call, left = _slot(seed, first_day, days, day, slot, rate, call, left, arrivals, model, state, tally)
    while state.clock[OPENED] < (days + 1) * _DAY:
        _turned(seed, first_day, days, model, state, tally)
    return state.at[OVERFLOWS] == 0


@kernel
def _slot(
    seed: np.uint64,
    first_day: int,
    days: int,
    day: int,
    slot: int,
    rate: float,
    call: int,
    left: float,
    arrivals: np.uint64,
    model: Model,
    state: State,
    tally: Tally,
) -> tuple[int, float]:
    """
    The calls made in one slot, `rate` a minute.

    call, left  of the first: which of the day's it is, and what is left of the exponential time of mean 1 until it; those
                of the first call after the slot are the answer
    """
    at, clock, free, holder, spare = state.at, state.clock, state.free, state.holder, state.spare
    orbit, unit, nothing = state.orbit, model.unit, model.patience_values[:0]
    service_table, service_values, is_cut = model.service_table, model.service_values, model.fall == CUT_REQUEUE
    trunks, piece_minutes = model.trunks, model.piece_minutes
    service_key, patience_key = key_of(seed, SERVICE, first_day + day), key_of(seed, PATIENCE, first_day + day)
    start = day * _DAY + slot * model.slot_minutes
    end = start + model.slot_minutes
    upcoming = start + left / rate if rate > 0.0 else math.inf
    offered, answered, fresh = 0, 0, 0
    while True:
        while at[WAITING] > 0:
            _settle_first(seed, first_day, days, model, state, tally)
        now = upcoming
        is_again = at[ORBITING] > 0 and orbit[0, 0] < now
        if is_again:
            now = orbit[0, 0]
        if now >= end:
            break
        if clock[OPENED] + piece_minutes <= now:
            _turned(seed, first_day, days, model, state, tally)
            continue

        offered += 1
        born, this_call, attempt, services, patiences = day, call, 0, service_key, patience_key
        if is_again:
            born, this_call, attempt = int(orbit[0, 1]), int(orbit[0, 2]), int(orbit[0, 3])
            services, patiences = key_of(seed, SERVICE, first_day + born), key_of(seed, PATIENCE, first_day + born)
            out_of_orbit(state)
        else:
            fresh += 1
            call += 1
            upcoming = now + drawn(number_of(arrivals, call, 0), unit, nothing) / rate
        if trunks > 0 and is_full(state, now, trunks):
            tally.by_slot[1 if day > 0 else 0, slot, REFUSED] += 1
            tally.by_day[day, REFUSED] += 1
            dialled_again(seed, first_day, model, state, now, born, this_call, attempt)
            continue
        talk = drawn(number_of(services, this_call, attempt), service_table, service_values)
        ended(at, clock, free, holder, spare, now)
        if at[IDLE] > 0 and clock[OPENED] <= now:
            answered += 1
            record = recorded(state, now, slot, day, born, this_call, attempt) if is_cut else -1
            taken(at, clock, free, holder, spare, now, now + talk, record)
            if trunks > 0:
                entered(state, now + talk)
        else:
            record = recorded(state, now, slot, day, born, this_call, attempt)
            patience = drawn(number_of(patiences, this_call, attempt), model.patience_table, model.patience_values)
            state.moments[record, DEADLINE], state.moments[record, REST] = now + patience, talk
            lined_up(state, record)
    counted = 1 if day > 0 else 0
    tally.by_slot[counted, slot, OFFERED] += offered
    tally.by_slot[counted, slot, ANSWERED] += answered
    tally.by_slot[counted, slot, IN_TIME] += answered
    tally.by_day[day, OFFERED] += offered
    tally.by_day[day, ANSWERED] += answered
    tally.by_day[day, IN_TIME] += answered
    tally.by_day[day, FRESH] += fresh
    return call, max(upcoming - end, 0.0) * rate if rate > 0.0 else left


@kernel
def _settle_first(seed: np.uint64, first_day: int, days: int, model: Model, state: State, tally: Tally) -> None:
    """The first in line begins or gives up, unless the seats change before."""
    at, record = state.at, state.line[0]
    ready = max(state.moments[record, SINCE], state.clock[OPENED])
    ended(at, state.clock, state.free, state.holder, state.spare, ready)
    begin = ready
    if at[IDLE] == 0:
        begin = state.free[at[HEAD]] if at[HEAD] < at[TAIL] else math.inf
    if state.clock[OPENED] + model.piece_minutes <= min(begin, state.moments[record, DEADLINE]):
        _turned(seed, first_day, days, model, state, tally)
    else:
        settled(seed, first_day, model, state, tally, begin)


@kernel
def _turned(seed: np.uint64, first_day: int, days: int, model: Model, state: State, tally: Tally) -> None:
    """The piece of the day ends: its minutes are added up, and the seats of the next one apply."""
    at, clock, pieces = state.at, state.clock, model.seats.size
    now = clock[OPENED] + model.piece_minutes
    ended(at, clock, state.free, state.holder, state.spare, now)
    day = at[PIECE] // pieces
    if day <= days:
        counted, slot = 1 if day > 0 else 0, at[PIECE] % pieces // (pieces // model.rates.size)
        retiring = clock[RETIRING] + (at[HEAD] - at[FIRST]) * now
        there = (at[IDLE] + at[TAIL] - at[HEAD]) * model.piece_minutes + retiring
        tally.minutes[counted, slot, TALKING] += clock[BALANCE] + (at[TAIL] - at[FIRST]) * now
        tally.minutes[counted, slot, THERE] += there
    at[PIECE] += 1
    piece = at[PIECE] % pieces
    if piece == 0 and model.presence.size > 0:
        manned(seed, first_day + at[PIECE] // pieces, model, state.today)
    to = state.today[piece]
    if model.fall == OVERLAP:
        if model.begins[piece] or to != at[IDLE] + at[TAIL] - at[HEAD]:
            relieved(model, state, now, to, days, tally.minutes)
    else:
        if model.fall == CUT_REQUEUE:
            cut_off(seed, first_day, model, state, now, to)
        drained(state, to)
    clock[OPENED] = now
    clock[BALANCE], clock[RETIRING] = -(at[TAIL] - at[FIRST]) * now, -(at[HEAD] - at[FIRST]) * now
