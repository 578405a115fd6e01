"""The national list of divisions (行政区划) into the records: all of it or a subtree, compared set-wise, written at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl
from django.db import connection, transaction
from django.utils import timezone

from fazhi.kernel.audit import services as audit
from fazhi.kernel.organisations.division_list import DivisionList, RefusedRow, read_list, refused_rows, short_code
from fazhi.kernel.organisations.errors import UnknownDivision
from fazhi.kernel.organisations.models import Division
from fazhi.kernel.organisations.permissions import LOAD_DIVISIONS
from fazhi.kernel.organisations.terms import DivisionLevel

LOAD = "organisations.divisions.load"
_TABLE = Division._meta.db_table
_COLUMNS = ("code", "name", "level", "parent_id", "urban_rural_class")
_STORED = {
    "code": pl.String,
    "name": pl.String,
    "parent_id": pl.String,
    "urban_rural_class": pl.String,
    "until": pl.String,
}
_ROWS_AT_ONCE = 10_000


@dataclass(frozen=True)
class DivisionsLoaded:
    """
    What became of a list: read = added + changed + unchanged + left_out + the refused ones.

    left_out  rows outside the subtree that was asked for
    removed   divisions of the records that the list no longer has; they are kept with the day
    """

    sha256: str
    read: int
    added: int
    changed: int
    unchanged: int
    removed: int
    left_out: int
    refused: tuple[RefusedRow, ...]


@dataclass(frozen=True)
class _Changes:
    """What is to be written: frames with the columns `_COLUMNS`, and codes."""

    added: pl.DataFrame
    changed: pl.DataFrame
    removed: Sequence[str]
    unchanged: int

    def __bool__(self) -> bool:
        return bool(self.added.height or self.changed.height or self.removed)


def load_divisions(path: Path, *, within: str | None = None, by: str, at: datetime) -> DivisionsLoaded:
    """
    Load a list of divisions (`division_list.read_list`) in one transaction and one entry of the trail.

    within  code of a division: only it, what lies in it and what it lies in are taken; None for all
    by      code of the acting post, or "system"

    The same list again changes nothing. A division of the records counts as removed if it lies in `within` (else: in a
    topmost division of the list), the list has others of its level, and not it; so a list of towns removes no village.

    Raises DivisionsUnread, UnknownDivision if neither the list nor the records have `within`, OSError.
    """
    found = read_list(path)
    wanted, scope = _wanted(found.rows, within)
    with transaction.atomic():
        _lock()
        stored = _stored()
        if within is not None and short_code(within) not in {*wanted["code"], *stored["code"]}:
            raise UnknownDivision(within)
        rows, orphans = _with_parents(wanted, stored)
        changes = _compare(rows, stored, scope)
        loaded = _outcome(found, wanted, changes, orphans)
        if changes:
            _write(changes, on=timezone.localdate(at))
            _enter(loaded, within, by=by, at=at)
    return loaded


def _wanted(rows: pl.DataFrame, within: str | None) -> tuple[pl.DataFrame, tuple[str, ...]]:
    """The rows of the subtree and of the way up from it; and the codes in whose subtrees removals are judged."""
    code = pl.col("code")
    if within is None:
        lies_below = pl.any_horizontal(
            (code.str.len_chars() > level.digits) & code.str.head(level.digits).is_in(code.implode())
            for level in DivisionLevel
        )
        return rows, tuple(rows.filter(~lies_below)["code"])
    top = short_code(within)
    return rows.filter(code.str.starts_with(top) | code.is_in(_prefixes(top))), (top,)


def _prefixes(code: str) -> list[str]:
    """The codes of the levels above."""
    return [code[: level.digits] for level in DivisionLevel if level.digits < len(code)]


def _lock() -> None:
    """Two lists at once: the second compares with what the first one wrote (SQLite: IMMEDIATE holds the lock already)."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {_TABLE} IN SHARE ROW EXCLUSIVE MODE")


