"""What the rows of each ledger become, and the clocks and tasks of those still open."""

from datetime import date, datetime
from uuid import UUID

import polars as pl

from fazhi.kernel.calendar.services import LOCAL_TIME
from fazhi.kernel.exchange.formats import Batch
from fazhi.kernel.exchange.one_table import parts_of, texts
from fazhi.kernel.procedures import services as procedures
from fazhi.kernel.procedures.services.clocks import start_clocks
from fazhi.kernel.procedures.services.nearest import follow
from fazhi.kernel.procedures.services.tasks import open_tasks
from fazhi.lines.inspections.procedure import INSPECTION_PROCEDURE, TASK_PROCEDURE
from fazhi.lines.inspections.terms import InspectionState, TaskState

_OFFICE = pl.col("office__id").alias("office_id")
_INSTITUTION = pl.col("institution__id").alias("institution_id")


def institutions(rows: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    columns = ("code", "name", "kind", "credit_class", "registered_date", "ended_date")
    return rows.select(_OFFICE, *columns, *texts("district"))


def inspectors(rows: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    official = pl.col("official__id").alias("official_id")
    return rows.select(_OFFICE, official, "certificate", "valid_from_date", "valid_to_date")


def recusals(rows: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    inspector = pl.col("inspector__id").alias("inspector_id")
    return rows.select(_OFFICE, _INSTITUTION, inspector, "reason", "declared_date", "ended_date")


def items(rows: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    weights = [f"weight_{letter}" for letter in "abcd"]
    columns = (
        "code",
        "title",
        "kind",
        "content",
        "basis",
        "manner",
        "ratio",
        "most_a_year",
        "listed_date",
        "ended_date",
    )
    return rows.select(_OFFICE, *columns, *weights)


def plan_lines(rows: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    item = pl.col("item__id").alias("item_id")
    return rows.select(_OFFICE, item, "year", "planned", "due_date", "published_date")


def tasks(rows: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    state = (
        pl.when(pl.col("closed_date").is_not_null())
        .then(pl.lit(TaskState.CLOSED.value))
        .when(pl.col("drawn_date").is_not_null())
        .then(pl.lit(TaskState.DRAWN.value))
        .otherwise(pl.lit(TaskState.PLANNED.value))
    )
    return rows.select(
        _OFFICE,
        "number",
        "title",
        codes("items"),
        "visit_date",
        "since_date",
        "planned_date",
        "drawn_date",
        "closed_date",
        *texts("departments"),
        state.alias("state"),
        pl.lit(1).alias("version"),
        pl.coalesce("closed_date", "drawn_date", "planned_date").alias("occurred_date"),
        pl.lit(batch.at).alias("recorded_at"),
        *(pl.lit("{}").alias(name) for name in ("numbers", "compulsory", "excluded")),
        pl.lit("[]").alias("beacon"),
    )


def enter_tasks(rows: pl.DataFrame, batch: Batch) -> None:
    for state in (TaskState.PLANNED, TaskState.DRAWN):
        found = rows.filter(pl.col("state") == state.value).select("id", "office_id", "occurred_date")
        entered = [(UUID(key), office, day) for key, office, day in found.iter_rows()]
        procedures.enter(TASK_PROCEDURE, state, entered, at=batch.at)


def draws(rows: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """The moment of freezing is in the commitment's text; a ledger tells the day."""
    moments = [datetime(day.year, day.month, day.day, tzinfo=LOCAL_TIME) for day in rows["committed_date"]]
    return rows.select(
        _OFFICE,
        pl.col("task__id").alias("task_id"),
        "attempt",
        pl.col("commitment_digest").alias("digest"),  # `digest` is the exchange's own column
        pl.Series("committed_at", moments, pl.Datetime("us", "Asia/Shanghai")),
        "announced_date",
        "beacon",
        *texts("announced_at_place", "transcript_digest", "previous_digest", "annulled_by", "annul_reason"),
        *parts_of("drawn"),
        *parts_of("annulled"),
    )


_PROVEN = (
    ("void_date", InspectionState.VOID),
    ("closed_date", InspectionState.CLOSED),
    ("penalty_date", InspectionState.PENALISED),
    ("handed_date", InspectionState.HANDED_OVER),
    ("rectified_date", InspectionState.RECTIFIED),
    ("reinspected_date", InspectionState.UNRECTIFIED),
    ("ordered_date", InspectionState.ORDERED),
    ("inspected_date", InspectionState.CONCLUDED),
)
"""The first of these dates that a row has proves its state; without any it is still to be inspected."""

_LEFT_OPEN = (
    InspectionState.CONCLUDED,
    InspectionState.ORDERED,
    InspectionState.UNRECTIFIED,
    InspectionState.HANDED_OVER,
    InspectionState.PENALISED,
)


def inspections(rows: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    state: pl.Expr = pl.lit(InspectionState.ASSIGNED.value)
    for name, proven in reversed(_PROVEN):
        state = pl.when(pl.col(name).is_not_null()).then(pl.lit(proven.value)).otherwise(state)
    return (
        rows.with_columns(state.alias("state"), pl.coalesce("inspected_date", "void_date").alias("left"))
        .select(
            _OFFICE,
            _INSTITUTION,
            pl.col("task__id").alias("task_id"),
            "number",
            "state",
            pl.lit(1).alias("version"),
            pl.max_horizontal("assigned_date", *(name for name, _ in _PROVEN)).alias("occurred_date"),
            pl.lit(batch.at).alias("recorded_at"),
            pl.col("institution__kind").alias("kind"),
            pl.col("institution__credit_class").alias("credit_class"),
            "cause",
            "is_compulsory",
            "has_problem",
            (pl.col("has_problem") * pl.col("state").is_in([each.value for each in _LEFT_OPEN]))
            .cast(pl.Int8)
            .alias("is_open_problem"),
            codes("items"),
            "notified_date",
            "rectify_by_date",
            "reinspected_date",
            "penalty_date",
            "followed_date",
            "closed_date",
            "void_date",
            *texts("cause_told", "manner", "problems", "case_number", "penalty_number", "published_at_place"),
            *(expr for name in ("assigned", "inspected", "ordered", "rectified", "handed") for expr in parts_of(name)),
            *parts_of("published"),
            *parts_of("left", "left"),
        )
        .with_columns(pl.col("is_compulsory", "has_problem").cast(pl.Int8))
    )


def enter_inspections(rows: pl.DataFrame, batch: Batch) -> None:
    """
    Each open one with the limits of its state; that of a result not yet public runs from the inspection, since a ledger
    does not tell the day of approval.
    """
    for state in InspectionState:
        found = rows.filter(pl.col("state") == state.value)
        if state in INSPECTION_PROCEDURE.ends or found.is_empty():
            continue
        is_public = pl.col("published_date").is_not_null()
        if state is InspectionState.CONCLUDED:
            public = found.filter(is_public).select("id", "office_id")
            open_tasks(
                INSPECTION_PROCEDURE,
                state,
                [(UUID(key), office) for key, office in public.iter_rows()],
                [],
                at=batch.at,
            )
            found = found.filter(~is_public)
        day = "rectify_by_date" if state is InspectionState.ORDERED else "occurred_date"
        procedures.enter(INSPECTION_PROCEDURE, state, _entered(found, day), at=batch.at)
        if state not in (InspectionState.ASSIGNED, InspectionState.CONCLUDED):
            unpublished = _entered(found.filter(~is_public), "inspected_date")
            start_clocks(INSPECTION_PROCEDURE, InspectionState.CONCLUDED, unpublished)
            follow([key for key, _, _ in unpublished])


def _entered(rows: pl.DataFrame, day: str) -> list[tuple[UUID, int, date]]:
    return [(UUID(key), office, at) for key, office, at in rows.select("id", "office_id", day).iter_rows()]


def results(rows: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    return rows.select(
        _OFFICE,
        pl.col("inspection__id").alias("inspection_id"),
        pl.col("item__id").alias("item_id"),
        "code",
        *texts("note"),
        pl.lit(None, pl.Date).alias("withdrawn_date"),
        *parts_of("inspected", "inspection__inspected_date"),
    )


def codes(name: str) -> pl.Expr:
    """Codes separated by 、 as the JSON list that the table has."""
    listed = pl.concat_str(pl.lit('["'), pl.col(name).str.replace_all("、", '","'), pl.lit('"]'))
    return listed.fill_null("[]").alias(name)
