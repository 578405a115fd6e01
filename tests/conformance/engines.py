"""The four engines over the same register rows, each behind the protocol that `queries` asks."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import polars as pl
import pytest

from fazhi.engines.indicator import DIALECTS, Bounds, Catalogue, Dialect, Kind, Period, Register
from fazhi.kernel.indicators.errors import SparkAbsent
from fazhi.kernel.indicators.frozen import Frozen
from fazhi.kernel.indicators.manifest import Manifest, Sheet
from fazhi.kernel.indicators.sealing import schema_of, write_sheet
from fazhi.kernel.indicators.spark import Spark
from fazhi.kernel.indicators.terms import Scope

Rows = dict[str, list[dict[str, Any]]]
"""Register name → its rows."""


@dataclass
class Probe:
    """An engine over tables that stand where the views would."""

    name: str
    dialect: Dialect
    catalogue: Catalogue
    connection: Any

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        return self.connection.execute(query).fetchall()

    def bounds(self, scope: Scope) -> Bounds:
        return Bounds(scope.left, scope.right)

    def require(self, period: Period) -> None:
        pass


@contextmanager
def sqlite_engine(catalogue: Catalogue, rows: Rows) -> Iterator[Probe]:
    dialect = DIALECTS["sqlite"]
    connection = sqlite3.connect(":memory:")
    for register in catalogue.registers.values():
        _fill(connection, register, dialect, rows[register.name], {Kind.DATE: "date"}, "?")
    yield Probe("sqlite", dialect, catalogue, connection)
    connection.close()


@contextmanager
def postgresql_engine(catalogue: Catalogue, rows: Rows) -> Iterator[Probe]:
    """Keys are of PostgreSQL's uuid type, as Django keeps them there."""
    url = os.environ.get("DATABASE_URL", "")
    if not urlsplit(url).scheme.startswith("postgres"):
        pytest.skip("PostgreSQL: DATABASE_URL does not name one")
    import psycopg

    dialect = DIALECTS["postgresql"]
    with psycopg.connect(url) as connection:
        for register in catalogue.registers.values():
            with connection.cursor() as cursor:
                types = {Kind.DATE: "date", Kind.INTEGER: "bigint", Kind.FLAG: "smallint", Kind.TEXT: "text"}
                _fill(cursor, register, dialect, rows[register.name], types, "%s")
        yield Probe("postgresql", dialect, catalogue, connection)
        connection.rollback()


@contextmanager
def duckdb_engine(catalogue: Catalogue, folder: Path) -> Iterator[Frozen]:
    with Frozen(folder, _manifest(catalogue)) as engine:
        yield engine


@contextmanager
def spark_engine(catalogue: Catalogue, folder: Path) -> Iterator[Spark]:
    """Two partitions to shuffle into are enough for so few rows."""
    pytest.importorskip("pyspark", reason="Spark: the [spark] extra is not installed")
    try:
        engine = Spark(folder, _manifest(catalogue))
    except SparkAbsent as absent:
        pytest.skip(f"Spark: no {absent.missing}")
    with engine:
        engine.ask("SET spark.sql.shuffle.partitions = 2")
        yield engine


def write_parquet(catalogue: Catalogue, rows: Rows, folder: Path) -> Path:
    """The rows as a frozen year keeps them."""
    for register in catalogue.registers.values():
        table = pl.DataFrame(rows[register.name], schema=schema_of(register))
        write_sheet(folder, register, table.sort(register.key))
    return folder


def _fill(
    cursor: Any, register: Register, dialect: Dialect, rows: list[dict[str, Any]], types: dict[Kind, str], mark: str
) -> None:
    name = dialect.identifier
    kinds = {column.name: types.get(column.kind, "") for column in register.columns}
    if dialect.name == "postgresql":
        kinds[register.key] = "uuid"
    columns = ", ".join(f"{name(column)} {kind}" for column, kind in kinds.items())
    cursor.execute(f"CREATE TEMPORARY TABLE {name(register.name)} ({columns})")
    marks = ", ".join([mark] * len(kinds))
    cells = [tuple(_cell(row[column], dialect) for column in kinds) for row in rows]
    cursor.executemany(f"INSERT INTO {name(register.name)} VALUES ({marks})", cells)


def _cell(value: Any, dialect: Dialect) -> Any:
    return value.isoformat() if isinstance(value, date) and not dialect.typed_dates else value


def _manifest(catalogue: Catalogue) -> Manifest:
    return Manifest(
        year=2024,
        version=1,
        sealed_at="2025-01-06T09:30:00+08:00",
        sealed_by="system",
        code_version="0",
        bureau="",
        sample=True,
        sheets=tuple(Sheet(register, 0, "") for register in catalogue.registers.values()),
        indicators=catalogue.versions,
        identities=catalogue.identities,
        offices={"all": (0, 99), "part": (2, 4)},
    )
