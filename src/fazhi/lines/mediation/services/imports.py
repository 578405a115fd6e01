"""
Ledgers into records, a file at a time and set-wise.

A row lands in the state that its columns prove. Clocks and tasks are made for matters still open only; later acts go by procedure.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import polars as pl

from fazhi.engines.procedure import Procedure
from fazhi.kernel.exchange import bulk, party_rows
from fazhi.kernel.exchange.formats import Batch
from fazhi.kernel.exchange.staging import Records
from fazhi.kernel.procedures import services as procedures
from fazhi.kernel.procedures.services.clocks import start_clocks
from fazhi.kernel.procedures.services.nearest import CHUNK, follow
from fazhi.lines.mediation.models import AdministrativeMatter, Mediation, PeoplesMatter
from fazhi.lines.mediation.procedure import DEPARTMENTS, PEOPLES_MEDIATION
from fazhi.lines.mediation.terms import Form, Sector, State

FOLLOW_UP = ("performance", "visited_date", "confirmed_date")
_DATES = ("accepted", "concluded", "effective", "visited", "confirmed")


def _date_parts(*names: str) -> list[pl.Expr]:
    made = []
    for name in names:
        day = pl.col(f"{name}_date")
        made += [
            day,
            day.dt.year().alias(f"{name}_year"),
            day.dt.quarter().alias(f"{name}_quarter"),
            day.dt.month().alias(f"{name}_month"),
        ]
    return made


def _text(name: str) -> pl.Expr:
    return pl.col(name).fill_null("")


def _matter(rows: pl.DataFrame, batch: Batch, *more: pl.Expr) -> pl.DataFrame:
    """The columns that both kinds of matter share."""
    return rows.select(
        pl.col("subject").alias("id"),
        "number",
        pl.col("office__id").alias("office_id"),
        pl.col("result").fill_null(State.ACCEPTED.value).alias("state"),
        pl.lit(1).alias("version"),
        pl.coalesce("concluded_date", "accepted_date").alias("occurred_date"),
        pl.lit(batch.at).alias("recorded_at"),
        "category",
        *_date_parts("accepted", "concluded", "effective"),
        (pl.col("concluded_date") - pl.col("accepted_date")).dt.total_days().alias("days_to_conclude"),
        "amount_fen",
        _text("mediator"),
        *more,
    )


def peoples_rows(rows: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    mediated = pl.col("form") == Form.MEDIATION.value
    return _matter(
        rows,
        batch,
        pl.col("form"),
        pl.col("source"),
        _text("referral_number"),
        _text("agreement_form"),
        pl.col("parties_count"),
        pl.col("is_difficult"),
        pl.col("local_category").alias("local_category_id"),
        (mediated & pl.col("result").is_in([State.SETTLED.value, State.FAILED.value]))
        .fill_null(value=False)
        .cast(pl.Int8)
        .alias("is_concluded"),
        (~mediated).cast(pl.Int8).alias("is_on_the_spot"),
        _text("performance"),
        *_date_parts("visited", "confirmed"),
    )


_SECTOR = pl.col("sector").fill_null(Sector.GENERAL.value)
"""A ledger without the column, or a blank cell in it, is the general table's; what a department does by habit is not guessed."""


