"""What the rows of each ledger become, and the clocks and tasks of consultations still open."""

import hashlib
from uuid import UUID

import polars as pl

from fazhi.kernel.exchange.formats import Batch
from fazhi.kernel.exchange.one_table import parts_of, texts
from fazhi.kernel.parties.keys import read_key
from fazhi.kernel.procedures import services as procedures
from fazhi.lines.hotline.procedure import CONSULTATION_PROCEDURE
from fazhi.lines.hotline.terms import VERSION, ConsultationState, Satisfaction, Topic

_OFFICE = pl.col("office__id").alias("office_id")
_FIRM = pl.col("firm__id").alias("firm_id")
_PURPOSE = b"hotline.caller"  # so that a key of the hotline's equals none of another room's
_BYTES = 8


def firms(rows: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    codes = {label: code for code, label in Topic.labels().items()}
    chosen = (
        _labels("specialisms").list.eval(pl.element().replace(codes)).list.unique(maintain_order=True).list.join(" ")
    )
    return rows.select(
        _OFFICE, "code", "name", "share", "from_date", "until_date", chosen.fill_null("").alias("specialisms")
    )


def are_topics(name: str) -> pl.Expr:
    """Whether the cell holds labels of topics only; null where it is blank."""
    return _labels(name).list.eval(pl.element().is_in(list(Topic.labels().values()))).list.all()


def _labels(name: str) -> pl.Expr:
    """What stands in a cell between 、."""
    parts = pl.col(name).str.replace_all(r"[，,；;\s]+", "、").str.strip_chars("、").str.split("、")
    return parts.list.filter(pl.element() != "")


def plans(rows: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    return rows.select(_OFFICE, "code", "from_date", "until_date")


def segments(rows: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    plan = pl.col("plan__id").alias("plan_id")
    return rows.select(_OFFICE, plan, *(minutes(name) for name in ("start", "end")), "seats", "rest_seats")


def minutes(name: str) -> pl.Expr:
    """`HH:MM` or `HH:MM:SS` as minutes from midnight; 24:00 is 1440."""
    hour, minute = pl.col(name).str.slice(0, 2), pl.col(name).str.slice(3, 2)
    return (hour.cast(pl.Int64) * 60 + minute.cast(pl.Int64)).alias(f"{name}_minute")


def calls(rows: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    minute = minutes("called")
    return rows.select(
        _OFFICE, "number", *parts_of("called"), (minute // 60).alias("called_hour"), minute.alias("minute"), "outcome",
        pl.col("wait_seconds").fill_null(0), pl.col("talk_seconds").fill_null(0),
        pl.Series("caller", keyed(rows["caller"])), _FIRM,
    )  # fmt: skip


def keyed(numbers: pl.Series) -> list[str]:
    """Each telephone number as 16 hexadecimal digits of its keyed digest (BLAKE2b), "" for none; equal numbers are equal."""
    if numbers.null_count() == len(numbers):
        return [""] * len(numbers)
    key = read_key()

    def digest(number: str) -> str:
        made = hashlib.blake2b(number.encode(), key=key, digest_size=_BYTES, person=_PURPOSE)
        return made.hexdigest()

    known = {number: digest(number) for number in numbers.unique().drop_nulls()}
    return [known[number] if number else "" for number in numbers]


def consultations(rows: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    state = (
        pl.when(pl.col("destination").is_not_null())
        .then(pl.lit(ConsultationState.REFERRED.value))
        .when(pl.col("ended_date").is_not_null())
        .then(pl.lit(ConsultationState.CLOSED.value))
        .when(pl.col("satisfaction") == Satisfaction.DISSATISFIED.value)
        .then(pl.lit(ConsultationState.DISSATISFIED.value))
        .when(pl.col("answered_date").is_not_null())
        .then(pl.lit(ConsultationState.ANSWERED.value))
        .when(pl.col("promised_date").is_not_null())
        .then(pl.lit(ConsultationState.PROMISED.value))
        .otherwise(pl.lit(ConsultationState.REGISTERED.value))
    )
    return rows.select(
        _OFFICE,
        _FIRM,
        "number",
        state.alias("state"),
        pl.lit(1).alias("version"),
        pl.coalesce("ended_date", "answered_date", "received_date").alias("occurred_date"),
        pl.lit(batch.at).alias("recorded_at"),
        *parts_of("received"),
        *parts_of("ended"),
        "channel",
        "topic",
        "matter",
        pl.lit(VERSION).alias("topics_version"),
        "answered_date",
        "promised_date",
        *texts("call_number", "district", "destination", "satisfaction"),
    )


def enter_consultations(rows: pl.DataFrame, batch: Batch) -> None:
    for state in ConsultationState:
        if state in CONSULTATION_PROCEDURE.ends:
            continue
        found = rows.filter(pl.col("state") == state.value).select("id", "office_id", "occurred_date")
        entered = [(UUID(key), office, day) for key, office, day in found.iter_rows()]
        procedures.enter(CONSULTATION_PROCEDURE, state, entered, at=batch.at)
