"""
The subsidy of duty (值班补贴): what a duty that was served is paid, by the rates of its day.

Amounts are integer fen. Rates are the bureau's own; those of the package, `subsidy.toml`, are invented (待核).
Source: 法律援助法 art. 52.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from fazhi.lines.hotline.terms.attendance import Attended, DaySort, Presence, Rate, RateRow, Unpaid

_DATA = files("fazhi.lines.hotline").joinpath("subsidy.toml")
_MOST: dict[Rate, int] = {Rate.HOUR: 10_000_000, Rate.REST: 1_000, Rate.HOLIDAY: 1_000, Rate.GRACE: 120}
_SORTS = {
    "weekend": DaySort.REST,
    "holiday": DaySort.HOLIDAY,
    "spring_festival": DaySort.HOLIDAY,
    "workday": DaySort.WORKED,
    "makeup_workday": DaySort.WORKED,
}


@dataclass(frozen=True)
class Pay:
    """
    What a duty is paid.

    hour_fen  for an hour of one seat; percent: by which the day's sort multiplies it
    fen       for the minutes served and the lawyers there, rounded half up
    unpaid    why nothing, None where it is paid
    """

    minutes: int
    sort: DaySort
    hour_fen: int
    percent: int
    fen: int
    unpaid: Unpaid | None


@dataclass(frozen=True)
class Rates:
    """Rates with their days; each kind has one in force on any day from 2011 on."""

    rows: tuple[RateRow, ...]

    def on(self, rate: Rate, day: date) -> int:
        """The value in force on `day`: that of the latest since, among equals of the later row."""
        return self.row(rate, day).value

    def row(self, rate: Rate, day: date) -> RateRow:
        known = [row for row in self.rows if row.rate is rate and row.since <= day]
        return max(enumerate(known), key=lambda each: (each[1].since, each[0]))[1]

    def with_rows(self, rows: Iterable[RateRow]) -> "Rates":
        """The same with the bureau's own rows: from the first of a kind's own days on only these count for it."""
        own = tuple(rows)
        first = {rate: min(row.since for row in own if row.rate is rate) for rate in {row.rate for row in own}}
        kept = tuple(row for row in self.rows if row.rate not in first or row.since < first[row.rate])
        return Rates((*kept, *own))


def pay(found: Attended, lawyers: int, kind: str, day: date, rates: Rates) -> Pay:
    """What a duty of that day is paid; `kind` is the calendar's, `lawyers` how many were there, no more than there are seats."""
    sort, hour = _SORTS[kind], rates.on(Rate.HOUR, day)
    percent = 100 if sort is DaySort.WORKED else rates.on(Rate[sort.name], day)
    if found.presence is not Presence.LEFT:
        why = Unpaid.UNCLOSED if found.presence in {Presence.UNCLOSED, Presence.ON_DUTY} else Unpaid.ABSENT
        return Pay(0, sort, hour, percent, 0, why)
    fen = half_up(hour * percent * found.minutes * lawyers, 100 * 60)
    return Pay(found.minutes, sort, hour, percent, fen, None if found.minutes else Unpaid.NO_TIME)


def half_up(above: int, below: int) -> int:
    """
    A quotient of whole numbers, none below 0, rounded half up.

    >>> half_up(5, 2), half_up(7, 3)
    (3, 2)
    """
    return (2 * above + below) // (2 * below)


def most(rate: Rate) -> int:
    """The largest value that is not taken for a slip of the pen."""
    return _MOST[rate]


@cache
def packaged() -> Rates:
    """The rates that come with the package: invented for the sample, 待核."""
    data = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    return Rates(
        tuple(
            RateRow(Rate(row["rate"]), row["since"], row["value"], data["source"], is_verified=False)
            for row in data["rates"]
        )
    )
