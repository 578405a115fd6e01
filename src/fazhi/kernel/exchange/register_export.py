"""
A register's list out as a file (台账视图导出): what is shown, in its order and columns, under a mark that says who took it.

Rows are read and written in parts at one moment of the records, so that memory does not grow with the list. The export is in
the trail with its conditions, the number of rows and the digest of the file.
"""

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
from django.db import models, transaction
from django.utils import timezone

from fazhi.engines.indicator import Column, Kind, Order, Rows
from fazhi.kernel.audit import services as audit
from fazhi.kernel.exchange import workbook
from fazhi.kernel.exchange.errors import ListTooLong, UnsupportedFile
from fazhi.kernel.exchange.export import SAMPLE_NOTE, csv_cell
from fazhi.kernel.exchange.formats import Column as LedgerColumn
from fazhi.kernel.exchange.formats import Type
from fazhi.kernel.exchange.permissions import EXPORT
from fazhi.kernel.indicators import listing
from fazhi.kernel.indicators.live import Live
from fazhi.kernel.indicators.terms import Row
from fazhi.kernel.organisations.queries import is_sample
from fazhi.kernel.organisations.services import require

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post

ACTION = "register.export"
MOST = 300_000
"""Rows of one file: more is no list that anybody reads, and would keep the server too long."""

_AT_ONCE = 10_000
_DTYPES = {Kind.INTEGER: pl.Int64, Kind.FLAG: pl.Int64, Kind.DATE: pl.Date, Kind.TEXT: pl.String}


class Purpose(models.TextChoices):
    """What an export is for (导出用途)."""

    SUPERIOR = "superior", "上级报送"
    ANALYSIS = "analysis", "业务分析"
    ARCHIVE = "archive", "档案移交"
    CHECKING = "checking", "核对数据"


@dataclass(frozen=True)
class Exported:
    """A file that was written: its rows, and the SHA-256 of its bytes."""

    rows: int
    sha256: str


def export(
    rows: Rows,
    order: Order,
    columns: tuple[tuple[Column, str], ...],
    out: Path,
    *,
    conditions: str,
    purpose: Purpose,
    by: "Post",
    at: datetime,
) -> Exported:
    """
    Write the rows of a list in its order; coded values by label, money in yuan, text that begins like a formula neutralised.

    columns     with the heading of each, in order
    out         .xlsx, or .csv as UTF-8 with a byte order mark; the mark is in the first rows of either, and on every printed page
    conditions  what the list is narrowed to, in words

    Raises NotPermitted, UnsupportedFile, ListTooLong.
    """
    require(by, EXPORT)
    if out.suffix not in (".xlsx", ".csv"):
        raise UnsupportedFile(out.name)
    with Live().snapshot():
        number = listing.exactly(rows)
        if number > MOST:
            raise ListTooLong(number, MOST)
        mark = _mark(by, at, purpose, number, conditions)
        table = _Table(rows.register.title, tuple(_ledger_column(*each) for each in columns), mark)
        parts = (_frame(columns, part) for part in listing.every_row(rows, order, at_once=_AT_ONCE))
        (_write_book if out.suffix == ".xlsx" else _write_csv)(out, table, parts, number)
    done = Exported(number, _digest(out))
    _record(done, rows, out.suffix, conditions, purpose, by=by, at=at)
    return done


@dataclass(frozen=True)
class _Table:
    """`mark` is who took it, when, what for, how many rows, and their conditions, a line each."""

    title: str
    columns: tuple[LedgerColumn, ...]
    mark: tuple[str, ...]


def _mark(by: "Post", at: datetime, purpose: Purpose, number: int, conditions: str) -> tuple[str, ...]:
    moment = f"{timezone.localtime(at):%Y-%m-%d %H:%M}"
    who = f"导出：{by.official.name}（{by.code}）　{by.office.name}　{moment}　用途：{purpose.label}"
    told = (who, f"条件：{conditions or '全部'}　共 {number:,} 行")
    return (*told, SAMPLE_NOTE) if is_sample() else told


def _ledger_column(column: Column, heading: str) -> LedgerColumn:
    if column.kind is Kind.INTEGER:
        return LedgerColumn(column.name, heading, Type.MONEY if column.unit == "分" else Type.INTEGER)
    if column.kind is Kind.TEXT:
        return LedgerColumn(column.name, heading, Type.CODE if column.labels else Type.TEXT, labels=column.labels)
    return LedgerColumn(column.name, heading, Type.DATE if column.kind is Kind.DATE else Type.FLAG)


def _frame(columns: Iterable[tuple[Column, str]], rows: tuple[Row, ...]) -> pl.DataFrame:
    return pl.DataFrame(
        [pl.Series(column.name, [row[column.name] for row in rows], _DTYPES[column.kind]) for column, _ in columns]
    )


def _write_book(out: Path, table: _Table, parts: Iterator[pl.DataFrame], number: int) -> None:
    note, header = "\n".join(table.mark), table.mark[0]
    workbook.write_parts(out, "数据", table.columns, parts, number, title=table.title, note=note, header=header)


def _write_csv(out: Path, table: _Table, parts: Iterator[pl.DataFrame], number: int) -> None:
    cells = [csv_cell(column) for column in table.columns]
    with out.open("wb") as file:
        head: list[list[Any]] = [
            [table.title],
            *([line] for line in table.mark),
            [each.heading for each in table.columns],
        ]
        text = io.StringIO()
        csv.writer(text, lineterminator="\r\n").writerows(head)
        file.write(text.getvalue().encode("utf-8-sig"))
        for part in parts:
            part.select(cells).write_csv(file, include_header=False, line_terminator="\r\n")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _record(
    done: Exported, rows: Rows, form: str, conditions: str, purpose: Purpose, *, by: "Post", at: datetime
) -> None:
    payload = {"register": rows.register.name, "rows": done.rows, "sha256": done.sha256, "purpose": purpose.value}
    detail = {"conditions": conditions, "form": form, **payload}
    with transaction.atomic():
        audit.record(
            ACTION,
            by=by.code,
            at=at,
            subject=("register", rows.register.name),
            basis=EXPORT.basis.source,
            payload=payload,
            detail=detail,
            place="desk",
        )
    audit.anchor("export")
