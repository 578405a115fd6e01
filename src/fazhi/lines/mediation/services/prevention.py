"""The prevention ledger into records (排查预防台账), set-wise; monthly counters have no procedure, clocks or tasks."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import polars as pl

from fazhi.kernel.exchange import bulk
from fazhi.kernel.exchange.formats import Batch
from fazhi.kernel.exchange.staging import Records
from fazhi.lines.mediation.models import PreventionMonth
from fazhi.lines.mediation.queries.prevention import COUNTERS

SUBJECT = "mediation.prevention"


def prevention_rows(rows: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """The ledger's typed rows as rows of the table."""
    year, month = pl.col("year"), pl.col("month")
    return rows.select(
        pl.col("subject").alias("id"),
        pl.col("office__id").alias("office_id"),
        pl.date(year, month, 1).alias("period_date"),
        year.alias("period_year"),
        ((month + 2) // 3).alias("period_quarter"),
        month.alias("period_month"),
        pl.lit(batch.at).alias("recorded_at"),
        *COUNTERS,
    )


def records(rows: pl.DataFrame, batch: Batch) -> tuple[Records, ...]:
    """New reports."""
    return ((PreventionMonth, prevention_rows(rows, batch)),)


def insert(rows: pl.DataFrame, batch: Batch) -> None:
    """Nothing else comes with a report."""


def update(rows: pl.DataFrame, batch: Batch) -> list[dict[str, object]]:
    """Correct reports; returns the old values, each with `subject`."""
    ids = [UUID(text) for text in rows["subject"]]
    known = PreventionMonth.objects.system("keeping the old values of a rectification").filter(pk__in=ids)
    old: list[dict[str, object]] = [
        {"subject": row.pop("id"), **row}
        for row in known.values("id", "office_id", "period_year", "period_month", *COUNTERS)
    ]
    fresh = prevention_rows(rows, batch)
    bulk.update(PreventionMonth, fresh, [name for name in fresh.columns if name != "id"])
    return old


def remove(rows: pl.DataFrame, batch: Batch) -> None:
    """Delete the reports that an import made."""
    bulk.delete(PreventionMonth, "id", rows["subject"])


def restore(old: Sequence[Mapping[str, Any]], batch: Batch) -> None:
    """Write back what `update` replaced."""
    schema = {"subject": pl.String, **dict.fromkeys(("office_id", "period_year", "period_month", *COUNTERS), pl.Int64)}
    rows = pl.DataFrame([dict(row) for row in old], schema=schema)
    update(rows.rename({"office_id": "office__id", "period_year": "year", "period_month": "month"}), batch)
