"""
Acts on local categories (本地纠纷类别): added and ended by an act, or entered by their ledger.

A category that matters have can't be changed so that it no longer fits them: one with another parent is a new code.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import polars as pl
from django.db import transaction

from fazhi.kernel.audit import services as audit
from fazhi.kernel.exchange import bulk
from fazhi.kernel.exchange.formats import Batch
from fazhi.kernel.exchange.staging import Records
from fazhi.lines.mediation.errors import CategoryEnded, CategoryInUse, CategoryTaken, CategoryUnfit, UnknownCategory
from fazhi.lines.mediation.models import LocalCategory
from fazhi.lines.mediation.queries.local_categories import SUBJECT, used_local_categories
from fazhi.lines.mediation.terms import Category

_FIELDS = ("title", "parent", "from_year", "until_year", "basis")


@transaction.atomic
def add(
    code: str,
    *,
    title: str,
    parent: Category,
    from_year: int,
    until_year: int | None = None,
    basis: str,
    by: str,
    at: datetime,
) -> LocalCategory:
    """
    Add a local category for the disputes of `from_year` to `until_year`, counted under `parent` in the national form.

    basis  the document that introduces it, as printed
    by     who adds it, as the trail writes it; `at` is an aware datetime

    Raises CategoryTaken, CategoryUnfit.
    """
    code, title, basis = code.strip(), title.strip(), basis.strip()
    _require_fit(code, title=title, basis=basis, from_year=from_year, until_year=until_year)
    if LocalCategory.objects.filter(code=code).exists():
        raise CategoryTaken(code)
    made = LocalCategory.objects.create(
        code=code, title=title, parent=parent.value, from_year=from_year, until_year=until_year, basis=basis
    )
    payload = {"code": code, **{name: getattr(made, name) for name in _FIELDS}}
    audit.record("mediation.category.add", by=by, at=at, subject=(SUBJECT, code), basis=basis, payload=payload)
    return made


@transaction.atomic
def end(code: str, *, year: int, by: str, at: datetime) -> LocalCategory:
    """
    Let `year` be the last year of a local category.

    Raises UnknownCategory, CategoryEnded, CategoryUnfit for a year before its first, CategoryInUse if a later matter has it.
    """
    category = LocalCategory.objects.select_for_update().filter(code=code).first()
    if category is None:
        raise UnknownCategory(code)
    if category.until_year is not None:
        raise CategoryEnded(code, category.until_year)
    if year < category.from_year:
        raise CategoryUnfit(code, "until_year", str(year))
    used = used_local_categories().filter(pl.col("code") == code)
    if used.height and (last := int(used["last"].max())) > year:  # type: ignore[arg-type]
        raise CategoryInUse(code, last)
    category.until_year = year
    category.save(update_fields=["until_year"])
    audit.record(
        "mediation.category.end",
        by=by,
        at=at,
        subject=(SUBJECT, code),
        basis=category.basis,
        payload={"until_year": year},
    )
    return category


def _require_fit(code: str, *, title: str, basis: str, from_year: int, until_year: int | None) -> None:
    for name, value in (("code", code), ("title", title), ("basis", basis)):
        if not value:
            raise CategoryUnfit(code, name, value)
    if until_year is not None and until_year < from_year:
        raise CategoryUnfit(code, "until_year", str(until_year))


def contradicts_records() -> pl.Expr:
    """True for a row of the ledger that no longer fits the matters that have its category."""
    wrong = pl.lit(value=False)
    for code, category, first, last in used_local_categories().iter_rows():
        late = pl.col("until_year").is_not_null() & (pl.col("until_year") < last)
        unfit = (pl.col("parent") != category) | (pl.col("from_year") > first) | late
        wrong = wrong | ((pl.col("code") == code) & unfit)
    return wrong


def records(rows: pl.DataFrame, batch: Batch) -> tuple[Records, ...]:
    """None ahead: few rows."""
    return ()


def insert(rows: pl.DataFrame, batch: Batch) -> None:
    """Write new categories."""
    bulk.insert(LocalCategory, rows.select("code", *_FIELDS))


def update(rows: pl.DataFrame, batch: Batch) -> list[dict[str, object]]:
    """Correct categories; returns the old values."""
    known = {item.code: item for item in LocalCategory.objects.filter(code__in=rows["code"].to_list())}
    old: list[dict[str, object]] = []
    for row in rows.iter_rows(named=True):
        category = known[row["code"]]
        kept = {name: getattr(category, name) for name in _FIELDS}
        old.append({"subject": row["subject"], "code": category.code, **kept})
        for name in _FIELDS:
            setattr(category, name, row[name])
        category.save(update_fields=_FIELDS)
    return old


def remove(rows: pl.DataFrame, batch: Batch) -> None:
    """Delete the categories that an import made; matters that have one of them refuse it."""
    bulk.delete(LocalCategory, "code", rows["code"])


def restore(old: Sequence[Mapping[str, Any]], batch: Batch) -> None:
    """Write back what `update` replaced."""
    update(pl.DataFrame([dict(row) for row in old], infer_schema_length=None), batch)
