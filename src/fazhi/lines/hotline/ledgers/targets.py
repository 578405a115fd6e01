"""Targets whose ledgers say a time of day, which the table has as minutes."""

from dataclasses import dataclass
from datetime import date

import polars as pl

from fazhi.kernel.exchange import bulk
from fazhi.kernel.exchange.formats import Batch
from fazhi.kernel.exchange.one_table import Table
from fazhi.lines.hotline.ledgers.rows import minutes
from fazhi.lines.hotline.terms import Topic


def clock(name: str) -> pl.Expr:
    """Minutes from midnight as `HH:MM`."""
    minute = pl.col(name).cast(pl.Int64)
    parts = [(minute // 60).cast(pl.String).str.zfill(2), (minute % 60).cast(pl.String).str.zfill(2)]
    return pl.concat_str(parts, separator=":").alias(name)


@dataclass(frozen=True)
class Firms(Table):
    """Teams; their specialisms are kept as codes and written as labels."""

    def export(self, start: date, end: date) -> pl.DataFrame:
        labels = pl.col("specialisms").str.split(" ").list.eval(pl.element().replace(Topic.labels())).list.join("、")
        return super().export(start, end).with_columns(labels)


@dataclass(frozen=True)
class Segments(Table):
    """Segments, found again by the minute in which they start."""

    def stored(self, keys: pl.DataFrame) -> pl.DataFrame:
        asked = keys.select("plan", pl.col("start").alias("text"), minutes("start").alias("start"))
        found = super().stored(asked.select("plan", "start"))
        return asked.join(found, on=["plan", "start"]).select("plan", pl.col("text").alias("start"), "subject")

    def export(self, start: date, end: date) -> pl.DataFrame:
        return super().export(start, end).with_columns(clock("start"), clock("end"))


@dataclass(frozen=True)
class Calls(Table):
    """
    Calls; seconds of the moment and the number of the caller are not kept, so an export has none.

    A row that comes again without a number, as an export has it, takes no caller away.
    """

    def update(self, rows: pl.DataFrame, batch: Batch) -> list[dict[str, object]]:
        old = super().update(rows, batch)
        unnamed = set(rows.filter(pl.col("caller").is_null())["subject"])
        known = [(str(row["subject"]), row["caller"]) for row in old if str(row["subject"]) in unnamed]
        bulk.update(
            self.model, pl.DataFrame(known, schema={"id": pl.String, "caller": pl.String}, orient="row"), ["caller"]
        )
        return old

    def export(self, start: date, end: date) -> pl.DataFrame:
        caller = pl.lit(None, pl.String).alias("caller")
        return super().export(start, end).with_columns(clock("called"), caller)
