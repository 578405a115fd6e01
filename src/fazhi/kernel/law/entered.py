"""
What officials have entered beside the package's data, read in a way that holds before `fazhi setup` too.

`fazhi due` answers without a database; then there is nothing entered, and asking must not make an empty file.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from django.db import DatabaseError, connection
from django.db.models import Model, QuerySet

Row = TypeVar("Row")


def entered(rows: "QuerySet[Model, Row]") -> Sequence[Row]:
    """
    The rows of a small table of entries, none where no database has been set up.

    Raises DatabaseError where there is one and it doesn't answer: an answer without the entries could be wrong.
    """
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
