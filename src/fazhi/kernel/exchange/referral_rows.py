"""The referral ledger's rows: written, rectified and read set-wise."""

from datetime import date
from uuid import UUID

import polars as pl
from django.db.models import Q

from fazhi.kernel.exchange import bulk
from fazhi.kernel.exchange.formats import Batch
from fazhi.kernel.exchange.staging import Records
from fazhi.kernel.referrals.models import Referral

CHUNK = 5_000
_COLUMNS = (
    "number",
    "channel",
    "sender",
    "sender_number",
    "category",
    "sent_date",
    "signed_date",
    "outcome",
    "result_date",
)


def records(rows: pl.DataFrame, batch: Batch) -> tuple[Records, ...]:
    """New referrals from a typed ledger frame."""
    return ((Referral, _referrals(rows, batch)),)


def insert(rows: pl.DataFrame, batch: Batch) -> None:
    """Nothing more: a referral has no clocks of its own yet."""


def update(rows: pl.DataFrame, batch: Batch) -> list[dict[str, object]]:
    """Rectify referrals; returns the old values, each with `subject`."""
    fresh = _referrals(rows, batch)
    ids = [UUID(text) for text in fresh["id"]]
    referrals = Referral.objects.system("keeping the old values of a rectification")
    old: list[dict[str, object]] = [
        {"subject": row.pop("id"), **row}
        for start in range(0, len(ids), CHUNK)
        for row in referrals.filter(pk__in=ids[start : start + CHUNK]).values("id", "office_id", *_COLUMNS).iterator()
    ]
    bulk.update(Referral, fresh, [name for name in fresh.columns if name != "id"])
    return old


def stored(keys: pl.DataFrame) -> pl.DataFrame:
    """For those of `keys` (channel, number) that the records have: the keys and `subject`."""
    return bulk.stored(Referral, keys.select("channel", "number"))


def export(start: date, end: date) -> pl.DataFrame:
    """The referral ledger of a period: sent, signed for or answered in [start, end]."""
    days = Q(sent_date__range=(start, end)) | Q(signed_date__range=(start, end)) | Q(result_date__range=(start, end))
    referrals = Referral.objects.system("exporting a ledger").filter(days).order_by("channel", "number")
    schema = {name: pl.Date if name.endswith("_date") else pl.String for name in (*_COLUMNS, "office")}
    data = list(referrals.values_list(*_COLUMNS, "office__code").iterator())
    return pl.DataFrame(data, schema=schema, orient="row").with_columns(pl.col(pl.String).replace("", None))


def _referrals(rows: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    signed = pl.col("signed_date")
    return rows.select(
        pl.col("subject").alias("id"),
        pl.col("office__id").alias("office_id"),
        "number",
        "channel",
        "sender",
        pl.col("sender_number").fill_null(""),
        "category",
        "sent_date",
        signed,
        signed.dt.year().alias("signed_year"),
        signed.dt.quarter().alias("signed_quarter"),
        signed.dt.month().alias("signed_month"),
        pl.col("outcome").fill_null(""),
        "result_date",
        (pl.col("result_date") - signed).dt.total_days().alias("days_to_result"),
        pl.lit(batch.at).alias("recorded_at"),
    )
