"""What `staff` answers, as JSON has it."""

from typing import Any

from fazhi.engines.scenario import clock
from fazhi.engines.staffing.terms import Staffing


def staffed_answer(found: Staffing, target: float) -> dict[str, Any]:
    """`required` in the order of the day, and of each unit where it lies and what it keeps."""
    return {
        "target": target,
        "required": found.required.tolist(),
        "units": [
            {"start": clock(span.start), "end": clock(span.end), "seats": seats, "offered": offered, "pickup": pickup}
            for span, seats, offered, pickup in zip(
                found.spans, found.required.tolist(), found.offered.tolist(), found.pickup.tolist(), strict=True
            )
        ],
        "pickup": found.day,
        "seat_hours": found.seat_minutes / 60,
        "judged": found.judged,
    }
