"""
Rows against the records (与记录比对): new, changed, unchanged; and those that an act has overtaken.

A row is known by its natural key; whether it changed, by the digest of its typed cells.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl
from django.db import connection
from django.db.models import Q
from django.utils import timezone
from uuid_utils import uuid7

from fazhi.kernel.audit.models import Entry
from fazhi.kernel.exchange import bulk
from fazhi.kernel.exchange.columns import FINDING_SCHEMA
from fazhi.kernel.exchange.formats import Column, Format
from fazhi.kernel.exchange.models import ImportedRow, LedgerBatch
from fazhi.kernel.procedures import registry

SEPARATOR = "\x1f"
_KNOWN = {
    "known_id": pl.Int64, "key": pl.String, "known_subject": pl.String, "known_digest": pl.String, "entry_number": pl.Int64,
    "known_batch": pl.Int64, "known_sheet": pl.Int64, "known_row": pl.Int64,
}  # fmt: skip


@dataclass(frozen=True)
class Comparison:
    """
    Rows sorted out, each with `key`, `digest` and `subject`; `changed` also with `known_id` and `entry_number`.

    findings  rows that may not be changed any more, as in `checking.FINDING_SCHEMA`
    """

    new: pl.DataFrame
    changed: pl.DataFrame
    unchanged: int
    findings: pl.DataFrame


def compare(format: Format, rows: pl.DataFrame) -> Comparison:
    """Sort out the rows of `format` that have passed the checks."""
    rows = _with_subjects(format, _with_known(format, _with_key_and_digest(format, rows)))
    is_new = pl.col("subject").is_null()
    is_changed = ~is_new & (pl.col("known_digest").is_null() | (pl.col("known_digest") != pl.col("digest")))
    new, changed = rows.filter(is_new), rows.filter(is_changed)
    new = new.with_columns(pl.Series("subject", [str(uuid7()) for _ in range(new.height)], pl.String))
    overtaken = _overtaken(format, new, changed)
    return Comparison(
        new=new.join(overtaken, on="index", how="anti", maintain_order="left"),
        changed=changed.join(overtaken, on="index", how="anti", maintain_order="left"),
        unchanged=rows.height - new.height - changed.height,
        findings=overtaken,
    )


def acts_since(procedure: str, changed: pl.DataFrame) -> dict[str, Entry]:
    """
    Subject → the first act outside imports on it since its latest import.

    procedure  under which its acts stand in the trail; "referral" stands for "referral.police" and the like too
    """
    since = dict(
        changed.select(pl.col("subject").str.replace_all("-", ""), pl.col("entry_number").fill_null(0)).iter_rows()
    )
    if not since:
        return {}
    condition, parameters = bulk.among("subject_id", since)
    acts = (
        Entry.objects.filter(Q(subject_kind=procedure) | Q(subject_kind__startswith=f"{procedure}."))
        .extra(where=[condition], params=parameters)  # noqa: S610
        .exclude(action__startswith="ledger.")
        .order_by("-number")
    )
    return {act.subject_id: act for act in acts.iterator() if act.number > since[act.subject_id]}


def acts_on(format: Format, new: pl.DataFrame, changed: pl.DataFrame) -> dict[str, Entry]:
    """
    Subject → the first act outside imports that puts the row out of a ledger's reach: one on the matter itself since its latest
    import, or on the matter on which the row stands.
    """
    if format.stands_on is None:
        return acts_since(format.target.procedure, changed)
    column, procedure = format.stands_on
    columns = (pl.col("subject", f"{column}__id").str.replace_all("-", ""), pl.col("entry_number").fill_null(0))
    rows = pl.concat([new.select(columns), changed.select(columns)])
    matters = rows.group_by(pl.col(f"{column}__id").alias("subject")).agg(pl.col("entry_number").min())
    acts = acts_since(procedure, matters)
    stands = rows.filter(pl.col(f"{column}__id").is_in(list(acts))).select("subject", f"{column}__id")
    return {subject: acts[matter] for subject, matter in stands.iter_rows()}


def key_expression(format: Format) -> pl.Expr:
    return pl.concat_str([pl.col(name).cast(pl.String) for name in format.key], separator=SEPARATOR)


def _with_key_and_digest(format: Format, rows: pl.DataFrame) -> pl.DataFrame:
    cells = [_cell(column) for column in format.columns if not column.added]
    added = [_named_cell(column) for column in format.columns if column.added]
    text = pl.concat_str([pl.concat_str(cells, separator=SEPARATOR), *added])
    texts = rows.select(text.cast(pl.Binary)).to_series().to_list()
    digests = [hashlib.blake2b(text, digest_size=16).hexdigest() for text in texts]
    return rows.with_columns(key_expression(format).alias("key"), pl.Series("digest", digests, pl.String))


def _cell(column: Column) -> pl.Expr:
    return pl.col(column.name).cast(pl.String).fill_null("")


def _named_cell(column: Column) -> pl.Expr:
    """Nothing where it is blank: a row that was imported before the ledger had the column is still the same row."""
    return pl.when(_cell(column) != "").then(pl.lit(f"{SEPARATOR}{column.name}=") + _cell(column)).otherwise(pl.lit(""))


def _with_known(format: Format, rows: pl.DataFrame) -> pl.DataFrame:
    return rows.join(known(format.code, rows["key"]), on="key", how="left", maintain_order="left")


def known(code: str, keys: Iterable[str]) -> pl.DataFrame:
    """What imports left for `keys`: id, subject, digest, batch, sheet and row of the latest one, `known_…` but for the key."""
    if not ImportedRow.objects.filter(format=code).exists():
        return pl.DataFrame(schema=_KNOWN)
    condition, parameters = bulk.among("i.key", keys)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT i.id, i.key, i.subject, i.digest, b.entry_number, i.batch_id, i.sheet, i.row_number "  # noqa: S608
            f"FROM {ImportedRow._meta.db_table} i JOIN {LedgerBatch._meta.db_table} b ON b.id = i.batch_id "
            f"WHERE i.format = %s AND {condition}",
            [code, *parameters],
        )
        found = [(row[0], row[1], bulk.hyphened(str(row[2])), *row[3:]) for row in cursor.fetchall()]
    return pl.DataFrame(found, schema=_KNOWN, orient="row")


def _with_subjects(format: Format, rows: pl.DataFrame) -> pl.DataFrame:
    """`subject` from earlier imports, or from the records where somebody else made them."""
    unknown = rows.filter(pl.col("known_id").is_null())
    if unknown.is_empty():
        return rows.with_columns(pl.col("known_subject").alias("subject"))
    references = [name for name in rows.columns if name.split("__")[0] in format.key and "__" in name]
    stored = format.target.stored(unknown.select(*format.key, *references)).select(*format.key, "subject")
    joined = rows.join(stored, on=list(format.key), how="left", maintain_order="left")
    return joined.with_columns(pl.coalesce("known_subject", "subject").alias("subject"))


def _overtaken(format: Format, new: pl.DataFrame, changed: pl.DataFrame) -> pl.DataFrame:
    """Findings for rows whose matter has been acted on since: the ledger is older than the record."""
    acts = acts_on(format, new, changed)
    if not acts:
        return pl.DataFrame(schema=FINDING_SCHEMA)
    columns = (
        "index",
        pl.col(format.key[-1]).cast(pl.String).alias("cell"),
        pl.col("subject").str.replace_all("-", "").alias("id"),
    )
    rows = pl.concat([new.select(columns), changed.select(columns)])
    told = [
        (index, format.key[-1], "overtaken", cell, _told(acts[subject]), False)
        for index, cell, subject in rows.iter_rows()
        if subject in acts
    ]
    return pl.DataFrame(told, schema=FINDING_SCHEMA, orient="row")


def _told(act: Entry) -> str:
    moment = timezone.localtime(act.recorded_at)
    return (
        f"此事项在上次导入之后已由{act.actor}于{moment:%Y-%m-%d %H:%M}办理“{registry.act_title(act.action)}”，台账不能再改动它；"
        "如记录有误，请在工作台更正"
    )
