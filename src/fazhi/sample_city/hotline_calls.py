"""
The calls of the sample city's hotline, one by one: a made-up tide, and what became of each call by the seats of the plan.

The tide has two peaks a day, quieter weekends and holidays, the quietest week at the Spring Festival, and busier and
quieter days and half hours than chance alone makes. Each call waits for the first seat that gets free and hangs up when its
patience ends; four of ten who hung up dial again. Integers throughout: equal on every machine.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from heapq import heapify, heappop, heappush, heapreplace

import polars as pl

from fazhi.engines.deadlines import Day, DayKind
from fazhi.kernel.calendar.services import packaged_calendar
from fazhi.sample_city.choices import Choice, Curves
from fazhi.sample_city.streams import Streams, below, chance

SLOT = 1800
"""Seconds of a slot of the tide."""

_DAY = 86_400
_SLOTS = _DAY // SLOT

# Weight of each half hour of a working day, and of a day of rest.
_WORKED = (
    2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 3, 4, 8, 14, 40, 62, 84, 96, 100, 96, 82, 58,
    34, 30, 36, 46, 62, 80, 92, 94, 86, 70, 48, 32, 24, 22, 24, 26, 24, 20, 15, 11, 7, 5, 4, 3,
)  # fmt: skip
_REST = (
    2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 3, 6, 9, 18, 26, 34, 40, 42, 40, 34, 27,
    20, 18, 19, 22, 27, 33, 36, 36, 33, 28, 22, 18, 16, 16, 18, 19, 18, 15, 12, 9, 6, 4, 3, 2,
)  # fmt: skip

# Percent of a Monday's calls from Monday to Friday, and of what a day of rest would have.
_WEEKDAYS = (100, 96, 93, 91, 87)
_MAKEUP, _WEEKEND, _HOLIDAY, _FESTIVAL = 82, 100, 72, 34
_AFTER_REST = 112
"""Percent on the first day worked after a public holiday."""

_SEASON = (97, 84, 107, 102, 101, 99, 100, 101, 102, 97, 105, 105)

_CURVES = Curves.of(
    {
        # Permille by which a day, and a half hour of it, is busier than its like.
        "day": ((0, 640), (500, 780), (2500, 900), (5000, 990), (7500, 1090), (9500, 1250), (10_000, 1420)),
        "slot": ((0, 700), (500, 830), (2500, 930), (5000, 995), (7500, 1065), (9500, 1180), (10_000, 1320)),
        # Seconds. One caller in ten hangs up at once; the others' patience is about four minutes, exponential.
        "patience": (
            (0, 1), (1000, 5), (2000, 28), (3000, 60), (4000, 97), (5000, 141), (6000, 195), (7000, 264), (8000, 361),
            (9000, 527), (9500, 694), (9900, 1080), (10_000, 1800),
        ),
        "talk": (
            (0, 20), (500, 70), (1500, 140), (3000, 215), (5000, 320), (7000, 460), (8500, 650), (9500, 960), (9900, 1500),
            (10_000, 2700),
        ),
        # Until somebody who hung up dials again.
        "again": ((0, 15), (2000, 90), (4000, 240), (6000, 540), (8000, 1150), (9500, 2400), (10_000, 3500)),
    }
)  # fmt: skip
_REDIALS = 400
_MOST_REDIALS = 3
_WITHHELD = 25
"""Permille of callers who dial again, and of those who withhold their number."""

_LINES = 12
"""Callers that can wait at once; the next finds the lines taken."""

_TRIES, _CLOSE = 8, 1012
"""Runs until one has as many answered calls as are wanted, up to so many permille of them; what is too much is left out."""


@dataclass(frozen=True)
class Seats:
    """Seats of each slot of a day, on days worked and on days of rest, from the day `since`."""

    since: date
    worked: Sequence[int]
    rest: Sequence[int]


def calls(streams: Streams, year: int, answered: int, plans: Sequence[Seats], people: int, size: int) -> pl.DataFrame:
    """
    The calls of the year of which `answered` were: `day`, `second` of the day, `caller`, `outcome`, `wait_seconds`, `talk_seconds`.

    plans   in the order of their days; the first is in force on 1 January
    people  how many there are to call, `size` how many times the city's seats and lines there are
    """
    days = _days(year)
    seats = [_seats_of(day, plans, size) for day in days]
    tide = _tide(streams, days)
    fresh, found = answered * 113 // 100, 0
    for _ in range(_TRIES):
        rows = pl.DataFrame(list(_answered_by(seats, streams, tide, fresh, size)), schema=_SCHEMA, orient="row")
        found = int(rows["outcome"].eq("answered").sum())
        if answered <= found <= answered * _CLOSE // 1000 + 3:
            break
        fresh = fresh * answered // found + max(answered // 200, 2)
    if found < answered:
        raise ValueError(f"{found} calls were answered, {answered} are wanted.")
    rows = rows.filter(~_too_many(rows, streams, found - answered)).sort("at", maintain_order=True)
    numbers = below(streams.at("hotline/person", rows["fresh"]), people)
    withheld = chance(streams.at("hotline/withheld", rows["fresh"]), _WITHHELD)
    first = days[0].date
    return rows.select(
        (pl.lit(first) + pl.duration(days=pl.col("at") // _DAY)).cast(pl.Date).alias("day"),
        (pl.col("at") % _DAY).alias("second"),
        pl.when(~pl.lit(withheld)).then(pl.lit(numbers)).alias("caller"),
        "outcome",
        "wait_seconds",
        "talk_seconds",
    )


_SCHEMA = pl.Schema(
    {
        "fresh": pl.Int64(),
        "at": pl.Int64(),
        "outcome": pl.String(),
        "wait_seconds": pl.Int64(),
        "talk_seconds": pl.Int64(),
    }
)


def _days(year: int) -> list[Day]:
    first = date(year, 1, 1)
    count = (date(year + 1, 1, 1) - first).days
    return [packaged_calendar().day(first + timedelta(days=number)) for number in range(count)]


def _seats_of(day: Day, plans: Sequence[Seats], size: int) -> list[int]:
    plan = [each for each in plans if each.since <= day.date][-1]
    return [seats * size for seats in (plan.worked if day.is_worked else plan.rest)]


def _tide(streams: Streams, days: Sequence[Day]) -> Choice:
    """Every half hour of the year, by its number, with its weight."""
    by_day = _CURVES.at("day", streams.words("hotline/day", len(days)))
    by_slot = _CURVES.at("slot", streams.words("hotline/slot", len(days) * _SLOTS))
    weights = {}
    before = True
    for number, (day, factor) in enumerate(zip(days, by_day, strict=True)):
        shape = _WORKED if day.is_worked else _REST
        level = _level(day) * _SEASON[day.date.month - 1] * factor
        if day.is_worked and not before:
            level = level * _AFTER_REST // 100
        before = day.kind is not DayKind.HOLIDAY
        for slot, weight in enumerate(shape):
            place = number * _SLOTS + slot
            weights[place] = (
                level * weight * by_slot[place] // 10**8
            )  # so that the whole stays below 2³¹, as a choice needs
    return Choice.of({"tide": weights})


def _level(day: Day) -> int:
    if day.kind is DayKind.WORKDAY:
        return _WEEKDAYS[day.date.weekday()]
    if day.kind is DayKind.MAKEUP_WORKDAY:
        return _MAKEUP
    if day.kind is DayKind.WEEKEND:
        return _WEEKEND
    return _FESTIVAL if "春节" in (day.name or "") else _HOLIDAY


def _answered_by(
    seats: Sequence[Sequence[int]], streams: Streams, tide: Choice, fresh: int, size: int
) -> Iterator[tuple[int, int, str, int, int]]:
    """
    Number of the caller's first call, second of the year, outcome, wait, talk, of each call in the order of arrival.

    No list of events is needed: whoever comes later can't change the wait of those before. A seat is the moment from which
    it is free; where seats go, those go first that are free first.
    """
    slot = tide.pick("tide", streams.words("hotline/when", fresh))
    arrivals = slot * SLOT + below(streams.words("hotline/second", fresh), SLOT)
    arriving = [(second, number, 0) for number, second in enumerate(arrivals)]
    heapify(arriving)
    most = fresh * 2
    patience = _CURVES.at("patience", streams.words("hotline/patience", most)).to_list()
    talk = _CURVES.at("talk", streams.words("hotline/talk", most)).to_list()
    again = _CURVES.at("again", streams.words("hotline/again", most)).to_list()
    redials = chance(streams.words("hotline/redials", most), _REDIALS).to_list()
    bounds = [(number * SLOT, count) for number, count in enumerate(count for day in seats for count in day)]
    bounds.append((len(bounds) * SLOT, bounds[-1][1]))
    free: list[int] = []
    waiting: list[int] = []
    there, bound, place = 0, 0, 0
    while arriving and place < most:
        at, number, attempt = heappop(arriving)
        while bound < len(bounds) and bounds[bound][0] <= max(at, free[0] if free else at + patience[place]):
            moment, count = bounds[bound]
            for _ in range(there, count):
                heappush(free, moment)
            for _ in range(count, there):
                heappop(free)
            there, bound = count, bound + 1
        while waiting and waiting[0] <= at:
            heappop(waiting)
        start = max(at, free[0]) if free else at + patience[place] + 1
        if start == at:
            heapreplace(free, at + talk[place])
            yield number, at, "answered", 0, talk[place]
        elif len(waiting) >= _LINES * size:
            yield number, at, "refused", 0, 0
        elif start - at <= patience[place]:
            heappush(waiting, start)
            heapreplace(free, start + talk[place])
            yield number, at, "answered", start - at, talk[place]
        else:
            leaves = at + patience[place]
            heappush(waiting, leaves)
            yield number, at, "hung_up", patience[place], 0
            if redials[place] and attempt < _MOST_REDIALS and leaves + again[place] < bounds[-1][0]:
                heappush(arriving, (leaves + again[place], number, attempt + 1))
        place += 1


def _too_many(rows: pl.DataFrame, streams: Streams, count: int) -> pl.Series:
    """Which of the answered calls to leave out, so many of them."""
    words = streams.words("hotline/left_out", rows.height)
    answered = rows.with_row_index("row").filter(pl.col("outcome") == "answered")
    out = answered.with_columns(words.gather(answered["row"]).alias("word")).sort("word").head(count)["row"]
    return rows.with_row_index("row")["row"].is_in(out.implode())
