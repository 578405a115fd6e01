"""
Rows made ready beside the database (暂存), so that writing them holds SQLite's one write lock for as short as can be.

Most of an insert's time goes into turning cells into Python values and binding them. That is done into a file of its own
first; under the lock only SQLite copies, from table to table. PostgreSQL has no lock on the whole and takes COPY.
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import polars as pl
from django.db import connection, models

from fazhi.kernel.exchange import bulk

Records = tuple[type[models.Model], pl.DataFrame]
"""A table and the rows for it, columns named by field attnames."""


@contextmanager
def staged(records: Sequence[Records], path: Path) -> Iterator[Callable[[], None]]:
    """
    Make `records` ready; gives the function that writes them, to be called inside the transaction.

    path  a file that does not exist, for SQLite; removed at the end
    A caller that is inside a transaction already holds the lock and gains nothing: its rows are inserted as they are.
    """
    filled = [(model, frame) for model, frame in records if frame.height]
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield lambda: _insert(filled)
        return
    columns = _write_stage(filled, path)
    with connection.cursor() as cursor:
        cursor.execute("ATTACH %s AS stage", [str(path)])
    try:
        yield lambda: _copy(filled, columns)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DETACH stage")
        path.unlink(missing_ok=True)


def _insert(records: Sequence[Records]) -> None:
    for model, frame in records:
        bulk.insert(model, frame)


def _write_stage(records: Sequence[Records], path: Path) -> list[str]:
    """Fill the file, a table for each of `records` in order; returns their columns as SQL lists them."""
    listed = []
    with closing(sqlite3.connect(path, isolation_level=None)) as stage:
        stage.execute("PRAGMA journal_mode=OFF")
        stage.execute("PRAGMA synchronous=OFF")
        stage.execute("BEGIN")
        for place, (model, frame) in enumerate(records):
            columns, ready = bulk.ready(model, frame)
            names = ", ".join(connection.ops.quote_name(name) for name in columns)
            stage.execute(f"CREATE TABLE rows_{place} ({names})")
            marks = ", ".join("?" * len(columns))
            for part in bulk.slices(ready):
                stage.executemany(f"INSERT INTO rows_{place} VALUES ({marks})", part)  # noqa: S608
            listed.append(names)
        stage.execute("COMMIT")
    return listed


def _copy(records: Sequence[Records], columns: Sequence[str]) -> None:
    with connection.cursor() as cursor:
        for place, ((model, _), names) in enumerate(zip(records, columns, strict=True)):
            table = connection.ops.quote_name(model._meta.db_table)
            cursor.execute(
                f"INSERT INTO main.{table} ({names}) SELECT {names} FROM stage.rows_{place} ORDER BY rowid"  # noqa: S608
            )
