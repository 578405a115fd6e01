"""
The referral ledger's rows: written, rectified and read set-wise.

A row lands in the state that its columns prove: sent, signed for, returned, or finished once a result went back. Which kind
of referral a court's is, the ledger does not say. Clocks and tasks are made for open ones only; later acts go by procedure.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import polars as pl
from django.db.models import Q

from fazhi.kernel.calendar import services as calendar
from fazhi.kernel.exchange import bulk
from fazhi.kernel.exchange.formats import Batch
from fazhi.kernel.exchange.staging import Records
from fazhi.kernel.procedures import services as procedures
from fazhi.kernel.referrals.models import Referral
from fazhi.kernel.referrals.procedures import PROCEDURES, limit_of
from fazhi.kernel.referrals.terms import OPEN, Kind, Outcome, State

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
    "return_reason",
    "result_date",
)
_KINDS = {"police": Kind.POLICE.value, "court": Kind.COURT.value, "petition": Kind.PETITION.value}


def records(rows: pl.DataFrame, batch: Batch) -> tuple[Records, ...]:
    """New referrals from a typed ledger frame."""
    return ((Referral, _referrals(rows, batch)),)


def insert(rows: pl.DataFrame, batch: Batch) -> None:
    """Clocks and tasks of those still open."""
    _enter(_referrals(rows, batch), batch)


def update(rows: pl.DataFrame, batch: Batch) -> list[dict[str, object]]:
    """Rectify referrals; returns the old values, each with `subject`."""
    fresh = _referrals(rows, batch)
    ids = _ids(fresh)
    referrals = Referral.objects.system("keeping the old values of a rectification")
    old: list[dict[str, object]] = [
        {"subject": row.pop("id"), **row}
        for start in range(0, len(ids), CHUNK)
        for row in referrals.filter(pk__in=ids[start : start + CHUNK]).values("id", "office_id", *_COLUMNS).iterator()
    ]
    bulk.update(Referral, fresh, [name for name in fresh.columns if name not in {"id", "version"}])
    procedures.restart(ids, at=batch.at)
    _enter(fresh, batch)
    return old


def remove(rows: pl.DataFrame, batch: Batch) -> None:
    """Delete the referrals that an import made, with their clocks and tasks."""
    procedures.forget([UUID(text) for text in rows["subject"]])
    bulk.delete(Referral, "id", rows["subject"])


def restore(old: Sequence[Mapping[str, Any]], batch: Batch) -> None:
    """Write back what `update` replaced."""
    dates = [name for name in _COLUMNS if name.endswith("_date")]
    schema = {"subject": pl.String, "office_id": pl.Int64, **dict.fromkeys(_COLUMNS, pl.String)}
    rows = pl.DataFrame(old, schema=schema).with_columns(
        pl.col(dates).str.to_date(), pl.col("outcome").replace("", None)
    )
    update(rows.rename({"office_id": "office__id"}), batch)


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


def _enter(referrals: pl.DataFrame, batch: Batch) -> None:
    """Clocks and tasks of those still open, by kind and state."""
    open_ones = referrals.filter(pl.col("state").is_in([state.value for state in OPEN]))
    groups = open_ones.group_by("procedure", "state", maintain_order=True)
    for (procedure, state), rows in groups:
        entered = [(UUID(key), office, day) for key, office, day in rows.select(_ENTERED).iter_rows()]
        procedures.enter(PROCEDURES[Kind(procedure)], str(state), entered, at=batch.at)


_ENTERED = ("id", "office_id", "occurred_date")


def _ids(frame: pl.DataFrame) -> list[UUID]:
    return [UUID(text) for text in frame["id"]]


def _state() -> pl.Expr:
    unsigned = pl.col("signed_date").is_null()
    return (
        pl.when(pl.col("outcome") == Outcome.RETURNED.value)
        .then(pl.lit(State.RETURNED.value))
        .when(pl.col("outcome").is_not_null())
        .then(pl.lit(State.CLOSED.value))
        .when(unsigned)
        .then(pl.lit(State.SENT.value))
        .otherwise(pl.lit(State.SIGNED.value))
        .alias("state")
    )


def _date_parts(name: str) -> tuple[pl.Expr, ...]:
    day = pl.col(f"{name}_date")
    return (
        day,
        day.dt.year().alias(f"{name}_year"),
        day.dt.quarter().alias(f"{name}_quarter"),
        day.dt.month().alias(f"{name}_month"),
    )


def _referrals(rows: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    return _with_last_days(_columns(rows, batch))


def packaged_referrals(rows: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """What an import would write, by the package's calendar and limits alone; needs no database."""
    return _with_last_days(_columns(rows, batch), packaged=True)


def _with_last_days(referrals: pl.DataFrame, *, packaged: bool = False) -> pl.DataFrame:
    """
    `referrals` with the last day for each result, and whether it was kept: what a ledger knows has no pauses and no
    extension. `packaged` as for `calendar.due_dates`.
    """
    due = pl.Series("result_due_date", [None] * referrals.height, dtype=pl.Date)
    signed = referrals["signed_date"]
    for procedure in referrals["procedure"].unique().sort():
        places = ((referrals["procedure"] == procedure) & signed.is_not_null()).arg_true()
        ends = calendar.due_dates(limit_of(Kind(procedure)), signed.gather(places).to_list(), packaged=packaged)
        due = due.scatter(places, pl.Series(ends, dtype=pl.Date))
    on_time = (pl.col("result_date") <= pl.col("result_due_date")).cast(pl.Int8).alias("is_on_time")
    return referrals.with_columns(due).with_columns(on_time)


def _columns(rows: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    return rows.select(
        pl.col("subject").alias("id"),
        pl.col("channel").replace_strict(_KINDS, return_dtype=pl.String).alias("procedure"),
        _state(),
        pl.lit(1).alias("version"),
        pl.coalesce("result_date", "signed_date", "sent_date").alias("occurred_date"),
        pl.col("office__id").alias("office_id"),
        "number",
        "channel",
        "sender",
        pl.col("sender_number").fill_null(""),
        "category",
        "sent_date",
        *_date_parts("signed"),
        pl.col("outcome").fill_null(""),
        pl.col("return_reason").fill_null(""),
        *_date_parts("result"),
        (pl.col("result_date") - pl.col("signed_date")).dt.total_days().alias("days_to_result"),
        pl.lit(batch.at).alias("recorded_at"),
    )
