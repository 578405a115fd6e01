"""Administrative matters of a department (行政调解)."""

from collections.abc import Iterator

import polars as pl

from fazhi.sample_city import stories
from fazhi.sample_city.amounts import agreed_fen
from fazhi.sample_city.choices import Choice
from fazhi.sample_city.city import DEPARTMENTS, Department
from fazhi.sample_city.course import run
from fazhi.sample_city.days import Days
from fazhi.sample_city.matters import registered, season, with_dates
from fazhi.sample_city.parties import Parties
from fazhi.sample_city.plan import Cell, administrative_plan, expanded
from fazhi.sample_city.published import Targets
from fazhi.sample_city.sides import both
from fazhi.sample_city.streams import chance

_BLANK_PERMILLE, _UNPAID_PERMILLE = 70, 100
_ONE_PARTY_PERMILLE = 85


def departments(
    targets: Targets, year: int, days: Days, parties: Parties, mediators: Choice
) -> Iterator[tuple[Department, pl.DataFrame]]:
    """Each department with its matters, in the order of registration; columns as the ledger's."""
    plan = administrative_plan(targets)
    for department in DEPARTMENTS:
        yield department, _matters(department, plan[department.code], year, days, parties, mediators)


def _matters(
    department: Department, cells: tuple[Cell, ...], year: int, days: Days, parties: Parties, mediators: Choice
) -> pl.DataFrame:
    streams, name = parties.streams, department.code
    frame = expanded(cells).rename({"group": "nature"})
    count = frame.height
    category = Choice.of(department.categories).pick(frame["nature"], streams.words(f"{name}/category", count))
    settled = (frame["result"] == "settled").fill_null(False)
    frame = frame.with_columns(
        category.alias("category"),
        season(category).alias("season"),
        agreed_fen(category, settled, streams, name),
        mediators.pick(department.code, streams.words(f"{name}/mediator", count)).alias("mediator"),
        office=pl.lit(department.code),
        short=pl.lit(department.abbreviation),
        rhythm=pl.lit(department.rhythm),
        pace=pl.lit(department.pace),
    )
    against_agency = frame["nature"] == "administrative"
    sides = both(category, parties, name, against_agency=against_agency, blank_permille=_BLANK_PERMILLE)
    alone = ~against_agency & chance(streams.words(f"{name}/alone", count), _ONE_PARTY_PERMILLE)
    sides = sides.with_columns(pl.when(~pl.lit(alone)).then(pl.col("^party2_.*$")).name.keep())
    frame = pl.concat([frame, run(frame, streams, name, days), sides], how="horizontal")
    frame = stories.unpaid(frame, parties, days, name, _UNPAID_PERMILLE)
    frame = registered(with_dates(frame, days), year, "行调字")
    return frame.drop("fate", "season", "rhythm", "pace", "short")
