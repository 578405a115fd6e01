"""
Screening and prevention by committee and month (排查预防), and the city's own dispute categories (本地类别).

Numbers of neither are published; all are invented, and neither grows with the scale of the year.
"""

import polars as pl

from fazhi.sample_city.choices import Choice, Curves
from fazhi.sample_city.streams import Streams, below, chance

LOCAL_CATEGORIES = (
    ("finance", "金融", "contract"),
    ("intellectual_property", "知识产权", "business"),
    ("chamber", "商会", "business"),
    ("new_employment", "新业态", "labour"),
)
"""Code, title, national category: the city's own, named in its annual report; where each is counted is invented."""

_FROM_YEAR = 2023
_BASIS = "示例：本地纠纷类别设置通知（合成）"

# Of the matters of a national category, those that have a local one too.
_LOCAL = Choice.of(
    {
        "contract": {"finance": 16, "": 84},
        "business": {"chamber": 22, "intellectual_property": 12, "": 66},
        "labour": {"new_employment": 18, "": 82},
        "none": {"": 1},
    }
)

_MONTHS = 12
_REPORTED_PERMILLE = {"town_committee": 1000, "village_committee": 620}
"""A village's committee reports the months in which there was something to report."""

# Disputes found in a month of 100; before the Spring Festival and in the months of marriage and moving more are found.
_SEASON = (118, 96, 92, 98, 101, 104, 103, 97, 99, 95, 94, 103)
_SCREENED = Curves.of(
    {
        "town_committee": ((0, 6), (3000, 14), (7000, 24), (9500, 42), (10000, 70)),
        "village_committee": ((0, 1), (4000, 2), (7500, 5), (9500, 9), (10000, 18)),
    }
)
_AVERTED_PERCENT = 34
_PERSONS = Curves.of({"few": ((0, 2), (7000, 2), (9000, 3), (9800, 5), (10000, 9))})
_GATHERED = Curves.of({"many": ((0, 5), (5000, 9), (9000, 24), (10000, 60))})
# In how many of a thousand reports; a second case in one month is rarer still.
_RARE_PERMILLE = {"suicide": 4, "crime": 13, "petition": 9, "fight": 2}
_CROWDS = frozenset({"petition", "fight"})
_TWICE_PERMILLE = 80


def categories() -> pl.DataFrame:
    """The ledger of local categories."""
    rows = [(code, title, parent, _FROM_YEAR, None, _BASIS) for code, title, parent in LOCAL_CATEGORIES]
    schema = {
        "code": pl.String, "title": pl.String, "parent": pl.String, "from_year": pl.Int64, "until_year": pl.Int64,
        "basis": pl.String,
    }  # fmt: skip
    return pl.DataFrame(rows, schema=schema, orient="row")


def local_category(category: pl.Series, streams: Streams) -> pl.Series:
    """For each matter's national category the local one, null for most."""
    known = category.replace_strict(
        {"contract": "contract", "business": "business", "labour": "labour"}, default="none"
    )
    picked = _LOCAL.pick(known, streams.words("local category", len(category)))
    return picked.replace({"": None}).alias("local_category")


def reports(year: int, city: pl.DataFrame, streams: Streams) -> pl.DataFrame:
    """The prevention ledger of the year: streets and towns every month, villages in most months."""
    kinds = city.filter(pl.col("kind").is_in(list(_REPORTED_PERMILLE))).select(pl.col("code").alias("office"), "kind")
    months = pl.DataFrame({"month": pl.int_range(1, _MONTHS + 1, eager=True)})
    frame = kinds.join(months, how="cross", maintain_order="left_right")
    told = frame["kind"].replace_strict(_REPORTED_PERMILLE, return_dtype=pl.Int64)
    frame = frame.filter(chance(streams.words("prevention/reported", frame.height), told))
    count = frame.height
    season = pl.Series(_SEASON, dtype=pl.Int64).gather(frame["month"] - 1)
    screened = _SCREENED.at(frame["kind"], streams.words("prevention/screened", count)) * season // 100
    # Halves are settled by lot, so that small villages avert something too.
    averted = (screened * _AVERTED_PERCENT + below(streams.words("prevention/averted", count), 100)) // 100
    columns = {
        "screened_cases": screened,
        "screened_persons": screened * _each("screened", streams, count),
        "averted_cases": averted,
        "averted_persons": averted * _each("averted", streams, count),
    }
    for name, permille in _RARE_PERMILLE.items():
        happened = chance(streams.words(f"prevention/{name}", count), permille).cast(pl.Int64)
        cases = happened * (
            1 + chance(streams.words(f"prevention/{name} twice", count), _TWICE_PERMILLE).cast(pl.Int64)
        )
        columns |= {f"{name}_cases": cases, f"{name}_persons": cases * _each(name, streams, count)}
    named = [values.alias(name) for name, values in columns.items()]
    return frame.drop("kind").with_columns(pl.lit(year, pl.Int64).alias("year"), *named)


def _each(name: str, streams: Streams, count: int) -> pl.Series:
    """Persons to a case."""
    curve, table = (_GATHERED, "many") if name in _CROWDS else (_PERSONS, "few")
    words = streams.words(f"prevention/{name} persons", count)
    return curve.at(pl.repeat(table, count, eager=True), words)
