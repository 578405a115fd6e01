from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fazhi.engines.tide.errors import KindMissing, NotACount, OneSlot

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

DAY = 1440
"""Minutes."""

HALF = 0.5
"""A slot during which callers got through for a smaller share of the time says too little of how many would have come."""


class Kind(StrEnum):
    """What a day is to callers. The engine knows no calendar: kinds are told to it."""

    WORKDAY = "workday"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    SPRING_FESTIVAL = "spring_festival"
    MAKEUP_WORKDAY = "makeup_workday"


Kinds = Mapping[date, Kind]


@dataclass(frozen=True)
class Counts:
    """
    Calls by day and slot of the day, days in one run without holes.

    first         the first day
    slot_minutes  length of a slot; the first begins at midnight
    calls         [day, slot], 0 where not known; not whole where re-dials were taken out or lines were full
    known         [day, slot], whether the count is one
    """

    first: date
    slot_minutes: int
    calls: Floats
    known: Flags

    @property
    def days(self) -> list[date]:
        return [self.first + timedelta(days=number) for number in range(len(self.calls))]

    def until(self, day: date) -> "Counts":
        """What was known before `day` began."""
        number = max((day - self.first).days, 0)
        return replace(self, calls=self.calls[:number], known=self.known[:number])


class FindingKind(StrEnum):
    """
    What is odd about records, but doesn't stop them from being used.

    GAP         calls are missing over a time in which they usually come; the time is left out, not taken as quiet
    DUPLICATE   a row stands twice; the second is left out
    CLOCK_BACK  a row is earlier than the one before it, in a file that is otherwise in order; it is used as it stands
    """

    GAP = "gap"
    DUPLICATE = "duplicate"
    CLOCK_BACK = "clock_back"


@dataclass(frozen=True)
class Finding:
    """
    One thing that is odd about the records.

    line    of the file, from 1; None where a time is meant
    start   slot start or row's time, local `YYYY-MM-DDTHH:MM`
    end     slot start from which all is well again; None where a line is meant
    calls   how many would usually come in that time; 0 where a line is meant
    """

    kind: FindingKind
    start: str
    line: int | None = None
    end: str | None = None
    calls: float = 0.0


def counts(
    first: date,
    slot_minutes: int,
    calls: ArrayLike,
    *,
    known: ArrayLike | None = None,
    open_share: ArrayLike | None = None,
) -> Counts:
    """
    Counts, checked.

    calls       [day, slot], calls offered: answered, given up and turned away alike. Answered calls alone are no demand
    known       [day, slot], all without it; a slot not known is not a slot without calls
    open_share  [day, slot], share of the slot during which a caller could get through: neither closed nor all lines taken.
                What came is divided by it; below a half the slot is not known

    Raises NotACount.
    """
    if not (1 <= slot_minutes <= DAY and DAY % slot_minutes == 0):
        raise NotACount("slot_minutes", slot_minutes, None, None, "能整除一天（1440分钟）的分钟数")
    given = np.array(calls, dtype=np.float64)
    if given.ndim != 2 or given.shape[1] != DAY // slot_minutes:
        raise NotACount("calls", given.shape, None, None, f"每天 {DAY // slot_minutes} 个时段")
    flags = np.ones(given.shape, dtype=np.bool_) if known is None else np.array(known, dtype=np.bool_)
    if flags.shape != given.shape:
        raise NotACount("known", flags.shape, None, None, f"与来电量同形 {given.shape}")
    _require(given, "calls", ~flags | (np.isfinite(given) & (given >= 0) & (given < 1e9)), "不小于0的来电数")
    if open_share is not None:
        share = np.array(open_share, dtype=np.float64)
        if share.shape != given.shape:
            raise NotACount("open_share", share.shape, None, None, f"与来电量同形 {given.shape}")
        _require(share, "open_share", (share >= 0) & (share <= 1), "0 到 1 之间的比例")
        flags &= share >= HALF
        given = given / np.where(share > 0, share, 1.0)
    return Counts(first, slot_minutes, np.where(flags, given, 0.0), flags)


def kinds_of(days: list[date], kinds: Kinds) -> list[Kind]:
    """Raises KindMissing for the first day not told."""
    for day in days:
        if day not in kinds:
            raise KindMissing(day)
    return [kinds[day] for day in days]


def not_in_one_slot(of: Counts) -> None:
    """Raises OneSlot where the time of day was lost: more than one slot is known, and only one ever has calls."""
    by_slot = of.calls.sum(axis=0)
    busy = np.flatnonzero(by_slot)
    if busy.size == 1 and of.known.any(axis=0).sum() > 1:
        raise OneSlot(int(busy[0]) * of.slot_minutes, float(by_slot[busy[0]]))


def label(day: date, minute: int) -> str:
    """A slot's start as local `YYYY-MM-DDTHH:MM`; minutes past midnight belong to the next day."""
    later, rest = divmod(minute, DAY)
    return f"{day + timedelta(days=later)}T{rest // 60:02d}:{rest % 60:02d}"


def _require(values: Floats, name: str, fits: Flags, expected: str) -> None:
    wrong = np.argwhere(~fits)
    if wrong.size:
        day, slot = (int(place) for place in wrong[0])
        raise NotACount(name, float(values[day, slot]), day, slot, expected)
