"""Posts of the sample city (岗位): who heads, clerks, reports and mediates where."""

from collections.abc import Iterator
from datetime import date

import polars as pl

from fazhi.sample_city.choices import Choice
from fazhi.sample_city.city import DEPARTMENTS, ROOT
from fazhi.sample_city.parties import people_names
from fazhi.sample_city.streams import Streams, below, chance

_STAFF = {
    "bureau": (
        ("head", 1), ("system_administrator", 1), ("security_administrator", 1), ("audit_administrator", 1),
    ),
    "division": (("head", 1), ("clerk", 2), ("reporter", 1)),
    "district_bureau": (("head", 1), ("clerk", 2), ("reporter", 1)),
    "department": (("head", 1), ("clerk", 2)),
    "village_committee": (("head", 1), ("mediator", 2)),
    "town_committee": (("head", 1), ("mediator", 5)),
    "enterprise_committee": (("head", 1), ("mediator", 2)),
    "trade_committee": (("head", 1), ("mediator", 5)),
}  # fmt: skip
_MATTERS_A_MEDIATOR, _LEAST_MEDIATORS = 1_500, 3
_EARLIEST, _DAYS = date(2016, 1, 1), 7 * 365
_LEFT_PERMILLE, _LEFT_WITHIN = 25, 200


def posts(offices: pl.DataFrame, streams: Streams, year: int) -> pl.DataFrame:
    """
    One row for each post: `official` (工号), `name`, `office`, `role`, `from_date`, `until_date`.

    A few clerks and heads left their post during `year`; mediators stay, so that every matter's mediator holds one. The
    head of the bureau's second division is a reporter of the bureau, too.
    """
    rows = list(_rows(offices))
    count = len(rows)
    frame = pl.DataFrame(rows, schema={"office": pl.String, "role": pl.String}, orient="row")
    from_date = pl.lit(_EARLIEST) + pl.duration(days=pl.lit(below(streams.words("post/from", count), _DAYS)))
    left = chance(streams.words("post/left", count), _LEFT_PERMILLE) & frame["role"].is_in(["clerk", "head"])
    until = pl.lit(date(year, 3, 1)) + pl.duration(days=pl.lit(below(streams.words("post/until", count), _LEFT_WITHIN)))
    number = pl.int_range(1, count + 1).cast(pl.String).str.zfill(5)
    frame = frame.with_columns(
        pl.concat_str(pl.lit("SL"), number).alias("official"),
        people_names(streams, "official", count).alias("name"),
        from_date.cast(pl.Date).alias("from_date"),
        pl.when(pl.lit(left)).then(until.cast(pl.Date)).alias("until_date"),
    )
    second = frame.filter((pl.col("office") == f"{ROOT}02") & (pl.col("role") == "head"))
    twofold = second.with_columns(
        pl.lit(ROOT).alias("office"), pl.lit("reporter").alias("role"), pl.lit(None, pl.Date).alias("until_date")
    )
    return pl.concat([frame, twofold]).select("official", "name", "office", "role", "from_date", "until_date")


def _rows(offices: pl.DataFrame) -> Iterator[tuple[str, str]]:
    civil = {department.code: department.shares["civil"] for department in DEPARTMENTS}
    for office, kind in offices.select("code", "kind").iter_rows():
        for role, count in _STAFF[kind]:
            yield from [(office, role)] * count
        if kind == "department":
            yield from [(office, "mediator")] * max(civil[office] // _MATTERS_A_MEDIATOR, _LEAST_MEDIATORS)


def mediators(staff: pl.DataFrame) -> Choice:
    """Choice of a mediator's name, table by office code."""
    named = (
        staff.filter(pl.col("role") == "mediator")
        .group_by("office", maintain_order=True)
        .agg(pl.col("name").unique(maintain_order=True))
    )
    return Choice.of({office: dict.fromkeys(names, 1) for office, names in named.iter_rows()})
