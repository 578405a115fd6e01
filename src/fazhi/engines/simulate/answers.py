"""What `simulate` and `compare` answer, as JSON has it."""

from typing import Any

from fazhi.engines.scenario import Scenario
from fazhi.engines.scenario.answers import callers, share, slots, totals
from fazhi.engines.simulate.comparing import Comparison
from fazhi.engines.simulate.terms import ANSWERED, IN_TIME, OFFERED, REFUSED, TALKING, THERE, Run


def simulated_answer(scenario: Scenario, run: Run, *, seconds: float | None = None) -> dict[str, Any]:
    """
    The fields of `scenario.exact_answer`, calls being counted over all `days`, and what only a simulation has.

    seconds  that the run took; `calls_per_second` is left out without it
    """
    of_slot = run.by_slot
    answer = {
        "days": run.days,
        **totals(run.offered, run.answered, run.refused),
        "ci95": interval(run.pickup, run.half_width, 0.0),
        "slots": slots(
            scenario.slot_minutes,
            of_slot[:, OFFERED],
            of_slot[:, ANSWERED],
            of_slot[:, OFFERED] - of_slot[:, ANSWERED] - of_slot[:, REFUSED],
            of_slot[:, IN_TIME].clip(max=of_slot[:, ANSWERED]),
            run.minutes[:, TALKING],
            run.minutes[:, THERE],
        ),
        "callers": callers(run.callers, run.answered),
    }
    if seconds is not None:
        answer["calls_per_second"] = run.offered / max(seconds, 1e-9)
    return answer


def compared_answer(comparison: Comparison) -> dict[str, Any]:
    """The difference of the second from the first, and of each what it came to."""
    return {
        "days": comparison.first.days,
        "difference": comparison.difference,
        "ci95": interval(comparison.difference, comparison.half_width, -1.0),
        **{name: _brief(run) for name, run in (("a", comparison.first), ("b", comparison.second))},
    }


def interval(middle: float, half_width: float | None, least: float) -> list[float] | None:
    """From `least` to 1 at most; None where there are too few days to tell."""
    return None if half_width is None else [max(middle - half_width, least), min(middle + half_width, 1.0)]


def _brief(run: Run) -> dict[str, Any]:
    there = float(run.minutes[:, THERE].sum())
    return {
        **totals(run.offered, run.answered, run.refused),
        "ci95": interval(run.pickup, run.half_width, 0.0),
        "callers": callers(run.callers, run.answered),
        "seat_hours": there / 60.0 / run.days,
        "occupancy": share(float(run.minutes[:, TALKING].sum()), there, nobody=0.0),
    }
