"""Parties as a ledger names them: written, replaced and read set-wise, so that lines need not reach for the table."""

from uuid import UUID

import polars as pl

from fazhi.kernel.exchange import bulk
from fazhi.kernel.exchange.staging import Records
from fazhi.kernel.parties.models import Party

CHUNK = 5_000
COLUMNS = ("name", "document_type", "document_number", "phone")


def records(rows: pl.DataFrame, procedure: str) -> Records:
    """
    The parties of matters, one row each.

    rows  a typed ledger frame: `subject`, `office__id`, and for positions 1 and 2 `party1_name`, `party1_document_type`, …;
          a position without a name is no party
    """
    return Party, pl.concat([_side(rows, procedure, position) for position in (1, 2)])


def replace(rows: pl.DataFrame, procedure: str) -> list[dict[str, object]]:
    """Write the parties of rectified matters anew; returns the old ones, each with `subject`, for the trail's erasable detail."""
    ids = [UUID(text) for text in rows["subject"]]
    named = Party.objects.system("a rectification replaces the parties of its rows")
    old: list[dict[str, object]] = []
    for start in range(0, len(ids), CHUNK):
        parties = named.filter(matter_id__in=ids[start : start + CHUNK])
        for party in parties.values("matter_id", "position", *COLUMNS).iterator():
            old.append({"subject": party.pop("matter_id"), **party})
        parties.delete()
    bulk.insert(*records(rows, procedure))
    return old


def with_parties(matters: pl.DataFrame) -> pl.DataFrame:
    """Add `party1_…` and `party2_…` to matters given by `subject` (UUID text)."""
    ids = [UUID(text) for text in matters["subject"]]
    schema = {"subject": pl.String, "position": pl.Int64, **dict.fromkeys(COLUMNS, pl.String)}
    named = Party.objects.system("exporting a ledger")
    data = [
        (str(row[0]), *row[1:])
        for start in range(0, len(ids), CHUNK)
        for row in named.filter(matter_id__in=ids[start : start + CHUNK]).values_list("matter_id", "position", *COLUMNS)
    ]
    parties = pl.DataFrame(data, schema=schema, orient="row").with_columns(pl.col(pl.String).replace("", None))
    for position in (1, 2):
        side = parties.filter(pl.col("position") == position).drop("position")
        side = side.rename({name: f"party{position}_{name}" for name in COLUMNS})
        matters = matters.join(side, on="subject", how="left", maintain_order="left")
    return matters


def _side(rows: pl.DataFrame, procedure: str, position: int) -> pl.DataFrame:
    return rows.filter(pl.col(f"party{position}_name").is_not_null()).select(
        pl.lit(procedure).alias("procedure"),
        pl.col("subject").alias("matter_id"),
        pl.col("office__id").alias("office_id"),
        pl.lit(position).alias("position"),
        *(pl.col(f"party{position}_{name}").fill_null("").alias(name) for name in COLUMNS),
    )
