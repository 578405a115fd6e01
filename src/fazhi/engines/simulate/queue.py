"""Those who wait, those cut off who wait again, those who gave up and will dial again."""

import numpy as np

from fazhi.engines.compiled import kernel
from fazhi.engines.simulate.chance import AGAIN, CUT_PATIENCE, DELAY, drawn, key_of, number_of, uniform
from fazhi.engines.simulate.seats import released, taken
from fazhi.engines.simulate.terms import (
    ANSWERED,
    ATTEMPT,
    BORN,
    CALL,
    CUT_REQUEUE,
    DAY,
    DEADLINE,
    HEAD,
    IN_TIME,
    INSIDE,
    ORBITING,
    OVERFLOWS,
    REST,
    SINCE,
    SLOT,
    SPARE,
    TAIL,
    TIMES,
    WAITING,
    Model,
    State,
    Tally,
)


@kernel
def recorded(
    state: State, since: float, deadline: float, rest: float, slot: int, day: int, born: int, call: int, attempt: int
) -> int:
    """A record of a call that waits or may be cut off."""
    state.at[SPARE] -= 1
    record = state.spare[state.at[SPARE]]
    moments = state.moments
    moments[record, SINCE], moments[record, DEADLINE], moments[record, REST] = since, deadline, rest
    marks = state.marks
    marks[record, SLOT], marks[record, DAY], marks[record, BORN], marks[record, TIMES] = slot, day, born, 0
    marks[record, CALL], marks[record, ATTEMPT] = call, attempt
    return record


@kernel
def lined_up(state: State, record: int) -> None:
    """In the line by the moment at which the call once came."""
    place = state.at[WAITING]
    while place > 0 and state.moments[state.line[place - 1], SINCE] > state.moments[record, SINCE]:
        state.line[place] = state.line[place - 1]
        place -= 1
    state.line[place] = record
    state.at[WAITING] += 1


@kernel
def settled(seed: np.uint64, first_day: int, model: Model, state: State, tally: Tally, begin: float) -> None:
    """The first in line is answered at `begin`, or has given up before."""
    at, moments, marks = state.at, state.moments, state.marks
    record = state.line[0]
    at[WAITING] -= 1
    for place in range(at[WAITING]):
        state.line[place] = state.line[place + 1]
    slot, day, times = marks[record, SLOT], marks[record, DAY], marks[record, TIMES]
    counted = 1 if day > 0 else 0
    left = moments[record, DEADLINE]
    if begin > left:
        if times > 0:  # it had counted as answered before it was cut off
            tally.by_slot[counted, slot, ANSWERED] -= 1
            tally.by_day[day, ANSWERED] -= 1
        dialled_again(
            seed, first_day, model, state, left, marks[record, BORN], marks[record, CALL], marks[record, ATTEMPT]
        )
        released(at, state.spare, record)
    else:
        left = begin + moments[record, REST]
        if times == 0:
            quick = 1 if begin - moments[record, SINCE] <= model.within else 0
            tally.by_slot[counted, slot, ANSWERED] += 1
            tally.by_day[day, ANSWERED] += 1
            tally.by_slot[counted, slot, IN_TIME] += quick
            tally.by_day[day, IN_TIME] += quick
        if model.fall == CUT_REQUEUE:
            taken(at, state.clock, state.free, state.holder, state.spare, begin, left, record)
        else:
            taken(at, state.clock, state.free, state.holder, state.spare, begin, left, -1)
            released(at, state.spare, record)
    if model.trunks > 0:
        entered(state, left)


@kernel
def cut_off(seed: np.uint64, first_day: int, model: Model, state: State, now: float, to: int) -> None:
    """Of the busy seats all but `to` go: the calls that came last wait again, with a patience of their own and what is left to say."""
    at, free, holder, moments, marks = state.at, state.free, state.holder, state.moments, state.marks
    while at[TAIL] - at[HEAD] > to:
        last = at[HEAD]
        for place in range(at[HEAD] + 1, at[TAIL]):
            if moments[holder[place], SINCE] > moments[holder[last], SINCE]:
                last = place
        record, end = holder[last], free[last]
        at[TAIL] -= 1
        for place in range(last, at[TAIL]):
            free[place] = free[place + 1]
            holder[place] = holder[place + 1]
        marks[record, TIMES] += 1
        key = key_of(seed, CUT_PATIENCE, first_day + marks[record, BORN])
        number = number_of(key, marks[record, CALL], marks[record, ATTEMPT] * 1009 + marks[record, TIMES])
        moments[record, DEADLINE] = now + drawn(number, model.patience_table, model.patience_values)
        moments[record, REST] = end - now
        if model.trunks > 0:
            _called_back(state, end)
        lined_up(state, record)


@kernel
def entered(state: State, left: float) -> None:
    """Somebody is inside until `left`."""
    state.leaving[state.at[INSIDE]] = left
    state.at[INSIDE] += 1


@kernel
def _called_back(state: State, left: float) -> None:
    """Who would have left then stays for now."""
    for place in range(state.at[INSIDE]):
        if state.leaving[place] == left:
            state.at[INSIDE] -= 1
            state.leaving[place] = state.leaving[state.at[INSIDE]]
            return


@kernel
def is_full(state: State, now: float, trunks: int) -> bool:
    """Whether all lines are taken, of those inside who have not left yet."""
    inside = 0
    for place in range(state.at[INSIDE]):
        if state.leaving[place] > now:
            state.leaving[inside] = state.leaving[place]
            inside += 1
    state.at[INSIDE] = inside
    return inside >= trunks


@kernel
def dialled_again(
    seed: np.uint64, first_day: int, model: Model, state: State, now: float, born: int, call: int, attempt: int
) -> None:
    """Who hung up, or found no line, `now` may dial again."""
    if attempt >= model.again_most or model.again <= 0.0:
        return
    if uniform(number_of(key_of(seed, AGAIN, first_day + born), call, attempt)) >= model.again:
        return
    number = number_of(key_of(seed, DELAY, first_day + born), call, attempt)
    moment = now + model.again_mean * drawn(number, model.unit, model.patience_values[:0])
    orbit, child = state.orbit, state.at[ORBITING]
    if child == len(orbit):
        state.at[OVERFLOWS] = 1
        return
    state.at[ORBITING] += 1
    while child > 0 and orbit[(child - 1) // 2, 0] > moment:
        orbit[child] = orbit[(child - 1) // 2]
        child = (child - 1) // 2
    orbit[child, 0], orbit[child, 1], orbit[child, 2], orbit[child, 3] = moment, born, call, attempt + 1


@kernel
def out_of_orbit(state: State) -> None:
    """The first who dials again leaves the heap."""
    orbit = state.orbit
    state.at[ORBITING] -= 1
    last = state.at[ORBITING]
    parent = 0
    while 2 * parent + 1 < last:
        child = 2 * parent + 1
        if child + 1 < last and orbit[child + 1, 0] < orbit[child, 0]:
            child += 1
        if orbit[child, 0] >= orbit[last, 0]:
            break
        orbit[parent] = orbit[child]
        parent = child
    orbit[parent] = orbit[last]
