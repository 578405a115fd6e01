"""The database of a backup: copied out at the moment of a snapshot, put in again. SQLite as a file, PostgreSQL by pg_dump."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.db import DatabaseError, connection

from fazhi.surfaces.operations.errors import InTheWay, ToolFailed, ToolMissing

MEMBERS = {"sqlite": "fazhi.sqlite3", "postgresql": "database.dump"}
"""Vendor → the member of the archive that holds the database."""


def size() -> int:
    """Bytes that a copy takes, at most: a dump is smaller than its database."""
    if connection.vendor == "sqlite":
        name = Path(connection.settings_dict["NAME"])
        parts = (name, name.with_name(f"{name.name}-wal"))
        return sum(path.stat().st_size for path in parts if path.exists())
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


def copy_out(place: Path) -> Path:
    """
    Copy the database into `place` as the current snapshot sees it; call it inside `Live().snapshot()`. Writers go on meanwhile.

    Raises ToolMissing, ToolFailed.
    """
    target = place / MEMBERS[connection.vendor]
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(target)) as copy:
            # From this very connection: another would see what was committed since.
            connection.connection.backup(copy)
        return target
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = cursor.fetchone()[0]
    how = ["--format=custom", "--compress=0", "--no-owner", "--no-privileges", f"--snapshot={snapshot}"]
    _run("pg_dump", [*how, f"--file={target}"])
    return target


def require_tools() -> None:
    """Raise ToolMissing where PostgreSQL's own programs are needed and not there."""
    if connection.vendor == "postgresql":
        for tool in ("pg_dump", "pg_restore"):
            if shutil.which(tool) is None:
                raise ToolMissing(tool)


def require_empty() -> None:
    """Raise InTheWay unless the PostgreSQL database that the settings name has no tables."""
    if connection.introspection.table_names():
        raise InTheWay(Path(connection.settings_dict["NAME"]))


def put_in(dump: Path, name: str) -> None:
    """Fill the empty PostgreSQL database `name`, all of it or nothing. Raises ToolFailed."""
    _run("pg_restore", ["--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error", str(dump)], name)
    connection.close()


def url(name: str) -> str:
    """What DATABASE_URL is for the database `name` on the same server."""
    of = connection.settings_dict
    who = quote(of["USER"], safe="") + (f":{quote(of['PASSWORD'], safe='')}" if of["PASSWORD"] else "")
    return f"postgresql://{who}@{of['HOST']}:{of['PORT']}/{name}"


@contextmanager
def scratch() -> Iterator[str]:
    """An empty PostgreSQL database beside ours, gone afterwards; the user must be allowed to create one."""
    name = f"{connection.settings_dict['NAME']}_verify_{os.getpid()}"
    quoted = connection.ops.quote_name(name)
    _outside(f"CREATE DATABASE {quoted} TEMPLATE template0")
    try:
        yield name
    finally:
        _outside(f"DROP DATABASE IF EXISTS {quoted} WITH (FORCE)")


def _outside(statement: str) -> None:
    try:
        with connection._nodb_cursor() as cursor:  # as Django's tests do
            cursor.execute(statement)
    except DatabaseError as error:
        raise ToolFailed("CREATE DATABASE", str(error).strip().splitlines()[0]) from error


def _run(tool: str, words: list[str], name: str | None = None) -> None:
    of: dict[str, Any] = connection.settings_dict
    found = shutil.which(tool)
    if found is None:
        raise ToolMissing(tool)
    told = {"PGHOST": of["HOST"], "PGPORT": of["PORT"], "PGUSER": of["USER"], "PGPASSWORD": of["PASSWORD"]}
    environment = {**os.environ, **{key: value for key, value in told.items() if value}}
    command = [found, "--no-password", f"--dbname={name or of['NAME']}", *words]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603  our own words
    if done.returncode:
        raise ToolFailed(tool, (done.stderr.strip().splitlines() or [f"exit {done.returncode}"])[-1])
