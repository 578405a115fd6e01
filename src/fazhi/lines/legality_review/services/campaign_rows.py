"""What the rows of clean-up campaigns and of their documents become, and the tasks of campaigns that go on."""

import polars as pl

from fazhi.kernel.exchange.formats import Batch
from fazhi.kernel.exchange.one_table import parts_of, texts
from fazhi.kernel.procedures import services as procedures
from fazhi.lines.legality_review.procedure.campaigns import CAMPAIGN_PROCEDURE
from fazhi.lines.legality_review.services.ledger_rows import OFFICE, ONE, entered
from fazhi.lines.legality_review.terms.campaigns import CampaignState

_PROVEN = (
    ("published_date", CampaignState.PUBLISHED),
    ("decided_date", CampaignState.DECIDED),
    ("cancelled_date", CampaignState.CANCELLED),
)


def campaigns(rows: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    state: pl.Expr = pl.lit(CampaignState.OPEN.value)
    for name, proven in reversed(_PROVEN):
        state = pl.when(pl.col(name).is_not_null()).then(pl.lit(proven.value)).otherwise(state)
    return rows.select(
        OFFICE,
        "number",
        "title",
        "kind",
        "notice",
        "published_until_date",
        "expires_until_date",
        pl.col("provisional_only").cast(pl.Int8),
        "opened_date",
        "due_date",
        "published_date",
        *texts("title_words", "decision", "list_number", "published_at_place"),
        *parts_of("decided"),
        state.alias("state"),
        ONE,
        pl.coalesce(*(name for name, _ in _PROVEN), "opened_date").alias("occurred_date"),
        pl.lit(batch.at).alias("recorded_at"),
    )


def enter_campaigns(rows: pl.DataFrame, batch: Batch) -> None:
    for state in (CampaignState.OPEN, CampaignState.DECIDED):
        found = rows.filter(pl.col("state") == state.value)
        procedures.enter(CAMPAIGN_PROCEDURE, state, entered(found, "occurred_date"), at=batch.at)


def cleaned(rows: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    return rows.select(
        OFFICE,
        pl.col("campaign__id").alias("campaign_id"),
        pl.col("document__id").alias("document_id"),
        pl.col("assignee__id").alias("assignee_id"),
        pl.col("proposed_by__id").alias("proposed_by_id"),
        "batch",
        "due_date",
        "proposed_date",
        "reviewed_date",
        *texts("proposed", "proposed_reason", "reviewed", "reviewed_reason"),
    )
