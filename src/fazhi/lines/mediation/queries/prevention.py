"""The prevention ledger's rows: which are known, and those of a period."""

from datetime import date

import polars as pl

from fazhi.kernel.exchange import bulk
from fazhi.lines.mediation.models import PreventionMonth
from fazhi.lines.mediation.rules.prevention import COUNTED

COUNTERS = tuple(f"{code}_{part}" for code in COUNTED for part in ("cases", "persons"))
"""The columns that are counted, in the order of the form."""

_KEY = ("office", "year", "month")


def stored_prevention(keys: pl.DataFrame) -> pl.DataFrame:
    """For those of `keys` (office, year, month) that the records have: the keys and `subject`."""
    keys = keys.select(*_KEY, pl.col("office__id").alias("office_id"))
    asked = keys.select("office_id", pl.col("year").alias("period_year"), pl.col("month").alias("period_month"))
    found = bulk.stored(PreventionMonth, asked)
    return keys.join(
        found, left_on=["office_id", "year", "month"], right_on=["office_id", "period_year", "period_month"]
    ).select(*_KEY, "subject")


def export_prevention(start: date, end: date) -> pl.DataFrame:
    """The reports of the months that begin in [start, end], by committee and month."""
    rows = PreventionMonth.objects.system("exporting a ledger").filter(period_date__range=(start, end))
    rows = rows.order_by("office__code", "period_date")
    data = list(rows.values_list("office__code", "period_year", "period_month", *COUNTERS))
    schema = {"office": pl.String, "year": pl.Int64, "month": pl.Int64, **dict.fromkeys(COUNTERS, pl.Int64)}
    return pl.DataFrame(data, schema=schema, orient="row")
