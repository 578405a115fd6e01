"""What people's and administrative matters of the sample city have in common: season, order, case numbers."""

import polars as pl

from fazhi.sample_city.days import Days

_SEASONS = {
    "migrant_wages": "wages",
    "labour": "wages",
    "tourism": "tourism",
    "traffic": "summer",
    "neighbour": "summer",
    "environment": "summer",
    "damages": "summer",
    "consumer": "shopping",
    "ecommerce": "shopping",
}


def season(category: pl.Series) -> pl.Series:
    """The season of each category of dispute."""
    return category.replace_strict(_SEASONS, default="flat")


def with_dates(frame: pl.DataFrame, days: Days) -> pl.DataFrame:
    """With the day numbers `accepted`, `concluded`, `effective` as dates."""
    names = ("accepted", "concluded", "effective")
    return frame.drop(names).with_columns(days.dates(frame[name]).alias(f"{name}_date") for name in names)


def registered(frame: pl.DataFrame, year: int, word: str | pl.Expr) -> pl.DataFrame:
    """
    In the order of registration, with `number`, as 〔2024〕莲前人调字第12号: `short` of the office, `word`, and a count that
    starts anew each year. Matters of the year before have the late numbers that a like year would have given them.
    """
    day = pl.coalesce("accepted_date", "concluded_date")
    kind = pl.lit(word) if isinstance(word, str) else word
    series = ("office", "series", "series_year")
    frame = frame.with_columns(series_year=day.dt.year(), series=kind).sort(day, "office", maintain_order=True)
    rank = pl.int_range(1, pl.len() + 1).over(series)
    late = pl.len().over("office", "series") - 2 * pl.len().over(series)
    count = pl.when(pl.col("series_year") == year).then(rank).otherwise(rank + pl.max_horizontal(late, 0))
    number = pl.concat_str(
        pl.lit("〔"),
        pl.col("series_year").cast(pl.String),
        pl.lit("〕"),
        "short",
        "series",
        pl.lit("第"),
        count.cast(pl.String),
        pl.lit("号"),
    )
    return frame.with_columns(number=number).drop("series", "series_year")