def administrative_rows(rows: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    closed = pl.coalesce("effective_date", "concluded_date").alias("closed_date")
    return _matter(rows, batch, pl.col("nature"), closed, _SECTOR.alias("procedure"), pl.lit(0).alias("is_own_dispute"))


def _enter(procedure: Procedure, matters: pl.DataFrame, batch: Batch) -> None:
    """Clocks and tasks of those still open."""
    procedures.enter(procedure, State.ACCEPTED, _open(matters), at=batch.at)


def _open(matters: pl.DataFrame) -> list[tuple[UUID, int, date]]:
    open_ones = matters.filter(pl.col("state") == State.ACCEPTED.value).select("id", "office_id", "accepted_date")
    return [(UUID(matter), office, day) for matter, office, day in open_ones.iter_rows()]


def _enter_departments(matters: pl.DataFrame, batch: Batch) -> None:
    """The same for departments' matters, each by the table of its sector."""
    for sector, table in DEPARTMENTS.items():
        rows = matters.filter(pl.col("procedure") == sector.value)
        _enter(table, rows, batch)
        if sector is Sector.LABOUR:
            # Its limit runs from the application, of which the ledger has no day: acceptance is the nearest that it has.
            start_clocks(table, State.APPLIED, _open(rows))
            follow([matter for matter, _, _ in _open(rows)])


def peoples_records(rows: pl.DataFrame, batch: Batch) -> tuple[Records, ...]:
    """New rows of the people's ledger: matters and their parties."""
    return (PeoplesMatter, peoples_rows(rows, batch)), party_rows.records(rows, PEOPLES_MEDIATION.name)


def administrative_records(rows: pl.DataFrame, batch: Batch) -> tuple[Records, ...]:
    """The same for the administrative ledger."""
    return (AdministrativeMatter, administrative_rows(rows, batch)), party_rows.records(rows, _SECTOR)


def insert_peoples(rows: pl.DataFrame, batch: Batch) -> None:
    """Clocks and tasks of those still open."""
    _enter(PEOPLES_MEDIATION, peoples_rows(rows, batch), batch)


def insert_administrative(rows: pl.DataFrame, batch: Batch) -> None:
    """The same for the administrative ledger."""
    _enter_departments(administrative_rows(rows, batch), batch)


def update_peoples(rows: pl.DataFrame, batch: Batch) -> list[dict[str, object]]:
    """Rectify rows of the people's ledger; returns the old values. Follow-up that a row does not tell stays as it is."""
    return _write_peoples(_with_known_follow_up(rows), batch)


def _write_peoples(rows: pl.DataFrame, batch: Batch) -> list[dict[str, object]]:
    matters = peoples_rows(rows, batch)
    old = _update(PeoplesMatter, PEOPLES_MEDIATION.name, matters, rows, batch)
    _enter(PEOPLES_MEDIATION, matters, batch)
    return old


def _with_known_follow_up(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows with what is recorded of performance, visit and confirmation where they leave it blank: old ledgers have no
    column for it, and a matter that is no longer settled has none."""
    ids = [UUID(text) for text in rows["subject"]]
    kept = PeoplesMatter.objects.system("a ledger that does not tell the follow-up")
    found = [
        (str(row[0]), row[1] or None, *row[2:])
        for start in range(0, len(ids), CHUNK)
        for row in kept.filter(pk__in=ids[start : start + CHUNK]).values_list("pk", *FOLLOW_UP)
    ]
    schema = {"subject": pl.String, "performance": pl.String, "visited_date": pl.Date, "confirmed_date": pl.Date}
    known = pl.DataFrame(found, schema=schema, orient="row")
    joined = rows.join(known, on="subject", how="left", suffix="__known", maintain_order="left")
    settled = pl.col("result") == State.SETTLED.value
    told = [pl.coalesce(name, pl.when(settled).then(f"{name}__known")).alias(name) for name in FOLLOW_UP]
    return joined.with_columns(told).select(rows.columns)


def update_administrative(rows: pl.DataFrame, batch: Batch) -> list[dict[str, object]]:
    """The same for the administrative ledger."""
    matters = administrative_rows(rows, batch)
    old = _update(AdministrativeMatter, _SECTOR, matters, rows, batch)
    _enter_departments(matters, batch)
    return old


def remove_peoples(rows: pl.DataFrame, batch: Batch) -> None:
    """Take out the matters that an undone import had made, with parties, clocks and tasks; nobody has acted on them."""
    _remove(PeoplesMatter, rows)


def remove_administrative(rows: pl.DataFrame, batch: Batch) -> None:
    """The same for the administrative ledger."""
    _remove(AdministrativeMatter, rows)


def restore_peoples(old: Sequence[Mapping[str, Any]], batch: Batch) -> None:
    """Write back what `update_peoples` returned."""
    rows = _ledger_rows(old)
    if "local_category_id" not in rows.columns:  # kept by a batch from before matters had one
        rows = rows.with_columns(pl.lit(None, pl.String).alias("local_category_id"))
    _write_peoples(rows.with_columns(pl.col("local_category_id").alias("local_category")), batch)


def restore_administrative(old: Sequence[Mapping[str, Any]], batch: Batch) -> None:
    """The same for the administrative ledger."""
    update_administrative(_ledger_rows(old), batch)


def _remove(model: type[Mediation], rows: pl.DataFrame) -> None:
    procedures.forget([UUID(text) for text in rows["subject"]])
    party_rows.remove(rows)
    bulk.delete(model, "id", rows["subject"])


def _ledger_rows(old: Sequence[Mapping[str, Any]]) -> pl.DataFrame:
    """Old values as the rows of the ledger that would say them: each matter with its parties."""
    # A batch from before a column came has no old value of it.
    kept: list[dict[str, Any]] = [{**dict.fromkeys(FOLLOW_UP), **row} for row in old if "state" in row]
    matters = pl.DataFrame(kept, infer_schema_length=None)
    matters = matters.with_columns(
        pl.col("office_id").alias("office__id"),
        pl.when(pl.col("state") != State.ACCEPTED.value).then("state").alias("result"),
        *(pl.col(f"{name}_date").cast(pl.String).str.to_date() for name in _DATES),
        pl.col("performance").cast(pl.String),
        pl.col("amount_fen").cast(pl.Int64),
    )
    if "procedure" in matters.columns:
        matters = matters.rename({"procedure": "sector"})
    schema = {"subject": pl.String, "position": pl.Int64, **dict.fromkeys(party_rows.COLUMNS, pl.String)}
    named = [{name: row[name] for name in schema} for row in old if "position" in row]
    parties = pl.DataFrame(named, schema=schema).with_columns(pl.col(party_rows.COLUMNS).replace("", None))
    for position in (1, 2):
        side = parties.filter(pl.col("position") == position).drop("position")
        side = side.rename({name: f"party{position}_{name}" for name in party_rows.COLUMNS})
        matters = matters.join(side, on="subject", how="left", maintain_order="left")
    return matters


def _update(
    model: type[Mediation], procedure: str | pl.Expr, matters: pl.DataFrame, rows: pl.DataFrame, batch: Batch
) -> list[dict[str, object]]:
    ids = _ids(matters)
    old = _old_values(model, ids)
    old += party_rows.replace(rows, procedure)
    bulk.update(model, matters, [name for name in matters.columns if name not in {"id", "version"}])
    procedures.restart(ids, at=batch.at)
    return old


def _ids(frame: pl.DataFrame) -> list[UUID]:
    return [UUID(text) for text in frame["id"]]


def _old_values(model: type[Mediation], ids: list[UUID]) -> list[dict[str, object]]:
    """The rows as they stand, without the columns derived from others."""
    names = [
        field.attname
        for field in model._meta.concrete_fields
        if not field.attname.endswith(("_year", "_quarter", "_month")) and field.attname != "id"
    ]
    rows = model.objects.system("keeping the old values of a rectification")
    return [
        {"subject": row.pop("id"), **row}
        for start in range(0, len(ids), CHUNK)
        for row in rows.filter(pk__in=ids[start : start + CHUNK]).values("id", *names).iterator()
    ]
