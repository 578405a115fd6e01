"""
What is kept of each file (留存), in `files/ledgers` of the data folder, named by the file's SHA-256.

`<sha256>.xlsx` is the original, `<sha256>.<batch>.accepted.parquet` its accepted rows, `<sha256>.<batch>.refused.xlsx`
the refused ones. The folder holds personal data and is its owner's alone.
"""

import os
import shutil
from pathlib import Path

import polars as pl

from fazhi.kernel.exchange import workbook
from fazhi.kernel.exchange.checking import Checked, sentences
from fazhi.kernel.exchange.columns import as_read
from fazhi.kernel.exchange.formats import Column, Type
from fazhi.kernel.exchange.reading import Table

REFUSAL_COLUMNS = (Column("original_row", "原行号", Type.INTEGER), Column("findings", "问题及改法", max_length=2000))
_REFUSAL_NOTE = "以下各行未导入。请按右侧“问题及改法”改正后，把本表再次导入；已导入的行不必重报。"


def folder(data_dir: Path) -> Path:
    place = data_dir / "files" / "ledgers"
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place


def staging(data_dir: Path) -> Path:
    """The folder of tables read and not yet imported; emptied when an import starts and ends."""
    place = folder(data_dir) / "staging"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(mode=0o700)
    return place


def stage_path(batch: int, data_dir: Path) -> Path:
    """Where a batch's rows are made ready."""
    return folder(data_dir) / "staging" / f"{batch}.sqlite3"


def dispatch_path(sha256: str, data_dir: Path) -> Path:
    """Where a file for a superior system is kept, in `files/dispatches`."""
    place = data_dir / "files" / "dispatches"
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place / f"{sha256}.csv"


def keep_original(path: Path, sha256: str, data_dir: Path) -> Path:
    """Copy the file under its digest, unless it is there."""
    kept = folder(data_dir) / f"{sha256}{path.suffix.lower()}"
    if not kept.exists():
        draft = kept.with_suffix(".partial")
        shutil.copyfile(path, draft)
        os.replace(draft, kept)
    return kept


def accepted_path(sha256: str, batch: int, data_dir: Path) -> Path:
    return folder(data_dir) / f"{sha256}.{batch}.accepted.parquet"


def refused_path(sha256: str, batch: int | None, data_dir: Path) -> Path:
    """Where the refused rows go; `batch` None is a dry run."""
    return folder(data_dir) / f"{sha256}.{'dry-run' if batch is None else batch}.refused.xlsx"


def original_path(sha256: str, data_dir: Path) -> Path | None:
    """The original as it was kept, None if it is not there."""
    candidates = (folder(data_dir) / f"{sha256}{suffix}" for suffix in (".xlsx", ".xls", ".csv", ".json"))
    return next((path for path in candidates if path.exists()), None)


def forget(sha256: str, batch: int, data_dir: Path) -> None:
    """Remove what a batch that never ended has left."""
    accepted_path(sha256, batch, data_dir).unlink(missing_ok=True)
    refused_path(sha256, batch, data_dir).unlink(missing_ok=True)


def forget_original(sha256: str, data_dir: Path) -> None:
    """Remove the original of an import that was cancelled, and of no other."""
    if (kept := original_path(sha256, data_dir)) is not None:
        kept.unlink()


def write_accepted(rows: pl.DataFrame, path: Path) -> None:
    rows.write_parquet(path, compression="zstd", statistics=False)


def write_refused(table: Table, checked: Checked, refused: pl.Series, path: Path) -> None:
    """The refused rows in the template's layout, cells as read, with their original row numbers and all findings."""
    format = table.format
    told = (
        sentences(checked.findings.filter(pl.col("index").is_in(refused.implode())), format)
        .group_by("index", maintain_order=True)
        .agg(pl.col("sentence").str.join("\n").alias("findings"))
    )
    cells = table.rows.with_row_index("index").with_columns(as_read(column) for column in format.columns)
    rows = told.join(cells, on="index").sort("index")
    rows = rows.select(*(column.name for column in format.columns), pl.col("row").alias("original_row"), "findings")
    workbook.write(path, format, rows, title=f"{format.title}（退回）", note=_REFUSAL_NOTE, extra=REFUSAL_COLUMNS)
