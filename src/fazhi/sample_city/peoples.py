"""People's matters (人民调解): mediated by committees, or settled on the spot during screening."""

import polars as pl

from fazhi.sample_city import stories
from fazhi.sample_city.aftermath import followed
from fazhi.sample_city.amounts import agreed_fen, brought_to
from fazhi.sample_city.choices import Choice, Curves
from fazhi.sample_city.city import DISTRICTS
from fazhi.sample_city.course import run
from fazhi.sample_city.days import Days
from fazhi.sample_city.matters import registered, season, with_dates
from fazhi.sample_city.parties import Parties
from fazhi.sample_city.plan import Cell, expanded, peoples_plan
from fazhi.sample_city.published import Targets
from fazhi.sample_city.sides import both
from fazhi.sample_city.streams import Streams, chance

_SCREENED = "on_the_spot"

# What disputes are about, by where they come from.
_OF_THE_NEIGHBOURHOOD = {
    "family": 18, "neighbour": 24, "housing": 5, "contract": 7, "business": 3, "damages": 8, "land": 2, "expropriation": 2,
    "environment": 2, "migrant_wages": 5, "labour": 4, "tourism": 1, "ecommerce": 1, "consumer": 4, "medical": 1, "traffic": 2,
    "property": 12, "other": 3,
}  # fmt: skip
CATEGORIES = Choice.of(
    {
        "own_initiative": _OF_THE_NEIGHBOURHOOD,
        "application": _OF_THE_NEIGHBOURHOOD,
        "procuratorate": {"damages": 6, "traffic": 3, "environment": 1},
        "other": {
            "medical": 20, "consumer": 18, "labour": 16, "migrant_wages": 14, "property": 14, "land": 8, "tourism": 4, "other": 6,
        },
        "police": {
            "traffic": 30, "neighbour": 22, "damages": 20, "family": 10, "consumer": 6, "migrant_wages": 4, "property": 3,
            "labour": 2, "other": 3,
        },
        "court": {
            "contract": 30, "property": 25, "traffic": 12, "family": 10, "business": 6, "labour": 6, "consumer": 4, "damages": 4,
            "ecommerce": 2, "medical": 1,
        },
        "petition": {
            "property": 22, "migrant_wages": 15, "expropriation": 12, "housing": 10, "labour": 8, "land": 8, "environment": 6,
            "contract": 6, "medical": 4, "other": 9,
        },
        _SCREENED: {"neighbour": 45, "family": 20, "property": 12, "damages": 8, "consumer": 6, "environment": 4, "other": 5},
    }
)  # fmt: skip

# Which kind of committee takes them; some subjects have committees of their own trade.
_KINDS = Choice.of(
    {
        "own_initiative": {"village": 62, "town": 24, "enterprise": 8, "trade": 6},
        "application": {"village": 52, "town": 30, "enterprise": 6, "trade": 12},
        "procuratorate": {"town": 60, "trade": 40},
        "other": {"town": 45, "trade": 55},
        "police": {"town": 70, "village": 14, "trade": 16},
        "court": {"trade": 54, "town": 38, "village": 8},
        "petition": {"town": 64, "village": 20, "trade": 16},
        "specialised": {"trade": 62, "town": 38},
        "labour": {"enterprise": 26, "town": 40, "trade": 34},
        _SCREENED: {"village": 84, "town": 16},
    }
)
_TABLE_OF_CATEGORY = {"medical": "specialised", "traffic": "specialised", "labour": "labour", "migrant_wages": "labour"}
_TRADE_OF_CATEGORY = {
    "traffic": "traffic", "damages": "traffic", "medical": "medical", "property": "property", "housing": "property",
    "labour": "labour", "migrant_wages": "labour", "consumer": "consumer", "ecommerce": "consumer", "tourism": "consumer",
}  # fmt: skip
_PACES = {"police": "swift", "court": "slow", "petition": "slow"}
_RHYTHMS = {"village_committee": "community"}

