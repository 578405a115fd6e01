"""Amounts of agreements (协议涉及金额): many have none, a few are large, and the year's sum is the published one."""

import polars as pl

from fazhi.sample_city.choices import Curves
from fazhi.sample_city.streams import Streams, chance

# Yuan of an ordinary agreement: median 8,000, one in two hundred above 500,000.
_AGREEMENT = Curves.of(
    {
        "agreement": (
            (0, 200), (1000, 1_000), (2500, 3_000), (5000, 8_000), (7500, 20_000), (9000, 50_000), (9700, 120_000),
            (9950, 500_000), (9995, 2_000_000), (10000, 8_000_000),
        )
    }
)  # fmt: skip

# Category → (permille of agreements with an amount, percent of the ordinary amount).
_CATEGORIES = {
    "family": (260, 130), "neighbour": (210, 14), "housing": (480, 220), "contract": (860, 190), "business": (850, 240),
    "damages": (880, 60), "land": (420, 110), "expropriation": (650, 420), "environment": (380, 60), "migrant_wages": (970, 120),
    "labour": (900, 110), "tourism": (700, 10), "ecommerce": (760, 6), "consumer": (740, 9), "medical": (900, 380),
    "traffic": (920, 75), "property": (520, 25), "other": (400, 40),
}  # fmt: skip
_HAS = {category: permille for category, (permille, _) in _CATEGORIES.items()}
_SIZE = {category: percent for category, (_, percent) in _CATEGORIES.items()}
_FEN = 100
_STEP_FEN = 100 * _FEN


def agreed_fen(category: pl.Series, settled: pl.Series, streams: Streams, name: str) -> pl.Series:
    """Amount of each agreement in fen, a round one as people agree on; null where none was reached or none was at stake."""
    count = len(category)
    has = settled & chance(
        streams.words(f"{name}/has amount", count), category.replace_strict(_HAS, return_dtype=pl.Int64)
    )
    size = category.replace_strict(_SIZE, return_dtype=pl.Int64)
    yuan = _round(_AGREEMENT.at("agreement", streams.words(f"{name}/amount", count)) * size // 100)
    return pl.select(pl.when(pl.lit(has)).then(pl.lit(yuan) * _FEN)).to_series().alias("amount_fen")


def _round(yuan: pl.Series) -> pl.Series:
    """Down to tens below 1,000 yuan, to fifties below 10,000, to five hundreds below 100,000, else to thousands; at least 10."""
    value = pl.lit(yuan)
    step = (
        pl.when(value < 1_000).then(10).when(value < 10_000).then(50).when(value < 100_000).then(500).otherwise(1_000)
    )
    return pl.select(pl.max_horizontal(value // step * step, pl.lit(10, dtype=pl.Int64))).to_series()


def brought_to(amounts: pl.Series, total_fen: int) -> pl.Series:
    """
    `amounts` (fen, null where none) in proportion, adding up to exactly `total_fen`.

    All are multiplied and rounded down as above; what is lost by it goes in steps of 100 yuan to the largest, and what is
    then left, less than 100 yuan, to the smallest.
    """
    present = amounts.drop_nulls()
    yuan = _round(present // _FEN * (total_fen // 1000) // (int(present.sum()) // 1000)) * _FEN
    lost = total_fen - int(yuan.sum())
    assert lost >= 0
    steps, left = divmod(lost, _STEP_FEN)
    each, rest = divmod(steps, len(yuan))
    rank = (-yuan).rank("ordinal").cast(pl.Int64)
    added = (each + (rank <= rest).cast(pl.Int64)) * _STEP_FEN + (rank == len(yuan)).cast(pl.Int64) * left
    places = pl.select(pl.arg_where(pl.lit(amounts.is_not_null()))).to_series()
    return amounts.clone().scatter(places, yuan + added)
