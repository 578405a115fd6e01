"""
The ledgers of the network into records: committees with their seal and their term, those who serve, trainings.

A row of the committee ledger tells a committee as it is now. Another day of election in a later file is another term, which
ends the one before and an election that was due; another seal number is another seal.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

import polars as pl

from fazhi.kernel.calendar import services as calendar
from fazhi.kernel.exchange import bulk
from fazhi.kernel.exchange.formats import Batch
from fazhi.kernel.exchange.staging import Records
from fazhi.kernel.procedures import services as procedures
from fazhi.lines.mediation.models import Committee, Election, Seal, Serving, Training
from fazhi.lines.mediation.procedure import COMMITTEE_ELECTION
from fazhi.lines.mediation.queries.network_ledgers import COMMITTEE_COLUMNS, SERVING_COLUMNS
from fazhi.lines.mediation.services.term_ends import set_terms
from fazhi.lines.mediation.terms import ELECTION, ElectionState

_WHY = "importing a ledger of the network"
_SEAL_DATES = ("from_date", "until_date", "lost_date")


def committee_records(rows: pl.DataFrame, batch: Batch) -> tuple[Records, ...]:
    """New committees, with the seal and the term that their rows tell."""
    return (Committee, _committees(rows)), (Seal, _seals(rows)), (Election, _elections(rows, batch))


def packaged_committee_records(rows: pl.DataFrame, batch: Batch) -> tuple[Records, ...]:
    """What an import would write, by the package's calendar and limits alone; needs no database."""
    return (Committee, _committees(rows)), (Seal, _seals(rows)), (Election, _elections(rows, batch, packaged=True))


def insert_committees(rows: pl.DataFrame, batch: Batch) -> None:
    """The limit of filing an election that was held and not filed yet."""
    _enter(_elections(rows, batch), batch)


def update_committees(rows: pl.DataFrame, batch: Batch) -> list[dict[str, object]]:
    """Rectify committees; a seal or a term that was not known is added. Returns the old values."""
    fresh = _committees(rows)
    old = _old(Committee, fresh["id"].to_list(), ("office_id", *COMMITTEE_COLUMNS))
    bulk.update(Committee, fresh, COMMITTEE_COLUMNS)
    for row in _seals(rows).iter_rows(named=True):
        old.append(_put_seal(row))
    for row in _elections(rows, batch).iter_rows(named=True):
        old += _put_election(row, batch)
    set_terms(rows["office__id"].to_list())
    return old


def remove_committees(rows: pl.DataFrame, batch: Batch) -> None:
    """Take out the committees that an undone import had made; those who serve in one keep it there."""
    elections = _elections(rows, batch)
    procedures.forget(_ids(elections))
    bulk.delete(Election, "id", elections["id"])
    bulk.delete(Seal, "id", _seals(rows)["id"])
    bulk.delete(Committee, "id", rows["subject"])


def restore_committees(old: Sequence[Mapping[str, Any]], batch: Batch) -> None:
    """Write back what `update_committees` returned, and take out what it had added."""
    offices = []
    for row in old:
        values = _typed({name: value for name, value in row.items() if name not in {"subject", "table", "made"}})
        table = _TABLES[row.get("table", "committee")]
        if row.get("made"):
            procedures.forget([UUID(str(row["subject"]))])
            table.objects.system(_WHY).filter(pk=row["subject"]).delete()
            continue
        table.objects.system(_WHY).filter(pk=row["subject"]).update(**values)
        if table is Committee:
            offices.append(values["office_id"])
        if values.get("state") in {ElectionState.DUE, ElectionState.HELD}:
            election = Election.objects.system(_WHY).get(pk=row["subject"])
            procedures.restart([election.pk], at=batch.at)
            entered = (election.pk, election.office_id, election.occurred_date)
            procedures.enter(COMMITTEE_ELECTION, election.state, [entered], at=batch.at)
    set_terms(offices)


_TABLES: Mapping[str, Any] = {"committee": Committee, "seal": Seal, "election": Election}


