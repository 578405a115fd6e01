"""
How a matter runs: the days on which it is accepted and concluded and its agreement takes effect.

A matter's fate says on which side of the year's two boundaries these days lie, so that counts by fate are counts of the
year: exactly so many accepted in it, so many concluded in it, so many carried over.
"""

from enum import StrEnum

import polars as pl

from fazhi.sample_city.choices import Choice, Curves
from fazhi.sample_city.days import Days
from fazhi.sample_city.streams import Streams, below, chance


class Fate(StrEnum):
    """Where a matter lies to the year."""

    CARRIED_IN = "carried_in"
    """accepted before the year, concluded in it"""
    WITHIN = "within"
    """accepted and concluded in the year"""
    CARRIED_OUT = "carried_out"
    """accepted in the year, concluded in January or February after it"""
    OPEN = "open"
    """accepted in the year, not concluded when the ledgers are closed"""


# Days from acceptance to the first session, after which most are concluded, by pace.
DURATIONS = Curves.of(
    {
        "swift": ((0, 0), (3000, 1), (6000, 3), (8500, 7), (9500, 15), (9900, 30), (10000, 60)),
        "usual": ((0, 0), (1500, 1), (4000, 4), (6500, 9), (8500, 18), (9500, 29), (9900, 45), (10000, 90)),
        "slow": ((0, 1), (1500, 5), (4000, 12), (6500, 20), (8500, 30), (9500, 45), (9900, 62), (10000, 120)),
        "long": ((0, 3), (1500, 15), (4000, 25), (6500, 35), (8500, 52), (9500, 62), (9900, 90), (10000, 150)),
    }
)
# How many sessions it takes, permille by pace; and days from one to the next.
SESSIONS = Choice.of(
    {
        "swift": {1: 955, 2: 36, 3: 9},
        "usual": {1: 800, 2: 140, 3: 45, 4: 15},
        "slow": {1: 640, 2: 230, 3: 90, 4: 30, 5: 10},
        "long": {1: 540, 2: 260, 3: 130, 4: 50, 5: 20},
    }
)
BETWEEN_SESSIONS = Curves.of({"days": ((0, 2), (3000, 5), (6000, 8), (8500, 14), (9700, 25), (10000, 40))})
_MOST_SESSIONS = 5
_LEAST_CROSSING, _MOST = 5, 150

# Permille of conclusions on a day off that are put off to the next working day.
_PUT_OFF = {"office": 1000, "community": 650, "always": 150}
_CLOSED_LATER_PERMILLE = 60


def run(matters: pl.DataFrame, streams: Streams, name: str, days: Days) -> pl.DataFrame:
    """
    The days of matters, as day numbers.

    matters  columns `fate`, `result` (null while open), `rhythm`, `season`, `pace`
    name     prefix of the streams
    returns  columns `accepted`, `concluded`, `effective`
    """
    count = matters.height
    fate = matters["fate"]
    crossing = fate != Fate.WITHIN
    taken = DURATIONS.at(matters["pace"], _longer(streams, name, crossing)) + _further(matters["pace"], streams, name)
    taken = taken.clip(0, _MOST).zip_with(~crossing, taken.clip(_LEAST_CROSSING, _MOST))
    low, high = _stretch(fate, taken, days)
    table = pl.select(pl.concat_str(pl.lit(matters["rhythm"]), pl.lit("/"), pl.lit(matters["season"]))).to_series()
    drawn = days.weights.pick_between(table, low, high, streams.words(f"{name}/day", count))
    backward = fate == Fate.CARRIED_IN
    accepted = drawn.zip_with(~backward, _accepted(drawn - taken, matters["rhythm"], days))
    ended = _ended(accepted + taken, matters["rhythm"], streams.words(f"{name}/put off", count), days)
    concluded = drawn.zip_with(backward, ended)
    frame = pl.DataFrame({"accepted": accepted, "concluded": concluded, "fate": fate, "result": matters["result"]})
    lag = below(streams.words(f"{name}/lag", count), 3) + 1
    lag = lag * chance(streams.words(f"{name}/closed later", count), _CLOSED_LATER_PERMILLE).cast(pl.Int64)
    return _with_effect(frame, lag, days).select("accepted", "concluded", "effective")


def _longer(streams: Streams, name: str, crossing: pl.Series) -> pl.Series:
    """Words of duration; the longer of two for matters found open at a boundary, where long ones are met more often."""
    one = streams.words(f"{name}/taken", len(crossing))
    other = streams.words(f"{name}/taken longer", len(crossing))
    return one.zip_with(~crossing | (one >= other), other)


def _further(pace: pl.Series, streams: Streams, name: str) -> pl.Series:
    """Days that sessions after the first take."""
    count = len(pace)
    sessions = SESSIONS.pick(pace, streams.words(f"{name}/sessions", count))
    days = pl.zeros(count, dtype=pl.Int64, eager=True)
    for number in range(2, _MOST_SESSIONS + 1):
        wait = BETWEEN_SESSIONS.at("days", streams.words(f"{name}/session {number}", count))
        days += wait * (sessions >= number).cast(pl.Int64)
    return days


def _stretch(fate: pl.Series, taken: pl.Series, days: Days) -> tuple[pl.Series, pl.Series]:
    """First and last day on which the drawn day may lie: of conclusion for matters carried in, else of acceptance."""
    fates, length = pl.lit(fate), pl.lit(taken)
    low = (
        pl.when(fates == Fate.CARRIED_OUT).then(days.year_end + 1 - length)
        .when(fates == Fate.OPEN).then(days.year_end - 29 - length)
        .otherwise(days.new_year)
    )  # fmt: skip
    high = (
        pl.when(fates == Fate.CARRIED_IN).then(days.new_year - 1 + length)
        .when(fates == Fate.WITHIN).then(days.year_end - length)
        .when(fates == Fate.CARRIED_OUT).then(pl.min_horizontal(pl.lit(days.year_end), days.end - length))
        .otherwise(days.year_end)
    )  # fmt: skip
    ends = pl.select(low=low, high=high)
    return ends["low"], ends["high"]


def _accepted(day: pl.Series, rhythm: pl.Series, days: Days) -> pl.Series:
    known = day.clip(0, days.end)
    return days.earlier.gather(known).zip_with(rhythm == "office", known)


def _ended(day: pl.Series, rhythm: pl.Series, words: pl.Series, days: Days) -> pl.Series:
    known = day.clip(0, days.end)
    put_off = chance(words, rhythm.replace_strict(_PUT_OFF, return_dtype=pl.Int64))
    return days.later.gather(known).zip_with(put_off, known)


def _with_effect(frame: pl.DataFrame, lag: pl.Series, days: Days) -> pl.DataFrame:
    """
    With `effective`: the day of conclusion, or up to three days before it where the file was closed later, never in
    another month: figures count settled by effect and open by conclusion, and a month's flow should close.
    """
    frame = frame.with_columns(concluded=pl.when(pl.col("fate") != Fate.OPEN).then("concluded"))
    month_start = (days.dates(frame["concluded"]).dt.month_start() - days.first).dt.total_days()
    effective = pl.max_horizontal("accepted", pl.lit(month_start), pl.col("concluded") - pl.lit(lag))
    return frame.with_columns(effective=pl.when(pl.col("result") == "settled").then(effective))
