"""
Ledgers whose rows are rows of one table into records, a file at a time and set-wise.

A row lands in the state that its columns prove. Clocks and tasks are made for matters still open only; later acts go by
procedure.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import polars as pl
from django.db import models
from django.db.models import Q

from fazhi.kernel.exchange import bulk
from fazhi.kernel.exchange.formats import Batch
from fazhi.kernel.exchange.staging import Records
from fazhi.kernel.procedures import services as procedures

_WHY = "a ledger of one table"
_AT_ONCE = 10_000


@dataclass(frozen=True)
class Table:
    """
    The target of a ledger whose rows are rows of one table.

    key      columns of the ledger's natural key
    made     the table's rows from the ledger's typed rows: columns by attname, without `id`
    paths    column of the ledger → where the records have it
    days     dates of which one lies in a period to which a row belongs; none: a row belongs to every period
    enter    clocks and tasks of matters still open; None for what is no matter
    """

    procedure: str
    model: type[models.Model]
    key: tuple[str, ...]
    made: Callable[[pl.DataFrame, Batch], pl.DataFrame]
    paths: Mapping[str, str]
    days: tuple[str, ...] = ()
    enter: Callable[[pl.DataFrame, Batch], None] | None = None

    def stored(self, keys: pl.DataFrame) -> pl.DataFrame:
        rows = [(*row[:-1], str(row[-1])) for row in self._rows().values_list(*map(self.paths.get, self.key), "pk")]
        schema = pl.Schema({**{name: keys.schema[name] for name in self.key}, "subject": pl.String()})
        known = pl.DataFrame(rows, schema=schema, orient="row")
        return keys.select(self.key).join(known, on=list(self.key), how="inner")

    def rows(self, rows: pl.DataFrame, batch: Batch) -> pl.DataFrame:
        """What the table has of these rows."""
        return self.made(rows, batch).with_columns(rows["subject"].alias("id"))

    def records(self, rows: pl.DataFrame, batch: Batch) -> tuple[Records, ...]:
        return ((self.model, self.rows(rows, batch)),)

    def insert(self, rows: pl.DataFrame, batch: Batch) -> None:
        if self.enter is not None:
            self.enter(self.rows(rows, batch), batch)

    def update(self, rows: pl.DataFrame, batch: Batch) -> list[dict[str, object]]:
        fresh = self.rows(rows, batch)
        columns = [name for name in fresh.columns if name not in {"id", "version"}]
        ids = [UUID(text) for text in rows["subject"]]
        old = [{"subject": row.pop("pk"), **row} for row in self._values(ids, "pk", *columns)]
        bulk.update(self.model, fresh, columns)
        if self.enter is not None:
            procedures.restart(ids, at=batch.at)
            self.enter(fresh, batch)
        return old

    def remove(self, rows: pl.DataFrame, batch: Batch) -> None:
        if self.enter is not None:
            procedures.forget([UUID(text) for text in rows["subject"]])
        bulk.delete(self.model, "id", rows["subject"])

    def restore(self, old: Sequence[Mapping[str, Any]], batch: Batch) -> None:
        for row in old:
            values = {name: value for name, value in row.items() if name not in {"subject", "recorded_at"}}
            self._rows().filter(pk=row["subject"]).update(**values)
        if self.enter is not None and old:
            ids = [UUID(str(row["subject"])) for row in old]
            procedures.restart(ids, at=batch.at)
            names = [field.attname for field in self.model._meta.concrete_fields]
            back = [
                {name: str(value) if isinstance(value, UUID) else value for name, value in row.items()}
                for row in self._values(ids, *names)
            ]
            self.enter(pl.DataFrame(back, infer_schema_length=None), batch)

    def export(self, start: date, end: date) -> pl.DataFrame:
        belongs = Q()
        for day in self.days:
            belongs |= Q(**{f"{day}__range": (start, end)})
        rows = self._rows().filter(belongs).order_by(*map(self.paths.get, self.key))
        found = [tuple(map(_plain, row)) for row in rows.values_list(*self.paths.values())]
        frame = pl.DataFrame(found, schema=list(self.paths), orient="row", infer_schema_length=None)
        return frame.with_columns(pl.col(pl.String).replace("", None))

    def _values(self, ids: Sequence[UUID], *names: str) -> Iterator[dict[str, Any]]:
        """A few thousand at a time: databases limit the parameters of a statement."""
        for start in range(0, len(ids), _AT_ONCE):
            yield from self._rows().filter(pk__in=ids[start : start + _AT_ONCE]).values(*names)

    def _rows(self) -> Any:
        return self.model.objects.system(_WHY)  # type: ignore[attr-defined]


def _plain(value: object) -> object:
    return "、".join(value) if isinstance(value, list) else value


def parts_of(name: str, day: str | None = None) -> list[pl.Expr]:
    """A date column, from the ledger's `day`, with its stored year, quarter and month."""
    source = pl.col(day or f"{name}_date")
    return [
        source.alias(f"{name}_date"),
        source.dt.year().alias(f"{name}_year"),
        source.dt.quarter().alias(f"{name}_quarter"),
        source.dt.month().alias(f"{name}_month"),
    ]


def texts(*names: str) -> list[pl.Expr]:
    """Columns of text that are "" where the ledger is blank."""
    return [pl.col(name).fill_null("") for name in names]
