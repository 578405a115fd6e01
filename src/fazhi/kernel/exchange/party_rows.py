"""Parties as a ledger names them: written, replaced and read set-wise, so that lines need not reach for the table."""

from uuid import UUID

import polars as pl

from fazhi.kernel.exchange import bulk
from fazhi.kernel.exchange.staging import Records
from fazhi.kernel.parties import frames, keys
from fazhi.kernel.parties.models import Party, Representative
from fazhi.kernel.parties.terms import PartyKind

CHUNK = 5_000
POSITIONS = (1, 2)
KEY = ("matter_id", "position")
COLUMNS = ("name", "document_type", "document_number", "phone")
_BEFORE = ("id", "was_name", "was_birth_date", "was_sex", "was_protection", "was_lives_on_own_labour")
_UPDATED = (
    *("procedure", "office_id", "kind", *COLUMNS, "birth_date", "sex", "protection", "lives_on_own_labour"),
    *("name_pinyin", "name_order", "name_initials", "document_key", "contact_key"),
)


def records(rows: pl.DataFrame, procedure: str | pl.Expr) -> Records:
    """
    The parties of matters, one row each, with what is derived from them.

    procedure  that moves the matters, or an expression where it differs from row to row
    rows  a typed ledger frame: `subject`, `office__id`, and for positions 1 and 2 `party1_name`, `party1_document_type`, …;
          a position without a name is no party
    """
    sides = pl.concat([_side(rows, procedure, position) for position in POSITIONS])
    return Party, frames.derived(sides, keys.read_key())


def replace(rows: pl.DataFrame, procedure: str | pl.Expr) -> list[dict[str, object]]:
    """
    Write the parties of rectified matters anew; returns the old ones, each with `subject`, for the trail's erasable detail.

    A party that keeps its position keeps its row, and with it the protection, the address and who acts for it. What was
    erased stays erased: a matter with an erased party gets none back from a ledger.
    """
    ids = [UUID(text) for text in rows["subject"]]
    known = _known(ids)
    erased = known.filter("is_erased").select("matter_id").unique()
    known = known.join(erased, on="matter_id", how="anti")
    new = records(rows, procedure)[1].join(erased, on="matter_id", how="anti")
    joined = new.join(known.select(*KEY, *_BEFORE), on=KEY, how="left", maintain_order="left")
    bulk.insert(Party, joined.filter(pl.col("id").is_null()).select(new.columns))
    bulk.update(Party, _corrected(joined.filter(pl.col("id").is_not_null())), _UPDATED)
    old = known.rename({"matter_id": "subject"}).select("subject", "position", *COLUMNS).to_dicts()
    return old + _remove(known.join(new, on=KEY, how="anti")["id"].to_list())


def _known(ids: list[UUID]) -> pl.DataFrame:
    """The parties that matters have now: what tells them, and what a ledger doesn't have."""
    kept = ("birth_date", "sex", "protection", "lives_on_own_labour")
    schema: dict[str, pl.DataType | type[pl.DataType]] = {
        **{"id": pl.Int64, "matter_id": pl.String, "position": pl.Int32, "erased_at": pl.Datetime(time_zone="UTC")},
        **dict.fromkeys(COLUMNS, pl.String),
        **dict(zip(kept, (pl.Date, pl.String, pl.String, pl.Boolean), strict=True)),
    }
    named = Party.objects.system("a rectification replaces the parties of its rows")
    data = [
        (pk, str(matter), *values)
        for start in range(0, len(ids), CHUNK)
        for pk, matter, *values in named.filter(matter_id__in=ids[start : start + CHUNK]).values_list(*schema)
    ]
    frame = pl.DataFrame(data, schema=schema, orient="row").with_columns(is_erased=pl.col("erased_at").is_not_null())
    return frame.with_columns(was_name="name", **{f"was_{name}": pl.col(name) for name in kept})


def _corrected(joined: pl.DataFrame) -> pl.DataFrame:
    """What a ledger doesn't tell stays with a person of the same name; protection stays with every person."""
    same = pl.col("name") == pl.col("was_name")
    person = pl.col("kind") == PartyKind.PERSON.value
    return joined.with_columns(
        pl.when(same).then(pl.coalesce("birth_date", "was_birth_date")).otherwise("birth_date").alias("birth_date"),
        pl.when(same & (pl.col("sex") == "")).then("was_sex").otherwise("sex").alias("sex"),
        pl.when(person).then("was_protection").otherwise(pl.lit("")).alias("protection"),
        (person & same & pl.col("was_lives_on_own_labour")).alias("lives_on_own_labour"),
    ).with_columns(
        pl.when(person).then("birth_date").alias("birth_date"),
        pl.when(person).then("sex").otherwise(pl.lit("")).alias("sex"),
    )


def _remove(ids: list[int]) -> list[dict[str, object]]:
    """Take parties out that the corrected rows have no more, with those who act for them; returns the latter."""
    names = ("party__position", "acting_as", "relation", "authority", *COLUMNS)
    old: list[dict[str, object]] = []
    for start in range(0, len(ids), CHUNK):
        gone = ids[start : start + CHUNK]
        acting = Representative.objects.system("a rectification takes parties out").filter(party__in=gone)
        old += [
            {"subject": str(row.pop("party__matter_id")), **row} for row in acting.values("party__matter_id", *names)
        ]
        acting.delete()
        Party.objects.system("a rectification takes parties out").filter(pk__in=gone).delete()
    return old


def remove(rows: pl.DataFrame) -> None:
    """Take out the parties of the matters in `rows` (`subject`), with those who act for them: their import is undone."""
    ids = [UUID(text) for text in rows["subject"]]
    acting = Representative.objects.system("an import is undone")
    for start in range(0, len(ids), CHUNK):
        acting.filter(party__matter_id__in=ids[start : start + CHUNK]).delete()
    bulk.delete(Party, "matter_id", rows["subject"])


def with_parties(matters: pl.DataFrame) -> pl.DataFrame:
    """Add `party1_…` and `party2_…` to matters given by `subject` (UUID text)."""
    ids = [UUID(text) for text in matters["subject"]]
    schema = {"subject": pl.String, "position": pl.Int64, **dict.fromkeys(COLUMNS, pl.String)}
    named = Party.objects.system("exporting a ledger")
    data = [
        (str(row[0]), *row[1:])
        for start in range(0, len(ids), CHUNK)
        for row in named.filter(matter_id__in=ids[start : start + CHUNK]).values_list("matter_id", "position", *COLUMNS)
    ]
    parties = pl.DataFrame(data, schema=schema, orient="row").with_columns(pl.col(pl.String).replace("", None))
    for position in POSITIONS:
        side = parties.filter(pl.col("position") == position).drop("position")
        side = side.rename({name: f"party{position}_{name}" for name in COLUMNS})
        matters = matters.join(side, on="subject", how="left", maintain_order="left")
    return matters


def _side(rows: pl.DataFrame, procedure: str | pl.Expr, position: int) -> pl.DataFrame:
    return rows.filter(pl.col(f"party{position}_name").is_not_null()).select(
        (pl.lit(procedure) if isinstance(procedure, str) else procedure).alias("procedure"),
        pl.col("subject").alias("matter_id"),
        pl.col("office__id").alias("office_id"),
        pl.lit(position).alias("position"),
        *(pl.col(f"party{position}_{name}").fill_null("").alias(name) for name in COLUMNS),
    )
