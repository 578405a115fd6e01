"""What is foretold: calls to expect with their bands, and one day followed while it is under way."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from fazhi.engines.tide.discrete import quantile
from fazhi.engines.tide.errors import NotACount
from fazhi.engines.tide.model import Prior, expected, updated
from fazhi.engines.tide.shapes import Shapes
from fazhi.engines.tide.terms import DAY, Floats


@dataclass(frozen=True)
class Forecast:
    """
    Calls to expect.

    days      in order
    minutes   of each slot's start after midnight; slots never known are not foretold
    mean      [day, slot]
    variance  [day, slot], chance included
    """

    days: tuple[date, ...]
    minutes: tuple[int, ...]
    mean: Floats
    variance: Floats

    def quantile(self, share: float) -> Floats:
        """[day, slot]: the least whole number of calls not exceeded with probability `share`, above 0 and below 1."""
        return quantile(self.mean, self.variance, share)


@dataclass(frozen=True)
class DayAhead:
    """
    All it takes to follow one day while it is under way, without the tide it came from: some hundreds of numbers.

    slots    positions of the slots that are foretold
    shapes   of days, over these slots; prior of this one day before it begins
    stretch  of the variance beyond chance
    """

    day: date
    slot_minutes: int
    slots: np.ndarray
    shapes: Shapes
    prior: Prior
    stretch: float

    def after(self, calls: ArrayLike, known: ArrayLike | None = None) -> Forecast:
        """
        The slots still to come, after the first ones have passed; before any has, the whole day.

        calls  of the slots passed, from midnight on, in order
        known  which of these counts are counts; all without it

        Raises NotACount. Source: docs/algorithms/tide.md, "During the day".
        """
        passed = np.array(calls, dtype=np.float64).reshape(-1)
        flags = np.ones(passed.size, dtype=np.bool_) if known is None else np.array(known, dtype=np.bool_).reshape(-1)
        count = DAY // self.slot_minutes
        if passed.size > count:
            raise NotACount("calls", passed.size, None, None, f"至多 {count} 个时段")
        if flags.size != passed.size:
            raise NotACount("known", flags.size, None, None, f"与来电量一样多的时段数，即 {passed.size}")
        wrong = np.flatnonzero(~(np.isfinite(passed) & (passed >= 0)))
        if wrong.size:
            raise NotACount("calls", float(passed[wrong[0]]), 0, int(wrong[0]), "不小于0的来电数")
        padded, seen = np.zeros(count), np.zeros(count, dtype=np.bool_)
        padded[: passed.size], seen[: passed.size] = passed, flags
        prior = updated(self.shapes, self.prior, padded[self.slots], seen[self.slots])
        mean, variance = expected(self.shapes, prior)
        wide = stretched(mean, variance, self.stretch)
        to_come = self.slots >= passed.size
        minutes = tuple(int(slot) * self.slot_minutes for slot in self.slots[to_come])
        return Forecast((self.day,), minutes, mean[:, to_come], wide[:, to_come])

    def plain(self) -> dict[str, Any]:
        """As JSON keeps it; `day_ahead` reads it again, to the same numbers."""
        return {
            "day": self.day.isoformat(),
            "slot_minutes": self.slot_minutes,
            "slots": self.slots.tolist(),
            "mean": self.shapes.mean.tolist(),
            "shapes": self.shapes.shapes.tolist(),
            "variance": self.shapes.variance.tolist(),
            "scores": self.prior.scores.tolist(),
            "covariances": self.prior.covariances.tolist(),
            "stretch": self.stretch,
        }


def day_ahead(plain: Mapping[str, Any]) -> DayAhead:
    """What `DayAhead.plain` wrote."""
    mean, shapes, variance, scores, covariances = (
        np.array(plain[name], dtype=np.float64) for name in ("mean", "shapes", "variance", "scores", "covariances")
    )
    return DayAhead(
        date.fromisoformat(plain["day"]),
        plain["slot_minutes"],
        np.array(plain["slots"], dtype=np.int64),
        Shapes(mean, shapes, variance),
        Prior(scores, covariances),
        plain["stretch"],
    )


def stretched(mean: Floats, variance: Floats, stretch: float) -> Floats:
    """Chance stays; what is beyond it is multiplied."""
    return mean + stretch * np.maximum(variance - mean, 0.0)