_COUNTS = Curves.of(
    {
        "few": ((0, 2), (8600, 2), (9600, 4), (9950, 6), (10000, 12)),
        "many": ((0, 2), (6000, 3), (8500, 8), (9700, 20), (9980, 45), (10000, 90)),
    }
)
_BLANK_PERMILLE, _DIFFICULT_PERMILLE = 60, 23
_ON_THE_SPOT_BLANK_PERMILLE, _ON_THE_SPOT_AMOUNT_PERMILLE = 620, 400
_WRITTEN_PERMILLE, _WRITTEN_FROM_FEN = 560, 1_000_000
_UNPAID_PERMILLE = 250


def matters(
    targets: Targets, year: int, days: Days, parties: Parties, mediators: Choice, offices: pl.DataFrame
) -> pl.DataFrame:
    """
    All people's matters in the order of registration: the ledger's columns without `referral_number`, and besides
    `district`, `town`, `matter` (their order) for whoever refers them.
    """
    plan = peoples_plan(targets)
    mediated = _mediated(plan.cells, days, parties, offices)
    at_once = _on_the_spot(plan.on_the_spot, days, parties, offices)
    frame = pl.concat([mediated, at_once], how="diagonal")
    resolved = (pl.col("form") == _SCREENED) | (
        pl.col("fate").is_in(["carried_in", "within"]) & (pl.col("result") == "settled")
    )
    inside = frame.select(resolved).to_series().fill_null(False)
    brought = brought_to(
        frame["amount_fen"].zip_with(inside, pl.repeat(None, frame.height, dtype=pl.Int64, eager=True)),
        targets.amount_fen,
    )
    frame = frame.with_columns(amount_fen=brought.zip_with(inside, frame["amount_fen"]))
    frame = stories.mediators_as_party(_finished(frame, parties.streams, mediators))
    series = pl.when(pl.col("form") == _SCREENED).then(pl.lit("当场化解字")).otherwise(pl.lit("人调字"))
    frame = registered(with_dates(frame, days), year, series)
    frame = followed(frame, parties.streams, days)
    return frame.with_row_index("matter").drop("fate", "season", "rhythm", "pace", "short")


def _mediated(cells: tuple[Cell, ...], days: Days, parties: Parties, offices: pl.DataFrame) -> pl.DataFrame:
    name, streams = "mediated", parties.streams
    frame = expanded(cells).rename({"group": "source"})
    frame = placed(frame, frame["source"], streams, name, offices).with_columns(
        pace=pl.col("source").replace_strict(_PACES, default="usual"),
        rhythm=pl.when(pl.col("source") == "police").then(pl.lit("always")).otherwise(
            pl.col("office_kind").replace_strict(_RHYTHMS, default="office")
        ),
    )  # fmt: skip
    frame = frame.with_columns(season(frame["category"]).alias("season"), form=pl.lit("mediation"))
    settled = (frame["result"] == "settled").fill_null(False)
    nobody = pl.repeat(False, frame.height, eager=True)
    sides = both(frame["category"], parties, name, against_agency=nobody, blank_permille=_BLANK_PERMILLE)
    amount = agreed_fen(frame["category"], settled, streams, name).to_frame()
    frame = pl.concat([frame, run(frame, streams, name, days), sides, amount], how="horizontal")
    frame = stories.unpaid(frame, parties, days, name, _UNPAID_PERMILLE)
    return stories.through_two_doors(frame, streams, days)