def _committees(rows: pl.DataFrame) -> pl.DataFrame:
    texts = ("founder_code", "scope", "address", "phone", "funding")
    return rows.select(
        pl.col("subject").alias("id"),
        pl.col("office__id").alias("office_id"),
        *(pl.col(name).fill_null("") if name in texts else pl.col(name) for name in COMMITTEE_COLUMNS),
    )


def _seals(rows: pl.DataFrame) -> pl.DataFrame:
    sealed = rows.filter(pl.col("seal_number").is_not_null())
    return sealed.select(
        _derived(sealed, "seal", "seal_number"),
        pl.col("office__id").alias("office_id"),
        pl.col("seal_number").alias("number"),
        pl.col("seal_from").alias("from_date"),
        pl.col("seal_until").alias("until_date"),
        pl.col("seal_lost").alias("lost_date"),
    )


def _elections(rows: pl.DataFrame, batch: Batch, *, packaged: bool = False) -> pl.DataFrame:
    """
    The terms that the rows tell: filed, or held; one held by a committee that is no more has ended without report.
    `packaged` as for `calendar.due_dates`.
    """
    elected = rows.filter(pl.col("elected_date").is_not_null())
    state = (
        pl.when(pl.col("election_filed").is_not_null())
        .then(pl.lit(ElectionState.FILED.value))
        .when(pl.col("cancelled_date").is_not_null())
        .then(pl.lit(ElectionState.ENDED.value))
        .otherwise(pl.lit(ElectionState.HELD.value))
    )
    last_days = calendar.due_dates("TJ-TERM", elected["elected_date"].to_list(), packaged=packaged)
    ends = pl.Series("ends", last_days, pl.Date)
    until = pl.min_horizontal(pl.lit(ends), pl.col("cancelled_date").dt.offset_by("-1d"))
    return elected.select(
        _derived(elected, "election", "elected_date"),
        pl.lit(ELECTION).alias("procedure"),
        pl.concat_str(
            "office", pl.lit("〔"), pl.col("elected_date").dt.to_string("%Y%m%d"), pl.lit("选举〕换届")
        ).alias("number"),
        pl.col("office__id").alias("office_id"),
        state.alias("state"),
        pl.lit(1).alias("version"),
        pl.coalesce("election_filed", "elected_date").alias("occurred_date"),
        pl.lit(batch.at).alias("recorded_at"),
        "elected_date",
        pl.max_horizontal(until, "elected_date").alias("until_date"),
        pl.col("election_filed").alias("filed_date"),
    )


def _derived(rows: pl.DataFrame, kind: str, column: str) -> pl.Series:
    """Ids of the seals and terms of committees: the same each time, so that an undo finds them."""
    pairs = rows.select("subject", pl.col(column).cast(pl.String)).iter_rows()
    return pl.Series("id", [str(uuid5(NAMESPACE_URL, f"{kind}/{subject}/{key}")) for subject, key in pairs], pl.String)


def _put_seal(row: Mapping[str, Any]) -> dict[str, object]:
    """Write a seal; returns what it was, or that it was made."""
    known = Seal.objects.system(_WHY).filter(office=row["office_id"], number=row["number"])
    before = known.values("id", *_SEAL_DATES).first()
    if before is None:
        Seal(**row).save(force_insert=True)
        return {"subject": row["id"], "table": "seal", "made": 1}
    known.update(**{name: row[name] for name in _SEAL_DATES})
    return {"subject": str(before.pop("id")), "table": "seal", **before}


