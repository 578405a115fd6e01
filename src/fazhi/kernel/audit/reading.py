"""Entries as this connection finds them stored."""

from collections.abc import Iterator
from typing import Any

from django.db import OperationalError, connection

from fazhi.kernel.audit.rows import row_query
from fazhi.kernel.audit.walk import Row


def rows(first: int, last: int) -> Iterator[Row]:
    """Entries from `first` to `last` in order of number, a page at a time, so that no read transaction lasts long."""
    while first <= last:
        page = fetched_as_stored(row_query(connection.vendor, first, last))
        if not page:
            return
        for row in page:
            yield Row(row[0], tuple(row[1:12]), row[12], row[13], row[14])
        first = page[-1][0] + 1


def fetched(query: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


def fetched_as_stored(query: str) -> list[tuple[Any, ...]]:
    """SQLite may hold bytes that are no text: they are read as what no text is, so that they differ and stop nothing."""
    try:
        return fetched(query)
    except OperationalError:
        if connection.vendor != "sqlite":
            raise
    usual = connection.connection.text_factory
    connection.connection.text_factory = lambda raw: raw.decode(errors="surrogateescape")
    try:
        return fetched(query)
    finally:
        connection.connection.text_factory = usual
