"""What `exact` and `simulate` answer, as JSON has it: numbers from 0 to 1 are probabilities, never NaN."""

from typing import Any

import numpy as np

from fazhi.engines.scenario.chain import exact_day
from fazhi.engines.scenario.grid import grid_of
from fazhi.engines.scenario.reading import clock
from fazhi.engines.scenario.terms import Floats, Integers, Scenario
from fazhi.engines.transient import exact

WITHIN = 1 / 3
"""Minutes: the twenty seconds in which a call counts as answered in time."""


def exact_answer(scenario: Scenario) -> dict[str, Any]:
    """
    What becomes of the calls of an average day, exactly: calls are expected numbers of one day.

    Raises NotForTheChain, QueueTooLong, NotSettled.
    """
    grid = grid_of(scenario)
    plan = exact_day(scenario, grid)
    found = exact(plan, fall=scenario.fall, within=min(WITHIN, plan.slot_minutes))
    there = np.divide(
        found.busy_minutes, found.occupancy, out=np.zeros_like(found.occupancy), where=found.occupancy > 0
    )
    there = np.where(found.occupancy > 0, there, grid.seats * grid.minutes)
    offered, answered = grid.by_slot(found.offered), grid.by_slot(found.answered)
    return {
        **totals(float(offered.sum()), float(answered.sum())),
        "slots": slots(
            scenario.slot_minutes,
            offered,
            answered,
            grid.by_slot(found.abandoned),
            grid.by_slot(found.answered_within),
            grid.by_slot(found.busy_minutes),
            grid.by_slot(there),
        ),
        "callers": callers(float(offered.sum()), float(answered.sum())),
    }


def totals(offered: float, answered: float, busy: float = 0.0) -> dict[str, Any]:
    """`busy` are calls that found no line."""
    return {
        "offered": offered,
        "answered": answered,
        "abandoned": offered - answered - busy,
        "busy": busy,
        "pickup": share(answered, offered),
    }


def callers(fresh: float, helped: float) -> dict[str, Any]:
    """Each caller once, however often it dialled."""
    return {"callers": fresh, "helped": helped, "share": share(helped, fresh)}


def slots(
    slot_minutes: int,
    offered: Floats | Integers,
    answered: Floats | Integers,
    abandoned: Floats | Integers,
    in_time: Floats | Integers,
    busy_minutes: Floats,
    there_minutes: Floats,
) -> list[dict[str, Any]]:
    columns = [array.tolist() for array in (offered, answered, abandoned, in_time, busy_minutes, there_minutes)]
    return [
        {
            "start": clock(place * slot_minutes),
            "offered": calls,
            "answered": taken,
            "abandoned": gone,
            "p_abandon": share(gone, calls, nobody=0.0),
            "answered_within_20s": quick,
            "occupancy": share(talking, seats, nobody=0.0),
        }
        for place, (calls, taken, gone, quick, talking, seats) in enumerate(zip(*columns, strict=True))
    ]


def share(part: float, whole: float, *, nobody: float = 1.0) -> float:
    """`nobody` where there is no whole: a day without calls has missed none."""
    return min(max(part / whole, 0.0), 1.0) if whole > 0.0 else nobody
