"""
What happened in the city this year (年度事例): things between matters, which a matter by itself does not show.

A dispute that two committees were asked to mediate; an employer who owes wages to many; a mediator with a case of their own. Counts by
source, result and year stay as they are; so does every figure.
"""

from collections import defaultdict

import polars as pl

from fazhi.sample_city.course import Fate
from fazhi.sample_city.days import Days
from fazhi.sample_city.names import INDUSTRIES
from fazhi.sample_city.parties import COMPANIES_EACH, Parties
from fazhi.sample_city.plan import SETTLED, WITHDRAWN
from fazhi.sample_city.streams import Streams, chance

SECOND_DOORS = ("police", "court", "petition", "application")
_SECOND_DOOR_PERMILLE, _WITHDRAWN_WITHIN = 400, 6

_BUILDER = list(INDUSTRIES).index("building") * COMPANIES_EACH + 150
_UNPAID_FROM, _UNPAID_TO = 14, 38
"""Days after 1 January: the four weeks before the Spring Festival of 2024."""

MEDIATORS_AS_PARTY = 4
_SIDE = ("name", "document_type", "document_number", "phone")


def through_two_doors(matters: pl.DataFrame, streams: Streams, days: Days) -> pl.DataFrame:
    """
    `matters` with some withdrawn ones made the second door of a settled one: the same parties, category, district and day
    of acceptance before another committee, given up within a week because the first has it.

    matters  day numbers `accepted`, `concluded`, and `fate`, `result`, `source`, `category`, `district`, `office`, parties
    """
    rows = matters.with_row_index("place")
    drawn = pl.lit(chance(streams.words("second door", matters.height), _SECOND_DOOR_PERMILLE))
    within = pl.col("fate") == Fate.WITHIN
    seconds = rows.filter(within & (pl.col("result") == WITHDRAWN) & pl.col("source").is_in(SECOND_DOORS) & drawn)
    pairs = _pairs(seconds, rows.filter(within & (pl.col("result") == SETTLED)), days)
    columns = [f"party{side}_{name}" for side in (1, 2) for name in _SIDE]
    taken = pl.DataFrame(pairs, schema={"place": pl.UInt32, "first": pl.UInt32, "gone": pl.Int64}, orient="row")
    first = rows.select(pl.col("place").alias("first"), "accepted", *columns)
    taken = taken.join(first, on="first", how="left", maintain_order="left")
    rows = rows.join(taken, on="place", how="left", maintain_order="left", suffix="_of_first")
    is_second = pl.col("first").is_not_null()
    return rows.with_columns(
        *(pl.when(is_second).then(f"{name}_of_first").otherwise(name).alias(name) for name in ("accepted", *columns)),
        concluded=pl.when(is_second).then("gone").otherwise("concluded"),
    ).select(matters.columns)


def _pairs(seconds: pl.DataFrame, settled: pl.DataFrame, days: Days) -> list[tuple[int, int, int]]:
    """(place of the second, place of the first, day on which the second is given up); each first once, the nearest in time."""
    keys = ("district", "category")
    firsts: defaultdict[tuple[str, str], list[tuple[int, int, str, str]]] = defaultdict(list)
    for district, category, *row in settled.select(*keys, "place", "accepted", "source", "office").iter_rows():
        firsts[district, category].append((row[0], row[1], row[2], row[3]))
    used: set[int] = set()
    pairs = []
    columns = ("place", "accepted", "concluded", "source", "office")
    for district, category, place, accepted, concluded, source, office in seconds.select(*keys, *columns).iter_rows():
        lasted = min(concluded - accepted, _WITHDRAWN_WITHIN)
        fit = [
            (abs(day - accepted), first, day)
            for first, day, other_source, other_office in firsts[district, category]
            if first not in used
            and (other_source != source)
            and other_office != office
            and day + lasted <= days.year_end
        ]
        if fit:
            _, first, day = min(fit)
            used.add(first)
            pairs.append((place, first, int(days.later[day + lasted])))
    return pairs


def unpaid(matters: pl.DataFrame, parties: Parties, days: Days, name: str, permille: int) -> pl.DataFrame:
    """
    `matters` with one builder as the employer in a part of the claims for wages made before the Spring Festival.

    matters   day number `accepted`, and `category` and parties; of claims by persons
    name      prefix of the stream; permille: how many of these claims are against the builder
    """
    builder = parties.companies_at(pl.Series([_BUILDER])).row(0, named=True)
    accepted = pl.col("accepted") - days.new_year
    claims = (
        (pl.col("category") == "migrant_wages")
        & accepted.is_between(_UNPAID_FROM, _UNPAID_TO)
        & (pl.col("party1_document_type").fill_null("") != "credit_code")
        & pl.lit(chance(parties.streams.words(f"{name}/unpaid", matters.height), permille))
    )
    return matters.with_columns(
        pl.when(claims).then(pl.lit(builder[column])).otherwise(f"party2_{column}").alias(f"party2_{column}")
        for column in _SIDE
    )


def mediators_as_party(matters: pl.DataFrame) -> pl.DataFrame:
    """`matters` with the mediator's own name as the applicant's in a few settled ones: nobody noticed when they were entered."""
    rows = matters.with_row_index("place")
    theirs = (
        (pl.col("form") == "mediation") & (pl.col("result") == SETTLED) & (pl.col("party1_document_type") == "identity")
    )
    places = rows.filter(theirs)["place"]
    step = max(len(places) // MEDIATORS_AS_PARTY, 1)
    chosen = places.gather_every(step, step // 2).head(MEDIATORS_AS_PARTY)
    is_chosen = pl.col("place").is_in(chosen.to_list())
    return rows.with_columns(party1_name=pl.when(is_chosen).then("mediator").otherwise("party1_name")).drop("place")
