"""Days to try things on."""

from typing import Any

import numpy as np

TIDE = np.array(
    [2, 1.5, 1, 1, 0.8, 0.6, 0.5, 0.5, 0.6, 0.8, 1, 2, 3, 5, 8, 12, 16, 20, 22, 23, 22, 20, 17, 14, 11, 10, 12, 15]
    + [18, 19, 19, 18, 16, 13, 10, 8, 7, 6, 6, 6, 5, 5, 5, 4, 4, 3, 3, 2]
)
"""A day of two peaks, half hour by half hour."""

PLAN = (
    ("00:00", "07:00", 1),
    ("07:00", "08:30", 3),
    ("08:30", "12:00", 5),
    ("12:00", "13:30", 3),
    ("13:30", "17:00", 5),
)
EVENING = (("17:00", "21:00", 2), ("21:00", "24:00", 1))


def document(**changes: object) -> dict[str, Any]:
    """441 calls a day, exponential, seats by seven segments."""
    return {
        "slot_minutes": 30,
        "rates": (TIDE * 441 / TIDE.sum()).tolist(),
        "service": {"kind": "exponential", "mean": 7.2},
        "patience": {"kind": "exponential", "mean": 1.5},
        "plan": [{"start": start, "end": end, "seats": seats} for start, end, seats in PLAN + EVENING],
        "fall": "drain",
        **changes,
    }


def constant(rate: float, seats: int, **changes: object) -> dict[str, Any]:
    """A day on which nothing changes: `rate` calls each half hour."""
    plan = [{"start": "00:00", "end": "24:00", "seats": seats}]
    return document(**{"rates": [rate] * 48, "plan": plan, **changes})
