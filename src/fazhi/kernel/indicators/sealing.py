"""Writing a frozen year: register rows as Parquet with a manifest, on the disk before it counts."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polars as pl

from fazhi.engines.indicator import Kind, Period, Register, rows_sql, touching
from fazhi.kernel.indicators.cells import columns_of
from fazhi.kernel.indicators.errors import KeyRepeated
from fazhi.kernel.indicators.manifest import MANIFEST, SEAL, Manifest, Sheet, digest_of, digest_of_file, file_of
from fazhi.kernel.indicators.terms import Engine

_TYPES: dict[Kind, type[pl.DataType]] = {
    Kind.INTEGER: pl.Int64,
    Kind.FLAG: pl.Int64,
    Kind.TEXT: pl.String,
    Kind.DATE: pl.Date,
}


def frame(register: Register, rows: Sequence[Sequence[Any]]) -> pl.DataFrame:
    """Rows of a register as typed columns, sorted by key; raises KeyRepeated."""
    table = pl.DataFrame(columns_of(register, rows), schema=schema_of(register)).sort(register.key)
    repeated = table.get_column(register.key).is_duplicated()
    if repeated.any():
        raise KeyRepeated(register.name, str(table.filter(repeated).item(0, register.key)))
    return table


def schema_of(register: Register) -> dict[str, type[pl.DataType]]:
    """The types that a register's columns have in its file."""
    return {column.name: _TYPES[column.kind] for column in register.columns}


def year_frame(register: Register, year: int, engine: Engine) -> pl.DataFrame:
    """The register's rows that touch the year, as the engine has them now."""
    query = rows_sql(register, touching(register, Period(year)), engine.dialect)
    return frame(register, engine.ask(query))


def write_sheet(folder: Path, register: Register, table: pl.DataFrame) -> Sheet:
    """One Parquet file: same rows, same bytes."""
    path = folder / file_of(register.name)
    table.write_parquet(path, compression="zstd", statistics=True)
    _to_disk(path)
    return Sheet(register, table.height, digest_of_file(path))


def write_manifest(folder: Path, manifest: Manifest) -> str:
    """Manifest and its digest file; returns the digest."""
    content = manifest.to_bytes()
    digest = digest_of(content)
    (folder / MANIFEST).write_bytes(content)
    (folder / SEAL).write_text(f"{digest}  {MANIFEST}\n", encoding="ascii")
    for name in (MANIFEST, SEAL):
        _to_disk(folder / name)
    _to_disk(folder)
    return digest


def put_in_place(folder: Path, target: Path) -> None:
    """Rename a finished folder to its name, in one step, on the disk when this returns."""
    os.rename(folder, target)
    _to_disk(target.parent)


def _to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
