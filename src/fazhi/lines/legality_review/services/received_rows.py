"""What the rows of filings that came in and of their flaws become, and the clocks and tasks of those still open."""

import polars as pl

from fazhi.kernel.exchange.formats import Batch
from fazhi.kernel.exchange.one_table import parts_of, texts
from fazhi.kernel.procedures import services as procedures
from fazhi.lines.legality_review.procedure.received import RECEIVED_PROCEDURE
from fazhi.lines.legality_review.services.ledger_rows import OFFICE, ONE, entered
from fazhi.lines.legality_review.terms.received import ReceivedState

_SINCE = {
    ReceivedState.RECEIVED: "received_date",
    ReceivedState.SUPPLEMENT: "occurred_date",
    ReceivedState.EXAMINING: "entered_date",
    ReceivedState.SUGGESTED: "opined_date",
    ReceivedState.ORDERED: "opined_date",
}
"""States that go on → the day since which they do."""


def received(rows: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    return rows.select(
        OFFICE,
        "number",
        "title",
        "issuer",
        "state",
        "published_date",
        "entered_date",
        "opined_date",
        *texts("body", "asked_reason", "filing_number", "opinion_number", "correction", "told"),
        *parts_of("received"),
        *parts_of("closed"),
        ONE,
        pl.max_horizontal("received_date", "asked_date", "entered_date", "opined_date", "closed_date").alias(
            "occurred_date"
        ),
        pl.lit(batch.at).alias("recorded_at"),
    )


def enter_received(rows: pl.DataFrame, batch: Batch) -> None:
    for state, day in _SINCE.items():
        found = rows.filter(pl.col("state") == state.value)
        procedures.enter(RECEIVED_PROCEDURE, state, entered(found, day), at=batch.at)


def flaws(rows: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    return rows.select(OFFICE, pl.col("filing__id").alias("filing_id"), "place", "clause", "fault", "problem", "basis")
