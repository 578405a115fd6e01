"""
The 12348 hotline of the sample city: thirty firms, a plan of nine segments and from July one of fifteen, calls, consultations.

Every call that was answered is one consultation; one in fifty consultations comes over the network. Firms and plans do not
grow with the scale.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

import polars as pl

from fazhi.lines.hotline.terms import MATTERS, Channel, Outcome, Topic
from fazhi.sample_city.choices import Choice
from fazhi.sample_city.city import DISTRICTS, ROOT
from fazhi.sample_city.days import Days
from fazhi.sample_city.hotline_calls import SLOT, Seats, calls
from fazhi.sample_city.names import PLACES
from fazhi.sample_city.parties import credit_code, phone
from fazhi.sample_city.streams import Streams, below, chance

_FIRMS = 30
_FIRST_CODE, _EACH = 40_000, 8
"""Every eighth of the law firms that can be inspected, under the code that it has there."""

_BEFORE, _AFTER = "值守方案2022-1", "值守方案2024-1"
_CHANGE = (7, 1)

# Start of each segment, seats on days worked, seats on days of rest; the last ends at midnight.
_PLANS = {
    _BEFORE: (
        ("00:00", 1, 1), ("07:00", 1, 1), ("08:00", 5, 3), ("09:00", 8, 4), ("12:00", 4, 3), ("14:00", 8, 4), ("17:00", 5, 3),
        ("18:00", 3, 3), ("22:00", 1, 1),
    ),
    _AFTER: (
        ("00:00", 1, 1), ("07:00", 2, 1), ("08:00", 5, 3), ("08:30", 7, 3), ("09:00", 9, 4), ("09:30", 10, 5), ("11:30", 7, 4),
        ("12:00", 4, 3), ("13:30", 5, 3), ("14:00", 7, 4), ("15:00", 10, 5), ("16:30", 8, 4), ("17:00", 6, 3), ("18:00", 3, 3),
        ("22:00", 1, 1),
    ),
}  # fmt: skip

_PEOPLE_AT_SCALE_ONE = 120_000
_NETWORK = 50
"""One consultation of so many comes over the network."""

_CARRIED = 2000
"""Of so many consultations of a year one is still open as it begins, and one as it ends."""

_PROMISED, _REFERRED = 30, 42
"""Permille that are called back later, and that are referred onwards."""

_TOPICS = {
    Topic.LABOUR: 205, Topic.FAMILY: 150, Topic.DEBT: 120, Topic.LAND: 75, Topic.CONTRACT: 85, Topic.PROCEDURE: 70,
    Topic.TORT: 52, Topic.CONSUMER: 48, Topic.TRAFFIC: 44, Topic.PROPERTY: 38, Topic.CRIMINAL: 36, Topic.SECURITY: 24,
    Topic.ADMINISTRATIVE: 20, Topic.COMPANY: 12, Topic.INTELLECTUAL: 5, Topic.OTHER: 16,
}  # fmt: skip
_CHOICES = Choice.of(
    {
        "topic": {topic.value: weight for topic, weight in _TOPICS.items()},
        "district": {**{district.name: district.share for district in DISTRICTS}, "": 12},
        "rated": {"very": 470, "satisfied": 88, "fairly": 14, "dissatisfied": 2, "none": 426},
        "destination": {"legal_aid": 46, "mediation": 30, "notary": 8, "hotline_12345": 10, "other": 6},
        **{
            topic.value: {code: 10 - place for place, code in enumerate(_matters)}
            for topic in Topic
            if (_matters := [code for code in MATTERS if code.startswith(f"{topic.value}.")])
        },
    }
)


def hotline(streams: Streams, year: int, scale: Decimal, consultations: int, days: Days) -> Mapping[str, pl.DataFrame]:
    """
    Rows of the five ledgers by format code, in the order of their import; equal arguments give equal rows.

    consultations  received in the year
    """
    network = max(consultations // _NETWORK, 1)
    size = max(round(scale), 1)
    found = calls(
        streams, year, consultations - network, _seats(year), max(int(_PEOPLE_AT_SCALE_ONE * scale), 100), size
    )
    rows = _calls(found, _firms(year)["code"], streams)
    return {
        **duty(year),
        "hotline.call": rows,
        "hotline.consultation": _consultations(rows, streams, year, network, days),
    }


def duty(year: int) -> dict[str, pl.DataFrame]:
    """Firms, plans and their segments, as `hotline` has them."""
    return {"hotline.firm": _firms(year), "hotline.plan": _plans(year), "hotline.segment": _segments()}


def _firms(year: int) -> pl.DataFrame:
    places, topics = [number * _EACH for number in range(_FIRMS)], list(Topic.labels().values())
    return pl.DataFrame(
        {
            "office": ROOT,
            "code": [credit_code("31", _FIRST_CODE + place) for place in places],
            "name": [f"示例{PLACES[place % len(PLACES)]}律师事务所" for place in places],
            "share": [1 + number % 3 for number in range(_FIRMS)],
            "from_date": date(year - 2, 1, 1),
            "until_date": None,
            "specialisms": [topics[number % len(topics)] for number in range(_FIRMS)],
        },
        schema_overrides={"until_date": pl.Date},
    )


def _plans(year: int) -> pl.DataFrame:
    change = date(year, *_CHANGE)
    return pl.DataFrame(
        {
            "office": ROOT,
            "code": [_BEFORE, _AFTER],
            "from_date": [date(year - 2, 1, 1), change],
            "until_date": [change, None],
        }
    )


def _segments() -> pl.DataFrame:
    rows = [
        (ROOT, code, start, end, seats, rest)
        for code, segments in _PLANS.items()
        for (start, seats, rest), end in zip(segments, [*(each[0] for each in segments[1:]), "24:00"], strict=True)
    ]
    return pl.DataFrame(rows, schema=["office", "plan", "start", "end", "seats", "rest_seats"], orient="row")


def _seats(year: int) -> tuple[Seats, ...]:
    """Seats of each slot, as the plans have them."""
    made = []
    for code, since in ((_BEFORE, date(year, 1, 1)), (_AFTER, date(year, *_CHANGE))):
        starts = [60 * (60 * int(start[:2]) + int(start[3:])) // SLOT for start, _, _ in _PLANS[code]]
        lengths = [later - start for start, later in zip(starts, [*starts[1:], 86_400 // SLOT], strict=True)]
        spans = list(zip(_PLANS[code], lengths, strict=True))
        worked = [seats for (_, seats, _), length in spans for _ in range(length)]
        rest = [seats for (_, _, seats), length in spans for _ in range(length)]
        made.append(Seats(since, worked, rest))
    return tuple(made)


def _calls(found: pl.DataFrame, firms: pl.Series, streams: Streams) -> pl.DataFrame:
    """Each day the switch counts anew; on a half hour one firm is on duty."""
    duty = pl.col("day").dt.ordinal_day() * 48 + pl.col("second") // SLOT
    on_duty = below(streams.at("hotline/duty", found.select(duty.cast(pl.Int64)).to_series()), len(firms))
    numbers = streams.at("hotline/phone", found["caller"].fill_null(0))
    answered = pl.col("outcome") == Outcome.ANSWERED.value
    second = pl.col("second")
    clock = [(second // 3600), second // 60 % 60, second % 60]
    return found.with_columns(word=numbers, firm=firms.gather(on_duty)).select(
        pl.lit(ROOT).alias("office"),
        pl.int_range(1, pl.len() + 1).over("day").cast(pl.String).str.zfill(5).alias("number"),
        pl.col("day").alias("called_date"),
        pl.concat_str([part.cast(pl.String).str.zfill(2) for part in clock], separator=":").alias("called"),
        pl.when(pl.col("caller").is_not_null()).then(phone(pl.col("word"))).alias("caller"),
        "outcome",
        "wait_seconds",
        pl.when(answered).then("talk_seconds").alias("talk_seconds"),
        pl.when(answered).then("firm").alias("firm"),
    )


def _consultations(rows: pl.DataFrame, streams: Streams, year: int, network: int, days: Days) -> pl.DataFrame:
    asked = rows.filter(pl.col("outcome") == Outcome.ANSWERED.value).select(
        "firm", pl.col("called_date").alias("received_date"), pl.col("number").alias("call_number"),
        pl.lit(Channel.PHONE.value).alias("channel"),
    )  # fmt: skip
    frame = pl.concat([_over_the_network(streams, year, network, asked.height), asked], how="diagonal_relaxed")
    frame = frame.sort("received_date", maintain_order=True)
    words = {name: streams.words(f"hotline/{name}", frame.height) for name in _DRAWN}
    number = (frame["received_date"] - days.first).dt.total_days()
    early, late = number < days.new_year, number > days.year_end - 3
    # Of those before the year, and some of its last days, the answer comes after the year has turned.
    turning = late & chance(words["late"], 60)
    promised = chance(words["promised"], _PROMISED) | early | turning
    referred = chance(words["referred"], _REFERRED) & ~promised
    wait = 1 + below(words["wait"], 4)
    turn = pl.when(pl.lit(early)).then(days.new_year + 1).when(pl.lit(turning)).then(days.year_end + 2).otherwise(0)
    told = pl.select(pl.max_horizontal(pl.lit(number) + pl.lit(wait), turn)).to_series()
    back = pl.lit(days.later.gather(told))
    answered = pl.select(pl.when(pl.lit(promised)).then(back).otherwise(pl.lit(number))).to_series()
    rated = _CHOICES.pick("rated", words["rated"])
    again = pl.lit(days.later.gather(answered + 1))
    visited = pl.select(pl.when(pl.lit(rated) == "dissatisfied").then(again).otherwise(pl.lit(answered))).to_series()
    topics = _CHOICES.pick("topic", words["topic"])
    frame = frame.with_columns(
        topic=topics,
        matter=_CHOICES.pick(topics, words["matter"]),
        district=_CHOICES.pick("district", words["district"]).replace("", None),
        promised_date=days.dates(answered),
        answered_date=days.dates(answered),
        destination=_CHOICES.pick("destination", words["destination"]),
        satisfaction=rated,
        ended_date=days.dates(visited),
        is_promised=promised,
        is_referred=referred,
    )
    count = pl.int_range(1, pl.len() + 1).over(pl.col("received_date").dt.year()).cast(pl.String)
    is_referred = pl.col("is_referred")
    return frame.select(
        pl.lit(ROOT).alias("office"),
        pl.concat_str(pl.lit("热询〔"), pl.col("received_date").dt.year().cast(pl.String), pl.lit("〕"), count, pl.lit("号"))
        .alias("number"),
        "received_date", "channel", "call_number", "topic", "matter", "district", "firm",
        pl.when(pl.col("is_promised")).then("promised_date").alias("promised_date"),
        pl.when(~is_referred).then("answered_date").alias("answered_date"),
        pl.when(is_referred).then("destination").alias("destination"),
        pl.when(~is_referred).then("satisfaction").alias("satisfaction"),
        pl.when(is_referred).then("received_date").otherwise("ended_date").alias("ended_date"),
    )  # fmt: skip


_DRAWN = ("late", "promised", "referred", "wait", "rated", "topic", "matter", "district", "destination")


def _over_the_network(streams: Streams, year: int, count: int, asked: int) -> pl.DataFrame:
    """Through the year, and a few of the last days before it."""
    first, length = date(year, 1, 1), (date(year + 1, 1, 1) - date(year, 1, 1)).days
    within = below(streams.words("hotline/network", count), length)
    before = -1 - below(streams.words("hotline/before", max((asked + count) // _CARRIED, 1)), 4)
    days = [first + timedelta(days=number) for number in (*within, *before)]
    return pl.DataFrame(
        {"received_date": days, "channel": [Channel.NETWORK.value] * len(days)},
        schema={"received_date": pl.Date, "channel": pl.String},
    )
