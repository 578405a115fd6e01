"""
Questions that may take little work: one that would take more is given up, and its asker does with an estimate.

SQLite counts the steps of its own machine, so that the same question over the same rows always ends the same way;
PostgreSQL knows only a time.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from typing import Any

from django.db import OperationalError, connections, transaction

STEPS = 1_500_000
"""Of SQLite's machine: a scan of half a million rows of a register, about 60 ms."""

MILLISECONDS = 60
"""Of PostgreSQL."""

_LOOK = 50_000
_CANCELLED = "57014"


def ask_within(alias: str, query: str) -> list[tuple[Any, ...]] | None:
    """All rows that a query gives on the connection `alias`, None if it would take more work than that."""
    vendor = connections[alias].vendor
    try:
        with _LIMITED[vendor](alias), connections[alias].cursor() as cursor:
            cursor.execute(query)
            return cursor.fetchall()
    except OperationalError as error:
        if not _gave_up(error):
            raise
        return None


def _gave_up(error: OperationalError) -> bool:
    return getattr(error.__cause__, "sqlstate", "") == _CANCELLED or str(error) == "interrupted"


@contextmanager
def _steps(alias: str) -> Iterator[None]:
    connections[alias].ensure_connection()
    database, looks = connections[alias].connection, iter(range(STEPS // _LOOK))
    database.set_progress_handler(lambda: next(looks, None) is None, _LOOK)
    try:
        yield
    finally:
        database.set_progress_handler(None, 0)


@contextmanager
def _milliseconds(alias: str) -> Iterator[None]:
    """In a savepoint inside a transaction, which a cancelled statement would end; taking it back takes the limit back."""
    with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
        cursor.execute(f"SET LOCAL statement_timeout = {MILLISECONDS}")
        yield
        transaction.set_rollback(True, using=alias)


_LIMITED: Mapping[str, Callable[[str], Any]] = MappingProxyType({"sqlite": _steps, "postgresql": _milliseconds})
