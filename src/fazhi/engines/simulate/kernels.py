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
    dialled_again,
    entered,
    is_full,
    lined_up,
    out_of_orbit,
    recorded,
)
from fazhi.engines.simulate.seats import drained, manned, moved_up, retired
from fazhi.engines.simulate.terms import (
    ANSWERED,
    BALANCE,
    CUT_REQUEUE,
    DRAIN,
    FIRST,
    FRESH,
    HEAD,
    IDLE,
    IN_TIME,
    OFFERED,
    OPENED,
    ORBITING,
    OVERFLOWS,
    PIECE,
    REFUSED,
    RETIRING,
    TAIL,
    TALKING,
    THERE,
    WAITING,
    Model,
    State,
    Tally,
)
from fazhi.engines.simulate.turns import began, closed, handed_over, settled_first, turned

_DAY = 1440.0


@kernel
def run(seed: np.uint64, first_day: int, days: int, model: Model, state: State, tally: Tally) -> bool:
    """
    Add to the tally what becomes of the calls of the day numbered `first_day`, which only warms up, and of `days` days after it.
    False if more callers were about to dial again than the orbit takes.

    Everything that happens to most calls stands in this one function, on plain variables: handing arrays to another costs more
    than a call does.
    """
    at, clock, free, holder, spare = state.at, state.clock, state.free, state.holder, state.spare
    orbit, today, minutes, by_slot, by_day = state.orbit, state.today, tally.minutes, tally.by_slot, tally.by_day
    unit, nothing, service_table, service_values = (
        model.unit,
        model.patience_values[:0],
        model.service_table,
        model.service_values,
    )
    patience_table, patience_values, slot_table = model.patience_table, model.patience_values, model.slot_table
    is_drain, is_cut, trunks, within = model.fall == DRAIN, model.fall == CUT_REQUEUE, model.trunks, model.within
    again, pieces, has_absent = model.again, model.seats.size, model.presence.size > 0
    rates, slot_minutes, piece_minutes = model.rates, model.slot_minutes, model.piece_minutes
    per_slot = pieces // rates.size
    if has_absent:
        manned(seed, first_day, model, today)
    first, head, tail, idle, balance = 0, 0, 0, today[0], 0.0
    opened, piece_end = 0.0, piece_minutes
    now, talk, patient, is_waiting, is_again = 0.0, 0.0, 0.0, False, False
    for day in range(days + 1):
        number = first_day + day
        arrivals, slot_key = key_of(seed, ARRIVAL, number), key_of(seed, SLOT_FACTOR, number)
        day_services, day_patiences = key_of(seed, SERVICE, number), key_of(seed, PATIENCE, number)
        factor = 1.0
        if model.day_table.shape[1] > 1:
            factor = drawn(number_of(key_of(seed, DAY_FACTOR, number), 0, 0), model.day_table, nothing)
        # Until the next first attempt, in expected calls: exponential of mean 1, and carried from slot to slot.
        call, left, counted = 0, drawn(number_of(arrivals, 0, 0), unit, nothing), 1 if day > 0 else 0
        born, own_call, attempt, services, patiences = day, call, 0, day_services, day_patiences
        for slot in range(rates.size):
            end = day * _DAY + (slot + 1) * slot_minutes
            rate = rates[slot] * factor / slot_minutes
            if slot_table.shape[1] > 1:
                rate *= drawn(number_of(slot_key, slot, 0), slot_table, nothing)
            gap = 1.0 / rate if rate > 0.0 else 0.0
            upcoming = end - slot_minutes + left * gap if rate > 0.0 else math.inf
            offered, answered, in_time, refused, fresh = 0, 0, 0, 0, 0
            while True:
                if not is_waiting:
                    now = upcoming
                    is_again = at[ORBITING] > 0 and orbit[0, 0] < now
                    if is_again:
                        now = orbit[0, 0]
                    if now >= end:
                        break
                turns = not is_waiting and piece_end <= now

                if not turns and not is_waiting:
                    offered += 1
                    if is_again:
                        born, own_call, attempt = int(orbit[0, 1]), int(orbit[0, 2]), int(orbit[0, 3])
                        services, patiences = (
                            key_of(seed, SERVICE, first_day + born),
                            key_of(seed, PATIENCE, first_day + born),
                        )
                        out_of_orbit(state)
                    else:
                        born, own_call, attempt, services, patiences = day, call, 0, day_services, day_patiences
                        fresh += 1
                        call += 1
                        upcoming = now + gap * drawn(number_of(arrivals, call, 0), unit, nothing)
                    if trunks > 0 and is_full(state, now, trunks):
                        refused += 1
                        dialled_again(seed, first_day, model, state, now, born, own_call, attempt)
                        continue
                    if is_cut:
                        talk = drawn(number_of(services, own_call, attempt), service_table, service_values)
                        at[FIRST], at[HEAD], at[TAIL], at[IDLE], clock[BALANCE] = first, head, tail, idle, balance
                        patience = drawn(number_of(patiences, own_call, attempt), patience_table, patience_values)
                        lined_up(state, recorded(state, now, now + patience, talk, slot, day, born, own_call, attempt))
                        while at[WAITING] > 0:
                            settled_first(seed, first_day, days, model, state, tally)
                        first, head, tail, idle, balance = at[FIRST], at[HEAD], at[TAIL], at[IDLE], clock[BALANCE]
                        opened, piece_end = clock[OPENED], clock[OPENED] + piece_minutes
                        continue
                    is_waiting, patient = True, -1.0

                if is_waiting:
                    ready = max(now, opened)
                    if first < head and free[first] <= ready:
                        at[FIRST], clock[BALANCE] = first, balance
                        retired(at, clock, free, ready)
                        first, balance = at[FIRST], clock[BALANCE]
                    while head < tail and free[head] <= ready:
                        balance += free[head]
                        head += 1
                        first = head
                        idle += 1
                    begin = ready
                    if idle == 0:
                        begin = free[head] if head < tail else math.inf
                    if begin > now:
                        if patient < 0.0:
                            patient = now + drawn(
                                number_of(patiences, own_call, attempt), patience_table, patience_values
                            )
                        turns = piece_end <= min(begin, patient)
                    if not turns:
                        is_waiting = False
                        if begin > now and begin > patient:
                            if trunks > 0:
                                entered(state, patient)
                            if again > 0.0:
                                dialled_again(seed, first_day, model, state, patient, born, own_call, attempt)
                            continue
                        answered += 1
                        if begin <= now + within:
                            in_time += 1
                        talk = drawn(number_of(services, own_call, attempt), service_table, service_values)
                        if trunks > 0:
                            entered(state, begin + talk)
                        if idle > 0:
                            idle -= 1
                            balance -= begin
                        else:
                            if first < head:
                                at[FIRST], clock[BALANCE] = first, balance
                                retired(at, clock, free, begin)
                                balance = clock[BALANCE]
                            head += 1
                            first = head
                        if tail == free.size:
                            at[FIRST], at[HEAD], at[TAIL] = first, head, tail
                            moved_up(at, free, holder)
                            first, head, tail = at[FIRST], at[HEAD], at[TAIL]
                        place, until = tail, begin + talk
                        while place > head and free[place - 1] > until:
                            free[place] = free[place - 1]
                            place -= 1
                        free[place] = until
                        tail += 1
                        continue

                if is_drain and first == head and not has_absent:  # what `closed`, `drained` and `began` do
                    while head < tail and free[head] <= piece_end:
                        balance += free[head]
                        head += 1
                        idle += 1
                    first, busy, piece = head, tail - head, at[PIECE] % pieces
                    if at[PIECE] < (days + 1) * pieces:
                        place, warm = piece // per_slot, 0 if at[PIECE] < pieces else 1
                        minutes[warm, place, TALKING] += balance + busy * piece_end
                        minutes[warm, place, THERE] += (idle + busy) * piece_minutes + clock[RETIRING]
                    at[PIECE] += 1
                    to = today[piece + 1 if piece + 1 < pieces else 0]
                    idle = to - busy
                    if idle < 0:
                        head, idle = tail - to, 0
                        at[HEAD] = head  # `retired` goes by it
                    opened, piece_end = piece_end, piece_end + piece_minutes
                    clock[OPENED], clock[RETIRING], balance = opened, -(head - first) * opened, -busy * opened
                    continue

                at[FIRST], at[HEAD], at[TAIL], at[IDLE], clock[BALANCE] = first, head, tail, idle, balance
                piece = closed(at, clock, free, holder, spare, minutes, pieces, per_slot, piece_minutes, days)
                if piece == 0 and has_absent:
                    manned(seed, first_day + at[PIECE] // pieces, model, today)
                if is_drain:
                    drained(at, today[piece])
                else:
                    handed_over(seed, first_day, days, model, state, minutes)
                began(at, clock)
                while at[WAITING] > 0:
                    settled_first(seed, first_day, days, model, state, tally)
                first, head, tail, idle, balance = at[FIRST], at[HEAD], at[TAIL], at[IDLE], clock[BALANCE]
                opened, piece_end = clock[OPENED], clock[OPENED] + piece_minutes
            if rate > 0.0:
                left = max(upcoming - end, 0.0) * rate
            by_slot[counted, slot, OFFERED] += offered
            by_slot[counted, slot, ANSWERED] += answered
            by_slot[counted, slot, IN_TIME] += in_time
            by_slot[counted, slot, REFUSED] += refused
            by_day[day, OFFERED] += offered
            by_day[day, ANSWERED] += answered
            by_day[day, IN_TIME] += in_time
            by_day[day, REFUSED] += refused
            by_day[day, FRESH] += fresh
    at[FIRST], at[HEAD], at[TAIL], at[IDLE], clock[BALANCE] = first, head, tail, idle, balance
    while clock[OPENED] < (days + 1) * _DAY:
        turned(seed, first_day, days, model, state, tally)
    return at[OVERFLOWS] == 0
