"""
Thirty busy days of a hotline, call by call, from one seed: what the table of docs/algorithms/pickup.md is made of.

Per day 519 callers between 8 and 20 o'clock, four seats, calls of 7.2 minutes, patience of four minutes, of which one caller in
eight hangs up within seconds. Six places in the queue. Half of those not answered call again after some ten minutes. One call in
twelve ends in the menu. As many callers withhold their number.
"""

import heapq

import numpy as np

from fazhi.engines.pickup import Call, Outcome

SEATS, PLACES, DAYS, CALLERS = 4, 6, 30, 519
OPENS, CLOSES = 480.0, 1200.0
LENGTH, PATIENCE, AGAIN, REDIAL = 7.2, 4.0, 0.5, 10.0


def calls() -> list[Call]:
    stream = np.random.default_rng(12348)
    found: list[Call] = []
    for day in range(DAYS):
        begins = day * 1440.0
        moments = np.sort(stream.uniform(OPENS - 30.0, CLOSES, CALLERS)) + begins
        coming = [(float(moment), number) for number, moment in enumerate(moments)]
        seats = [begins + OPENS] * SEATS
        waiting: list[float] = []  # when those in the queue leave it
        while coming:
            moment, number = heapq.heappop(coming)
            caller = None if number % 12 == 0 else f"{day}-{number}"
            if moment < begins + OPENS or moment >= begins + CLOSES:
                found.append(Call(moment, Outcome.CLOSED, None, caller))
                continue
            if stream.random() < 1 / 12:
                found.append(Call(moment, Outcome.ENDED_EARLY, None, caller))
                continue
            while waiting and waiting[0] <= moment:
                heapq.heappop(waiting)
            begun = max(moment, seats[0])
            patience = stream.exponential(0.05 if stream.random() < 1 / 8 else PATIENCE)
            if begun > moment and len(waiting) >= PLACES:
                found.append(Call(moment, Outcome.REFUSED, None, caller))
            elif begun - moment > patience:
                heapq.heappush(waiting, moment + patience)
                found.append(Call(moment, Outcome.ABANDONED, patience * 60.0, caller))
                moment += patience
            else:
                if begun > moment:
                    heapq.heappush(waiting, begun)
                heapq.heapreplace(seats, begun + stream.exponential(LENGTH))
                found.append(Call(moment, Outcome.ANSWERED, (begun - moment) * 60.0, caller))
                continue
            if stream.random() < AGAIN:
                heapq.heappush(coming, (moment + float(stream.exponential(REDIAL)), number))
    return found