def _on_the_spot(count: int, days: Days, parties: Parties, offices: pl.DataFrame) -> pl.DataFrame:
    """Settled the day they are found, orally, without acceptance; the clerk seldom asks for documents."""
    name, streams = _SCREENED, parties.streams
    frame = pl.select(
        source=pl.repeat("own_initiative", count), result=pl.repeat("settled", count), form=pl.repeat(_SCREENED, count)
    )
    frame = placed(frame, pl.repeat(_SCREENED, count, eager=True), streams, name, offices)
    table = pl.select(pl.concat_str(pl.lit("community/"), pl.lit(season(frame["category"])))).to_series()
    low = pl.repeat(days.new_year, count, dtype=pl.Int64, eager=True)
    high = pl.repeat(days.year_end, count, dtype=pl.Int64, eager=True)
    day = days.weights.pick_between(table, low, high, streams.words(f"{name}/day", count))
    small = chance(streams.words(f"{name}/small", count), _ON_THE_SPOT_AMOUNT_PERMILLE)
    nobody = pl.repeat(False, count, eager=True)
    sides = both(frame["category"], parties, name, against_agency=nobody, blank_permille=_ON_THE_SPOT_BLANK_PERMILLE)
    frame = frame.with_columns(
        day.alias("concluded"), day.alias("effective"), agreed_fen(frame["category"], small, streams, name),
        pl.lit(None, pl.Int64).alias("accepted"),
    )  # fmt: skip
    return pl.concat([frame, sides], how="horizontal")


def placed(frame: pl.DataFrame, origin: pl.Series, streams: Streams, name: str, offices: pl.DataFrame) -> pl.DataFrame:
    """With `category` by `origin`, and the committee: `office`, `office_kind`, `short`, `district`, `town`."""
    count = frame.height
    category = CATEGORIES.pick(origin, streams.words(f"{name}/category", count))
    special = category.replace_strict(_TABLE_OF_CATEGORY, default=None)
    kind = _KINDS.pick(
        origin.zip_with(special.is_null() | (origin == _SCREENED), special), streams.words(f"{name}/kind", count)
    )
    district = _DISTRICT.pick("district", streams.words(f"{name}/district", count))
    trade = category.replace_strict(_TRADE_OF_CATEGORY, default="business")
    table = pl.select(
        pl.concat_str(
            pl.lit(district),
            pl.lit(kind),
            pl.when(pl.lit(kind) == "trade").then(pl.lit(trade)).otherwise(pl.lit("")),
            separator="/",
        )
    ).to_series()
    office = _committees(offices).pick(table, streams.words(f"{name}/office", count))
    chosen = offices.select(
        pl.col("code").alias("office"), pl.col("kind").alias("office_kind"), "short", "district", "town"
    ).select(pl.all().gather(office))
    return pl.concat([frame, category.alias("category").to_frame(), chosen], how="horizontal")


_DISTRICT = Choice.of({"district": {district.name: district.share for district in DISTRICTS}})


def _committees(offices: pl.DataFrame) -> Choice:
    """Choice of an office's place in the frame, table "district/kind/trade"."""
    numbered = offices.with_row_index("place").filter(pl.col("kind").str.ends_with("_committee"))
    tables: dict[str, dict[int, int]] = {}
    for place, kind, district, trade, weight in numbered.select(
        "place", "kind", "district", "trade", "weight"
    ).iter_rows():
        tables.setdefault(f"{district}/{kind.removesuffix('_committee')}/{trade}", {})[place] = weight
    return Choice.of(tables)


def _finished(frame: pl.DataFrame, streams: Streams, mediators: Choice) -> pl.DataFrame:
    """With mediator, number of people concerned, difficulty and form of agreement."""
    count = frame.height
    curve = pl.select(
        pl.when(pl.lit(frame["category"]).is_in(["migrant_wages", "expropriation"]))
        .then(pl.lit("many"))
        .otherwise(pl.lit("few"))
    ).to_series()
    written = chance(streams.words("written", count), _WRITTEN_PERMILLE) | (
        frame["amount_fen"] >= _WRITTEN_FROM_FEN
    ).fill_null(False)
    agreement = (
        pl.when(pl.lit(written) & (pl.col("form") != _SCREENED)).then(pl.lit("written")).otherwise(pl.lit("oral"))
    )
    difficult = chance(streams.words("difficult", count), _DIFFICULT_PERMILLE)
    return frame.with_columns(
        mediators.pick(frame["office"], streams.words("mediator", count)).alias("mediator"),
        _COUNTS.at(curve, streams.words("parties count", count)).alias("parties_count"),
        is_difficult=(pl.lit(difficult) & (pl.col("form") != _SCREENED)).cast(pl.Int8),
        agreement_form=pl.when(pl.col("result") == "settled").then(agreement),
    )
