"""Referrals from police, courts and petition offices (公调、诉调、访调对接): the sender's side of people's matters."""

import polars as pl

from fazhi.sample_city.choices import Choice
from fazhi.sample_city.days import Days
from fazhi.sample_city.peoples import placed
from fazhi.sample_city.streams import Streams, below

CHANNELS = {"police": "公调对接", "court": "诉调对接", "petition": "访调对接"}
_RHYTHMS = {"police": "always", "court": "office", "petition": "office"}
# Permille of the referrals signed for: sent back unsigned, and sent in the last days of the year and signed in the next.
_UNSIGNED_PERMILLE, _SIGNED_NEXT_YEAR_PERMILLE = 5, 4
# Why they go back; a party that changed its mind most often.
_REASONS = Choice.of(
    {
        "police": {"refused": 46, "unreachable": 22, "out_of_scope": 12, "duplicate": 9, "unsuitable": 8, "beyond_expertise": 3},
        "court": {"refused": 52, "unreachable": 27, "unsuitable": 9, "beyond_expertise": 6, "duplicate": 4, "out_of_scope": 2},
        "petition": {"out_of_scope": 30, "refused": 28, "duplicate": 18, "unreachable": 12, "unsuitable": 9, "beyond_expertise": 3},
    }
)  # fmt: skip
_ABBREVIATIONS = {"police": "公调", "court": "诉调", "petition": "访调"}


def referrals(
    matters: pl.DataFrame,
    returned: dict[str, int],
    signed: dict[str, int],
    year: int,
    days: Days,
    streams: Streams,
    offices: pl.DataFrame,
) -> pl.DataFrame:
    """
    The referral ledgers' rows in the order of sending, with `matter` (null where none came of it) beside the ledger's columns.

    matters   people's matters, `source` naming the channel of referred ones
    returned  channel → signed for in the year, then returned; signed: channel → all signed for in the year
    """
    parts = [_of_matters(matters.filter(pl.col("source").is_in(list(CHANNELS))), days, streams)]
    for channel, count in returned.items():
        unsigned = signed[channel] * _UNSIGNED_PERMILLE // 1000
        late = signed[channel] * _SIGNED_NEXT_YEAR_PERMILLE // 1000
        parts.append(_without_matter(channel, count, "returned", year, days, streams, offices))
        parts.append(_without_matter(channel, unsigned, "unsigned", year, days, streams, offices))
        parts.append(_without_matter(channel, late, "late", year, days, streams, offices))
    frame = _with_reasons(_in_office_hours(pl.concat(parts, how="diagonal"), days), streams)
    return _numbered(_with_dates(frame, days), year)


def _of_matters(matters: pl.DataFrame, days: Days, streams: Streams) -> pl.DataFrame:
    """Signed for up to two days before acceptance, in the same year; the result goes back within three days."""
    count = matters.height
    number = {name: (matters[f"{name}_date"] - days.first).dt.total_days() for name in ("accepted", "concluded")}
    signed = _earlier(number["accepted"] - below(streams.words("referral/signed", count), 3), matters["source"], days)
    same_year = (signed < days.new_year) == (number["accepted"] < days.new_year)
    signed = signed.zip_with(same_year, number["accepted"])
    result = (number["concluded"] + below(streams.words("referral/result", count), 4)).clip(0, days.end)
    return matters.select(
        "matter", pl.col("source").alias("channel"), "office", "district", "town", "category"
    ).with_columns(
        signed.alias("signed"),
        result.alias("result"),
        (signed - below(streams.words("referral/sent", count), 5)).clip(0, days.end).alias("sent"),
        matters["result"].alias("outcome"),
    )


