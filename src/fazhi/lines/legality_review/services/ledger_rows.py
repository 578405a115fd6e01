"""What the rows of reviews, documents and filings become, and the clocks and tasks of those still open."""

from datetime import date, timedelta
from uuid import UUID

import polars as pl

from fazhi.kernel.exchange.formats import Batch
from fazhi.kernel.exchange.one_table import parts_of, texts
from fazhi.kernel.law.periods import period_row
from fazhi.kernel.procedures import services as procedures
from fazhi.kernel.procedures.services.clocks import start_clocks
from fazhi.kernel.procedures.services.nearest import follow
from fazhi.lines.legality_review.procedure import DOCUMENT_PROCEDURE, FILING_PROCEDURE, REVIEW_PROCEDURE
from fazhi.lines.legality_review.terms import STANDING, FilingState, Material, ReviewState

OFFICE = pl.col("office__id").alias("office_id")
ONE = pl.lit(1).alias("version")
_REVIEW = pl.col("review__id").alias("review_id")
_PROVEN = (
    ("closed_date", ReviewState.CLOSED),
    ("returned_date", ReviewState.RETURNED),
    ("withdrawn_date", ReviewState.WITHDRAWN),
    ("concluded_date", ReviewState.CONCLUDED),
    ("first", ReviewState.REVIEWING),
    ("accepted_date", ReviewState.ACCEPTED),
)


def reviews(rows: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    state: pl.Expr = pl.lit(ReviewState.SUBMITTED.value)
    for name, proven in reversed(_PROVEN):
        state = pl.when(pl.col(name).is_not_null()).then(pl.lit(proven.value)).otherwise(state)
    days = ("submitted_date", *(name for name, _ in _PROVEN if name.endswith("_date")))
    left = pl.coalesce("concluded_date", "returned_date", "withdrawn_date").alias("left")
    return rows.with_columns(left).select(
        OFFICE,
        pl.col("first__id").alias("first_id"),
        pl.col("second__id").alias("second_id"),
        "number",
        "title",
        "kind",
        "drafter",
        _materials(),
        "accepted_date",
        "first_date",
        "second_date",
        "returned_date",
        "withdrawn_date",
        "closed_date",
        *texts("body", "competition", "competition_told", "conclusion", "opinion_number", "urgent_reason"),
        *texts("first_proposed", "second_proposed"),
        pl.lit("").alias("asked_reason"),
        *parts_of("submitted"),
        *parts_of("concluded"),
        *parts_of("left", "left"),
        state.alias("state"),
        ONE,
        pl.max_horizontal(*days).alias("occurred_date"),
        pl.lit(batch.at).alias("recorded_at"),
    )


def _materials() -> pl.Expr:
    """Labels separated by 、 as the JSON list of codes that the table has; what is no label was refused before."""
    listed = pl.col("materials").fill_null("").str.split("、")
    codes = listed.list.eval(pl.element().replace({each.label: each.value for each in Material}))
    quoted = codes.list.eval(pl.lit('"') + pl.element().filter(pl.element() != "") + pl.lit('"')).list.join(",")
    return pl.concat_str(pl.lit("["), quoted, pl.lit("]")).alias("materials")


def enter_reviews(rows: pl.DataFrame, batch: Batch) -> None:
    """Open ones with their tasks; the time of a review runs from acceptance, though its reviewers are named."""
    for state in ReviewState:
        found = rows.filter(pl.col("state") == state.value)
        if state in REVIEW_PROCEDURE.ends or found.is_empty():
            continue
        day = "accepted_date" if state is ReviewState.ACCEPTED else "occurred_date"
        procedures.enter(REVIEW_PROCEDURE, state, entered(found, day), at=batch.at)
        if state is ReviewState.REVIEWING:
            since = entered(found, "accepted_date")
            start_clocks(REVIEW_PROCEDURE, ReviewState.ACCEPTED, since)
            follow([key for key, _, _ in since])


def points(rows: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    return rows.select(
        OFFICE,
        _REVIEW,
        pl.col("reviewer__id").alias("reviewer_id"),
        "place",
        "clause",
        "problem",
        "basis",
        "suggestion",
        pl.col("dropped").is_null().cast(pl.Int8).alias("is_standing"),
        *texts("quote", "dropped", "adoption", "answer"),
    )


def documents(rows: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    return rows.select(
        OFFICE,
        _REVIEW,
        "number",
        "title",
        "drafter",
        "state",
        pl.col("is_provisional").cast(pl.Int8),
        "registered_date",
        "effective_date",
        "expires_date",
        "extended_date",
        *texts("published_at_place", "assessment", "ended_reason"),
        *parts_of("published"),
        *parts_of("ended"),
        ONE,
        pl.max_horizontal("registered_date", "published_date", "extended_date", "ended_date").alias("occurred_date"),
        pl.lit(batch.at).alias("recorded_at"),
    )


def enter_documents(rows: pl.DataFrame, batch: Batch) -> None:
    """Each that is not over; the time of assessment of one that binds ends with the last day of its validity."""
    row = period_row("HF-EXPIRE")
    for state in (DOCUMENT_PROCEDURE.start, *STANDING):
        found = rows.filter(pl.col("state") == str(state))
        days = found.select(
            start=pl.col("expires_date").map_elements(
                lambda day: day - timedelta(days=row.period_for(day).length or 0), return_dtype=pl.Date
            )
        )
        procedures.enter(DOCUMENT_PROCEDURE, state, entered(found.with_columns(days["start"]), "start"), at=batch.at)


def filings(rows: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    filed, sent = pl.col("filed_date").is_not_null(), pl.col("sent_date").is_not_null()
    state = pl.when(filed).then(pl.lit(FilingState.FILED.value)).when(sent).then(pl.lit(FilingState.SENT.value))
    return rows.select(
        OFFICE,
        pl.col("document__id").alias("document_id"),
        pl.col("document").alias("number"),
        state.otherwise(pl.lit(FilingState.OWED.value)).alias("state"),
        "owed_date",
        "filed_date",
        *texts("filed_with", "filing_number"),
        *parts_of("sent"),
        ONE,
        pl.max_horizontal("owed_date", "sent_date", "filed_date").alias("occurred_date"),
        pl.lit(batch.at).alias("recorded_at"),
    )


def enter_filings(rows: pl.DataFrame, batch: Batch) -> None:
    for state in (FilingState.OWED, FilingState.SENT):
        found = rows.filter(pl.col("state") == state.value)
        procedures.enter(FILING_PROCEDURE, state, entered(found, "owed_date"), at=batch.at)


def entered(rows: pl.DataFrame, day: str) -> list[tuple[UUID, int, date]]:
    """Matters with their offices and the day on which they came into their state."""
    return [(UUID(key), office, at) for key, office, at in rows.select("id", "office_id", day).iter_rows()]