def _put_election(row: Mapping[str, Any], batch: Batch) -> Iterator[dict[str, object]]:
    """Write a term; yields what it was, or that it was made, and the election that was due until then."""
    elections = Election.objects.system(_WHY).filter(office=row["office_id"], procedure=ELECTION)
    known = elections.filter(elected_date=row["elected_date"]).first()
    names = ("state", "occurred_date", "filed_date")
    if known is not None:
        yield {"subject": str(known.pk), "table": "election", **{name: getattr(known, name) for name in names}}
        elections.filter(pk=known.pk).update(**{name: row[name] for name in names})
        procedures.restart([known.pk], at=batch.at)
        _enter(pl.DataFrame([{**row, "id": str(known.pk)}]), batch)
        return
    for due in elections.filter(state=ElectionState.DUE, occurred_date__lt=row["elected_date"]):
        yield {"subject": str(due.pk), "table": "election", "state": due.state, "occurred_date": due.occurred_date}
        elections.filter(pk=due.pk).update(state=ElectionState.ENDED, occurred_date=row["elected_date"])
        procedures.restart([due.pk], at=batch.at)
    yield {"subject": row["id"], "table": "election", "made": 1}
    Election(**row).save(force_insert=True)
    _enter(pl.DataFrame([row]), batch)


def _enter(elections: pl.DataFrame, batch: Batch) -> None:
    held = elections.filter(pl.col("state") == ElectionState.HELD.value)
    entered = [
        (UUID(key), office, day) for key, office, day in held.select("id", "office_id", "elected_date").iter_rows()
    ]
    procedures.enter(COMMITTEE_ELECTION, ElectionState.HELD, entered, at=batch.at)


def serving_rows(rows: pl.DataFrame, more: Sequence[str]) -> pl.DataFrame:
    """Rows of a ledger of persons as their table has them; `more` are the table's own columns."""
    texts = {"ethnic_group", "education", "political_status", "phone", "end_reason", "removal_ground", "certificate"}
    return rows.select(
        pl.col("subject").alias("id"),
        pl.col("office__id").alias("office_id"),
        pl.col("official__id").alias("official_id"),
        *(pl.col(name).fill_null("") if name in texts else pl.col(name) for name in (*SERVING_COLUMNS, *more)),
    )


def update_serving(model: type[Serving], rows: pl.DataFrame, more: Sequence[str]) -> list[dict[str, object]]:
    """Rectify those who serve; returns the old values."""
    fresh = serving_rows(rows, more)
    columns = (*SERVING_COLUMNS, *more)
    old = _old(model, fresh["id"].to_list(), columns)
    bulk.update(model, fresh, columns)
    return old


def training_rows(rows: pl.DataFrame) -> pl.DataFrame:
    day = pl.col("trained_date")
    return rows.select(
        pl.col("subject").alias("id"),
        pl.col("office__id").alias("office_id"),
        pl.col("official__id").alias("official_id"),
        "course",
        day,
        day.dt.year().alias("trained_year"),
        day.dt.quarter().alias("trained_quarter"),
        day.dt.month().alias("trained_month"),
        "hours",
    )


def update_trainings(rows: pl.DataFrame) -> list[dict[str, object]]:
    """Rectify trainings: the committee and the hours; the rest is their key. Returns the old values."""
    fresh = training_rows(rows)
    old = _old(Training, fresh["id"].to_list(), ("office_id", "hours"))
    bulk.update(Training, fresh, ("office_id", "hours"))
    return old


def restore(model: type[Serving] | type[Training], old: Sequence[Mapping[str, Any]]) -> None:
    """Write back what an update returned."""
    for row in old:
        values = _typed({name: value for name, value in row.items() if name != "subject"})
        model.objects.system(_WHY).filter(pk=row["subject"]).update(**values)


def _old(model: Any, ids: Sequence[str], columns: Sequence[str]) -> list[dict[str, object]]:
    rows = model.objects.system("keeping the old values of a rectification").filter(pk__in=ids)
    return [{"subject": str(row.pop("id")), **row} for row in rows.values("id", *columns).iterator()]


def _typed(values: Mapping[str, Any]) -> dict[str, Any]:
    """Old values with their days as days: JSON kept them as text."""
    days = {*_SEAL_DATES, *(name for name in values if name.endswith("_date"))}
    return {
        name: date.fromisoformat(value) if name in days and isinstance(value, str) else value
        for name, value in values.items()
    }


def _ids(frame: pl.DataFrame) -> list[UUID]:
    return [UUID(text) for text in frame["id"]]