def _without_matter(
    channel: str, count: int, fate: str, year: int, days: Days, streams: Streams, offices: pl.DataFrame
) -> pl.DataFrame:
    """Referrals returned after signing, returned unsigned, or signed for only in the next year (`fate`)."""
    name = f"{fate}/{channel}"
    frame = placed(
        pl.select(channel=pl.repeat(channel, count)), pl.repeat(channel, count, eager=True), streams, name, offices
    )
    low = pl.repeat(days.year_end - 4 if fate == "late" else days.new_year, count, dtype=pl.Int64, eager=True)
    high = pl.repeat(days.year_end, count, dtype=pl.Int64, eager=True)
    table = pl.repeat(f"{_RHYTHMS[channel]}/flat", count, eager=True)
    day = days.weights.pick_between(table, low, high, streams.words(f"{name}/day", count))
    wait = below(streams.words(f"{name}/wait", count), 5)
    frame = frame.drop("office_kind", "short").with_columns(matter=pl.lit(None, pl.UInt32))
    if fate == "returned":
        return frame.with_columns(
            day.alias("signed"),
            (day - wait).alias("sent"),
            (day + wait + 1).alias("result"),
            outcome=pl.lit("returned"),
        )
    if fate == "unsigned":
        return frame.with_columns(day.alias("sent"), (day + wait + 1).alias("result"), outcome=pl.lit("returned"))
    first_worked = days.later[days.year_end + 1]
    return frame.with_columns(
        day.alias("sent"), (wait // 2 + first_worked).alias("signed"), outcome=pl.lit(None, pl.String)
    )


def _with_reasons(frame: pl.DataFrame, streams: Streams) -> pl.DataFrame:
    reason = _REASONS.pick(frame["channel"], streams.words("referral/reason", frame.height))
    return frame.with_columns(return_reason=pl.when(pl.col("outcome") == "returned").then(pl.lit(reason)))


def _in_office_hours(frame: pl.DataFrame, days: Days) -> pl.DataFrame:
    """Courts and petition offices send on working days, and hear of results on them."""
    by_police = pl.col("channel") == "police"
    later = days.later.gather(frame["result"])
    return frame.with_columns(
        _earlier(frame["sent"], frame["channel"], days).alias("sent"),
        result=pl.when(by_police).then("result").otherwise(pl.lit(later)),
    )


def _earlier(day: pl.Series, channel: pl.Series, days: Days) -> pl.Series:
    """The day, or for courts and petition offices the working day at or before it."""
    return days.earlier.gather(day).zip_with(channel != "police", day)


def _with_dates(frame: pl.DataFrame, days: Days) -> pl.DataFrame:
    names = ("sent", "signed", "result")
    return frame.drop(names).with_columns(days.dates(frame[name]).alias(f"{name}_date") for name in names)


def _numbered(frame: pl.DataFrame, year: int) -> pl.DataFrame:
    """With `number`, `sender` and `sender_number`; counts start anew each year, late ones before the year."""
    frame = frame.with_columns(sent_year=pl.col("sent_date").dt.year(), sender=_sender()).sort(
        "sent_date", "channel", "office", maintain_order=True
    )
    abbreviation = pl.col("channel").replace_strict(_ABBREVIATIONS)
    number = pl.concat_str(
        pl.lit("厦"),
        abbreviation,
        pl.lit("〔"),
        pl.col("sent_year"),
        pl.lit("〕"),
        _count(year, "channel"),
        pl.lit("号"),
    )
    own = _count(year, "sender").cast(pl.String)
    short = pl.col("district").str.strip_chars_end("区")
    by_court = pl.concat_str(
        pl.lit("（"), "sent_year", pl.lit("）闽"), pl.col("office").str.slice(2, 4), pl.lit("诉前调"), own, pl.lit("号")
    )
    by_police = pl.concat_str(pl.lit("厦公"), "town", pl.lit("调移〔"), "sent_year", pl.lit("〕"), own, pl.lit("号"))
    by_petition = pl.concat_str(short, pl.lit("信访移〔"), "sent_year", pl.lit("〕"), own, pl.lit("号"))
    sender_number = (
        pl.when(pl.col("channel") == "court")
        .then(by_court)
        .when(pl.col("channel") == "police")
        .then(by_police)
        .otherwise(by_petition)
    )
    return frame.with_columns(number=number, sender_number=sender_number).drop("sent_year", "district", "town")


def _count(year: int, series: str) -> pl.Expr:
    rank = pl.int_range(1, pl.len() + 1).over(series, "sent_year")
    late = pl.len().over(series) - 2 * pl.len().over(series, "sent_year")
    return pl.when(pl.col("sent_year") == year).then(rank).otherwise(rank + pl.max_horizontal(late, 0))


def _sender() -> pl.Expr:
    short = pl.col("district").str.strip_chars_end("区")
    by_police = pl.concat_str(pl.lit("厦门市公安局"), short, pl.lit("分局"), "town", pl.lit("派出所"))
    by_court = pl.concat_str(pl.lit("厦门市"), "district", pl.lit("人民法院"))
    by_petition = pl.concat_str(pl.lit("厦门市"), "district", pl.lit("信访局"))
    return (
        pl.when(pl.col("channel") == "police")
        .then(by_police)
        .when(pl.col("channel") == "court")
        .then(by_court)
        .otherwise(by_petition)
    )
