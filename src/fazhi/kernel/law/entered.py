"""
What officials have entered beside the package's data, read in a way that holds before `fazhi setup` too.

`fazhi due` answers without a database; then there is nothing entered, and asking must not make an empty file.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any, TypeVar

from django.db import DatabaseError, connection
from django.db.models import Model, QuerySet

Row = TypeVar("Row")

_kept: ContextVar[dict[str, Sequence[Any]] | None] = ContextVar("what was entered, as asked once", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """While one page is made, each table of entries is read once, however many time limits the page shows."""
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


def forget() -> None:
    """To be called by whoever enters something: what was read before doesn't hold any more."""
    kept = _kept.get()
    if kept is not None:
        kept.clear()


def entered(rows: "QuerySet[Model, Row]") -> Sequence[Row]:
    """
    The rows of a small table of entries, none where no database has been set up.

    Raises DatabaseError where there is one and it doesn't answer: an answer without the entries could be wrong.
    """
    kept = _kept.get()
    if kept is None:
        return _read(rows)
    question = str(rows.query)
    if question not in kept:
        kept[question] = _read(rows)
    return kept[question]


def _read(rows: "QuerySet[Model, Row]") -> Sequence[Row]:
    if not _is_there():
        return ()
    try:
        return list(rows)
    except DatabaseError:
        if rows.model._meta.db_table in connection.introspection.table_names():
            raise
        return ()


def _is_there() -> bool:
    """Looked at before connecting: on SQLite that would make an empty file."""
    name = connection.settings_dict["NAME"]
    return connection.vendor != "sqlite" or not isinstance(name, Path) or name.exists()
