"""
Ledgers into records, a file at a time and set-wise.

A row lands in the state that its columns prove. Clocks are made for matters still open only; later acts go by procedure.
"""

from uuid import UUID

import polars as pl

from fazhi.engines.procedure import Procedure
from fazhi.kernel.exchange import bulk, party_rows
from fazhi.kernel.exchange.formats import Batch
from fazhi.kernel.exchange.staging import Records
from fazhi.kernel.procedures import services as procedures
from fazhi.kernel.procedures.services import CHUNK
from fazhi.lines.mediation.models import AdministrativeMatter, Mediation, PeoplesMatter
from fazhi.lines.mediation.procedure import ADMINISTRATIVE_MEDIATION, PEOPLES_MEDIATION
from fazhi.lines.mediation.terms import Form, State


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
        pl.lit(batch.at).alias("recorded_at"),
        "category",
        *_date_parts("accepted", "concluded", "effective"),
        (pl.col("concluded_date") - pl.col("accepted_date")).dt.total_days().alias("days_to_conclude"),
        "amount_fen",
        _text("mediator"),
        *more,
    )


def _peoples(rows: pl.DataFrame, batch: Batch) -> pl.DataFrame:
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
        (mediated & pl.col("result").is_in([State.SETTLED.value, State.FAILED.value]))
        .fill_null(value=False)
        .cast(pl.Int8)
        .alias("is_concluded"),
        (~mediated).cast(pl.Int8).alias("is_on_the_spot"),
    )


def _administrative(rows: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    closed = pl.coalesce("effective_date", "concluded_date").alias("closed_date")
    return _matter(rows, batch, pl.col("nature"), closed)


def _start_clocks(procedure: Procedure, matters: pl.DataFrame) -> None:
    open_ones = matters.filter(pl.col("state") == State.ACCEPTED.value).select("id", "office_id", "accepted_date")
    procedures.start_clocks(
        procedure, State.ACCEPTED, [(UUID(matter), office, day) for matter, office, day in open_ones.iter_rows()]
    )


def peoples_records(rows: pl.DataFrame, batch: Batch) -> tuple[Records, ...]:
    """New rows of the people's ledger: matters and their parties."""
    return (PeoplesMatter, _peoples(rows, batch)), party_rows.records(rows, PEOPLES_MEDIATION.name)


def administrative_records(rows: pl.DataFrame, batch: Batch) -> tuple[Records, ...]:
    """The same for the administrative ledger."""
    return (AdministrativeMatter, _administrative(rows, batch)), party_rows.records(rows, ADMINISTRATIVE_MEDIATION.name)


def insert_peoples(rows: pl.DataFrame, batch: Batch) -> None:
    """Start the clocks of those still open."""
    _start_clocks(PEOPLES_MEDIATION, _peoples(rows, batch))


def insert_administrative(rows: pl.DataFrame, batch: Batch) -> None:
    """The same for the administrative ledger."""
    _start_clocks(ADMINISTRATIVE_MEDIATION, _administrative(rows, batch))


def update_peoples(rows: pl.DataFrame, batch: Batch) -> list[dict[str, object]]:
    """Rectify rows of the people's ledger; returns the old values."""
    return _update(PeoplesMatter, PEOPLES_MEDIATION, _peoples(rows, batch), rows, batch)


def update_administrative(rows: pl.DataFrame, batch: Batch) -> list[dict[str, object]]:
    """The same for the administrative ledger."""
    return _update(AdministrativeMatter, ADMINISTRATIVE_MEDIATION, _administrative(rows, batch), rows, batch)


def _update(
    model: type[Mediation], procedure: Procedure, matters: pl.DataFrame, rows: pl.DataFrame, batch: Batch
) -> list[dict[str, object]]:
    ids = _ids(matters)
    old = _old_values(model, ids)
    old += party_rows.replace(rows, procedure.name)
    bulk.update(model, matters, [name for name in matters.columns if name not in {"id", "version"}])
    procedures.stop_clocks_of(ids, at=batch.at)
    _start_clocks(procedure, matters)
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