def _stored() -> pl.DataFrame:
    """The divisions of the records, `until` as text, null for those that stand."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT code, name, parent_id, urban_rural_class, CAST(until_date AS text) FROM {_TABLE}")  # noqa: S608
        return pl.DataFrame(cursor.fetchall(), schema=_STORED, orient="row")


def _with_parents(rows: pl.DataFrame, stored: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """`rows` with `parent_id`, the nearest division above that is known; and the towns and villages without any."""
    code = pl.col("code")
    known = pl.concat([rows["code"], stored["code"]])
    upper = known.filter(known.str.len_chars() < DivisionLevel.VILLAGE.digits).unique().implode()
    above = [
        pl.when((code.str.len_chars() > level.digits) & code.str.head(level.digits).is_in(upper)).then(
            code.str.head(level.digits)
        )
        for level in reversed(DivisionLevel)
    ]
    rows = rows.with_columns(pl.coalesce(above).alias("parent_id"))
    is_orphan = pl.col("parent_id").is_null() & (pl.col("level") >= DivisionLevel.TOWN.value)
    orphans = rows.filter(is_orphan).with_columns(pl.lit("no-parent").alias("fault"))
    return rows.filter(~is_orphan), orphans


def _compare(rows: pl.DataFrame, stored: pl.DataFrame, scope: Iterable[str]) -> _Changes:
    rows = rows.select(*_COLUMNS).sort("code")
    joined = rows.join(stored, on="code", how="left", suffix="_stored", maintain_order="left")
    is_new = pl.col("name_stored").is_null()
    differs = pl.any_horizontal(
        pl.col(name).ne_missing(pl.col(f"{name}_stored")) for name in ("name", "parent_id", "urban_rural_class")
    )
    is_changed = ~is_new & (differs | pl.col("until").is_not_null())
    added, changed = joined.filter(is_new).select(*_COLUMNS), joined.filter(is_changed).select(*_COLUMNS)
    removed = _removed(rows, stored, scope)
    return _Changes(added, changed, removed, rows.height - added.height - changed.height)


def _removed(rows: pl.DataFrame, stored: pl.DataFrame, scope: Iterable[str]) -> list[str]:
    """Codes of standing divisions in `scope` that the list lacks although it has others of their level."""
    digits = rows["code"].str.len_chars().unique().implode()
    code = pl.col("code")
    gone = stored.filter(pl.col("until").is_null() & code.str.len_chars().is_in(digits)).join(
        rows, on="code", how="anti"
    )
    tops = pl.Series(list(scope), dtype=pl.String).implode()
    lies_within = pl.any_horizontal(code.str.head(level.digits).is_in(tops) for level in DivisionLevel)
    return gone.filter(lies_within)["code"].sort().to_list()


def _outcome(found: DivisionList, wanted: pl.DataFrame, changes: _Changes, orphans: pl.DataFrame) -> DivisionsLoaded:
    refused = sorted((*found.refused, *refused_rows(orphans)), key=lambda row: row.row)
    return DivisionsLoaded(
        sha256=found.sha256,
        read=found.read,
        added=changes.added.height,
        changed=changes.changed.height,
        unchanged=changes.unchanged,
        removed=len(changes.removed),
        left_out=found.rows.height - wanted.height,
        refused=tuple(refused),
    )


def _write(changes: _Changes, *, on: date) -> None:
    _insert(changes.added)
    settings = ", ".join(f"{name} = %s" for name in _COLUMNS[1:])
    _run(
        f"UPDATE {_TABLE} SET {settings}, until_date = NULL WHERE code = %s",  # noqa: S608
        changes.changed.select(*_COLUMNS[1:], "code").rows(),
    )
    _run(f"UPDATE {_TABLE} SET until_date = %s WHERE code = %s", [(on, code) for code in changes.removed])  # noqa: S608


def _insert(added: pl.DataFrame) -> None:
    """In the order of the codes, so that a parent comes first and the index grows at its end."""
    columns = ", ".join(_COLUMNS)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor, cursor.copy(f"COPY {_TABLE} ({columns}) FROM STDIN") as copy:
            for row in added.iter_rows(buffer_size=_ROWS_AT_ONCE):
                copy.write_row(row)
        return
    # The driver's own cursor: Django's wrapper copies the parameters and rewrites the placeholders, under the lock.
    connection.ensure_connection()
    with connection.wrap_database_errors:
        cursor = connection.connection.cursor()
        for part in added.iter_slices(_ROWS_AT_ONCE):
            cursor.executemany(f"INSERT INTO {_TABLE} ({columns}) VALUES (?, ?, ?, ?, ?)", part.rows())  # noqa: S608


def _run(statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(statement, rows)


def _enter(loaded: DivisionsLoaded, within: str | None, *, by: str, at: datetime) -> None:
    counts = {name: getattr(loaded, name) for name in ("read", "added", "changed", "unchanged", "removed", "left_out")}
    payload = {"sha256": loaded.sha256, "within": within or "", "refused": len(loaded.refused), **counts}
    audit.record(
        LOAD,
        by=by,
        at=at,
        subject=("organisations.division", within or ""),
        basis=LOAD_DIVISIONS.basis.source,
        payload=payload,
    )
