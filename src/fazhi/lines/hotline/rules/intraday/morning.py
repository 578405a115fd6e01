"""What the morning expected of a day: its calls with their band, and what the plan in force answers of them."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import numpy as np

from fazhi.engines.tide import DayAhead, Kind, day_ahead
from fazhi.lines.hotline.rules.intraday.rest import answered
from fazhi.lines.hotline.rules.planning.demand import REST, Floats, Times, learned_from
from fazhi.lines.hotline.rules.planning.seats import Integers, slot_seats
from fazhi.lines.hotline.terms.planning import SLOT_MINUTES, SLOTS, CallRow, Shift


@dataclass(frozen=True)
class Morning:
    """
    One day before it began.

    ahead              what it takes to follow the day
    times              how long calls last and callers wait; weight of a re-dial among first attempts
    target             share of each half hour's calls that shall be answered
    seats              [slot], of the plan in force
    mean, low, high    [slot], first attempts and the bounds of their 80 % band
    offered, answered  [slot], of these by the exact chain under the plan, dialled again included
    """

    ahead: DayAhead
    times: Times
    weight: float
    target: float
    seats: Integers
    mean: Floats
    low: Floats
    high: Floats
    offered: Floats
    answered: Floats

    def plain(self) -> dict[str, Any]:
        """As JSON keeps it; `morning_from` reads it again."""
        arrays = {name: getattr(self, name).tolist() for name in _ARRAYS}
        return {
            "ahead": self.ahead.plain(), "times": asdict(self.times), "weight": self.weight, "target": self.target,
            **arrays,
        }  # fmt: skip


_ARRAYS = ("seats", "mean", "low", "high", "offered", "answered")


def morning_of(
    rows: Sequence[CallRow], on: date, kinds: Mapping[date, Kind], shifts: Sequence[Shift], target: float
) -> Morning:
    """
    Learn of the calls before `on` what that day will bring.

    rows    in order of time, at least one
    kinds   of every day from the first call's to `on`
    shifts  of the plan in force, none where there is none

    Raises NobodyAnswered and what the tide raises.
    """
    learned = learned_from(rows, on, kinds)
    attempts = learned.file.attempts
    weight = min(attempts.background / attempts.redial, 1.0) if attempts and attempts.redial else 1.0
    ahead = learned.tide.ahead(on, kinds)
    found = ahead.after([])
    places = np.array(found.minutes, dtype=np.int64) // SLOT_MINUTES
    bounds = np.zeros((3, SLOTS))
    bounds[:, places] = found.mean[0], found.quantile(0.1)[0], found.quantile(0.9)[0]
    seats = slot_seats(shifts, rest=kinds[on] in REST)
    offered, picked = answered(bounds[0], learned.times, seats)
    mean, low, high = bounds
    return Morning(ahead, learned.times, weight, target, seats, mean, low, high, offered, picked)


def morning_from(plain: Mapping[str, Any]) -> Morning:
    """What `Morning.plain` wrote."""
    mean, low, high, offered, picked = (np.array(plain[name], dtype=np.float64) for name in _ARRAYS[1:])
    return Morning(
        day_ahead(plain["ahead"]), Times(**plain["times"]), plain["weight"], plain["target"],
        np.array(plain["seats"], dtype=np.int64), mean, low, high, offered, picked,
    )  # fmt: skip
